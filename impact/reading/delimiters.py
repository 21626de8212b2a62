"""Text → rows of cells: lines without invisible marks, and the delimiter that fits them best."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.quoting import lines_joined_by_a_mark, seem_joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
MOST_COLUMNS = 10_000
_SAMPLED_LINES = 100
_SAMPLED_CHARACTERS = 200_000
# Excel's own hint in a first line, which it does not show: sep=;
_HINT = re.compile(r"\ufeff?\"?sep=([,;\t])\"?\s*", re.IGNORECASE)
# Marks of direction and of no width come with text copied from a web page or a messenger:
# nobody sees them, and two names that look the same would not be the same. Before them what
# steers a terminal, and no letter. Tabs and line breaks stay.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def plain(text: str) -> str:
    """Text in composed letters (NFC), without invisible marks and control characters."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def lines_of(content: bytes, codec: str) -> Iterator[str]:
    """The lines of a text file, one at a time, with their line breaks."""
    yield from map(plain, io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline=""))


def hint_of(content: bytes, codec: str) -> str:
    """The delimiter that a first line ``sep=;`` names, or nothing."""
    found = _HINT.fullmatch(next(lines_of(content, codec), ""))
    return found.group(1) if found else ""


def rows_of(
    content: bytes, codec: str, delimiter: str, name: str, *, quoted: bool = True
) -> Iterator[list[str]]:
    """The rows of a text file as lists of cells, as written.

    Parameters
    ----------
    content : bytes
    codec, delimiter : str
    name : str
        Name of the file, for the errors.
    quoted : bool
        Whether quotation marks enclose cells; else they belong to the text.

    Raises
    ------
    FileError
        The text cannot be taken apart, holds NUL, or has more than 10,000 columns.
    """
    lines = lines_of(content, codec)
    if hint_of(content, codec):
        next(lines)
    if not quoted:
        taken_apart = ([line.rstrip("\r\n").split(delimiter)] for line in _without_nul(lines, name))
    else:
        taken_apart = _rows_with_quotes(lines, delimiter, name)
    for rows in taken_apart:
        for cells in rows:
            if len(cells) > MOST_COLUMNS:
                raise too_wide(name)
            yield cells


def _rows_with_quotes(lines: Iterator[str], delimiter: str, name: str) -> Iterator[list[list[str]]]:
    """One row, or the several that a quotation mark which stands alone would join into one."""
    since: list[str] = []
    reader = csv.reader(
        _remembered(_without_nul(lines, name), since), delimiter=delimiter, strict=True
    )
    width = 0
    while True:
        since.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _not_taken_apart(name, reader.line_num, error) from error
        width = width or len(cells)
        if len(since) > 1 and (lines := lines_joined_by_a_mark(since, delimiter, width)):
            yield lines
        elif len(since) > 1 and seem_joined(since, delimiter, width):
            raise _joined(name, reader.line_num - len(since) + 1, len(since))
        else:
            yield [cells]


def _remembered(lines: Iterator[str], since: list[str]) -> Iterator[str]:
    for line in lines:
        since.append(line)
        yield line


def _joined(name: str, line: int, lines: int) -> FileError:
    return FileError(
        Sentence(
            "{name}: a quotation mark in line {line} is closed only {lines} lines later, so that "
            "several rows would be read as one.",
            name=name,
            line=line,
            lines=lines - 1,
        ),
        Sentence("Delete the mark, or close it in the same cell, and send the file again."),
    )


def _not_taken_apart(name: str, line: int, error: csv.Error) -> FileError:
    return FileError(
        Sentence(
            "{name} cannot be taken apart into cells near line {line_num} ({error}).",
            name=name,
            line_num=line,
            error=str(error),
        ),
        Sentence(
            "Look for a quotation mark that is not closed, or save the table as CSV UTF-8 again."
        ),
    )


def _without_nul(lines: Iterator[str], name: str) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise FileError(
                Sentence("{name} is not plain text: it holds NUL bytes.", name=name),
                Sentence(
                    "Save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8) and send that file."
                ),
            )
        yield line


def too_wide(name: str) -> FileError:
    return FileError(
        Sentence(
            "{name} has more than {most_columns} columns.",
            name=name,
            most_columns=f"{MOST_COLUMNS:,}",
        ),
        Sentence(
            "Look for a delimiter that is repeated by mistake, or send the table without the "
            "columns that are not needed."
        ),
    )


def delimiter_of(
    content: bytes, codec: str, headings_in: Callable[[list[list[str]]], int] = lambda _: 0
) -> str:
    """The delimiter by vote.

    Parameters
    ----------
    content : bytes
    codec : str
    headings_in : callable
        Rows → how many headings are recognised in the best of them. They vote first; then
        the number of rows that come out as wide as most, and how wide that is.

    Returns
    -------
    str
        A comma, a semicolon or a tab; a comma where nothing is taken apart at all.
    """
    hinted = hint_of(content, codec)
    if hinted:
        return hinted
    lines = list(_first(lines_of(content, codec)))
    votes = {}
    for delimiter in DELIMITERS:
        rows = sampled(lines, delimiter)
        votes[delimiter] = (headings_in(rows), *_agreement(rows))
    return max(votes, key=votes.__getitem__)


def sampled(lines: Iterable[str], delimiter: str) -> list[list[str]]:
    """Rows of some lines; they end where the lines cannot be taken apart."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return rows
    return rows


def _first(lines: Iterator[str]) -> Iterator[str]:
    characters = 0
    for line in islice(lines, _SAMPLED_LINES):
        characters += len(line)
        if characters > _SAMPLED_CHARACTERS:
            yield line[: _SAMPLED_CHARACTERS // 2]
            return
        yield line


def _agreement(rows: list[list[str]]) -> tuple[int, int]:
    """How many rows are as wide as most (if wider than one cell), and how wide."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, times = widths.most_common(1)[0]
    return (times, width)
