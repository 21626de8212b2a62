"""What was made from the records when a version was published, kept with it.

Opening a version reads this, so that no page waits for events to be told apart again, and its
numbers stay as they were published even if a method is mended later. It is one zip file of
Parquet tables and of claims as JSON: nothing in it can run when it is read.
"""

from __future__ import annotations

import dataclasses
import enum
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from impact.claims import agreement, comparison, model
from impact.metrics import change, station_interval, zero
from impact.metrics.cube import Cube
from impact.metrics.summaries import Summaries
from impact.model.errors import StoreError
from impact.versions.tables import frame_from_parquet, frame_to_parquet

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.model.programme import Programme
    from impact.versions.version import Version

MADE = "made.zip"
# Raised when what is made changes its shape: an older file is then made again from the records
SHAPE = "4"
Made = TypeVar("Made", Cube, Summaries)
_PARTS = ("cube", "summaries")
_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for module in (model, comparison, agreement, change, station_interval, zero)
    for kind in vars(module).values()
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum))
}


def pack(version: Version) -> bytes:
    """The cube, the summaries and the claims of a version as one file."""
    contents = {"shape": SHAPE.encode()}
    for part in _PARTS:
        for name, frame in _frames(getattr(version, part)).items():
            contents[f"{part}/{name}.parquet"] = frame_to_parquet(frame)
    contents["claims.json"] = json.dumps([plain(claim) for claim in version.claims]).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack(
    content: bytes, programme: Programme
) -> tuple[Cube, Summaries, tuple[Claim, ...]] | None:
    """What `pack` packed; None where another version of this program packed it otherwise.

    Raises
    ------
    StoreError
        It is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.read("shape").decode() != SHAPE:
                return None
            cube = _read(archive, "cube", Cube)
            summaries = _read(archive, "summaries", Summaries)
            claims = json.loads(archive.read("claims.json"))
        indicators = {one.id: one for one in programme.indicators}
        return cube, summaries, tuple(whole(claim, indicators) for claim in claims)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise StoreError(f"{MADE} is damaged.", "Get the store back from a backup.") from error


def _frames(part: Cube | Summaries) -> dict[str, pd.DataFrame]:
    return {field.name: getattr(part, field.name) for field in dataclasses.fields(part)}


def _read(archive: zipfile.ZipFile, part: str, kind: type[Made]) -> Made:
    names = [field.name for field in dataclasses.fields(kind)]
    tables = {n: frame_from_parquet(archive.read(f"{part}/{n}.parquet")) for n in names}
    if part == "cube" and "in_effort" not in tables["events"]:
        tables["events"] = _in_effort_by_year(tables["events"])
    return kind(**tables)


def _in_effort_by_year(events: pd.DataFrame) -> pd.DataFrame:
    """The events of an older store, which asked only for effort in the same year."""
    return events.assign(in_effort=events["detections"])


def plain(value: Any) -> Any:
    """A value as JSON has it. What JSON does not know is an object with one key that says what."""
    if isinstance(value, enum.Enum):
        return {"enum": [type(value).__name__, value.value]}
    if isinstance(value, pd.Timestamp):
        return {"time": value.isoformat()}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, list):
        return {"list": [plain(one) for one in value]}
    if isinstance(value, dict):
        return {"dict": [[key, plain(one)] for key, one in value.items()]}
    if dataclasses.is_dataclass(value):
        named = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {type(value).__name__: named}
    if value is None or isinstance(value, str | int | float):
        return value
    return {"indicator": value.id}


def whole(value: Any, indicators: dict) -> Any:
    """The value that `plain` was given."""
    if isinstance(value, list):
        return tuple(whole(one, indicators) for one in value)
    if not isinstance(value, dict):
        return value
    ((kind, said),) = value.items()
    if kind == "enum":
        return _KINDS[said[0]](said[1])
    if kind == "time":
        return pd.Timestamp(said)
    if kind == "list":
        return [whole(one, indicators) for one in said]
    if kind == "dict":
        return {key: whole(one, indicators) for key, one in said}
    if kind == "indicator":
        return indicators[said]
    return _KINDS[kind](**{name: whole(one, indicators) for name, one in said.items()})
