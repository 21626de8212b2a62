"""Dates as people write them → ISO text, no more exact than they were written.

Whether 05/03/2024 is in March or in May is told from the other cells of its column: a value
over 12 proves which comes first. With points between them the day comes first in every locale
of CLDR, unless the column proves otherwise. A column that proves neither is asked about.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
from babel.dates import get_month_names

from impact.model.schemas import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIME = (
    r"(?:(?:[ T\u00a0\u202f]|, ?)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?P<fraction>[.,][0-9]{1,6})?)?"
    r"(?:[ \u00a0\u202f]?(?P<half>[AaPp])\.?[Mm]\.?)?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<y>[12][0-9]{{3}})(?P<between>[-/.:])(?P<m>[0-9]{{1,2}})(?P=between)(?P<d>[0-9]{{1,2}})"
    rf"{_TIME}"
)
# 20240305 and 20240305T120000Z: the short form of ISO 8601, of years in which cameras stood.
_COMPACT_DAY = r"(?P<y>19[5-9][0-9]|20[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])"
_COMPACT = re.compile(
    _COMPACT_DAY + r"T(?P<hour>[0-2][0-9])"
    r"(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])?(?P<fraction>[.,][0-9]{1,6})?"
    r"(?P<half>(?!))?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_COMPACT_WITH_CLOCK = re.compile(_COMPACT_DAY + _TIME)
_SURE_WAYS = (_YEAR_FIRST, _COMPACT, _COMPACT_WITH_CLOCK)
_YEAR_LAST = re.compile(
    rf"(?P<a>[0-9]{{1,2}})(?P<between>[-/.])(?P<b>[0-9]{{1,2}})(?P=between)"
    rf"(?P<y>[12][0-9]{{3}}|[0-9]{{2}})(?: ?г\.?)?{_TIME}"
)
_MONTH_LAST = re.compile(r"(?P<y>[12][0-9]{3})[-/.](?P<m>[0-9]{1,2})")
_MONTH_FIRST = re.compile(r"(?P<m>[0-9]{1,2})[-/.](?P<y>[12][0-9]{3})")
_YEAR = re.compile(r"(?P<y>[12][0-9]{3})(?:\.0)?(?: ?(?:г\.?|год))?")
# 20000 is 3 Oct 1954, 79999 is 10 Jan 2119: other numbers are more likely years or counts.
_SERIAL = re.compile(r"(?P<day>[2-7][0-9]{4})(?:[.,](?P<fraction>[0-9]+))?")
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_CLOCK = (
    r"^(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2}))?(?:[.][0-9]+)?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_BETWEEN = frozenset(
    {"г", "гг", "год", "года", "году", "го", "е", "ж", "жыл", "жылы", "жылдын"}
    | {"ý", "ýyl", "ýylyň", "of", "st", "nd", "rd", "th"}
)
# Excel's day 0; it counts a 29 February 1900 that never was, which is before any date here.
_EPOCH = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)


@dataclass(frozen=True)
class Reading:
    """What a written date can mean: ISO text, or nothing, for each order.

    `dotted` is set where points stand between the numbers, `serial` where it is a day number.
    """

    day_first: str
    month_first: str
    dotted: bool = False
    serial: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self.day_first and self.month_first) and self.day_first != self.month_first

    @property
    def has_order(self) -> bool:
        return self.day_first != self.month_first


@dataclass(frozen=True)
class DatesRead:
    """The dates of one column.

    Attributes
    ----------
    text : dict of str to str
        Cell as written → ISO text; what cannot be read is not in it.
    order : str
        ``day_first``, ``month_first``, ``serial``, or empty where no order is needed.
    open : tuple of str
        Cells that may be two dates, and were not read.
    """

    text: dict[str, str]
    order: str
    open: tuple[str, ...]


def read_dates(cells: Iterable[str], *, chosen: str = "", since_1904: bool = False) -> DatesRead:
    """Read the distinct cells of one date column.

    Parameters
    ----------
    cells : iterable of str
    chosen : str
        ``day_first`` or ``month_first``, as a person has said: it settles what the column
        leaves open.
    since_1904 : bool
        Whether the workbook counts its days from 1904.
    """
    found = {cell: reading(cell, since_1904=since_1904) for cell in cells}
    ordered = [r for r in found.values() if r.has_order]
    proven = {"day_first" if r.day_first else "month_first" for r in ordered if not r.is_open}
    order = proven.pop() if len(proven) == 1 else ""
    text, left = {}, []
    for cell, read in found.items():
        told = _told(read, order, chosen, contradicted=bool(proven))
        if told:
            text[cell] = told
        elif read.is_open:
            left.append(cell)
    shown = order or (chosen if left or any(r.is_open for r in ordered) else "")
    if not shown and any(r.has_order and r.dotted for r in found.values()):
        shown = "day_first"
    if not shown and any(r.serial for r in found.values()):
        shown = "serial"
    return DatesRead(text, shown, tuple(left))


def _told(read: Reading, order: str, chosen: str, *, contradicted: bool) -> str:
    if not read.is_open:
        return read.day_first or read.month_first
    if order:
        return getattr(read, order)
    if chosen:
        return getattr(read, chosen)
    return read.day_first if read.dotted and not contradicted else ""


def reading(text: str, *, since_1904: bool = False) -> Reading:
    """What one cell can mean."""
    tidy = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    if found := next((f for way in _SURE_WAYS if (f := way.fullmatch(tidy))), None):
        return _sure(_iso(found, found["y"], found["m"], found["d"]))
    if found := _YEAR_LAST.fullmatch(tidy):
        year = _full_year(found["y"])
        day_first = _iso(found, year, found["b"], found["a"])
        month_first = _iso(found, year, found["a"], found["b"])
        return Reading(day_first, month_first, dotted=found["between"] == ".")
    if found := _YEAR.fullmatch(tidy):
        return _sure(found["y"])
    if found := _MONTH_LAST.fullmatch(tidy) or _MONTH_FIRST.fullmatch(tidy):
        month = int(found["m"])
        return _sure(f"{found['y']}-{month:02}" if 1 <= month <= 12 else "")
    if found := _SERIAL.fullmatch(tidy):
        iso = _from_serial(float(f"{found['day']}.{found['fraction'] or 0}"), since_1904)
        return Reading(iso, iso, serial=True)
    return _sure(_in_words(tidy))


def rolled_over(column: pd.Series) -> pd.Series:
    """ISO times with 24:00 and with a 60th second as the instants that they are."""
    odd = column[column.str.contains(r"[T ]24:00|:[0-9]{2}:60", na=False).astype(bool)]
    if odd.empty:
        return column
    parts = odd.str.extract(_CLOCK)
    day = pd.to_datetime(parts["day"], format="%Y-%m-%d", errors="coerce")
    hour, minute, second = (pd.to_numeric(parts[c]).fillna(0) for c in ("hour", "minute", "second"))
    moment = day + pd.to_timedelta(hour * 3600 + minute * 60 + second, unit="s")
    rolled = moment.dt.strftime("%Y-%m-%dT%H:%M:%S") + parts["offset"].fillna("")
    rolled = rolled.where((hour < 24) | ((minute == 0) & (second == 0)))
    return column.where(~column.index.isin(odd.index), rolled.reindex(column.index).fillna(column))


def _sure(iso: str) -> Reading:
    return Reading(iso, iso)


def _full_year(written: str) -> str:
    """Two digits as Excel takes them: up to 29 this century, from 30 the last."""
    if len(written) == 4:
        return written
    return f"{'20' if int(written) < 30 else '19'}{written}"


def _iso(found: re.Match[str], year: str, month: str, day: str) -> str:
    """The date with the time that stands behind it; nothing where there is no such day."""
    try:
        date = dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    if found["hour"] is None:
        return date
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return ""
    hour = hour % 12 + 12 * (half == "p") if half else hour
    second = f":{found['second']}" if found["second"] else ""
    fraction = (found["fraction"] or "").replace(",", ".")
    return f"{date}T{hour:02}:{found['minute']}{second}{fraction}{found['offset'] or ''}"


def _from_serial(days: float, since_1904: bool) -> str:
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + dt.timedelta(days=days)
    # A day's number holds a time to within a few microseconds.
    moment = (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat()


@cache
def month_names() -> dict[str, int]:
    """Names and short names of the months in all languages of the schemas, without case."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                of = get_month_names(width, context, locale=language)
                names |= {name.casefold().strip("."): month for month, name in of.items()}
    return names


