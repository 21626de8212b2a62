"""What is unlikely in a season's tables: each is said at its row, with the way to put it right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common import season_words as words
from impact.formats.common.season_kinds import cells_of, is_answer
from impact.formats.common.season_stations import called
from impact.model.errors import Problem
from impact.model.messages import Day, Sentence
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from impact.formats.common.sheets import Sheet

_LONG = 366  # nights
_TIMES_AS_LONG = 3
_FEWEST = 3  # cameras, for one of them to be unlike the others
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SHORTEST = 4  # letters of a name that another may be a slip of


def long_stays(table: pd.DataFrame) -> list[Problem]:
    """A warning for each camera that was out for more than a year, and far longer than others.

    Parameters
    ----------
    table : DataFrame
        Deployments, as text.
    """
    first, last = (
        pd.to_datetime(_days(table[name]), errors="coerce")
        for name in ("deployment_start", "deployment_end")
    )
    nights = (last - first).dt.days
    usual = nights.median() * _TIMES_AS_LONG if nights.count() >= _FEWEST else 0
    return [
        Problem(
            str(row.file), int(row.row), "set", str(row.deployment_start), "import.long_stay",
            Sentence("{station} was out for {nights} nights, from {start} to {end}.",
                     station=called(row.location_name), nights=int(nights[row.Index]),
                     start=_day(row.deployment_start), end=_day(row.deployment_end)),
            Sentence("Check the year of both dates."),
            "warning",
        )
        for row in table[(nights > _LONG) & (nights > usual)].itertuples()
    ]  # fmt: skip


def outside_stays(seen: pd.DataFrame, stays: pd.DataFrame) -> list[Problem]:
    """A warning for each sighting at a station where no camera was out on that day.

    Parameters
    ----------
    seen : DataFrame
        Detections, as text: ``file, row, location_id, event_start``.
    stays : DataFrame
        Deployments that were sent with them, as text.
    """
    days = stays[["location_id", "location_name"]].assign(
        start=_days(stays["deployment_start"]), end=_days(stays["deployment_end"])
    ).dropna()  # fmt: skip
    days = days[days["start"] <= days["end"]]
    rows = seen.assign(day=_days(seen["event_start"]))
    pairs = rows[["file", "row", "location_id", "day"]].dropna().merge(days, on="location_id")
    inside = pairs["day"].between(pairs["start"], pairs["end"])
    keys = ["file", "row"]
    out = pairs[~inside.groupby([pairs[key] for key in keys], observed=True).transform("any")]
    return [
        Problem(
            str(row.file), int(row.row), "date", row.day, "import.no_camera_then",
            Sentence("No camera was out at {station} on {day}: it was there from {start} to {end}.",
                     station=row.location_name, day=_day(row.day),
                     start=_day(row.start), end=_day(row.end)),
            Sentence("Check this date, the station, and the days of the camera."),
            "warning",
        )
        for row in out.drop_duplicates(keys).itertuples()
    ]  # fmt: skip


def _days(column: pd.Series) -> pd.Series:
    """The day of each date; missing where there is none, or no such day in the calendar."""
    found = column.astype("str").str.extract(f"^({_DAY})", expand=False)
    return found.where(pd.to_datetime(found, format="%Y-%m-%d", errors="coerce").notna())


def _day(text: str) -> Day:
    return Day(pd.Timestamp(text[:10]))


def without_date(rows: pd.DataFrame) -> list[Problem]:
    """An error for each sighting without a date."""
    return [
        Problem(
            str(row.file), int(row.row), "date", "", "import.sighting_without_date",
            Sentence("The sighting has no date."),
            Sentence("Fill in the date of this row, also where it is that of the row above."),
        )
        for row in rows.itertuples()
    ]  # fmt: skip


def without_species(rows: pd.DataFrame) -> list[Problem]:
    """A warning for each sighting that names no animal, and so is not counted."""
    return [
        Problem(
            str(row.file), int(row.row), "species", "", "import.sighting_without_species",
            Sentence("The sighting names no animal: it is left out."),
            Sentence("Fill in the animal of this row, also where it is that of the row above."),
            "warning",
        )
        for row in rows.itertuples()
    ]  # fmt: skip


def unclear_answers(rows: pd.DataFrame) -> list[Problem]:
    """A warning for each report of which neither yes nor no says whether it was confirmed."""
    given = rows.dropna(subset=["confirmed"])
    unclear = given[~given["confirmed"].map(is_answer).astype(bool)]
    return [
        Problem(
            str(row.file), int(row.row), "confirmed", str(row.confirmed), "import.answer_unclear",
            Sentence("“{value}” says neither yes nor no: the report counts as not confirmed.",
                     value=row.confirmed),
            Sentence("Write yes or no."),
            "warning",
        )
        for row in unclear.itertuples()
    ]  # fmt: skip


def near_villages(rows: pd.DataFrame) -> list[Problem]:
    """A warning for each village whose name is nearly that of another.

    Parameters
    ----------
    rows : DataFrame
        ``file, row, unit``: of reports and of months of reporting, those of the reports first.
    """
    named = rows.dropna(subset=["unit"]).drop_duplicates("unit")
    names, found = named["unit"].tolist(), []
    for place, row in enumerate(named.itertuples()):
        other = next((n for n in names[place + 1 :] if _nearly(row.unit, n)), "")
        if other:
            found.append(Problem(
                str(row.file), int(row.row), "village", row.unit, "import.near_village",
                Sentence("{one} and {other} are read as two villages.", one=row.unit, other=other),
                Sentence("If they are one, write its name in the same way everywhere."),
                "warning",
            ))  # fmt: skip
    return found


def _nearly(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by case, spaces and hyphens alone."""
    first, second = sorted((key_of(one), key_of(other)), key=len)
    if first == second:
        return True
    if len(first) < _SHORTEST or len(second) - len(first) > 1 or re.search(r"[0-9]", second):
        return False
    same = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
                len(first))  # fmt: skip
    return first[same + (len(first) == len(second)) :] == second[same + 1 :]


def columns_without_use(sheets: Iterable[Sheet], personal: Collection[str]) -> list[Problem]:
    """A warning for each sheet with filled columns from which nothing was read.

    Parameters
    ----------
    sheets : iterable of Sheet
        After they were read.
    personal : collection of str
        Headings that are left out because people may be named below them.
    """
    found = []
    for sheet in sheets:
        left = [
            heading
            for place, (heading, cells) in enumerate(
                zip(sheet.headings, cells_of(sheet), strict=True)
            )
            if heading and cells and place not in sheet.columns_read and heading not in personal
            and not re.fullmatch(words.TOTAL, key_of(heading))
        ]  # fmt: skip
        if left:
            found.append(Problem(
                sheet.label, sheet.row, left[0], "", "import.columns_without_use",
                Sentence("Nothing is read from these columns: {columns}.",
                         columns=", ".join(left)),
                Sentence("If one of them is needed, give it the heading that it has in the "
                         "template."),
                "warning",
            ))  # fmt: skip
    return found
