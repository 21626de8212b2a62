"""Detections: independent events, which are neither photos nor animals.

Records of one species at one location belong to one event while the gap to the previous record is
shorter than the threshold; a gap of the threshold or more starts a new one. A second rule, which a
programme may choose instead, measures the gap from the last record that counted, as camtrapR's
`lastIndependentRecord` does (Niedballa et al. 2016, doi 10.1111/2041-210X.12600). A location is
the place, not the card: a card that is swapped does not split a visit. For activity patterns,
records must not be thinned at all (Peral et al. 2022, doi 10.1002/ece3.9408).

A gap is elapsed time: where records carry the offset of their clock from UTC, it is measured
between instants, and a record without one takes the offset that most records of its location
have. Days and months are those of the local clock.

Blanks, people, vehicles, set-up pictures and species that nobody has checked are not detections.
A published total belongs to its survey, and a report that counts animals, or nothing, shows
presence: neither is ever added to detections.
"""

from __future__ import annotations

from numbers import Integral

import numpy as np
import pandas as pd

from impact.metrics.levels import one_level
from impact.metrics.thinning import by_event_id, elapsed, thinned
from impact.model.errors import MetricError

RULES = ("since_previous_record", "since_last_counted")
COLUMNS = [
    "area_id",
    "location_id",
    "scientific_name",
    "event_start",
    "event_end",
    "date_precision",
    "records",
    "observation_id",
    "survey_id",
]


def with_location(detections: pd.DataFrame, deployments: pd.DataFrame) -> pd.DataFrame:
    """Fill in where each detection was made, from its deployment.

    Parameters
    ----------
    detections, deployments : DataFrame
        As in the schemas.

    Returns
    -------
    DataFrame
        The detections, ``area_id`` and ``location_id`` as text. What the row itself says
        stands; where neither says anything it stays missing.
    """
    keyed = deployments.set_index(deployments["deployment_id"].astype("str"))
    # As a category: one look-up a deployment, not one a record.
    made_by = detections["deployment_id"].astype("category")
    places = {
        column: detections[column]
        .astype("str")
        .fillna(made_by.map(keyed[column].astype("str")).astype("str"))
        for column in ("area_id", "location_id")
    }
    return detections.assign(**places)


def published_totals(detections: pd.DataFrame) -> pd.DataFrame:
    """Rows that are a published total of detections: never an event.

    Returns
    -------
    DataFrame
        Rows counted in detections that belong to a survey, name no deployment and no single
        day. A row of that kind without a number, or that nobody has verified, is left out.
    """
    return detections[totals_among(detections)]


def totals_among(detections: pd.DataFrame) -> pd.Series:
    """Which rows `published_totals` takes."""
    verified = ~detections["identification_verification_status"].isin(["unverified"])
    return _like_a_total(detections) & detections["count"].notna() & verified


def countable(detections: pd.DataFrame) -> pd.DataFrame:
    """Rows that may be detections.

    Returns
    -------
    DataFrame
        Verified animal rows that are neither set-up pictures nor published totals, and that
        are not counted in individuals or as a first record. A row that no camera made and
        that gives neither a number nor a unit is presence, never a detection.
    """
    return detections[may_be_detections(detections)]


def may_be_detections(detections: pd.DataFrame) -> pd.Series:
    """Which rows `countable` takes."""
    no_unit = detections["count_unit"].isna()
    no_camera = detections["deployment_id"].isna() & detections["location_id"].isna()
    only_presence = no_unit & detections["count"].isna() & no_camera
    in_detections = no_unit | detections["count_unit"].isin(["detections"])
    other = _like_a_total(detections) | only_presence
    return _verified_animal(detections) & in_detections & ~other


def presence(detections: pd.DataFrame) -> pd.DataFrame:
    """Verified rows that show the species was there, whatever they count.

    Returns
    -------
    DataFrame
        Verified animal rows, with individuals, first records and rows without a number; no
        published totals, no set-up pictures, no row whose number is 0.
    """
    return detections[shows_presence(detections)]


def shows_presence(detections: pd.DataFrame) -> pd.Series:
    """Which rows `presence` takes."""
    total = _like_a_total(detections) & detections["count"].notna()
    return _verified_animal(detections) & ~total


def independent_events(
    detections: pd.DataFrame,
    *,
    threshold_minutes: int = 30,
    rule: str = "since_previous_record",
) -> pd.DataFrame:
    """Put records together to independent events: the detections that are counted.

    Parameters
    ----------
    detections : DataFrame
        Countable rows with their location (`countable`, `with_location`). A row that is there
        twice (same ``observation_id``) counts once. Of a deployment that has records at event
        level only these are used; of one visit (same ``event_id``, location and species) they
        make one event. A row without location, or with a date coarser than a day, is an event
        of its own.
    threshold_minutes : int
        The gap, in minutes, that starts a new event.
    rule : {"since_previous_record", "since_last_counted"}
        What the gap is measured from.

    Returns
    -------
    DataFrame
        One row an event: ``area_id, location_id, scientific_name, event_start, event_end,
        date_precision, records`` (how many records it holds) ``, observation_id`` and
        ``survey_id`` (of its first record; of records at one instant that of the lowest row).

    Raises
    ------
    MetricError
        The threshold is no whole number of minutes, 1 or more, or the rule is unknown.
    """
    order, starts = in_events(detections, threshold_minutes=threshold_minutes, rule=rule)
    firsts = np.flatnonzero(starts)
    # Found by position, so that the wide table itself is never sorted.
    events = detections[COLUMNS[:-3]].iloc[order[firsts]].reset_index(drop=True)
    events["event_end"] = latest_ends(detections, order, firsts)
    events["records"] = np.diff(np.append(firsts, len(order)))
    of_first = detections[["observation_id", "survey_id"]].iloc[order[firsts]]
    return events.join(of_first.reset_index(drop=True))[COLUMNS]


