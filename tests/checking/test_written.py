"""What is written and read again is the same."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.checking.cells import type_table
from impact.checking.written import dates_written, written
from impact.model.schemas import TABLES
from impact.reading.text_tables import read_csv_text
from tests.folders import DATA, folder_of


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("folder", ["wildcats", "example"])
def test_a_table_written_and_read_again_is_the_same(folder, table):
    records = folder_of(DATA / folder).records
    rows = records.table(table)
    content = written(records, table).to_csv(index=False).encode()
    again = type_table(read_csv_text(content, f"{table}.csv"), table).frame
    columns = [column for column in rows.columns if column != "row"]
    pd.testing.assert_frame_equal(
        again.reindex(columns=columns).reset_index(drop=True).astype("object"),
        rows[columns].reset_index(drop=True).astype("object"),
        check_dtype=False,
    )


def test_a_range_is_handed_out_as_it_stands_in_the_folder_each_end_as_exact_as_it_is_known():
    for table, key in (
        ("conflicts", "incident_id"),
        ("surveys", "survey_id"),
        ("detections", "observation_id"),
        ("milestones", "milestone_id"),
    ):
        own = pd.read_csv(DATA / "wildcats" / f"{table}.csv", dtype="str").set_index(key)
        out = written(folder_of(DATA / "wildcats").records, table).set_index(key)
        for column in ("event_start", "event_end"):
            ranges = own.loc[own["date_precision"] == "range", column]
            assert out.loc[ranges.index, column].tolist() == ranges.tolist(), (table, column)


@pytest.mark.parametrize(
    ("ends", "precision", "text"),
    [
        (("2024-01-01", None), "range", ("2024", None)),
        (("2019-07-27", "2019-09-30"), "range", ("2019-07-27", "2019-09")),
        (
            ("2024-01-01T04:15", "2024-12-31T23:00"),
            "range",
            ("2024-01-01T04:15:00", "2024-12-31T23:00:00"),
        ),
        (("2024-01-08", "2024-08-25"), "day", ("2024-01-08", "2024-08-25")),
        (("2023-01-01", "2023-12-31"), "year", ("2023", "2023")),
        ((None, None), "unknown", (None, None)),
    ],
)
def test_two_dates_are_written_no_more_exactly_than_they_are_known(ends, precision, text):
    start, end = (pd.NaT if end is None else pd.Timestamp(end) for end in ends)
    assert dates_written(start, end, precision) == text
