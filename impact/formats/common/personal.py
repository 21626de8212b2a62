"""What could name a person: never read, and blanked in what is kept of a file.

Only columns that are known to be needed are read from a file that may name people, and in the
file that is kept every other cell is blanked: a list of what is personal is never complete, in
any language, but a list of what is needed is. In the cells that stay, a telephone or identity
number is taken out too.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from impact.reading.archives import is_zip, opened, shown_name, unpacked, zipped
from impact.reading.headings import key_of
from impact.reading.personal_numbers import without_personal_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pandas as pd

    from impact.formats.common.sheets import Sheet

REMOVED = "(removed)"
_SAID = "personal data removed"
_MOST = 400_000_000
# Parts of headings, as `key_of` writes them, in the languages of the region.
_ENGLISH = (
    "phone", "telephone", "mobile", "contact", "email", "nationalid", "idnumber", "identitycard",
    "passport", "personage", "placeoforigin", "registrationnumber", "leader", "member", "pilot",
    "observer", "owner", "herder", "shepherd", "farmer", "complainant", "reporter", "reportedby",
    "suspect", "offender", "witness", "victim", "modifiedby", "employee", "ranger", "comment",
    "note", "address", "birth", "gender", "title", "license", "licence", "signature", "household",
)  # fmt: skip
_OTHERS = (
    "имя", "имен", "фамил", "отчеств", "фио", "телефон", "паспорт", "удостоверен", "инн", "пинфл",
    "личныйномер", "адрес", "владел", "хозя", "пастух", "чабан", "свидет", "потерпев", "нарушит",
    "наблюдател", "лидер", "руковод", "участник", "сотрудник", "инспектор", "комментар",
    "примечан", "возраст", "заявител", "контакт", "почта", "рожден",
    "аты", "жөн", "тегі", "жсн", "ээси", "иесі", "малчы", "малшы",
    "ady", "familiýa", "telefon", "pasport", "eýesi", "çopan", "ýaşy", "salgysy",
)  # fmt: skip


def may_be_personal(heading: str) -> bool:
    """Whether a heading sounds like a person, rather than like an animal or a place."""
    key = _NAME_OF_A_THING.sub("", key_of(heading))
    named = key in ("name", "names", "id", "age") or "personname" in key or "nameof" in key
    named = named or (key.endswith(("name", "names")) and not _names_a_thing(key))
    return named or any(part in key for part in (*_ENGLISH, *_OTHERS))


# "Name of the village" and "village name" name no person; "village head's name" does.
_THING = (
    "village|settlement|place|site|station|location|locality|district|region|province|valley|"
    "river|park|conservancy|camera|table|file|form|project"
)
_NAME_OF_A_THING = re.compile(
    rf"names?of(?:the)?(?:{_THING})$|(?:^|(?<=[a-z]))(?:{_THING})names?$|наименование|координаты"
)


def _names_a_thing(key: str) -> bool:
    return any(part in key for part in ("species", "animal", "scientific", "common", "area"))


def scrubbed(column: pd.Series) -> pd.Series:
    """Text without telephone and identity numbers."""
    values = column.astype("category")
    return values.map(
        {cell: without_personal_numbers(str(cell)) for cell in values.cat.categories}
    ).astype("str")


def kept_name(file: str) -> str:
    """The name of what is kept of a file: it says that something is missing."""
    path = PurePath(file)
    ending = path.suffix if path.suffix.lower() in (".zip", ".csv", ".txt", ".tsv") else ".csv"
    return f"{path.stem} ({_SAID}){ending}"


def blanked_sheets(
    content: bytes, file: str, sheets: Iterable[Sheet], kept: Collection[str]
) -> bytes:
    """A file as it may be kept.

    Parameters
    ----------
    content : bytes
        As received.
    file : str
    sheets : iterable of Sheet
        Its parts that may name people.
    kept : collection of str
        Headings whose cells stay.

    Returns
    -------
    bytes
        The same rows and columns as CSV in UTF-8; of a zip file a zip, its other parts as they
        were. Every filled cell under another heading reads "(removed)".
    """
    by_part: dict[str, bytes] = {}
    for sheet in sheets:  # a sheet may hold several tables
        by_part[sheet.grid.part] = by_part.get(sheet.grid.part, b"") + _blanked(sheet, kept)
    if not is_zip(content):
        return next(iter(by_part.values()))
    if next(iter(sheets := list(by_part)), "") == "" or not _are_members(content, file, sheets):
        return b"".join(by_part.values())  # sheets of a workbook
    archive = opened(content, file)
    return zipped(
        {
            shown_name(member): by_part.get(shown_name(member))
            or unpacked(archive, member, file, _MOST)
            for member in archive.infolist()
            if not member.is_dir()
        }
    )


def _are_members(content: bytes, file: str, parts: Collection[str]) -> bool:
    return {shown_name(member) for member in opened(content, file).infolist()}.issuperset(parts)


def _blanked(sheet: Sheet, kept: Collection[str]) -> bytes:
    stays = [heading in kept for heading in sheet.headings]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sheet.grid.delimiter or ",", lineterminator="\r\n")
    for number, cells in sheet.grid.rows():
        texts = [sheet.grid.as_text(c).lstrip("\0") if sheet.grid.as_text else c for c in cells]
        if number < sheet.row:  # titles above the table are free text
            writer.writerow([REMOVED if text.strip() else "" for text in texts])
        elif number == sheet.row:
            writer.writerow(texts)
        else:
            writer.writerow(
                [
                    _cell(text, stays=place < len(stays) and stays[place])
                    for place, text in enumerate(texts)
                ]
            )
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str, *, stays: bool) -> str:
    if not text.strip():
        return text
    return without_personal_numbers(text) if stays else REMOVED
