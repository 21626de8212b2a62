"""Observations of iNaturalist, as its own export writes them.

What citizens report is presence, kept as context beside the programme's own survey: it has no
effort and enters no rate. Places of threatened species are moved on purpose, by up to some 28 km:
the uncertainty is kept, and such a place never decides between areas. Research grade (two people
or more agree) is verified, all else unverified; captive animals are set aside. Who reported it is
not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pandas as pd

from impact.formats.common import absences, identifications
from impact.formats.common.clocks import local_times
from impact.formats.common.ids import tidy_ids
from impact.formats.common.package import About, Imported, canonical_table, lower
from impact.formats.common.places import placed
from impact.formats.common.sheets import read_together
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.times import date_order_question, iso_times, precision_of
from impact.reading.account import Account, Reasons

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Package
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

FORMAT = "inaturalist"
ABOUT = About(
    FORMAT,
    "iNaturalist",
    comes_from="iNaturalist, Export observations: a CSV file",
    recognised_by="quality_grade, scientific_name, and observed_on or time_observed_at",
    together="file",
)
FIELDS = {
    "id": ("id", "uuid"),
    "observed_on": ("observed_on",),
    "moment": ("time_observed_at",),
    "zone": ("time_zone", "observed_time_zone"),
    "url": ("url", "uri"),
    "captive": ("captive_cultivated", "captive"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "public_accuracy": ("public_positional_accuracy",),
    "accuracy": ("positional_accuracy",),
    "obscured": ("coordinates_obscured", "obscured"),
    "by_people": ("geoprivacy",),
    "by_species": ("taxon_geoprivacy",),
    "withheld": ("informationWithheld",),
    "scientific_name": ("scientific_name",),
    "area_id": ("area_id",),
    "count": ("individualCount",),
    **absences.FIELDS,
    **identifications.FIELDS,
    "verification": ("quality_grade",),
}
_CELL = "31500"
"""Metres across a cell of 0.2 degrees, in which iNaturalist moves a place at random, where such a
cell is widest: https://help.inaturalist.org/en/support/solutions/articles/151000169938."""

_OBSCURED = "iNaturalist has moved the place on purpose, to protect the species."


def recognises(sheet: Sheet) -> str:
    """Observations have a grade of quality."""
    keys = sheet.keys
    dated = keys & {"observedon", "timeobservedat", "observedonstring"}
    fits = keys >= {"qualitygrade", "scientificname"} and dated and "source" not in keys
    return "observations" if fits else ""


def tables(package: Package, known: Known, choices: Choices) -> Imported:
    """Read the observations."""
    rows, read = read_together(package.of("observations"), FIELDS)
    rows["observation_id"] = tidy_ids(
        "inaturalist:" + rows["id"].fillna("row-" + rows["row"].astype("str"))
    )
    names = identifications.read_names(rows["scientific_name"], known)
    why = Reasons(rows)
    why.give(lower(rows["captive"]).isin(["true", "yes", "1"]), "other_basis")
    why.give(rows["scientific_name"].isna(), "unknown")
    identifications.set_aside_several(why, names, rows["scientific_name"])
    why.give(names["name"].isna(), "other_species", rows["scientific_name"])
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    asked = absences.set_aside_absences(why, rows, choices)
    why.give(rows["observation_id"].duplicated(), "repeated")
    mine = rows[why.kept]
    verified = identifications.verification(mine, names["doubted"][why.kept], choices)
    moved = _moved(mine)
    accuracy = _accuracy(mine, moved)
    places = placed(
        mine.assign(
            location_id=mine["observation_id"],
            group=ABOUT.title,
            name=ABOUT.title,
            coordinate_uncertainty=accuracy,
        ),
        known,
        choices,
        column="area_id",
    )
    day, moment = iso_times(mine["observed_on"], choices), iso_times(mine["moment"], choices)
    local = local_times(_in_own_zone(moment.text, mine["zone"]), places.area_id, known, choices)
    start = local.text.fillna(day.text)
    table = canonical_table(
        mine,
        observation_id=mine["observation_id"],
        scientific_name=names["name"][why.kept],
        area_id=places.area_id,
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        coordinate_uncertainty=accuracy,
        information_withheld=mine["withheld"].fillna(
            moved.map({True: _OBSCURED, False: None}).astype("str")
        ),
        observation_type="animal",
        event_start=start,
        date_precision=precision_of(start),
        identification_verification_status=verified.status,
        attribution="others",
        source=mine["url"].fillna("iNaturalist observation " + mine["id"].astype("str")),
        source_name=ABOUT.title,
    )
    strangers = unknown_species(strange, "scientific_name", known)
    return Imported(
        {"detections": table},
        {"detections": [*read, *strangers, *places.problems, *verified.problems]},
        (
            *asked,
            *places.questions,
            *local.questions,
            *verified.questions,
            *date_order_question({"observed_on": day.open}, ""),
        ),
        Account(
            {"observations": len(rows)},
            {"detections": len(table)},
            why.aside(),
            (
                *renamed(mine["scientific_name"], names["name"][why.kept]),
                *verified.notes,
            ),
        ),
    )


def _moved(rows: pd.DataFrame) -> pd.Series:
    """Whether each place was moved on purpose; missing where the file does not say it."""
    others = (rows["by_people"] + " " + rows["by_species"].fillna("")).fillna(rows["by_species"])
    said = lower(rows["obscured"].fillna(others))
    return said.str.contains("true|yes|1|obscured").where(said.notna())


def _accuracy(rows: pd.DataFrame, moved: pd.Series) -> pd.Series:
    """Metres within which each place is; the receiver's are of the place before it was moved."""
    # Those of threatened species are moved, unless the file says that they are not.
    random = moved.ne(False) & rows["latitude"].notna()
    return rows["public_accuracy"].fillna(rows["accuracy"].mask(random, _CELL))


def _in_own_zone(moments: pd.Series, zones: pd.Series) -> pd.Series:
    """The moments by the clock of the time zone that stands beside each."""
    known = available_timezones()
    new = moments.copy()
    for zone, rows in moments.groupby(zones.where(zones.isin(known))):
        instants = pd.to_datetime(rows, utc=True, format="ISO8601", errors="coerce")
        told = instants.dt.tz_convert(ZoneInfo(zone)).map(
            lambda one: one.isoformat(), na_action="ignore"
        )
        with_offset = rows.str.contains(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})$", na=False).astype(bool)
        new.loc[rows.index] = told.astype("str").where(with_offset).fillna(rows)
    return new


WHERE = {
    "detections": {
        "observation_id": ("id",),
        "scientific_name": ("scientific_name",),
        "event_start": ("time_observed_at", "observed_on"),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "coordinate_uncertainty": ("public_positional_accuracy", "positional_accuracy"),
    }
}
