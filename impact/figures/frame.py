"""The frame that every chart shares: title, source line, fonts, quiet axes.

Title, source, date and version stand inside the picture, because a picture travels without
the page around it.
"""

from __future__ import annotations

import math
import textwrap
from html import escape
from typing import TYPE_CHECKING

from impact.figures.sketch import Sketch
from impact.wording.citation import source_line

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words

NARROW_WIDTH = 330  # pixels of a figure on a phone
BESIDE = 450  # pixels beside the names of lines, on a desk
SMALLEST = 13  # pixels of the smallest letters
NAME, WIDE_NAME = 40, 52  # letters of a name above its line, and beside it
LINE_HEIGHT = 17  # pixels of a line of the source
LINE, WIDE_LINE = 34, 90  # letters of a title that fit a phone's width, and a desk's


# In place of plotly's own, which would be most of what a page sends.
_TEMPLATE = {"data": {"scatter": [{"marker": {"line": {"width": 0}}}]}}
_AXIS = {"automargin": True, "fixedrange": True, "zeroline": False}


def plain_layout(style: Style) -> dict:
    """No decoration: ink on paper, and lines only where they help to read a value."""
    # Streamlit's own letters of axes are too pale to be read by everybody.
    letters = {"size": SMALLEST, "color": style.muted}
    axis = _AXIS | {"tickfont": letters, "title": {"font": letters}}
    return {
        "template": _TEMPLATE,
        "font": {"color": style.ink, "size": 14},
        "paper_bgcolor": style.paper,  # the page's own: a saved picture needs a ground, too
        "plot_bgcolor": style.paper,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": {**axis, "linecolor": style.muted},
        "yaxis": {**axis, "gridcolor": style.grid, "ticklabelstandoff": 6},
        "hoverlabel": {"font": {"size": 14}},
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "itemsizing": "constant",  # a row with a large mark would be higher than its room
        },
    }


def framed(
    view: View, selection: Selection, words: Words, style: Style, *, title: str, height: int = 380
) -> Sketch:
    """An empty figure with its title above; below its source and the code of what was chosen."""
    lines = wrapped(title, LINE if style.narrow else WIDE_LINE)
    below = _source(view, selection, words, style)
    source = {
        "text": below,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 1,  # from the right it has the room of the names and numbers on the left too
        "y": 0,
        "yshift": -38,
        "xanchor": "right",
        "yanchor": "top",
        "align": "left" if style.narrow else "right",
        "font": {"size": SMALLEST, "color": style.muted},
    }
    layout = plain_layout(style) | {
        "separators": _separators(words),
        "height": height,
        "title": {
            "text": lines,
            "font": {"size": 15, "color": style.muted},
            "x": 0,
            "xref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 14},  # in pixels: a share of the height would cut two lines of a low one
        },
        "margin": {
            "l": 8,
            "r": 12,
            "t": 72 + 22 * lines.count("<br>"),
            "b": 64 + LINE_HEIGHT * below.count("<br>"),
        },
        "annotations": [source],
    }
    return Sketch(layout)


def _source(view: View, selection: Selection, words: Words, style: Style) -> str:
    return evenly_wrapped(source_line(view, words, selection), 36 if style.narrow else 105)


def _separators(words: Words) -> str:
    """Plotly's way to say how this language writes numbers: its decimal and thousands signs."""
    written = words.number(1234.5, 1)
    return written[-2] + written[1]


def room_for_lines(figure: Sketch, each: int, lines: int) -> None:
    """At least so many pixels for each line, beside what title and source take."""
    margin = figure.layout["margin"]
    needed = round(margin["t"] + margin["b"] + each * (lines + 0.4))
    figure.update_layout(height=max(figure.layout["height"], needed))


def name_lines(figure: Sketch, names: list[str], style: Style, *, above: int = 9) -> None:
    """Name each line: beside it, or above it where a long name would take a phone's width.

    The first name belongs to the line at 0, the next to the one at 1, downwards. A name above its
    line stands so many pixels above it: over half a mark, of which it would hide the top.
    """
    places = list(range(len(names)))
    if not style.narrow:
        figure.update_yaxes(
            tickvals=places,
            ticktext=[wrapped(name, WIDE_NAME) for name in names],
            tickfont={"size": 13},
            range=[len(names) - 0.4, -0.6],
        )
        return
    figure.update_yaxes(showticklabels=False, range=[len(names) - 0.5, -0.9], tickvals=places)
    for line, name in enumerate(names):
        figure.add_annotation(
            text=wrapped(name, NAME),
            showarrow=False,
            xref="paper",
            x=0,
            y=line,
            yshift=above,
            xanchor="left",
            yanchor="bottom",
            align="left",
            font={"size": SMALLEST, "color": style.muted},
            bgcolor=style.paper,  # no line goes through a name
        )


def room_for_legend(figure: Sketch, names: list[str], style: Style) -> None:
    """Show the legend; its rows below the first need room above the figure."""
    longest = max(len(name) for name in names)
    a_row = max(1, (NARROW_WIDTH if style.narrow else BESIDE) // (7 * longest + 48))
    more = 20 * (math.ceil(len(names) / a_row) - 1)
    margin, height = figure.layout["margin"]["t"] + more, figure.layout["height"] + more
    figure.update_layout(showlegend=True, margin={"t": margin}, height=height)


def lines_needed(names: list[str], style: Style) -> int:
    """Lines of text that the longest name takes."""
    width = NAME if style.narrow else WIDE_NAME
    return max(wrapped(name, width).count("<br>") + 1 for name in names)


def wrapped(text: str, width: int = LINE) -> str:
    """Text in lines of so many letters, safe inside a figure."""
    return "<br>".join(textwrap.wrap(inert(text), width))


def evenly_wrapped(text: str, width: int) -> str:
    """The same in lines of about one length: no word is left alone in the last."""
    text = inert(text)
    few = len(_whole_words(text, width))
    even = (_whole_words(text, shorter) for shorter in range(len(text) // max(few, 1), width + 1))
    return "<br>".join(next(lines for lines in even if len(lines) == few))


def _whole_words(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_on_hyphens=False)  # a code stays whole


def inert(text: str) -> str:
    """A name for a legend or a label under the pointer, where plotly obeys markup."""
    return escape(text, quote=False)


def config(words: Words, name: str) -> dict:
    """The tool bar of a figure: one button, which saves the picture."""
    save = words._("Save as picture (PNG)")
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
        "locale": words.language,
        "locales": {words.language: {"dictionary": {"Download plot as a PNG": save}}},
    }
