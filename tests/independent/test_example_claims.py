"""Every claim of the simulated example: what is printed is what the independent calculation finds.

Ratios follow the exact conditional interval (Fay 2010, doi 10.32614/RJ-2010-008) and the
permutation of stations; on many stations the latter takes plain Python a minute.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import math
import tomllib
from pathlib import Path

import pytest

from impact.__main__ import main
from tests.independent import claims, verdicts
from tests.independent.compare import unlike
from tests.independent.effort import nights
from tests.independent.events import shows_presence
from tests.independent.intervals import exact_ratio
from tests.independent.rows import Row, Survey, places, read_tables, start_of, within
from tests.independent.tables import rank

EXAMPLE = Path(__file__).parents[2] / "data" / "example"
PROGRAMME = tomllib.loads((EXAMPLE / "programme.toml").read_text(encoding="utf-8"))
SURVEY = Survey(read_tables(EXAMPLE), PROGRAMME)
INDICATORS = {indicator["id"]: indicator for indicator in PROGRAMME["indicators"]}
COUNTED = {name: one for name, one in INDICATORS.items() if one["kind"] != "first_record"}
FIRSTS = {name: one for name, one in INDICATORS.items() if one["kind"] == "first_record"}
FEW = 9  # stations whose arrangements plain Python tries in a second


@pytest.fixture(scope="module")
def printed() -> dict[str, dict]:
    """The claims as the command line prints them, by id."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = main(["claims", "--data", str(EXAMPLE), "--json"])
    assert status == 0
    return {claim["id"]: claim for claim in json.loads(out.getvalue())}


def finite(values: tuple) -> dict:
    """A ratio as it is printed: an end without limit is None."""
    names = ("estimate", "low", "high", "p_value")
    pairs = zip(names, values, strict=True)
    return {name: value if math.isfinite(value) else None for name, value in pairs}


def agreement(indicator: dict, value, baseline, evidence: list[Row]) -> str | None:
    """How the figures stand to the statement; figures it does not give are not held to it."""
    if "statement" not in indicator:
        return None
    (told,) = (
        row for row in SURVEY.rows("statements") if row["statement_id"] == indicator["statement"]
    )
    given = (("value", value), ("baseline", baseline))
    pairs = [(float(told[name]), found) for name, found in given if told[name]]
    if any(found is None for _, found in pairs):
        return "cannot_be_computed"
    if any(stated != found for stated, found in pairs):
        return "differs"
    # Equal figures prove nothing where all that they rest on is the statement's own source.
    rests = {row["source"] for row in evidence} == {told["source"]}
    return "rests_on_the_statement" if rests else "agrees"


def unit_of(indicator: dict) -> str:
    """What the effort is counted in: where an area lists villages, their months."""
    if indicator["kind"] == "detections":
        return "trap-nights"
    asked = [row for row in SURVEY.rows("areas") if row["reporting_units"]]
    villages = any(within(SURVEY, row["area_id"], indicator["areas"]) for row in asked)
    return "unit-months" if villages else "area-months"


def in_numbers(claim: dict) -> dict:
    """The figures of a printed claim, each under its own name."""
    effort, held, exact = claim["effort"], claim["statement"], claim["exact"]
    return {
        "value": 0 if claim["shown"] == "none reported" else claim["value"],
        "baseline": claim["baseline"],
        "effort": effort and [effort["current"], effort["baseline"], effort["unit"]],
        "exact": exact and list(exact.values()),
        "agreement": held and held["agreement"],
    }


@pytest.mark.parametrize("name", COUNTED)
def test_counts_effort_and_exact_interval(printed, name):
    indicator = INDICATORS[name]
    current, baseline = claims.both_periods(SURVEY, indicator)
    before = baseline or claims.Counted(None, None, None)
    efforts = [current.exposure, before.exposure, unit_of(indicator)]
    counts = current.compared, current.exposure, before.compared, before.exposure
    comparable = None not in (*counts, current.value, before.value)
    exact = None
    if comparable and (counts[0] or counts[2]):
        exact = list(finite(exact_ratio(*counts)).values())
    ours = {
        "value": current.value,
        "baseline": before.value,
        "effort": efforts if efforts[:2] != [None, None] else None,
        "exact": exact,
        "agreement": agreement(
            indicator, current.value, before.value, current.evidence + before.evidence
        ),
    }
    assert unlike(name, in_numbers(printed[name]), ours) == []


def stations_of(name: str) -> int:
    return len(claims.units(*claims.both_periods(SURVEY, INDICATORS[name])) or ())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.long) if stations_of(name) > FEW else name
        for name in COUNTED
    ],
)
def test_the_interval_shown_and_the_verdict(printed, name):
    current, baseline = claims.both_periods(SURVEY, INDICATORS[name])
    ours = verdicts.compared(current, baseline, claims.units(current, baseline))
    claim = printed[name]
    theirs = {"verdict": claim["verdict"]}
    if "ratio" in ours:
        ours["ratio"] = list(finite(ours["ratio"]).values())
        theirs["ratio"] = [claim["ratio"][one] for one in ("estimate", "low", "high", "p_value")]
    assert unlike(name, theirs, ours) == []


# --- First records ---------------------------------------------------------------------------


def records_of(indicator: dict) -> list[Row]:
    """Those that show the species there, the earliest first."""
    found = [
        row
        for row in SURVEY.rows("detections")
        if shows_presence(row)
        and row["scientific_name"] == indicator["species"]
        and within(SURVEY, places(SURVEY, row)[0], indicator["areas"])
    ]
    return sorted(found, key=rank)


@pytest.mark.parametrize("name", FIRSTS)
def test_a_first_record_says_whether_its_date_is_published(printed, name):
    found = records_of(INDICATORS[name])
    value = 1 if found else None
    dated = bool(found) and start_of(found[0]) is not None
    verdict = "first_record" if dated else "first_as_reported" if found else "not_recorded"
    claim = printed[name]
    assert (claim["value"], claim["verdict"]) == (value, verdict)
    held = claim["statement"] and claim["statement"]["agreement"]
    assert held == agreement(INDICATORS[name], value, None, found[:1])


def test_a_dated_first_record_says_how_many_nights_went_before_it(printed):
    indicator = INDICATORS["jashyl-oroon-first-record"]
    start = start_of(records_of(indicator)[0])
    # The nights up to the very day would tell the day, which is not public: its month is.
    month = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    before = nights(SURVEY, (dt.datetime(1, 1, 1), month))
    there = sum(n for (area, _), n in before.items() if within(SURVEY, area, indicator["areas"]))
    claim = printed[indicator["id"]]
    assert f"{there:,.0f} trap-nights" in " ".join(claim["caveats"])
    assert [row["month"] for row in claim["evidence_rows"]] == [f"{start:%Y-%m}-01"]


# --- What the example shows ------------------------------------------------------------------


def test_every_indicator_has_a_claim_in_the_order_of_the_programme(printed):
    assert list(printed) == list(INDICATORS)


@pytest.mark.parametrize("name", [name for name, i in INDICATORS.items() if "statement" in i])
def test_the_statement_is_repeated_as_it_was_published(printed, name):
    told = {row["statement_id"]: row for row in SURVEY.rows("statements")}
    row = told[INDICATORS[name]["statement"]]
    for figure in ("value", "baseline"):
        expected = float(row[figure]) if row[figure] else None
        assert printed[name]["statement"][figure] == expected


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
    found = {claim["statement"] and claim["statement"]["agreement"] for claim in printed.values()}
    every = {"agrees", "differs", "cannot_be_computed", "rests_on_the_statement", None}
    assert found == every
