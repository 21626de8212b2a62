"""Every claim of the simulated example, worked out a second time by hand.

Plain loops over the CSV files, slow and literal, sharing no line with the program: what they
find must be what the command line prints. Ratios follow the exact conditional interval
(Fay 2010, doi 10.32614/RJ-2010-008; Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404).
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import math
import tomllib
from collections import defaultdict
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pytest
from scipy.stats import beta, binomtest

from impact.__main__ import main

EXAMPLE = Path(__file__).parent.parent / "data" / "example"
PROGRAMME = tomllib.loads((EXAMPLE / "programme.toml").read_text(encoding="utf-8"))
INDICATORS = {indicator["id"]: indicator for indicator in PROGRAMME["indicators"]}
GAP = dt.timedelta(minutes=PROGRAMME["events"]["threshold_minutes"])
DAY = dt.timedelta(days=1)
NO_HARM = "close encounter"


# --- The files -------------------------------------------------------------------------------


@cache
def rows(table: str) -> list[dict[str, str]]:
    with (EXAMPLE / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by_id(table: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in rows(table)}


def begins(text: str) -> dt.datetime:
    """The first instant of a year, a month, a day, or the instant itself."""
    return dt.datetime.fromisoformat(text + "0001-01-01"[len(text) :] if len(text) < 10 else text)


def ends(text: str) -> dt.datetime:
    """The instant after a year, a month or a day; the instant itself where a time is given."""
    first = begins(text)
    if len(text) == 4:
        return first.replace(year=first.year + 1)
    if len(text) == 7:
        return (first + 31 * DAY).replace(day=1)
    return first + DAY if len(text) == 10 else first


def within(area: str, wanted: list[str]) -> bool:
    """Whether an area is one of those wanted, or lies in one of them."""
    while area:
        if area in wanted:
            return True
        area = by_id("areas", "area_id")[area]["parent_id"]
    return False


def area_of(row: dict[str, str]) -> str:
    if row["deployment_id"]:
        return by_id("deployments", "deployment_id")[row["deployment_id"]]["area_id"]
    return row["area_id"]


def names_of(indicator: dict) -> list[str]:
    (species,) = (s for s in PROGRAMME["species"] if s["scientific_name"] == indicator["species"])
    return [species["scientific_name"], *species["synonyms"]]


# --- Periods ---------------------------------------------------------------------------------


def period(window: dict) -> tuple[dt.datetime, dt.datetime] | None:
    """First instant and the instant after; None where no dates are published."""
    if "start" in window:
        return begins(window["start"].isoformat()), ends(window["end"].isoformat())
    survey = by_id("surveys", "survey_id")[window["survey"]]
    if not survey["event_start"]:
        return None
    return begins(survey["event_start"]), ends(survey["event_end"])


def belongs(named: str, first: dt.datetime, last: dt.datetime, window: dict) -> bool:
    """A record belongs to the survey that it names, else to the period that holds its dates."""
    if named and "survey" in window:
        return named == window["survey"]
    dates = period(window)
    return dates is not None and dates[0] <= first and last <= dates[1] and first < dates[1]


# --- Detections ------------------------------------------------------------------------------


def detections(indicator: dict, window: dict) -> tuple[int, list[dict]]:
    """Independent events that begin in a period, and the rows behind them."""
    at_location = defaultdict(list)
    coarse = []
    for row in rows("detections"):
        total = row["survey_id"] and row["count"] and row["count_unit"] == "detections"
        if not is_countable(row, indicator) or total:
            continue
        if row["date_precision"] == "day":
            deployment = by_id("deployments", "deployment_id")[row["deployment_id"]]
            at_location[deployment["location_id"]].append(row)
        elif row["count_unit"] == "detections" and row["event_start"]:
            coarse.append([row])
    found = [event for place in at_location.values() for event in events_at(place)] + coarse
    counted = [event for event in found if event_belongs(event, window)]
    return len(counted), [row for event in counted for row in event]


def is_countable(row: dict[str, str], indicator: dict) -> bool:
    """A verified record of the indicator's species in its areas."""
    return (
        row["scientific_name"] in names_of(indicator)
        and row["observation_type"] in ("", "animal")
        and row["identification_verification_status"] != "unverified"
        and within(area_of(row), indicator["areas"])
    )


