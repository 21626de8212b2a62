"""The programme's three claims, as they come out of the published record."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from impact.__main__ import main

DATA = Path(__file__).parent.parent / "data" / "wildcats"


@pytest.fixture(scope="module")
def claims() -> dict[str, dict]:
    from contextlib import redirect_stdout
    from io import StringIO

    out = StringIO()
    with redirect_stdout(out):
        assert main(["claims", "--data", str(DATA), "--json"]) == 0
    return {claim["id"]: claim for claim in json.loads(out.getvalue())}


def test_there_are_three_claims_each_with_every_field(claims):
    assert list(claims) == [
        "uly-balkan-detections",
        "turkmenistan-conflicts",
        "jashyl-oroon-first-record",
    ]
    fields = (
        "id kind value unit baseline ratio effort verdict sentence caveats statement sources "
        "evidence_rows"
    )
    for claim in claims.values():
        assert set(claim) >= set(fields.split())


def test_eleven_from_five_are_counts_and_no_more(claims):
    claim = claims["uly-balkan-detections"]
    assert (claim["value"], claim["baseline"]) == (11, 5)
    assert claim["verdict"] == "counts_only"
    assert claim["ratio"] is None
    assert claim["effort"] is None
    assert claim["statement"] == {
        "value": 11,
        "baseline": 5,
        "agreement": "rests_on_the_statement",
    }
    assert claim["sentence"] == "11 leopard detections on Uly Balkan, up from 5"
    assert [row["count"] for row in claim["evidence_rows"]] == [11, 5]


def test_no_conflict_from_eight_is_a_zero_of_unknown_effort(claims):
    claim = claims["turkmenistan-conflicts"]
    assert (claim["value"], claim["shown"], claim["baseline"]) == (None, "none reported", 8)
    assert claim["verdict"] == "zero_effort_unknown"
    assert claim["ratio"] is None
    assert claim["effort"] is None
    assert claim["statement"]["agreement"] == "rests_on_the_statement"
    assert claim["sentence"] == (
        "None reported: human–leopard conflicts in Turkmenistan since early 2024"
    )


def test_the_first_snow_leopard_is_first_as_reported(claims):
    claim = claims["jashyl-oroon-first-record"]
    assert claim["verdict"] == "first_as_reported"
    assert claim["statement"]["agreement"] == "rests_on_the_statement"
    assert claim["sentence"] == (
        "1st snow leopard reported in Jashyl-Oroon, "
        "which the programme calls the largest community-based conservancy in Kyrgyzstan"
    )


def test_no_claim_names_a_place_finer_than_its_area(claims):
    text = json.dumps(claims)
    for word in ("latitude", "longitude", "location_id", "webflow"):
        assert word not in text


def test_what_is_the_dashboards_own_is_credited_to_nobody_else():
    rows = pd.read_csv(DATA / "caveats.csv", dtype="str")
    own = rows[rows["sentence"].str.contains("Searches|stands here")]
    assert set(own["caveat_id"]) == {"jashyl-one-source", "who-recorded-unknown"}
    assert own["source_name"].str.contains("Search of|dashboard").all()


def test_a_record_of_two_parks_is_on_file_in_each():
    rows = pd.read_csv(DATA / "detections.csv", dtype="str")
    countries = rows[rows["area_id"].isin(["TM", "KZ", "KG"])]
    assert not countries["locality"].str.contains("park|reserve", case=False).any()
    both = rows[rows["summary"].str.contains("Altyn-Emel and Sairam-Ugam")]
    assert both["area_id"].tolist() == ["A-KZ-03", "KZ-sairam-ugam"]


def test_a_figure_of_the_programme_or_a_partner_is_not_called_independent():
    rows = pd.read_csv(DATA / "status.csv", dtype="str")
    own = rows[rows["source_name"].str.contains("Conservation X Labs|BRCC")]
    assert own["status_id"].tolist() == ["S-04", "S-05", "S-06", "S-09", "S-10"]
    assert own["note"].str.contains("not an independent").all()
