"""All that is sent at once → tables that can be checked together.

Tables of ours in any form, and exports of other systems, mixed; what belongs together (the three
tables of a Camtrap DP) is read together, whether it comes in a zip file or loose.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.known import Known, with_outlines
from impact.formats.doubted_dates import with_doubted_dates
from impact.formats.exported import upload_of
from impact.formats.recognition import Found, packages_of
from impact.formats.several_tables import exports_in
from impact.model.errors import FileError, Problem
from impact.model.messages import Sentence
from impact.model.schemas import TABLES
from impact.reading.account import FilePart, together
from impact.reading.archives import documents_in, is_zip
from impact.reading.choices import ALL_FILES, Choices, Said
from impact.reading.grids import Grid, grids_of
from impact.reading.packed_workbooks import workbooks_apart
from impact.reading.parts import Part, chosen_parts
from impact.reading.phrases import did_you_mean, listed
from impact.reading.text_tables import TextTable
from impact.reading.uploaded import KeptFile, Upload, combined
from impact.reading.uploads import as_written, read_grids, table_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely import Geometry

    from impact.reading.choices import Question


@dataclass(frozen=True)
class Received:
    """All that was sent at once.

    Attributes
    ----------
    uploads : tuple of Upload
        One for each file of ours, and one for each export, which may be several files.
    refused : tuple of (str, FileError)
        Files that cannot be read at all.
    texts : dict of str to TextTable
        Table → its rows from all uploads, for `impact.checking.checks.check_tables` and
        `impact.changes.prepare.prepare`. What these say of rows is told by `told`.
    problems : tuple of Problem
        Of the files as such: refused ones, and a second file of ours for a table.
    """

    uploads: tuple[Upload, ...]
    refused: tuple[tuple[str, FileError], ...] = ()
    texts: dict[str, TextTable] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    _origins: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """Every open question, with the `Upload.file` that asks it."""
        return tuple((each.file, question) for each in self.uploads for question in each.questions)

    @property
    def originals(self) -> tuple[KeptFile, ...]:
        """What is kept of the files, and nothing else may be."""
        return tuple(original for each in self.uploads for original in each.originals)

    @property
    def answers(self) -> dict[str, str]:
        """The answers that hold for the next files too, to be kept with the store."""
        return {id_: code for each in self.uploads for id_, code in each.answers.items()}

    def told(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems of `texts` at the rows of the files that came, with the cells as written."""
        placed = [self._placed(problem) for problem in problems]
        for each in self.uploads:
            placed = as_written(placed, each)
        return placed

    def _placed(self, problem: Problem) -> Problem:
        origins = self._origins.get(problem.file)
        if origins is None or problem.row is None:
            return problem
        file, row = origins.iloc[problem.row - 2][["file", "row"]]
        return replace(problem, file=str(file), row=int(row))


def receive(
    files: Iterable[tuple[str, bytes]],
    choices: Mapping[str, Choices] | None = None,
    known: Known = Known(),  # noqa: B008
) -> Received:
    """Read all that is sent at once.

    Parameters
    ----------
    files : iterable of (str, bytes)
        Name and content of each, as received.
    choices : mapping of str to Choices
        `Upload.file` → what has been said about it; `ALL_FILES` → what holds for all, such as
        ``Choices(answers=...)`` with the answers that were kept.
    known : Known
        What the programme knows already: `impact.formats.common.known.known_to`.
    """
    said = dict(choices or {})
    received, refused = workbooks_apart(files)
    ours: list[Upload] = []
    found: list[Found] = []
    beside: dict[str, list[Grid]] = {}
    descriptors: dict[tuple[str, str], Mapping] = {}
    for name, content in received:
        mine = choices_for(name, said)
        try:
            described = _descriptors(content, name)
            grids = list(grids_of(content, name, mine))
            exports, rest = ([], grids) if mine.table else _sorted(grids, name, mine)
            if not exports and not described:
                ours.append(read_grids(grids, content, name, mine, known.countries))
        except FileError as error:
            refused.append((name, error))
            continue
        descriptors |= described
        found += exports
        if exports:
            beside[name] = rest
    contents = dict(received)
    exported = []
    # Outlines first: the places of what comes with them are found by them.
    for package in sorted(packages_of(found, descriptors), key=lambda p: p.format != "outlines"):
        mine = choices_for(package.label, said)
        try:
            upload = upload_of(package, contents, mine, known)
        except FileError as error:
            refused.append((package.label, error))
            continue
        for name in [name for name in package.files if beside.get(name)]:
            own = choices_for(name, said)
            upload = _with_ours(upload, beside.pop(name), name, own, known.countries)
        exported.append(upload)
        if package.format == "outlines" and not upload.questions and "areas" in upload.texts:
            known = with_outlines(known, upload.texts["areas"].frame)
    return _together(with_doubted_dates([*ours, *exported], known), refused)


def all_refused(names: Iterable[str], error: FileError) -> Received:
    """What is received where files that were sent together cannot be read."""
    return _together([], [(name, error) for name in names])


