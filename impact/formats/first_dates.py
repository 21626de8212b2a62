"""Dates at which clocks begin that were never set: nothing with one counts before it is confirmed.

Cameras and computers begin at the date that their maker gave them. Formats of cameras ask for each
camera (`common.camera_clocks`); of every other table it is asked once for these very rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.ids import mark_of
from impact.model.first_dates import FIRST_DATES
from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    from impact.reading.choices import Choices
    from impact.reading.uploaded import Upload, UploadedTable

_STATUS = {"detections": "identification_verification_status", "conflicts": "verification"}
_WITH_A_TIME = r"[12][0-9]{2}[05]-01-01[T ][0-9]"  # years that makers like, on their first day
_ASKED_BY_CAMERA = frozenset(
    {
        "addaxai",
        "camelot",
        "camera-server",
        "camtrap-dp",
        "camtrapr",
        "timelapse",
        "wildlife-insights",
    }
)


def with_first_dates(upload: Upload) -> Upload:
    """An upload whose rows at such a date are unverified, and the question whether it is right.

    A row whose ``date_note`` says something of its date, or whose date is no single day, is left.
    """
    if upload.format in _ASKED_BY_CAMERA:
        return upload
    read = [_of_table(each, upload.choices) for each in upload.tables]
    asked = tuple(question for _, question in read if question is not None)
    tables = tuple(table for table, _ in read)
    return replace(upload, tables=tables, questions=(*upload.questions, *asked))


def _of_table(table: UploadedTable, choices: Choices) -> tuple[UploadedTable, Question | None]:
    frame, status = table.text.frame, _STATUS.get(table.table, "")
    if not status or "event_start" not in frame:
        return table, None
    days = frame["event_start"].str.slice(0, 10)
    if not days.str.endswith("-01-01", na=False).any():  # of a million rows mostly none
        return table, None
    doubted = days.isin(FIRST_DATES) | frame["event_start"].str.match(_WITH_A_TIME, na=False)
    if "date_precision" in frame:
        doubted &= frame["date_precision"].fillna("day") == "day"
    if "date_note" in frame:
        doubted &= frame["date_note"].isna()
    if not doubted.any():
        return table, None
    question = _question(table.text.file, days[doubted])
    answer = choices.answers.get(question.id)
    if answer == "keep":
        return table, None
    before = frame[status] if status in frame else pd.Series(pd.NA, frame.index, dtype="str")
    open_ = doubted & (before != "rejected").fillna(True).astype(bool)
    new = frame.assign(**{status: before.mask(open_, "unverified")})
    marked = replace(table, text=replace(table.text, frame=new))
    return marked, None if answer else question


def _question(file: str, days: pd.Series) -> Question:
    """Whether the dates of these very rows are right."""
    mark = mark_of("\n".join([file, *days.index.astype("str"), *days]))
    said = Said("question.first_date", {"rows": str(len(days)), "day": days.iloc[0]})
    options = (
        Option("unknown", Said("option.first_date_unknown")),
        Option("keep", Said("option.first_date_keep")),
    )
    return Question(f"first_date:{mark}", said, options, suggested="unknown", optional=True)
