"""A chart drawn by ourselves shows what its own script would show."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.figures.chart_axes import SIZE, WIDTH
from impact.figures.chart_drawing import chart_drawing
from impact.figures.drawing import Area, Disc, Label, Line, text_width
from impact.figures.style import LIGHT
from impact.wording import words_in

WORDS = words_in("en")


def drawn(*traces, **layout) -> list:
    figure = go.Figure(list(traces), {"xaxis": {}, "yaxis": {}, **layout})
    return list(chart_drawing(figure, "What it shows", WORDS).shapes)


def points(*values, **more) -> go.Scatter:
    years = list(range(2020, 2020 + len(values)))
    marks = {"color": LIGHT.detections}
    return go.Scatter(x=years, y=list(values), mode="markers", marker=marks, **more)


def test_points_stand_as_high_as_their_values():
    discs = [shape for shape in drawn(points(0, 10, 5)) if isinstance(shape, Disc)]
    zero, ten, five = (disc.y for disc in discs)
    assert five == pytest.approx((zero + ten) / 2)
    assert ten < zero  # down is more on a sheet


def test_the_line_of_an_interval_reaches_from_its_low_to_its_high_end():
    error = {"array": [5], "arrayminus": [10]}
    shapes = drawn(points(10, error_y=error), yaxis={"range": [0, 20]})
    (line,) = [one for one in shapes if isinstance(one, Line) and one.stroke == "detections"]
    (_, low), (_, high) = line.points
    discs = [one for one in shapes if isinstance(one, Disc)]
    assert low - discs[0].y == pytest.approx(2 * (discs[0].y - high))


def test_a_line_never_bridges_a_gap():
    trace = go.Scatter(x=[1, 2, 3, 4, 5], y=[1, 2, None, 4, 5], mode="lines")
    lines = [one for one in drawn(trace) if isinstance(one, Line) and one.stroke == "ink"]
    assert [len(line.points) for line in lines] == [2, 2]


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=3))
def test_bars_of_a_day_stand_on_each_other_and_none_on_nothing(heights):
    bars = [go.Bar(x=["2024-01-01", "2024-02-01", "2024-03-01"], y=one) for one in heights]
    boxes = [shape.rings[0] for shape in drawn(*bars) if isinstance(shape, Area)]
    swatches = len(boxes) - sum(height > 0 for one in heights for height in one)
    assert swatches == 0
    tall = sum(abs(box[2][1] - box[0][1]) for box in boxes)
    total = sum(map(sum, heights))
    assert (tall > 0) == (total > 0)


def test_names_stand_whole_in_as_many_lines_as_they_need():
    name = "A conservancy with a rather long name in the far west of the country"
    axis = {"tickvals": [0], "ticktext": [name], "range": [0.5, -0.5]}
    shapes = drawn(go.Scatter(x=[1], y=[0], mode="markers"), yaxis=axis)
    labels = [one.text for one in shapes if isinstance(one, Label) and one.anchor == "end"]
    assert " ".join(labels) == name
    assert len(labels) > 1


def test_the_line_at_the_programmes_start_and_its_words_are_drawn():
    figure = go.Figure([points(0, 10, 5)], {"xaxis": {"range": [2019, 2023]}, "yaxis": {}})
    for year in (2020, 1999):  # one of them lies outside the axis
        figure.add_shape(type="line", x0=year, x1=year, y0=0, y1=1, yref="paper", line_width=1.5)
        figure.add_annotation(
            x=year, y=0, yref="paper", text=f"from {year}", xanchor="left", showarrow=False
        )
    shapes = chart_drawing(figure, "What it shows", WORDS).shapes
    (line,) = [one for one in shapes if isinstance(one, Line) and one.dashed]
    (label,) = [one for one in shapes if isinstance(one, Label) and "from" in one.text]
    (first, *_rest) = [one for one in shapes if isinstance(one, Disc)]
    assert label.text == "from 2020"
    assert [x for x, _y in line.points] == pytest.approx([label.x] * 2) == [first.x] * 2


def test_what_has_no_day_of_its_own_is_hollow_point_by_point_and_filled_in_the_legend():
    both = [
        points(1, 2, name=kind).update(marker_symbol=[f"{kind}-open", kind])
        for kind in ("circle", "diamond")
    ]
    shapes = drawn(*both)
    assert [one.hollow for one in shapes if isinstance(one, Disc)] == [False, True, False]
    diamonds = [one for one in shapes if isinstance(one, Area)]
    outlines = [one for one in shapes if isinstance(one, Line) and len(one.points) == 5]
    assert (len(diamonds), len(outlines)) == (2, 1)


def test_a_mark_that_the_page_does_not_show_is_not_drawn_and_an_arrow_stays_one():
    chart = points(5, 6, 7)
    chart.marker.update(
        symbol=["circle", "triangle-left", "triangle-right"], opacity=[0.0, 1.0, 1.0]
    )
    shapes = drawn(chart)
    assert not [one for one in shapes if isinstance(one, Disc)]
    left, right = (one.rings[0] for one in shapes if isinstance(one, Area))
    assert left[0][0] == min(x for x, _ in left)  # the tip points to where the number may lie
    assert right[0][0] == max(x for x, _ in right)


@pytest.mark.parametrize("symbol", ["x-thin", "line-ew", "line-ns"])
def test_a_mark_for_what_is_not_known_is_a_stroke_and_no_point(symbol):
    chart = points(5)
    chart.marker.update(symbol=symbol)
    shapes = drawn(chart)
    assert not [one for one in shapes if isinstance(one, Disc)]
    assert [one for one in shapes if isinstance(one, Line) and one.stroke == "detections"]


@pytest.mark.parametrize("years", [3, 8, 13, 40])
def test_names_of_years_never_touch_beside_long_names_of_places(years):
    days = [f"{1990 + year}-01-01" for year in range(years)]
    names = {
        "tickvals": list(range(years)),
        "ticktext": ["Сарычат-Ээрташский государственный природный заповедник"] * years,
    }
    trace = go.Scatter(x=days, y=list(range(years)), mode="markers")
    labels = [one for one in drawn(trace, yaxis=names) if isinstance(one, Label)]
    written = sorted((one.x, one.text) for one in labels if one.anchor == "middle")
    assert len(written) > 1
    for (x, text), (following, _) in pairwise(written):
        assert following - x > 1.2 * text_width(text, SIZE)  # and room between


LONG = "reports were collected in a part of the villages or of the areas and of their surroundings"


def test_no_text_ends_beyond_the_picture():
    """What a mark means, what stands beside a point, and the words of an upright line."""
    named = points(0, 10, 5, name=LONG, showlegend=True)
    told = go.Scatter(x=[2020], y=[9], mode="text", text=["\u2003" + LONG])
    began = {"type": "line", "x0": 2021.9, "x1": 2021.9, "y0": 0, "y1": 1, "yref": "paper"}
    said = {"text": "the beginning of the programme", "x": 2021.9, "yref": "paper", "xshift": 4}
    shapes = drawn(
        named, told, showlegend=True, shapes=[began], annotations=[said | {"xanchor": "left"}]
    )
    texts = [one for one in shapes if isinstance(one, Label)]
    for one in texts:
        wide = text_width(one.text, one.size)
        right = one.x + {"start": wide, "middle": wide / 2, "end": 0}[one.anchor]
        assert right <= WIDTH, one.text
    assert " ".join(one.text for one in texts if one.text in LONG) == f"{LONG} {LONG}"
