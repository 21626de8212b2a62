"""Published reports and estimates on the pages are those of the tables."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from tests.page_numbers.compare import Differences, reads
from tests.page_numbers.expected import facts
from tests.page_numbers.grid import WILDCATS, screens
from tests.page_numbers.screen import (
    Section,
)
from tests.page_numbers.sections import (
    NOT_RECORDED,
    both,
    column,
    compare_reports,
    in_countries,
    marks_drawn,
    marks_wanted,
    only_table,
    rate_sections,
    sections,
)
from tests.page_numbers.totals import single


@both
def test_published_reports_are_marks_on_a_timeline_one_each(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, section in rate_sections(data, "reports"):
        rows = here.reports(choice)
        told += len(rows)
        totals = len(single(rows, total=True))
        others = here.reports(replace(choice, records="others"))
        left = len(others) if choice.records == "programme" else 0
        ids = rows["observation_id"]
        compare_reports(found, choice, section, rows, "Record", ids, left, totals)
        named = here.species, in_countries(here)
        found.alike(choice, "marks", marks_drawn(section), marks_wanted(rows, *named))
        found.alike(choice, "lines", lines_drawn(section), lines_wanted(rows))
    found.assert_none()
    assert bool(told) == (data == WILDCATS)


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
        trace, numbers = section.charts[0].traces
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
        for text, end in zip(numbers["text"], numbers["x"], strict=True):
            number = re.findall(r"[\d,.]*\d", text)[-1]  # "about 100" says 100
            found.same(choice, text, reads(number, end), True)
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
        years = rows["year"].fillna("").str.findall(r"\d{4}")
        undated = [text for text, one in zip(rows["value"], years, strict=True) if not one]
        if "estimates" not in screen.sections:  # what nothing is on file for has no section
            found.same(choice, "undated ones stay", undated, [])
            continue
        section = screen["estimates"]
        told += len(rows)
        marks = [text for chart in section.charts for text in chart.traces[0]["text"]]
        found.same(choice, "only what is on file", set(marks) <= set(rows["value"]), True)
        found.same(choice, "undated ones stay", set(undated) <= set(marks), True)
        if marks:
            found.stated(choice, "sentence", section.sentence, [len(marks)])
    found.assert_none()
    assert told
