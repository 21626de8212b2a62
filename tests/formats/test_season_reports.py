"""Reports and months of reporting with one thing wrong: right and said, or refused; never silent."""

from __future__ import annotations

from functools import cache

import pytest

from tests.formats.sending import only, suggested
from tests.formats.test_field_season import MONTHS

HEADINGS = ("Дата", "Село", "Район", "Что случилось", "Скот", "Погибло голов", "Хищник",
            "Подтверждено", "Инспектор")  # fmt: skip
ROWS = (
    ("14.04.25", "Яглы", "Хребет", "Нападение на овец", "овцы", "2", "леопард", "да", "Н. Н."),
    ("19.05.25", "Огланлы", "Хребет", "Нападение на коз", "козы", "1", "волк", "да", "Н. Н."),
    ("22.06.25", "Яглы", "Хребет", "Видели у кошары", "", "", "леопард?", "нет", "Н. Н."),
)
REPORTS, GRID = "сообщения.csv", "обход.csv"


def table(headings=HEADINGS, rows=ROWS) -> str:
    return "".join(f"{';'.join(line)}\n" for line in (headings, *rows))


def read(reports: str = table(), months: str = ""):
    """What is read, with everything confirmed that is suggested of the sound tables."""
    return only({REPORTS: reports} | ({GRID: months} if months else {}), confirmed())


@cache
def confirmed() -> dict[str, str]:
    return suggested(only({REPORTS: table(), GRID: MONTHS}))


@cache
def right():
    return read()


def cells(upload) -> list[list[str]]:
    """What is known of each incident; its id is made of the rest."""
    frame = upload.texts["conflicts"].frame.drop(columns=["incident_id", "row"])
    return frame.fillna("").reindex(columns=sorted(frame)).to_numpy().tolist()


def problems(upload, rule: str):
    return [p for text in upload.texts.values() for p in text.problems if p.rule == rule]


def with_heading(was: str, now: str, months: str = ""):
    return read(table(tuple(now if each == was else each for each in HEADINGS)), months)


@pytest.mark.parametrize("heading", ["Дата", "Село", "Что случилось", "Скот", "Хищник"])
def test_a_renamed_column_is_told_by_what_it_holds_and_that_is_said(heading):
    upload = with_heading(heading, "Столбец", months=MONTHS if heading == "Село" else "")
    assert cells(upload) == cells(right())
    assert "Столбец" in [p.column for p in problems(upload, "import.column_by_content")]


@pytest.mark.parametrize("heading", ["Район", "Погибло голов", "Подтверждено"])
def test_a_renamed_column_that_could_be_anything_is_not_guessed_and_that_is_said(heading):
    upload = with_heading(heading, "Столбец")
    (one,) = problems(upload, "import.columns_without_use")
    assert (one.column, one.row) == ("Столбец", 1)
    assert "confirmed" not in cells(upload)[0] or heading != "Подтверждено"


def test_of_a_sound_table_nothing_is_said():
    assert not [p for text in right().texts.values() for p in text.problems]


