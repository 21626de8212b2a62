"""Which figures an audience was shown of a version, kept with it.

The next version is compared with them, so that subtracting two versions tells no more than one
does. An area and year whose data have changed too little keeps its older figures: `Older` holds
those, one file for each version that they come from, and a withdrawal of that version deletes the
file. What came from it then stands nowhere in later versions.
"""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from impact.model.errors import StoreError
from impact.versions.derived import plain, whole
from impact.versions.tables import frame_from_parquet, frame_to_parquet

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.model.programme import Programme

FIGURES = "figures.zip"


@dataclass(frozen=True)
class Shown:
    """The figures of areas and claims that one audience was shown.

    Attributes
    ----------
    blocks : DataFrame
        ``area_id, year, members`` (areas whose figures stand together, with ``|`` between),
        ``into`` (the area under which they stand, missing: nowhere), ``as_of`` (the version whose
        figures they are; missing: this one), ``changed`` (stations whose data have changed since,
        where older figures stand) and ``pooled`` (months that evidence does not tell apart).
    cells : DataFrame
        ``area_id, location_id, month, content``: a hash of what a station gave in a month.
    windows : DataFrame
        ``claim, area_id, first, last``: what each claim is a sum over, a row an area.
    claims : DataFrame
        ``claim, role, area_id, location_id, month, content``: what each claim's effort is of.
    questions : DataFrame
        ``claim, question`` (a hash of it), ``as_of`` and ``changed`` as of `blocks`.
    held_from : Timestamp or None
        The first day that was held back.
    """

    blocks: pd.DataFrame
    cells: pd.DataFrame
    windows: pd.DataFrame
    claims: pd.DataFrame
    questions: pd.DataFrame
    held_from: pd.Timestamp | None


@dataclass(frozen=True)
class Older:
    """Figures of earlier versions that a version still shows to an audience.

    Each table has ``as_of``, the version that its rows come from: ``events`` and ``effort`` of the
    cube, ``individuals`` of the summaries, ``evidence`` (``claim, question, period, members,
    area_id, year, month, records``). `claims` are as they were shown, by their id.
    """

    events: pd.DataFrame
    effort: pd.DataFrame
    individuals: pd.DataFrame
    evidence: pd.DataFrame
    claims: dict[str, Claim] = field(default_factory=dict)


TABLES = ("events", "effort", "individuals", "evidence")


@dataclass(frozen=True)
class Figures:
    """What one audience is shown of a version, and the older figures in it."""

    shown: Shown
    older: Older


@dataclass(frozen=True)
class Packed:
    """The figures of all audiences as files: what is shown, and the older figures by version."""

    shown: bytes
    older: dict[int, bytes] = field(default_factory=dict)


def pack(figures: dict[str, Figures]) -> Packed:
    """The figures of each audience, as files to be kept with a version."""
    sources = {
        int(number)
        for one in figures.values()
        for table in (one.shown.blocks, one.shown.questions)
        for number in table["as_of"].dropna()
    }
    return Packed(
        _zipped({a: (_frames(one.shown), _day(one.shown)) for a, one in figures.items()}),
        {
            source: _zipped({a: _from(source, one) for a, one in figures.items()})
            for source in sorted(sources)
        },
    )


def unpack(
    shown: bytes | None, older: dict[int, bytes], programme: Programme
) -> dict[str, Figures]:
    """The figures of a version; what is not in `older` any more was withdrawn.

    Raises
    ------
    StoreError
        A file is damaged.
    """
    if shown is None:
        return {}
    indicators = {one.id: one for one in programme.indicators}
    found = {audience: _shown(*parts) for audience, parts in _unzipped(shown).items()}
    files = [_unzipped(content) for _, content in sorted(older.items())]
    return {
        audience: Figures(
            one, _together([file[audience] for file in files if audience in file], indicators)
        )
        for audience, one in found.items()
    }


def _frames(part: Shown) -> dict[str, pd.DataFrame]:
    found = {one.name: getattr(part, one.name) for one in dataclasses.fields(part)}
    return {name: value for name, value in found.items() if isinstance(value, pd.DataFrame)}


def _day(shown: Shown) -> str | None:
    return None if shown.held_from is None else shown.held_from.isoformat()


def _shown(frames: dict[str, pd.DataFrame], day: Any) -> Shown:
    return Shown(**frames, held_from=None if day is None else pd.Timestamp(day))


def _from(source: int, figures: Figures) -> tuple[dict[str, pd.DataFrame], object]:
    """The older figures that come from one version."""
    tables = {name: getattr(figures.older, name) for name in TABLES}
    asked = figures.shown.questions
    ids = set(asked.loc[asked["as_of"] == source, "claim"])
    claims = [plain(one) for claim, one in figures.older.claims.items() if claim in ids]
    return {n: rows[rows["as_of"] == source] for n, rows in tables.items()}, claims


def _together(parts: list[tuple[dict, Any]], indicators: dict) -> Older:
    nothing = no_older()
    return Older(
        **{
            name: pd.concat(
                [frames[name] for frames, _ in parts] or [getattr(nothing, name)],
                ignore_index=True,
            )
            for name in TABLES
        },
        claims={
            claim.id: claim
            for _, claims in parts
            # An indicator that is no more has no claim to stand in.
            for claim in (whole(one, indicators) for one in claims if _asked(one, indicators))
        },
    )


def _asked(claim: dict, indicators: dict) -> bool:
    return claim["Claim"]["indicator"]["indicator"] in indicators


def no_older() -> Older:
    """No older figure at all."""
    keys = ["area_id", "location_id", "month"]
    columns = {
        "events": [*keys, "scientific_name", "detections", "in_effort", "records"],
        "effort": [*keys, "trap_nights"],
        "individuals": [
            "area_id",
            "scientific_name",
            "year",
            "animals",
            "unidentified_detections",
        ],
        "evidence": [
            "claim",
            "question",
            "period",
            "members",
            "area_id",
            "year",
            "month",
            "records",
        ],
    }
    return Older(**{n: pd.DataFrame(columns=[*some, "as_of"]) for n, some in columns.items()})


def _zipped(parts: dict[str, tuple[dict[str, pd.DataFrame], object]]) -> bytes:
    """Tables and a value for each audience; the same give the same bytes."""
    buffer = io.BytesIO()
    said = json.dumps({audience: value for audience, (_, value) in parts.items()})
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("said.json"), said, zipfile.ZIP_DEFLATED)
        for number, (frames, _value) in enumerate(parts.values()):
            for name, rows in frames.items():
                archive.writestr(
                    zipfile.ZipInfo(f"{number}/{name}.parquet"), frame_to_parquet(rows)
                )
    return buffer.getvalue()


def _unzipped(content: bytes) -> dict[str, tuple[dict[str, pd.DataFrame], Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            said = json.loads(archive.read("said.json"))
            frames: list[dict[str, pd.DataFrame]] = [{} for _ in said]
            for name in archive.namelist():
                if name != "said.json":
                    number, table = name.removesuffix(".parquet").split("/")
                    frames[int(number)][table] = frame_from_parquet(archive.read(name))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise StoreError(f"{FIGURES} is damaged.", "Get the store back from a backup.") from error
    return {a: (frames[n], value) for n, (a, value) in enumerate(said.items())}
