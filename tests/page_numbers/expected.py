"""What a page has to show, worked out from the exact records by the independent calculation.

Nothing here goes through summaries, selections or figures: the rows of a choice are cut out of
the tables as they were read. Incidents alone are asked of their metric.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import pandas as pd

from impact.metrics import conflicts
from impact.metrics.reporters import Reporters
from impact.model import area_tree
from impact.model.attribution import by_programme
from tests.folders import folder_of
from tests.independent.effort import days_worked, in_effort, nights_by_month
from tests.independent.events import events_of
from tests.independent.intervals import garwood
from tests.independent.rows import Survey, read_tables
from tests.independent.tables import individuals_by_year, month_of, standing_first_records
from tests.page_numbers.screen import ROOT
from tests.page_numbers.totals import single

ALL = "all"
SPECIES = ["Panthera pardus tulliana", "Panthera uncia"]
RATES = ["scientific_name", "year", "detections", "trap_nights", "rate", "low", "high"]
RATES += ["stations", "stations_with_detection", "share_of_stations"]
PLACES_OF_ITS_OWN = ["landscape", "cluster", "protected area", "conservancy", "corridor", "range"]


@dataclass(frozen=True)
class Choice:
    """What a reader has chosen, as ids."""

    country: str = ALL
    area: str = ALL
    species: str = ALL
    records: str = ALL
    first: int | None = None
    last: int | None = None

    def address(self) -> dict[str, str]:
        """All of it, so that nothing of an earlier choice of the session is left."""
        years = {"from": str(self.first or ALL), "to": str(self.last or ALL)}
        named = {"country": self.country, "area": self.area}
        return {"lang": "en", **named, "species": self.species, "records": self.records, **years}

    def __str__(self) -> str:
        said = {k: v for k, v in self.address().items() if v != ALL and k != "lang"}
        return ", ".join(f"{k}={v}" for k, v in said.items()) or "everything"


class Facts:
    """A data folder, and the figures of any choice from it."""

    def __init__(self, data: str):
        found = folder_of(ROOT / data)
        self.programme, self.records = found.programme, found.records
        tables = self.records
        self.by_id = tables.detections.drop_duplicates("observation_id").set_index("observation_id")
        text = (ROOT / data / "programme.toml").read_text(encoding="utf-8")
        self.survey = Survey(read_tables(ROOT / data), tomllib.loads(text))
        self.events = events_of(self.survey)
        months = nights_by_month(self.survey).items()
        self.effort = pd.DataFrame(
            [(area, place, month.year, number) for (area, place, month), number in months],
            columns=["area_id", "location_id", "year", "trap_nights"],
        )
        self.names = dict(
            zip(tables.areas["area_id"].astype("str"), tables.areas["name"], strict=True)
        )
        # A name stands at the beginning of a line: "Snow leopard", whatever the file writes.
        named = {s.scientific_name: s.name["en"] for s in self.programme.species}
        self.species = {one: name[0].upper() + name[1:] for one, name in named.items()}

    # --- Cutting out ---------------------------------------------------------------------

    def area_ids(self, choice: Choice) -> list[str]:
        table = self.records.areas
        ids = table["area_id"].astype("str")
        if choice.area != ALL:
            return area_tree.within(table, [choice.area])
        if choice.country != ALL:
            return list(ids[table["country_code"].astype("str") == choice.country])
        return list(ids)

    def there(self, rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
        """The rows of the place, the species and the records chosen, of any year."""
        keep = pd.Series(True, index=rows.index)
        if choice.country != ALL or choice.area != ALL:
            keep &= rows["area_id"].astype("str").isin(self.area_ids(choice))
        if choice.species != ALL and "scientific_name" in rows:
            keep &= rows["scientific_name"].astype("str") == choice.species
        if choice.records != ALL and "attribution" in rows and "area_type" not in rows:
            keep &= by_programme(rows) == (choice.records == "programme")
        return rows[keep]

    def rows(self, table: pd.DataFrame, choice: Choice) -> pd.DataFrame:
        """The rows chosen. One that may lie in the years, or has no date, is among them."""
        chosen = self.there(table, choice)
        begins = chosen["event_start"].fillna(chosen["event_end"]).dt.year
        ends = chosen["event_end"].fillna(chosen["event_start"]).dt.year
        late = ends < (choice.first or 0)
        early = begins > (choice.last or 9999)
        return chosen[~(late | early)]

    def in_years(self, rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
        years = rows["year"]
        return rows[years.between(choice.first or 0, choice.last or 9999)]

    # --- Wildlife ------------------------------------------------------------------------

    def detections(self, choice: Choice) -> pd.DataFrame:
        """Independent events at stations, with their year."""
        days = days_worked(self.survey)
        found = [
            (one.area, one.location, one.species, one.start.year, in_effort(one, days))
            for one in self.events
            if one.location and month_of(one)
        ]
        columns = ["area_id", "location_id", "scientific_name", "year", "in_effort"]
        table = pd.DataFrame(found, columns=columns)
        return self.in_years(self.there(table, choice), choice)

    def within_effort(self, choice: Choice) -> pd.DataFrame:
        """Those of a day on which a camera worked at their station."""
        found = self.detections(choice)
        return found[found["in_effort"].astype("bool")]

    def worked(self, choice: Choice) -> pd.DataFrame:
        """Trap-nights by location and month. Effort is of all cats."""
        rows = self.effort[self.effort["area_id"].isin(self.area_ids(choice))]
        return self.in_years(rows, choice)

    def rates(self, choice: Choice) -> pd.DataFrame:
        """By species and year with effort; a species asked for and never seen has its zeros."""
        found, worked = self.within_effort(choice), self.worked(choice)
        station = ["area_id", "location_id", "year"]
        inside = found.merge(worked[station].drop_duplicates(), on=station)
        nights = worked.groupby("year")["trap_nights"].sum()
        stations = worked.groupby("year")["location_id"].nunique()
        at_work = found.merge(worked[["area_id", "year"]].drop_duplicates())
        seen = set(at_work["scientific_name"]) if choice.species == ALL else {choice.species}
        lines = []
        for species in sorted(seen):
            for year, exposure in nights.items():
                there = inside[(inside["scientific_name"] == species) & (inside["year"] == year)]
                low, high = (end / exposure * 100 for end in garwood(len(there)))
                rate = len(there) / exposure * 100
                detecting, out = there["location_id"].nunique(), stations[year]
                line = (species, year, len(there), exposure, rate, low, high, out, detecting)
                lines.append((*line, detecting / out))
        return pd.DataFrame(lines, columns=RATES)

    def rates_by_area(self, choice: Choice) -> pd.DataFrame:
        """By species and area with effort, its years taken together; what was not seen is a 0.

        A record at a station without effort in its year is left out, as it is by year.
        """
        found, worked = self.within_effort(choice), self.worked(choice)
        known = worked[["area_id", "location_id", "year"]].drop_duplicates()
        inside = found.merge(known, on=["area_id", "location_id", "year"])
        asked = SPECIES if choice.species == ALL else [choice.species]
        seen = [one for one in asked if (found["scientific_name"] == one).any()] or asked
        nights = worked.groupby("area_id")["trap_nights"].sum()
        lines = []
        for species in seen:
            for area, exposure in nights.items():
                there = (inside["scientific_name"] == species) & (inside["area_id"] == area)
                number = int(there.sum())
                low, high = (end / exposure * 100 for end in garwood(number))
                lines.append((species, area, number, exposure, number / exposure * 100, low, high))
        columns = ["scientific_name", "area_id", "detections", "trap_nights", "rate", "low", "high"]
        return pd.DataFrame(lines, columns=columns)

    def individuals(self, choice: Choice) -> pd.DataFrame:
        """By area, species and year in which an animal was told apart."""
        found = individuals_by_year(self.survey, self.events).items()
        columns = ["area_id", "scientific_name", "year", "animals", "unidentified"]
        table = pd.DataFrame(sorted((*key, *numbers) for key, numbers in found), columns=columns)
        return self.in_years(self.there(table, choice), choice)

    def first_records(self, choice: Choice) -> pd.DataFrame:
        """The firsts of the whole data set that were chosen: no later record takes their place."""
        found = [(*key, one) for key, one in sorted(standing_first_records(self.survey).items())]
        columns = ["area_id", "scientific_name", "observation_id"]
        said = ["event_start", "event_end", "date_precision", "first_record", "first_record_note"]
        firsts = pd.DataFrame(found, columns=columns).join(self.by_id[said], on="observation_id")
        whose = by_programme(self.by_id).map({True: "programme", False: "others"})
        public = self.by_id["published"].fillna(False).astype(bool)
        ids = firsts["observation_id"]
        firsts = firsts.assign(attribution=ids.map(whose), public=ids.map(public))
        return self.rows(firsts, choice)

    def reports(self, choice: Choice) -> pd.DataFrame:
        """Published rows about the cats."""
        rows = self.rows(self.records.detections, choice)
        return rows[rows["published"].fillna(False).astype(bool)]

    def estimates(self, choice: Choice) -> pd.DataFrame:
        """Published population figures of the place and species, of any year."""
        whole = choice.country == ALL and choice.area == ALL
        asked = SPECIES if choice.species == ALL else [choice.species]
        table = self.records.status
        table = table[table["metric"].eq("population") & table["use"].ne("hidden")]
        if not whole:
            table = table[table["area_id"].isin(self.area_ids(choice))]
        found = [table[table["scientific_name"] == one] for one in asked]
        return pd.concat(found, ignore_index=True)

    # --- Coexistence ---------------------------------------------------------------------

    def incidents(self, choice: Choice) -> pd.DataFrame:
        """All rows of incidents chosen, totals and repeats too: the metrics know them."""
        return self.rows(self.records.conflicts, choice)

    def collected(self, choice: Choice) -> pd.DataFrame:
        """Those that somebody collected, and no newspaper."""
        rows = self.incidents(choice)
        return rows[~rows["published"].fillna(False).astype(bool)]

    def months(self, choice: Choice, first: int, last: int) -> pd.DataFrame:
        return conflicts.incidents_by_month(
            self.collected(choice),
            Reporters(self.records.reporting, self.records.areas, self.area_ids(choice)),
            pd.Timestamp(year=first, month=1, day=1),
            pd.Timestamp(year=last + 1, month=1, day=1),
        )

    def years_of_months(self, choice: Choice) -> tuple[int, int] | None:
        """The years chosen, else those with an incident or with reporting."""
        single = conflicts.incidents(self.collected(choice))
        dates = [single["event_start"], single["event_end"], self.records.reporting["month"]]
        years = pd.concat(dates).dropna().dt.year
        if years.empty:
            return None
        first, last = choice.first or years.min(), choice.last or years.max()
        return (int(first), int(last)) if first <= last else None

    def quiet_days(self, choice: Choice) -> int | None:
        """Within the years chosen: what was reported after them is no part of the choice."""
        months, areas = self.records.reporting["month"].dt.year, self.records.areas
        asked = self.records.reporting[months.between(choice.first or 0, choice.last or 9999)]
        ids = self.area_ids(choice)
        return conflicts.quiet_days(self.incidents(choice), Reporters(asked, areas, ids))

    def asked(self, choice: Choice, area: str) -> bool:
        """Whether reports of incidents were collected in this one area in the years chosen."""
        rows = self.records.reporting
        there = (rows["area_id"].astype("str") == area) & rows["active"].fillna(False).astype(bool)
        return bool(
            (there & rows["month"].dt.year.between(choice.first or 0, choice.last or 9999)).any()
        )

    # --- Places and the map --------------------------------------------------------------

    def areas(self, choice: Choice) -> pd.DataFrame:
        return self.there(self.records.areas, choice)

    def listed_areas(self, choice: Choice) -> pd.DataFrame:
        rows = self.areas(choice)
        return rows[rows["area_type"].isin(PLACES_OF_ITS_OWN)].sort_values("name", key=_lower)

    def on_the_map(self, choice: Choice) -> pd.DataFrame:
        """Each area chosen: detections (missing without effort), reports, incidents."""
        rows = self.areas(choice)
        rows = rows[rows["area_type"].astype("str") != "country"]
        ids = rows["area_id"].astype("str")
        worked = ids.isin(self.worked(choice)["area_id"])
        found, reports = _per_area(self.detections(choice)), self.reports(choice)
        harm = conflicts.counted(self.incidents(choice))
        table = rows.assign(
            area_id=ids,
            detections=ids.map(found).astype("Int64"),
            reports=ids.map(_per_area(single(reports))).fillna(0).astype("int64"),
            totals=ids.map(_per_area(single(reports, total=True))).fillna(0).astype("int64"),
            incidents=ids.map(_per_area(harm)).fillna(0).astype("int64"),
        )
        table["detections"] = table["detections"].mask(table["detections"].isna() & worked, 0)
        told_of = table[["detections", "reports", "totals", "incidents"]].fillna(0).sum(axis=1) > 0
        of_its_own = table["area_type"].isin(PLACES_OF_ITS_OWN)
        return table[told_of | of_its_own].set_index("area_id").sort_values("name", key=_lower)


def _lower(names: pd.Series) -> pd.Series:
    return names.str.lower()


def _per_area(rows: pd.DataFrame) -> pd.Series:
    return rows["area_id"].astype("str").value_counts()


@cache
def facts(data: str) -> Facts:
    """A data folder is read once for all tests of a process."""
    return Facts(data)
