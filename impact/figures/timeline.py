"""A timeline of records: a mark a record, never a bar and never a trend.

A record that is known to a year, or to a stretch of time, has a line from the first to the last
day that it may be of; its mark in the middle is no date.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.context import began_line, works_there
from impact.figures.frame import framed, inert, lines_needed, name_lines, room_for_legend
from impact.figures.style import SYMBOLS
from impact.model.attribution import by_programme
from impact.wording.rows import area_name, row_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.figures.style import Style
    from impact.wording.language import Words


FREE = 0.6  # of a line below the last: there the words about the beginning stand
FEW_YEARS = pd.Timedelta(days=8 * 365)


def timeline(
    view: View,
    rows: pd.DataFrame,
    kinds: Sequence[str],
    words: Words,
    style: Style,
    title: str,
    *,
    doubted: str = "",
) -> go.Figure | None:
    """A mark for each dated row: on its `line`, in the colour and shape of its `kind`.

    What others recorded is muted; beside the programme's own it has a name in the legend, too.

    Parameters
    ----------
    rows : DataFrame
        ``line, kind, area_id, event_start, event_end, date_precision, attribution``.
    kinds : sequence of str
        The kinds in an order that is the same in every language, and so their colours are.
    doubted : str
        The kind that is not counted: muted crosses.

    Returns
    -------
    Figure or None
        None where no row has a date.
    """
    dated = spans(rows).sort_values("last")
    if dated.empty:
        return None
    dated["hollow"] = is_hollow(dated)
    lines = {name: number for number, name in enumerate(dict.fromkeys(dated["line"]))}
    figure = framed(view, words, style, title=title)
    # A name that stands above its line needs room between that and the line before.
    each, more = (38, 16) if style.narrow else (28, 12)
    each += more * (lines_needed(list(lines), style) - 1)
    around = figure.layout.margin.t + figure.layout.margin.b
    figure.update_layout(height=round(around + each * (len(lines) + FREE + 0.5)))
    known = [kind for kind in dict.fromkeys([*kinds, *dated["kind"]]) if kind in set(dated["kind"])]
    own = by_programme(dated)
    for number, (kind, ours) in enumerate(product(known, (True, False))):
        some = dated[(dated["kind"] == kind) & (own == ours)].sort_values("hollow")
        if some.empty:
            continue
        sure = kind != doubted
        colour = style.series[number // 2 % len(style.series)] if ours and sure else style.muted
        symbol = SYMBOLS[number // 2 % len(SYMBOLS)] if sure else "x"
        both = own.any() and not ours
        height_of = some["line"].map(lines)
        figure.add_scatter(
            x=[day for one in some.itertuples() for day in (one.first, one.last, None)],
            y=[line for one in height_of for line in (one, one, None)],
            mode="lines",
            line={"color": colour, "width": 4},
            hoverinfo="skip",
            showlegend=False,
        )
        figure.add_scatter(
            x=some["first"] + (some["last"] - some["first"]) / 2,
            y=height_of,
            name=inert(words._("{what}, by others").format(what=kind) if both else kind),
            mode="markers",
            marker={
                "size": 12,
                "color": colour,
                "symbol": [f"{symbol}-open" if one else symbol for one in some["hollow"]],
                "line": {"width": 2},
            },
            customdata=[
                [inert(area_name(view, row["area_id"], words)), row_date(row, words)]
                for row in some.to_dict("records")
            ],
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )
    name_lines(figure, list(lines), style)
    last, first = figure.layout.yaxis.range
    figure.update_yaxes(range=[last + FREE, first])
    named = [one.name for one in figure.data if one.name]
    if set(named) != set(lines):
        room_for_legend(figure, named, style)
    else:
        figure.update_layout(showlegend=False)
    year = pd.DateOffset(years=1)
    span = dated["first"].min() - year, dated["last"].max() + year
    few = span[1] - span[0] < FEW_YEARS  # else plotly would name one year twice
    ticks = {"dtick": "M12", "tick0": "2000-01-01"} if few else {"nticks": 8}
    figure.update_xaxes(showgrid=False, type="date", range=list(span), tickformat="%Y", **ticks)
    if works_there(view, dated):
        began_line(figure, view, words, style, years=False, span=span)
    return figure


def is_hollow(rows: pd.DataFrame) -> pd.Series:
    """Whether only the day of its publication is known of a record: its mark is hollow."""
    return rows["date_precision"].astype("str").eq("published-by")


def spans(rows: pd.DataFrame) -> pd.DataFrame:
    """The dated rows with the ``first`` and the ``last`` day that each may be of."""
    placed = rows.assign(
        first=rows["event_start"].fillna(rows["event_end"]).dt.normalize(),
        last=rows["event_end"].fillna(rows["event_start"]).dt.normalize(),
    )
    return placed.dropna(subset=["first", "last"])
