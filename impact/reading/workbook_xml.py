"""What the XML of an Excel workbook says of its sheets and of the formats of its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from impact.model.errors import FileError
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

CURE = Sentence("Open it in Excel, save it as an Excel workbook (.xlsx), and send that file.")

AT_A_TIME = 65_536  # bytes that the parser is given; what it found in them is then let go
MOST_FORMATS = 65_490  # of cells in a workbook, by Excel's own limits
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class _Opened:
    """Notes each element that begins, and what it stands in; a tree is never made."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self._within = [""]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.found.append((self._within[-1], tag, attributes))
        self._within.append(tag)

    def end(self, _tag: str) -> None:
        self._within.pop()

    def close(self) -> None:
        """The parser asks for what was made: nothing."""


def elements(xml: bytes, name: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The elements of a part of a workbook, one after the other, as they begin.

    Parameters
    ----------
    xml : bytes
    name : str
        Name of the file, for the errors.

    Yields
    ------
    str, str, dict of str to str
        What it stands in, its own name, and its attributes.

    Raises
    ------
    FileError
        It is no XML, or defines names of its own.
    """
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise not_as_excel_writes(name)
    opened = _Opened()
    parser = ElementTree.XMLParser(target=opened)
    try:
        for place in range(0, len(xml), AT_A_TIME):
            parser.feed(xml[place : place + AT_A_TIME])
            yield from opened.found
            opened.found.clear()
        parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise FileError(
            Sentence("{name} is a damaged workbook ({error}).", name=name, error=str(error)), CURE
        ) from error
    yield from opened.found


def not_as_excel_writes(name: str) -> FileError:
    return FileError(Sentence("{name} is not written as Excel writes a workbook.", name=name), CURE)


def sheet_files(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """Name of each sheet → the part that holds it."""
    links = parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
    targets = {about.get("Id"): about.get("Target", "") for _, _, about in elements(links, name)}
    found = {}
    for _, tag, about in elements(parts["xl/workbook.xml"], name):
        if tag == f"{SPACE}sheet":
            ids = [value for key, value in about.items() if key.endswith("}id")]
            target = targets.get(ids[0], "") if ids else ""
            target = target.lower().lstrip("/")
            found[about.get("name", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def counts_from_1904(xml: bytes, name: str) -> bool:
    """Whether a workbook (its ``workbook.xml``) counts its days from 1904."""
    return any(
        about.get("date1904") in ("1", "true")
        for _, tag, about in elements(xml, name)
        if tag == f"{SPACE}workbookPr"
    )


def date_styles(parts: dict[str, bytes], name: str) -> tuple[frozenset[int], frozenset[int]]:
    """Cell styles that show a month and no day, and those that show a year alone.

    Raises
    ------
    FileError
        The part is damaged, or has more formats than Excel can write.
    """
    xml = parts.get("xl/styles.xml", b"<none/>")
    codes: dict[str | None, str] = {}
    numbers: list[str] = []
    for within, tag, about in elements(xml, name):
        if tag == f"{SPACE}numFmt":
            codes[about.get("numFmtId")] = about.get("formatCode", "")
        elif within == f"{SPACE}cellXfs":
            numbers.append(about.get("numFmtId", "0"))
        if len(codes) > MOST_FORMATS or len(numbers) > MOST_FORMATS:
            raise not_as_excel_writes(name)
    shown = [_shown(codes[number]) if number in codes else "" for number in numbers]
    months = {
        place for place, number in enumerate(numbers) if number == "17" or shown[place] == "my"
    }
    years = {place for place, one in enumerate(shown) if one == "y"} - months
    return frozenset(months), frozenset(years)


def _shown(code: str) -> str:
    """Which of year, month, day and time a number format shows, as letters in order."""
    bare = re.sub(r"\[[^\[\]]*\]|\"[^\"]*\"|\\.|;.*", "", code.lower())
    return "".join(sorted(set(bare) & set("dhmsy")))
