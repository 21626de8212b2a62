"""The chart of a claim: its years with their intervals, or its two counts; as numbers and drawn.

One description serves the slide, the deck, the report and the picture, so that none of them can
show another number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from impact.figures.charts import claim_series, rate_unit, series_table, series_words
from impact.figures.drawing import Disc, Drawing, Label, Line, rectangle, text_width, wrapped
from impact.figures.frame import inert, plain_layout
from impact.wording.sentences import period_words, sentence, unit_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.claims import Claim
    from impact.claims.model import Period
    from impact.disclosure import View
    from impact.figures.drawing import Shape
    from impact.figures.style import Style
    from impact.model.programme import Text
    from impact.wording.language import Words


@dataclass(frozen=True)
class ClaimChart:
    """What the chart of a claim shows.

    Attributes
    ----------
    unit : str
        What is measured, in a few words: the chart's own heading.
    alt : str
        What it shows, in a sentence.
    labels : tuple of str
        What each value belongs to: a year, or a period.
    values, low, high : tuple of float
        The values; the ends of their 95% intervals, empty where these are bare counts.
    role : str
        The colour of `Style`.
    """

    unit: str
    alt: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    role: str

    @property
    def rates(self) -> bool:
        """Whether it shows rates with intervals, not bare counts."""
        return bool(self.low)

    def shown(self, value: float, words: Words) -> str:
        """A value as it is written beside its mark."""
        return words.ratio(value) if self.rates else words.number(value)


def claim_chart(view: View, claim: Claim, words: Words) -> ClaimChart | None:
    """The chart of a claim, or None where one number stands alone."""
    role = "detections" if claim.kind == "detections" else "incidents"
    known = series_table(claim).dropna(subset=["rate"])
    if len(known) >= 2:
        return ClaimChart(
            unit=_capital(f"{unit_words(claim, words)} {rate_unit(claim, words)}"),
            alt=series_words(view, claim, words),
            labels=tuple(str(year) for year in known["year"]),
            values=tuple(float(value) for value in known["rate"]),
            low=tuple(float(value) for value in known["low"]),
            high=tuple(float(value) for value in known["high"]),
            role=role,
        )
    if claim.kind == "first_record" or claim.value is None or claim.baseline is None:
        return None
    indicator = claim.indicator
    return ClaimChart(
        unit=_capital(unit_words(claim, words)),
        alt=sentence(view, claim, words),
        labels=(
            _when(view, claim.baseline_period, indicator.baseline_words, words),
            _when(view, claim.current_period, indicator.current_words, words),
        ),
        values=(float(claim.baseline), float(claim.value)),
        low=(),
        high=(),
        role=role,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _when(view: View, period: Period | None, given: Text, words: Words) -> str:
    """The period of a count; the name of its survey where no date is published."""
    text = period_words(period, given, words)
    if text or period is None or period.survey is None:
        return _capital(text)
    surveys = view.records.surveys
    rows = surveys[surveys["survey_id"].astype("str") == period.survey]
    return _capital(words.cell(rows.iloc[0], "name")) if len(rows) else ""


def claim_table(chart: ClaimChart, words: Words) -> pd.DataFrame:
    """The numbers drawn, with headings in this language."""
    _ = words._
    table = pd.DataFrame({_("Period"): chart.labels, chart.unit: chart.values})
    if chart.rates:
        table[_("95% from")], table[_("95% to")] = chart.low, chart.high
    return table


def claim_figure(claim: Claim, chart: ClaimChart, words: Words, style: Style) -> go.Figure:
    """The chart for a page that can be pointed at."""
    series = claim_series(claim, style) if chart.rates else None
    if series is not None:
        return series
    bars = go.Bar(
        x=chart.values,
        y=[inert(label) for label in chart.labels],
        orientation="h",
        marker={"color": [style.grid, getattr(style, chart.role)]},
        text=[chart.shown(value, words) for value in chart.values],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    figure = go.Figure(bars, plain_layout(style) | {"height": 200, "showlegend": False})
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(visible=False, range=[0, max([1.0, *chart.values]) * 1.15])
    return figure


def claim_drawing(
    chart: ClaimChart, words: Words, *, width: float = 560, height: float = 330, size: float = 20
) -> Drawing:
    """The chart as a drawing, its letters of one size."""
    draw = _rates if chart.rates else _counts
    heading = [
        Label(0, size * (1 + 1.25 * line), text, size, "muted")
        for line, text in enumerate(wrapped(chart.unit, size, width))
    ]
    top = heading[-1].y + size if heading else size
    shapes = draw(chart, words, width, height, top, size)
    return Drawing(width, height, chart.alt, (*heading, *shapes))


def _counts(
    chart: ClaimChart, words: Words, width: float, height: float, top: float, size: float
) -> Iterator[Shape]:
    """A bar a count, its period above it and its number at its end."""
    room = (height - top) / len(chart.values)
    most = max([1.0, *chart.values])
    number = size * 1.9
    numbers = [chart.shown(value, words) for value in chart.values]
    longest = width - max(text_width(text, number) for text in numbers) - 24
    for line, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        y = top + line * room
        yield Label(0, y + size, label, size, "ink")
        bar = max(value / most * longest, 3)
        thick = min(room - size * 1.9, 64)
        last = line == len(chart.values) - 1
        yield rectangle(0, y + size * 1.5, bar, thick, chart.role if last else "muted")
        base = y + size * 1.5 + thick / 2 + number * 0.35
        yield Label(bar + 12, base, numbers[line], number, "ink", bold=True)


def _rates(
    chart: ClaimChart, words: Words, width: float, height: float, top: float, size: float
) -> Iterator[Shape]:
    """A mark a year with the line of its interval, and its value beside it."""
    floor = height - size * 1.6
    tall = floor - top - size
    most = max(chart.high) or 1.0
    step = width / len(chart.values)

    def up(value: float) -> float:
        return floor - value / most * tall

    yield Line(((0, floor), (width, floor)), "muted", 1.5)
    xs = [step * (number + 0.4) for number in range(len(chart.values))]
    yield Line(
        tuple((x, up(value)) for x, value in zip(xs, chart.values, strict=True)),
        chart.role,
        2,
        dashed=True,
    )
    every = max(1, math.ceil(size * 3.4 / step))
    for number, x in enumerate(xs):
        low, value, high = (up(found[number]) for found in (chart.low, chart.values, chart.high))
        yield Line(((x, low), (x, high)), chart.role, 3)
        yield from (Line(((x - 7, y), (x + 7, y)), chart.role, 3) for y in (low, high))
        yield Disc(x, value, 8, chart.role)
        if number % every == 0 or number == len(xs) - 1:
            said = chart.shown(chart.values[number], words)
            yield Label(x + 14, value + size * 0.3, said, size, "ink", bold=True, halo=True)
            yield Label(x, floor + size * 1.25, chart.labels[number], size, "ink", "middle")