def blanked(content: bytes, name: str, choices: Choices = Choices()) -> bytes:  # noqa: B008
    """What may be kept of a file that is sent; a file that names nobody stays as it is.

    `receive` has done it already: `Upload.originals`. This is for whoever holds the bytes alone.

    Raises
    ------
    FileError
        The file cannot be read.
    """
    received = receive([(name, content)], {ALL_FILES: choices})
    for _, error in received.refused:
        raise error
    return next((original.content for original in received.originals), content)


def choices_for(file: str, said: Mapping[str, Choices]) -> Choices:
    """What was said of a file, on top of what holds for all."""
    common, own = said.get(ALL_FILES, Choices()), said.get(file)
    if own is None:
        return common
    return replace(own, answers={**common.answers, **own.answers})


def _descriptors(content: bytes, name: str) -> dict[tuple[str, str], Mapping]:
    """The ``datapackage.json`` and ``meta.xml`` files by where they lie."""
    if is_zip(content):
        inside = documents_in(content, name, ("datapackage.json", "meta.xml"))
        read = {
            (name, str(PurePosixPath(part).parent)): (
                _json(text) if part.lower().endswith(".json") else {"meta_xml": text}
            )
            for part, text in inside.items()
        }
    else:
        start = content[:100].lstrip(b"\xef\xbb\xbf \r\n\t")
        read = {("", ""): _json(content)} if start.startswith(b"{") else {}
    return {
        where: about for where, about in read.items() if about.keys() & {"resources", "meta_xml"}
    }


def _json(text: bytes) -> Mapping:
    """What a descriptor says; one that cannot be read says nothing: the tables speak."""
    try:
        about = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # so deep that nothing writes it
        return {}
    return about if isinstance(about, dict) else {}


def _sorted(grids: list[Grid], name: str, choices: Choices) -> tuple[list[Found], list[Grid]]:
    """The parts of a file that are exports, and the others."""
    exports, rest = [], []
    for grid in grids:
        found = exports_in(grid, name, choices.mapping)
        exports += found
        rest += [] if found else [grid]
    return exports, rest


def _with_ours(
    upload: Upload, rest: list[Grid], name: str, choices: Choices, countries: Geometry | None
) -> Upload:
    """An export with the tables of ours that its file holds too; what is neither is named."""
    try:
        parts, _, _ = chosen_parts(rest, name, choices, every=True)
    except FileError:  # parts without any heading, such as an empty text file
        return upload
    tables = tuple(table_of_part(part, choices, countries) for part in parts if part.table)
    counted = (
        FilePart(part.grid.label, part.filled_rows, None if part.table else _not_recognised(part))
        for part in parts
    )
    left = tuple(_not_recognised(part) for part in parts if not part.table)
    asked = {q.id: q for each in tables for q in each.questions}
    aside = together([upload.account.aside, *(each.absent for each in tables)])
    return replace(
        upload,
        account=replace(upload.account, aside=aside),
        tables=(*upload.tables, *tables),
        questions=(*upload.questions, *asked.values()),
        left_out=left,
        parts=(*upload.parts, *counted),
    )


def _not_recognised(part: Part) -> Said:
    return Said("left_out.no_table", {"part": part.grid.part})


def _together(uploads: list[Upload], refused: list[tuple[str, FileError]]) -> Received:
    problems = [
        Problem(name, None, "", "", "file.unreadable", error.message, error.cure)
        for name, error in refused
    ]
    problems += [problem for upload in uploads for problem in upload.problems]
    problems += [_not_a_table(each.file) for each in uploads if _is_no_table(each)]
    by_table: dict[str, list[TextTable]] = {}
    ours: dict[str, str] = {}
    for upload in uploads:
        for each in upload.tables:
            if not each.table:
                continue
            if not upload.format and each.table in ours:
                problems.append(_second_file(each.text.file, ours[each.table], each.table))
                continue
            if not upload.format:
                ours[each.table] = each.text.file
            by_table.setdefault(each.table, []).append(each.text)
    texts, origins = {}, {}
    for table, parts in by_table.items():
        texts[table], origin = combined(parts)
        if len(parts) > 1:
            origins[texts[table].file] = origin
    return Received(tuple(uploads), tuple(refused), texts, tuple(problems), origins)


def _is_no_table(upload: Upload) -> bool:
    """Whether a file is neither an export nor recognised as a table, and does not ask either."""
    return not (upload.format or upload.texts or upload.questions)


def _not_a_table(file: str) -> Problem:
    message = Sentence("It is not known which table this file is, so it is left out.")
    cure = Sentence(
        "{hint}Name it after its table: {tables}.",
        hint=did_you_mean(PurePosixPath(file).stem, TABLES),
        tables=listed(TABLES),
    )
    return Problem(file, None, "", "", "file.unknown_table", message, cure)


def _second_file(file: str, first: str, table: str) -> Problem:
    message = Sentence(
        "This file and {first} are both taken for the {table} table.", first=first, table=table
    )
    cure = Sentence("Put their rows into one file, or check them one after the other.")
    return Problem(file, None, "", "", "file.second_file", message, cure)
