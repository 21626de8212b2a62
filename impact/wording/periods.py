"""When a count is of, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.wording.spans import span

if TYPE_CHECKING:
    from impact.claims.model import First, Period
    from impact.model.programme import Text
    from impact.wording.language import Words


def period_alone(period: Period | None, given: Text, words: Words) -> str:
    """When, outside a sentence: without the brackets that hold a date within one."""
    return period_words(period, given, words).strip("()")


def period_words(period: Period | None, given: Text, words: Words) -> str:
    """When: the programme's own words, else the dates as far as they are known."""
    if given:
        return words.of(given)
    if period is None or period.start is None:
        return ""
    start, end, _ = period.start, period.end, words._
    if end is None and period.precision == "year":
        return _("since {year}").format(year=words.year(start.year))
    if end is None:
        return _("since {start}").format(start=words.date(start, period.precision, inside=True))
    if start.is_year_start and end.normalize().is_year_end:
        if start.year == end.year:
            return _("in {year}").format(year=words.year(start.year))
        return _("from {first_year} to {last_year}").format(
            first_year=start.year, last_year=words.year(end.year)
        )
    if period.precision == "month":
        if start.to_period("M") == end.to_period("M"):
            return _("in {month}").format(**words.month(start))
        return _("from {first_month} to {last_month}").format(
            first_month=words.date(start, "month"), last_month=words.date(end, "month")
        )
    if start.normalize() == end.normalize():
        return _("on {date}").format(date=words.date(start))
    return _("from {start} to {end}").format(start=words.date(start), end=words.date(end))


def first_day(first: First, words: Words) -> str:
    """The day of a first record, or the days between which it was made, no closer than known."""
    start, end = first.start, first.end
    when = words.date(start, first.precision)
    if start is None or end is None or words.date(end, first.precision) == when:
        return when
    return span(start, end, words, first=first.precision, last=first.precision)
