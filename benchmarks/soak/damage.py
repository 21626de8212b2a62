"""Sound files in every form, and the ways in which files come damaged."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from tests.reading.forms import (
    Form,
    as_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Callable


Rows = list[dict[str, str]]


@dataclass(frozen=True)
class File:
    """A file, and what its writer wrote.

    Attributes
    ----------
    name : str
    content : bytes
    form : Form or None
        None for a workbook.
    rows : list of dict
        The table; empty where nobody can tell what its cells are after the damage.
    """

    name: str
    content: bytes
    form: Form | None
    rows: Rows


NAMES = {
    "windows-1251": ("Устюрт", "Капланкыр", "Сарычат-Эрташ", "хребет Ак-Шыйрак", "Ёлка"),
    "windows-1252": ("Köýtendag", "Baýramaly", "Ýolöten", "Bäherden", "Gündogar çöli"),
    "windows-1254": ("Aşgabat", "Doğan dağı", "İstanbul", "Işık köyü", "Çırağan"),
}
ALL_NAMES = sum(NAMES.values(), ())


# ── Kinds of damage ──────────────────────────────────────────────────────────────────────
def truncated(file: File, random: Random) -> File:
    return replace(file, content=file.content[: random.randrange(len(file.content))])


def flipped(file: File, random: Random) -> File:
    """Some bytes are others: nobody can tell a 3 that became a 4."""
    content = bytearray(file.content)
    for _ in range(random.choice([1, 3, 30])):
        content[random.randrange(len(content))] = random.randrange(256)
    return replace(file, content=bytes(content), rows=[])


def as_text(damage: Callable[[str, Random], str]) -> Callable[[File, Random], File]:
    """Damage of the text; a workbook has none and is passed on as it is."""

    def damaged(file: File, random: Random) -> File:
        if file.form is None:
            return file
        text = damage(file.content.decode(file.form.encoding), random)
        return replace(file, content=text.encode(file.form.encoding, errors="ignore"))

    damaged.__name__ = damage.__name__
    return damaged


@as_text
def mixed_delimiters(text: str, random: Random) -> str:
    lines = text.split("\r\n")
    place = random.randrange(len(lines))
    lines[place] = lines[place].translate(str.maketrans({",": ";", ";": "\t", "\t": ","}))
    return "\r\n".join(lines)


@as_text
def merged_headings(text: str, random: Random) -> str:
    lines = text.split("\r\n")
    lines[0] = lines[0].replace(random.choice(lines[0] or " "), "", 3)
    return "\r\n".join([random.choice(lines), *lines])


@as_text
def open_quotation(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return f'{text[:place]}"{text[place:]}'


@as_text
def formulas(text: str, random: Random) -> str:
    formula = random.choice(["=1+1", "=CMD|' /C calc'!A0", "@SUM(A1)", "+1+2", "#REF!", "####"])
    return text.replace(random.choice(["proposed", "locality", "KZ"]), formula, 1)


@as_text
def nulls(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return f"{text[:place]}{chr(0) * random.choice([1, 50])}{text[place:]}"


@as_text
def invisible_marks(text: str, random: Random) -> str:
    mark = random.choice(["\u200e", "\u202b", "\u200b", "\ufeff", "\u2066"])
    places = sorted(random.choices(range(len(text) + 1), k=5), reverse=True)
    for place in places:
        text = f"{text[:place]}{mark}{text[place:]}"
    return text


@as_text
def line_ends(text: str, random: Random) -> str:
    return text.replace("\r\n", random.choice(["\r", "\n", "\n\r\n", "\r\n\r\n"]))


def wrong_encoding(file: File, random: Random) -> File:
    """Two halves in two encodings, or a byte order mark that lies."""
    if file.form is None:
        return file
    text = file.content.decode(file.form.encoding)
    half = len(text) // 2
    other = random.choice(["utf-8", "windows-1251", "windows-1254", "utf-16-le", "cp866"])
    second = text[half:].encode(other, errors="replace")
    first = text[:half].encode(file.form.encoding)
    marked = random.choice([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]) + file.content
    return replace(file, content=random.choice([first + second, marked]))


def other_name(file: File, random: Random) -> File:
    return replace(file, name=random.choice(["areas.xlsx", "areas.csv", "areas.zip", "фото.jpg"]))


def ten_thousand_columns(file: File, random: Random) -> File:
    width = random.choice([9_000, 10_000, 10_001, 60_000])
    content = b",".join([b"area_id", *[b"x"] * (width - 1)]) + b"\nKZ" + b"," * (width - 1) + b"\n"
    return replace(file, content=content, form=Form(), rows=[])


def bomb(file: File, random: Random) -> File:
    """A small zip of zeros, of itself, of many files, or of a name that leads away."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = random.randrange(4)
        if kind == 0:
            archive.writestr("areas.csv", b"0" * random.choice([10**6, 4 * 10**7]))
        elif kind == 1:
            archive.writestr("inner.zip", file.content)
            archive.writestr("areas.csv", file.content)
        elif kind == 2:
            for number in range(300):
                archive.writestr(f"{number}.csv", b"a,b\n1,2\n")
        else:
            archive.writestr(random.choice(["../areas.csv", "/a.csv", "a\\..\\b.csv"]), b"a,b\n")
    return replace(file, content=out.getvalue(), form=None, rows=[])


def damaged_sheet(file: File, random: Random) -> File:
    """A workbook whose zip is whole and whose XML is not."""
    if file.form is not None:
        file = replace(file, content=as_workbook("areas", file.rows, Form()), form=None)
    source = zipfile.ZipFile(io.BytesIO(file.content))
    out = io.BytesIO()
    hit = random.choice(source.namelist())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, _damaged_xml(part, random) if name == hit else part)
    return replace(file, content=out.getvalue(), rows=[])


def _damaged_xml(xml: bytes, random: Random) -> bytes:
    place = random.randrange(len(xml))
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return random.choice(
        [
            xml[:place],
            xml[:place] + bytes([random.randrange(256)]) + xml[place + 1 :],
            xml.replace(b"</sheetData>", far),
            xml.replace(b'r="', b'r="ZZ'),
            xml.replace(b"<v>", b"<v>9"),
            xml.replace(
                b'<?xml version="1.0"', b'<!DOCTYPE a [<!ENTITY b "c">]><?xml version="1.0"'
            ),
            xml.replace(b"sheet1", b"sheet9"),
        ]
    )


def noise(file: File, random: Random) -> File:
    start = random.choice([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"area_id,name\n"])
    return replace(file, content=start + random.randbytes(random.randrange(3000)), rows=[])