def events_at(place: list[dict]) -> list[list[dict]]:
    """The events of one species at one location, one level per deployment."""
    levelled = {row["deployment_id"] for row in place if row["observation_level"] == "event"}
    visits = defaultdict(list)
    events: list[list[dict]] = []
    for row in sorted(place, key=lambda row: row["event_start"]):
        if row["deployment_id"] in levelled:
            if row["observation_level"] == "event":
                visits[row["event_id"]].append(row)
        elif events and begins(row["event_start"]) - begins(events[-1][-1]["event_start"]) < GAP:
            events[-1].append(row)
        else:
            events.append([row])
    return events + list(visits.values())


def event_belongs(event: list[dict], window: dict) -> bool:
    first = event[0]
    start = begins(first["event_start"])
    end = start if first["date_precision"] == "day" else ends(first["event_end"])
    return belongs(first["survey_id"], start, end, window)


def published_total(indicator: dict, window: dict) -> tuple[int | None, list[dict]]:
    """The published number of a survey; None where none is published."""
    totals = [
        row
        for row in rows("detections")
        if is_countable(row, indicator)
        and row["survey_id"] == window["survey"]
        and row["count"]
        and row["count_unit"] == "detections"
    ]
    return sum(int(row["count"]) for row in totals) if totals else None, totals


# --- Effort ----------------------------------------------------------------------------------


def trap_nights(areas: list[str], start: dt.datetime, end: dt.datetime) -> float | None:
    """Nights of every location of the areas in a period; None where no camera worked."""
    locations = defaultdict(list)
    for deployment in rows("deployments"):
        if within(deployment["area_id"], areas):
            locations[deployment["location_id"]].append(deployment)
    seconds = sum(seconds_at(cameras, start, end) for cameras in locations.values())
    return seconds / DAY.total_seconds() or None


def seconds_at(cameras: list[dict], start: dt.datetime, end: dt.datetime) -> float:
    """Seconds in which at least one camera of the location worked: cut at every change, sweep."""
    stays = [(begins(c["deployment_start"]), taken_down(c), failures_of(c)) for c in cameras]
    cuts = {start, end}
    for set_up, down, failures in stays:
        cuts |= {set_up, down, *(edge for failure in failures for edge in failure)}
    cuts = sorted(cut for cut in cuts if start <= cut <= end)
    return sum(
        (after - before).total_seconds()
        for before, after in pairwise(cuts)
        if any(
            set_up <= before
            and after <= down
            and not any(fails <= before and after <= works for fails, works in failures)
            for set_up, down, failures in stays
        )
    )


def taken_down(deployment: dict) -> dt.datetime:
    """When it ended; while it is still out, the last record of any kind that it made."""
    if deployment["deployment_end"]:
        return begins(deployment["deployment_end"])
    made = [
        begins(row["event_end"] or row["event_start"])
        for row in rows("detections")
        if row["deployment_id"] == deployment["deployment_id"]
    ]
    return max(made, default=begins(deployment["deployment_start"]))


@cache
def all_failures() -> dict[str, list[tuple[dt.datetime, dt.datetime]]]:
    found = defaultdict(list)
    for row in rows("failures"):
        found[row["deployment_id"]].append(
            (begins(row["failure_start"]), begins(row["failure_end"]))
        )
    return found


def failures_of(deployment: dict) -> list[tuple[dt.datetime, dt.datetime]]:
    return all_failures().get(deployment["deployment_id"], [])


def camera_nights(indicator: dict, window: dict) -> float | None:
    """Published nights of the survey where its cameras are not on file, else the cameras'."""
    dates = period(window)
    nights = trap_nights(indicator["areas"], *dates) if dates else None
    if nights is None and "survey" in window:
        published = by_id("surveys", "survey_id")[window["survey"]]["trap_nights"]
        return float(published) if published else None
    return nights


