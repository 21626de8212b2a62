"""What staff enter of reporting becomes rows, and the claim of a zero answers to it."""

from __future__ import annotations

import datetime as dt

import pytest

from impact.changes.reporting import ReportingError, with_months
from impact.checking.cells import type_table
from impact.claims import Verdict, answer_all
from tests.folders import WILDCATS, folder_of

SAME_RANGERS = "The head of the ranger service, by letter"


def entered(kept=None, **changes):
    about = {
        "area_id": "TM",
        "first": dt.date(2022, 1, 1),
        "last": dt.date(2024, 12, 31),
        "source": SAME_RANGERS,
        "role": "rangers",
    }
    return with_months(folder_of(WILDCATS).records, kept, **(about | changes))


def test_twelve_months_a_year_for_three_years_are_36_rows_with_their_source() -> None:
    rows = entered().frame
    assert len(rows) == 3 * 12
    assert (rows["month"].iloc[0], rows["month"].iloc[-1]) == ("2022-01", "2024-12")
    assert set(rows["source"]) == {SAME_RANGERS}
    assert set(rows["active"]) == {"yes"}
    assert rows["row"].is_unique


def test_a_month_that_is_written_again_stands_once() -> None:
    rows = entered(entered(), first=dt.date(2024, 12, 1), collected=False).frame
    assert len(rows) == 36
    assert rows.loc[rows["month"] == "2024-12", "active"].tolist() == ["no"]


@pytest.mark.parametrize(
    "changes",
    [{"source": "  "}, {"last": dt.date(2021, 12, 31)}, {"first": dt.date(1900, 1, 1)}],
)
def test_no_source_and_no_period_are_refused_with_a_cure(changes) -> None:
    with pytest.raises(ReportingError) as caught:
        entered(**changes)
    assert caught.value.cure


def test_the_claim_of_a_zero_answers_to_what_was_entered() -> None:
    typed = type_table(entered(), "reporting")
    assert not typed.problems
    records = folder_of(WILDCATS).records.with_tables(reporting=typed.frame)
    before, after = (
        next(
            c
            for c in answer_all(one, folder_of(WILDCATS).programme)
            if c.id == "turkmenistan-conflicts"
        )
        for one in (folder_of(WILDCATS).records, records)
    )
    assert before.verdict is Verdict.ZERO_EFFORT_UNKNOWN
    assert after.verdict is Verdict.ZERO
    assert after.effort.baseline == 12