def with_events(
    detections: pd.DataFrame,
    *,
    threshold_minutes: int = 30,
    rule: str = "since_previous_record",
) -> pd.DataFrame:
    """Every record with the event that it belongs to.

    Parameters
    ----------
    detections : DataFrame
        With their location (`with_location`), of every kind, species and year.
    threshold_minutes, rule
        As for `independent_events`.

    Returns
    -------
    DataFrame
        The records with ``event`` (the row number in the table that `independent_events` makes
        of the countable ones) and ``event_begins``. Both are missing where a record is in no
        event: it cannot be counted, or stands in the table twice, or is at media level beside
        event level.
    """
    among = may_be_detections(detections)
    order, starts = in_events(
        detections, threshold_minutes=threshold_minutes, rule=rule, among=among
    )
    of_record, first = np.cumsum(starts) - 1, order[starts]
    event = np.full(len(detections), -1)
    event[order] = of_record
    begins = detections["event_start"].to_numpy("datetime64[us]")
    began = np.full(len(detections), np.datetime64("NaT", "us"))
    began[order] = begins[first[of_record]]
    numbers = pd.Series(event, index=detections.index, dtype="Int64")
    return detections.assign(event=numbers.mask(numbers < 0), event_begins=began)


def in_events(
    detections: pd.DataFrame,
    *,
    threshold_minutes: int = 30,
    rule: str = "since_previous_record",
    among: pd.Series | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Which records make which event, without copying the table.

    Parameters
    ----------
    detections, threshold_minutes, rule
        As for `independent_events`.
    among : Series of bool, optional
        The rows to use; all of them where not given.

    Returns
    -------
    order : array of int
        Positions of the rows that are used, event by event.
    starts : array of bool
        Whether each starts an event.
    """
    _check(threshold_minutes, rule)
    at = np.arange(len(detections)) if among is None else np.flatnonzero(among)
    at = at[_once(detections["observation_id"], at)]
    at = at[one_level(detections, at)]
    by_day = detections["date_precision"].isin(["day"]) & detections["event_start"].notna()
    timed = (by_day & detections["location_id"].notna()).to_numpy()[at]
    whole = timed & detections["observation_level"].isin(["event"]).to_numpy()[at]
    part, times = timed & ~whole, np.zeros(len(at), dtype="int64")
    times[timed] = elapsed(detections, at[timed])
    parts = (
        thinned(detections, at[part], times[part], threshold_minutes, rule == RULES[1]),
        by_event_id(detections, at[whole], times[whole]),
        (at[~timed], np.ones(int((~timed).sum()), dtype=bool)),
    )
    order, starts = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return order, starts


def latest_ends(detections: pd.DataFrame, order: np.ndarray, firsts: np.ndarray) -> np.ndarray:
    """When the last record of each event ended; `order` and `firsts` as of `in_events`."""
    ends = detections["event_end"].fillna(detections["event_start"])
    ends = ends.to_numpy("datetime64[us]")[order]
    if not len(firsts):
        return ends
    return np.maximum.reduceat(ends.view("int64"), firsts).view("datetime64[us]")


def _once(ids: pd.Series, at: np.ndarray) -> np.ndarray:
    """Which of the rows at `at` are not there a second time."""
    if ids.dtype.kind == "i" and (np.diff(ids.to_numpy()) > 0).all():
        return np.ones(len(at), dtype=bool)  # numbered by whoever looked for repeats already
    return ~ids.iloc[at].duplicated().to_numpy()


def _verified_animal(detections: pd.DataFrame) -> pd.Series:
    animal = detections["observation_type"].isna() | detections["observation_type"].isin(["animal"])
    verified = ~detections["identification_verification_status"].isin(["unverified"])
    # A count of 0 says that none was seen, which is no record of an animal.
    some = ~detections["count"].isin([0])
    return animal & verified & some & detections["camera_setup_type"].isna()


def _like_a_total(detections: pd.DataFrame) -> pd.Series:
    of_a_survey = detections["survey_id"].notna() & detections["deployment_id"].isna()
    period = ~detections["date_precision"].isin(["day"])
    return detections["count_unit"].isin(["detections"]) & of_a_survey & period


def _check(threshold_minutes: int, rule: str) -> None:
    whole = isinstance(threshold_minutes, Integral) and not isinstance(threshold_minutes, bool)
    if not whole or threshold_minutes < 1:
        raise MetricError(
            f"A threshold of {threshold_minutes!r} is no whole number of minutes.",
            "Use a whole number of 1 or more, such as 30.",
        )
    if rule not in RULES:
        raise MetricError(f"There is no event rule “{rule}”.", f"Use one of: {', '.join(RULES)}.")
