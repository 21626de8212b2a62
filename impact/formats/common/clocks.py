"""The clock of the place: a time that is written with an offset, as it was there.

A day, a month and an hour are those of the place. Where the country of an area has one offset at
that time (CLDR, the tz database), a time with another offset is told anew with it: the same
instant. Where a country has several clocks, the one of the area is asked; where nothing says
which country it is, the time stays as it was written. A time without an offset is local already,
and gets none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from babel.core import get_global

from impact.model.area_tree import countries
from impact.model.offsets import at_the_end
from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.reading.choices import Choices

_WITH_OFFSET = r"[0-9:.] ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})$"


@dataclass(frozen=True)
class LocalTimes:
    """Times of the clock of the place, as ISO text, and what has to be asked for them."""

    text: pd.Series
    questions: tuple[Question, ...] = ()


def local_times(text: pd.Series, area_id: pd.Series, known: Known, choices: Choices) -> LocalTimes:
    """Tell times that have an offset by the clock of their area.

    Parameters
    ----------
    text : Series of str
        ISO 8601.
    area_id : Series of str
        Where each was; missing where it is not known.
    known : Known
        Its areas say in which country they lie.
    choices : Choices
        Answers to ``zone:AREA``: the zone of an area in a country with several clocks.
    """
    offset = at_the_end(text, _WITH_OFFSET)
    if offset.isna().all():
        return LocalTimes(text)
    lie_in = countries(known.areas) if "country_code" in known.areas else {}
    new, questions = text.copy(), []
    keys = pd.DataFrame({"area": area_id.astype("str"), "offset": offset})
    for (area, written), rows in text.groupby([keys["area"], keys["offset"]]):
        zones = get_global("territory_zones").get(lie_in.get(area, ""), [])
        chosen = choices.answers.get(f"zone:{area}")
        zones = [chosen] if chosen in zones else zones
        if not zones or all(_agrees(rows, written, zone) for zone in zones):
            continue
        instants = pd.to_datetime(rows, utc=True, format="ISO8601", errors="coerce")
        ahead = [_ahead(instants, zone) for zone in zones]
        if all(each.equals(ahead[0]) for each in ahead):
            new.loc[rows.index] = _told_anew(instants, ahead[0]).fillna(rows)
        elif not any(_agrees(rows, written, zone) for zone in zones):
            questions.append(_question(area, zones, known))
    return LocalTimes(new, tuple({each.id: each for each in questions}.values()))


def _agrees(rows: pd.Series, written: str, zone: str) -> bool:
    """Whether the zone had the written offset all through the months of the rows."""
    months = pd.to_datetime(rows.str.slice(0, 7).drop_duplicates(), errors="coerce").dropna()
    moments = pd.DatetimeIndex([*months, *(months + pd.offsets.MonthEnd(1))]).tz_localize("UTC")
    offsets = set(moments.tz_convert(zone).strftime("%z"))
    return offsets == {written.replace(":", "").replace("UTC", "+0000").replace("Z", "+0000")}


def _ahead(instants: pd.Series, zone: str) -> pd.Series:
    """How far the clock of a zone was ahead of UTC at each instant."""
    return instants.dt.tz_convert(zone).dt.tz_localize(None) - instants.dt.tz_localize(None)


def _told_anew(instants: pd.Series, ahead: pd.Series) -> pd.Series:
    """The same instants by another clock, as ISO text; missing for what is no instant.

    Whole columns at once: telling a million times one by one takes as long as reading them.
    """
    local = (instants.dt.tz_localize(None) + ahead).dt.as_unit("us")
    text = np.datetime_as_string(local.to_numpy(), unit="s").astype(object)
    parts = (local.dt.microsecond > 0).to_numpy()
    text[parts] = np.datetime_as_string(local.to_numpy()[parts], unit="us")
    ends = {one: _offset(one) for one in ahead.dropna().unique()}
    return pd.Series(text, instants.index).where(local.notna()) + ahead.map(ends).astype("str")


def _offset(ahead: pd.Timedelta) -> str:
    return dt.time(tzinfo=dt.timezone(ahead)).isoformat().removeprefix("00:00:00")


def _question(area: str, zones: list[str], known: Known) -> Question:
    name = known.areas.set_index(known.areas["area_id"].astype("str"))["name"].get(area, area)
    options = tuple(Option(zone, Said("option.zone", {"zone": zone})) for zone in zones)
    return Question(f"zone:{area}", Said("question.zone", {"area": str(name)}), options)
