"""A change that was begun on an older version, and what others have published since."""

from __future__ import annotations

import datetime as dt

import pytest

from impact.changes.conflicts import Side
from impact.changes.edit import edits, table_rows
from impact.changes.submit import bring_in, read_files
from impact.changes.three_way import Content
from impact.changes.together import authors_of, bring_together
from impact.checking.checks import check_tables
from impact.versions import Manifest
from impact.versions.version import make_version
from tests.changes.test_submission import TEXT, detection, sent
from tests.reading.sample import PROGRAMME, as_texts, rows

TODAY = dt.date(2024, 12, 31)
ID = "obs-0001"


@pytest.fixture(scope="module")
def base():
    records, problems = check_tables(as_texts(rows()), programme=PROGRAMME)
    assert problems == []
    return make_version(PROGRAMME, records, {"sample": "0"})


def edited(base, text: bytes = TEXT, **cells: str):
    before = table_rows(base.records, "detections").query("observation_id == @ID")
    after = before.assign(**cells)
    return bring_in(base, text, {"detections": edits("detections", before, after)}, {}, today=TODAY)


def content(change) -> Content:
    return Content(change.programme_text, change.prepared.records)


def cell(change, column: str) -> object:
    return change.prepared.records.detections.set_index("observation_id")[column][ID]


def test_an_edit_and_an_upload_of_other_cells_are_both_kept_and_checked(base):
    theirs = edited(base, TEXT.replace(b"A sample", b"The sample"), summary="Seen twice")
    reading = read_files(sent(detections=[detection("new", event_end="")]), {}, base)
    mine = bring_in(base, TEXT, reading.texts, {}, today=TODAY)
    found = bring_together(Content(TEXT, base.records), mine, content(theirs), {}, today=TODAY)
    assert found.conflicts == ()
    assert found.change.prepared.errors == ()
    assert cell(found.change, "summary") == "Seen twice"
    assert found.change.programme_text == theirs.programme_text
    # What is shown is the difference from what is published now
    (difference,) = found.change.prepared.differences.values()
    assert (difference.added, len(difference.changed)) == (("new",), 0)


def test_the_same_cell_waits_for_a_choice_with_who_and_when(base):
    mine, theirs = edited(base, summary="Mine"), edited(base, summary="Theirs")
    third = edited(base, summary="Theirs", locality="Elsewhere")
    begun = Content(TEXT, base.records)
    found = bring_together(begun, mine, content(third), {}, today=TODAY)
    (conflict,) = found.conflicts
    assert cell(found.change, "summary") == "Theirs"
    when = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    newer = [
        (Manifest(number=2, published=when, author="Bek"), content(theirs)),
        (Manifest(number=3, published=when, author="Cholpon"), content(third)),
    ]
    assert authors_of([conflict], begun, newer)[conflict].author == "Bek"
    chosen = bring_together(begun, mine, content(third), {conflict: Side.MINE}, today=TODAY)
    assert (cell(chosen.change, "summary"), cell(chosen.change, "locality")) == (
        "Mine",
        "Elsewhere",
    )


def test_what_does_not_go_together_any_more_is_an_error_and_not_published(base):
    gone = rows()["surveys"][:-1]
    survey = rows()["surveys"][-1]["survey_id"]
    empty = {t: r for t, r in rows().items() if t not in ("detections", "caveats")}
    without, _ = check_tables(as_texts({**empty, "surveys": gone}), programme=PROGRAMME)
    small, _ = check_tables(as_texts(empty), programme=PROGRAMME)
    new = [detection("new", survey_id=survey, event_end="")]
    reading = read_files(sent(detections=new), {}, base)
    mine = bring_in(make_version(PROGRAMME, small, {}), TEXT, reading.texts, {}, today=TODAY)
    assert mine.prepared.errors == ()
    begun = Content(TEXT, small)
    found = bring_together(begun, mine, Content(TEXT, without), {}, today=TODAY)
    errors = found.change.prepared.errors
    assert ("detections", "survey_id") in {(one.file, one.column) for one in errors}
