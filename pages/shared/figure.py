"""A figure on a page: its sentence, the picture, and how it was made below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures import frame
from impact.figures.figure_card import FigureCard
from impact.figures.style import Style
from impact.handouts.tables import csv_of
from impact.wording import Words
from impact.wording.citation import citation
from impact.wording.methods import method
from pages.shared import url_state
from pages.shared.cache import cached_for_view
from pages.shared.text import grid, link, paragraph, plain

NARROW = 3  # so many columns fit a phone


def show(
    make: Callable[..., FigureCard], view: View, selection: Selection, words: Words, *style: Style
) -> None:
    """The heading, the sentence, the figure or the table, and the notes.

    Parameters
    ----------
    make : callable
        Makes what is shown of the view, the selection, the words and, if it draws, the style.
    """
    which = (make, selection, *style)
    shown, drawn, file = _figure(view, words, *which)
    below(view, words, *which, shown=shown, file=file, numbers=drawn)


def below(
    view: View, words: Words, *which: object, shown: FigureCard, file: bytes, numbers: bool
) -> None:
    """What stands under a figure: how it was made, its numbers as a file, what to cite.

    Parameters
    ----------
    which
        What the figure depends on.
    shown : FigureCard
    file : bytes
        Its numbers as CSV.
    numbers : bool
        Whether they are listed here: not where they stand above already.
    """
    with st.expander(words._("How this was made, its numbers and sources")):
        _notes(view, words, *which, shown=shown)
        if len(shown.table):
            st.download_button(
                words._("Download the numbers (CSV)"),
                file,
                file_name=f"{shown.id}.csv",
                mime="text/csv",
                key=f"csv-{shown.id}",
                on_click="ignore",
            )
        if numbers and len(shown.table):
            _numbers(view, words, *which, shown=shown)
        cite(view, shown.sentence, words, anchor=shown.id)


def cite(view: View, sentence: str, words: Words, *, anchor: str = "") -> None:
    """What to quote: the sentence, the day and the version of the data, and the link to it."""
    st.markdown(f"**{words._('Cite this')}**")
    parts = [sentence, citation(view, words), url_state.address(view.number, anchor)]
    # Not st.code: its colours for programs would be half of what a page has to fetch.
    st.text(" ".join(part for part in parts if part))


@cached_for_view
def _figure(
    view: View, words: Words, make: Callable[..., FigureCard], selection: Selection, *style: Style
) -> tuple[FigureCard, bool, bytes]:
    """Draw a figure; what it shows, whether there is a picture of it, its numbers as a file."""
    shown = make(view, selection, words, *style)
    st.header(plain(shown.title), anchor=shown.id)
    paragraph(shown.sentence)
    if shown.figure is not None:
        st.plotly_chart(
            shown.figure,
            key=f"figure-{shown.id}",
            config=frame.config(words, shown.id),
            alt=shown.sentence,
        )
    elif len(shown.table):
        table(shown.table, words)
    # The picture itself has gone out: in memory it would be by far the largest part.
    return replace(shown, figure=None), shown.figure is not None, csv_of(view, shown, words)


def table(rows: pd.DataFrame, words: Words) -> None:
    """A table of words and numbers; nothing in it acts."""
    shown = rows.astype("object").map(lambda cell: cell_words(cell, words))
    if len(shown.columns) <= NARROW:
        st.table(shown.map(plain), hide_index=True)
    else:  # it scrolls within itself, by keyboard too, where a screen is too narrow for it
        grid(shown, hide_index=True)


def cell_words(cell: object, words: Words) -> str:
    """A cell as a reader of this language writes it; what is missing says so."""
    if pd.isna(cell):
        return words._("not stated")
    return cell if isinstance(cell, str) else words.number(cell, 2)


@cached_for_view
def _notes(_view: View, words: Words, *_which: object, shown: FigureCard) -> None:
    """What / How / Caveats / Settings / Sources."""
    _ = words._
    described = method(shown.method, words)
    parts = [(_("What"), described.what), *((_("How"), text) for text in described.how)]
    lines = [f"**{name}**: {plain(text)}" for name, text in parts]
    if shown.caveats:
        listed = "\n".join(f"- {plain(text)}" for text in shown.caveats)
        lines.append(f"**{_('To bear in mind')}**:\n\n{listed}")
    lines += [f"**{_('Setting')}**: {plain(text)}" for text in shown.settings]
    named = " · ".join(link(name, address) for name, address in shown.sources)
    lines.append(f"**{_('Sources')}**: {named or plain(_('No row is on file for this choice.'))}")
    # One text: a hundred small ones take a slow line and a slow telephone longer.
    st.markdown("\n\n".join(lines))


@cached_for_view
def _numbers(_view: View, words: Words, *_which: object, shown: FigureCard) -> None:
    """The numbers of a figure, as a table."""
    table(shown.table, words)
