"""Dates that can hardly be right: nothing with one counts before somebody has confirmed it.

Cameras and computers begin at the date that their maker gave them, as long as nobody sets them; and
no camera records before it is set or after it is collected. Formats of cameras ask for each camera
(`common.camera_clocks`); of every other table it is asked once for these very rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.camera_clocks import TOLERANCE, clock_of, stays_of
from impact.formats.common.ids import mark_of
from impact.formats.common.known import STAY
from impact.formats.recognition import FORMATS
from impact.model.first_dates import FIRST_DATES
from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from impact.formats.common.known import Known
    from impact.reading.choices import Choices
    from impact.reading.uploaded import Upload, UploadedTable

_STATUS = {"detections": "identification_verification_status", "conflicts": "verification"}
_CAMERA = ("deployment_id", "location_id")
_WITH_A_TIME = r"[12][0-9]{2}[05]-01-01[T ][0-9]"  # years that makers like, on their first day


def with_doubted_dates(uploads: Sequence[Upload], known: Known) -> list[Upload]:
    """Uploads whose rows with such a date are unverified, and the question whether it is right.

    A row whose ``date_note`` says something of its date, or whose date is no single day, is left.
    """
    sent = [t.text.frame for upload in uploads for t in upload.tables if t.table == "deployments"]
    cameras = pd.concat([*(rows.reindex(columns=list(STAY)) for rows in sent), known.stays])
    by_camera = {name for name, module in FORMATS.items() if module.ABOUT.asks_clocks}
    return [upload if upload.format in by_camera else _asked(upload, cameras) for upload in uploads]


def _asked(upload: Upload, cameras: pd.DataFrame) -> Upload:
    tables, questions = [], []
    for each in upload.tables:
        table = each
        for kind, rows in _doubted(table, cameras):
            table, question = _settled(table, kind, rows, upload.choices)
            questions += [question] if question else []
        tables.append(table)
    return replace(upload, tables=tuple(tables), questions=(*upload.questions, *questions))


def _doubted(table: UploadedTable, cameras: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """What is in doubt, and in which rows."""
    frame = table.text.frame
    if table.table not in _STATUS or "event_start" not in frame:
        return
    single = pd.Series(True, index=frame.index)
    if "date_precision" in frame:
        single &= frame["date_precision"].fillna("day") == "day"
    if "date_note" in frame:
        single &= frame["date_note"].isna()
    days = frame["event_start"].str.slice(0, 10)
    if days.str.endswith("-01-01", na=False).any():  # of a million rows mostly none
        first = days.isin(FIRST_DATES) | frame["event_start"].str.match(_WITH_A_TIME, na=False)
        yield "first_date", first & single
    if set(_CAMERA) & set(frame) and len(cameras):
        yield "outside", _outside(frame, cameras) & single


def _outside(frame: pd.DataFrame, cameras: pd.DataFrame) -> pd.Series:
    """Rows before their camera was set or after it was collected.

    A row that names no camera is held against all that stood at its place.
    """
    stays = stays_of(cameras)
    rows = frame.reindex(columns=[*_CAMERA, "event_start"])
    out = _beyond(rows, stays.reindex(rows["deployment_id"]).set_axis(rows.index))
    place = cameras.drop_duplicates("deployment_id").set_index("deployment_id")["location_id"]
    unnamed = rows[rows["deployment_id"].isna() & rows["location_id"].isin(place.dropna())]
    if unnamed.empty:
        return out
    pairs = unnamed.rename_axis("at").reset_index().merge(stays.assign(location_id=place))
    everywhere = _beyond(pairs, pairs).groupby(pairs["at"]).all()
    return out | everywhere.reindex(out.index, fill_value=False)


def _beyond(rows: pd.DataFrame, stays: pd.DataFrame) -> pd.Series:
    """Rows outside the stay beside them; a day alone is all of it."""
    moments = clock_of(rows["event_start"])
    timed = rows["event_start"].str.len() > len("2024-03-05")
    start = (stays["start"] - TOLERANCE).where(timed, stays["start"].dt.normalize())
    return (moments < start) | (moments > stays["end"] + TOLERANCE)


def _settled(
    table: UploadedTable, kind: str, rows: pd.Series, choices: Choices
) -> tuple[UploadedTable, Question | None]:
    frame, status = table.text.frame, _STATUS[table.table]
    if not rows.any():
        return table, None
    question = _question(table.text.file, kind, frame.loc[rows, "event_start"].str.slice(0, 10))
    answer = choices.answers.get(question.id)
    if answer == "keep":
        return table, None
    before = frame[status] if status in frame else pd.Series(pd.NA, frame.index, dtype="str")
    open_ = rows & (before != "rejected").fillna(True).astype(bool)
    new = frame.assign(**{status: before.mask(open_, "unverified")})
    marked = replace(table, text=replace(table.text, frame=new))
    return marked, None if answer else question


def _question(file: str, kind: str, days: pd.Series) -> Question:
    """Whether the dates of these very rows are right."""
    mark = mark_of("\n".join([file, *days.index.astype("str"), *days]))
    said = Said(f"question.{kind}", {"rows": str(len(days)), "day": days.iloc[0]})
    options = (
        Option("unknown", Said("option.first_date_unknown")),
        Option("keep", Said("option.first_date_keep")),
    )
    return Question(f"{kind}:{mark}", said, options, suggested="unknown", optional=True)
