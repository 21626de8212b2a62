"""From when to when: a year, or a month, that both ends share is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import dates

from impact.wording.language import YEAR_FIRST, drawn

if TYPE_CHECKING:
    import pandas as pd

    from impact.wording.language import Words

MONTHS = {"month", "season"}
# CLDR has intervals of short dates only ("8 Jan – 25 Aug 2024"); its Kyrgyz ones mix two dashes.


def span(
    start: pd.Timestamp, end: pd.Timestamp, words: Words, *, first: str = "day", last: str = "day"
) -> str:
    """Two dates, each no more exactly than it is known: "8 January – 25 August 2024"."""
    if first == last == "year":
        return f"{words.date(start, first)}–{words.date(end, last)}"
    begun, ended = words.date(start, first), words.date(end, last)
    if begun == ended:
        return begun
    if start.year == end.year and "year" not in (first, last):
        if start.month == end.month and not {first, last} & MONTHS:
            return _within_a_month(start, end, words)
        if words.language in YEAR_FIRST:
            ended = _yearless(end, last, words)
        else:
            begun = _yearless(start, first, words)
    return words._("{start} – {end}").format(start=begun, end=ended)


def _within_a_month(start: pd.Timestamp, end: pd.Timestamp, words: Words) -> str:
    """ "8–25 January 2024": the long date of the end, with both days in the place of its one."""
    pattern = words.locale.date_formats["long"].pattern
    both = pattern.replace("d", f"'{start.day}–{end.day}'")
    return drawn(dates.format_date(end, both, locale=words.locale))


def _yearless(day: pd.Timestamp, precision: str, words: Words) -> str:
    if precision not in MONTHS:
        return drawn(dates.format_skeleton("MMMMd", day, locale=words.locale))
    # Russian has a month that stands alone ("август"); where a capital marks it, it is not used.
    alone = "LLLL" in words.locale.datetime_skeletons["yMMMM"].pattern
    return dates.format_date(day, "LLLL" if alone else "MMMM", locale=words.locale)
