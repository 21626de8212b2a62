"""A table of stations, as programs for camera traps keep it: deployments, and when they failed.

A row is a camera at a station, or a station with one camera; a station that was used in several
seasons has a row for each. Nothing in it says which deployment a picture belongs to but its
station, its camera, its session and its time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.ids import mark_of, tidy_ids
from impact.formats.common.package import canonical_table
from impact.formats.common.places import placed
from impact.formats.common.season_rows import listed_places, named_places, station_key
from impact.formats.common.station_tables import COLUMNS, read_stations, with_roles
from impact.formats.common.times import date_order_question, iso_times
from impact.formats.common.working import ended_by_last_picture
from impact.reading.account import Reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from impact.formats.common.known import Known
    from impact.formats.common.places import Placed
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Choices, Question

_NOTHING = ["station", "camera", "session", "start", "end", "latitude", "longitude"]


@dataclass(frozen=True)
class Cameras:
    """Deployments of a table of stations.

    Attributes
    ----------
    table, failures : DataFrame
        Rows of ours, as text, with ``file, row``.
    stays : DataFrame
        ``station, camera, session`` (as they are compared) ``, start, end`` (days) ``,
        deployment_id, location_id, area_id``: by which pictures are linked.
    questions : list of Question
    problems : list of Problem
    aside : DataFrame
    rows : int
        Rows that the table has.
    """

    table: pd.DataFrame
    failures: pd.DataFrame
    stays: pd.DataFrame
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aside: pd.DataFrame = field(default_factory=pd.DataFrame)
    rows: int = 0


def cameras_in(
    sheets: Iterable[Sheet],
    seen: pd.DataFrame,
    known: Known,
    choices: Choices,
    source: str,
    station: tuple[str, ...] = (),
) -> Cameras | None:
    """The cameras of tables of stations; None where there is no such table.

    `station` are the headings of the stations where they are none of the usual.
    """
    sheets = list(sheets)
    if not sheets:
        return None
    columns = with_roles(sheets, {**COLUMNS, "station": (*station, *COLUMNS["station"])})
    rows, problems = read_stations(sheets, columns)
    made = cameras_of(rows, seen, known, choices, source)
    made.problems.extend(problems)
    return made


def cameras_of(
    rows: pd.DataFrame,
    seen: pd.DataFrame,
    known: Known,
    choices: Choices,
    source: str,
) -> Cameras:
    """Deployments and failures of the rows of tables of stations.

    Parameters
    ----------
    rows : DataFrame
        ``station, camera, session, start, end, latitude, longitude, area_id`` and problem columns.
    seen : DataFrame
        ``station, camera, session, moment``: everything that the cameras recorded, for one
        that nobody has collected.
    known : Known
    choices : Choices
    source : str
    """
    seen = seen.assign(moment=iso_times(seen["moment"], choices).text)
    why = Reasons(rows)
    why.give(rows[_NOTHING].isna().all(axis="columns") | rows["station"].isna(), "nothing_needed")
    why.give(rows.drop(columns=["file", "row"]).duplicated(), "repeated")
    mine = rows[why.kept].copy()
    dates, left = _dates(mine, choices)
    places = _places(mine, known, choices)
    mine["location_id"] = named_places(mine, known)["location_id"]
    parts = [mine["location_id"], mine["camera"], dates["start"].str.slice(0, 10)]
    joined = [":".join(p for p in each if isinstance(p, str)) for each in zip(*parts, strict=True)]
    ids = pd.Series(joined, index=mine.index, dtype="str")
    nth = ids.groupby(ids).cumcount()
    mine["deployment_id"] = tidy_ids(ids.where(nth == 0, ids + "-" + (nth + 1).astype("str")))
    stays = pd.DataFrame(
        {
            **{name: _compared(mine[name]) for name in ("station", "camera", "session")},
            **{name: dates[name].str.slice(0, 10) for name in ("start", "end")},
            "deployment_id": mine["deployment_id"],
            "location_id": mine["location_id"],
            "area_id": places.area_id,
        }
    ).reset_index(drop=True)
    records = pd.DataFrame(
        {
            "deployment_id": linked(seen, stays)["deployment_id"],
            "event_start": seen["moment"],
            "event_end": seen["moment"],
        }
    )
    ends, without = ended_by_last_picture(mine, dates["end"], records, "Retrieval_date")
    table = canonical_table(
        mine,
        deployment_id=mine["deployment_id"],
        location_id=mine["location_id"],
        location_name=mine["station"],
        area_id=places.area_id,
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        deployment_start=dates["start"],
        deployment_end=ends,
        camera_id=mine["camera"],
        source=source,
    )
    return Cameras(
        table,
        _failures(mine, dates, ends, source),
        stays,
        [*places.questions, *date_order_question({"start": left}, "")],
        [*places.problems, *without],
        why.aside(),
        len(rows),
    )


def _dates(rows: pd.DataFrame, choices: Choices) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """The columns of dates, read together: a day over 12 in one of them proves their order."""
    names = [n for n in rows if n in ("start", "end") or n.startswith(("from:", "to:"))]
    together = pd.concat([rows[n] for n in names], ignore_index=True).astype("str")
    read = iso_times(together, choices)
    cells = read.text.to_numpy().reshape(len(names), len(rows))
    return {n: pd.Series(c, rows.index, dtype="str") for n, c in zip(names, cells, strict=True)}, (
        read.open
    )


def _places(rows: pd.DataFrame, known: Known, choices: Choices) -> Placed:
    """Areas of stations; what no outline tells is asked of the groups that their names make."""
    at = named_places(rows, known)
    groups = at["group"].fillna("")
    few = groups.nunique() < rows["station"].nunique()
    group = groups if few else pd.Series("", index=rows.index, dtype="str")
    names = {g: listed_places(rows.loc[group == g, "station"]) for g in group.unique()}
    marks = {g: f"{g or 'stations'} {mark_of(' '.join(sorted(rows.loc[group == g, 'station'])))}"
             for g in group.unique()}  # fmt: skip
    asked = rows.assign(
        location_id=at["location_id"], group=group.map(marks), name=group.map(names)
    )
    return placed(asked, known, choices, column="station")


def _failures(
    rows: pd.DataFrame, dates: Mapping[str, pd.Series], ends: pd.Series, source: str
) -> pd.DataFrame:
    """One row a period; a camera that did not recover failed until it was collected."""
    made = []
    for name in [name for name in dates if name.startswith("from:")]:
        until = dates.get(f"to:{name.removeprefix('from:')}", pd.Series(dtype="str"))
        there = rows.index[dates[name].notna()]
        made.append(
            canonical_table(
                rows.loc[there],
                deployment_id=rows.loc[there, "deployment_id"],
                failure_start=dates[name][there],
                failure_end=until.reindex(there).fillna(ends[there]),
                source=source,
            )
        )
    empty = canonical_table(rows.head(0), deployment_id="", failure_start="", failure_end="")
    return pd.concat([empty.assign(source=""), *made], ignore_index=True).drop_duplicates()


def _compared(column: pd.Series) -> pd.Series:
    """Names as they are compared; each distinct one is read once."""
    keys = {name: station_key(name) for name in column.dropna().unique()}
    return column.map(keys).astype("str")


def linked(seen: pd.DataFrame, stays: pd.DataFrame) -> pd.DataFrame:
    """The deployment that each record belongs to.

    Parameters
    ----------
    seen : DataFrame
        ``station, camera, session`` as written, ``moment`` (ISO).
    stays : DataFrame
        As `Cameras.stays`.

    Returns
    -------
    DataFrame
        ``deployment_id, location_id, area_id`` by the index of `seen`; missing where no stay is
        at that station. Of several stays it is the one of the same session and camera in whose
        time the record lies; else the nearest of them, so that a wrong clock is told of.
    """
    told = ["deployment_id", "location_id", "area_id"]
    keys = {name: _compared(seen[name]) for name in ("station", "camera", "session")}
    records = pd.DataFrame({**keys, "moment": seen["moment"].str.slice(0, 10)}, index=seen.index)
    pairs = records.rename_axis("record").reset_index().merge(
        stays, on="station", suffixes=("", "_of_stay")
    )  # fmt: skip
    for name in ("session", "camera"):
        other = pairs[f"{name}_of_stay"]
        pairs[f"{name}_differs"] = (pairs[name] != other) & pairs[name].notna() & other.notna()
    day, start, end = (
        pd.to_datetime(pairs[name].str.slice(0, 10), errors="coerce", format="%Y-%m-%d")
        for name in ("moment", "start", "end")
    )
    before, after = (start - day).dt.days.clip(lower=0), (day - end).dt.days.clip(lower=0)
    pairs["outside"] = before.fillna(0) + after.fillna(0)
    order = ["record", "session_differs", "camera_differs", "outside"]
    best = pairs.sort_values(order, kind="stable").drop_duplicates("record").set_index("record")
    return best[told].reindex(seen.index)