# --- Incidents -------------------------------------------------------------------------------


def incidents(indicator: dict, window: dict) -> tuple[int, list[dict]]:
    """Confirmed and probable incidents with harm, totals and mere encounters left out."""
    counted = [
        row
        for row in rows("conflicts")
        if row["scientific_name"] in names_of(indicator)
        and within(row["area_id"], indicator["areas"])
        and row["verification"] in ("confirmed", "probable")
        and row["incident_type"] not in ("", NO_HARM)
        and not row["count"]
        and belongs(
            row["survey_id"],
            begins(row["event_start"]),
            ends(row["event_end"] or row["event_start"]),
            window,
        )
    ]
    # One incident is one event on one day at one place, however many rows tell of it.
    once = {
        (row["event_start"], row["area_id"], row["locality"] or row["incident_id"]): row
        for row in counted
    }
    return len(once), counted


def months_reported(indicator: dict, window: dict) -> int | None:
    """Months of every area in which reports were collected; None where none is on file."""
    start, end = period(window)
    months = [
        row
        for row in rows("reporting")
        if row["active"] == "yes"
        and within(row["area_id"], indicator["areas"])
        and start <= begins(row["month"]) < end
    ]
    return len(months) or None


# --- The answer ------------------------------------------------------------------------------


def ratio_of(x1: int, t1: float, x0: int, t0: float) -> dict | None:
    """The rate ratio with its exact conditional interval; an end without limit is None."""
    n = x1 + x0
    if n == 0:
        return None
    low = beta.ppf(0.025, x1, n - x1 + 1) if x1 else 0.0
    high = beta.ppf(0.975, x1 + 1, n - x1) if x0 else 1.0
    share = t1 / (t1 + t0)
    tails = [binomtest(x1, n, share, alternative=side).pvalue for side in ("less", "greater")]
    estimate = x1 / t1 / (x0 / t0) if x0 else math.inf
    found = {
        "estimate": estimate,
        "low": low / (1 - low) * t0 / t1,
        "high": high / (1 - high) * t0 / t1 if high < 1 else math.inf,
        "p_value": min(1.0, 2 * min(tails)),
    }
    return {name: value if math.isfinite(value) else None for name, value in found.items()}


def stations_in(indicator: dict, window: dict) -> dict[str, tuple[int, float]] | None:
    """Events and trap-nights of each location with effort; of areas for incidents."""
    if indicator["basis"] == "published_total":
        return None
    found: dict[str, tuple[int, float]] = {}
    if indicator["kind"] == "conflict_incidents":
        for area in {row["area_id"] for row in rows("reporting")}:
            alone = indicator | {"areas": [area]}
            months = months_reported(alone, window) if within(area, indicator["areas"]) else None
            if months:
                found[area] = incidents(alone, window)[0], float(months)
        return found or None
    dates = period(window)
    locations = defaultdict(list)
    for deployment in rows("deployments"):
        if within(deployment["area_id"], indicator["areas"]):
            locations[deployment["location_id"]].append(deployment)
    for location, cameras in locations.items():
        nights = seconds_at(cameras, *dates) / DAY.total_seconds()
        if nights:
            of_cameras = {camera["deployment_id"] for camera in cameras}
            found[location] = detections_at(indicator, window, of_cameras), nights
    return found or None


def detections_at(indicator: dict, window: dict, cameras: set[str]) -> int:
    """Events of a period that begin with a record of one of these cameras."""
    place = [
        row
        for row in rows("detections")
        if row["deployment_id"] in cameras
        and is_countable(row, indicator)
        and row["date_precision"] == "day"
    ]
    return sum(event_belongs(event, window) for event in events_at(place))


