"""What he makes of all that he has read: records that he places and dates."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product

import pandas as pd

from impact.claims import Verdict
from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures import wildlife
from impact.figures.style import LIGHT
from tests.disclosure.attacker import (
    ENOUGH,
    MONTH,
    WORDS,
    Cameras,
    Cell,
    Reading,
    _moment,
    months_of,
)


def placed(reading: Reading, cameras: Cameras) -> list[str]:
    """The records that he can place at fewer than so many stations."""
    found = []
    for fact in reading.left:
        stations = cameras.at(fact.cells)
        if fact.value > 0 and len(stations) < ENOUGH:
            found.append(f"{fact.source}: {fact.value} at {sorted(stations)}")
    for what, cells in (*firsts_of(reading.view), *animals_of(reading.view)):
        stations = cameras.at(cells)
        if stations and len(stations) < ENOUGH:
            found.append(f"{what}: one at {sorted(stations)}")
    return found


def firsts_of(view: View) -> list[tuple[str, frozenset[Cell]]]:
    """The area and the months of each first record that is told with its date."""
    found = []
    for row in view.summaries.first_records.itertuples():
        if pd.isna(row.observation_id) and row.dated:
            months = pd.date_range(row.event_start, row.event_end, freq="MS")
            found.append((f"first in {row.area_id}", frozenset((row.area_id, m) for m in months)))
    for claim in view.claims:
        if claim.verdict is Verdict.FIRST_RECORD:
            months = pd.date_range(claim.first.start, claim.first.end, freq="MS")
            cells = frozenset((claim.first.area, month) for month in months)
            found.append((f"claim {claim.id}", cells))
    return found


def animals_of(view: View) -> list[tuple[str, frozenset[Cell]]]:
    """The area and the months of each figure that counts animals."""
    table = wildlife.individuals(view, Selection(), WORDS, LIGHT).table
    ids = dict(zip(view.records.areas["name"], view.records.areas["area_id"], strict=True))
    return [
        (
            f"animals {area} {year}",
            frozenset(product([str(ids[area])], months_of(int(year), view))),
        )
        for area, year in zip(table["Area"], table["Year"], strict=True)
    ]


def dated(readings: list[Reading]) -> list[str]:
    """The records that he can date to less than a month, in a version or between two."""
    found = []
    for reading in readings:
        number, now = reading.view.number, _moment(reading.view)
        for fact in [*reading.left, *reading.incidents]:
            span = span_of(fact.cells, now)
            if fact.value > 0 and span is not None and span < MONTH:
                found.append(f"version {number}, {fact.source}: within {span}")
        found += [
            f"version {number}, {fact.source}: to the day"
            for fact in reading.incidents
            if not fact.cells  # no month begins within what is told of it
        ]
        found += [f"version {number}: {one}" for one in _by_effort(reading.view)]
    for before, after in pairwise(readings):
        found += appeared(before, after)
    return found


def span_of(cells: frozenset[Cell], now: pd.Timestamp) -> pd.Timedelta | None:
    """The time within which these months lie; None where all of them are to come."""
    months = [month for _area, month in cells if month <= now]
    if not months:
        return None
    end = max(months) + pd.offsets.MonthBegin(1)
    return min(end, now) - min(months)


def _by_effort(view: View) -> list[str]:
    """First records whose effort before them says on which day of their month they were made."""
    found = []
    for claim in view.claims:
        first = claim.first
        if first is not None and first.trap_nights_before is not None and first.start is not None:
            day = first.start - first.start.to_period("M").start_time
            if day or first.precision == "day":
                found.append(f"{claim.id} was made {day} into its month")
    return found


def appeared(before: Reading, after: Reading) -> list[str]:
    """What a figure has in the later version and not in the earlier one.

    If records reach the programme at once, then what appears fell between the two days up to
    which the two versions tell.
    """
    since, until = before.until, after.until
    if not pd.Timedelta(0) < until - since < MONTH:
        return []
    old, new = _by_source(before), _by_source(after)
    return [
        f"{source}: between {since:%Y-%m-%d} and {until:%Y-%m-%d}"
        for source, value in new.items()
        if value > old[source]
    ]


def _by_source(reading: Reading) -> Counter[str]:
    """What each figure says; several incidents of one month and area are one figure."""
    found: Counter[str] = Counter()
    for fact in [*reading.facts, *reading.incidents]:
        if not fact.stated:
            found[fact.source] += fact.value
    return found
