"""Stations and sightings of a season: deployments and detections."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from impact.formats.common import season_words as words
from impact.formats.common.identifications import doubted_in_file
from impact.formats.common.ids import tidy_ids
from impact.formats.common.package import canonical_table, lower, nothing
from impact.formats.common.places import placed
from impact.formats.common.said_beside import with_said_beside
from impact.formats.common.season_doubts import (
    long_stays,
    without_date,
)
from impact.formats.common.season_ends import seen_by
from impact.formats.common.season_rows import (
    SOURCE,
    is_total,
    named_places,
    read_roles,
    station_above,
    station_key,
    with_merged,
)
from impact.formats.common.season_species import (
    set_aside_other_animals,
    with_species_of_file,
)
from impact.formats.common.season_stations import (
    half_places,
    in_two_places,
    stray_stations,
)
from impact.formats.common.season_times import days, joined
from impact.formats.common.times import date_order_question, iso_times, precision_of
from impact.formats.common.whose import whose_cameras
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.account import Reasons, together
from impact.reading.phrases import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.known import Known
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices, Question

WHOSE = "recorded_by:field-season"
_STATION = ("station", "set", "collected", "latitude", "longitude")
_SIGHTING = (
    "station", "date", "time", "species", "count", "individual_id", "flank", "confirmed",
)  # fmt: skip


class Read(NamedTuple):
    """What the tables of one kind gave."""

    table: pd.DataFrame
    problems: list[Problem]
    questions: list[Question]
    aside: pd.DataFrame
    rows: int
    seen: pd.DataFrame = pd.DataFrame()

    def with_more(self, other: Read) -> Read:
        """The same with what tables of another kind gave for the same table of ours."""
        return Read(
            pd.concat([self.table, other.table], ignore_index=True),
            [*self.problems, *other.problems],
            [*self.questions, *other.questions],
            together([self.aside, other.aside]),
            self.rows + other.rows,
            self.seen,
        )


class Station(NamedTuple):
    """A station as it was written, its place (empty where two places have its name) and its area
    (empty where it is open)."""

    name: str
    location: str
    area: str


def read_stations(
    sheets: Iterable[Sheet], known: Known, choices: Choices
) -> tuple[Read, dict[str, Station]]:
    """Deployments of tables of stations, and the stations by their keys."""
    sheets = list(sheets)
    rows, problems = read_roles(sheets, _STATION)
    rows = with_merged(rows, sheets, ("set", "collected"))
    why = Reasons(rows)
    silent = rows[list(_STATION[1:])].isna().all(axis="columns")
    note = silent & ~rows["station"].fillna("").str.contains(r"[0-9]").astype(bool)
    why.give(is_total(rows[["station"]]) | rows["station"].isna() & silent | note, "total")
    mine = rows[why.kept].copy()
    at = named_places(mine, known)
    mine["location_id"], group = at["location_id"], at["group"]
    places = placed(
        mine.assign(area_id=nothing(mine), group=group, name=group),
        known, choices, column="latitude",
    )  # fmt: skip
    start, end, left = _stays(mine, choices)
    day = start.str.slice(0, 10).fillna("row-" + mine["row"].astype("str"))
    ids = tidy_ids((mine["location_id"].fillna("station") + ":" + day).astype("str"))
    again = mine.assign(start=start, end=end)
    why.give(again.duplicated(["location_id", "start", "end", "latitude", "longitude"]), "repeated")
    kept = mine.index.intersection(rows.index[why.kept])
    nth = ids[kept].groupby(ids[kept]).cumcount()
    ids = ids[kept].where(nth == 0, ids[kept] + "-" + (nth + 1).astype("str"))
    table = canonical_table(
        mine.loc[kept],
        deployment_id=ids,
        location_id=mine["location_id"],
        location_name=mine["station"],
        area_id=places.area_id,
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        deployment_start=start,
        deployment_end=end,
        source=SOURCE,
    )
    stations: dict[str, Station] = {}
    for row, area in zip(mine.itertuples(), places.area_id.fillna(""), strict=True):
        if isinstance(row.station, str):
            one = Station(row.station, row.location_id, area)
            # Two places of one name: a sighting that gives the name may be of either.
            same = stations.setdefault(station_key(row.station), one).location == one.location
            stations[station_key(row.station)] = one if same else one._replace(location="")
    problems += [*half_places(mine), *stray_stations(mine), *long_stays(table)]
    problems += in_two_places(mine, start, end)
    asked = date_order_question({"set": left}, "")
    return (
        Read(table, [*problems, *places.problems], [*places.questions, *asked], why.aside(),
             len(rows)),
        stations,
    )  # fmt: skip


def _stays(rows: pd.DataFrame, choices: Choices) -> tuple[pd.Series, pd.Series, tuple[str, ...]]:
    """The days of each camera, read together: one over 12 proves the order of both columns."""
    read = iso_times(days(pd.concat([rows["set"], rows["collected"]], ignore_index=True)), choices)
    cells = read.text.to_numpy()
    first, last = (pd.Series(c, rows.index, dtype="str") for c in np.split(cells, 2))
    return first, last, read.open


def read_sightings(
    sheets: Iterable[Sheet], stations: dict[str, Station], known: Known, choices: Choices
) -> Read:
    """Detections of tables of sightings."""
    sheets = list(sheets)
    rows, problems = read_roles(sheets, _SIGHTING)
    rows = with_merged(rows, sheets, ("station", "date", "species"))
    rows = with_said_beside(rows, sheets)
    why = Reasons(rows)
    bare = rows[["date", "time", "species"]].isna().all(axis="columns")
    why.give(is_total(rows[["station", "date"]]) | bare, "total")
    # Two animals of one visit differ in something; a row that is the same throughout is one row.
    why.give(rows["time"].notna() & rows.drop(columns="row").duplicated(), "repeated")
    rows, waiting, questions = with_species_of_file(rows, sheets, known, choices)
    why.give(waiting, "waits_for_answer")
    rows, asked = station_above(rows, choices)
    questions += asked
    if asked:
        why.give(rows["station"].isna(), "waits_for_answer")
    names, found, asked = set_aside_other_animals(rows, why, known, choices)
    problems += found
    questions += asked
    mine = rows[why.kept]
    at = mine["station"].fillna("").map(station_key)
    location = at.map({key: s.location for key, s in stations.items()}).astype("str")
    area = at.map({key: s.area or None for key, s in stations.items()}).astype("str")
    by_id = tidy_ids(mine["station"])
    several = location.eq("") | (location.isna() & at.isin(_of_two_places(known)))
    location = location.mask(several)
    on_file = by_id.isin(list(known.locations)) & location.isna() & ~several
    location = location.where(~on_file, by_id)
    area = area.where(~on_file, by_id.map(dict(known.locations)).astype("str"))
    alone = not stations and not on_file.any() and not several.any()
    if alone:
        location, area, asked = _by_themselves(mine, known, choices)
        questions += asked
    names_sent = [station.name for station in stations.values()]
    problems += without_station(mine[location.isna() & ~several], names_sent)
    problems += _in_two_places(mine[several])
    moment = iso_times(joined(mine["date"], mine["time"]), choices)
    problems += without_date(mine[mine["date"].isna()])
    key = location.fillna("no-station") + ":" + moment.text.fillna("no-date")
    nth = key.groupby(key).cumcount()
    key = key.where(nth == 0, key + ":" + (nth + 1).astype("str"))
    sure = lower(mine["confirmed"]).fillna("+").isin(words.YES)
    verified = sure & ~names["doubted"][why.kept] & ~mine["doubted_beside"]
    problems += doubted_in_file(mine, ~verified)
    flanks = {word: side for side, said in words.FLANKS.items() for word in said}
    table = canonical_table(
        mine,
        observation_id=tidy_ids(key),
        scientific_name=names["name"][why.kept],
        area_id=area,
        location_id=location.fillna(by_id),
        observation_type="animal",
        observation_level="media",
        event_start=moment.text,
        date_precision=precision_of(moment.text),
        individual_id=mine["individual_id"],
        flank=lower(mine["flank"]).map(flanks),
        identification_verification_status=verified.map({True: "verified", False: "unverified"}),
        attribution="others" if alone and choices.answers.get(WHOSE) == "others" else "programme",
        source=SOURCE,
    )
    questions += date_order_question({"date": moment.open}, "")
    return Read(
        table, problems, questions, why.aside(), len(rows), seen_by(rows, stations, choices)
    )


def _by_themselves(
    rows: pd.DataFrame, known: Known, choices: Choices
) -> tuple[pd.Series, pd.Series, list[Question]]:
    """Locations and areas of sightings that came without any table of stations: both are asked."""
    nowhere = dict.fromkeys(("area_id", "latitude", "longitude"), nothing(rows))
    rows = rows.assign(**nowhere)
    at = named_places(rows, known)
    places = placed(
        rows.assign(location_id=at["location_id"], group=at["group"], name=at["group"]),
        known,
        choices,
        column="station",
    )
    whose = [] if WHOSE in choices.answers or rows.empty else [whose_cameras(WHOSE)]
    return at["location_id"], places.area_id, [*places.questions, *whose]


def without_station(rows: pd.DataFrame, names: list[str]) -> list[Problem]:
    """An error for each row whose station is none of `names` and none on file."""
    listed = ", ".join(names[:5]) or "–"
    return [
        Problem(
            str(row.file), int(row.row), "station", str(row.station),
            "import.station_unknown",
            Sentence(
                "{station} is none of the stations sent, and none on file.", station=row.station
            )
            if isinstance(row.station, str)
            else Sentence("The sighting has no station."),
            Sentence(
                "{hint}Correct the station, or send its row in the table of stations ({stations}) "
                "together with this file.",
                hint=did_you_mean(row.station, names) if isinstance(row.station, str) else "",
                stations=listed,
            ),
        )
        for row in rows.itertuples()
    ]  # fmt: skip


def _of_two_places(known: Known) -> set[str]:
    """The stations on file whose name is that of another place too."""
    keys = known.stations["station"].astype("str").map(station_key)
    places = known.stations["location_id"].groupby(keys).nunique()
    return set(places.index[places > 1])


def _in_two_places(rows: pd.DataFrame) -> list[Problem]:
    return [
        Problem(
            str(row.file), int(row.row), "station", str(row.station),
            "import.station_of_two_places",
            Sentence("{station} is the name of two stations in different places.",
                     station=row.station),
            Sentence("Send the files of each area by themselves, the stations with the sightings."),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
