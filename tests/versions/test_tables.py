"""A table comes out of Parquet as it went in."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.model.records import Records, column_dtype, empty_table
from impact.model.schemas import TABLES, schema
from impact.versions.tables import from_parquet, to_parquet
from tests.folders import DATA, folder_of
from tests.tables import event, table


@cache
def records_of(name: str) -> Records:
    return Records.of() if name == "nothing" else folder_of(DATA / name).records


def there_and_back(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    return from_parquet(name, to_parquet(name, rows))


@pytest.mark.parametrize("data", ["example", "wildcats", "nothing"])
@pytest.mark.parametrize("name", TABLES)
def test_every_table_comes_back_with_its_values_and_dtypes(data, name):
    before = records_of(data).table(name)
    after = there_and_back(name, before)
    assert list(after.columns) == list(before.columns)
    assert [str(dtype) for dtype in after.dtypes] == [str(dtype) for dtype in before.dtypes]
    # Where no row has a value, the empty list of categories may be of another kind
    pd.testing.assert_frame_equal(after, before, check_categorical=False)
    for column in before.columns:
        if before[column].dtype == "category" and before[column].notna().any():
            pd.testing.assert_index_equal(
                after[column].cat.categories, before[column].cat.categories
            )


@pytest.mark.parametrize("data", ["example", "wildcats", "nothing"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_came_back_is_written_as_the_same_bytes(data, name):
    content = to_parquet(name, records_of(data).table(name))
    assert to_parquet(name, from_parquet(name, content)) == content


def test_the_tables_tried_have_every_kind_of_column():
    kinds = {
        str(d)
        for data in ("example", "wildcats")
        for _, t in records_of(data).items()
        for d in t.dtypes
    }
    assert kinds == {"str", "category", "Int64", "float64", "boolean", "datetime64[us]", "int64"}
    columns = {
        c
        for data in ("example", "wildcats")
        for _, t in records_of(data).items()
        for c in t.columns
    }
    assert {"name_ru", "established_precision"} <= columns


def test_a_column_with_not_one_value_keeps_its_dtype():
    rows = table("detections", event("a", "2026-01-01 06:00"))
    after = there_and_back("detections", rows)
    assert rows["individual_id"].isna().all()
    assert str(after["individual_id"].dtype) == "category"
    assert str(after["count"].dtype) == "Int64"
    assert str(after["published"].dtype) == "boolean"
    assert str(after["locality"].dtype) == "str"


def test_categories_that_no_row_has_are_kept_in_their_order():
    rows = table("detections", event("a", "2026-01-01 06:00"), event("b", "2026-01-02 06:00"))
    order = pd.Index(["Vulpes vulpes", "Panthera uncia", "Panthera pardus tulliana"], dtype="str")
    rows["scientific_name"] = rows["scientific_name"].cat.set_categories(order)
    after = there_and_back("detections", rows)
    assert list(after["scientific_name"].cat.categories) == list(order)
    assert list(after["scientific_name"]) == ["Panthera uncia"] * 2


def test_ids_held_as_text_come_back_as_the_categories_they_are_in_records():
    rows = table("detections", event("a", "2026-01-01 06:00", area_id="ridge"))
    after = there_and_back("detections", rows.assign(area_id=rows["area_id"].astype("str")))
    assert str(after["area_id"].dtype) == column_dtype(
        "detections", schema("detections").field("area_id")
    )
    assert list(after["area_id"]) == ["ridge"]


def test_the_rows_are_numbered_anew_and_the_table_given_is_left_alone():
    rows = table("detections", event("a", "2026-01-01 06:00"), event("b", "2026-01-02 06:00"))
    chosen = rows[rows["observation_id"] == "b"]
    copy = chosen.copy(deep=True)
    after = there_and_back("detections", chosen)
    pd.testing.assert_frame_equal(chosen, copy)
    assert list(after.index) == [0]
    assert list(after["row"]) == [3]


def test_a_column_newer_than_the_file_is_there_and_missing():
    rows = table("areas", {"area_id": "a", "name": "A"}, {"area_id": "b", "name": "B"})
    after = there_and_back("areas", rows.drop(columns=["area_km2", "established", "governance"]))
    assert set(after.columns) == set(empty_table("areas").columns)
    assert after[["area_km2", "established", "governance"]].isna().all(axis=None)
    for name in ("area_km2", "established", "governance"):
        assert str(after[name].dtype) == str(rows[name].dtype)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
CELLS = st.fixed_dictionaries(
    {
        "locality": st.none() | TEXTS,
        "location_id": st.none() | TEXTS,
        "count": st.none() | st.integers(0, 2**53),
        "latitude": st.none() | st.floats(-90, 90),
        "published": st.none() | st.booleans(),
        "event_start": st.none()
        | st.datetimes(pd.Timestamp("1700-01-01"), pd.Timestamp("2200-01-01")),
    }
)


@settings(max_examples=20, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=6))
def test_any_cells_come_back_as_they_were(cells):
    rows = table("detections", *cells)
    after = there_and_back("detections", rows)
    pd.testing.assert_frame_equal(after, rows, check_categorical=False)
