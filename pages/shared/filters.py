"""The reader's choice, in the sidebar and in the address."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import ALL, Selection, years_on_file
from impact.model.attribution import OTHERS, PROGRAMME
from impact.wording import Words
from impact.wording.cause import context_words
from impact.wording.order import area_names, in_order
from impact.wording.rows import area_name
from impact.wording.stops import capital
from pages.shared import url_state
from pages.shared.cache import cached_for_view
from pages.shared.text import plain


def choose(view: View, words: Words, *, species: bool = True, years: bool = True) -> Selection:
    """Let the reader choose; what a page does not use is not asked."""
    _ = words._
    with st.sidebar:
        st.markdown(f"**{_('Choose')}**")
        countries = _countries(view, words)
        country = url_state.select(_("Country"), "country", countries)
        area = url_state.select(_("Area"), "area", _areas(view, words, country))
        chosen_species = _species(view, words) if species else ALL
        whose = url_state.select(
            _("Records"),
            "records",
            {
                PROGRAMME: _("The programme's work"),
                OTHERS: _("The work of others"),
                ALL: _("All together"),
            },
            note=_(
                "This filters reports and incidents only. "
                "Cameras and their records count as the programme's."
            ),
        )
        first, last = _years(view, words) if years else (None, None)
    return Selection(country, area, chosen_species, whose, first, last)


def context(selection: Selection, words: Words) -> list[Selection]:
    """The same choice of what others did, under a heading that says so.

    Nothing where the reader has chosen otherwise: then it stands above already, or is not asked.
    """
    if selection.whose != PROGRAMME:
        return []
    of_others = replace(selection, whose=OTHERS)
    heading(of_others, words)
    return [of_others]


def heading(selection: Selection, words: Words) -> None:
    """The heading above figures of what others did; nothing above others."""
    if selection.whose != OTHERS:
        return
    st.header(
        words._("Context: the region and the work of others"), anchor="context", divider="gray"
    )
    st.markdown(f":gray[{plain(context_words(words))}]")


@cached_for_view
def _countries(view: View, words: Words) -> dict[str, str]:
    """The countries on file and their names."""
    codes = view.records.areas["country_code"].astype("str").unique()
    names = {code: area_name(view, code, words) or code for code in codes}
    return {ALL: words._("All countries"), **dict(in_order(names.items(), words, itemgetter(1)))}


@cached_for_view
def _areas(view: View, words: Words, country: str) -> dict[str, str]:
    """The areas of a country and their names."""
    areas = view.records.areas
    inside = areas[areas["area_type"].astype("str") != "country"]
    if country != ALL:
        inside = inside[inside["country_code"].astype("str") == country]
    return {ALL: words._("All areas"), **area_names(inside, words)}


def _species(view: View, words: Words) -> str:
    _ = words._
    names = [(s.scientific_name, capital(words.of(s.name))) for s in view.programme.species]
    every = _("Both cats") if len(names) == 2 else _("All")
    listed = dict(in_order(names, words, itemgetter(1)))
    return url_state.select(_("Species"), "species", {ALL: every, **listed})


def _years(view: View, words: Words) -> tuple[int | None, int | None]:
    _ = words._
    years = _years_on_file(view, words)
    if not years:
        return None, None
    options = {ALL: _("any"), **{year: year for year in years}}
    with st.container(horizontal=True):
        first = url_state.select(_("From"), "from", options)
        last = url_state.select(_("To"), "to", options)
    return (None if first == ALL else int(first)), (None if last == ALL else int(last))


@cached_for_view
def _years_on_file(view: View, words: Words) -> list[str]:  # noqa: ARG001
    return [str(year) for year in years_on_file(view)]
