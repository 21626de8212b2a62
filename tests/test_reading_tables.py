"""Tables to read: nothing in them acts, in a page or where they are copied to."""

from __future__ import annotations

import pandas as pd

from impact.figures.style import LIGHT
from impact.wording.other_language import InLanguage
from pages.shared import text


def test_cells_and_headings_are_text_and_no_formula(monkeypatch):
    shown = []
    monkeypatch.setattr(text.st, "html", shown.append)
    rows = pd.DataFrame({"<b>": ["=1+1", '"><script>'], "n": ["a & b", "2"]})
    text.reading_table(rows, '"all"', LIGHT)
    (page,) = shown
    for part in (
        '<th scope="col">&lt;b&gt;</th>',
        '<td data-head="&lt;b&gt;">&#x27;=1+1</td>',
        "&quot;&gt;&lt;script&gt;",
        "a &amp; b",
        'aria-label="&quot;all&quot;"',
    ):
        assert part in page
    assert "<script" not in page


def test_a_table_of_many_columns_may_turn_into_cards_and_one_of_few_stays(monkeypatch):
    shown = []
    monkeypatch.setattr(text.st, "html", shown.append)
    for columns in (text.NARROW, text.NARROW + 1):
        rows = pd.DataFrame([["x"] * columns], columns=[str(n) for n in range(columns)])
        text.reading_table(rows, "rows", LIGHT)
    assert ["wide" in page for page in shown] == [False, True]


def test_a_cell_in_another_language_says_so(monkeypatch):
    shown = []
    monkeypatch.setattr(text.st, "html", shown.append)
    rows = pd.DataFrame({"Ady": [InLanguage("Хребет & <5>", "ru"), "Dag"]}, dtype=object)
    text.reading_table(rows, "rows", LIGHT)
    assert '<td data-head="Ady"><span lang="ru">Хребет &amp; &lt;5&gt;</span></td>' in shown[0]
    assert '<td data-head="Ady">Dag</td>' in shown[0]


def test_of_more_columns_than_fit_a_desk_each_row_is_told_in_lines_without_what_is_empty(
    monkeypatch,
):
    shown = []
    monkeypatch.setattr(text.st, "html", shown.append)
    many = range(text.MANY + 1)
    rows = pd.DataFrame([[f"v{n}" if n != 2 else "" for n in many]], columns=[*map(str, many)])
    text.reading_table(rows, "rows", LIGHT)
    (page,) = shown
    assert '<th scope="col" colspan="2">0</th></tr>' in page
    assert '<td>v0</td><td class="lines"><span><i>1</i> v1</span> <span><i>3</i> v3' in page
    assert "wide" not in page
