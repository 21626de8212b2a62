"""Every number on every page is the metric's own value for what was chosen.

The pages are opened over a grid of choices; each number in a chart, a table, a sentence and on
the map is held against what the metrics say of the exact records.
"""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from impact.metrics import areas, conflicts
from impact.model import area_tree
from impact.wording import words_in
from impact.wording.labels import area_status, incident_type, outcome, reporting_state
from impact.wording.rows import row_date
from tests.page_numbers.compare import Differences, reads
from tests.page_numbers.expected import ALL, SPECIES, Choice, Facts, facts
from tests.page_numbers.grid import DATA, EXAMPLE, WILDCATS, opened, screens
from tests.page_numbers.screen import (
    PUBLIC,
    ROOT,
    Screen,
    Section,
    address_of,
    go,
    look,
    open_app,
    run,
)

PAGES = ("wildlife", "coexistence", "places", "map")
LEOPARD, SNOW_LEOPARD = SPECIES
WORDS = words_in("en")
NOT_RECORDED, NO_REPORTS = "Not recorded", "No reports collected"
THE_TABLE, BESIDE = "The same as a table", "Places without a published location"
KNOWN = {"collected", "not collected", "unknown"}
both = pytest.mark.parametrize("data", DATA)


def column(table: pd.DataFrame, heading: str) -> list[str]:
    return list(table[heading])


def only_table(section: Section) -> pd.DataFrame:
    """The one table of a section; without rows where there is none."""
    assert len(section.tables) <= 1
    return section.tables[0] if section.tables else pd.DataFrame()


def sections(data: str, page: str, name: str):
    """Each choice of a page's grid with one section of it, where the page got so far."""
    for choice, screen in screens(data, page):
        if name in screen.sections:
            yield choice, screen[name]


# --- Wildlife --------------------------------------------------------------------------------


def rate_sections(data: str, name: str):
    """Those of the wildlife page, and of the page of a single place."""
    yield from sections(data, "wildlife", name)
    yield from sections(data, "places", name)


@both
def test_detection_rates_are_pooled_over_stations_in_chart_table_and_sentence(data):
    found, told = Differences(), 0
    for choice, section in rate_sections(data, "detection-rates"):
        table = facts(data).rates(choice)
        told += len(table)
        compare_rates(found, choice, section, table, facts(data).species)
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


def compare_rates(
    found: Differences, choice: Choice, section: Section, table: pd.DataFrame, names: dict
) -> None:
    shown = only_table(section)
    if table.empty:
        found.same(choice, "rows", (len(shown), len(section.charts)), (0, 0))
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), True)
        return
    if not section.charts:
        found.say(choice, "chart", section.sentence, table.to_dict("records"))
        return
    traces = {trace["name"]: trace for trace in section.charts[0].traces}
    rows = dict(list(table.groupby("scientific_name")))
    found.same(choice, "species", sorted(traces), sorted(names[one] for one in rows))
    stated = []
    for species, some in rows.items():
        trace = traces.get(names[species])
        if trace is None:
            continue
        error = trace["error_y"]
        drawn = trace["y"]
        found.close(choice, "x", trace["x"], list(some["year"]))
        found.close(choice, "y", drawn, list(some["rate"]))
        high = [y + e for y, e in zip(drawn, error["array"], strict=True)]
        low = [y - e for y, e in zip(drawn, error["arrayminus"], strict=True)]
        found.close(choice, "upper end", high, list(some["high"]))
        near = [a - b for a, b in zip(low, some["low"], strict=True)]
        found.same(choice, "lower end", all(abs(one) < 1e-9 for one in near), True)
        behind = some[["detections", "trap_nights", "low", "high"]].to_numpy("float64")
        for mark, numbers in zip(trace["customdata"], behind, strict=True):
            found.close(choice, "on the mark", mark, list(numbers))
        last = some.iloc[-1]
        figures = ["rate", "year", "low", "high", "detections", "trap_nights"]
        stated += [last[figure] for figure in figures]
    found.stated(choice, "sentence", section.sentence, stated)
    table = table.assign(name=table["scientific_name"].map(names)).sort_values(["name", "year"])
    shown = shown.sort_values(["Species", "Year"])
    found.same(choice, "table", column(shown, "Species"), list(table["name"]))
    found.same(choice, "years", column(shown, "Year"), [str(year) for year in table["year"]])
    for heading, figure, digits in (
        ("Detections", "detections", 0),
        ("Trap-nights", "trap_nights", 1),
        ("Per 100 trap-nights", "rate", 2),
        ("95% from", "low", 2),
        ("95% to", "high", 2),
        ("Stations", "stations", 0),
        ("Stations with a detection", "stations_with_detection", 0),
    ):
        found.cells(choice, heading, column(shown, heading), list(table[figure]), digits=digits)


@both
def test_stations_with_a_detection_are_counted_among_those_with_effort(data):
    found = Differences()
    names = facts(data).species
    for choice, section in sections(data, "wildlife", "stations"):
        table = facts(data).rates(choice)
        found.same(choice, "charts", len(section.charts), int(not table.empty))
        if table.empty:
            found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), True)
        if table.empty or not section.charts:
            continue
        traces = {trace["name"]: trace for trace in section.charts[0].traces}
        stated = []
        for species, some in table.groupby("scientific_name"):
            trace = traces[names[species]]
            found.close(choice, "x", trace["x"], list(some["year"]))
            found.close(choice, "y", trace["y"], list(some["share_of_stations"]))
            pairs = some[["stations_with_detection", "stations"]].to_numpy("float64").tolist()
            found.same(choice, "on the mark", trace["customdata"], pairs)
            last = some.iloc[-1]
            stated += [last["stations_with_detection"], last["stations"], last["year"]]
        found.stated(choice, "sentence", section.sentence, stated)
    found.assert_none()


