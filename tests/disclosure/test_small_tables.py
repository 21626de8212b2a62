"""What the public and staff see of tables small enough to read."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.disclosure import for_audience, shown_problems
from impact.model.errors import Problem
from impact.versions.version import Version, make_version
from tests.disclosure.walker import PLACE, finer_than_a_month, leaks, secrets
from tests.tables import event, programme, records, table

FIRST = """
id = "first"
kind = "first_record"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
basis = "records"
"""
COUNT = """
id = "count"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
current = {start = 2024-01-01, end = 2024-12-31}
basis = "records"
"""


def small(*indicators: str, **cells: object) -> Version:
    """One camera at a den, a row of it that is public and one that is not."""
    shown = event("shown", "2024-03-05 04:05:06", **PLACE, published=True, summary="A report")
    kept = event("kept", "2024-05-06 07:08:09", **{**PLACE, "locality": "Under the ice", **cells})
    den = {
        "deployment_id": "den-camera",
        "location_id": "the-den",
        "area_id": "ridge",
        "latitude": 41.23456,
        "longitude": 74.65432,
        "deployment_start": "2024-01-01",
        "deployment_end": "2024-12-31",
    }
    lost = {
        "incident_id": "lost-sheep",
        "area_id": "ridge",
        "scientific_name": "Panthera uncia",
        "event_start": "2024-06-17",
        "event_end": "2024-06-17",
        "incident_type": "livestock depredation",
        "verification": "confirmed",
        "locality": "Aibek's fold",
        "latitude": 41.11111,
    }
    return make_version(
        programme(*indicators),
        records(
            deployments=table("deployments", den),
            detections=table("detections", shown, kept),
            conflicts=table("conflicts", lost),
        ),
        {},
    )


def test_a_published_row_stays_with_its_words_and_without_its_place():
    rows = for_audience(small(COUNT), "public").records.detections
    assert list(rows["observation_id"]) == ["shown"]
    assert list(rows["summary"]) == ["A report"]
    for column in ("latitude", "longitude", "location_id", "deployment_id"):
        assert rows[column].isna().all()


def test_evidence_shows_the_published_row_and_counts_the_other():
    version = small(COUNT)
    assert version.claims[0].value == 2
    shown = for_audience(version, "public").evidence["count"]
    assert list(shown.rows["id"]) == ["shown"]
    assert list(shown.grouped["records"]) == [1]
    # A single camera stood on the ridge: neither area nor month goes with it.
    assert shown.grouped[["area_id", "month"]].isna().all(axis=None)
    assert len(for_audience(version, "staff").evidence["count"].rows) == 2


def test_a_small_view_of_the_public_holds_no_secret():
    version = small(COUNT)
    assert leaks(for_audience(version, "public"), secrets(version.records)) == []


def test_an_incident_over_a_few_days_is_told_to_the_month_too():
    version = small()
    days = version.records.conflicts.assign(
        date_precision="range", event_end=pd.Timestamp("2024-06-19")
    )
    longer = make_version(version.programme, version.records.with_tables(conflicts=days), {})
    assert finer_than_a_month(for_audience(longer, "public").summaries.incidents).empty


def test_making_a_view_leaves_the_version_as_it_was():
    version = small(COUNT, FIRST)
    before = version.records.detections.copy()
    for_audience(version, "public")
    pd.testing.assert_frame_equal(version.records.detections, before)
    assert version.claims[0].evidence


@pytest.mark.parametrize(
    "column", ["observation_id", "location_id", "deployment_id", "locality", "latitude"]
)
def test_a_helper_that_keeps_one_column_is_caught(monkeypatch, column):
    def keeps_one(rows: pd.DataFrame, *_rules: object) -> pd.DataFrame:
        return rows.assign(**{name: pd.NA for name in rows if name != column})

    version = small()
    monkeypatch.setattr("impact.disclosure.rows._rows", keeps_one)
    found = leaks(for_audience(version, "public"), secrets(version.records))
    assert any(f"detections[{column}]" in one for one in found)


def test_a_summary_that_keeps_the_words_of_an_incident_is_caught(monkeypatch):
    version = small()
    told = version.records.conflicts.assign(event_end=pd.NaT)
    monkeypatch.setattr("impact.disclosure.figures._incidents", lambda *_: told)
    found = leaks(for_audience(version, "public"), secrets(version.records))
    assert any("incidents[locality]" in one for one in found)
    assert any("incidents[incident_id]" in one for one in found)
    assert len(finer_than_a_month(told)) == 1


def _only_when(rows: pd.DataFrame, name: str, *_rules: object) -> pd.DataFrame:
    kept = ("event_start", "published")
    bare = rows.assign(**{column: pd.NA for column in rows if column not in kept})
    return rows[:0] if name == "deployments" else bare


def test_a_moment_that_is_kept_is_caught(monkeypatch):
    monkeypatch.setattr("impact.disclosure.rows._rows", _only_when)
    version = small()
    found = leaks(for_audience(version, "public"), secrets(version.records))
    assert any("detections[event_start]: 2024-05-06 07:08:09" in one for one in found)


def test_a_problem_tells_where_it_is_and_nothing_that_a_cell_holds():
    text = "41,23456 at the den"
    problem = Problem("d.csv", 2, "latitude", text, "no.such.rule", f"“{text}”?", f"Mend {text}.")
    (shown,) = shown_problems([problem])
    assert (shown.file, shown.row, shown.column) == ("d.csv", 2, "latitude")
    assert "41,23456" not in str(shown.as_dict())
    assert shown.message
