"""Bars that lie on their side, each with its number at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.frame import framed, inert, name_lines, room_for_legend, room_for_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words

PATTERNS = ("", "/", "x", ".")
BAR = 18  # pixels of a bar that lies beside others


def bars(
    view: View,
    selection: Selection,
    words: Words,
    style: Style,
    title: str,
    names: Sequence[str],
    counts: Mapping[str, Sequence[float | None]],
) -> go.Figure:
    """Bars of several kinds for each name; what is missing has no bar and says so.

    Parameters
    ----------
    names : sequence of str
        What each group of bars is of, from the top.
    counts : mapping
        What each kind of bar is called, and its numbers in the order of the names.
    """
    kinds = len(counts)
    numbers = {kind: [_known(one) for one in values] for kind, values in counts.items()}
    each = BAR * kinds + (34 if style.narrow else 18)
    head = 150 if kinds > 1 else 128
    figure = framed(view, selection, words, style, title=title, height=head + each * len(names))
    for number, (kind, known) in enumerate(numbers.items()):
        figure.add_bar(
            x=[0 if one is None else one for one in known],
            y=list(range(len(names))),
            orientation="h",
            **_together(list(numbers.values()), number, each, style),
            name=inert(kind),
            text=[_written(one, words, alone=kinds == 1) for one in known],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            marker={
                "color": style.series[(number + 1) % len(style.series)],
                "pattern": {"shape": PATTERNS[number % len(PATTERNS)]},
            },
            hoverinfo="skip",
        )
    gap = 34 / each if style.narrow else 0.25  # a name needs the room between the bars
    figure.update_layout(bargap=gap, showlegend=False, legend={"traceorder": "normal"})
    if kinds > 1:
        room_for_legend(figure, list(counts), style)
    most = max([1.0, *(n for bar in figure.data for n in bar["x"])])
    figure.update_xaxes(visible=False, range=[0, most * 1.15])
    room_for_lines(figure, each, len(names))
    name_lines(figure, list(names), style, above=9 * kinds + 2)
    figure.update_yaxes(showgrid=False)  # a line behind a bar would go on through its number
    return figure.whole()


def _known(count: float | None) -> float | None:
    return None if count is None or pd.isna(count) else float(count)


def _together(
    numbers: list[list[float | None]], kind: int, each: int, style: Style
) -> dict[str, object]:
    """Where the bars of a kind lie beside their names: no room is kept for a bar of 0.

    Else a bar would stand nearer to the next name than to its own.
    """
    if len(numbers) == 1:
        return {}
    offsets = []
    for counts in zip(*numbers, strict=True):
        drawn = [one is None or one > 0 for one in counts]
        # Below a name they begin as high in every group; beside it they lie around its middle.
        lines = len(numbers) if style.narrow else sum(drawn)
        offsets.append((sum(drawn[:kind]) - lines / 2) * BAR / each)
    return {"offset": offsets, "width": 0.9 * BAR / each}


def _written(count: float | None, words: Words, *, alone: bool) -> str:
    """The number at the end of a bar; beside other bars a 0 is seen by its empty place."""
    if count is None:
        return words._("not stated")
    return words.number(count) if count or alone else ""
