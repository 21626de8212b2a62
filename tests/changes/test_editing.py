"""Parts of programme.toml, edited: what is not touched stays to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from impact.changes.edit import (
    COLUMNS,
    part_rows,
    target_rows,
    text_rows,
    with_part,
    with_succession,
    with_targets,
    with_texts,
)
from impact.changes.row_edit import with_row
from impact.changes.succession import Succession
from impact.model.errors import ProgrammeError
from impact.model.programme import read_programme
from tests.tables import records, table

TEXT = (Path(__file__).parents[2] / "data" / "wildcats" / "programme.toml").read_bytes()


def read(text: bytes):
    return read_programme(text.decode())


def lines_changed(text: bytes) -> list[str]:
    before = TEXT.decode().splitlines()
    return [line for line in text.decode().splitlines() if line not in before]


@pytest.mark.parametrize("part", COLUMNS)
def test_a_part_that_is_not_changed_stays_to_the_letter(part):
    assert with_part(TEXT, part, part_rows(TEXT, part)) == TEXT


def test_texts_and_targets_that_are_not_changed_stay_to_the_letter():
    assert with_texts(TEXT, text_rows(TEXT)) == TEXT
    assert with_targets(TEXT, target_rows(TEXT)) == TEXT


def test_a_partner_is_changed_taken_out_and_added():
    rows = part_rows(TEXT, "partners")
    first, second = rows.iloc[0]["name"], rows.iloc[1]["name"]
    rows = rows.drop(index=0)
    rows.at[1, "role.ru"] = "Новая роль"
    rows.loc[99] = {"name": "Newcomer", "role.en": "Helps", "role.ru": "", "url": ""}
    partners = read(with_part(TEXT, "partners", rows)).partners
    assert first not in [one.name for one in partners]
    assert (partners[0].name, partners[0].role["ru"]) == (second, "Новая роль")
    assert (partners[-1].name, partners[-1].role) == ("Newcomer", {"en": "Helps"})


def test_a_partner_without_a_name_is_refused():
    rows = part_rows(TEXT, "partners")
    rows.at[0, "name"] = ""
    with pytest.raises(ProgrammeError):
        with_part(TEXT, "partners", rows)


def test_a_text_is_changed_in_its_own_line_alone():
    rows = text_rows(TEXT)
    rows.at["about.promise", "ru"] = "Обещание"
    changed = with_texts(TEXT, rows)
    assert read(changed).about.promise["ru"] == "Обещание"
    assert len(lines_changed(changed)) == 1


def test_a_text_without_english_is_refused():
    rows = text_rows(TEXT)
    rows.at["about.promise", "en"] = ""
    with pytest.raises(ProgrammeError):
        with_texts(TEXT, rows)


def test_every_text_has_a_place_of_its_own():
    rows = text_rows(TEXT)
    assert rows.index.is_unique
    assert "indicators.uly-balkan-detections.place" in rows.index
    assert "species.Panthera uncia.name" in rows.index


def test_a_target_is_set_changed_and_taken_out():
    name = "uly-balkan-detections"
    rows = target_rows(TEXT)
    rows.loc[name] = [5.0, 2020.0, 20.0, 2030.0, "https://example.org/plan"]
    changed = with_targets(TEXT, rows)
    target = read(changed).indicators[0].target
    assert (target.baseline, target.target, target.target_year) == (5, 20, 2030)
    cleared = target_rows(changed)
    cleared.loc[name] = [None] * 5
    assert read(with_targets(changed, cleared)).indicators[0].target is None


def test_half_a_target_is_refused():
    rows = target_rows(TEXT)
    rows.at["uly-balkan-detections", "target"] = 20
    with pytest.raises(ProgrammeError):
        with_targets(TEXT, rows)


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
