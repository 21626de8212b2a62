"""A data folder, or loose files, read and checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.checking.checks import check_tables
from impact.checking.rules import PROGRAMME_FILE
from impact.model.errors import FileError, Problem, RecordsError
from impact.model.messages import Sentence, together
from impact.model.programme import Programme, read_programme
from impact.model.records import Records
from impact.model.schemas import TABLES
from impact.reading.archives import zipped
from impact.reading.choices import Choices
from impact.reading.phrases import did_you_mean, listed
from impact.reading.pictures import LOGO, PHOTOGRAPH, prepared
from impact.reading.uploads import Upload, read_upload

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from impact.reading.text_tables import TextTable

ENDINGS = (".csv", ".tsv", ".xlsx")
"""What a table of a data folder may be: see `impact.reading.uploads.read_upload`."""

PACKED = (".csv", ".tsv", ".txt", ".json", ".xml")
"""What is read of a folder that another system has written."""


@dataclass(frozen=True)
class DataFolder:
    """A data set as it lies in a folder, read and without errors.

    Attributes
    ----------
    programme : Programme
    records : Records
        A table without a file is empty.
    warnings : tuple of Problem
    hashes : dict of str to str
        Name of each file that was read → SHA-256 of its bytes, in hexadecimal.
    pictures : dict of str to bytes
        Photographs and logos that the programme names, from ``media/``, without what cameras
        write into them. One that is no picture is not among them.
    """

    programme: Programme
    records: Records
    warnings: tuple[Problem, ...]
    hashes: dict[str, str]
    pictures: dict[str, bytes]


def read_folder(folder: Path, *, today: dt.date | None = None) -> DataFolder:
    """Read programme.toml and one file for each table.

    Parameters
    ----------
    folder : Path
        Holds ``programme.toml``, and ``<table>.csv`` (or another of `ENDINGS`) for each table
        that there is.
    today : date, optional
        Without it, dates in the future are not looked for.

    Raises
    ------
    FileError
        There is no such folder, or no programme.toml in it.
    ProgrammeError
        programme.toml does not say what it should.
    RecordsError
        A table holds an error; all problems are in it.
    """
    programme, written = read_programme_file(folder)
    contents = {PROGRAMME_FILE: written}
    tables: dict[str, TextTable] = {}
    problems: list[Problem] = []
    reference: Records | None = Records.of()
    for path in _tables_in(folder):
        table = path.stem
        if table not in TABLES:
            problems.append(_unknown_table(path.name, table, "warning"))
            continue
        if table in tables:
            problems.append(_second_file(path.name, tables[table].file, table))
            continue
        try:
            contents[path.name] = read_bytes(path)
            tables[table] = _one_table(contents[path.name], path.name, table)
        except FileError as error:
            problems.append(_unreadable(path.name, error))
            reference = None  # or every link to that table would be a problem too
    records, found = check_tables(
        {name: tables[name] for name in TABLES if name in tables},
        programme=programme,
        reference=reference,
        today=today,
    )
    problems += found
    if any(problem.severity == "error" for problem in problems):
        raise RecordsError(problems)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    pictures = _pictures(folder / "media", programme)
    return DataFolder(programme, records, tuple(problems), hashes, pictures)


def read_programme_file(folder: Path) -> tuple[Programme, bytes]:
    """Read the programme of a data folder, and the bytes that it came from.

    Raises
    ------
    FileError
        There is no such folder, or no programme.toml in it.
    ProgrammeError
        programme.toml does not say what it should.
    """
    if not folder.is_dir():
        raise FileError(
            Sentence("There is no folder {folder}.", folder=folder),
            Sentence("Check the name of the data folder."),
        )
    if not (folder / PROGRAMME_FILE).is_file():
        raise FileError(
            Sentence(
                "{folder} has no {programme_file}.", folder=folder, programme_file=PROGRAMME_FILE
            ),
            Sentence("Copy it from data/wildcats."),
        )
    written = read_bytes(folder / PROGRAMME_FILE)
    return read_programme(_programme_text(written)), written


def _pictures(media: Path, programme: Programme) -> dict[str, bytes]:
    photographs, found = {one.file for one in programme.photographs}, {}
    for name in programme.pictures:
        use = PHOTOGRAPH if name in photographs else LOGO
        try:
            found[name] = prepared(read_bytes(media / name), name, use)[1]
        except FileError:  # the page on which it is to stand says so
            continue
    return found


def _tables_in(folder: Path) -> list[Path]:
    """The files that may be tables; Excel keeps a hidden one beside a workbook that is open."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
    )


def _one_table(content: bytes, name: str, table: str) -> TextTable:
    """The table of a file that is known to hold it."""
    upload = read_upload(content, name, Choices(table=table))
    if table not in upload.texts:
        raise _open_question(upload)
    return upload.texts[table]


def _open_question(upload: Upload) -> FileError:
    question = upload.questions[0]
    options = together(*(option.said.text for option in question.options), between=", ")
    return FileError(
        Sentence("{file}: {question}", file=upload.file, question=question.said.text),
        Sentence("Leave only one of: {options}.", options=options),
    )


def sent_name(path: Path) -> str:
    """The name under which a path is sent: a folder is sent as a zip file."""
    return f"{path.name}.zip" if path.is_dir() else path.name


def sent_bytes(path: Path) -> bytes:
    """The bytes of a file, or a zip file of what a folder holds.

    Raises
    ------
    FileError
        It is not there, or may not be read.
    """
    if not path.is_dir():
        return read_bytes(path)
    inside = [file for file in sorted(path.iterdir()) if file.suffix.lower() in PACKED]
    return zipped({file.name: read_bytes(file) for file in inside if file.is_file()})


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    FileError
        It is not there, is a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise FileError(
            Sentence("{name} cannot be opened ({reason}).", name=path.name, reason=reason),
            Sentence("Check its name."),
        ) from error


def _programme_text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            Sentence(
                "{programme_file} is not UTF-8 text (see byte {start}).",
                programme_file=PROGRAMME_FILE,
                start=error.start + 1,
            ),
            Sentence("Save it as UTF-8 in a text editor."),
        ) from error


def _unreadable(file: str, error: FileError) -> Problem:
    return Problem(file, None, "", "", "file.unreadable", error.message, error.cure)


def _unknown_table(file: str, stem: str, severity: str) -> Problem:
    message = Sentence("It cannot be told which table this file is, so it is left out.")
    cure = Sentence(
        "{hint}Name it after its table: {tables}.",
        hint=did_you_mean(stem, TABLES),
        tables=listed(TABLES),
    )
    return Problem(file, None, "", "", "file.unknown_table", message, cure, severity)


def _second_file(file: str, first: str, table: str) -> Problem:
    message = Sentence(
        "This file and {first} are both taken for the {table} table.", first=first, table=table
    )
    cure = Sentence("Put their rows into one file, or check them one after the other.")
    return Problem(file, None, "", "", "file.second_file", message, cure)
