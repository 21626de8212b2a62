"""Files made to be slow or large: read, asked about or refused. Longer runs are in the soak."""

from __future__ import annotations

import pytest

from benchmarks.soak import hostile
from impact.formats.receiving import receive
from impact.model.errors import FileError, ImpactError
from impact.model.programme import read_programme
from impact.reading.answers import read_answers
from impact.reading.workbook_xml import MOST_FORMATS, date_styles, elements

SIZE = 20_000


@pytest.mark.parametrize("kind", hostile.KINDS, ids=lambda kind: kind.__name__)
def test_each_is_read_or_asked_about_or_refused_with_a_cure(kind):
    for name, content in kind(SIZE).items():
        received = receive([(name, content)])
        asked = [question for upload in received.uploads for question in upload.questions]
        assert received.texts or asked or received.problems, name
        assert all(problem.message for problem in received.problems), name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("deep.geojson", "damaged map file"),
        ("deep.json", "holds no table"),
        ("deep.kml", "damaged map file"),
        ("sheet.xlsx", "nothing there"),
    ],
)
def test_what_is_nested_too_deep_is_refused_by_name(name, said):
    received = receive([(name, hostile.deep_nesting(SIZE)[name])])
    assert [problem.file for problem in received.problems] == [name]
    assert said in str(received.problems[0].message)


def test_a_formula_without_a_result_is_refused_and_one_with_it_is_read():
    files = hostile.shared_formulas(SIZE)
    assert "without their results" in str(
        receive([("a.xlsx", files["many.xlsx"])]).problems[0].message
    )
    assert not receive([("a.xlsx", files["one.xlsx"])]).problems


@pytest.mark.parametrize("read", [read_programme, read_answers])
def test_a_toml_text_nested_too_deep_is_refused(read):
    with pytest.raises(ImpactError, match="cannot be read"):
        read("a = " + "[" * SIZE)


def styles(number: int) -> dict[str, bytes]:
    formats = '<xf numFmtId="17"/>' * number
    xml = f'<styleSheet xmlns="{hostile.SHEET}"><cellXfs>{formats}</cellXfs></styleSheet>'
    return {"xl/styles.xml": xml.encode()}


def test_a_workbook_has_no_more_formats_than_excel_can_write():
    months, years = date_styles(styles(MOST_FORMATS), "a.xlsx")
    assert (len(months), len(years)) == (MOST_FORMATS, 0)
    with pytest.raises(FileError, match="not written as Excel"):
        date_styles(styles(MOST_FORMATS + 1), "a.xlsx")


def test_the_elements_of_a_workbook_come_one_after_the_other_and_none_is_kept():
    xml = b"<a><b n='1'/>" + b" " * 100_000 + b"<c><b n='2'/></c>"
    found = elements(xml, "a.xlsx")  # the end is not there: what comes before it is handed on
    assert [next(found) for _ in range(4)] == [
        ("", "a", {}),
        ("a", "b", {"n": "1"}),
        ("a", "c", {}),
        ("c", "b", {"n": "2"}),
    ]
    with pytest.raises(FileError, match="damaged workbook"):
        next(found)
