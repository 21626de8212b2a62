"""New rows into a table, and what that changes."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.changes.merge import Way, merge

OLD = pd.DataFrame(
    {
        "area_id": ["ridge", "valley", "plain"],
        "name": ["Ridge", "Valley", "Plain"],
        "area_km2": ["140", None, "7"],
    },
    dtype="str",
)


def file(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_id", "name", "area_km2"], dtype="str")


def test_adding_leaves_what_is_there_and_names_what_is_repeated():
    after, difference = merge("areas", OLD, file(("ridge", "X", "1"), ("gorge", "G", "2")), Way.ADD)
    assert list(after["area_id"]) == ["ridge", "valley", "plain", "gorge"]
    assert after["name"].iloc[0] == "Ridge"
    assert difference.added == ("gorge",)
    assert difference.repeated == ("ridge",)
    assert difference.changed.empty


def test_replacing_rows_changes_them_cell_by_cell():
    new = file(("valley", "Valley", "88"), ("plain", "Plain", None))
    after, difference = merge("areas", OLD, new, Way.REPLACE_ROWS)
    assert list(after["area_id"]) == ["ridge", "valley", "plain"]
    changed = difference.changed.set_index("id")
    assert list(changed.index) == ["valley", "plain"]
    assert list(changed["column"]) == ["area_km2", "area_km2"]
    assert changed.loc["valley", "after"] == "88"
    assert pd.isna(changed.loc["valley", "before"])
    assert pd.isna(changed.loc["plain", "after"])


def test_a_column_that_the_file_lacks_is_left_as_it_was():
    new = pd.DataFrame({"area_id": ["ridge"], "name": ["High ridge"]}, dtype="str")
    after, difference = merge("areas", OLD, new, Way.REPLACE_ROWS)
    assert after["area_km2"].iloc[0] == "140"
    assert list(difference.changed["column"]) == ["name"]


def test_replacing_the_table_names_what_is_gone():
    after, difference = merge("areas", OLD, file(("ridge", "Ridge", "140")), Way.REPLACE_TABLE)
    assert list(after["area_id"]) == ["ridge"]
    assert difference.removed == ("valley", "plain")


@pytest.mark.parametrize("way", Way)
def test_the_same_table_again_changes_nothing(way):
    _after, difference = merge("areas", OLD, OLD, way)
    assert difference.nothing


def test_the_arguments_stay_as_they_were():
    before, new = OLD.copy(), file(("valley", "V", "1"))
    kept = new.copy()
    merge("areas", before, new, Way.REPLACE_ROWS)
    pd.testing.assert_frame_equal(before, OLD)
    pd.testing.assert_frame_equal(new, kept)


def test_a_key_of_two_columns_is_matched_by_both():
    old = pd.DataFrame(
        {"area_id": ["a", "a"], "month": ["2024-01", "2024-02"], "active": ["yes", "yes"]},
        dtype="str",
    )
    new = pd.DataFrame({"area_id": ["a"], "month": ["2024-02"], "active": ["no"]}, dtype="str")
    after, difference = merge("reporting", old, new, Way.REPLACE_ROWS)
    assert list(after["active"]) == ["yes", "no"]
    assert list(difference.changed["id"]) == ["a 2024-02"]


def test_a_row_of_one_unit_is_another_than_the_row_of_the_whole_area():
    old = pd.DataFrame(
        {"area_id": ["a", "a"], "month": ["2024-02"] * 2, "unit": [None, "Yagly"]}, dtype="str"
    ).assign(active="yes")
    whole = pd.DataFrame({"area_id": ["a"], "month": ["2024-02"], "active": ["no"]}, dtype="str")
    after, difference = merge("reporting", old, whole, Way.REPLACE_ROWS)
    assert list(after["active"]) == ["no", "yes"]
    assert list(difference.changed["id"]) == ["a 2024-02"]
