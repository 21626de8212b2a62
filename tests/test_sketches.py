"""What figures are drawn with: plotly's own words, and rows that all of them share."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from impact.disclosure.once import MOST, once
from impact.disclosure.selection import LONG, Selection
from impact.figures.page_figures import every_figure
from impact.figures.sketch import Sketch
from impact.figures.style import DARK, LIGHT
from impact.wording import words_in
from tests.handouts.packs_of import view_of

CHOICES = [Selection(), Selection(whose="others"), Selection(first_year=2023, last_year=2024)]


@pytest.mark.parametrize("chosen", CHOICES, ids=["all", "of others", "two years"])
@pytest.mark.parametrize("folder", ["example", "wildcats"])
def test_plotly_finds_nothing_wrong_with_any_figure(folder, chosen):
    for style in (LIGHT, replace(DARK, narrow=True)):
        drawn = [one.figure for one in every_figure(view_of(folder), chosen, words_in("en"), style)]
        assert any(drawn)
        for figure in filter(None, drawn):
            go.Figure(figure.to_dict())  # a name that plotly does not know is an error
            assert figure.to_dict() == go.Figure.to_dict(figure)


def test_a_figure_with_a_word_that_plotly_does_not_know_is_found_out():
    sketch = Sketch({"height": 100})
    sketch.add_scatter(x=[1], y=[1], colour="red")
    with pytest.raises(ValueError, match="colour"):
        go.Figure(sketch.whole().to_dict())


def test_a_sketch_is_the_figure_that_plotly_would_have_made():
    rows = pd.DataFrame({"year": [2023, 2024], "n": [1, 2]})
    sketch = Sketch({"height": 100, "margin": {"t": 8, "b": 8}})
    sketch.add_scatter(x=rows["year"], y=rows["n"], customdata=rows, error_y={"array": rows["n"]})
    sketch.add_bar(x=[2023], y=[1], name="Lost")
    sketch.update_layout(margin={"t": 20}, showlegend=False)
    sketch.update_xaxes(range=[2022, 2025])
    sketch.add_annotation(text="here", x=2023, y=1)

    plain = go.Figure(layout={"height": 100, "margin": {"t": 8, "b": 8}})
    plain.add_scatter(
        x=[2023, 2024], y=[1, 2], customdata=[[2023, 1], [2024, 2]], error_y={"array": [1, 2]}
    )
    plain.add_bar(x=[2023], y=[1], name="Lost")
    plain.update_layout(margin={"t": 20}, showlegend=False)
    plain.update_xaxes(range=[2022, 2025])
    plain.add_annotation(text="here", x=2023, y=1)
    assert sketch.whole().to_dict() == plain.to_dict()
    assert sketch.names == ["Lost"]


@pytest.mark.parametrize("folder", ["example", "wildcats"])
def test_no_figure_changes_the_rows_that_others_are_made_of(folder):
    view, chosen = view_of(folder), Selection(first_year=2023)
    tables = [
        view.records.detections,
        view.records.conflicts,
        view.summaries.incidents,
        view.summaries.detections,
        view.summaries.effort,
        view.summaries.first_records,
        view.records.status,
    ]
    before = [chosen.of(view, table).copy() for table in tables]
    every_figure(view, chosen, words_in("en"), LIGHT)
    for table, kept in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(chosen.of(view, table), kept)


def test_what_is_worked_out_of_a_view_is_worked_out_once_for_each_choice():
    asked = []

    @once
    def rows(view, choice):
        asked.append((view.number, choice))
        return len(asked)

    first = replace(view_of("wildcats"), number=1)
    other = replace(first, number=2)
    assert [rows(first, "a"), rows(first, "a"), rows(first, "b"), rows(other, "a")] == [1, 1, 2, 3]
    assert asked == [(1, "a"), (1, "b"), (2, "a")]


def test_what_is_kept_of_a_view_is_bounded_and_its_loss_is_no_error():
    @once
    def double(view, number):
        if number == 3:
            view.kept.clear()  # as another thread may, while this is made
        return 2 * number

    view = replace(view_of("wildcats"), number=1)
    assert [double(view, number) for number in range(2_000)] == list(range(0, 4_000, 2))
    assert len(view.kept) <= MOST


def test_of_a_long_table_no_choice_is_kept():
    view = replace(view_of("wildcats"), number=1)
    rows = pd.DataFrame({"area_id": ["A-TM-01"] * (LONG + 1), "year": 2024})
    chosen = Selection(first_year=2024)
    assert chosen.of(view, rows) is not chosen.of(view, rows)
    assert chosen.of(view, rows[:9]).equals(rows[:9])
    few = rows[:LONG]
    assert chosen.of(view, few) is chosen.of(view, few)