@both
def test_detection_rates_of_each_area_are_pooled_over_its_years_with_cameras(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, section in sections(data, "wildlife", "detections-by-area"):
        table = here.rates_by_area(choice)
        told += len(table)
        found.same(choice, "charts", len(section.charts), int(not table.empty))
        if table.empty or not section.charts:
            found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), table.empty)
            continue
        shown = only_table(section)
        keyed = {
            (here.species[row["scientific_name"]], here.names[row["area_id"]]): row
            for _i, row in table.iterrows()
        }
        pairs = list(zip(shown["Species"], shown["Area"], strict=True))
        found.alike(choice, "pairs", pairs, list(keyed))
        rows = [keyed[pair] for pair in pairs if pair in keyed]
        for heading, figure, digits in (
            ("Detections", "detections", 0),
            ("Trap-nights", "trap_nights", 1),
            ("Per 100 trap-nights", "rate", 2),
            ("95% from", "low", 2),
            ("95% to", "high", 2),
        ):
            wanted = [row[figure] for row in rows]
            found.cells(choice, heading, column(shown, heading), wanted, digits=digits)
        drawn = [x for trace in section.charts[0].traces for x in trace["x"]]
        found.close(choice, "marks", sorted(drawn), sorted(table["rate"]))
        stated = []
        for _species, some in table.groupby("scientific_name"):
            most = some.sort_values("rate", ascending=False).iloc[0]
            figures = [most[one] for one in ("rate", "low", "high", "detections", "trap_nights")]
            stated += figures if most["detections"] else [0, some["trap_nights"].sum()]
        found.stated(choice, "sentence", section.sentence, stated)
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


@both
def test_animals_told_apart_are_the_minimum_of_each_area_and_year(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "wildlife", "individuals"):
        told += compare_individuals(found, choice, section, facts(data))
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


def compare_individuals(found: Differences, choice: Choice, section: Section, here: Facts) -> int:
    """How many rows the metric has; what differs is added to what was found."""
    table, shown = here.individuals(choice), only_table(section)
    if table.empty or shown.empty:
        found.same(choice, "rows", len(shown), len(table))
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), table.empty)
        return len(table)
    figures = ["Animals at least", "Detections without an identity"]
    lines = shown[["Area", "Species", "Year", *figures]].to_numpy().tolist()
    wanted = [
        [here.names[a], here.species[s], f"{y}", f"{n:,}", f"{u:,}"]
        for a, s, y, n, u in table.itertuples(index=False)
    ]
    found.alike(choice, "table", lines, wanted)
    latest = table[table["year"] == table["year"].max()]
    most = latest[latest["animals"] == latest["animals"].max()]
    said = [
        one for one in most.itertuples(index=False) if here.names[one.area_id] in section.sentence
    ]
    found.same(choice, "area of the sentence", bool(said), True)
    if said:
        numbers = [said[0].animals, said[0].year, said[0].unidentified]
        found.stated(choice, "sentence", section.sentence, numbers)
    return len(table)


@both
def test_first_records_are_the_earliest_on_file_among_the_records_chosen(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "wildlife", "first-records"):
        told += compare_first_records(found, choice, section, facts(data))
    found.assert_none()
    assert told


def compare_first_records(found: Differences, choice: Choice, section: Section, here: Facts) -> int:
    """How many rows the metric has; what differs is added to what was found."""
    table, shown = here.first_records(choice), only_table(section)
    if table.empty or shown.empty:
        found.same(choice, "rows", len(shown), len(table))
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), table.empty)
        return len(table)
    claimed = table["first_record"].isin(["yes"])
    wanted = [
        [
            to_the_month(row_date(row, WORDS)) if not row["public"] else row_date(row, WORDS),
            here.species[str(row["scientific_name"])],
            here.names[str(row["area_id"])],
            "called a first by its source" if one else "earliest on file",
        ]
        for (_i, row), one in zip(table.iterrows(), claimed, strict=True)
    ]
    hidden = {
        tuple(line[1:3]) for line, one in zip(wanted, table["public"], strict=True) if not one
    }
    lines = shown[["Date", "Species", "Area", "First of what"]].to_numpy().tolist()
    for line in lines:
        if tuple(line[1:3]) in hidden:
            line[0] = to_the_month(line[0])
    found.alike(choice, "table", lines, wanted)
    numbers = [table["area_id"].nunique(), int(claimed.sum())]
    found.stated(choice, "sentence", section.sentence, numbers)
    public = marks_wanted(table[table["public"]], here.species, here.names)
    drawn = marks_drawn(section)
    found.same(choice, "public marks", [one for one in public if one not in drawn], [])
    dated = table["event_start"].notna() | table["event_end"].notna()
    found.same(choice, "marks", len(drawn), int(dated.sum()))
    return len(table)


def to_the_month(date: str) -> str:
    """A record that is not public has a month, whether or not its sentence had a day."""
    return re.sub(r"\b\d{1,2} (?=[A-Z])", "", date)


