"""Times of other systems as ISO text, local as they stand, with the offset where there is one.

An offset is kept as it is written: `impact.formats.common.clocks` tells the time by the clock of
the place once the place is known.
Only what is not ISO already is looked at closely, and there the few days of a survey rather than
its millions of moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.reading.choices import Option, Question, Said
from impact.reading.dates_written import read_dates, reading, rolled_over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.reading.choices import Choices

_ISO = (
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WRITTEN = (
    r"^(?P<day>.*?)(?:(?<![T,\s])[T,\s]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?"
    r" ?(?P<half>[AaPp]\.?[Mm]\.?|дп|пп|ДП|ПП)?"
    r" ?(?P<offset>Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$"
)
_BLANKS = r"[\s\u00a0\u202f]+"


@dataclass(frozen=True)
class Times:
    """Times as ISO text.

    Attributes
    ----------
    text : Series of str
        What cannot be read stays as it was written.
    open : tuple of str
        Cells that may be two days, and wait for an answer.
    """

    text: pd.Series
    open: tuple[str, ...] = ()


def iso_times(column: pd.Series, choices: Choices) -> Times:
    """Read a column of times, or of days."""
    odd = column[~column.str.fullmatch(_ISO, na=True).astype(bool)]
    if odd.empty:
        return Times(rolled_over(column))
    parts = odd.str.replace(_BLANKS, " ", regex=True).str.extract(_WRITTEN)
    days = parts["day"].dropna().unique().tolist()
    read = read_dates(days, chosen=choices.date_order)
    iso = parts["day"].map(read.text).astype("str")
    told = iso.str.slice(0, 10) + _clock(parts)
    new = told.where(parts["hour"].notna(), iso)
    text = column.copy()
    text.loc[odd.index] = new.where(new.notna(), odd).astype("str")
    return Times(rolled_over(text), read.open)


def _clock(parts: pd.DataFrame) -> pd.Series:
    """``T15:04:05.25+06:00`` of the parts of a time of day; missing where there is none."""
    hour = pd.to_numeric(parts["hour"])
    half = parts["half"].str.lower().str.replace(".", "", regex=False)
    afternoon, morning = half.isin(["pm", "пп"]), half.isin(["am", "дп"])
    hour = hour.mask(afternoon & (hour < 12), hour + 12).mask(morning & (hour == 12), 0)
    shown = hour.astype("Int64").astype("str").str.zfill(2)
    fraction = ("." + parts["fraction"].str.slice(0, 6)).fillna("")
    second = (":" + parts["second"] + fraction).fillna("")
    offset = parts["offset"].str.replace(r"^(?:z|UTC|GMT)$", "Z", regex=True).fillna("")
    offset = offset.mask(offset.str.fullmatch(r"[+-][0-9]{2}"), offset + ":00")
    return "T" + shown + ":" + parts["minute"] + second + offset


def precision_of(text: pd.Series) -> pd.Series:
    """``day``, ``month`` or ``year``, by how much of an ISO date is there; else ``unknown``."""
    length = text.str.slice(0, len("2024-03-05")).str.len()
    known = length.map({len("2024"): "year", len("2024-03"): "month"}).astype("str").fillna("day")
    return known.where(text.notna(), "unknown")


def date_order_question(left: Mapping[str, tuple[str, ...]], part: str) -> list[Question]:
    """Which comes first, the day or the month, where a file leaves it open."""
    cells = {column: written for column, written in left.items() if written}
    if not cells:
        return []
    example = next(iter(cells.values()))[0]
    read = reading(example)
    options = (
        Option("day_first", Said("option.day_first", {"reading": read.day_first})),
        Option("month_first", Said("option.month_first", {"reading": read.month_first})),
    )
    said = Said("question.date_order", {"example": example, "columns": ", ".join(cells)})
    return [Question("date_order", said, options, part)]
