"""Files of a person, brought into the tables that are there: checked, merged, checked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.difference import Difference, row_ids
from impact.changes.merge import Way, merge
from impact.checking.checks import check_tables
from impact.checking.written import written
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.schemas import TABLES, schema
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from impact.model.programme import Programme
    from impact.model.records import Records

THERE = 0
"""The number of a row that was there before the file; in a file the headings are row 1."""


@dataclass(frozen=True)
class Prepared:
    """What files would make of the records.

    Attributes
    ----------
    records : Records
        Fit for use only if no problem is an error.
    problems : tuple of Problem
        Of the files first; only if these hold no error, of the tables after merging.
    differences : dict of str to Difference
        For each table that a file came for.
    """

    records: Records
    problems: tuple[Problem, ...]
    differences: dict[str, Difference]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.severity == "error")


def prepare(
    programme: Programme,
    records: Records,
    files: Mapping[str, TextTable],
    ways: Mapping[str, Way],
    *,
    today: dt.date | None = None,
) -> Prepared:
    """Bring files into the tables.

    Parameters
    ----------
    programme : Programme
    records : Records
        As they are now.
    files : mapping of str to TextTable
        For each table the file that came for it.
    ways : mapping of str to Way
        How each comes in.
    today : date, optional
        Without it, dates in the future are not looked for.
    """
    # The files are checked first, so that a row is named as its own spreadsheet names it.
    problems, read = _check_files(programme, records, files, ways, today=today)
    if any(problem.severity == "error" for problem in problems):
        return Prepared(records, tuple(problems), {})
    merged, texts, differences = {}, {}, {}
    for name in (each for each in TABLES if each in files):
        added = _only_adds(name, records, files[name], ways[name])
        if added is None:
            now = written(records, name)
            came = _as_kept(name, files[name].frame, read[name], records)
            now, differences[name] = merge(name, now, came, ways[name])
            texts[name] = numbered(name, now)
        else:
            merged[name] = _with_rows(records.table(name), read[name])
            differences[name] = added
    after, new = check_together(programme, records.with_tables(**merged), texts, today=today)
    return Prepared(after, (*problems, *new), differences)


def check_together(
    programme: Programme,
    records: Records,
    texts: Mapping[str, TextTable],
    *,
    today: dt.date | None = None,
) -> tuple[Records, list[Problem]]:
    """Records in which these texts stand in place of their tables, and every error in them."""
    after, found = check_tables(
        dict(texts),
        programme=programme,
        reference=records,
        today=today,
        checked=[name for name in TABLES if name not in texts],
    )
    return after, [problem for problem in found if problem.severity == "error"]


def _as_kept(table: str, file: pd.DataFrame, rows: pd.DataFrame, records: Records) -> pd.DataFrame:
    """The cells of a file as its table writes them, so that 39.50 is no change of 39.5.

    A time is written without its offset, which stands in its own column then.
    """
    if file["row"].tolist() != rows["row"].tolist():
        return file
    text = written(records.with_tables(**{table: rows}), table).reset_index(drop=True)
    also = [name for name in ("utc_offset",) if name in text and name not in file]
    same = {name: text[name] for name in (*file.columns.drop("row"), *also) if name in text}
    return file.reset_index(drop=True).assign(**same)


def _only_adds(table: str, records: Records, file: TextTable, way: Way) -> Difference | None:
    """The difference where every row of a file is new; else None, and cells must be compared."""
    key = list(schema(table).primary_key)
    if way is Way.REPLACE_TABLE:
        return None
    if not set(schema(table).needed_key) <= set(file.frame):
        return None
    old = row_ids(written(records, table, key), key)
    new = row_ids(file.frame, key)
    return None if new.isin(old).any() else Difference.of_new_rows(new)


def _with_rows(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Checked rows below those that are there, in the same types, numbered as they will stand."""
    both = pd.concat([old.astype(_as_strings(old)), new.astype(_as_strings(new))])
    both = both.assign(row=range(2, len(both) + 2)).reset_index(drop=True)
    types = {**new.dtypes.astype("str"), **old.dtypes.astype("str")}
    return both.astype({**types, "row": "int64"})


