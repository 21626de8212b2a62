"""Tables as rows of text, and what their dates and times mean. Plain Python from here on.

Nothing in this folder but the tests themselves uses the program or pandas: it is the calculation
of docs/methods.md, written down a second time.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]
DAY = dt.timedelta(days=1)
COARSE = {"month": 1, "season": 3, "year": 12}
_OFFSET = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


@dataclass(eq=False)
class Survey:
    """A data folder: its tables by name, and what its programme.toml says."""

    tables: dict[str, list[Row]]
    programme: dict = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    @cached_property
    def by_deployment(self) -> dict[str, Row]:
        return {row["deployment_id"]: row for row in self.rows("deployments")}

    @cached_property
    def above(self) -> dict[str, str]:
        return {row["area_id"]: row.get("parent_id", "") for row in self.rows("areas")}

    @property
    def threshold(self) -> int:
        return self.programme.get("events", {}).get("threshold_minutes", 30)

    @property
    def rule(self) -> str:
        return self.programme.get("events", {}).get("rule", "since_previous_record")


def read_tables(folder: Path) -> dict[str, list[Row]]:
    """Every CSV file of a folder, by its name."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.stem] = [
                {name: (cell or "").strip() for name, cell in row.items()}
                for row in csv.DictReader(file)
            ]
    return tables


def local(text: str) -> dt.datetime | None:
    """The first instant of a year, a month or a day, or a time by the local clock."""
    text = text.replace(" ", "T")
    if not text:
        return None
    if "T" in text:
        text = _OFFSET.sub("", text)
    return dt.datetime.fromisoformat(text + "0001-01-01"[len(text) :] if len(text) < 10 else text)


def offset(text: str) -> dt.timedelta | None:
    """How far the clock of a time is ahead of UTC, where the time is written with it."""
    found = _OFFSET.search(text) if len(text) > 10 else None
    if found is None:
        return None
    if found[1] == "Z":
        return dt.timedelta(0)
    digits = found[1].replace(":", "")
    ahead = dt.timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return -ahead if digits[0] == "-" else ahead


def start_of(row: Row) -> dt.datetime | None:
    return local(row.get("event_start", ""))


def end_of(row: Row) -> dt.datetime | None:
    """The last day that a row's date allows, or the instant at which it ended."""
    start, text = row.get("event_start", ""), row.get("event_end", "")
    if text:
        return _last(local(text), text) if len(text) < 10 else _on_the_clock_of(start, text)
    if not start or row["date_precision"] == "range":
        return None
    return _last(local(start), start)


def _last(first: dt.datetime, text: str) -> dt.datetime:
    """The last day of the year or month that is written; a day and a time are themselves."""
    if len(text) == 4:
        return dt.datetime(first.year, 12, 31)
    if len(text) == 7:
        return months_later(first, 1) - DAY
    return first


def _on_the_clock_of(start: str, end: str) -> dt.datetime:
    ours, theirs = offset(start), offset(end)
    if ours is None or theirs is None:
        return local(end)
    return local(end) - theirs + ours


def months_later(first: dt.datetime, months: int) -> dt.datetime:
    total = first.year * 12 + first.month - 1 + months
    return first.replace(year=total // 12, month=total % 12 + 1)


def places(survey: Survey, row: Row) -> tuple[str, str]:
    """The area and the location of a record: its own, else its deployment's; empty: none."""
    made_by = survey.by_deployment.get(row.get("deployment_id", ""), {})
    return (
        row.get("area_id") or made_by.get("area_id", ""),
        row.get("location_id") or made_by.get("location_id", ""),
    )


def within(survey: Survey, area: str, wanted: list[str]) -> bool:
    """Whether an area is one of those wanted, or lies in one of them."""
    seen: set[str] = set()
    while area and area not in seen:
        if area in wanted:
            return True
        seen.add(area)
        area = survey.above.get(area, "")
    return False
