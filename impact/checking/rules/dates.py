"""Starts and ends, the precision of dates, dates in the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.checking.offsets import offsets
from impact.checking.rules.registry import Finding, Rule, RuleInput, rule
from impact.model.first_dates import FIRST_DATES
from impact.model.messages import Day, Sentence
from impact.reading.phrases import two_days

if TYPE_CHECKING:
    from collections.abc import Iterator

DATED = ("surveys", "detections", "conflicts", "milestones")

_YEAR, _MONTH, _DAY = range(3)
_FINER = ["year", "month", "day", "time"]  # in this order

_SHOULD_BE = {
    "day": Sentence("a start that gives the day, such as 2024-03-05"),
    "month": Sentence("whole months, such as 2024-03"),
    "year": Sentence("whole years, such as 2024"),
    "season": Sentence("a start and an end that give the month, such as 2024-12 and 2025-02"),
    "range": Sentence("a start"),
    "published-by": Sentence("an empty start, and the date of the page as its end"),
    "unknown": Sentence("no start and no end"),
}


_FACTORY_DATES = pd.to_datetime(FIRST_DATES)


def _end_before_start(table: str) -> Rule:
    @rule(f"{table}.end_before_start", "The end is not before the start.", of_row=True)
    def end_before_start(material: RuleInput) -> Iterator[Finding]:
        rows = material.records.table(table)
        start, end = rows["event_start"], rows["event_end"]
        # An end without a time of day means its whole day.
        timed = material.precision[table]["event_end"] == "time"
        wrong = (end < start) & (timed | (end.dt.normalize() < start.dt.normalize()))
        for row in rows[wrong].itertuples():
            last, first = two_days(row.event_end, row.event_start)
            yield Finding(
                row.Index,
                "event_end",
                Sentence("The end ({last}) is before the start ({first}).", last=last, first=first),
                Sentence("Correct the one that is wrong."),
            )

    return end_before_start


def _precision_disagrees(table: str) -> Rule:
    @rule(
        f"{table}.date_precision_disagrees",
        "date_precision says what the dates themselves say.",
        of_row=True,
    )
    def precision_disagrees(material: RuleInput) -> Iterator[Finding]:
        rows = material.records.table(table)
        stated = rows["date_precision"]
        agrees = _agreement(rows, material.precision[table])
        for precision, right in agrees.items():
            for index in rows.index[(stated == precision) & ~right]:
                yield Finding(
                    index,
                    "date_precision",
                    Sentence(
                        "date_precision is {precision}, but the dates are not so.",
                        precision=precision,
                    ),
                    Sentence(
                        "{precision} needs {needed}. Correct one of them.",
                        precision=precision,
                        needed=_SHOULD_BE[precision],
                    ),
                )

    return precision_disagrees


def _agreement(rows: pd.DataFrame, written: pd.DataFrame) -> dict[str, pd.Series]:
    """For each date precision, the rows whose dates are of that kind.

    Whole months and years may be written with their first and last days, but then both
    have to be: 2024-01-01 alone would turn a year into a day.
    """
    start, end = rows["event_start"], rows["event_end"]
    # Column by column: `apply` fails on a table of headings alone.
    fine = pd.DataFrame(
        {name: pd.Categorical(cells, _FINER).codes for name, cells in written.items()},
        index=written.index,
    )
    # An end that is not there is as fine as its start.
    coarsest = fine.where(fine >= _YEAR).min(axis=1)
    has_start, has_end = written["event_start"].notna(), written["event_end"].notna()
    first_day = start == start.dt.normalize()
    month = (
        has_start & (coarsest >= _MONTH) & first_day & start.dt.is_month_start & end.dt.is_month_end
    )
    year = has_start & first_day & start.dt.is_year_start & end.dt.is_year_end
    return {
        "day": has_start & (coarsest >= _DAY),
        "month": month,
        "year": year,
        "season": has_start & has_end & (coarsest >= _MONTH),
        "range": has_start,
        "published-by": ~has_start & has_end,
        "unknown": ~has_start & ~has_end,
    }


def _in_the_future(table: str, columns: tuple[str, ...]) -> Rule:
    @rule(f"{table}.in_the_future", "Nothing lies in the future.", needs=("today",), of_row=True)
    def in_the_future(material: RuleInput) -> Iterator[Finding]:
        rows = material.records.table(table)
        # Where the records are made it may already be tomorrow.
        latest = material.today + pd.Timedelta(days=1)
        for column in columns:
            moments = rows[column]
            if column == "event_end":  # the current year may still end in the future
                moments = moments.where(rows["event_start"].isna())
            for index, moment in moments[moments.dt.normalize() > latest].items():
                yield Finding(
                    index,
                    column,
                    Sentence("{moment} lies in the future.", moment=Day(moment)),
                    Sentence("Correct the date, or check the camera clock."),
                )

    return in_the_future


def _offset_disagrees(table: str, start: str) -> Rule:
    @rule(
        f"{table}.utc_offset_disagrees",
        "utc_offset says what the start itself says.",
        of_row=True,
    )
    def offset_disagrees(material: RuleInput) -> Iterator[Finding]:
        cells = material.texts[table].frame
        if not {start, "utc_offset"} <= set(cells):
            return
        of_start, stated = offsets(cells[start]), cells["utc_offset"]
        for index in cells.index[of_start.notna() & stated.notna() & (of_start != stated)]:
            yield Finding(
                index,
                "utc_offset",
                Sentence(
                    "utc_offset is {stated}, but the start is written with {offset}.",
                    stated=stated[index],
                    offset=of_start[index],
                ),
                Sentence("Correct the one that is wrong, or leave utc_offset empty."),
            )

    return offset_disagrees


def _factory_date(table: str, column: str, severity: str, dates: pd.DatetimeIndex) -> Rule:
    @rule(
        f"{table}.factory_date",
        "No date is one at which clocks begin that were never set.",
        severity=severity,
        of_row=True,
    )
    def factory_date(material: RuleInput) -> Iterator[Finding]:
        rows = material.records.table(table)
        days = rows[column].dt.normalize()
        exact = days.notna()
        if "date_precision" in rows:
            exact &= rows["date_precision"].isin(["day"])
        for index, day in days[exact & days.isin(dates)].items():
            yield Finding(
                index,
                column,
                Sentence(
                    "{day} is a date at which clocks begin that were never set.", day=Day(day)
                ),
                Sentence("Correct the date by the field notes; leave it empty if it is not known."),
            )

    return factory_date


RULES = (
    _factory_date("detections", "event_start", "warning", _FACTORY_DATES),
    _factory_date("conflicts", "event_start", "warning", _FACTORY_DATES),
    # No camera of this kind was set in 2000 or before: it would give thousands of trap-nights.
    _factory_date(
        "deployments", "deployment_start", "error", _FACTORY_DATES[_FACTORY_DATES <= "2000-01-01"]
    ),
    *(_end_before_start(table) for table in DATED),
    *(_precision_disagrees(table) for table in DATED),
    *(_in_the_future(table, ("event_start", "event_end")) for table in DATED),
    _offset_disagrees("detections", "event_start"),
    _offset_disagrees("deployments", "deployment_start"),
    _in_the_future("areas", ("established",)),
    _in_the_future("deployments", ("deployment_start", "deployment_end")),
    _in_the_future("failures", ("failure_start", "failure_end")),
    _in_the_future("reporting", ("month",)),
)
