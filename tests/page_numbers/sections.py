"""Sections of pages, choice by choice, and what their tables hold."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from impact.wording import words_in
from impact.wording.rows import row_date
from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import SPECIES, Choice, Facts
from tests.page_numbers.grid import DATA, screens
from tests.page_numbers.screen import (
    Screen,
    Section,
)

LEOPARD, SNOW_LEOPARD = SPECIES
WORDS = words_in("en")
NOT_RECORDED, NO_REPORTS = "Not recorded", "No reports collected"
THE_TABLE, BESIDE = "The same as a table", "Not on the map: no checked coordinates are on file"
NOT_SHOWN = re.compile(r"[^.]*by others, which are not shown: (\d+); the earliest, [^.]*\.")
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
        theirs = f"{name}-of-others"
        here = theirs if choice.records == "others" and theirs in screen.sections else name
        if here in screen.sections:
            yield choice, screen[here]


def rate_sections(data: str, name: str):
    """Those of the wildlife page, and of the page of a single place."""
    yield from sections(data, "wildlife", name)
    yield from sections(data, "places", name)


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
    traces = {trace["name"]: trace for trace in section.charts[0].marks()}
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


def compare_first_records(found: Differences, choice: Choice, section: Section, here: Facts) -> int:
    """How many rows the metric has; what differs is added to what was found."""
    table, shown = here.first_records(choice), only_table(section)
    if table.empty or shown.empty:
        found.same(choice, "rows", len(shown), len(table))
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), table.empty)
        return len(table)
    claimed = table["first_record"].isin(["yes"])
    of_what = {
        ("yes", True): "called a first by its source",
        ("yes", False): "called a first by its source",
        ("no", True): "earliest on file; its source says it is not the first",
        ("no", False): "earliest on file; no source calls it the first",
    }
    wanted = [
        [
            to_the_month(row_date(row, WORDS)) if not row["public"] else row_date(row, WORDS),
            here.species[str(row["scientific_name"])],
            here.names[str(row["area_id"])],
            of_what.get(
                (str(row["first_record"]), pd.notna(row["first_record_note"])), "earliest on file"
            ),
        ]
        for _i, row in table.iterrows()
    ]
    hidden = {
        tuple(line[1:3]) for line, one in zip(wanted, table["public"], strict=True) if not one
    }
    lines = shown[["Date", "Species", "Area", "Why a first"]].to_numpy().tolist()
    for line in lines:
        if tuple(line[1:3]) in hidden:
            line[0] = to_the_month(line[0])
    found.alike(choice, "table", lines, wanted)
    public = marks_wanted(table[table["public"]], here.species, in_countries(here))
    drawn = marks_drawn(section)
    found.same(choice, "public marks", [one for one in public if one not in drawn], [])
    dated = table["event_start"].notna() | table["event_end"].notna()
    found.same(choice, "marks", len(drawn), int(dated.sum()))
    marks = [] if dated.all() else [int(dated.sum()), int((~dated).sum())]
    said = [table["area_id"].nunique(), *marks, int(claimed.sum())]
    found.stated(choice, "sentence", section.sentence, said)
    return len(table)


def to_the_month(date: str) -> str:
    """A record that is not public has a month, whether or not its sentence had a day."""
    return re.sub(r"\b(\d{1,2}–)?\d{1,2} (?=[A-Z])", "", date)


def marks_drawn(section: Section) -> list[tuple[str, str, str]]:
    """Kind, line and day of each mark of a timeline."""
    return [
        (trace["name"].removesuffix(", by others"), chart.labels[line], day[:10])
        for chart in section.charts
        for trace in chart.marks()
        for line, day in zip(trace["y"], trace["x"], strict=True)
    ]


def in_countries(here: Facts) -> dict[str, str]:
    """The name of each area with its country, unless it names it itself: a line stands alone."""
    areas = here.records.areas
    codes = dict(zip(areas["area_id"].astype("str"), areas["country_code"], strict=True))
    country = {area: here.names.get(str(code), str(code)) for area, code in codes.items()}
    several = areas["country_code"].nunique() > 1
    return {
        area: f"{name}, {country[area]}" if several and country[area] not in name else name
        for area, name in here.names.items()
    }


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
    left: int,
    totals: int = 0,
) -> None:
    """The table and the sentence: `left` are those of others, which the sentence leaves out."""
    shown = only_table(section)
    if rows.empty:
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), True)
        return
    found.alike(choice, "table", column(shown, heading), list(ids))
    undated = int((rows["event_start"].isna() & rows["event_end"].isna()).sum())
    said = [len(rows)]
    said += [len(rows) - totals, totals] if totals else []
    said += [len(rows) - undated, undated] if undated else []
    if "verification" in rows:
        doubted = int((~rows["verification"].isin(["confirmed", "probable"])).sum())
        said += [doubted] if doubted else []
    found.stated(choice, "sentence", NOT_SHOWN.sub("", section.sentence), said)
    others = [int(number) for number in NOT_SHOWN.findall(section.sentence)]
    found.same(choice, "of others, not shown", others, [left] if left else [])


def map_rows(screen: Screen) -> pd.DataFrame:
    """The table of the map, without what its headings say of whose records these are."""
    rows = only_table(screen[THE_TABLE]) if THE_TABLE in screen.sections else pd.DataFrame()
    return rows.rename(
        columns=lambda heading: re.sub(", (without )?those by others.*", "", heading)
    )
