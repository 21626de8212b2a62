"""Feed the intake 10,000 damaged files: each is read right, asked about, or refused.

    python benchmarks/soak/damaged_files.py [--files 10000] [--seed 7]

None may crash, take more than 10 s, use more than 1 GB, or give another value without a word;
the exit status is 1 where one does.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # to be run from anywhere

import pandas as pd

from impact.checking.cells import read_cells
from impact.model.errors import FileError
from impact.model.schemas import schema
from impact.reading.uploads import Upload, read_upload
from tests.reading.forms import (
    DATE_STYLES,
    ENCODINGS,
    GROUPS,
    HEADINGS,
    Form,
    as_text_file,
    as_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_SECONDS = 10
MOST_MEGABYTES = 1_000

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


def sound(random: Random) -> File:
    """A file without damage, in any form."""
    encoding = random.choice(ENCODINGS)
    form = Form(
        encoding=encoding,
        delimiter=random.choice([",", ";", "\t"]),
        decimal=random.choice([".", ","]),
        group=random.choice(GROUPS),
        dates=random.choice([style for style in DATE_STYLES if style not in ("slashes", "us")]),
        headings=random.choice(HEADINGS if "125" not in encoding else HEADINGS[:3]),
        language="en",
        above=random.randrange(3),
    )
    rows = [
        {
            "area_id": f"a-{place}",
            "name": random.choice(NAMES.get(encoding, ALL_NAMES)),
            "country_code": "KZ",
            "area_type": "locality",
            "status": "proposed",
            "area_km2": f"{random.randrange(1, 10**7) / 10:.1f}",
            "established": f"{random.randrange(1960, 2024)}-0{random.randrange(1, 9)}-25",
            "latitude": f"{random.randrange(30, 50)}.{random.randrange(10**4)}1",
            "source": "report; p. 5, 6",
        }
        for place in range(random.randrange(1, 40))
    ]
    if random.random() < 0.3:
        content = as_workbook("areas", rows, form, at=(random.randrange(6), random.randrange(3)))
        return File("areas.xlsx", content, None, rows)
    return File("areas.csv", as_text_file("areas", rows, form), form, rows)


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


DAMAGE: tuple[Callable[[File, Random], File], ...] = (
    truncated,
    flipped,
    wrong_encoding,
    mixed_delimiters,
    merged_headings,
    open_quotation,
    formulas,
    nulls,
    invisible_marks,
    line_ends,
    other_name,
    ten_thousand_columns,
    bomb,
    damaged_sheet,
    noise,
)


# ── The verdict ──────────────────────────────────────────────────────────────────────────


def outcome(file: File) -> str:
    """What the intake made of a file: ``read``, ``told of``, ``asked`` or ``refused``.

    Raises
    ------
    AssertionError
        It gave another value than was written, without a word.
    """
    try:
        upload = read_upload(file.content, file.name)
    except FileError as error:
        assert error.message
        assert error.cure
        return "refused"
    changed = silently_changed(upload, file.rows) if file.rows else []
    assert not changed, (file.name, changed[:3])
    if upload.questions:
        return "asked"
    return "told of" if any(each.text.problems for each in upload.tables) else "read"


def silently_changed(upload: Upload, rows: Rows) -> list[tuple[int, str, str]]:
    """Cells (row, column, value) that nobody wrote, and of which nothing is said."""
    written = {row["area_id"]: row for row in rows}
    found = []
    for each in upload.tables:
        told = {problem.row for problem in each.text.problems}
        if not each.table or None in told or each.header_row in told:
            continue  # the file as a whole is doubted: a question, or a heading that is unknown
        for row in each.text.frame.to_dict("records"):
            truth = written.get(row["area_id"], {})
            for column, value in row.items():
                if column == "row" or row["row"] in told or pd.isna(value):
                    continue
                if not _is_the_same(value, truth.get(column, ""), column):
                    found.append((row["row"], column, value))
    return found


def _is_the_same(value: str, truth: str, column: str) -> bool:
    """Whether a cell is what was written, or will be told of when the cells are checked."""
    value, truth = value.replace('"', ""), truth.replace('"', "")
    field = schema("areas").field(column)
    limits = field.constraints
    if not truth or value == truth or read_cells(pd.Series([value]), field).isna().all():
        return True
    if value not in limits.get("enum", [value]) or not re.match(limits.get("pattern", ""), value):
        return True
    return field.kind in ("number", "integer") and float(value) == float(truth)


def main() -> int:
    """Run it, and print what came of each kind of damage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    random = Random(chosen.seed)
    counts: dict[str, Counter] = {damage.__name__: Counter() for damage in DAMAGE}
    slowest, failed = 0.0, 0
    for number in range(chosen.files):
        damage = DAMAGE[number % len(DAMAGE)]
        seed = random.getrandbits(64)
        own = Random(seed)
        file = damage(sound(own), own)
        start = time.perf_counter()
        try:
            result = outcome(file)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            result, failed = "FAILED", failed + 1
            print(f"{damage.__name__}, seed {seed}: {type(error).__name__}: {error}")
        counts[damage.__name__][result] += 1
        slowest = max(slowest, time.perf_counter() - start)
    for name, of in counts.items():
        print(f"{name:22}", ", ".join(f"{times} {what}" for what, times in sorted(of.items())))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{chosen.files} files, {failed} failed")
    print(f"slowest {slowest:.1f} s, at most {megabytes:.0f} MB")
    return int(failed > 0 or slowest > MOST_SECONDS or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