@both
def test_published_reports_are_marks_on_a_timeline_one_each(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, section in rate_sections(data, "reports"):
        rows = here.reports(choice)
        told += len(rows)
        compare_reports(found, choice, section, rows, "Record", rows["observation_id"])
        named = here.species, here.names
        found.alike(choice, "marks", marks_drawn(section), marks_wanted(rows, *named))
        found.alike(choice, "lines", lines_drawn(section), lines_wanted(rows))
    found.assert_none()
    assert bool(told) == (data == WILDCATS)


def marks_drawn(section: Section) -> list[tuple[str, str, str]]:
    """Kind, line and day of each mark of a timeline."""
    return [
        (trace["name"], chart.labels[line], day[:10])
        for chart in section.charts
        for trace in chart.marks()
        for line, day in zip(trace["y"], trace["x"], strict=True)
    ]


def lines_drawn(section: Section) -> list[tuple[str, str]]:
    """The first and the last day of each line of a timeline."""
    found = []
    for trace in (t for chart in section.charts for t in chart.traces if t["mode"] == "lines"):
        days = [day and day[:10] for day in trace["x"]]
        assert set(days[2::3]) <= {None}
        found += zip(days[::3], days[1::3], strict=True)
    return found


def lines_wanted(rows: pd.DataFrame) -> list[tuple[str, str]]:
    begin = rows["event_start"].fillna(rows["event_end"])
    end = rows["event_end"].fillna(rows["event_start"])
    return [
        (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}")
        for first, last in zip(begin, end, strict=True)
        if pd.notna(first)
    ]


def marks_wanted(rows: pd.DataFrame, species: dict, names: dict) -> list[tuple[str, str, str]]:
    """A mark stands in the middle of the days that its record may be of."""
    lines = []
    for _i, row in rows.iterrows():
        first, last = row["event_start"], row["event_end"]
        first, last = (last if pd.isna(first) else first), (first if pd.isna(last) else last)
        if pd.isna(first):
            continue
        first, last = first.normalize(), last.normalize()
        middle = first + (last - first) / 2
        kind = species[str(row["scientific_name"])]
        lines.append((kind, names[str(row["area_id"])], f"{middle:%Y-%m-%d}"))
    return lines


def compare_reports(
    found: Differences,
    choice: Choice,
    section: Section,
    rows: pd.DataFrame,
    heading: str,
    ids: pd.Series,
) -> None:
    shown = only_table(section)
    if rows.empty:
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), True)
        return
    found.alike(choice, "table", column(shown, heading), list(ids))
    undated = int((rows["event_start"].isna() & rows["event_end"].isna()).sum())
    found.stated(choice, "sentence", section.sentence, [len(rows), undated])


@both
def test_published_estimates_stand_side_by_side_with_their_own_range(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "wildlife", "estimates"):
        if choice.first or choice.last:
            continue
        rows = facts(data).estimates(choice)
        told += len(rows)
        found.same(choice, "charts", len(section.charts), int(not rows.empty))
        if rows.empty or not section.charts:
            found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), rows.empty)
            continue
        found.stated(choice, "sentence", section.sentence, [len(rows)])
        (trace,) = section.charts[0].traces
        bars = pd.DataFrame(
            {
                "text": trace["text"],
                "label": [section.charts[0].labels[line] for line in trace["y"]],
                "best": trace["x"],
                "low": [
                    x - e for x, e in zip(trace["x"], trace["error_x"]["arrayminus"], strict=True)
                ],
                "high": [x + e for x, e in zip(trace["x"], trace["error_x"]["array"], strict=True)],
            }
        )
        low = rows["low"].fillna(rows["best"]).fillna(rows["high"])
        high = rows["high"].fillna(rows["best"]).fillna(rows["low"])
        species = rows["scientific_name"].astype("str").map(facts(data).species)
        label = species + ", " + rows["scope"] + ", " + rows["year"].fillna("year not stated")
        wanted = rows.assign(low=low, high=high, label=label).sort_values("value")
        bars = bars.sort_values("text")
        found.same(choice, "as published", list(bars["text"]), list(wanted["value"]))
        for shown, name in zip(bars["label"], wanted["label"], strict=True):
            # Rivals may be told apart by their source, which some have no name for.
            found.same(choice, shown, (shown.startswith(name), "()" in shown), (True, False))
        for end in ("low", "high"):
            found.close(choice, end, list(bars[end]), list(wanted[end]))
        known = wanted["best"].notna().to_numpy()
        found.close(choice, "best", list(bars["best"][known]), list(wanted["best"][known]))
        table = only_table(section).sort_values("As published")
        for heading, figure in (("Lowest", "low"), ("Best", "best"), ("Highest", "high")):
            given = rows.sort_values("value")[figure]
            found.cells(choice, heading, column(table, heading), list(given))
    found.assert_none()
    assert told


@both
def test_estimates_of_chosen_years_are_some_of_those_of_any_year(data):
    found, told = Differences(), 0
    for choice, screen in screens(data, "wildlife"):
        if not (choice.first or choice.last):
            continue
        rows = facts(data).estimates(choice)
        if "estimates" not in screen.sections:
            found.say(choice, "section", "none", len(rows))
            continue
        section = screen["estimates"]
        told += len(rows)
        marks = [text for chart in section.charts for text in chart.traces[0]["text"]]
        years = rows["year"].fillna("").str.findall(r"\d{4}")
        undated = [text for text, one in zip(rows["value"], years, strict=True) if not one]
        found.same(choice, "only what is on file", set(marks) <= set(rows["value"]), True)
        found.same(choice, "undated ones stay", set(undated) <= set(marks), True)
        if marks:
            found.stated(choice, "sentence", section.sentence, [len(marks)])
    found.assert_none()
    assert told


# --- Coexistence -----------------------------------------------------------------------------


@both
def test_incidents_by_month_are_the_counted_ones_in_bars_table_and_sentence(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "coexistence", "incidents-by-month"):
        years = facts(data).years_of_months(choice)
        table = facts(data).months(choice, *years) if years else pd.DataFrame({"state": []})
        counted = conflicts.counted(facts(data).collected(choice))
        asked = int((table["state"] == "collected").sum())
        told += len(counted)
        if not asked and counted.empty:
            found.same(choice, "begins", section.sentence.startswith(NO_REPORTS), True)
            continue
        numbers = [len(counted), asked, len(table)]
        found.stated(choice, "sentence", section.sentence, numbers)
        compare_months(found, choice, section, table, counted)
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


