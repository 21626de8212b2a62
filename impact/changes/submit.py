"""What somebody sends in, step by step: files → read → checked → brought in → rehearsed.

Each step is made anew of the files and of what the person has said so far, so nothing is lost
when the version below changes: the same files are brought into the new one. Nothing here is
published.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from impact.changes.merge import Way
from impact.changes.prepare import (
    Prepared,
    prepare,
    without_errors,
    without_their_cameras,
)
from impact.changes.rehearse import Rehearsal, rehearse
from impact.checking.written import written
from impact.disclosure import for_audience
from impact.formats.accounts import accounts_of, nothing_taken, settled
from impact.formats.common.known import known_to
from impact.formats.receiving import Received, receive
from impact.model.programme import read_programme
from impact.reading.choices import Choices
from impact.versions.tables import content_hash
from impact.versions.version import Version, make_version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from impact.formats.common.known import Known
    from impact.model.errors import Problem
    from impact.model.programme import Programme
    from impact.model.records import Records
    from impact.reading.account import PartAccount
    from impact.reading.choices import Question
    from impact.reading.text_tables import TextTable

ASKED_ONCE = ("date_order", "decimal")
RowsLeftOut = dict[str, tuple[int, ...]]
"""File → rows that were left out, as a spreadsheet numbers them."""


class ExistingRecords(Protocol):
    """What files come to: a version, or a data folder."""

    programme: Programme
    records: Records


def read_files(
    contents: Mapping[str, bytes], choices: Mapping[str, Choices], base: ExistingRecords
) -> Received:
    """Read files together.

    Parameters
    ----------
    contents : mapping of str to bytes
        Name → the file as received.
    choices : mapping of str to Choices
        `Upload.file` → what a person has said about it.
    base : ExistingRecords
        What is known already.
    """
    return receive(contents.items(), choices, known_of(base))


def known_of(base: ExistingRecords) -> Known:
    """What is known already, by which files are read."""
    known = known_to(base.programme, base.records)
    return replace(known, areas_written=written(base.records, "areas"))


def questions_of(received: Received) -> list[tuple[str, Question]]:
    """What the files leave open, with the file; what several ask alike is asked once."""
    asked: dict[str, tuple[str, Question]] = {}
    for file, question in received.questions:
        about = "" if question.id in ASKED_ONCE else file
        asked.setdefault(f"{about} {question.id}", (file, question))
    return list(asked.values())


def answered(
    received: Received, choices: Mapping[str, Choices], question: Question, file: str, code: str
) -> dict[str, Choices]:
    """The choices with an answer among them, for every file that asks the same."""
    said = dict(choices)
    for upload in received.uploads:
        asks = any(other.id == question.id for other in upload.questions)
        if upload.file == file or (asks and question.id in ASKED_ONCE):
            said[upload.file] = upload.choices.answered(question, code)
    return said


@dataclass(frozen=True)
class Checked:
    """What is wrong with files that were sent, and what became of each of their rows.

    Attributes
    ----------
    problems : tuple of Problem
        At the rows of the files as they came, with the cells as they were written there.
    accounts : tuple of PartAccount
    """

    problems: tuple[Problem, ...]
    accounts: tuple[PartAccount, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.severity == "error")


def checked(received: Received, prepared: Prepared) -> Checked:
    """The problems of files, with cells as the files have them, and the accounts of their rows.

    Parameters
    ----------
    received : Received
    prepared : Prepared
        What the files would make of the records, without any row left out.
    """
    problems = [*received.problems, *settled(received, received.told(prepared.problems))]
    accounts = accounts_of(received, problems)
    return Checked((*problems, *nothing_taken(accounts, problems)), tuple(accounts))


def problems_of(
    received: Received, base: ExistingRecords, ways: Mapping[str, Way], *, today: dt.date
) -> list[Problem]:
    """Everything that is wrong with the files: as `checked`, from a version and the ways."""
    texts = received.texts
    found = prepare(base.programme, base.records, texts, _said(texts, ways), today=today)
    return list(checked(received, found).problems)


def stops(problems: Sequence[Problem]) -> list[Problem]:
    """The errors that cannot be got around by leaving rows out."""
    return [one for one in problems if one.severity == "error" and one.row is None]


@dataclass(frozen=True)
class Change:
    """What would be published.

    Attributes
    ----------
    programme_text : bytes
    prepared : Prepared
        Its records are fit for use only if it holds no error.
    left_out : dict of str to tuple of int
        Rows with errors that the person chose to go on without.
    """

    programme_text: bytes
    prepared: Prepared
    left_out: RowsLeftOut = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether no table would change."""
        return all(one.nothing for one in self.prepared.differences.values())