def _as_strings(rows: pd.DataFrame) -> dict[str, str]:
    """Categories as text: two lists of categories do not become one by themselves."""
    return {name: "str" for name, of in rows.dtypes.items() if of == "category"}


def _check_files(
    programme: Programme,
    records: Records,
    files: Mapping[str, TextTable],
    ways: Mapping[str, Way],
    *,
    today: dt.date | None = None,
) -> tuple[list[Problem], dict[str, pd.DataFrame]]:
    """What is wrong with files, among the rows that they come to; and their rows, read.

    A row may point to one that is there already, in its own table too. What is wrong with rows
    that are there already is nobody's who sends a file.
    """
    among = {
        name: file if ways[name] is Way.REPLACE_TABLE else _among(records, name, file)
        for name, file in files.items()
    }
    read, found = check_tables(among, programme=programme, reference=records, today=today)
    rows = {name: read.table(name).query("row != @THERE") for name in files}
    return [problem for problem in found if problem.row != THERE], rows


def _among(records: Records, table: str, file: TextTable) -> TextTable:
    """A file's rows, and below them the rows of its table that it does not have."""
    key = list(schema(table).primary_key)
    if not set(schema(table).needed_key) <= set(file.frame):
        return file
    there = written(records, table)
    others = there[~row_ids(there, key).isin(row_ids(file.frame, key))]
    others = others.reindex(columns=file.frame.columns.drop("row")).assign(row=THERE)
    frame = pd.concat([file.frame, others], ignore_index=True)
    return replace(file, frame=frame.astype(dict.fromkeys(frame.columns.drop("row"), "str")))


def without_errors(file: TextTable, problems: tuple[Problem, ...]) -> TextTable:
    """The file's rows that have no error, for those who choose to go on without the others."""
    bad = {one.row for one in problems if one.severity == "error" and one.file == file.file}
    kept = tuple(one for one in file.problems if one.row is None or one.row not in bad)
    return replace(file, frame=file.frame[~file.frame["row"].isin(bad)], problems=kept)


def without_their_cameras(
    files: Mapping[str, TextTable], sound: Mapping[str, TextTable], records: Records
) -> dict[str, TextTable]:
    """Files without rows that have errors; records of a camera among these stay, without it.

    Such a record is a record where it was made, but in no rate: how long its camera worked is
    not known.

    Parameters
    ----------
    files, sound : mapping of str to TextTable
        With all rows, and without those that have errors.
    records : Records
        What the files come to: a camera that is in there already is not lost.
    """
    if not {"deployments", "detections"} <= set(sound):
        return dict(sound)
    cameras, mine = files["deployments"].frame, sound["detections"]
    if "deployment_id" not in cameras or "deployment_id" not in mine.frame:
        return dict(sound)
    kept = {*sound["deployments"].frame["deployment_id"], *records.deployments["deployment_id"]}
    lost = cameras[~cameras["deployment_id"].isin(kept)].drop_duplicates("deployment_id")
    lost, of = lost.set_index("deployment_id"), mine.frame["deployment_id"]
    without = of.isin(lost.index)
    if not without.any():
        return dict(sound)
    frame = mine.frame.assign(deployment_id=of.mask(without))
    for column in {"area_id", "location_id"} & set(lost):
        there = of.map(lost[column]).astype("str").where(without)
        frame[column] = frame[column].fillna(there) if column in frame else there
    told = Problem(
        mine.file,
        int(frame.loc[without, "row"].iloc[0]),
        "deployment_id",
        str(of[without].iloc[0]),
        "detections.of_refused_deployment",
        Sentence(
            "The rows of the cameras of {rows} records are left out: the records are kept, in no "
            "rate.",
            rows=int(without.sum()),
        ),
        Sentence("Correct the row of the camera, and send both files again."),
        "warning",
    )
    text = replace(mine, frame=frame, problems=(*mine.problems, told))
    return {**sound, "detections": text}


def numbered(name: str, rows: pd.DataFrame) -> TextTable:
    """A table after merging, its rows numbered as they will stand."""
    known = rows.drop(columns="row", errors="ignore")
    return TextTable(name, known.assign(row=range(2, len(known) + 2)))