def p_of_stations(now: dict, before: dict) -> float:
    """The share of all swaps whose statistic is at least the observed one; one at a time."""
    both = sorted(now)
    cells = [(now[name], before[name]) for name in both]
    found = []
    for swaps in product([False, True], repeat=len(cells)):
        pairs = [cell[::-1] if swap else cell for cell, swap in zip(cells, swaps, strict=True)]
        x1, t1, x0, t0 = (sum(pair[i][j] for pair in pairs) for i in (0, 1) for j in (0, 1))
        r1, r0 = x1 / t1, x0 / t0
        spread = sum(((x - r1 * t) / t1 - (y - r0 * s) / t0) ** 2 for (x, t), (y, s) in pairs)
        found.append(abs(r1 - r0) / math.sqrt(len(pairs) / (len(pairs) - 1) * spread))
    return sum(one >= found[0] * (1 - 1e-9) for one in found) / len(found)


def verdict_of(
    value: int | None, effort: float | None, ratio: dict | None, printed: dict, both: list
) -> str:
    """By the rule of stations; the ends of the interval shown are those printed."""
    if value is None:
        return "not_recorded"
    if value == 0:
        return "zero" if effort else "zero_effort_unknown"
    if ratio is None:
        return "counts_only"
    if None in both or len(set(both[0]) & set(both[1])) < 6:
        return "no_units"
    assert printed["low"] <= ratio["low"] * (1 + 1e-9)
    if printed["high"] is not None:
        assert printed["high"] >= ratio["high"] * (1 - 1e-9)
    now, before = both
    assert set(now) == set(before)  # no station of the example was moved
    p = p_of_stations(now, before)
    assert printed["p_value"] == pytest.approx(max(p, ratio["p_value"]))
    if sum(now[name][0] + before[name][0] > 0 for name in now) < 6:
        return "too_few_stations"
    if p <= 0.05 and not printed["low"] <= 1 <= printed["high"]:
        return "increase" if ratio["estimate"] > 1 else "decrease"
    if printed["low"] <= 0.5 and (printed["high"] or math.inf) >= 2:
        return "too_few_to_tell"
    return "no_clear_change"


def agreement_of(indicator: dict, value, baseline, evidence: list[dict]) -> str | None:
    """How the figures stand to the statement; figures it does not give are not held to it."""
    if "statement" not in indicator:
        return None
    told = by_id("statements", "statement_id")[indicator["statement"]]
    pairs = [
        (float(told[name]), found)
        for name, found in (("value", value), ("baseline", baseline))
        if told[name]
    ]
    if any(found is None for _, found in pairs):
        return "cannot_be_computed"
    if any(stated != found for stated, found in pairs):
        return "differs"
    # Equal figures prove nothing where all that they rest on is the statement's own source.
    rests = {row["source"] for row in evidence} == {told["source"]}
    return "rests_on_the_statement" if rests else "agrees"


def change(indicator: dict, printed: dict) -> dict:
    """What a counting indicator must say."""
    count, exposure, unit = {
        ("detections", "records"): (detections, camera_nights, "trap-nights"),
        ("detections", "published_total"): (published_total, camera_nights, "trap-nights"),
        ("conflict_incidents", "records"): (incidents, months_reported, "area-months"),
    }[indicator["kind"], indicator["basis"]]
    value, evidence = count(indicator, indicator["current"])
    t1 = exposure(indicator, indicator["current"])
    baseline = t0 = ratio = None
    if "baseline" in indicator:
        baseline, older = count(indicator, indicator["baseline"])
        t0 = exposure(indicator, indicator["baseline"])
        evidence = evidence + older
    if None not in (value, baseline, t1, t0):
        ratio = ratio_of(value, t1, baseline, t0)
    known = (t1, t0) != (None, None)
    both = []
    if ratio is not None:
        both = [stations_in(indicator, indicator[name]) for name in ("current", "baseline")]
    return {
        "value": value,
        "baseline": baseline,
        "effort": {"current": t1, "baseline": t0, "unit": unit} if known else None,
        "exact": ratio,
        "verdict": verdict_of(value, t1, ratio, printed["ratio"], both),
        "agreement": agreement_of(indicator, value, baseline, evidence),
    }


