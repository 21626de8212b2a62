"""Records of a camera program, one row a picture or a sighting in it → detections.

Problems name the columns as `rows` does (``species, station, moment``); `Sheet.called` has what
the file calls them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common import absences, identifications
from impact.formats.common.camera_clocks import NO_CAMERAS, check_clocks
from impact.formats.common.clocks import local_times
from impact.formats.common.ids import mark_of, tidy_ids
from impact.formats.common.package import Imported, canonical_table, nothing
from impact.formats.common.picture_names import read_animals
from impact.formats.common.places import placed
from impact.formats.common.said_beside import with_said_beside
from impact.formats.common.season_cameras import without_station
from impact.formats.common.season_rows import listed_places, named_places, station_key
from impact.formats.common.species import renamed, unknown_species
from impact.formats.common.station_cameras import Cameras, linked
from impact.formats.common.times import date_order_question, iso_times
from impact.formats.common.whose import whose_cameras
from impact.reading.account import Account, Reasons, together
from impact.reading.choices import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.known import Known
    from impact.formats.common.package import About
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Choices, Question

_AT_ONCE = ("species:", "recorded_by:", "status:", "date_order")
_SAYS_WHO = ("verification", "certainty", "is_verified", "method", "identified_by")


def read_records(
    rows: pd.DataFrame,
    cameras: Cameras | None,
    about: About,
    known: Known,
    choices: Choices,
    *,
    by_people: bool,
    sheets: Iterable[Sheet] = (),
    aside: pd.Series | None = None,
    problems: list[Problem] = [],  # noqa: B006
    notes: tuple[Said, ...] = (),
) -> Imported:
    """Make detections of records, beside the deployments that they belong to.

    Parameters
    ----------
    rows : DataFrame
        ``file, row, station, camera, session, species, common_name, moment, picture, count,
        individual_id`` and the columns of `picture_names.SAID`, as text. `picture` tells
        pictures apart. Without cameras also ``area_id, latitude, longitude``: where a record
        was made. Whatever the file does not have is `impact.formats.common.package.nothing`.
    cameras : Cameras or None
        None where the file has no table of stations: effort is unknown then.
    about : About
    known : Known
    choices : Choices
    by_people : bool
        Whether the program takes names of species from people alone: then a record counts as
        verified unless the file itself says or doubts otherwise. Else a row that does not say
        who named the animal is unverified.
    sheets : iterable of Sheet
        Where the records stand: other columns of theirs may doubt the animal.
    aside : Series of str, optional
        Why a row was set aside before; missing where it was not.
    problems : list of Problem
        Of reading the rows.
    notes : tuple of Said
    """
    rows = with_said_beside(rows, sheets)
    doubted = rows["doubted_beside"] & rows["qualifier"].isna()
    rows["qualifier"] = rows["qualifier"].mask(doubted, "uncertain")
    why = Reasons(rows)
    for reason in aside.dropna().unique() if aside is not None else ():
        why.give(aside == reason, reason)
    names, asked = read_animals(rows, known, choices, why)
    strange = why.aside().query("reason == 'other_species'").rename(columns={"value": "name"})
    asked += absences.set_aside_absences(why, rows, choices)
    times = iso_times(rows["moment"], choices)
    ids = _ids(rows, times.text, names["name"])
    why.give(ids.duplicated(), "repeated")
    mine, names = rows[why.kept], names[why.kept]
    stays = cameras.stays if cameras else None
    at = _places(mine.assign(moment=times.text[why.kept]), cameras, about, known, choices)
    said_of = mine.assign(observation_id=ids[why.kept])
    if by_people:
        said_of = _named_by_people(said_of)
    verified = identifications.verification(said_of, names["doubted"], choices)
    # Pictures without an animal tell when a camera was set: all are told by the clock of the place.
    areas = rows["station"].map(dict(zip(mine["station"], at.area, strict=True)))
    local = local_times(times.text, at.area.reindex(rows.index).fillna(areas), known, choices)
    table = canonical_table(
        mine,
        observation_id=ids[why.kept],
        scientific_name=names["name"],
        **at.columns,
        observation_type="animal",
        observation_level="media",
        event_start=local.text[why.kept],
        event_end=local.text[why.kept],
        date_precision="day",
        count=mine["count"],
        individual_id=mine["individual_id"],
        identification_verification_status=verified.status,
        source=about.title,
    )
    deployed = cameras.table if cameras else NO_CAMERAS
    everything = rows.assign(moment=local.text)
    clocks = check_clocks(
        table, deployed, lambda _: _by_camera(everything, stays), choices, column="moment"
    )
    strangers = unknown_species(strange, "species", known)
    tables = {"detections": clocks.table}
    said = {
        "detections": [*problems, *strangers, *at.problems, *verified.problems, *clocks.problems]
    }
    if cameras:
        tables |= {"deployments": cameras.table, "failures": cameras.failures}
        said["deployments"] = cameras.problems
    tables = {name: made for name, made in tables.items() if len(made)}
    counted = {"records": len(rows)} | ({"stations": cameras.rows} if cameras else {})
    notes = (
        *renamed(names["written"], names["name"]),
        *verified.notes,
        *notes,
        *(() if cameras else (Said("account.effort_unknown"),)),
    )
    return Imported(
        tables,
        said,
        _once(
            [
                *(cameras.questions if cameras else []),
                *asked,
                *at.questions,
                *local.questions,
                *verified.questions,
                *clocks.questions,
                *date_order_question({"moment": times.open}, ""),
            ]
        ),
        Account(
            counted,
            {name: len(made) for name, made in tables.items()},
            together([why.aside(), *([cameras.aside] if cameras else [])]),
            notes,
        ),
    )


def waiting(
    made: Imported, first: list[Question], rows: pd.DataFrame, aside: pd.Series | None = None
) -> Imported:
    """No rows before it is known what they are; what else has to be asked, but areas.

    Parameters
    ----------
    made : Imported
        As it would be; nothing of it is taken.
    first : list of Question
        Without whose answers nothing can be read.
    rows : DataFrame
        The records.
    aside : Series of str, optional
        Why a row was set aside already.
    """
    at_once = (q for q in made.questions if q.id.startswith(_AT_ONCE))
    why = Reasons(rows)
    for reason in aside.dropna().unique() if aside is not None else ():
        why.give(aside == reason, reason)
    why.give(pd.Series(True, index=rows.index), "waits_for_answer")
    account = Account(made.account.rows, {}, why.aside())
    return Imported({}, {}, _once([*first, *at_once]), account)


class _At:
    """Where records were made: columns of ours, the area of each, questions and problems."""

    def __init__(
        self, columns: dict, area: pd.Series, questions: list[Question], problems: list[Problem]
    ) -> None:
        self.columns, self.area = columns, area.astype("str")
        self.questions, self.problems = questions, problems


def _places(
    rows: pd.DataFrame, cameras: Cameras | None, about: About, known: Known, choices: Choices
) -> _At:
    """The deployment of each record; without a table of stations its location and its area."""
    if cameras:
        at, names = linked(rows, cameras.stays), cameras.table["location_name"].dropna().tolist()
        on_file = tidy_ids(rows["station"]).where(at["deployment_id"].isna())
        on_file = on_file.where(on_file.isin(list(known.locations)))
        location = at["location_id"].fillna(on_file)
        columns = {
            "deployment_id": at["deployment_id"],
            "location_id": on_file,
            "area_id": on_file.map(dict(known.locations)),
        }
        areas = cameras.table.set_index("deployment_id")["area_id"]
        area = at["deployment_id"].map(areas.to_dict()).fillna(columns["area_id"])
        return _At(columns, area, [], without_station(rows[location.isna()], names))
    at = named_places(rows, known)
    station = rows["station"].fillna("")
    names = listed_places(station[station != ""])
    group = f"{about.id} {mark_of(' '.join(sorted(station.unique())))}"
    places = placed(
        rows.assign(location_id=at["location_id"], group=group, name=names or about.title),
        known,
        choices,
        column="station",
    )
    id_ = f"recorded_by:{about.id}"
    whose = choices.answers.get(id_, "")
    columns = {
        "deployment_id": nothing(rows),
        "location_id": at["location_id"],
        "locality": rows["station"],
        "area_id": places.area_id,
        "latitude": rows["latitude"],
        "longitude": rows["longitude"],
        "attribution": {"others": "others"}.get(whose, "programme"),
    }
    asked = [] if whose or rows.empty else [whose_cameras(id_)]
    return _At(columns, places.area_id, [*places.questions, *asked], list(places.problems))


def _ids(rows: pd.DataFrame, moments: pd.Series, names: pd.Series) -> pd.Series:
    """What never changes of a record: its station, its time, its picture, its animal."""
    stations = {name: station_key(name) or name for name in rows["station"].dropna().unique()}
    station = rows["station"].map(stations).astype("str").fillna("no-station")
    about = [rows["camera"], rows["session"], rows["picture"], names, rows["individual_id"]]
    texts = zip(*(column.fillna("") for column in about), strict=True)
    marks = pd.Series([mark_of("|".join(each)) for each in texts], rows.index, dtype="str")
    moment = moments.fillna("no-time").str.replace(r"[^0-9T]", "", regex=True)
    return tidy_ids(station + ":" + moment + ":" + marks)


def _named_by_people(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows; where a row says nothing of who named the animal, a person did.

    A word for how sure it is ("certain") is a person's too; a number is a machine's.
    """
    by_number = rows["certainty"].where(rows["certainty"].str.contains("[0-9]", na=False))
    silent = rows.assign(certainty=by_number)[list(_SAYS_WHO)].isna().all(axis="columns")
    return rows.assign(method=rows["method"].mask(silent, "human"))


def _by_camera(rows: pd.DataFrame, stays: pd.DataFrame | None) -> pd.DataFrame:
    """Everything that cameras recorded, under their deployments."""
    ids = linked(rows, stays)["deployment_id"] if stays is not None else nothing(rows)
    return pd.DataFrame({"deployment_id": ids, "event_start": rows["moment"]})


def _once(questions: list[Question]) -> tuple[Question, ...]:
    return tuple({question.id: question for question in questions}.values())
