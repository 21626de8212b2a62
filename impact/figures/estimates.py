"""Population figures that others have published, side by side and never joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.once import once
from impact.figures.context import muted
from impact.figures.figure_card import FigureCard
from impact.figures.frame import BESIDE, framed, inert, lines_needed, name_lines, room_for_lines
from impact.metrics.estimates import population_figures
from impact.model.cells import each_row
from impact.wording.cause import context_words
from impact.wording.chosen import of_choice
from impact.wording.labels import species_name
from impact.wording.rows import sources_of, where_to_look
from impact.wording.state import caveats_about

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words

PLOT = 250  # pixels of the axis on the narrowest phone
SHORT = 24  # letters of a published figure that stand beside its mark


def estimates(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Published population figures side by side, each with its range; never joined."""
    _ = words._
    rows = selection.of(view, _published_figures(view))
    each = each_row(rows)
    title = _("Published estimates, side by side (animals)")
    label = [
        f"{species_name(view, str(r['scientific_name']), words)}, {words.cell(r, 'scope')}, "
        f"{words.cell(r, 'year') or _('year not stated')}"
        + (f" ({words.cell(r, 'source_name')})" if words.cell(r, "source_name") else "")
        for r in each
    ]
    sentence = (
        words.ngettext(
            "{n} published estimate. Estimates by different methods are not a trend.",
            "{n} published estimates. Estimates by different methods are not a trend.",
            len(rows),
        ).format(n=words.number(len(rows)))
        if len(rows)
        else of_choice(_("Not recorded: no published estimate is on file."), selection, words)
    )
    return FigureCard(
        id="estimates",
        title=title,
        sentence=sentence,
        figure=_ranges(view, selection, rows, each, label, words, muted(style), title)
        if len(rows)
        else None,
        table=pd.DataFrame(
            {
                _("Estimate of"): label,
                _("As published"): _texts(each, "value", words),
                _("Lowest"): rows["low"].tolist(),
                _("Best"): rows["best"].tolist(),
                _("Highest"): rows["high"].tolist(),
                _("Note"): _texts(each, "note", words),
                _("Source"): [where_to_look(row, words) for row in each],
            }
        ),
        method="estimates",
        context=context_words(words),
        note=_("Competing estimates are shown side by side. They are not a trend."),
        caveats=(
            _("Competing estimates are shown side by side. They are not a trend."),
            *caveats_about(view, rows["status_id"], words),
        ),
        sources=sources_of(words, rows),
        missing=rows.empty,
    )


def _texts(rows: list[dict], column: str, words: Words) -> pd.Series:
    """The texts of a column as objects: each keeps the language that it is in."""
    return pd.Series([words.cell(row, column) for row in rows], dtype=object)


@once
def _published_figures(view: View) -> pd.DataFrame:
    """As on file, with ``left, middle, right``: where each is drawn, whichever ends it has."""
    rows = _in_order(population_figures(view.records.status))
    left = rows["low"].fillna(rows["best"]).fillna(rows["high"])
    right = rows["high"].fillna(rows["best"]).fillna(rows["low"])
    middle = rows["best"].fillna((left + right) / 2)
    return rows.assign(left=left, middle=middle, right=right)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Species and land as the table has them, and what is of one land from the newest on."""
    keys = pd.DataFrame(
        {
            "species": pd.factorize(rows["scientific_name"])[0],
            "land": pd.factorize(rows["scope"])[0],
            "year": -pd.to_numeric(rows["year"].astype("str").str.extract(r"(\d{4})")[0]),
        },
        index=rows.index,
    )
    return rows.loc[keys.sort_values(["species", "land", "year"], kind="stable").index]


def _ranges(
    view: View,
    selection: Selection,
    rows: pd.DataFrame,
    each: list[dict],
    label: list[str],
    words: Words,
    style: Style,
    title: str,
) -> go.Figure:
    # A name that stands above its line needs room between that and the line before.
    line = 32 + 17 * lines_needed(label, style) if style.narrow else 44
    figure = framed(view, selection, words, style, title=title, height=150 + line * len(rows))
    figure.update_layout(showlegend=False)
    figure.add_scatter(
        x=rows["middle"],
        y=list(range(len(label))),
        customdata=[[inert(text)] for text in label],
        mode="markers",
        marker={
            "size": 10,
            "color": style.detections,
            "symbol": [_symbol(row["low"], row["best"], row["high"]) for row in each],
            "opacity": [
                1.0 if pd.notna(row["best"]) or row["left"] == row["right"] else 0.0 for row in each
            ],
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [row["right"] - row["middle"] for row in each],
            "arrayminus": [row["middle"] - row["left"] for row in each],
            "color": style.detections,
            "thickness": 5,
            "width": 0,
        },
        text=[inert(words.cell(row, "value")) for row in each],
        hovertemplate="%{customdata[0]}: %{text}<extra></extra>",
    )
    numbers = ["\u2003" + _written(row, words) for row in each]
    figure.add_scatter(
        x=rows["right"],
        y=list(range(len(label))),
        mode="text",
        text=numbers,
        textposition="middle right",
        textfont={"size": 13, "color": style.ink},
        hoverinfo="skip",
    )
    # Right of each end its number has room, in letters of 8 pixels, whatever the width.
    width = PLOT if style.narrow else BESIDE
    rest = [max(0.2, 1 - 8 * len(text) / width) for text in numbers]
    most = max(end / share for end, share in zip(rows["right"], rest, strict=True))
    figure.update_xaxes(range=[0, most], gridcolor=style.grid)
    # From a name to its mark and no further: a line through a number is read as a part of it.
    figure.update_yaxes(showgrid=False)
    for place, end in enumerate(rows["left"]):
        figure.add_shape(
            type="line", layer="below", line={"color": style.grid, "width": 1},
            x0=0, x1=end, y0=place, y1=place,
        )  # fmt: skip
    room_for_lines(figure, line, len(label))
    name_lines(figure, label, style)
    return figure.whole()


def _symbol(low: float, best: float, high: float) -> str:
    """An arrow where only one end is published: it points to where the number may lie."""
    if pd.notna(best) or (pd.notna(low) and pd.notna(high)):
        return "circle"
    return "triangle-left" if pd.isna(low) else "triangle-right"


def _written(row: dict, words: Words) -> str:
    """The numbers of a range; of one number what was published: "about 100" is not "100"."""
    told, low, best, high = words.cell(row, "value"), row["low"], row["best"], row["high"]
    if pd.notna(low) and pd.notna(high) and low != high:
        ends = f"{words.number(low)}–{words.number(high)}"
        return ends if pd.isna(best) else f"{words.number(best)} ({ends})"
    if len(told) <= SHORT:
        return inert(told)
    if pd.notna(best) or low == high:
        return words.number(high if pd.isna(best) else best)
    return f"≤\xa0{words.number(high)}" if pd.isna(low) else f"≥\xa0{words.number(low)}"
