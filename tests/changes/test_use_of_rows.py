"""Of every new row: whether it counts toward a claim, is shown, or is not, and why."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.changes.difference import Difference
from impact.changes.use_in_words import use_said
from impact.changes.use_of_rows import Use, use_of_rows
from impact.disclosure import for_audience
from impact.versions.version import make_version
from impact.wording import words_in
from tests.tables import event, programme, records, table

FROM_RECORDS = """
id = "ridge-cats"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
current = {start = 2025-03-01, end = 2025-06-30}
basis = "records"
"""
PUBLISHED = FROM_RECORDS.replace('"records"', '"published_total"')
INCIDENTS = FROM_RECORDS.replace("ridge-cats", "ridge-conflicts").replace(
    '"detections"', '"conflict_incidents"'
)


def camera(name: str, when: str, area: str = "ridge", **cells) -> dict:
    return event(name, when, area_id=area, location_id="S1", **cells)


SEEN = table(
    "detections",
    camera("in", "2025-03-05T10:00"),
    camera("same-visit", "2025-03-05T10:05"),
    camera("earlier", "2024-03-05T10:00"),
    camera("elsewhere", "2025-03-05T10:00", area="valley"),
    camera("doubted", "2025-03-06T10:00", identification_verification_status="unverified"),
    camera("last-week", "2026-01-28T10:00"),
    event("heard", "2025-03-07T00:00", area_id="ridge"),
)


def fates(indicator: str, name: str, rows: pd.DataFrame, **tables) -> dict[str, tuple]:
    """Id → use, reason and claim of rows that are all new."""
    after = version(indicator, **{name: rows}, **tables)
    new = Difference.of_new_rows(rows[rows.columns[0]].astype("str"))
    found = use_of_rows({name: new}, after)
    return {row: (one.use, one.why, one.claim) for one in found for row in one.rows}


def version(indicator: str, **tables):
    return make_version(programme(*([indicator] if indicator else [])), records(**tables), {})


def test_each_new_detection_has_one_fate_and_its_reason():
    assert fates(FROM_RECORDS, "detections", SEEN) == {
        "in": (Use.CLAIM, "counts", "ridge-cats"),
        "same-visit": (Use.CLAIM, "counts", "ridge-cats"),
        "earlier": (Use.SHOWN, "other_period", "ridge-cats"),
        "elsewhere": (Use.SHOWN, "no_claim", ""),
        "doubted": (Use.NOT_SHOWN, "unverified", ""),
        "last-week": (Use.LATER, "other_period", "ridge-cats"),
        "heard": (Use.SHOWN, "presence", ""),
    }


def test_single_records_count_toward_no_claim_that_uses_a_published_total():
    assert fates(PUBLISHED, "detections", SEEN)["in"] == (
        Use.SHOWN, "published_total", "ridge-cats",
    )  # fmt: skip


def test_cameras_count_where_they_are_the_effort_of_a_claim():
    out = table(
        "deployments",
        {"deployment_id": "d1", "location_id": "S1", "area_id": "ridge",
         "deployment_start": "2025-02-01", "deployment_end": "2025-03-02"},
        {"deployment_id": "d2", "location_id": "S1", "area_id": "ridge",
         "deployment_start": "2024-02-01", "deployment_end": "2024-03-02"},
    )  # fmt: skip
    found = fates(FROM_RECORDS, "deployments", out)
    assert [found[one][:2] for one in ("d1", "d2")] == [
        (Use.CLAIM, "counts"), (Use.SHOWN, "other_period"),
    ]  # fmt: skip
    assert fates(PUBLISHED, "deployments", out)["d1"][1] == "published_total"


def test_reports_of_conflicts_and_months_of_reporting():
    report = {"area_id": "ridge", "scientific_name": "Panthera uncia", "locality": "Ak-Suu",
              "incident_type": "livestock depredation", "verification": "confirmed"}  # fmt: skip
    rows = table(
        "conflicts",
        {"incident_id": "in", "event_start": "2025-04-05", "event_end": "2025-04-05", **report},
        {"incident_id": "doubted", "event_start": "2025-04-06", **report,
         "verification": "unverified"},
        {"incident_id": "wolf", "event_start": "2025-04-07", **report, "verification": "rejected"},
        {"incident_id": "seen", "event_start": "2025-04-08", **report,
         "incident_type": "close encounter"},
    )  # fmt: skip
    found = fates(INCIDENTS, "conflicts", rows)
    assert {name: why for name, (_, why, _) in found.items()} == {
        "in": "counts", "doubted": "unverified_report", "wolf": "rejected", "seen": "encounter",
    }  # fmt: skip
    months = table(
        "reporting",
        {"area_id": "ridge", "month": "2025-04-01", "active": True},
        {"area_id": "ridge", "month": "2024-04-01", "active": True},
    )
    after = version(INCIDENTS, reporting=months)
    new = Difference.of_new_rows(pd.Series(["ridge 2025-04", "ridge 2024-04"]))
    used = use_of_rows({"reporting": new}, after)
    assert [(one.rows, one.why) for one in used] == [
        (("ridge 2025-04",), "counts"), (("ridge 2024-04",), "other_period"),
    ]  # fmt: skip


def test_a_survey_that_no_claim_names_is_said_to_be_none():
    rows = table(
        "surveys",
        {"survey_id": "spring", "area_id": "ridge", "records": "detections", "name": "Spring"},
    )
    assert fates(FROM_RECORDS, "surveys", rows)["spring"][1] == "survey_not_named"
    named = FROM_RECORDS.replace("{start = 2025-03-01, end = 2025-06-30}", '{survey = "spring"}')
    assert fates(named, "surveys", rows)["spring"] == (Use.CLAIM, "survey_named", "ridge-cats")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_reason_is_said_with_the_claim_that_could_be_changed(language):
    after = version(PUBLISHED, detections=SEEN)
    new = Difference.of_new_rows(SEEN["observation_id"])
    lines = use_said(use_of_rows({"detections": new}, after), for_audience(after, "public"),
                     words_in(language))  # fmt: skip
    assert sum(line.claim == "ridge-cats" for line in lines) == 2  # shown now, and later
    assert sum(line.new_claim for line in lines) == 1
    assert not any("{" in line.text for line in lines)
