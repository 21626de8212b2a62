"""Parts of programme.toml, edited: what is not touched stays to the letter."""

from __future__ import annotations

from pathlib import Path

from impact.changes.edit import with_succession
from impact.changes.row_edit import with_row
from impact.changes.succession import Succession
from impact.model.programme import read_programme
from tests.tables import records, table

TEXT = (Path(__file__).parents[2] / "data" / "wildcats" / "programme.toml").read_bytes()


def read(text: bytes):
    return read_programme(text.decode())


def lines_changed(text: bytes) -> list[str]:
    before = TEXT.decode().splitlines()
    return [line for line in text.decode().splitlines() if line not in before]


def test_a_new_survey_takes_the_place_of_the_current_one():
    made = Succession(
        "turkmenistan-conflicts", "turkmenistan-conflicts-since-2024", "turkmenistan-2025"
    )
    changed = with_succession(TEXT, made)
    indicator = next(one for one in read(changed).indicators if one.id == made.indicator)
    assert indicator.current.survey == "turkmenistan-2025"
    assert indicator.baseline.survey == "turkmenistan-conflicts-since-2024"
    assert indicator.current_words == indicator.baseline_words == {}
    assert len(lines_changed(changed)) == 2


def test_a_row_of_a_form_is_new_or_takes_the_place_of_its_like():
    before = records(surveys=table("surveys", {"survey_id": "a", "area_id": "ridge",
                                               "records": "detections", "name": "A"}))  # fmt: skip
    one = with_row(before, "surveys", None, {"survey_id": "b", "name": "B", "method": ""})
    two = with_row(before, "surveys", one, {"survey_id": "a", "name": "Anew"})
    three = with_row(before, "surveys", two, {"survey_id": "b", "name": "Better"})
    assert [t.frame["row"].tolist() for t in (one, two, three)] == [[3], [2, 3], [2, 3]]
    assert three.frame["name"].tolist() == ["Anew", "Better"]
    assert three.frame["area_id"].fillna("").tolist() == ["ridge", ""]