def bring_in(
    base: ExistingRecords,
    programme_text: bytes,
    texts: Mapping[str, TextTable],
    ways: Mapping[str, Way],
    *,
    today: dt.date,
    without_bad_rows: bool = False,
) -> Change:
    """Bring files, and a programme that may have been edited, into a version.

    Parameters
    ----------
    base : ExistingRecords
    programme_text : bytes
        programme.toml as it is to be.
    texts : mapping of str to TextTable
    ways : mapping of str to Way
        How each table comes in; rows are replaced by their id where nothing is said.
    without_bad_rows : bool
        Leave out rows with errors. Rows that point to one of them are then wrong too, and are
        left out as well; but a record of a camera that is left out stays a record of its place.

    Raises
    ------
    ProgrammeError
        The programme does not say what it should.
    """
    programme = read_programme(programme_text.decode("utf-8-sig"))
    said = _said(texts, ways)
    files, left_out = dict(texts), {}
    while True:
        found = prepare(programme, base.records, files, said, today=today)
        bad = _bad_rows(found.errors, files) if without_bad_rows else {}
        if not bad:
            return Change(programme_text, found, left_out)
        for file, rows in bad.items():
            left_out[file] = tuple(sorted({*left_out.get(file, ()), *rows}))
        sound = {table: without_errors(text, found.problems) for table, text in files.items()}
        files = without_their_cameras(files, sound, base.records)


def _said(texts: Iterable[str], ways: Mapping[str, Way]) -> dict[str, Way]:
    return {table: ways.get(table, Way.REPLACE_ROWS) for table in texts}


def _bad_rows(errors: Sequence[Problem], files: Mapping[str, TextTable]) -> dict[str, set[int]]:
    names = {text.file for text in files.values()}
    rows: dict[str, set[int]] = {}
    for one in errors:
        if one.row is not None and one.file in names:
            rows.setdefault(one.file, set()).add(one.row)
    return rows


def version_with(change: Change, pictures: Mapping[str, bytes] | None = None) -> Version:
    """The version as it would be; its fingerprint is of what is in it.

    Of the pictures it has those that its programme names.
    """
    programme = read_programme(change.programme_text.decode("utf-8-sig"))
    records = change.prepared.records
    content = hashlib.sha256(change.programme_text + content_hash(records)).hexdigest()
    shown = {name: one for name, one in (pictures or {}).items() if name in programme.pictures}
    return make_version(programme, records, {"draft": content}, pictures=shown)


def rehearsed(before: Version, after: Version) -> Rehearsal:
    """What the public would read otherwise."""
    return rehearse(for_audience(before, "public"), for_audience(after, "public"))


def with_rows_left_out(note: str, left_out: RowsLeftOut, sentence: str) -> str:
    """A note that says which rows were left out; `sentence` has ``{rows}``."""
    if not left_out:
        return note
    named = "; ".join(f"{file}: {', '.join(map(str, rows))}" for file, rows in left_out.items())
    return f"{note.rstrip()} {sentence.format(rows=named)}".strip()


def with_accounts(note: str, sums: Sequence[str]) -> str:
    """A note with what became of the rows of each file."""
    return f"{note.rstrip()} ({'; '.join(sums)})" if sums else note


def without(choices: Mapping[str, Choices], file: str) -> dict[str, Choices]:
    """The choices without those for a file that is there no more."""
    return {name: said for name, said in choices.items() if name != file}


def with_answers(choices: Mapping[str, Choices], said: Mapping[str, Choices]) -> dict[str, Choices]:
    """The choices with those of a file of answers on top; answers to exports add to one another."""
    added = {}
    for file, one in said.items():
        before = choices.get(file, Choices()).answers
        added[file] = replace(one, answers={**before, **one.answers})
    return {**choices, **added}


def without_answers(choices: Mapping[str, Choices]) -> dict[str, Choices]:
    """The choices without what was answered: every question of the files is asked again."""
    return {
        file: replace(one, answers={}, date_order="", decimal="", grid="", axes="")
        for file, one in choices.items()
    }


def with_mapping(choices: Choices, mapping: Mapping[str, str]) -> Choices:
    """The choices with headings mapped by hand."""
    return replace(choices, mapping={**choices.mapping, **mapping})
