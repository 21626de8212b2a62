"""First records: the earliest verified record that a date allows."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.metrics.first_records import first_record, first_records, standing
from impact.metrics.summaries import first_records_by_area
from tests.metrics.metric_tables import LEOPARD, SNOW_LEOPARD, as_text, detections


def seen(precision: str, start: str | None = None, end: str | None = None, **more) -> dict:
    dates = {"date_precision": precision, "event_start": start, "event_end": end}
    return {"area_id": "ridge", **dates, **more}


def first_of(*rows: dict) -> str | None:
    found = first_record(detections(*rows), ["ridge", "valley"], LEOPARD)
    return None if found is None else found["observation_id"]


def test_the_earliest_day_comes_first_whatever_the_order_of_the_file():
    rows = (seen("day", "2024-05-02"), seen("day", "2024-05-01"), seen("day", "2024-05-03"))
    assert first_of(*rows) == "o1"


def test_a_year_is_no_earlier_than_its_last_day():
    day = seen("day", "2019-12-31 23:00")
    assert first_of(seen("year", "2019-01-01", "2019-12-31"), day) == "o1"
    assert first_of(seen("year", "2019-01-01"), day) == "o1"  # its end left empty
    assert first_of(seen("year", "2018-01-01", "2018-12-31"), day) == "o0"
    assert first_of(seen("month", "2019-11-01"), day) == "o0"
    assert first_of(seen("season", "2019-11-01"), day) == "o1"  # to the end of January


def test_a_record_with_a_date_comes_before_any_without():
    rows = (
        seen("unknown", first_record="yes"),
        seen("published-by", end="2010-01-01"),
        seen("day", "2024-05-01"),
    )
    assert first_of(*rows) == "o2"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((seen("unknown"), seen("published-by", end="2020-05-01")), "o1"),
        ((seen("published-by", end="2021-05-01"), seen("published-by", end="2020-05-01")), "o1"),
        ((seen("unknown"), seen("unknown")), "o0"),
        ((seen("published-by", end="2020-05-01"), seen("unknown", first_record="yes")), "o1"),
        ((seen("unknown", first_record="unclear"), seen("unknown", first_record="yes")), "o1"),
    ],
    ids=["bound before none", "earlier bound", "order of the file", "claimed", "surely claimed"],
)
def test_without_any_date_the_claim_then_the_bound_then_the_file_decides(rows, expected):
    assert first_of(*rows) == expected


def test_an_exact_record_counts_from_its_beginning_though_it_ends_after_another():
    early = seen("day", "2023-12-31 23:50", "2024-01-01 00:20")
    late = seen("day", "2024-01-01 00:05", "2024-01-01 00:06")
    assert first_of(late, early) == "o1"
    days = seen("day", "2023-12-30", "2024-01-05")
    assert first_of(early, days) == "o1"
    assert first_of(seen("month", "2023-12-01"), early) == "o1"  # December ends at midnight


def test_records_of_one_day_stay_in_the_order_of_the_file():
    assert first_of(seen("day", "2024-05-01"), seen("day", "2024-05-01")) == "o0"


def test_unverified_rows_totals_and_other_places_and_species_are_left_aside():
    rows = (
        seen("day", "2001-01-01", identification_verification_status="unverified"),
        seen("year", "2002-01-01", survey_id="s", count=11, count_unit="detections"),
        seen("day", "2003-01-01", area_id="elsewhere"),
        seen("day", "2004-01-01", scientific_name=SNOW_LEOPARD),
        seen("day", "2005-01-01", area_id="valley", count=2, count_unit="individuals"),
    )
    assert first_of(*rows) == "o4"
    assert first_of(*rows[:4]) is None


def test_the_records_without_a_date_that_may_be_earlier_are_counted():
    rows = detections(
        seen("day", "2024-05-01", first_record="yes", first_record_note="in the range"),
        seen("unknown"),
        seen("published-by", end="2020-05-01"),
        seen("unknown", area_id="valley"),
        seen("day", "2023-01-01", scientific_name=SNOW_LEOPARD),
        seen("day", "2022-01-01", area_id=None),
    )
    for known in (rows, as_text(rows)):
        table = first_records(known).set_index(["area_id", "scientific_name"])
        assert table["observation_id"].to_dict() == {
            ("ridge", LEOPARD): "o0",
            ("ridge", SNOW_LEOPARD): "o4",
            ("valley", LEOPARD): "o3",
        }
        assert table["undated_records"].tolist() == [2, 0, 0]
        assert table["dated"].tolist() == [True, True, False]
        both = first_record(known, ["ridge", "valley"], LEOPARD)
        assert (both["observation_id"], both["undated_records"]) == ("o0", 3)
        assert both["first_record_note"] == "in the range"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (seen("year", "2019-01-01", "2019-12-31", area_id="range"), seen("year", "2025-01-01")),
            ["range"],  # that of 2019 may have been made on the ridge
        ),
        (
            (seen("year", "2025-01-01", area_id="range"), seen("day", "2025-06-01")),
            ["ridge"],  # the ridge lies in the range, and June before the end of the year
        ),
        (
            (seen("day", "2025-06-01", area_id="range"), seen("year", "2025-01-01")),
            ["range", "ridge"],  # that of the ridge may be of January
        ),
        (
            (seen("published-by", end="2019-05-01", area_id="range"), seen("month", "2024-12-01")),
            ["range"],  # a page of 2019 tells of an earlier one, whenever that was made
        ),
        ((seen("unknown", area_id="range"), seen("unknown")), ["range", "ridge"]),
        ((seen("year", "2019-01-01", area_id="valley"), seen("year", "2025-01-01")), None),
        (
            (
                seen("year", "2019-01-01", area_id="range", scientific_name=SNOW_LEOPARD),
                seen("year", "2025-01-01"),
            ),
            ["range", "ridge"],
        ),
    ],
)
def test_no_area_has_a_first_record_that_another_contradicts(rows, expected):
    areas = pd.DataFrame(
        [("country", None), ("range", "country"), ("ridge", "range"), ("valley", None)],
        columns=["area_id", "parent_id"],
    )
    left = standing(first_records(detections(*rows)), areas)
    assert sorted(left["area_id"]) == (expected or ["ridge", "valley"])


def test_no_records_are_no_first_records():
    assert first_records(detections()).empty
    assert first_record(detections(), ["ridge"], LEOPARD) is None


def test_an_earlier_record_that_arrives_later_moves_the_claim():
    before = detections(seen("day", "2024-05-01"))
    arrived = detections(seen("day", "2023-05-01", observation_id="found in a drawer"))
    after = pd.concat([before, arrived], ignore_index=True)
    assert first_record(after, ["ridge"], LEOPARD)["observation_id"] == "found in a drawer"


def test_where_clocks_differ_the_earlier_instant_is_the_first():
    # 23:40 at +05:00 is 18:40 UTC, and ten past midnight at +06:00 is half an hour before it.
    old_year = seen("day", "2023-12-31 23:40", utc_offset="+05:00")
    new_year = seen("day", "2024-01-01 00:10", utc_offset="+06:00")
    assert first_of(old_year, new_year) == "o1"
    (row,) = first_records(detections(old_year, new_year)).itertuples()
    assert (row.observation_id, row.event_start.year) == ("o1", 2024)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 300), st.sampled_from([300, 345, 360])),
        min_size=1,
        max_size=8,
    )
)
def test_the_first_is_the_one_that_began_first_whenever_it_ended(visits):
    """Minutes after an instant, how long it lasted, and how far its clock is ahead."""
    start = pd.Timestamp("2023-12-31 15:00")
    rows = []
    for begun, lasted, ahead in visits:
        local = start + pd.Timedelta(minutes=begun + ahead)
        clock = f"+{ahead // 60:02d}:{ahead % 60:02d}"
        rows.append(seen("day", local, local + pd.Timedelta(minutes=lasted), utc_offset=clock))
    begins = [begun for begun, _lasted, _ahead in visits]
    assert first_of(*rows) == f"o{begins.index(min(begins))}"


def test_a_first_record_over_new_year_is_of_the_old_year_also_where_its_day_is_hidden():
    visit = seen("day", "2023-12-31 23:50", "2024-01-01 00:20")
    (row,) = first_records_by_area(detections(visit)).itertuples()
    assert (row.event_start, row.event_end) == (
        pd.Timestamp("2023-12-01"),
        pd.Timestamp("2023-12-31"),
    )
