"""Charts from small tables. Each has the sentence above it as its alt text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from impact.figures.frame import plain_layout
from impact.figures.series import add_years, years_below
from impact.figures.sketch import Sketch
from impact.metrics.rates import rate
from impact.wording.rate import PER
from impact.wording.sentences import title

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.figures.style import Style
    from impact.wording.language import Words


def series_table(claim: Claim) -> pd.DataFrame:
    """The years of a claim with their rates.

    Returns
    -------
    DataFrame
        ``year, count, exposure, rate, low, high, low_50, high_50``: rates per 100 trap-nights, or
        per year of reporting in one area (village, herders' group), with the ends of their 95%
        and 50% intervals; missing where the effort of the year is not known.
    """
    lines = []
    for one in claim.series:
        line = {"year": one.period.start.year, "count": one.value, "exposure": one.exposure}
        if one.value is not None and one.exposure:
            found = rate(one.in_effort, one.exposure, per=PER[claim.kind])
            line |= {"rate": found.estimate, "low": found.low, "high": found.high}
            half = rate(one.in_effort, one.exposure, per=PER[claim.kind], confidence=0.5)
            line |= {"low_50": half.low, "high_50": half.high}
        lines.append(line)
    columns = ["year", "count", "exposure", "rate", "low", "high", "low_50", "high_50"]
    return pd.DataFrame(lines, columns=columns)


def claim_series(claim: Claim, style: Style) -> go.Figure | None:
    """The years with their 50% and 95% intervals, or None where fewer than two are known."""
    table = series_table(claim).dropna(subset=["rate"])
    if len(table) < 2:
        return None
    layout = plain_layout(style) | {"height": 220, "showlegend": False}
    figure = Sketch(layout)
    add_years(
        figure,
        table,
        "rate",
        "",
        0 if claim.kind == "detections" else 1,
        style,
        customdata=table[["count", "low", "high"]],
        hovertemplate="%{x}: %{y:.2f} (%{customdata[1]:.2f}–%{customdata[2]:.2f}), "
        "n = %{customdata[0]}<extra></extra>",
    )
    years_below(figure, table["year"], rangemode="tozero", nticks=4)
    return figure.whole()


def by_units(claim: Claim) -> bool:
    """Whether reports are collected by village or herders' group, not by area."""
    return any(one.reporting is not None and one.reporting.by_units for one in claim.series)


def rate_unit(claim: Claim, words: Words) -> str:
    """What the rate of a claim counts."""
    if claim.kind == "detections":
        return words._("per 100 trap-nights")
    if by_units(claim):
        return words._("per year of reporting in one village or herders' group")
    return words._("per year of reporting in one area")


def series_words(view: View, claim: Claim, words: Words) -> str:
    """What the chart of a claim shows, in a sentence: its caption and its alt text."""
    table = series_table(claim)
    known = table.dropna(subset=["rate"])
    text = words._(
        "{what}, {unit}, with 95% confidence intervals: {first} in {first_year}, {last} in "
        "{last_year}."
    ).format(
        what=title(view, claim, words),
        unit=rate_unit(claim, words),
        first=words.ratio(known["rate"].iloc[0]),
        first_year=known["year"].iloc[0],
        last=words.ratio(known["rate"].iloc[-1]),
        last_year=known["year"].iloc[-1],
    )
    gaps = table.loc[table["rate"].isna(), "year"]
    if gaps.empty:
        return text
    without = words._(
        "No rate for {years}: effort was not recorded, or there were too few cameras to publish it."
    ).format(years=", ".join(str(year) for year in gaps))
    return f"{text} {without}"