def compare_months(
    found: Differences,
    choice: Choice,
    section: Section,
    table: pd.DataFrame,
    counted: pd.DataFrame,
) -> None:
    shown = only_table(section)
    found.same(
        choice, "months", column(shown, "Month"), [f"{month:%B %Y}" for month in table["month"]]
    )
    states = [reporting_state(state, WORDS) for state in table["state"]]
    found.same(choice, "states", column(shown, "Reports"), states)
    found.cells(choice, "incidents", column(shown, "Incidents"), list(table["incidents"]))
    found.cells(choice, "encounters", column(shown, "Close encounters"), list(table["encounters"]))
    bars: dict[tuple[str, str], float] = {}
    marks: dict[str, set[str]] = {}
    for trace in (trace for chart in section.charts for trace in chart.traces):
        for x, y in zip(trace["x"], trace["y"], strict=True):
            if trace["type"] == "bar" and y:
                bars[trace["name"], x[:7]] = y
            elif trace["type"] != "bar":
                marks.setdefault(trace["name"], set()).add(x[:7])
    exact = counted[counted["date_precision"].isin(["day", "month"])]
    kinds = [incident_type(str(kind), WORDS) for kind in exact["incident_type"]]
    months = [f"{day:%Y-%m}" for day in exact["event_start"]]
    inside = {f"{month:%Y-%m}" for month in table["month"]}
    wanted: dict[tuple[str, str], float] = {}
    for one in zip(kinds, months, strict=True):
        if one[1] in inside:
            wanted[one] = wanted.get(one, 0) + 1
    found.same(choice, "bars", bars, wanted)
    unreported = table[table["state"] != "collected"]
    by_state = {
        reporting_state(str(state), WORDS): {f"{month:%Y-%m}" for month in some["month"]}
        for state, some in unreported.groupby("state")
    }
    found.same(choice, "marks of months without reports", marks, by_state)


