"""The map of areas on a page: its sentence, the map, what stands beside it, the same as a table."""

from __future__ import annotations

import pandas as pd
import pydeck as pdk
import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures import map_words, maps
from impact.figures.figure_card import FigureCard
from impact.handouts.packs import map_names
from impact.wording import Words
from pages.shared.cache import cached_for_view
from pages.shared.figure import below, table
from pages.shared.place import go_to_place
from pages.shared.reader import current_style, on_a_phone
from pages.shared.text import paragraph, plain


def show(view: View, selection: Selection, words: Words) -> None:
    """The map; a click leads to a place."""
    areas = _areas(view, words, selection)
    shown = _shown(view, words, selection, areas=areas)
    paragraph(shown.sentence)
    st.caption(_legend(words))
    picked = st.pydeck_chart(
        _deck(view, words, selection, on_a_phone(), areas=areas),
        height=maps.size(phone=on_a_phone())[1],
        on_select="rerun",
        selection_mode="single-object",
        key="map",
        alt=shown.sentence,
    )
    go_to_place(picked, words)
    _beside(view, words, selection, areas=areas, rows=shown.table)
    below(view, words, _shown, selection, shown=shown, numbers=False)


def _legend(words: Words) -> str:
    """What the marks mean; their names say it without their colours."""
    _ = words._
    parts = (
        f":blue[●] {plain(_('Disc: an area; the larger, the more is on file.'))}",
        f":gray[●] {plain(_('Grey: the work of others, for context.'))}",
        f":orange[◯] {plain(_('Ring: conflict incidents among it.'))}",
        plain(_("A mark is the centre of an area, never a record. Click one to open its place.")),
    )
    return " ".join(parts)


@cached_for_view
def _shown(view: View, words: Words, selection: Selection, *, areas: pd.DataFrame) -> FigureCard:
    """The map in words and numbers."""
    return map_words.map_in_words(view, selection, areas, words)


@cached_for_view
def _areas(view: View, words: Words, selection: Selection) -> pd.DataFrame:
    return maps.areas_on_file(view, selection, words)


@cached_for_view
def _deck(
    _view: View, words: Words, _selection: Selection, phone: bool, *, areas: pd.DataFrame
) -> pdk.Deck:
    style = current_style()
    return maps.deck(areas, map_names(), words, style, phone=phone)


@cached_for_view
def _beside(
    _view: View, words: Words, _selection: Selection, *, areas: pd.DataFrame, rows: pd.DataFrame
) -> None:
    """Areas without a published location, and the map as a table."""
    _ = words._
    beside = areas[areas["latitude"].isna()]
    if len(beside):
        st.header(_("Places without a published location"), anchor=False)
        st.markdown(" · ".join(plain(name) for name in beside["name"]))
    st.header(_("The same as a table"), anchor=False)
    table(rows, words)
