"""What a file leaves open is asked, and only that."""

from __future__ import annotations

import pytest

from impact.checking.checks import check_tables
from impact.model.errors import FileError
from impact.model.schemas import TABLES
from impact.reading.choices import SENTENCES, Choices, Option, Question, Said
from impact.reading.uploads import read_upload
from tests.reading.uploaded import MILESTONE, book


# ── Questions ────────────────────────────────────────────────────────────────────────────
def answered(content: bytes, code: str, name: str = "export.csv"):
    upload = read_upload(content, name)
    (question,) = upload.questions
    assert code in [option.code for option in question.options]
    again = read_upload(content, name, upload.choices.answered(question, code))
    assert again.questions == ()
    return again


def test_an_open_question_keeps_the_table_from_being_used():
    content = (",".join(MILESTONE) + "\nM-1,x,5/3/24,day,SMART,s\n").encode()
    upload = read_upload(content, "x.csv")
    assert [question.id for question in upload.questions] == ["date_order"]
    _, problems = check_tables(upload.texts)
    assert ("file.question", "error") in {(p.rule, p.severity) for p in problems}
    assert upload.texts["milestones"].frame["event_start"].tolist() == ["5/3/24"]


@pytest.mark.parametrize(
    ("code", "iso"), [("day_first", "2024-03-05"), ("month_first", "2024-05-03")]
)
def test_the_order_of_dates_is_asked_once_for_all_columns(code, iso):
    header = ",".join([*MILESTONE, "event_end"])
    content = f"{header}\nM-1,x,5/3/24,day,SMART,s,5/3/24\n".encode()
    frame = answered(content, code).tables[0].text.frame
    assert frame.loc[0, ["event_start", "event_end"]].tolist() == [iso, iso]


@pytest.mark.parametrize(("code", "number"), [("point", "1234"), ("comma", "1.234")])
def test_the_decimal_sign_is_asked(code, number):
    content = b"survey_id;area_id;records;trap_nights\ns;a;detections;1,234\n"
    frame = answered(content, code).tables[0].text.frame
    assert frame["trap_nights"].tolist() == [number]


def test_an_unanswered_decimal_sign_is_an_error_even_where_the_cell_could_be_read():
    content = b"survey_id;area_id;records;trap_nights\ns;a;detections;1.234\n"
    _, problems = check_tables(read_upload(content, "surveys.csv").texts)
    assert "file.question" in {problem.rule for problem in problems}


def test_which_of_two_sheets_of_one_table_is_asked():
    lines = [MILESTONE, ["M-1", "x", "2024", "year", "SMART", "s"]]
    content = book(old=lines, new=[*lines, ["M-2", "y", "2024", "year", "SMART", "s"]])
    assert read_upload(content, "x.xlsx").texts == {}
    upload = answered(content, "new", "x.xlsx")
    assert len(upload.texts["milestones"].frame) == 2
    assert [said.code for said in upload.left_out] == ["left_out.not_chosen"]


def test_sheets_of_different_tables_are_all_taken_and_notes_are_left_out():
    content = book(
        areas=[["area_id", "name"], ["KZ", "Kazakhstan"]],
        вехи=[MILESTONE, ["M-1", "x", "2024", "year", "SMART", "s"]],
        notes=[["Dear all,"], ["see above"]],
    )
    upload = read_upload(content, "x.xlsx")
    assert set(upload.texts) == {"areas", "milestones"}
    assert upload.texts["areas"].file == "x.xlsx, areas"
    assert [said.values["part"] for said in upload.left_out] == ["notes"]


def test_a_table_that_is_not_recognised_is_shown_and_asked_about():
    upload = read_upload(b"x,y\n1,2\n", "unknown.csv")
    (table,) = upload.tables
    assert (table.table, upload.texts) == ("", {})
    assert table.text.frame.loc[0].tolist() == ["1", "2", 2]
    (question,) = upload.questions
    assert [option.code for option in question.options] == list(TABLES)
    chosen = upload.choices.answered(question, "areas")
    assert set(read_upload(b"x,y\n1,2\n", "unknown.csv", chosen).texts) == {"areas"}


def test_which_heading_is_meant_is_asked():
    content = b"milestone_id,event_start,Start,category,title,source\nM-1,2024,2023,SMART,x,s\n"
    frame = answered(content, "Start").tables[0].text.frame
    assert frame["event_start"].tolist() == ["2023"]


def test_every_sentence_is_made_of_its_values():
    for code, sentence in SENTENCES.items():
        assert Said(code, {"reading": "x"}).code == code
        assert sentence
    said = Said("option.point", {"reading": "1.5"})
    assert said.text == "1.5 (a point is the decimal sign)"
    assert Question("x", said, (Option("a", said),)).part == ""


def test_a_choice_that_is_none_is_refused():
    with pytest.raises(FileError):
        Choices(table="birds")