@both
def test_published_incidents_are_marks_on_a_timeline_one_each(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, section in sections(data, "coexistence", "incident-reports"):
        rows = here.incidents(choice)
        public = rows["published"].fillna(False).astype(bool)
        rows = rows[public & rows["count"].isna() & rows["incident_type"].notna()]
        told += len(rows)
        compare_reports(found, choice, section, rows, "Incident", rows["incident_id"])
        drawn = sum(chart.points() for chart in section.charts)
        dated = rows["event_start"].notna() | rows["event_end"].notna()
        found.same(choice, "marks", drawn, int(dated.sum()))
    found.assert_none()
    assert bool(told) == (data == WILDCATS)


@both
def test_incidents_by_type_stand_by_how_far_they_are_verified(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "coexistence", "incidents-by-type"):
        rows, shown = facts(data).incidents(choice), only_table(section)
        table = conflicts.incidents_by_type(rows)
        told += len(table)
        if table.empty:
            found.same(choice, "table", len(shown), 0)
            continue
        kinds = [incident_type(kind, WORDS) for kind in table["incident_type"]]
        found.same(choice, "types", column(shown, "Type"), kinds)
        for heading in ("Confirmed", "Probable", "Rejected"):
            wanted = list(table[heading.lower()])
            found.cells(choice, heading, column(shown, heading), wanted)
        wanted = list(table["unverified"])
        found.cells(choice, "Not verified", column(shown, "Not verified"), wanted)
        single = conflicts.incidents(rows)
        unsure = ~single["verification"].isin(["confirmed", "probable"])
        numbers = [
            len(conflicts.counted(rows)),
            len(conflicts.encounters(rows)),
            int(unsure.sum()),
        ]
        found.stated(choice, "sentence", section.sentence, numbers)
    found.assert_none()
    assert told


@both
def test_losses_are_those_of_the_counted_incidents_and_missing_where_not_stated(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "coexistence", "losses"):
        told += compare_losses(found, choice, section, facts(data))
    found.assert_none()
    assert told


def compare_losses(found: Differences, choice: Choice, section: Section, here: Facts) -> int:
    """How many rows the metric has; what differs is added to what was found."""
    table, shown = conflicts.losses(here.incidents(choice)), only_table(section)
    if table.empty or shown.empty:
        found.same(choice, "rows", len(shown), len(table))
        return len(table)
    livestock = list(table["livestock_type"].astype("str").fillna("not stated"))
    found.same(choice, "livestock", column(shown, "Livestock"), livestock)
    for heading, figure in (
        ("Killed", "livestock_killed"),
        ("Injured", "livestock_injured"),
        ("People injured", "people_injured"),
        ("People killed", "people_killed"),
    ):
        found.cells(choice, heading, column(shown, heading), list(table[figure]))
    numbers = [int(table["known"].sum()), int(table["unknown"].sum())]
    found.stated(choice, "sentence", section.sentence, numbers)
    return len(table)


@both
def test_outcomes_for_the_cat_are_those_of_the_counted_incidents(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "coexistence", "outcomes"):
        table = conflicts.outcomes(facts(data).incidents(choice))
        shown = only_table(section)
        told += len(table)
        found.same(choice, "rows", len(shown), len(table))
        if table.empty or shown.empty:
            continue
        named = [outcome(value, WORDS) for value in table["outcome_for_cat"]]
        found.same(choice, "outcomes", column(shown, "Outcome"), named)
        found.cells(choice, "incidents", column(shown, "Incidents"), list(table["incidents"]))
        found.stated(choice, "sentence", section.sentence, list(table["incidents"]))
    found.assert_none()
    assert told


@both
def test_what_is_not_counted_is_listed_line_by_line_where_it_is_public(data):
    found = Differences()
    for choice, section in sections(data, "coexistence", "set-aside"):
        rows = facts(data).incidents(choice)
        public = rows[rows["published"].fillna(False).astype(bool)]
        lines = [line for line in section.lines if line.startswith("- ")]
        found.same(choice, "lines", len(lines), len(conflicts.set_aside(public)))
    found.assert_none()


def quiet_note(screen: Screen) -> tuple[int, bool] | None:
    """The days that the page states, and whether it states them as the least there were."""
    notes = [note for note in screen.notes if "last incident" in note]
    if not notes:
        return None
    days = int(re.search(r"\d[\d,]*", notes[0])[0].replace(",", ""))
    return days, "at least" in notes[0].lower()


@both
def test_quiet_days_run_from_the_day_of_the_last_incident(data):
    """Who may not know the day is told the least it can be, and that it is the least."""
    found, told = Differences(), 0
    for choice, screen in screens(data, "coexistence"):
        days, note = facts(data).quiet_days(choice), quiet_note(screen)
        if choice.first or choice.last:
            continue
        told += days is not None
        bound = note is not None and note[1] and days is not None and days - 31 < note[0] <= days
        if not bound:
            found.same(choice, "quiet days", note and note[0], days)
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


def test_quiet_days_of_chosen_years_end_with_the_years():
    found, told = Differences(), 0
    for choice, screen in screens(EXAMPLE, "coexistence"):
        note, days = quiet_note(screen), facts(EXAMPLE).quiet_days(choice)
        if choice.last is None:
            continue
        told += days is not None
        if note is not None and (days is None or note[0] > days):
            found.say(choice, "quiet days", note[0], days)
    found.assert_none()
    assert told


# --- Places ----------------------------------------------------------------------------------


@both
def test_areas_by_status_are_counted_by_country_with_their_extent(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "places", "areas-by-status"):
        table = areas.protected_by_status(facts(data).areas(choice))
        shown = only_table(section)
        told += len(table)
        countries = [facts(data).names[code] for code in table["country_code"]]
        found.same(choice, "countries", column(shown, "Country"), countries)
        statuses = [area_status(status, WORDS) for status in table["status"]]
        found.same(choice, "statuses", column(shown, "Status"), statuses)
        found.cells(choice, "areas", column(shown, "Areas"), list(table["areas"]))
        found.cells(choice, "km²", column(shown, "km²"), list(table["area_km2"]), digits=1)
        unknown = list(table["unknown_extent"])
        found.cells(choice, "extent unknown", column(shown, "Extent unknown"), unknown)
        sums = table.groupby("status")["areas"].sum()
        found.stated(choice, "sentence", section.sentence, list(sums))
        for status, number in sums.items():
            said = f"{area_status(str(status), WORDS)}: {number}"
            found.same(choice, said, said in section.sentence, True)
    found.assert_none()
    assert told


@both
def test_protected_land_grows_by_what_was_set_up_in_each_year(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "places", "protected-by-year"):
        table = areas.protected_by_year(facts(data).areas(choice))
        told += len(table)
        shown = only_table(section)
        years = ["year unknown" if pd.isna(year) else str(year) for year in table["year"]]
        found.same(choice, "years", column(shown, "Year"), years)
        for heading, figure, digits in (
            ("Areas", "areas", 0),
            ("km² set up", "area_km2", 1),
            ("km² so far", "cumulative_km2", 1),
            ("Extent unknown", "unknown_extent", 0),
        ):
            wanted = list(table[figure])
            found.cells(choice, heading, column(shown, heading), wanted, digits=digits)
        shared = ["yes" if one else "no" for one in table["overlapping"]]
        found.same(choice, "shared", column(shown, "Shares land with another"), shared)
        numbers = [
            int(table["areas"].sum()),
            table["cumulative_km2"].iloc[-1],
            int(table["unknown_extent"].sum()),
            *noted(facts(data).areas(choice)),
        ]
        found.stated(choice, "sentence", section.sentence, numbers)
        drawn = [trace["y"] for chart in section.charts for trace in chart.traces]
        dated = table[table["year"].notna()]
        found.close(choice, "line", drawn[0], list(dated["cumulative_km2"]))
        found.close(choice, "years", section.charts[0].traces[0]["x"], list(dated["year"]))
        undated = table[table["year"].isna() & table["area_km2"].notna()]
        last = [y for ys in drawn[1:] for y in ys]
        found.close(choice, "year unknown", last, list(undated["cumulative_km2"]))
    found.assert_none()
    assert told


def noted(rows: pd.DataFrame) -> list[float]:
    """The km² of established areas whose extent bears a note, and how many these are."""
    kinds = rows["area_type"].isin(["protected area", "conservancy"])
    there = rows[kinds & (rows["status"] == "established") & rows["area_km2"].notna()]
    extents = [row["area_km2"] for _i, row in there.iterrows() if pd.notna(row["area_note"])]
    return [sum(extents), len(extents)] if extents else []


@both
def test_all_places_are_listed_with_their_extent_or_the_word_that_it_is_unknown(data):
    found = Differences()
    for choice, section in sections(data, "places", "all-places"):
        rows = facts(data).listed_areas(choice)
        shown = only_table(section)
        found.same(choice, "names", column(shown, "Name"), list(rows["name"]))
        for text, extent in zip(shown["km²"], rows["area_km2"], strict=True):
            right = text == "extent unknown" if pd.isna(extent) else reads(text, extent, digits=0)
            found.same(choice, f"{text} for {extent}", right, True)
        since = ["year unknown" if pd.isna(day) else f"{day:%Y}" for day in rows["established"]]
        found.same(choice, "set up", column(shown, "Set up"), since)
        sharing = set(areas.overlapping(facts(data).records.areas)["area_id"])
        shared = ["yes" if area in sharing else "" for area in rows["area_id"].astype("str")]
        found.same(choice, "shares land", column(shown, "Shares land"), shared)
    found.assert_none()


@both
def test_a_place_states_its_own_extent(data):
    told = 0
    rows = facts(data).records.areas
    for choice, screen in screens(data, "places"):
        if choice.area == ALL:
            continue
        extent = rows.set_index(rows["area_id"].astype("str")).at[choice.area, "area_km2"]
        (line,) = (line for line in screen[""].lines if line.startswith("**Extent**"))
        if pd.isna(extent):
            assert line.startswith("**Extent**: extent unknown")
        else:
            text = re.match(r"\*\*Extent\*\*: ([\d,.]+) km²", line)[1]
            assert reads(text, extent, digits=1), (choice, line)
            told += 1
    assert told


# --- The map ---------------------------------------------------------------------------------


def map_rows(screen: Screen) -> pd.DataFrame:
    return only_table(screen[THE_TABLE]) if THE_TABLE in screen.sections else pd.DataFrame()


@both
def test_the_map_and_its_table_count_what_is_on_file_in_each_area(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table, shown = here.on_the_map(choice), map_rows(screen)
        told += int(table[["reports", "incidents"]].sum().sum() + table["detections"].sum())
        found.same(choice, "names", column(shown, "Name"), list(table["name"]))
        reports = list(table["reports"])
        found.cells(choice, "reports", column(shown, "Published reports"), reports)
        for heading, figure in (
            ("Detections in surveys", "detections"),
            ("Conflict incidents", "incidents"),
        ):
            # What is shown for nothing at all has tests of its own.
            some = (table[figure].fillna(0) > 0).to_numpy()
            texts = [t for t, one in zip(shown[heading], some, strict=True) if one]
            found.cells(choice, figure, texts, list(table[figure][some]))
            rest = [t for t, one in zip(shown[heading], some, strict=True) if not one]
            wrong = [text for text in rest if re.search(r"[1-9]", text)]
            found.same(choice, f"{figure} where there is none", wrong, [])
        placed = ["yes" if one else "no place published" for one in table["latitude"].notna()]
        found.same(choice, "on the map", column(shown, "On the map"), placed)
    found.assert_none()
    assert told


@both
def test_the_marks_of_the_map_stand_where_the_areas_are_and_say_what_the_table_says(data):
    found = Differences()
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table = here.on_the_map(choice)
        located = table[table["latitude"].notna()]
        layers = {layer["id"]: layer.get("data", []) for layer in screen.deck["layers"]}
        marks = {mark["area_id"]: mark for mark in layers["areas"]}
        found.same(choice, "marks", sorted(marks), sorted(located.index))
        texts = map_rows(screen).set_index("Name") if len(table) else None
        for area, row in located.iterrows():
            mark = marks[area]
            found.same(choice, area, mark["position"], [row["longitude"], row["latitude"]])
            found.same(choice, area, mark["name"], row["name"])
            label = mark["label"].split("\n")
            for line, heading in (
                (label[1], "Detections in surveys"),
                (label[2], "Published reports"),
                (label[3], "Conflict incidents"),
            ):
                said = line.partition(": ")[2]
                found.same(choice, f"{area} {heading}", said, texts.at[row["name"], heading])
        total = located[["detections", "reports", "incidents"]].fillna(0).sum(axis=1).astype(float)
        most = max([1.0, *total])
        radius = {area: round(5 + 12 * (n / most) ** 0.5, 1) for area, n in total.items()}
        drawn = {area: mark["radius"] for area, mark in marks.items()}
        found.same(choice, "sizes", drawn, radius)
        rings = sorted(mark["area_id"] for mark in layers["rings"])
        found.same(choice, "rings", rings, sorted(located.index[located["incidents"] > 0]))
        beside = screen.sections.get(BESIDE)
        named = beside.lines[0].split(" · ") if beside else []
        found.same(choice, "beside", named, list(table["name"][table["latitude"].isna()]))
        found.same(choice, "alt text", screen.deck_alt, screen[""].lines[0])
    found.assert_none()


@both
def test_the_sentence_of_the_map_counts_its_areas_and_all_that_is_on_file_for_the_choice(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table, sentence = here.on_the_map(choice), screen[""].lines[0]
        if table.empty:
            found.same(choice, "begins", sentence.startswith(NOT_RECORDED), True)
            continue
        located = int(table["latitude"].notna().sum())
        reports = len(here.reports(choice))
        incidents = len(conflicts.counted(here.incidents(choice)))
        told += reports + incidents
        numbers = [located, len(table) - located, reports, incidents]
        found.stated(choice, "sentence", sentence, numbers)
    found.assert_none()
    assert told


# --- Not recorded, no reports collected, and 0 -----------------------------------------------


def section_text(section: Section) -> str:
    return " ".join([*section.lines[:1], *(table.to_csv() for table in section.tables)])


@pytest.mark.parametrize("name", ["detection-rates", "stations"])
@pytest.mark.parametrize(
    "choice", [Choice(area="glacier", species=LEOPARD), Choice(area="plateau")], ids=str
)
def test_cameras_that_saw_no_cat_show_0_and_not_that_nothing_was_recorded(choice, name):
    assert facts(EXAMPLE).worked(choice)["trap_nights"].sum() > 4000
    assert facts(EXAMPLE).detections(choice).empty
    section = opened(EXAMPLE, "wildlife", choice)[name]
    assert not section.sentence.startswith(NOT_RECORDED)
    assert re.search(r"\b0\b", section.sentence)


@pytest.mark.parametrize("name", ["detection-rates", "stations"])
@pytest.mark.parametrize(
    "choice",
    [Choice(area="far-valley"), Choice(area="plain", species=LEOPARD)],
    ids=str,
)
def test_where_no_camera_stood_nothing_is_recorded_and_no_0_is_shown(choice, name):
    assert facts(EXAMPLE).worked(choice).empty
    section = opened(EXAMPLE, "wildlife", choice)[name]
    assert section.sentence.startswith(NOT_RECORDED)
    assert not re.search(r"\d", section.sentence)
    assert not section.charts
    assert not section.tables


def test_a_year_without_cameras_is_not_drawn_among_years_with_them():
    choice = Choice(area="high-valley")
    assert 2022 not in set(facts(EXAMPLE).worked(choice)["year"])
    section = opened(EXAMPLE, "wildlife", choice)["detection-rates"]
    assert [trace["x"] for trace in section.charts[0].traces] == [[2023, 2024, 2025]]


@pytest.mark.parametrize(
    ("area", "species", "expected"),
    [("glacier", LEOPARD, "0"), ("plateau", ALL, "0"), ("far-valley", ALL, "not recorded")],
)
def test_the_map_tells_cameras_without_a_cat_from_no_cameras(area, species, expected):
    shown = map_rows(opened(EXAMPLE, "map", Choice(area=area, species=species)))
    assert column(shown, "Detections in surveys") == [expected]


@both
def test_the_map_shows_0_incidents_only_where_reports_were_collected(data):
    """A month without reporting is unknown, so that its 0 would prove nothing."""
    found, told = Differences(), set()
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table, shown = here.on_the_map(choice), map_rows(screen)
        for area, text in zip(table.index, shown.get("Conflict incidents", []), strict=True):
            lies_in_it = len(area_tree.within(here.records.areas, [area])) > 1
            if table.at[area, "incidents"] or lies_in_it:
                continue
            asked = here.asked(choice, area)
            told.add(asked)
            found.same(choice, f"{area}, reports collected: {asked}", text == "0", asked)
    found.assert_none()
    assert told == ({True, False} if data == EXAMPLE else {False})


def test_months_with_reports_and_none_show_0_and_the_others_say_what_is_not_known():
    choice = Choice(area="high-valley", first=2023, last=2023)
    table = facts(EXAMPLE).months(choice, 2023, 2023).set_index("month")
    assert set(table["state"]) == {"collected", "not collected"}
    shown = only_table(opened(EXAMPLE, "coexistence", choice)["incidents-by-month"])
    states = dict(zip(table["state"], shown["Reports"], strict=True))
    assert states["collected"] == "reports collected"
    assert states["not collected"] == "no reports collected"
    nothing = (table["incidents"].fillna(0) == 0).to_numpy()
    cells = set(zip(table["state"][nothing], shown["Incidents"][nothing], strict=True))
    assert cells == {("collected", "0"), ("not collected", "not stated")}


def test_months_of_which_nothing_is_on_file_are_not_known_and_no_0():
    choice = Choice(area="plateau-buffer", first=2023, last=2023)
    table = facts(EXAMPLE).months(choice, 2023, 2023)
    late = (table["state"] == "unknown").to_numpy()
    assert late.sum() == 6
    shown = only_table(opened(EXAMPLE, "coexistence", choice)["incidents-by-month"])
    assert set(shown["Reports"][late]) == {"not known whether reports were collected"}
    assert set(shown["Incidents"][late]) == {"not stated"}


def test_the_three_states_of_a_month_are_three_marks_on_the_chart():
    choice = Choice(area="plateau-buffer")
    section = opened(EXAMPLE, "coexistence", choice)["incidents-by-month"]
    marks = {
        trace["name"]: trace["marker"]["symbol"]
        for trace in section.charts[0].traces
        if trace["type"] == "scatter"
    }
    assert set(marks) == {"no reports collected", "not known whether reports were collected"}
    assert len(set(marks.values())) == 2
    bars = [trace for trace in section.charts[0].traces if trace["type"] == "bar"]
    assert not any(y == 0 for trace in bars for y in trace["y"])


REPORTED_AND_NONE = Choice(area="ridge-north", species=SNOW_LEOPARD)


def test_reports_and_no_incident_are_a_0_with_its_months():
    assert facts(EXAMPLE).incidents(REPORTED_AND_NONE).empty
    assert facts(EXAMPLE).asked(REPORTED_AND_NONE, "ridge-north")
    section = opened(EXAMPLE, "coexistence", REPORTED_AND_NONE)["incidents-by-month"]
    found = Differences()
    found.stated(REPORTED_AND_NONE, "sentence", section.sentence, [0, 44, 48])
    found.assert_none()


@pytest.mark.parametrize("name", ["incidents-by-type", "losses", "outcomes"])
def test_no_incident_in_months_with_reports_is_not_called_not_recorded(name):
    section = opened(EXAMPLE, "coexistence", REPORTED_AND_NONE)[name]
    assert not section.sentence.startswith(NOT_RECORDED)


@pytest.mark.parametrize("name", ["incidents-by-type", "losses", "outcomes"])
def test_no_incident_without_reports_is_no_0(name):
    choice = Choice(area="glacier")
    assert facts(EXAMPLE).incidents(choice).empty
    assert not facts(EXAMPLE).asked(choice, "glacier")
    section = opened(EXAMPLE, "coexistence", choice)[name]
    assert section.sentence.startswith((NOT_RECORDED, NO_REPORTS))
    assert not re.search(r"\d", section.sentence)


def test_a_year_of_reports_without_an_incident_is_no_empty_frame():
    """Axes without a mark have ticks of their own making, which are nobody's numbers."""
    choice = Choice(area="ridge-north", species=SNOW_LEOPARD, first=2023, last=2023)
    assert set(facts(EXAMPLE).months(choice, 2023, 2023)["state"]) == {"collected"}
    section = opened(EXAMPLE, "coexistence", choice)["incidents-by-month"]
    assert all(chart.points() for chart in section.charts)


# --- What neither data set has ---------------------------------------------------------------


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> str:
    """The example with rows that put its figures to the test; each stands for one rule."""
    folder = tmp_path_factory.mktemp("planted") / "example"
    shutil.copytree(ROOT / EXAMPLE, folder)
    change(folder / "detections.csv", plant_detections)
    change(folder / "conflicts.csv", plant_incidents)
    return str(folder)


def change(file: Path, plant) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        rows = list(csv.DictReader(opened_file))
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        planted_rows = plant(rows)
        columns = dict.fromkeys(name for row in planted_rows for name in row)
        writer = csv.DictWriter(opened_file, columns)
        writer.writeheader()
        writer.writerows(planted_rows)


def plant_detections(rows: list[dict]) -> list[dict]:
    with (ROOT / EXAMPLE / "deployments.csv").open(encoding="utf-8-sig", newline="") as file:
        area = {row["deployment_id"]: row["area_id"] for row in csv.DictReader(file)}
    kept = [
        row
        for row in rows
        if area.get(row["deployment_id"]) != "ridge-south" or row["event_start"][:4] != "2023"
    ]
    model = next(row for row in rows if area.get(row["deployment_id"]) == "ridge-north")
    bare = {**dict.fromkeys(model, ""), "source": model["source"], "scientific_name": LEOPARD}
    bare |= {"observation_type": "animal", "observation_level": "media", "attribution": "programme"}
    nowhere = {"area_id": "ridge-south", "location_id": "no-camera-here"}
    others = {"deployment_id": model["deployment_id"], "attribution": "others"}
    day = f"{model['event_start'][:8]}28"
    return [
        *kept,
        {**bare, **nowhere, **on("2024-05-05T04:00:00"), "observation_id": "without-effort"},
        {**bare, **others, **on(f"{day}T04:00:00"), "observation_id": "of-others"},
        {
            **bare,
            "area_id": "western-corridor",
            "observation_id": "over-years",
            "scientific_name": SNOW_LEOPARD,
            "event_start": "2022-01-01",
            "event_end": "2023-12-31",
            "date_precision": "range",
        },
    ]


def on(moment: str) -> dict[str, str]:
    return {"event_start": moment, "event_end": moment, "date_precision": "day"}


def plant_incidents(rows: list[dict]) -> list[dict]:
    """Two rows about one raid: the first is graver checked, the second states more."""
    model = next(row for row in rows if row["incident_type"] == "livestock depredation")
    raid = {
        **model,
        **on("2024-06-03"),
        "area_id": "high-valley",
        "locality": "The upper fold",
        "scientific_name": SNOW_LEOPARD,
        "livestock_type": "yak",
        "livestock_injured": "",
    }
    return [
        *rows,
        {**raid, "incident_id": "raid-1", "verification": "confirmed", "livestock_killed": "3"},
        {**raid, "incident_id": "raid-2", "verification": "probable", "livestock_killed": "5"},
    ]


def test_a_year_with_cameras_and_no_cat_is_drawn_at_0_among_the_others(planted):
    choice = Choice(area="ridge-south", last=2023)
    section = opened(planted, "wildlife", choice)["detection-rates"]
    (trace,) = section.charts[0].traces
    shown = dict(zip(trace["x"], trace["y"], strict=True))
    assert shown[2023] == 0
    assert shown[2022] > 0
    compare_planted_rates(planted, choice)


def test_a_detection_at_a_station_without_effort_in_the_year_is_left_out_of_its_rate(planted):
    choice = Choice(area="ridge-south", first=2024)
    assert "no-camera-here" in set(facts(planted).detections(choice)["location_id"])
    compare_planted_rates(planted, choice)


def compare_planted_rates(planted: str, choice: Choice) -> None:
    found, here = Differences(), facts(planted)
    section = opened(planted, "wildlife", choice)["detection-rates"]
    compare_rates(found, choice, section, here.rates(choice), here.species)
    found.assert_none()


def test_a_first_record_that_is_not_public_keeps_both_ends_of_its_period(planted):
    choice = Choice(area="western-corridor", species=SNOW_LEOPARD)
    assert len(facts(planted).first_records(choice)) == 1
    found = Differences()
    section = opened(planted, "wildlife", choice)["first-records"]
    compare_first_records(found, choice, section, facts(planted))
    found.assert_none()


# --- Empty, tiny and huge choices ------------------------------------------------------------

EXTREMES = {
    EXAMPLE: {
        "empty": Choice(area="far-valley", species=LEOPARD, first=2025, last=2022),
        "tiny": Choice("TM", "ridge-north", LEOPARD, "programme", 2023, 2023),
        "huge": Choice(),
    },
    WILDCATS: {
        "empty": Choice(area="A-KG-01", species=LEOPARD, first=2025, last=2022),
        "tiny": Choice("KZ", "A-KZ-01", LEOPARD, "programme", 2024, 2024),
        "huge": Choice(),
    },
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", ["empty", "tiny", "huge"])
@both
def test_an_empty_a_tiny_and_a_huge_choice_say_why_where_nothing_is_drawn(data, size, page):
    screen = opened(data, page, EXTREMES[data][size])
    assert screen.raised == []
    assert unexplained(screen) == []


@pytest.mark.parametrize("page", PAGES)
@both
def test_no_choice_raises(data, page):
    raised = [(str(choice), screen.raised) for choice, screen in screens(data, page)]
    assert [one for one in raised if one[1]] == []


@pytest.mark.parametrize("page", PAGES)
@both
def test_no_chart_is_empty_without_a_reason(data, page):
    found = [(str(choice), unexplained(screen)) for choice, screen in screens(data, page)]
    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize("page", ["wildlife", "coexistence", "places"])
@both
def test_the_sentence_of_every_chart_is_its_alt_text_too(data, page):
    found = Differences()
    for choice, screen in screens(data, page):
        for section in screen.sections.values():
            for chart in section.charts:
                said = [*section.lines, *captions(screen)]
                found.same(choice, section.name, chart.alt in said, True)
    found.assert_none()


def captions(screen: Screen) -> list[str]:
    return [one.removeprefix("caption: ") for one in screen.said if one.startswith("caption: ")]


def unexplained(screen: Screen) -> list[str]:
    """Sections in which nothing is drawn or listed, and no sentence says why."""
    found = []
    for section in screen.sections.values():
        reason = section.sentence.startswith((NOT_RECORDED, NO_REPORTS, "Nothing", "0 "))
        drawn = bool(section.charts) and all(chart.points() for chart in section.charts)
        told = drawn or any(len(table) for table in section.tables) or not section.charts
        if section.name and not (section.lines or section.tables):
            found.append(f"{section.name}: nothing at all")
        elif not (told or reason):
            found.append(f"{section.name}: {section.sentence}")
    return found


# --- The same view from a copied link --------------------------------------------------------

CHOSEN = {
    EXAMPLE: Choice(country="KG", species=SNOW_LEOPARD, first=2023, last=2024),
    WILDCATS: Choice("KZ", "A-KZ-01", ALL, "others", 2020),
}
UNASKED_OF_PLACES = ("species", "from", "to")


@pytest.mark.parametrize("page", PAGES)
@both
def test_a_copied_link_opens_what_was_chosen_in_the_widgets(data, page):
    """Choose one thing after another; then open the address in a session of its own."""
    asked = {k: v for k, v in CHOSEN[data].address().items() if v != ALL and k != "lang"}
    if page == "places":
        asked = {k: v for k, v in asked.items() if k not in UNASKED_OF_PLACES}
    app = open_app(data)
    app.switch_page(f"{PUBLIC}/{page}.py")
    before = look(run(app, data))
    for name, value in asked.items():
        app.selectbox(key=f"choose-{name}").set_value(value)
        run(app, data)
    chosen, address = look(app), address_of(app)
    assert {name: address.get(name) for name in asked} == asked
    linked = go(open_app(data), data, page, address)
    assert linked.raised == chosen.raised == []
    assert linked.said == chosen.said
    assert linked.said != before.said
