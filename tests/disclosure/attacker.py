"""What somebody who wants to know where a rare cat is reads on all pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product

import pandas as pd

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures import by_area, maps, rates
from impact.figures.style import style_for
from impact.model import area_tree
from impact.wording import words_in
from impact.wording.claims_json import claims_json

ENOUGH = 3
WORDS = words_in("en")
STYLE = style_for("light")
MONTH = pd.Timedelta(days=28)
Cell = tuple[str, pd.Timestamp]
"""An area and a month, the finest that anybody is told."""


@dataclass(frozen=True)
class Fact:
    """So many detections in these cells. `source` is where he read it, or how he got it."""

    source: str
    cells: frozenset[Cell]
    value: int
    stated: bool = False  # a total that the programme itself states, and nothing else

    def without(self, other: Fact) -> Fact:
        """What is left when another fact, about some of its cells, is taken off."""
        return Fact(
            f"{self.source} - {other.source}",
            self.cells - other.cells,
            self.value - other.value,
            self.stated and other.stated,
        )


@dataclass(frozen=True)
class Cameras:
    """Where cameras stand, and in which months they are out."""

    out: dict[Cell, frozenset[str]]

    @classmethod
    def of(cls, deployments: pd.DataFrame) -> Cameras:
        found: dict[Cell, set[str]] = {}
        columns = ["area_id", "location_id", "deployment_start", "deployment_end"]
        for area, station, start, end in deployments[columns].itertuples(index=False):
            for month in pd.period_range(start, end, freq="M"):
                found.setdefault((str(area), month.start_time), set()).add(str(station))
        return cls({cell: frozenset(stations) for cell, stations in found.items()})

    def at(self, cells: frozenset[Cell]) -> frozenset[str]:
        """The stations at which something in these cells may have been recorded."""
        return frozenset().union(*(self.out.get(cell, ()) for cell in cells))


@dataclass(frozen=True)
class Reading:
    """A version that he has read to the end, and all that follows from it."""

    view: View
    facts: list[Fact]
    left: list[Fact]
    incidents: list[Fact]  # no camera saw these, so they are dated, never placed

    @classmethod
    def of(cls, view: View) -> Reading:
        facts = read_everything(view)
        return cls(view, facts, differences(facts), read_incidents(view))

    @property
    def until(self) -> pd.Timestamp:
        """Up to when this version tells anything."""
        return self.view.held_from or _moment(self.view)


def _moment(view: View) -> pd.Timestamp:
    return pd.Timestamp(view.published).tz_localize(None)


def months_of(year: int, view: View) -> list[pd.Timestamp]:
    """The months of a year that a figure of this version can be about."""
    last = view.held_from or _moment(view)
    months = pd.date_range(f"{year}-01-01", periods=12, freq="MS")
    return [month for month in months if month < last]


def covered(view: View, chosen: list[str], year: int) -> list[str]:
    """The areas that a figure of a year is about: those that stand elsewhere are left out."""
    merged = view.merged[view.merged["year"] == year]
    into = dict(zip(merged["area_id"], merged["into"], strict=True))
    ids = view.records.areas["area_id"].astype("str")
    return [area for area in ids if into.get(area, area) in chosen]


def selections(view: View) -> list[Selection]:
    """A filter for every country and area, for every year, and for the species."""
    table = view.records.areas
    countries = sorted(set(table["country_code"].astype("str")))
    return [
        Selection(),
        Selection(species="Panthera uncia"),
        *(Selection(country=one) for one in countries),
        *(Selection(area=str(one)) for one in table["area_id"]),
        *(
            Selection(first_year=int(year), last_year=int(year))
            for year in sorted(set(view.summaries.effort["year"]))
        ),
    ]


def read_everything(view: View) -> list[Fact]:
    """Every figure, claim and export of a version, as sums over cells."""
    return [
        *_tables(view),
        *_areas(view),
        *_map(view),
        *_series(view),
        *_grouped(view),
        *_claims(view),
    ]


def _tables(view: View) -> list[Fact]:
    found = []
    for selection in selections(view):
        table = rates.detection_rates(view, selection, WORDS, STYLE).table
        for year, value in zip(table["Year"].astype(int), table["Detections"], strict=True):
            there = covered(view, selection.area_ids(view), year)
            cells = frozenset(product(there, months_of(year, view)))
            name = f"rates {selection.country}/{selection.area} {year}"
            found.append(Fact(name, cells, int(value)))
    return found


def _areas(view: View) -> list[Fact]:
    found = []
    ids = dict(zip(view.records.areas["name"], view.records.areas["area_id"], strict=True))
    for selection in selections(view):
        table = by_area.detections_by_area(view, selection, WORDS, STYLE).table
        for area, value in zip(table.get("Area", []), table.get("Detections", []), strict=True):
            cells = _over_years(view, selection, str(ids[area]))
            found.append(
                Fact(f"detections by area {area} {selection.first_year}", cells, int(value))
            )
    return found


def _over_years(view: View, selection: Selection, area: str) -> frozenset[Cell]:
    """What a figure of an area is about that takes all chosen years together."""
    years = sorted(set(view.summaries.effort["year"]))
    kept = [year for year in years if selection.first_year in (None, year)]
    parts = [product(covered(view, [area], year), months_of(year, view)) for year in kept]
    return frozenset(cell for part in parts for cell in part)


def _map(view: View) -> list[Fact]:
    found = []
    for selection in selections(view):
        table = maps.areas_on_file(view, selection, WORDS).dropna(subset=["detections"])
        for area, value in zip(table["area_id"], table["detections"], strict=True):
            cells = _over_years(view, selection, area)
            found.append(Fact(f"map {area} {selection.first_year}", cells, int(value)))
    return found


def _series(view: View) -> list[Fact]:
    found = []
    for claim in view.claims:
        there = area_tree.within(view.records.areas, claim.indicator.areas)
        for one in claim.series:
            if one.value is not None and claim.kind == "detections":
                year = one.period.start.year
                cells = frozenset(product(there, months_of(year, view)))
                found.append(Fact(f"series {claim.id} {year}", cells, one.value))
    return found


def _grouped(view: View) -> list[Fact]:
    """The evidence as the export for other programs tells it."""
    found = []
    for claim in json.loads(claims_json(view, WORDS)):
        for line in claim["evidence_rows"]:
            if claim["kind"] != "detections" or "records" not in line or "month" not in line:
                continue
            month = pd.Timestamp(line["month"])
            there = covered(view, [line["area_id"]], month.year)
            cells = frozenset((area, month) for area in there)
            name = f"evidence {claim['id']} {line['period']} {line['area_id']} {month:%Y-%m}"
            found.append(Fact(name, cells, line["records"]))
    return found


def _claims(view: View) -> list[Fact]:
    found = []
    for claim in view.claims:
        if claim.kind != "detections":
            continue
        there = area_tree.within(view.records.areas, claim.indicator.areas)
        both = ((claim.current_period, claim.value), (claim.baseline_period, claim.baseline))
        for period, value in both:
            if period is not None and period.dated and value is not None:
                months = pd.date_range(period.start, period.end, freq="MS")
                name = f"claim {claim.id} {period.start:%Y-%m}"
                found.append(Fact(name, frozenset(product(there, months)), value, stated=True))
    return found


def read_incidents(view: View) -> list[Fact]:
    """Every incident that is told of one by one, with the months in which it may have been."""
    found = []
    for row in view.summaries.incidents.itertuples():
        months = pd.date_range(row.event_start, row.event_end, freq="MS")
        cells = frozenset((str(row.area_id), month) for month in months)
        found.append(Fact(f"incident in {row.area_id} {row.event_start:%Y-%m}", cells, 1))
    return found


def differences(facts: list[Fact], rounds: int = 3, most: int = 4_000) -> list[Fact]:
    """The facts, and what taking one off another leaves, again and again.

    Sets of cells are held as the bits of a number: there are thousands of pairs to compare.
    What follows from the programme's own statements alone is left out.
    """
    bit = {cell: 1 << n for n, cell in enumerate(sorted({c for f in facts for c in f.cells}))}
    known: dict[tuple[int, bool], Fact] = {}
    for fact in sorted(facts, key=lambda fact: len(fact.source)):
        if fact.cells:
            known.setdefault((sum(bit[cell] for cell in fact.cells), fact.stated), fact)
    read = list(known.items())
    new = list(read)
    for _ in range(rounds):
        found: dict[tuple[int, bool], Fact] = {}
        for (one, by), fact in new:
            for (other, also), taken in read:
                if one & other == other and one != other:
                    key, left = (one ^ other, by and also), (fact, taken)
                elif one & other == one and one != other:
                    key, left = (one ^ other, by and also), (taken, fact)
                else:
                    continue
                if key not in known and key not in found and len(known) + len(found) < most:
                    found[key] = left[0].without(left[1])
        known |= found
        new = list(found.items())
    stated = {cells for cells, by_programme in known if by_programme}
    return [fact for (cells, _by), fact in known.items() if cells not in stated]
