"""A figure on a page: its sentence, the picture, and how it was made below it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from impact.disclosure import View
from impact.figures import frame
from impact.figures.shown import Shown
from impact.handouts.tables import csv_of
from impact.wording import Words
from impact.wording.citation import citation
from impact.wording.methods import method
from pages.shared.text import link, plain

NARROW = 3  # so many columns fit a phone


def show(view: View, shown: Shown, words: Words) -> None:
    """The heading, the sentence, the figure or the table, and the notes."""
    st.header(plain(shown.title), anchor=shown.id)
    st.markdown(plain(shown.sentence))
    if shown.figure is not None:
        st.plotly_chart(
            shown.figure,
            key=f"figure-{shown.id}",
            config=frame.config(words, shown.id),
            alt=shown.sentence,
        )
    elif len(shown.table):
        table(shown.table, words)
    notes(view, shown, words)


def table(rows: pd.DataFrame, words: Words) -> None:
    """A table of words and numbers; nothing in it acts."""
    shown = rows.astype("object").map(lambda cell: cell_words(cell, words))
    if len(shown.columns) <= NARROW:
        st.table(shown.map(plain), hide_index=True)
    else:  # it scrolls within itself, by keyboard too, where a screen is too narrow for it
        st.dataframe(shown, hide_index=True)


def cell_words(cell: object, words: Words) -> str:
    """A cell as a reader of this language writes it; what is missing says so."""
    if pd.isna(cell):
        return words._("not stated")
    return cell if isinstance(cell, str) else words.number(cell, 2)


def notes(view: View, shown: Shown, words: Words) -> None:
    """What / How / Caveats / Settings / Sources, the numbers, and how to cite."""
    _ = words._
    made = method(shown.method, words)
    with st.expander(_("How this was made, and its numbers")):
        st.markdown(f"**{_('What')}**: {plain(made.what)}")
        for text in made.how:
            st.markdown(f"**{_('How')}**: {plain(text)}")
        for text in shown.caveats:
            st.markdown(f"**{_('To bear in mind')}**: {plain(text)}")
        for text in shown.settings:
            st.markdown(f"**{_('Setting')}**: {plain(text)}")
        for name, address in shown.sources:
            st.markdown(f"**{_('Source')}**: {link(name, address)}")
        if len(shown.table):
            st.download_button(
                _("Download the numbers (CSV)"),
                csv_of(view, shown, words),
                file_name=f"{shown.id}.csv",
                mime="text/csv",
                key=f"csv-{shown.id}",
                on_click="ignore",
            )
            if shown.figure is not None:
                table(shown.table, words)
        st.caption(_("Cite this"))
        st.code(f"{shown.sentence} {citation(view, words)}", language=None, wrap_lines=True)
