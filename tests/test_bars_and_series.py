"""Charts show every year with its graded interval, and every count with its number."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.disclosure.selection import Selection
from impact.figures import coexistence, incident_months, wildlife
from impact.figures.bars import bars
from impact.figures.chart_drawing import chart_drawing
from impact.figures.drawing import Area, Label
from impact.figures.frame import framed
from impact.figures.series import add_years, with_half, years_below
from impact.figures.style import LIGHT, style_for
from impact.metrics.rates import rate
from impact.wording import words_in
from tests.claims.claim_tables import CONFLICTS
from tests.handouts.packs_of import view_of
from tests.tables import records, table
from tests.wording.situations import viewed

WORDS = words_in("en")
# 5, 10 and 20 detections in 1,000 trap-nights each; 2023 has no cameras.
YEARS = pd.DataFrame(
    {"year": [2021, 2022, 2024], "detections": [5, 10, 20], "trap_nights": [1000.0] * 3}
).assign(rate=[0.5, 1.0, 2.0], low=[0.1, 0.5, 1.2], high=[1.2, 1.9, 3.1])


def series() -> dict[str, dict]:
    sketch = framed(view_of("example"), Selection(), WORDS, LIGHT, title="Rates")
    add_years(sketch, with_half(YEARS), "rate", "Leopard", 0, LIGHT)
    years_below(sketch, YEARS["year"])
    figure = sketch.whole()
    traces = {trace["line"]["width"]: trace for trace in figure.data if trace["mode"] == "lines"}
    (marks,) = (trace for trace in figure.data if trace["mode"] == "markers")
    return {"joined": traces[1.5], "half": traces[6], "marks": marks, "axis": figure.layout.xaxis}


def test_a_year_without_a_value_has_its_place_and_no_line_through_it():
    shown = series()
    assert list(shown["axis"].tickvals) == [2021, 2022, 2023, 2024]
    assert list(shown["joined"]["x"]) == [2021, 2022, 2023, 2024]
    assert list(shown["joined"]["y"]) == [0.5, 1.0, None, 2.0]
    assert shown["joined"]["connectgaps"] is False
    assert list(shown["marks"]["x"]) == [2021, 2022, 2024]


def test_the_half_interval_is_that_of_the_metric_and_lies_in_the_whole_one():
    half = series()["half"]
    wanted = []
    for count in (5, 10, 20):
        found = rate(count, 1000.0, confidence=0.5)
        wanted += [found.low, found.high, None]
    assert list(half["y"]) == pytest.approx(wanted)


def test_a_month_with_reports_and_no_incident_is_marked_and_its_axis_counts_whole_incidents():
    reports = [{"area_id": "ridge", "month": pd.Timestamp(2025, m, 1), "active": True}
               for m in (1, 2, 3)]  # fmt: skip
    one = {
        "incident_id": "i", "area_id": "ridge", "incident_type": "livestock depredation",
        "scientific_name": "Panthera uncia", "verification": "confirmed", "published": False,
        "event_start": pd.Timestamp(2025, 2, 3), "date_precision": "day",
    }  # fmt: skip
    data = records(reporting=table("reporting", *reports), conflicts=table("conflicts", one))
    view = viewed(data, CONFLICTS.replace("KG", "ridge"))
    figure = incident_months.incidents_by_month(view, Selection(), WORDS, LIGHT).figure
    marked = {trace.name: list(pd.DatetimeIndex(trace.x).month) for trace in figure.data}
    assert marked["reports collected, no incident"] == [1, 3]
    assert marked["not known whether reports were collected"] == list(range(4, 13))
    assert (figure.layout.yaxis.dtick, figure.layout.yaxis.tickformat) == (1, "d")


def test_a_number_that_is_not_stated_has_no_bar_and_says_so():
    figure = bars(
        view_of("example"),
        Selection(),
        WORDS,
        LIGHT,
        "Lost",
        ["sheep", "goat"],
        {"Killed": [3, None]},
    )
    (bar,) = figure.data
    assert list(bar["x"]) == [3, 0]
    assert list(bar["text"]) == ["3", "not stated"]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_bar_stands_with_its_name_where_others_are_0(narrow):
    counts = {"Confirmed": [0, 2], "Probable": [0, 1], "Rejected": [1, 0]}
    style = style_for("light", narrow=narrow)
    figure = bars(view_of("example"), Selection(), WORDS, style, "By type", ["a", "b"], counts)
    first, second, third = (bar["offset"] for bar in figure.data)
    assert second[1] - first[1] == pytest.approx(figure.data[0]["width"] / 0.9)
    # Below a name they begin as high in each group; beside it a lone one lies around its middle.
    lone = figure.data[0]["width"] / 0.9
    assert third[0] == pytest.approx(first[1] if narrow else -lone / 2)


@pytest.mark.parametrize(
    "make", [coexistence.incidents_by_type, coexistence.losses, coexistence.outcomes]
)
def test_every_bar_of_incidents_has_its_number_from_the_table(make):
    card = make(view_of("example"), Selection(), WORDS, LIGHT)
    drawn = [x for bar in card.figure.data for x in bar["x"]]
    numbers = card.table.select_dtypes("number")
    assert sum(drawn) == numbers.sum().sum()
    assert [bar["marker"]["pattern"]["shape"] for bar in card.figure.data][:1] == [""]


def test_animals_stand_by_area_and_year_with_their_number():
    card = wildlife.individuals(view_of("example"), Selection(), WORDS, LIGHT)
    shown = sorted(int(text) for trace in card.figure.data for text in trace["text"])
    assert shown == sorted(card.table["Animals at least"])
    assert len({trace["marker"]["symbol"] for trace in card.figure.data}) == len(card.figure.data)


def test_what_nothing_is_on_file_for_says_so_of_itself():
    empty = Selection(area="far-valley")
    assert wildlife.individuals(view_of("example"), empty, WORDS, LIGHT).missing
    assert not wildlife.individuals(view_of("example"), Selection(), WORDS, LIGHT).missing


@pytest.mark.parametrize(
    "make", [coexistence.incidents_by_type, coexistence.losses, coexistence.outcomes]
)
def test_a_drawn_bar_is_as_long_as_its_number_and_has_it_at_its_end(make):
    figure = make(view_of("example"), Selection(), WORDS, LIGHT).figure
    drawing = chart_drawing(figure, "Incidents", WORDS)
    labels = [shape.text for shape in drawing.shapes if isinstance(shape, Label)]
    texts = [text for bar in figure.data for text in bar["text"]]
    assert labels[-len(texts) :] == texts
    wide = [
        max(x for x, _ in shape.rings[0]) - min(x for x, _ in shape.rings[0])
        for shape in drawing.shapes
        if isinstance(shape, Area)
    ]
    numbers = [x for bar in figure.data for x in bar["x"] if x]
    of_the_bars = wide[-len(numbers) :]
    assert [one / of_the_bars[0] for one in of_the_bars] == pytest.approx(
        [one / numbers[0] for one in numbers]
    )