# Every heading is exchanged with one that asks for another kind of thing.
PAIRS = [
    ("Село", "Район"), ("Село", "Подтверждено"), ("Село", "Скот"), ("Район", "Что случилось"),
    ("Скот", "Погибло голов"), ("Скот", "Хищник"), ("Что случилось", "Подтверждено"),
    ("Погибло голов", "Подтверждено"), ("Дата", "Хищник"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_exchanged_headings_change_nothing_and_that_is_said(one, other):
    headings = [{one: other, other: one}.get(each, each) for each in HEADINGS]
    upload = read(table(tuple(headings)))
    assert cells(upload) == cells(right())
    assert problems(upload, "import.column_by_content")


@pytest.mark.parametrize("word", ["неизвестен", "?", "unknown", "белгисиз"])
def test_a_predator_that_nobody_knows_is_no_other_animal(word):
    rows = [(*row[:6], word, *row[7:]) for row in ROWS]
    assert set(read(table(rows=rows)).texts["conflicts"].frame["verification"]) == {"unverified"}


def test_an_answer_that_is_neither_yes_nor_no_is_named():
    first, *others = ROWS
    upload = read(table(rows=((*first[:7], "не знаю", first[8]), *others)))
    (one,) = problems(upload, "import.answer_unclear")
    assert (one.row, one.value) == (2, "не знаю")
    assert "confirmed" not in upload.texts["conflicts"].frame["verification"].tolist()


def test_two_spellings_of_a_village_are_named_once():
    upload = read(months=MONTHS.replace("Яглы", "Ягли"))
    (one,) = problems(upload, "import.near_village")
    assert "Яглы" in one.message
    assert "Ягли" in one.message


@pytest.mark.parametrize("heading", ["Столбец", ""])
def test_villages_beside_months_are_told_by_what_stands_there(heading):
    upload = read(months=MONTHS.replace("Село", heading))
    assert upload.texts["reporting"].frame.equals(read(months=MONTHS).texts["reporting"].frame)
    assert problems(upload, "import.column_by_content")


@pytest.mark.parametrize("name", ["Инспектор", "Столбец"])
def test_people_beside_months_are_no_villages(name):
    people = MONTHS.replace("Село", name).replace("Яглы", "Иванов И.").replace("Огланлы", "Н. Н.")
    assert "reporting" not in only({GRID: people}).texts


@pytest.mark.parametrize(
    ("was", "now", "named"), [("Фев", "Фвр", "Фвр"), ("Фев", "Янв", "Янв"), ("Мар", "", "")]
)
def test_answers_under_no_month_are_refused(was, now, named):
    four = MONTHS.replace("Мар", "Мар;Апр;Май").replace("-\n", "-;+;+\n").replace("+\n", "+;+;+\n")
    found = problems(read(months=four.replace(was, now)), "import.month_unknown")
    assert found
    assert all(one.row == 1 and named in one.message for one in found)


def test_a_year_of_the_name_that_the_dates_deny_is_refused():
    upload = only({REPORTS: table(), "обход 2024.csv": MONTHS}, confirmed())
    (one,) = problems(upload, "import.month_without_year")
    assert "2024" in one.message
    assert "2025" in one.message


def test_kyrgyz_names_of_months_are_months():
    months = MONTHS.replace("Янв", "Үчтүн айы").replace("Фев", "Бирдин айы").replace("Мар", "Бугу")
    assert set(read(months=months).texts["reporting"].frame["month"]) == {
        "2025-01", "2025-02", "2025-05",
    }  # fmt: skip


def test_a_village_of_many_months_is_one_place_of_which_is_asked():
    (asked,) = only({GRID: MONTHS}).questions
    assert asked.said.values == {"group": "Огланлы, Яглы"}


BY_ROW = """Село;Месяц;Обход
Яглы;январь 2025;да
Яглы;февраль 2025;да
Яглы;март 2025;нет
Огланлы;январь 2025;да
Огланлы;март 2025;да
"""
DOWN = """Month;Яглы;Огланлы
January 2025;yes;yes
2025-02;yes;
2025-03;no;yes
"""


LETTERS = DOWN.replace("yes", "Y").replace("no", "N")
UNDER_A_TITLE = f"Обход сёл;;\n{LETTERS}".replace("Month", "Месяц")
TWICE_YES = LETTERS.replace("January 2025", "2025-01")
"""Y may be the heading of a latitude and N that of a northing: below villages both are answers."""


@pytest.mark.parametrize("months", [BY_ROW, DOWN, LETTERS, UNDER_A_TITLE, TWICE_YES])
def test_months_stand_beside_villages_or_down_the_side_and_say_the_same(months):
    """As the grid of `MONTHS`: four times yes, once no, of one month nothing is known."""
    columns = ["unit", "month", "active", "area_id"]
    read_as, grid = (read(months=each).texts["reporting"].frame for each in (months, MONTHS))
    assert sorted(map(tuple, read_as[columns].to_numpy())) == sorted(
        map(tuple, grid[columns].to_numpy())
    )


@pytest.mark.parametrize(("said", "stands"), [
    ("подтвердилось", "confirmed"), ("Не подтвердилось", "unverified"), ("unconfirmed", "unverified"),
])  # fmt: skip
def test_a_verb_says_whether_a_report_was_confirmed(said, stands):
    row = (*ROWS[0][:7], said, ROWS[0][8])
    upload = read(table(rows=(row, *ROWS[1:])))
    assert upload.texts["conflicts"].frame["verification"].iloc[0] == stands
    assert problems(upload, "import.answer_unclear") == []
