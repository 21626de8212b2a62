"""The map of areas on a page: its sentence, the map, what stands beside it, the same as a table."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import pandas as pd
import pydeck as pdk
import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures import map_words, maps
from impact.figures.figure_card import FigureCard
from impact.handouts.packs import map_names
from impact.wording import Words
from pages.shared import url_state
from pages.shared.cache import cached_for_view
from pages.shared.figure import asked_of, below, save_menu, table
from pages.shared.place import go_to_place
from pages.shared.reader import current_style, room
from pages.shared.text import note, paragraph, plain

NEAR = "near"  # of the address: the areas that are shown from near


def show(view: View, selection: Selection, words: Words) -> None:
    """The map; a click leads to a place."""
    areas = _areas(view, words, selection)
    known = set(areas["area_id"])
    near = tuple(one for one in url_state.asked(NEAR).split(",") if one in known)
    shown = _shown(view, words, selection, areas=areas)
    paragraph(shown.sentence)
    st.caption(_legend(view, words, selection, areas=areas))
    if near:
        st.button(words._("Show the whole map"), on_click=url_state.forget, args=(NEAR,))
    picked = st.pydeck_chart(
        _deck(view, words, selection, room(), near, areas=areas),
        height=maps.height_of(room()),
        on_select=_open_cluster,
        selection_mode="single-object",
        key="map",
        alt=shown.sentence,
    )
    go_to_place(picked, words)
    version = st.query_params.get("version", "")
    drafted = bool(url_state.asked("draft"))
    where = (url_state.home(), version)
    _as_links(view, words, selection, *where, areas=areas, shown=shown, drafted=drafted)
    _beside(view, words, selection, areas=areas, rows=shown.table)
    below(view, words, _shown, selection, shown=shown, numbers=False)


@cached_for_view
def _legend(_view: View, words: Words, _selection: Selection, *, areas: pd.DataFrame) -> str:
    """What the marks that are there mean; their names say it without their colours."""
    _ = words._
    marks = [plain(_("Circle: an area. A bigger circle means more records."))]
    marks += [
        f":{colour}[●]\xa0{plain(text)}" for colour, text in map_words.colour_words(areas, words)
    ]
    if (areas["incidents"].fillna(0) > 0).any():
        marks.append(
            f":orange[**◯**]\xa0{plain(_('Ring: some of the records are conflict incidents.'))}"
        )
    use = (
        plain(
            _(
                "A mark is the centre of an area, never the place of a record. Click it to "
                "open the page of that area."
            )
        ),
        plain(_("A number: how many areas are close together here. Click it to zoom in.")),
    )
    return "  \n".join((" ".join(marks), *use))


def _open_cluster() -> None:
    """Show the areas of the cluster that was chosen from near."""
    chosen = st.session_state["map"].selection.objects.get("clusters", [])
    for cluster in chosen[:1]:
        url_state.keep(NEAR, ",".join(cluster["members"]))


def _addresses(view: View, selection: Selection, words: Words, home: str) -> dict[str, str]:
    """Where the drawn map of this choice is, as a picture of each kind."""
    asked = urlencode({"id": "map"} | asked_of(selection, words, view.number))
    return {kind: f"{home}/picture.{kind}?{asked}" for kind in ("png", "svg")}


@cached_for_view
def _as_links(
    view: View,
    words: Words,
    selection: Selection,
    home: str,
    version: str,
    *,
    areas: pd.DataFrame,
    shown: FigureCard,
    drafted: bool,
) -> None:
    """The map's places as links, for the keyboard and a phone, and the menu to save the map.

    Where a browser has no WebGL, look.css shows the drawn map in place of the other. Of a draft
    there is none: its address is anybody's.
    """
    addresses = {} if drafted else _addresses(view, selection, words, home)
    kept = {"lang": words.language} | ({"version": version} if version else {})
    located = areas[areas["latitude"].notna()]
    items = []
    for area_id, name in zip(located["area_id"], located["name"], strict=True):
        address = escape(f"places?{urlencode({'area': area_id} | kept)}")
        items.append(f'<li><a data-page="" href="{address}">{escape(name)}</a></li>')
    told = escape(shown.sentence)
    picture = (
        f'<img class="drawn-map" loading="lazy" alt="{told}" src="{escape(addresses["png"])}">'
        if addresses
        else ""
    )
    menu = save_menu(
        view, shown, words, selection, drawn=not drafted, drafted=drafted, addresses=addresses
    )
    st.html(f'{picture}<ul class="places-list">{"".join(items)}</ul>{menu}')


@cached_for_view
def _shown(view: View, words: Words, selection: Selection, *, areas: pd.DataFrame) -> FigureCard:
    """The map in words and numbers."""
    return map_words.map_in_words(view, selection, areas, words)


@cached_for_view
def _areas(view: View, words: Words, selection: Selection) -> pd.DataFrame:
    return maps.areas_on_file(view, selection, words)


@cached_for_view
def _deck(
    _view: View,
    words: Words,
    _selection: Selection,
    width: int,
    near: tuple[str, ...],
    *,
    areas: pd.DataFrame,
) -> pdk.Deck:
    style = current_style()
    made = maps.deck(areas, map_names(), words, style, width=width, opened=near)
    # Streamlit asks for its text each time that the map is shown; it is always the same.
    text = made.to_json()
    made.to_json = lambda: text
    return made


@cached_for_view
def _beside(
    view: View, words: Words, _selection: Selection, *, areas: pd.DataFrame, rows: pd.DataFrame
) -> None:
    """Areas without a published location, and the map as a table."""
    _ = words._
    beside = areas[areas["latitude"].isna()]
    if len(beside):
        st.header(_("Not on the map: no checked coordinates are on file"), anchor=False)
        st.markdown("\xa0· ".join(plain(name) for name in beside["name"]))
        for why in map_words.why_beside(view, beside, words):
            note(why)
    title = _("The same as a table")
    st.header(title, anchor=False)
    table(rows, title, words)
