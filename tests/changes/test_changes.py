"""What changed between two days, and between two versions."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.changes.difference import between, between_versions
from impact.disclosure import View, for_audience
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.lists import table_lines
from tests.folders import WILDCATS, version_of
from tests.tables import AREAS, event, programme, records, table

PUBLIC = {"published": True, "summary": "A cat walks by."}


def view_of(*rows: dict, milestones: tuple = (), audience: str = "public"):
    held = records(
        areas=AREAS,
        detections=table("detections", *({"area_id": "ridge", **row} for row in rows)),
        milestones=table("milestones", *milestones),
    )
    return for_audience(make_version(programme(), held, {}), audience)


FIRST = event("one", "2024-03-01", **PUBLIC)
SECOND = event("two", "2024-06-30", **PUBLIC)
UNDATED = {
    "observation_id": "some day",
    "scientific_name": "Panthera uncia",
    "date_precision": "unknown",
    **PUBLIC,
}


@pytest.fixture(scope="module")
def published_record() -> View:
    return for_audience(version_of(WILDCATS), "public")


def ids(rows: pd.DataFrame) -> list[str]:
    return [str(one) for one in rows["observation_id"]]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-01", "2024-06-30", ["one", "two"]),  # both days are inside
        ("2024-03-02", "2024-06-30", ["two"]),
        ("2024-03-01", "2024-06-29", ["one"]),
        ("2025-01-01", "2025-12-31", []),
    ],
)
def test_rows_dated_in_a_period_belong_to_it_both_days_included(start, end, expected):
    found = between(view_of(FIRST, SECOND), pd.Timestamp(start), pd.Timestamp(end))
    assert ids(found.detections) == expected


def test_a_row_that_may_lie_outside_is_left_out_and_one_without_a_date_is_counted_apart():
    year = {**FIRST, "event_start": "2024-01-01", "event_end": "2024-12-31"}
    found = between(view_of(year, UNDATED), pd.Timestamp("2024-03-01"), pd.Timestamp("2024-12-31"))
    assert ids(found.detections) == []
    assert found.undated == 1


def test_what_has_no_date_is_told_with_those_whose_it_is():
    mine, theirs = ({**UNDATED, "observation_id": whose, "attribution": whose}
                    for whose in ("programme", "others"))  # fmt: skip
    found = between(
        view_of(FIRST, mine, theirs), pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31")
    )
    assert (found.undated, found.of(own=True).undated, found.of(own=False).undated) == (2, 1, 1)


def test_two_versions_alike_have_no_changes():
    assert between_versions(view_of(FIRST, UNDATED), view_of(FIRST, UNDATED)) == ()


def test_rows_come_go_and_are_altered():
    before = view_of(FIRST, UNDATED)
    after = view_of({**FIRST, "summary": "Two cats walk by."}, SECOND)
    (found,) = between_versions(before, after)
    assert found.table == "detections"
    assert ids(found.added) == ["two"]
    assert ids(found.removed) == ["some day"]
    assert ids(found.altered) == ["one"]
    assert list(found.altered["summary"]) == ["Two cats walk by."]


def test_the_order_of_rows_is_no_change():
    assert between_versions(view_of(FIRST, SECOND), view_of(SECOND, FIRST)) == ()


def test_a_row_that_the_public_may_not_see_is_not_told_of():
    hidden = {**SECOND, "published": False, "locality": "The den"}
    assert between_versions(view_of(FIRST), view_of(FIRST, hidden)) == ()


def test_what_was_given_is_left_as_it_was():
    before, after = view_of(FIRST), view_of(SECOND)
    kept = before.records.detections.copy(), after.records.detections.copy()
    between_versions(before, after)
    pd.testing.assert_frame_equal(before.records.detections, kept[0])
    pd.testing.assert_frame_equal(after.records.detections, kept[1])


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "name", ["milestones", "detections", "conflicts", "areas", "status", "statements", "caveats"]
)
def test_every_table_that_is_told_of_has_words_for_its_rows(published_record, name, language):
    words, view = words_in(language), published_record
    rows = view.records.table(name)
    lines = table_lines(view, name, rows, words)
    assert len(lines) == len(rows) > 0
    assert all(text.strip(" .:") for text, _source, _link in lines)


def test_what_others_did_is_apart_and_nothing_is_in_both():
    rows = (
        {**FIRST, "attribution": "programme"},
        {**SECOND, "attribution": "others"},
        {**event("silent", "2024-04-01"), "published": True, "summary": "Seen."},
    )
    milestone = {"milestone_id": "m", "title": "A law", "event_start": "2024-05-01",
                 "event_end": "2024-05-01"}  # fmt: skip
    found = between(
        view_of(*rows, milestones=(milestone,)),
        pd.Timestamp("2024-01-01"),
        pd.Timestamp("2024-12-31"),
    )
    own, others = found.of(own=True), found.of(own=False)
    assert (ids(own.detections), {*ids(others.detections)}) == (["one"], {"two", "silent"})
    assert (own.rows, others.rows, found.rows) == (1, 3, 4)  # nobody says whose the law is
