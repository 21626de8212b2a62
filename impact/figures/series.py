"""A series of years, or of areas: a mark, its 50% interval thick, its 95% interval thin.

Colour and shape tell one series from the other. Neighbouring years are joined; a year without a
value stays empty, with no line through it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.frame import inert
from impact.figures.style import SYMBOLS
from impact.metrics.rates import rate

if TYPE_CHECKING:
    from impact.figures.sketch import Sketch
    from impact.figures.style import Style

HALF = 0.5


def with_half(table: pd.DataFrame) -> pd.DataFrame:
    """Rates with the ends of their 50% intervals.

    Parameters
    ----------
    table : DataFrame
        ``detections, trap_nights`` and more: from `impact.metrics.summaries`.

    Returns
    -------
    DataFrame
        The same with ``low_50, high_50`` (per 100 trap-nights).
    """
    pairs = zip(table["detections"], table["trap_nights"], strict=True)
    found = [rate(int(count), nights, confidence=HALF) for count, nights in pairs]
    return table.assign(low_50=[one.low for one in found], high_50=[one.high for one in found])


def add_years(
    figure: Sketch, rows: pd.DataFrame, value: str, name: str, number: int, style: Style, **more
) -> None:
    """Add the years of one series.

    Parameters
    ----------
    figure : Figure
    rows : DataFrame
        ``year``, the column `value`, and ``low, high, low_50, high_50`` where it has intervals.
    value : str
        The column that is drawn.
    name : str
        Of the series, for the legend.
    number : int
        Which series it is: its colour, its mark, and its place beside the others.
    more
        What the mark says when it is pointed at.
    """
    _join_neighbours(figure, rows, value, number, style)
    if "low_50" in rows:
        ends = rows["year"], rows["year"], rows["low_50"], rows["high_50"]
        figure.add_scatter(**_thick(*ends, number, style))
        more["error_y"] = _thin(rows, number, style)
    figure.add_scatter(x=rows["year"], y=rows[value], **_marks(name, number, style), **more)


def years_below(figure: Sketch, years: pd.Series, **axis: object) -> None:
    """Name every year from the first to the last below a series, and settle its other axis."""
    every = list(range(int(years.min()), int(years.max()) + 1))
    figure.update_layout(
        # Side by side within a year, so that no interval hides another's.
        scattermode="group",
        scattergap=0.85,
        xaxis={"tickvals": every, "tickformat": "d", "showgrid": False},
        yaxis=axis,
    )


def add_lines(
    figure: Sketch,
    rows: pd.DataFrame,
    line: pd.Series,
    name: str,
    number: int,
    style: Style,
    **more,
) -> None:
    """Add a mark with its intervals on each of several lines, one below the other.

    Parameters
    ----------
    rows : DataFrame
        ``rate, low, high, low_50, high_50``.
    line : Series
        The height of each.
    """
    figure.add_scatter(**_thick(rows["low_50"], rows["high_50"], line, line, number, style))
    more["error_x"] = _thin(rows, number, style)
    figure.add_scatter(x=rows["rate"], y=line, **_marks(name, number, style), **more)


def _join_neighbours(
    figure: Sketch, rows: pd.DataFrame, value: str, number: int, style: Style
) -> None:
    known = {int(year): one for year, one in zip(rows["year"], rows[value], strict=True)}
    years = range(min(known), max(known) + 1)
    every = [None if pd.isna(known.get(year)) else known[year] for year in years]
    if not any(None not in neighbours for neighbours in pairwise(every)):
        return
    figure.add_scatter(
        x=list(years),
        y=every,
        mode="lines",
        connectgaps=False,
        line={"color": style.series[number % len(style.series)], "width": 1.5, "dash": "dot"},
        **_silent(number),
    )


def _thick(x0, x1, y0, y1, number: int, style: Style) -> dict:
    """The 50% intervals as thick lines, each apart from the next."""
    return {
        "x": [x for pair in zip(x0, x1, strict=True) for x in (*pair, None)],
        "y": [y for pair in zip(y0, y1, strict=True) for y in (*pair, None)],
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": style.series[number % len(style.series)], "width": 6},
        "opacity": 0.55,
        **_silent(number),
    }


def _thin(rows: pd.DataFrame, number: int, style: Style) -> dict:
    return {
        "type": "data",
        "symmetric": False,
        "array": rows["high"] - rows["rate"],
        "arrayminus": rows["rate"] - rows["low"],
        "color": style.series[number % len(style.series)],
        "thickness": 1.5,
        "width": 4,
    }


def _marks(name: str, number: int, style: Style) -> dict:
    return {
        "name": inert(name),
        "mode": "markers",
        "offsetgroup": str(number),
        "cliponaxis": False,  # a mark at 0 is whole
        "marker": {
            "size": 12,
            "color": style.series[number % len(style.series)],
            "symbol": SYMBOLS[number % len(SYMBOLS)],
        },
    }


def _silent(number: int) -> dict:
    return {"showlegend": False, "hoverinfo": "skip", "offsetgroup": str(number)}
