"""What the XML of an Excel workbook says of its sheets and of the formats of its cells."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from impact.model.errors import FileError
from impact.model.messages import Sentence

CURE = Sentence("Open it in Excel, save it as an Excel workbook (.xlsx), and send that file.")


SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def xml_tree(xml: bytes, name: str) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise FileError(
            Sentence("{name} is not written as Excel writes a workbook.", name=name), CURE
        )
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError) as error:
        raise FileError(
            Sentence("{name} is a damaged workbook ({error}).", name=name, error=str(error)), CURE
        ) from error


def sheet_files(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """Name of each sheet → the part that holds it."""
    links = xml_tree(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), name)
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in xml_tree(parts["xl/workbook.xml"], name).iter(f"{SPACE}sheet"):
        ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
        target = targets.get(ids[0], "") if ids else ""
        target = target.lower().lstrip("/")
        found[sheet.get("name", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def date_styles(parts: dict[str, bytes], name: str) -> tuple[frozenset[int], frozenset[int]]:
    """Cell styles that show a month and no day, and those that show a year alone."""
    if "xl/styles.xml" not in parts:
        return frozenset(), frozenset()
    tree = xml_tree(parts["xl/styles.xml"], name)
    codes = {f.get("numFmtId"): f.get("formatCode", "") for f in tree.iter(f"{SPACE}numFmt")}
    formats = tree.find(f"{SPACE}cellXfs")
    months, years = set(), set()
    for place, style in enumerate(formats if formats is not None else ()):
        number = style.get("numFmtId", "0")
        shown = _shown(codes[number]) if number in codes else ""
        if number == "17" or shown == "my":
            months.add(place)
        elif shown == "y":
            years.add(place)
    return frozenset(months), frozenset(years)


def _shown(code: str) -> str:
    """Which of year, month, day and time a number format shows, as letters in order."""
    bare = re.sub(r"\[[^\[\]]*\]|\"[^\"]*\"|\\.|;.*", "", code.lower())
    return "".join(sorted(set(bare) & set("dhmsy")))
