"""Where, on the axis of effort, the finding of a comparison turns: a small picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from impact.figures.frame import evenly_wrapped, plain_layout, wrapped
from impact.figures.sketch import Sketch

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.figures.style import Style
    from impact.wording.language import Words

LEAST, MOST = 1 / 16, 16
TICKS = {0.25: "¼", 0.5: "½"}  # of the ticks: others stand as numbers of the language
AT = (0.1, 0.25, 0.5, 1, 2, 4, 10)
LETTER = 7  # pixels
UPRIGHT, BAR = 8, 60  # pixels of a letter that stands upright, and of the bar that it stands in


def break_even_picture(claim: Claim, words: Words, style: Style) -> go.Figure | None:
    """Three stretches of the axis "share of the earlier effort": more, either, fewer.

    Returns
    -------
    Figure or None
        None where nothing is compared, or both counts are 0. Where the effort of both periods is
        on file, a mark stands at it.
    """
    found = claim.break_even
    if found is None or found.more_below is None or found.fewer_above is None:
        return None
    title = words._("later effort as a multiple of the earlier (1 is the same)")
    title = evenly_wrapped(title, 36)  # it stands in a column on a desk
    height = 130 + 20 * title.count("<br>")
    figure = Sketch(plain_layout(style) | {"height": height, "showlegend": False})
    turns = [min(max(one, LEAST), MOST) for one in (found.more_below, found.fewer_above)]
    _ = words._
    names = (_("more"), _("could be chance"), _("fewer"))
    ends = [LEAST, *turns, MOST]
    for place, name in enumerate(names):
        start, stop = ends[place], ends[place + 1]
        if stop <= start:
            continue
        figure.add_shape(
            type="rect", x0=start, x1=stop, y0=0, y1=1, line={"width": 0},
            fillcolor=style.grid if place == 1 else style.muted, opacity=1 if place == 1 else 0.45,
        )  # fmt: skip
        if math.log10(stop / start) > 0.25:
            figure.add_annotation(
                x=(math.log10(start) + math.log10(stop)) / 2, y=0.5, showarrow=False,
                font={"color": style.ink, "size": 14}, **_fitting(name, stop / start, style),
            )  # fmt: skip
    for turn in turns:
        if LEAST < turn < MOST:
            figure.add_shape(
                type="line", x0=turn, x1=turn, y0=0, y1=1, line={"color": style.ink, "width": 2}
            )
    _mark(figure, claim, style)
    figure.update_layout(height=height + _more_for_upright(figure))
    figure.update_xaxes(
        type="log",
        range=[math.log10(LEAST), math.log10(MOST)],
        tickvals=AT,
        ticktext=[f"{TICKS.get(one) or words.number(one, 1)}×" for one in AT],
        title={"text": title},
        showgrid=False,
    )
    figure.update_yaxes(visible=False, range=[0, 1])
    return figure.whole()


def _fitting(name: str, stretch: float, style: Style) -> dict[str, object]:
    """A name as it fits its stretch: in lines, or upright where its longest word is too wide."""
    letters = math.log10(stretch) / math.log10(MOST / LEAST) * (300 if style.narrow else 560)
    letters /= LETTER
    if max(map(len, name.split())) > letters:
        return {"text": wrapped(name, max(map(len, name.split()))), "textangle": -90}
    return {"text": wrapped(name, int(letters))}


def _more_for_upright(figure: Sketch) -> int:
    """Pixels that a bar of the usual height lacks for the names that stand upright in it."""
    named = figure.layout.get("annotations", ())
    upright = [one["text"] for one in named if one.get("textangle")]
    longest = max((len(line) for text in upright for line in text.split("<br>")), default=0)
    return max(0, UPRIGHT * longest - BAR)


def _mark(figure: Sketch, claim: Claim, style: Style) -> None:
    """The effort that is on file, where it is known of both periods."""
    effort = claim.effort
    if effort is None or not effort.current or not effort.baseline:
        return
    figure.add_scatter(
        x=[min(max(effort.current / effort.baseline, LEAST), MOST)],
        y=[0.5],
        mode="markers",
        marker={"size": 13, "color": style.ink, "symbol": "diamond"},
        hovertemplate="%{x:.2f}<extra></extra>",
    )
