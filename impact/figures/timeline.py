"""A timeline of records: a mark a record, never a bar and never a trend.

A record that is known to a year, or to a stretch of time, has a line from the first to the last
day that it may be of; its mark in the middle is no date.
"""

from __future__ import annotations

from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.context import began_line, works_there
from impact.figures.frame import framed, inert, lines_needed, name_lines, room_for_legend
from impact.figures.style import SYMBOLS
from impact.model.attribution import PROGRAMME
from impact.wording.rows import place_name, row_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words


FREE = 0.6  # of a line below the last: there the words about the beginning stand
FEW_YEARS = pd.Timedelta(days=8 * 365)


def timeline(
    view: View,
    selection: Selection,
    rows: Sequence[dict],
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
    rows : sequence of dict
        Each with ``line, kind, ours, area_id, event_start, event_end, date_precision``.
    kinds : sequence of str
        The kinds in an order that is the same in every language, and so their colours are.
    doubted : str
        The kind that is not counted: muted crosses.

    Returns
    -------
    Figure or None
        None where no row has a date.
    """
    dated = sorted(spans(rows), key=itemgetter("last"))
    if not dated:
        return None
    lines = {name: number for number, name in enumerate(dict.fromkeys(r["line"] for r in dated))}
    figure = framed(view, selection, words, style, title=title)
    # A name that stands above its line needs room between that and the line before.
    each, more = (38, 16) if style.narrow else (28, 12)
    each += more * (lines_needed(list(lines), style) - 1)
    around = figure.layout["margin"]["t"] + figure.layout["margin"]["b"]
    figure.update_layout(height=round(around + each * (len(lines) + FREE + 0.5)))
    drawn = {row["kind"] for row in dated}
    known = [kind for kind in dict.fromkeys([*kinds, *(r["kind"] for r in dated)]) if kind in drawn]
    mixed = any(row["ours"] for row in dated)
    for number, (kind, ours) in enumerate(product(known, (True, False))):
        some = [row for row in dated if row["kind"] == kind and row["ours"] == ours]
        if not some:
            continue
        some.sort(key=is_hollow)
        sure = kind != doubted
        colour = style.series[number // 2 % len(style.series)] if ours and sure else style.muted
        symbol = SYMBOLS[number // 2 % len(SYMBOLS)] if sure else "x"
        both = mixed and not ours
        height_of = [lines[row["line"]] for row in some]
        figure.add_scatter(
            x=[day for row in some for day in (row["first"], row["last"], None)],
            y=[line for one in height_of for line in (one, one, None)],
            mode="lines",
            line={"color": colour, "width": 4},
            hoverinfo="skip",
            showlegend=False,
        )
        figure.add_scatter(
            x=[row["first"] + (row["last"] - row["first"]) / 2 for row in some],
            y=height_of,
            name=inert(words._("{what}, by others").format(what=kind) if both else kind),
            mode="markers",
            marker={
                "size": 12,
                "color": colour,
                "symbol": [f"{symbol}-open" if is_hollow(row) else symbol for row in some],
                "line": {"width": 2},
            },
            customdata=[
                [inert(place_name(view, row["area_id"], words)), row_date(row, words)]
                for row in some
            ],
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )
    name_lines(figure, list(lines), style)
    last, first = figure.layout["yaxis"]["range"]
    figure.update_yaxes(range=[last + FREE, first])
    if set(figure.names) != set(lines):
        room_for_legend(figure, figure.names, style)
    else:
        figure.update_layout(showlegend=False)
    year = pd.DateOffset(years=1)
    span = min(row["first"] for row in dated) - year, dated[-1]["last"] + year
    few = span[1] - span[0] < FEW_YEARS  # else plotly would name one year twice
    ticks = {"dtick": "M12", "tick0": "2000-01-01"} if few else {"nticks": 8}
    figure.update_xaxes(showgrid=False, type="date", range=list(span), tickformat="%Y", **ticks)
    # Of the programme's own alone it would say that there was nothing before.
    if selection.whose != PROGRAMME and works_there(view, dated):
        began_line(figure, view, words, style, years=False, span=span)
    return figure.whole()


def is_hollow(row: dict) -> bool:
    """Whether only the day of its publication is known of a record: its mark is hollow."""
    return str(row["date_precision"]) == "published-by"


def spans(rows: Iterable[dict]) -> list[dict]:
    """The dated rows, each with the ``first`` and the ``last`` day that it may be of."""
    found = []
    for row in rows:
        days = [day for day in (row["event_start"], row["event_end"]) if pd.notna(day)]
        if days:
            found.append({**row, "first": days[0].normalize(), "last": days[-1].normalize()})
    return found
