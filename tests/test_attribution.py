"""Whose work a row is, and that nobody can take for the programme's what others did."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from impact.disclosure.selection import Selection
from impact.figures import places, reports, wildlife
from impact.figures.style import LIGHT
from impact.metrics.areas import set_up_since
from impact.model.attribution import by_programme
from impact.model.schemas import schema
from impact.reading.choices import Choices
from impact.reading.uploads import read_upload
from impact.versions.tables import from_parquet
from impact.wording import words_in
from tests.handouts.packs_of import view_of

EN = words_in("en")
WILDCATS = Path(__file__).parents[1] / "data" / "wildcats"
PROGRAMMES, OTHERS = Selection(whose="programme"), Selection(whose="others")


def test_a_silent_row_is_the_programmes_only_where_it_is_not_published() -> None:
    rows = pd.DataFrame(
        {
            "attribution": ["programme", "others", None, None],
            "published": [True, False, False, True],
        }
    )
    assert by_programme(rows).tolist() == [True, False, True, False]


def test_a_silent_area_or_milestone_is_nobodys_result() -> None:
    rows = pd.DataFrame({"attribution": ["programme", "others", None]})
    assert by_programme(rows).tolist() == [True, False, False]


@pytest.mark.parametrize("heading", ["programme", "Programme", "Программа"])
def test_a_file_of_an_earlier_version_is_read_as_it_is(heading: str) -> None:
    file = f"milestone_id,title,{heading}\nm-1,One,own\nm-2,Two,partner\nm-3,Three,context\n"
    upload = read_upload(file.encode(), "milestones.csv", Choices(table="milestones"))
    found = upload.texts["milestones"].frame["attribution"]
    assert found.tolist() == ["programme", "others", "others"]


def test_a_stored_table_of_an_earlier_version_is_read_as_it_is() -> None:
    bare = pd.DataFrame({"area_id": ["a", "b"], "programme": ["own", "context"], "row": [2, 3]})
    buffer = io.BytesIO()
    bare.astype({"programme": "category"}).to_parquet(buffer)
    rows = from_parquet("areas", buffer.getvalue())
    assert rows["attribution"].astype("str").tolist() == ["programme", "others"]
    assert "programme" not in rows
    assert rows["set_up_by"].isna().all()


def test_every_former_name_is_no_name_of_another_column() -> None:
    for table in ("areas", "detections", "conflicts", "milestones"):
        described = schema(table)
        former = {name for one in described.fields for name in one.former_names}
        assert not former & set(described.names)


def test_land_set_up_by_others_or_before_is_not_the_programmes() -> None:
    areas = pd.DataFrame(
        {
            "area_id": ["own-new", "own-old", "own-undated", "others-new", "own-planned"],
            "area_type": ["conservancy"] * 5,
            "status": ["established"] * 4 + ["in creation"],
            "attribution": ["programme", "programme", "programme", "others", "programme"],
            "established": pd.to_datetime(["2024", "2020", None, "2024", "2024"]),
        }
    )
    found = set_up_since(areas, pd.Timestamp("2023-03-01"))
    assert found["area_id"].tolist() == ["own-new", "own-undated"]


def test_the_published_record_says_that_no_land_on_file_is_the_programmes() -> None:
    shown = places.set_up_since(view_of("wildcats"), Selection(), EN)
    assert shown.sentence == (
        "1 area was set up since the programme began; its extent is not published."
    )


@pytest.mark.parametrize("make", [wildlife.first_records, reports.of_cats])
def test_the_programmes_and_others_are_two_figures_with_no_row_in_common(make) -> None:
    view = view_of("wildcats")
    own = make(view, PROGRAMMES, EN, LIGHT)
    others = make(view, OTHERS, EN, LIGHT)
    every = make(view, Selection(), EN, LIGHT)
    assert len(own.table) + len(others.table) == len(every.table)
    assert own.id != others.id
    assert others.title.endswith("by others")
    colours = {trace.marker.color for trace in others.figure.data if trace.mode == "markers"}
    assert colours == {LIGHT.muted}


def test_every_first_record_says_who_recorded_it() -> None:
    shown = wildlife.first_records(view_of("wildcats"), Selection(), EN, LIGHT)
    assert shown.table["Recorded by"].str.len().gt(0).all()


def test_nothing_from_before_the_programme_is_its_own() -> None:
    view = view_of("wildcats")
    began = pd.Timestamp(view.programme.about.began)
    for rows in (view.records.detections, view.records.milestones):
        own = rows[by_programme(rows)]
        assert not own["event_end"].lt(began).any()
