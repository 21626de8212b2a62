"""Incidents on the pages are the counted ones of the metrics."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from impact.metrics import conflicts
from impact.wording.labels import incident_type, outcome, reporting_state
from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import Choice, Facts, facts
from tests.page_numbers.grid import EXAMPLE, WILDCATS, screens
from tests.page_numbers.screen import (
    Screen,
    Section,
)
from tests.page_numbers.sections import (
    NO_REPORTS,
    WORDS,
    both,
    column,
    compare_reports,
    only_table,
    sections,
)


@both
def test_incidents_by_month_are_the_counted_ones_in_bars_table_and_sentence(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "coexistence", "incidents-by-month"):
        years = facts(data).years_of_months(choice)
        table = facts(data).months(choice, *years) if years else pd.DataFrame({"state": []})
        counted = conflicts.counted(facts(data).collected(choice))
        asked = int((table["state"] == "collected").sum())
        partly = int((table["state"] == "partly collected").sum())
        told += len(counted)
        if not asked and not partly and counted.empty:
            found.same(choice, "begins", section.sentence.startswith(NO_REPORTS), True)
            continue
        numbers = [len(counted), asked, len(table), *([partly] if partly else [])]
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
    quiet = table[(table["state"] == "collected") & (table["incidents"] == 0)]
    if len(quiet) and (wanted or by_state):  # else there is no chart
        said = "reports collected, no incident"
        by_state[said] = {f"{month:%Y-%m}" for month in quiet["month"]}
    found.same(choice, "marks of months without incidents", marks, by_state)


def reported(here: Facts, choice: Choice) -> pd.DataFrame:
    """The single incidents of published reports."""
    rows = here.incidents(choice)
    public = rows["published"].fillna(False).astype(bool)
    return rows[public & rows["count"].isna() & rows["incident_type"].notna()]


@both
def test_published_incidents_are_marks_on_a_timeline_one_each(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, section in sections(data, "coexistence", "incident-reports"):
        rows = reported(here, choice)
        told += len(rows)
        others = reported(here, replace(choice, records="others"))
        left = len(others) if choice.records == "programme" else 0
        compare_reports(found, choice, section, rows, "Incident", rows["incident_id"], left)
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
        public = rows["published"].fillna(False).astype(bool)
        bare = int(conflicts.set_aside(rows[public])["incident_type"].isna().sum())
        numbers += [bare] if bare else []
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
    livestock = list(table["livestock_type"].astype("str").fillna("kind not stated or not shown"))
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
        lines = [one for text in section.lines for one in text.splitlines() if one.startswith("- ")]
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
