"""The chart of a claim: its years with their intervals, or its two counts; as numbers and drawn.

One description serves the screen, the slide, the deck, the report and the picture, so that none of
them can show another number; `claim_drawing` draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from impact.claims import Verdict
from impact.figures.charts import by_units, claim_series, series_table, series_words
from impact.figures.frame import inert, plain_layout
from impact.figures.sketch import Sketch
from impact.wording.cause import by_others
from impact.wording.periods import period_alone
from impact.wording.sentences import sentence, unit_words
from impact.wording.stops import capital

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import Period
    from impact.disclosure import View
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
    inner : tuple of (float, float)
        The ends of their 50% intervals.
    unknown : tuple of str
        The years between the first and the last for which no rate is known.
    role : str
        The colour of `Style`.
    unproven : bool
        Whether a 0 only says that nothing was reported, and not that nothing was.
    """

    unit: str
    alt: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    role: str
    inner: tuple[tuple[float, float], ...] = ()
    unknown: tuple[str, ...] = ()
    unproven: bool = False

    @property
    def rates(self) -> bool:
        """Whether it shows rates with intervals, not bare counts."""
        return bool(self.low)

    def shown(self, value: float, words: Words) -> str:
        """A value as it is written beside its mark."""
        if self.is_unproven(value):
            return words._("none reported")
        return words.ratio(value) if self.rates else words.number(value)

    def is_unproven(self, value: float) -> bool:
        """Whether a value is a 0 that nobody has seen."""
        return self.unproven and value == 0


def claim_chart(view: View, claim: Claim, words: Words) -> ClaimChart | None:
    """The chart of a claim, or None where one number stands alone."""
    role = "detections" if claim.kind == "detections" else "incidents"
    role = "muted" if by_others(claim) else role  # as on the maps
    known = series_table(claim).dropna(subset=["rate"])
    if len(known) >= 2:
        return ClaimChart(
            unit=_rates_of(claim, words),
            alt=series_words(view, claim, words),
            labels=tuple(str(year) for year in known["year"]),
            values=tuple(float(value) for value in known["rate"]),
            low=tuple(float(value) for value in known["low"]),
            high=tuple(float(value) for value in known["high"]),
            role=role,
            inner=tuple(zip(known["low_50"], known["high_50"], strict=True)),
            unknown=_unknown([int(year) for year in known["year"]]),
        )
    if claim.kind == "first_record" or claim.value is None or claim.baseline is None:
        return None
    indicator = claim.indicator
    return ClaimChart(
        unit=capital(unit_words(claim, words)),
        alt=sentence(view, claim, words),
        labels=(
            _when(view, claim.baseline_period, indicator.baseline_words, words),
            _when(view, claim.current_period, indicator.current_words, words),
        ),
        values=(float(claim.baseline), float(claim.value)),
        low=(),
        high=(),
        role=role,
        unproven=claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN,
    )


def _rates_of(claim: Claim, words: Words) -> str:
    """What the bars of a chart of rates count, as one message: its order differs by language."""
    if claim.kind == "detections":
        return words._("Detections per 100 trap-nights")
    if by_units(claim):
        return words._("Conflicts per year of reporting in one village or herders' group")
    return words._("Conflicts per year of reporting in one area")


def _unknown(years: list[int]) -> tuple[str, ...]:
    """The years between the first and the last that are not among them."""
    return tuple(str(year) for year in range(years[0], years[-1]) if year not in years)


def _when(view: View, period: Period | None, given: Text, words: Words) -> str:
    """The period of a count; the name of its survey where no date is published."""
    text = period_alone(period, given, words)
    if text or period is None or period.survey is None:
        return capital(text)
    surveys = view.records.surveys
    rows = surveys[surveys["survey_id"].astype("str") == period.survey]
    return capital(words.cell(rows.iloc[0], "name")) if len(rows) else ""


def claim_table(chart: ClaimChart, words: Words) -> pd.DataFrame:
    """The numbers drawn, with headings in this language."""
    _ = words._
    values = [chart.shown(v, words) if chart.is_unproven(v) else v for v in chart.values]
    table = pd.DataFrame({_("Period"): chart.labels, chart.unit: values})
    if chart.rates:
        table[_("95% from")], table[_("95% to")] = chart.low, chart.high
    return table


def claim_figure(claim: Claim, chart: ClaimChart, words: Words, style: Style) -> go.Figure:
    """The chart for a page that can be pointed at."""
    series = claim_series(claim, style) if chart.rates else None
    if series is not None:
        return series
    colour = getattr(style, chart.role)
    figure = Sketch(plain_layout(style) | {"height": 200, "showlegend": False})
    figure.add_bar(
        x=chart.values,
        y=[inert(label) for label in chart.labels],
        orientation="h",
        marker={"color": ["rgba(0,0,0,0)", colour], "line": {"color": colour, "width": 2}},
        text=[chart.shown(value, words) for value in chart.values],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(visible=False, range=[0, max([1.0, *chart.values]) * 1.15])
    return figure.whole()
