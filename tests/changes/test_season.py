"""A season that was sent in: what it amounts to, and which claims it may answer."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.changes.claim_preview import preview
from impact.changes.difference import Difference
from impact.changes.prepare import Prepared
from impact.changes.season import new_seasons
from impact.changes.season_claims import earlier_seasons, ways
from impact.changes.season_in_words import counted_lines
from impact.model.programme import read_programme
from impact.versions.version import make_version
from impact.wording import words_in
from tests.tables import PROGRAMME, event, records, table

UNCIA = "Panthera uncia"


def stay(name: str, station: str, start: str, end: str) -> dict:
    return {"deployment_id": name, "location_id": station, "area_id": "ridge",
            "latitude": 39.5, "longitude": 54.5, "deployment_start": start,
            "deployment_end": end}  # fmt: skip


def seen(name: str, when: str, station: str = "S1", **cells) -> dict:
    return event(name, when, area_id="ridge", location_id=station, **cells)


def survey(name: str, start: str, end: str) -> dict:
    return {"survey_id": name, "area_id": "ridge", "records": "detections", "name": name,
            "event_start": start, "event_end": end, "date_precision": "range"}  # fmt: skip


# 2025: 10 nights at S1, 20 at S2. 2026: 10 at S1 alone.
RECORDS = records(
    surveys=table("surveys", survey("old", "2025-03-01", "2025-03-21"),
                  survey("new", "2026-03-01", "2026-03-11"),
                  survey("published", "2024-03-01", "2024-03-11")),
    deployments=table("deployments", stay("a", "S1", "2025-03-01", "2025-03-11"),
                      stay("b", "S2", "2025-03-01", "2025-03-21"),
                      stay("c", "S1", "2026-03-01", "2026-03-11")),
    detections=table(
        "detections", seen("1", "2025-03-05T10:00"),
        seen("2", "2026-03-05T10:00"), seen("3", "2026-03-05T10:10"), seen("4", "2026-03-06T10:00"),
        seen("5", "2026-03-07T10:00", identification_verification_status="unverified"),
        seen("6", "2026-04-07T10:00")),
    conflicts=table("conflicts", {"incident_id": "i", "area_id": "ridge", "scientific_name": UNCIA,
                                  "event_start": "2026-05-01", "incident_type": "close encounter",
                                  "verification": "confirmed"}),
    reporting=table("reporting", {"area_id": "ridge", "unit": "Ak-Suu", "month": "2026-02-01",
                                  "active": True}),
)  # fmt: skip
PLACE = {"en": "on the ridge"}
PUBLISHED = """
[[indicators]]
id = "ridge-cats"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
current = {survey = "old"}
current_words = {en = "last year"}
basis = "published_total"
"""


def season_of(name: str = "new", text: str = PROGRAMME):
    after = make_version(read_programme(text), RECORDS, {})
    new = Difference.of_new_rows(pd.Series([name]))
    (season,) = new_seasons(Prepared(RECORDS, (), {"surveys": new}), after)
    return season, after


def test_a_season_is_summed_up_as_a_claim_would_count_it():
    season, _ = season_of()
    assert (season.area, season.stations, season.trap_nights) == ("ridge", 1, 10.0)
    assert season.detections == {UNCIA: 2}  # 10:00 and 10:10 are one visit; April is another time
    assert season.records["counts"].tolist() == [True, False, True, False]
    assert (len(season.incidents), len(season.reporting)) == (1, 1)


def test_why_records_are_more_than_detections_is_said_before_anything_is_public():
    season, after = season_of()
    (line,) = counted_lines(season, after, words_in("en"))
    assert line.startswith("Snow leopard: 4 records, 2 detections. Records of one species")
    assert "less than 30 minutes" in line
    single, after = season_of("old")
    assert counted_lines(single, after, words_in("en")) == []


def test_it_is_compared_with_seasons_that_have_cameras_and_with_no_published_total():
    season, after = season_of()
    assert list(earlier_seasons(season, after)) == ["old"]
    assert earlier_seasons(season_of("old")[0], after) == {}


def test_where_no_claim_asks_a_new_one_is_offered():
    season, after = season_of()
    (way,) = ways(season, after, PROGRAMME.encode(), "old", PLACE)
    assert (way.indicator, way.is_new) == ("ridge-detections", True)
    (claim,) = preview(after, way.text, way.indicator).claims
    assert (claim.value, claim.baseline) == (2, 1)
    assert (claim.effort.current, claim.effort.baseline) == (10.0, 30.0)


@pytest.mark.parametrize(("baseline", "value"), [("old", 1), ("", None)])
def test_a_claim_that_asks_already_is_counted_from_the_records(baseline, value):
    text = PROGRAMME + PUBLISHED
    season, after = season_of(text=text)
    (way,) = ways(season, after, text.encode(), baseline, PLACE)
    assert (way.indicator, way.is_new, way.was_published_total) == ("ridge-cats", False, True)
    (claim,) = preview(after, way.text, way.indicator).claims
    assert (claim.value, claim.baseline) == (2, value)
    assert "last year" not in way.text.decode()  # the words were of the old period


def test_a_season_without_any_detection_may_still_be_a_claim():
    empty = RECORDS.with_tables(detections=RECORDS.detections.iloc[:1])
    after = make_version(read_programme(PROGRAMME), empty, {})
    new = Difference.of_new_rows(pd.Series(["new"]))
    (season,) = new_seasons(Prepared(empty, (), {"surveys": new}), after)
    (way,) = ways(season, after, PROGRAMME.encode(), "old", PLACE)
    assert preview(after, way.text, way.indicator).claims[0].value == 0
