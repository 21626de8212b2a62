"""How near anybody comes to a rare cat's record: ``make risk`` writes docs/risk.md.

The attacker is that of the tests (tests/disclosure). He reads every figure, filter, claim and
export, knows where each camera stands and when it was out, and subtracts. "Before" is the same with
the rules of disclosure off.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from impact.changes import publishing
from impact.disclosure import for_audience
from impact.versions import Store
from impact.versions.opening import version_of
from tests.disclosure import changing_survey, test_reidentification
from tests.disclosure.attacker import ENOUGH
from tests.disclosure.conclusions import animals_of, appeared, firsts_of, span_of
from tests.disclosure.subtracting import pairs
from tests.disclosure.test_audiences import of_category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.disclosure import View

PAGE = Path(__file__).parents[1] / "docs" / "risk.md"
KM_PER_DEGREE = 111.32
DAY = pd.Timedelta(days=1)
STATIONS = test_reidentification.STATIONS
EXTENTS = {"peak": 140.0, "pass": 260.0, "glacier": 1340.0, "meadow": 610.0, "steppe": 905.0}
"""km² of the areas of the survey. The canyon has none on file, as some areas have none."""

HEAD = """# How near anybody comes to a rare cat's record

Written by `make risk` from a survey made for this: six areas with eighteen stations, records that
are not public at each of them, and several versions a week or more apart. The attacker has every
figure, filter, claim, export and version, knows where each camera stands and when it was out, and
subtracts one figure from another. With the rules off there is no least number of stations, no
delay, and no figure that stays as it was until enough stations differ. It is the attacker of
`tests/disclosure`: an idea that he does not have is not measured.

- Stations: the fewest among which the best attack can say that a record was made.
- Place: 0 km² where that is a camera that he knows; else the extent of the smallest area that it
  can be in (made up, as the survey is), or "not on file" where the area has none.
- Days: the shortest time in which the best attack can say that it was made.

| who | by what | rules | stations | place | days |
|---|---|---|---|---|---|
"""


class Found(NamedTuple):
    """What an attack says of one record, or of several that it cannot tell apart."""

    stations: int
    areas: frozenset[str]
    days: float


def extent(found: Found, extents: dict[str, float] = EXTENTS) -> float | None:
    """The km² of its place; None where one of its areas has no extent on file."""
    if found.stations < ENOUGH:
        return 0.0
    return sum(extents[one] for one in found.areas) if found.areas <= set(extents) else None


def best(found: Iterable[Found]) -> tuple[str, str, str]:
    """The least stations, the smallest place and the shortest time that anything gives."""
    every = list(found)
    places = {extent(one) for one in every}
    on_file = sorted(one for one in places if one is not None)
    place = f"{on_file[0]:,.0f} km²" if on_file else ""
    if None in places and (not on_file or on_file[0] > 0):
        place = f"{place}; elsewhere not on file" if place else "not on file"
    days = min(one.days for one in every)
    return str(min(one.stations for one in every)), place, f"{days:.0f}"


def within_versions(**rules: int) -> list[Found]:
    """By all that a version tells, and what appears in the next one, a week later."""
    (first, second), cameras = test_reidentification.read(1, latest=2, **rules)
    found = []
    for reading in (first, second):
        now = pd.Timestamp(reading.view.published).tz_localize(None)
        told = [one.cells for one in reading.left if one.value > 0]
        told += [cells for _what, cells in (*firsts_of(reading.view), *animals_of(reading.view))]
        for cells in told:
            places, span = cameras.at(cells), span_of(cells, now)
            if places and span is not None:
                areas = frozenset(one[0] for one in cells if cameras.at(frozenset([one])))
                found.append(Found(len(places), areas, span / DAY))
    if appeared(first, second):
        week = (second.until - first.until) / DAY
        found.append(Found(sum(STATIONS.values()), frozenset(STATIONS), week))
    return found


def between_versions(*, with_rule: bool) -> list[Found]:
    """By what two versions differ."""
    views, truths = {}, {}
    with TemporaryDirectory() as folder:
        store = Store.at(folder)
        for number, stage in enumerate(changing_survey.stages(), start=1):
            about = {"author": "A", "note": "n", "expected": number - 1 or None}
            now = changing_survey.BEGAN + dt.timedelta(weeks=number)
            text = changing_survey.programme_text().encode()
            publishing.publish(store, text, changing_survey.version(stage), now=now, **about)
            made = version_of(store.open(number))
            made = made if with_rule else dataclasses.replace(made, figures={})
            views[number], truths[number] = (
                for_audience(made, "public"),
                changing_survey.truth(stage),
            )
    found = []
    for one, other in pairs(views, truths):
        if given := one.given ^ other.given:
            months = [month for _area, _place, month, _content in given]
            end = max(months) + pd.offsets.MonthBegin(1)
            days = (end - min(months)) / DAY
            places = {place for _area, place, _month, _content in given}
            found.append(Found(len(places), frozenset(area for area, *_ in given), days))
    return found


def of_a_row(audience: str) -> tuple[str, str, str]:
    """By the row of a record of one camera, as far as an audience may see rows."""
    view: View = for_audience(of_category(1), audience)
    (row,) = view.records.detections.to_dict("records")
    about = view.audience
    cell = about.records == "cell"
    km2 = (
        (about.cell_degrees * KM_PER_DEGREE) ** 2 * math.cos(math.radians(row["latitude"]))
        if cell
        else 0
    )
    days = (row["event_end"] - row["event_start"]) / DAY + cell  # to the end of its last day
    return ("as many as its cell has" if cell else "1"), f"{km2:,.0f} km²", f"{days:.0f}"


def table() -> list[tuple[str, ...]]:
    """The lines of the table."""
    off, on = ("off", "on")
    return [
        ("public", "one version", off, *best(within_versions(delay_days=0, minimum_stations=1))),
        ("public", "one version", on, *best(within_versions())),
        ("public", "two versions", off, *best(between_versions(with_rule=False))),
        ("public", "two versions", on, *best(between_versions(with_rule=True))),
        ("partner, who sees cells of 0.1 degree", "its row", off, *of_a_row("staff")),
        ("partner, who sees cells of 0.1 degree", "its row", on, *of_a_row("partner")),
        ("staff", "its row", "none", *of_a_row("staff")),
    ]


def main() -> int:
    """Write the page."""
    lines = [f"| {' | '.join(line)} |" for line in table()]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
