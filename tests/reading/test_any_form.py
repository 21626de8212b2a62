"""The law of the intake: a table reads the same, in whatever form it was written."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.reading.choices import Choices
from impact.reading.uploads import read_upload
from tests.reading.forms import (
    DATE_STYLES,
    ENCODINGS,
    GROUPS,
    HEADINGS,
    Form,
    as_text_file,
    as_workbook,
    written_date,
)

# Names as they stand on maps and in field books; each encoding holds some of them.
NAMES = {
    "windows-1251": ["Устюрт", "Капланкыр", "Сарычат-Эрташ", "заповедник «Бадхыз»", "№ 5", "Ёлка"],
    "windows-1252": ["Köýtendag", "Baýramaly", "Ýolöten", "Bäherden", "Gündogar çöli", "Nazarköl"],
    "windows-1254": ["Aşgabat", "Doğan dağı", "İstanbul", "Işık köyü", "Türkmenbaşy", "Çırağan"],
    "utf-8": ["Köýtendag", "Aşgabat", "Saýat ňň", "Өзгөн", "Үстірт", "Қызылқұм", "Әулие ғар", "ž"],
}
ANY_NAMES = [name for names in NAMES.values() for name in names]

days = st.dates(pd.Timestamp(1960, 1, 1).date(), pd.Timestamp(2029, 12, 31).date()).map(
    lambda day: day.isoformat()
)
dates = st.one_of(days, days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]), st.just(""))
latitudes = st.integers(-9_000_000, 9_000_000).map(lambda n: f"{n / 1e5:.5f}".rstrip("0") + "1")
areas = st.integers(1, 99_999_999).map(lambda n: f"{n / 10:.1f}")


@st.composite
def tables(draw: st.DrawFn, names: list[str]) -> list[dict[str, str]]:
    """A few rows of the areas table."""
    size = draw(st.integers(1, 6))
    return [
        {
            "area_id": f"a-{place}",
            "name": draw(st.sampled_from(names)),
            "country_code": "KZ",
            "area_type": "locality",
            "status": "proposed",
            "area_km2": draw(areas | st.just("")),
            "established": draw(dates),
            "latitude": draw(latitudes | st.just("")),
            "source": draw(st.sampled_from(["отчёт; 2024, стр. 5", 'a "quoted" line\nand more']))
            if names is ANY_NAMES
            else "report; p. 5, 6",
        }
        for place in range(size)
    ]


@st.composite
def forms(draw: st.DrawFn) -> Form:
    encoding = draw(st.sampled_from(ENCODINGS))
    # Words beyond the encoding's letters cannot be written in it at all.
    heading_styles = HEADINGS if encoding in ("windows-1251", *ENCODINGS[:3]) else HEADINGS[:3]
    languages = {"windows-1251": ["ru", "en"], "windows-1252": ["en"], "windows-1254": ["en"]}
    return Form(
        encoding=encoding,
        delimiter=draw(st.sampled_from([",", ";", "\t"])),
        decimal=draw(st.sampled_from([".", ","])),
        group=draw(st.sampled_from(GROUPS)),
        dates=draw(st.sampled_from(DATE_STYLES)),
        headings=draw(st.sampled_from(heading_styles)),
        language=draw(st.sampled_from(languages.get(encoding, ["en", "ru", "tk", "ky", "kk"]))),
        above=draw(st.integers(0, 2)),
    )


def read_with_answers(content: bytes, form: Form):
    """The upload, with the questions it asks answered as the writer would."""
    choices = Choices()
    for _ in range(4):
        upload = read_upload(content, "areas.csv", choices)
        if not upload.questions:
            return upload
        (question, *_) = upload.questions
        answers = {
            "date_order": "month_first" if form.dates == "us" else "day_first",
            "decimal": "comma" if form.decimal == "," else "point",
            "encoding": form.encoding.removesuffix("-sig"),
        }
        choices = choices.answered(question, answers[question.id])
    raise AssertionError(upload.questions)


def assert_same(frame: pd.DataFrame, rows: list[dict[str, str]], first_row: int) -> None:
    assert frame["row"].tolist() == list(range(first_row, first_row + len(rows)))
    for name in rows[0]:
        cells = frame[name].fillna("").tolist()
        written = [row[name] for row in rows]
        if name in ("area_km2", "latitude"):
            cells, written = ([float(c) if c else "" for c in of] for of in (cells, written))
        assert cells == written, name


@given(st.data(), forms())
@settings(deadline=None, max_examples=150)  # a busy machine is no mistake
def test_a_table_reads_the_same_in_whatever_form_a_text_file_has(data, form):
    names = NAMES.get(form.encoding, ANY_NAMES)
    rows = data.draw(tables(names))
    upload = read_with_answers(as_text_file("areas", rows, form), form)
    (found,) = upload.tables
    assert (found.table, found.header_row, found.set_aside) == ("areas", form.above + 1, ())
    assert found.text.problems == ()
    assert_same(found.text.frame, rows, form.above + 2)


@given(
    tables(ANY_NAMES),
    st.builds(
        Form,
        headings=st.sampled_from(HEADINGS),
        dates=st.sampled_from(["iso", "dots", "words"]),
        language=st.sampled_from(["en", "ru", "tk", "ky", "kk"]),
    ),
    st.tuples(st.integers(0, 9), st.integers(0, 4)),
)
@settings(deadline=None, max_examples=30)
def test_a_table_reads_the_same_wherever_it_stands_in_a_workbook(rows, form, at):
    # With points between them, days no greater than 12 prove nothing, and are day first.
    content = as_workbook("areas", rows, form, at=at)
    (found,) = read_upload(content, "book.xlsx").tables
    assert (found.table, found.header_row, found.set_aside) == ("areas", at[0] + 1, ())
    assert found.text.problems == ()
    assert_same(found.text.frame, rows, at[0] + 2)


@given(st.lists(days, min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_days_with_slashes_are_read_right_or_asked_about_and_never_guessed(written):
    rows = [
        {"milestone_id": f"m{i}", "event_start": day, "title": "t", "source": "s"}
        for i, day in enumerate(written)
    ]
    for style in ("slashes", "us"):
        form = Form(dates=style)
        upload = read_upload(as_text_file("milestones", rows, form), "milestones.csv")
        (found,) = upload.tables
        cells = found.text.frame["event_start"].tolist()
        asked = {question.id for question in upload.questions}
        proven = any(int(day[8:]) > 12 for day in written)
        open_cells = [day for day in written if int(day[8:]) <= 12 and day[5:7] != day[8:]]
        assert asked == ({"date_order"} if open_cells and not proven else set())
        for cell, day in zip(cells, written, strict=True):
            assert cell == day or (asked and cell == written_date(day, form))
