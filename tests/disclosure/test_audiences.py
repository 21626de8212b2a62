"""An audience of one's own, and categories with rules of their own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest

from impact.disclosure import cells, for_audience, generalisations
from impact.model.programme import read_programme
from impact.versions.version import Version, make_version
from tests.disclosure.walker import PLACE, edges, leaks, secrets
from tests.tables import PROGRAMME, event, records, table

PARTNER = """
[[audiences]]
id = "partner"
name = {en = "Partner"}
records = "cell"
cell_degrees = 0.1
minimum_stations = 1
"""
KEY = 'id_key = "nobody can guess this"\n'


def of_category(category: int, *, published: bool = False, **about: str) -> Version:
    """One camera and one record of it, of a species of a category."""
    text = KEY + PROGRAMME.replace(
        'iucn_category = {en = "Vulnerable"}',
        f'category = {category}\niucn_category = {{en = "Vulnerable"}}',
    )
    den = {**PLACE, "deployment_start": "2024-01-05", "deployment_end": "2024-12-07"}
    row = event("kept", "2024-05-06 07:08:09", **PLACE, published=published, **about)
    tables = records(
        deployments=table("deployments", {k: v for k, v in den.items() if k != "locality"}),
        detections=table("detections", row),
    )
    return make_version(read_programme(text + PARTNER), tables, {})


def test_a_partner_sees_a_cell_and_a_month_and_ids_that_say_nothing():
    view = for_audience(of_category(1, summary="At its den"), "partner")
    row, camera = view.records.detections.iloc[0], view.records.deployments.iloc[0]
    assert (row["latitude"], row["longitude"]) == (camera["latitude"], camera["longitude"])
    assert (row["latitude"], row["longitude"]) == (41.2, 74.6)
    assert (row["event_start"], row["event_end"]) == tuple(edges(pd.Timestamp("2024-05-06")))
    assert row["date_precision"] == "month"
    assert row["deployment_id"] == camera["deployment_id"] != "den-camera"
    assert row[["locality", "summary", "source"]].isna().all()
    assert leaks(view, secrets(of_category(1, summary="At its den").records)) == []
    assert view.programme.id_key == ""


def test_a_cell_says_how_uncertain_it_is():
    # 0.1 degree at 41 N: 11.13 km by 8.38 km, a diagonal of 13.93 km, and 30 m of a GPS.
    view = for_audience(of_category(1), "partner")
    told = generalisations(view, "deployments").iloc[0]
    assert told["coordinateUncertaintyInMeters"] == pytest.approx(13_960, abs=15)
    assert told["coordinatePrecision"] == 0.1
    assert "0.1 degree" in told["dataGeneralizations"]
    (cell,) = cells(view).to_dict("records")
    assert (cell["latitude"], cell["longitude"], cell["records"]) == (41.2, 74.6, 1)


def test_ids_are_the_same_in_every_version_and_others_under_another_key():
    one, same = (for_audience(of_category(1), "partner").records for _ in range(2))
    version = of_category(1)
    other = version.programme.model_copy(update={"id_key": "another secret key"})
    changed = for_audience(dataclasses.replace(version, programme=other), "partner").records
    ids = [r.detections["location_id"].iloc[0] for r in (one, same, changed)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("category", "place", "day"),
    [(2, (41.2, 74.6), "2024-05-06"), (3, (41.23, 74.65), "2024-05-06")],
)
def test_the_public_sees_other_categories_in_their_cell_and_to_the_day(category, place, day):
    (row,) = for_audience(of_category(category), "public").records.detections.to_dict("records")
    assert (row["latitude"], row["longitude"]) == place
    assert row["event_start"] == pd.Timestamp(day)
    assert row["observation_id"] != "kept"


def test_the_delay_holds_back_a_whole_month_and_the_total_stays():
    held = of_category(1)
    version = dataclasses.replace(held, published=dt.datetime(2024, 6, 29, tzinfo=dt.UTC))
    assert for_audience(version, "partner").records.detections.empty
    later = dataclasses.replace(held, published=dt.datetime(2024, 7, 2, tzinfo=dt.UTC))
    assert len(for_audience(later, "partner").records.detections) == 1


def test_a_folder_gathered_in_the_future_is_held_back_from_today():
    version = of_category(1)  # gathered on 31 January 2026, as its programme.toml says
    today = dt.date(2024, 6, 28)
    early = dataclasses.replace(version, programme=version.programme.gathered_by(today))
    assert early.programme.about.as_of == today
    assert for_audience(early, "partner").records.detections.empty
    assert len(for_audience(version, "partner").records.detections) == 1
    assert version.programme.gathered_by(dt.date(2026, 2, 1)) == version.programme


def test_only_disclosure_makes_a_view():
    root = Path(__file__).parents[2]
    makers = [
        file.relative_to(root).as_posix()
        for folder in ("impact", "pages")
        for file in (root / folder).rglob("*.py")
        if re.search(r"(?<![A-Za-z_.])View\(\n? ", file.read_text(encoding="utf-8"))
        or re.search(r"return View\(", file.read_text(encoding="utf-8"))
    ]
    assert makers == ["impact/disclosure/audience.py"]


@pytest.mark.parametrize("audience", ["public", "partner", "staff"])
@pytest.mark.parametrize(
    ("licence", "shown"),
    [("own", True), ("open", True), ("not to be passed on", False), (None, False)],
)
def test_an_outline_is_in_nothing_shown_unless_it_may_be_passed_on(audience, licence, shown):
    version = of_category(1)
    areas = version.records.areas.assign(
        outline="POLYGON ((74 41, 75 41, 75 42, 74 42, 74 41))",
        outline_licence=licence,
        outline_source="A survey office",
    )
    exact = dataclasses.replace(version, records=version.records.with_tables(areas=areas))
    seen = for_audience(exact, audience).records.areas
    assert len(seen) > 0
    assert seen["outline"].notna().all() == shown
    assert (seen["outline_source"] == "A survey office").all()
