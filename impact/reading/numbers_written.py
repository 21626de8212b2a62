"""Numbers as people write them → digits with a point for decimals.

One file is written by one spreadsheet, so its decimal sign is told from all its number columns
together. A number that could be two (1,234) is read only where the rest of the file, or what
its column can hold, leaves one reading; else it is asked about.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from impact.model.schemas import Field

_SIGNS = {"point": ".", "comma": ","}
_SPACES = " \u00a0\u202f\u2009'’"


@dataclass(frozen=True)
class Readings:
    """What a written number can mean: canonical digits, or nothing, for each decimal sign."""

    point: str
    comma: str

    @property
    def is_open(self) -> bool:
        """Whether the two differ as numbers."""
        return bool(self.point and self.comma) and float(self.point) != float(self.comma)


@cache
def _pattern(decimal: str) -> re.Pattern[str]:
    other = re.escape({".": ",", ",": "."}[decimal])
    grouped = (
        rf"[1-9][0-9]{{0,2}}(?P<between>[{_SPACES}]|{other})[0-9]{{3}}(?:(?P=between)[0-9]{{3}})*"
    )
    mark = re.escape(decimal)
    return re.compile(
        rf"([+-]?)(?:({grouped}|[0-9]+)(?:{mark}([0-9]*))?|{mark}([0-9]+))([eE][+-]?[0-9]{{1,3}})?"
    )


def readings(text: str) -> Readings:
    """What a cell can mean under either decimal sign."""
    tidy = text.strip().replace("−", "-").replace("–", "-")
    return Readings(_read(tidy, "."), _read(tidy, ","))


def _read(text: str, decimal: str) -> str:
    found = _pattern(decimal).fullmatch(text)
    if not found:
        return ""
    sign, whole, _, decimals, only_decimals, exponent = found.groups()
    digits = re.sub(r"[^0-9]", "", whole or "0")
    decimals = decimals or only_decimals or ""
    return f"{sign}{digits}{'.' + decimals if decimals else ''}{exponent or ''}"


def _fits(number: str, field: Field) -> bool:
    """Whether a column can hold the number at all."""
    value = float(number)
    low = field.constraints.get("minimum", -math.inf)
    high = field.constraints.get("maximum", math.inf)
    return low <= value <= high and (field.type != "integer" or value.is_integer())


@dataclass(frozen=True)
class NumbersRead:
    """The numbers of a file.

    Attributes
    ----------
    text : dict of str to dict
        Column → cell as written → canonical digits; what cannot be read is not in it.
    decimal : str
        ``point`` or ``comma`` where the file shows either, else empty.
    open : dict of str to tuple of str
        Column → cells that may be two numbers, and were not read.
    """

    text: dict[str, dict[str, str]]
    decimal: str
    open: dict[str, tuple[str, ...]]


def read_numbers(
    cells: Mapping[str, Iterable[str]],
    fields: Mapping[str, Field],
    *,
    chosen: str = "",
    delimiter: str = "",
) -> NumbersRead:
    """Read the number columns of a file together.

    Parameters
    ----------
    cells : dict of str to iterable of str
        Column → its distinct cells.
    fields : dict of str to Field
    chosen : str
        The decimal sign, as a person has said: it settles what the file leaves open.
    delimiter : str
        Where commas part the cells, a spreadsheet writes the decimals with a point.
    """
    found = {name: {cell: readings(cell) for cell in of} for name, of in cells.items()}
    evidence = _evidence(found, fields, delimiter)
    text, left = {}, {}
    for name, of in found.items():
        told = {
            cell: _told(cell, read, fields[name], evidence, chosen) for cell, read in of.items()
        }
        text[name] = {cell: digits for cell, digits in told.items() if digits}
        waiting = tuple(cell for cell, read in of.items() if read.is_open and not told[cell])
        if waiting:
            left[name] = waiting
    return NumbersRead(text, evidence.decimal or chosen * _any_open(found), left)


@dataclass(frozen=True)
class _Evidence:
    """What the cells of a file prove of its decimal sign, and which signs are seen to group."""

    decimal: str
    groups: frozenset[str]
    point_by_delimiter: bool


def _evidence(
    found: Mapping[str, Mapping[str, Readings]], fields: Mapping[str, Field], delimiter: str
) -> _Evidence:
    """Cells that can be read in one way only prove the sign; failing these, cells of which
    their column can hold one reading only. Votes for both signs prove nothing.
    """
    hard, soft, groups = set(), set(), set()
    for name, of in found.items():
        for cell, read in of.items():
            if bool(read.point) != bool(read.comma):
                hard.add("point" if read.point else "comma")
                groups.add("," if read.point and "," in cell else "")
                groups.add("." if read.comma and "." in cell else "")
            elif read.is_open and _fits(read.point, fields[name]) != _fits(
                read.comma, fields[name]
            ):
                soft.add("point" if _fits(read.point, fields[name]) else "comma")
    votes = hard or soft
    decimal = votes.pop() if len(votes) == 1 else ""
    return _Evidence(decimal, frozenset(groups - {""}), not hard | soft and delimiter == ",")


def _told(cell: str, read: Readings, field: Field, evidence: _Evidence, chosen: str) -> str:
    """The number that a cell means; nothing where it is none, or may be two."""
    if not read.is_open:
        return read.point or read.comma
    as_decimal, as_group = ("point", "comma") if "." in cell else ("comma", "point")
    if evidence.decimal == as_decimal:
        return getattr(read, as_decimal)
    if evidence.decimal and _SIGNS[as_decimal] in evidence.groups:
        return getattr(read, as_group)
    fitting = [number for number in (read.point, read.comma) if _fits(number, field)]
    if len(fitting) == 1:
        return fitting[0]
    if chosen:
        return getattr(read, chosen)
    return read.point if evidence.point_by_delimiter and as_decimal == "point" else ""


def _any_open(found: Mapping[str, Mapping[str, Readings]]) -> bool:
    return any(read.is_open for of in found.values() for read in of.values())
