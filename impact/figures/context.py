"""What others did is context: the same figure, muted, under a name of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.once import once
from impact.figures.frame import LINE, wrapped
from impact.figures.missing import OF_RECORDS
from impact.model.attribution import OTHERS, PROGRAMME, at_work, by_programme
from impact.wording.cause import context_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.figure_card import FigureCard
    from impact.figures.sketch import Sketch
    from impact.figures.style import Style
    from impact.wording.language import Words


def is_context(selection: Selection) -> bool:
    """Whether only what others did is asked for."""
    return selection.whose == OTHERS


def whose_column(rows: pd.DataFrame, words: Words) -> dict[str, list[str]]:
    """Whose work each row is, where a table mixes both: a row that is copied goes without the rest.

    Returns
    -------
    dict of str to list of str
        The heading and the cells of a column; empty where all rows are of one kind, which the
        figure says as a whole.
    """
    own = by_programme(rows)
    if own.all() or not own.any():
        return {}
    # Of a published figure it is often not known who made it: no row says more than its source.
    ours = words._("Made or published by the programme or its partners")
    said = {True: ours, False: words._("The work of others")}
    return {words._("Whose work"): [said[each] for each in own]}


def id_of(name: str, selection: Selection) -> str:
    """The id of a figure: one for the programme's, another for that of others beside it."""
    return f"{name}-of-others" if is_context(selection) else name


def title_of(title: str, selection: Selection, words: Words) -> str:
    """The title of a figure of incidents, which says whose they are where they are others'."""
    if not is_context(selection):
        return title
    return words._("{figure}: reported by others").format(figure=title)


def context_of(
    selection: Selection, words: Words, rows: pd.DataFrame, counted: pd.DataFrame | None = None
) -> str:
    """That what these rows show is not, or not all of it, the programme's; empty of its own.

    `counted` are those that the sentence of the figure counts: it may tell totals apart.
    """
    if is_context(selection) or not _theirs(rows):
        return context_words(words) if is_context(selection) else ""
    told = rows if counted is None else counted
    theirs = _theirs(told)
    return words._(
        "All together: {own} of the programme, {theirs} of others. What others did is not a result "
        "of the programme."
    ).format(own=words.number(len(told) - theirs), theirs=words.number(theirs))


def _theirs(rows: pd.DataFrame) -> int:
    """How many rows others recorded; none of a table that does not say whose they are."""
    return len(rows) - int(by_programme(rows).sum()) if "attribution" in rows else 0


def quoted(card: FigureCard, selection: Selection | None, words: Words) -> str:
    """The sentence of a figure as it may be quoted without the page."""
    told = (card.sentence, card.context, left_out(card, selection, words))
    return " ".join(filter(None, told))


def beside(card: FigureCard, selection: Selection | None, words: Words) -> str:
    """What has to stand beside the sentence of a figure that leaves its page: no word twice."""
    return " ".join(beside_in_parts(card, selection, words))


def beside_in_parts(card: FigureCard, selection: Selection | None, words: Words) -> list[str]:
    """The same, a line each."""
    told = (card.context, card.note, left_out(card, selection, words))
    return [one for one in told if one and one not in card.sentence]


def left_out(card: FigureCard, selection: Selection | None, words: Words) -> str:
    """That records of others are not in a figure: its page says so of the choice, a file does not.

    Empty where that is not so, where nobody's records are told apart, or where it counts them.
    """
    mine = selection is not None and selection.whose == PROGRAMME and not card.context
    if not mine or card.method not in OF_RECORDS or card.counts_others:
        return ""
    return words._("Records by others are not counted here.")


def style_of(style: Style, selection: Selection, rows: pd.DataFrame) -> Style:
    """The colours: all muted where others' work alone is drawn."""
    return muted(style) if is_context(selection) or not by_programme(rows).any() else style


def muted(style: Style) -> Style:
    """A style in which nothing stands out; marks still differ in shape."""
    grey = style.muted
    return replace(style, detections=grey, incidents=grey, protected=grey, first=grey)


def works_there(view: View, rows: Sequence[dict]) -> bool:
    """Whether the programme is known to work in an area of these rows: elsewhere it began nothing.

    Parameters
    ----------
    view : View
    rows : sequence of dict
        Each with ``area_id``, and ``ours``: whether it is the programme's.
    """
    return any(row["ours"] or row["area_id"] in _worked_in(view) for row in rows)


@once
def _worked_in(view: View) -> frozenset[str]:
    areas = view.records.areas
    return frozenset(areas.loc[at_work(areas), "area_id"])


@once
def linked_areas(view: View) -> frozenset[str]:
    """The areas that the programme works in or set up, or has a claim or a record of."""
    named = {area for claim in view.claims for area in claim.indicator.areas}
    records = view.records
    for table in (records.detections, records.conflicts, records.milestones):
        named |= set(table.loc[by_programme(table), "area_id"].dropna().astype("str"))
    return _worked_in(view) | named


def began_line(
    figure: Sketch,
    view: View,
    words: Words,
    style: Style,
    *,
    years: bool,
    span: tuple[pd.Timestamp, pd.Timestamp] | None = None,
) -> None:
    """Draw a line at the day the programme began, or was due to, where that is published.

    Parameters
    ----------
    years : bool
        Whether the axis counts years; else it has dates.
    span : tuple of Timestamp
        What the axis shows: the words stand on the side that has more room.
    """
    _, about = words._, view.programme.about
    if not about.began:
        return
    day = pd.Timestamp(about.began)
    place = day.year + (day.day_of_year - 1) / 365 if years else day
    figure.add_shape(
        type="line", x0=place, x1=place, y0=0, y1=1, yref="paper",
        line={"color": style.muted, "width": 1.5, "dash": "dash"},
    )  # fmt: skip
    told = _("the programme was due to begin") if about.began_planned else _("the programme begins")
    told = wrapped(told, LINE)
    if years and style.narrow:  # at a phone's width they would hide a curve
        line = {"color": style.muted, "width": 1.5}
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=told,
            marker={"symbol": "line-ns", "size": 14, "line": line},
        )  # fmt: skip
        return
    before = span is not None and day - span[0] > span[1] - day
    # Inside the frame: above it stands the legend.
    figure.add_annotation(
        x=place, y=0, yref="paper", xanchor="right" if before else "left", yanchor="bottom",
        xshift=-4 if before else 4, showarrow=False, text=told, bgcolor=style.paper,
        font={"color": style.muted, "size": 13},
    )  # fmt: skip
