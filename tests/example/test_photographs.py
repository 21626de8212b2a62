"""What the photographs, cameras and animals of the example are made to show."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.model.schemas import schema
from tests.example.folder import brute_force_events


@pytest.mark.parametrize(
    ("survey", "detections"),
    [
        ("ridge-north-2023", 20),
        ("ridge-north-2024", 34),
        ("ridge-north-2025", 52),
        ("ridge-south-2023", 30),
        ("ridge-south-2025", 18),
        ("glacier-2022", 30),
        ("glacier-2025", 41),
        ("high-valley-2023", 40),
        ("high-valley-2025", 15),
        ("plateau-2025", 0),
    ],
)
def test_a_season_has_as_many_detections_as_planned(
    survey: str, detections: int, photographs: pd.DataFrame
) -> None:
    area, year = survey.rsplit("-", 1)
    season = photographs[
        (photographs["area_id"] == area) & (photographs["time"].dt.year == int(year))
    ]
    assert brute_force_events(season, 30, "since_previous_record") == detections


def test_the_yearbook_is_right_about_detections_and_wrong_about_incidents(
    tables: dict[str, pd.DataFrame],
) -> None:
    said = tables["statements"].set_index("statement_id")[["value", "baseline"]].astype(float)
    assert said.loc["uly-balkan-detections"].tolist() == [52, 20]
    conflicts = tables["conflicts"].merge(tables["areas"][["area_id", "country_code"]])
    counted = conflicts[
        (conflicts["country_code"] == "TM")
        & conflicts["verification"].isin(["confirmed", "probable"])
        & conflicts["count"].isna()
        & (conflicts["incident_type"] != "close encounter")
    ]
    years = counted["event_start"].str[:4].value_counts()
    assert said.loc["turkmenistan-conflicts"].tolist() == [years["2025"] - 1, years["2023"]]


def test_every_record_was_made_while_its_camera_was_out_and_working(
    tables: dict[str, pd.DataFrame],
) -> None:
    rows = tables["detections"].merge(tables["deployments"], on="deployment_id")
    time = pd.to_datetime(rows["event_start"])
    end = pd.to_datetime(rows["deployment_end"])
    assert (time >= pd.to_datetime(rows["deployment_start"])).all()
    assert ((time <= end) | end.isna()).all()
    failed = tables["detections"].merge(tables["failures"], on="deployment_id")
    time = pd.to_datetime(failed["event_start"])
    failing = (time > failed["failure_start"]) & (time < failed["failure_end"])
    assert len(failed) > 0
    assert not failing.any()


def test_a_card_is_swapped_in_the_middle_of_a_visit(photographs: pd.DataFrame) -> None:
    earlier = photographs.shift()
    same = photographs["location_id"] == earlier["location_id"]
    other_card = photographs["deployment_id"].str.rstrip("b") != earlier[
        "deployment_id"
    ].str.rstrip("b")
    within = photographs["time"] - earlier["time"] < pd.Timedelta(minutes=30)
    assert (same & other_card & within).sum() == 1


def test_cameras_face_each_other_and_one_is_still_out(tables: dict[str, pd.DataFrame]) -> None:
    deployments = tables["deployments"]
    together = deployments.groupby(["location_id", "deployment_start"])["camera_id"].nunique()
    assert together.max() == 2
    assert deployments["deployment_end"].isna().sum() == 1
    still_out = deployments.loc[deployments["deployment_end"].isna(), "deployment_id"]
    assert tables["detections"]["deployment_id"].isin(still_out).any()


def test_one_deployment_has_both_levels_and_an_event_with_two_animals(
    tables: dict[str, pd.DataFrame],
) -> None:
    detections = tables["detections"]
    events = detections[detections["observation_level"] == "event"]
    assert events["deployment_id"].nunique() == 1
    there = detections[detections["deployment_id"] == events["deployment_id"].iloc[0]]
    assert set(there["observation_level"]) == {"media", "event"}
    assert events["event_id"].value_counts().tolist()[:2] == [2, 1]


def test_animals_are_known_from_the_left_the_right_and_both_sides(
    tables: dict[str, pd.DataFrame],
) -> None:
    known = tables["detections"].dropna(subset="individual_id")
    flanks = known.groupby("individual_id")["flank"].agg(set)
    assert {"left"} in list(flanks)
    assert {"right"} in list(flanks)
    assert {"left", "right"} in list(flanks)
    assert "both" in set(known["flank"])
    assert tables["detections"]["individual_id"].isna().any()


def test_the_first_sure_record_of_green_valley_is_not_its_first_row(
    tables: dict[str, pd.DataFrame],
) -> None:
    rows = tables["detections"].merge(tables["deployments"], on="deployment_id")
    there = rows[rows["area_id_y"] == "green-valley"].sort_values("event_start")
    assert there["identification_verification_status"].iloc[0] == "unverified"
    assert "verified" in set(there["identification_verification_status"])


def test_the_plateau_has_effort_and_doubtful_records_only(
    tables: dict[str, pd.DataFrame],
) -> None:
    deployments = tables["deployments"]
    plateau = deployments.loc[deployments["area_id"] == "plateau", "deployment_id"]
    rows = tables["detections"][tables["detections"]["deployment_id"].isin(plateau)]
    assert len(plateau) > 0
    assert set(rows["identification_verification_status"]) == {"unverified"}


def test_dates_of_every_precision_and_counts_of_every_unit_occur(
    tables: dict[str, pd.DataFrame],
) -> None:
    for column in ("date_precision", "count_unit"):
        allowed = schema("detections").field(column).constraints["enum"]
        assert set(tables["detections"][column].dropna()) == set(allowed)


def test_incidents_of_every_type_verification_and_outcome_occur(
    tables: dict[str, pd.DataFrame],
) -> None:
    for column in ("incident_type", "verification", "outcome_for_cat"):
        allowed = schema("conflicts").field(column).constraints["enum"]
        # Of a simulated cat that was harmed it is always told why.
        assert set(tables["conflicts"][column].dropna()) == set(allowed) - {"cat harmed"}
    lost = tables["conflicts"]
    stock = lost[lost["incident_type"] == "livestock depredation"]["livestock_killed"]
    assert stock.notna().any()
    assert stock.isna().any()


def test_reporting_has_months_without_collection_and_months_not_on_file(
    tables: dict[str, pd.DataFrame],
) -> None:
    reporting = tables["reporting"]
    assert set(reporting["active"]) == {"yes", "no"}
    months = reporting[reporting["area_id"] == "ridge-north"]["month"]
    every = pd.period_range("2022-01", "2025-12", freq="M").astype("str")
    assert set(every) - set(months) == {"2022-03", "2022-04"}
    # An incident stands in a month without collection, and one in a month not on file.
    incidents = tables["conflicts"].set_index("incident_id")
    state = reporting.set_index(["area_id", "month"])["active"]
    assert state[("plain", "2024-02")] == "no"
    assert incidents.loc["month-not-collected", "event_start"].startswith("2024-02")
    assert ("plain", "2022-04") not in state.index
    assert incidents.loc["month-not-on-file", "event_start"].startswith("2022-04")


def test_areas_have_every_status_and_the_gaps_that_pages_must_cope_with(
    tables: dict[str, pd.DataFrame],
) -> None:
    areas = tables["areas"]
    land = areas[areas["area_type"].isin(["protected area", "conservancy"])]
    assert set(land["status"]) == {"established", "in creation", "proposed"}
    established = land[land["status"] == "established"]
    assert established["established"].isna().sum() == 1
    assert established["area_km2"].isna().sum() == 1
    assert areas["latitude"].isna().sum() == 1
    corridor = areas[areas["area_type"] == "corridor"].iloc[0]
    assert corridor["overlaps"].split("; ") == ["ridge-north", "ridge-south"]