def first_record(indicator: dict) -> dict:
    """What a first record must say: that there is one, and whether its date is published."""
    found = [row for row in rows("detections") if is_countable(row, indicator)]
    dated = [row for row in found if row["event_start"]]
    value = 1 if found else None
    evidence = [earliest(dated)] if dated else found
    return {
        "value": value,
        "baseline": None,
        "effort": None,
        "exact": None,
        "verdict": "first_record" if dated else "first_as_reported" if found else "not_recorded",
        "agreement": agreement_of(indicator, value, None, evidence),
    }


def earliest(dated: list[dict]) -> dict:
    return min(dated, key=lambda row: begins(row["event_start"]))


def by_hand(indicator: dict, printed: dict) -> dict:
    if indicator["kind"] == "first_record":
        return first_record(indicator)
    return change(indicator, printed)


# --- Held against the program ----------------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> dict[str, dict]:
    """The claims as the command line prints them, by id."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = main(["claims", "--data", str(EXAMPLE), "--json"])
    assert status == 0
    return {claim["id"]: claim for claim in json.loads(out.getvalue())}


def flat(claim: dict) -> dict:
    """One level, so that every figure is compared by its own name."""
    found = {}
    for name, value in claim.items():
        inner = value.items() if isinstance(value, dict) else ()
        found |= {f"{name}.{part}": figure for part, figure in inner} or {name: value}
    return found


def said(claim: dict) -> dict:
    """The part of a printed claim that is worked out by hand."""
    held = claim["statement"]
    effort = claim["effort"]
    return {
        **{name: claim[name] for name in ("value", "baseline", "verdict")},
        "effort": effort and {name: effort[name] for name in ("current", "baseline", "unit")},
        "exact": claim["exact"],
        "agreement": held and held["agreement"],
    }


def test_every_indicator_has_a_claim_in_the_order_of_the_programme(printed):
    assert list(printed) == list(INDICATORS)


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS)
def test_the_program_says_what_is_found_by_hand(printed, indicator):
    expected = flat(by_hand(indicator, printed[indicator["id"]]))
    assert flat(said(printed[indicator["id"]])) == {
        name: value if value is None or isinstance(value, str) else pytest.approx(value, rel=1e-9)
        for name, value in expected.items()
    }


@pytest.mark.parametrize(
    "indicator_id", [name for name, i in INDICATORS.items() if "statement" in i]
)
def test_the_statement_is_repeated_as_it_was_published(printed, indicator_id):
    told = by_id("statements", "statement_id")[INDICATORS[indicator_id]["statement"]]
    for name in ("value", "baseline"):
        assert printed[indicator_id]["statement"][name] == (
            float(told[name]) if told[name] else None
        )


def test_a_dated_first_record_says_how_many_nights_went_before_it(printed):
    indicator = INDICATORS["jashyl-oroon-first-record"]
    first = earliest([row for row in rows("detections") if is_countable(row, indicator)])
    start = begins(first["event_start"])
    # The nights up to the very day would tell the day, which is not public: its month is.
    month = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    nights = trap_nights(indicator["areas"], dt.datetime.min, month)
    claim = printed[indicator["id"]]
    assert f"{nights:,.0f} trap-nights" in " ".join(claim["caveats"])
    assert [row["month"] for row in claim["evidence_rows"]] == [f"{start:%Y-%m}-01"]


def test_the_example_shows_every_verdict(printed):
    assert {claim["verdict"] for claim in printed.values()} == {
        "increase",
        "decrease",
        "no_clear_change",
        "too_few_to_tell",
        "too_few_stations",
        "no_units",
        "counts_only",
        "zero",
        "zero_effort_unknown",
        "first_record",
        "first_as_reported",
        "not_recorded",
    }


def test_the_example_shows_every_way_to_stand_to_a_statement(printed):
    assert {said(claim)["agreement"] for claim in printed.values()} == {
        "agrees",
        "differs",
        "cannot_be_computed",
        "rests_on_the_statement",
        None,
    }
