"""What became of every row that was sent: taken, set aside for a reason, or refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from impact.formats.common.places import IN_NO_AREA
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.account import PartAccount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from impact.formats.receiving import Received
    from impact.reading.account import FilePart
    from impact.reading.uploaded import Upload

_MOST_NAMES = 5
_WITHOUT_ROWS = {"part_not_read", "of_report"}  # nobody misses rows of such a part


def accounts_of(received: Received, problems: Sequence[Problem]) -> list[PartAccount]:
    """The account of each part of each file that could be read at all.

    Parameters
    ----------
    received : Received
    problems : sequence of Problem
        All that is wrong, at the rows of the files that came.

    Returns
    -------
    list of PartAccount
        A row is refused where it has an error, or where an error is about its whole file.
    """
    return [
        _account(upload, part, problems) for upload in received.uploads for part in upload.parts
    ]


def _account(upload: Upload, part: FilePart, problems: Sequence[Problem]) -> PartAccount:
    rows = part.rows()
    asks = any(p.rule == "file.question" and p.file == part.label for p in problems)
    lines = upload.account.aside
    lines = lines[lines["file"].astype("str") == part.label].drop_duplicates("row")
    refused = _refused(rows, part.label, problems)
    # A row may give its camera, and still be set aside for what is in its picture.
    taken = _given(rows, part.label, upload) & ~np.isin(rows, lines["row"].to_numpy(dtype="int64"))
    left = rows[~refused & (~taken | asks)]
    lines = lines[lines["row"].isin(left)]
    aside = Counter(lines["reason"].astype("str"))
    if len(left) > len(lines):
        whole = len(left) == len(rows)
        reason = "waits_for_answer" if asks else _reason_of_rest(upload, part, whole=whole)
        aside[reason] += len(left) - len(lines)
    return PartAccount(
        file=part.label,
        rows=len(rows),
        taken=0 if asks else int((taken & ~refused).sum()),
        aside=dict(aside.most_common()),
        refused=int(refused.sum()),
        names=_names(lines),
    )


def _refused(rows: np.ndarray, label: str, problems: Sequence[Problem]) -> np.ndarray:
    errors = [
        problem
        for problem in problems
        if problem.file == label and problem.severity == "error" and problem.rule != "file.question"
    ]
    if any(problem.row is None for problem in errors):
        return np.ones(len(rows), dtype=bool)
    return np.isin(rows, [problem.row for problem in errors])


def _given(rows: np.ndarray, label: str, upload: Upload) -> np.ndarray:
    """The rows that are in a table of ours."""
    texts = [each.text for each in upload.tables if each.table and each.text.file == label]
    numbers = [text.frame["row"].to_numpy() for text in texts]
    return np.isin(rows, np.concatenate([np.array([], dtype="int64"), *numbers]))


def _reason_of_rest(upload: Upload, part: FilePart, *, whole: bool) -> str:
    """Why rows are in no table and no format has set them aside."""
    if part.left_out is not None or (upload.format and whole):
        return "part_not_read"
    if not upload.format and not any(each.table for each in upload.tables):
        return "no_table"
    return "nothing_needed" if upload.format else "example"


def _names(lines: pd.DataFrame) -> str:
    """The species set aside by name, the most frequent first."""
    names = lines.loc[lines["reason"].astype("str") == "other_species", "value"].dropna()
    counts = names.astype("str").value_counts()
    more = "…" if len(counts) > _MOST_NAMES else ""
    return ", ".join(f"{name}: {n}" for name, n in counts.head(_MOST_NAMES).items()) + more


def nothing_taken(accounts: Iterable[PartAccount], problems: Sequence[Problem]) -> list[Problem]:
    """A warning for each file from which nothing was taken, though nothing is wrong with it."""
    accounts = list(accounts)
    wrong = {problem.file for problem in problems if problem.severity == "error"}
    # A sheet of notes beside the table of a workbook has no rows that anybody could miss.
    books = {_book(each.file) for each in accounts if each.taken}
    return [
        Problem(
            each.file,
            None,
            "",
            "",
            "file.nothing_taken",
            Sentence("Nothing was taken from this file: none of its {n} rows.", n=each.rows),
            Sentence("See why its rows were set aside; if that is not right, look at the file."),
            "warning",
        )
        for each in accounts
        if not each.taken and not _WITHOUT_ROWS & each.aside.keys() and each.file not in wrong
        and (each.rows or _book(each.file) not in books)
    ]  # fmt: skip


def _book(part: str) -> str:
    return part.split(", ")[0]


def settled(received: Received, problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that the answers to what an export asks may settle.

    Where it is open which area the cameras stand in, no row has one: that is one question, not a
    problem of each row. So it is where somebody has said that it is none of those on file.

    Parameters
    ----------
    received : Received
    problems : iterable of Problem
        At the rows of the files that came.
    """
    asking = {
        each.text.file
        for upload in received.uploads
        if upload.format and any(not question.optional for question in upload.questions)
        for each in upload.tables
    }
    # Rows in no known area are one problem: that each lacks its area follows from it.
    nowhere = {
        each.text.file
        for upload in received.uploads
        if any(one.rule == IN_NO_AREA for table in upload.tables for one in table.text.problems)
        for each in upload.tables
    }
    return [
        one
        for one in problems
        if one.severity == "warning"
        or one.rule.startswith(("file.", "import."))
        or not (one.file in asking or (one.file in nowhere and one.column == "area_id"))
    ]