def month_of(word: str) -> int:
    """The month that a word names or begins (with three letters or more), or 0."""
    names, folded = month_names(), word.casefold()
    if folded in names:
        return names[folded]
    begun = {month for name, month in names.items() if len(folded) > 2 and name.startswith(folded)}
    return begun.pop() if len(begun) == 1 else 0


def _in_words(text: str) -> str:
    """5 марта 2024 г., March 5, 2024, 2024 ж. 5 наурыз, март 2024: nothing where it is none."""
    clock = re.search(rf"{_TIME}$", text)
    date, time = (text[: clock.start()], clock) if clock and clock["hour"] else (text, None)
    if not re.fullmatch(r"[\w\s.,'’/-]*", date):
        return ""
    words = [word for word in _WORD.findall(date) if word.casefold() not in _BETWEEN]
    months = [month for word in words if (month := month_of(word))]
    numbers = [word for word in words if word.isdigit()]
    if len(months) != 1 or len(words) != len(numbers) + 1:
        return ""
    years = [n for n in numbers if re.fullmatch(r"[12][0-9]{3}", n)]
    days = [n for n in numbers if len(n) <= 2]
    if not years and len(numbers) == 2 and words[1] not in numbers:
        years, days = [_full_year(numbers[1])], numbers[:1]  # 5-мар-24: the day is in front
    if len(years) != 1 or len(days) > 1 or len(days) + 1 != len(numbers):
        return ""
    if days:
        return _iso(time or _NO_TIME, years[0], str(months[0]), days[0])
    return "" if time else f"{years[0]}-{months[0]:02}"


_NO_TIME = re.compile(_TIME).fullmatch("")
