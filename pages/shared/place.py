"""All places, and one of them: its claims, its records and its milestones."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import ALL, Selection
from impact.figures import coexistence, place_facts, places, rates, reports
from impact.handouts.packs import Choice, file_name
from impact.handouts.sheet_paper import SIZES
from impact.handouts.sheet_places import says_something
from impact.model.attribution import OTHERS, PROGRAMME
from impact.wording import Words
from impact.wording.lists import milestone_lines, no_milestone
from impact.wording.rows import area_name
from pages.shared import filters, meeting, photographs
from pages.shared.cache import cached_for_view
from pages.shared.claims import chosen
from pages.shared.figure import missing, show, table
from pages.shared.reader import current_style
from pages.shared.records import set_aside
from pages.shared.text import bullets, paragraph, plain

PLACES = "pages/public/places.py"


@cached_for_view
def all_places(view: View, words: Words, selection: Selection) -> None:
    """A table of all places."""
    title = words._("All places")
    st.header(title, anchor="all-places")
    table(places.area_table(view, selection, words), title, words)


def one_place(view: View, selection: Selection, words: Words) -> None:
    """Everything on file about one place."""
    _, style = words._, current_style()
    st.title(plain(area_name(view, selection.area, words)), anchor=False)
    photographs.of_area(view, selection.area, words)
    for heading, text in place_facts.facts(view, selection.area, words):
        st.markdown(f"**{heading}**: {plain(text)}")
    chosen(view, words, selection)
    makers = (rates.detection_rates, reports.of_cats, coexistence.incidents_by_type)
    shown = [show(make, view, selection, words, style) for make in makers]
    missing(words, shown, replace(selection, area=ALL))
    set_aside(view, words, selection)
    if selection.whose != OTHERS:
        st.header(_("Milestones"), anchor="milestones")
        rows = replace(selection, whose=PROGRAMME).of(view, view.records.milestones)
        bullets(milestone_lines(rows, words))
        if rows.empty:
            paragraph(no_milestone(view, selection.area, words))
    if selection.whose != PROGRAMME:
        _milestones_of_others(view, selection, words)
    _of_others(view, selection, words)
    if says_something(view, selection.area, words):
        _wall_sheet(view, selection.area, words)


def _of_others(view: View, selection: Selection, words: Words) -> None:
    """What others reported and did there, apart from the programme's own."""
    for others in filters.context(selection, words):
        makers = (reports.of_cats, reports.of_incidents)
        shown = [show(make, view, others, words, current_style()) for make in makers]
        missing(words, shown, replace(others, area=ALL))
        set_aside(view, words, others)
        _milestones_of_others(view, others, words)


def _milestones_of_others(view: View, selection: Selection, words: Words) -> None:
    """Apart from the programme's, whatever is chosen: partners are named in both lists."""
    rows = replace(selection, whose=OTHERS).of(view, view.records.milestones)
    if len(rows):
        st.header(words._("Milestones of others"), anchor="milestones-of-others")
        bullets(milestone_lines(rows, words))


def _wall_sheet(view: View, area: str, words: Words) -> None:
    """One page to print and hang up, about this place."""
    _ = words._
    size = st.segmented_control(_("Paper"), SIZES, default=SIZES[0], required=True)
    text = _("Wall sheet of this place as PDF, one page to print")
    choice = Choice(selection=Selection(area=area), paper=size)
    name = file_name("sheet", view, words, area)
    meeting.download("sheet", text, name, choice, None, view, words)


def go_to_place(picked, words: Words) -> None:
    """A link to the place that was clicked on the map."""
    objects = picked.selection.objects.get("areas", []) if picked else []
    for area in objects[:1]:
        st.page_link(
            PLACES,
            label=plain(words._("Open {place}").format(place=area["name"])),
            query_params={"area": area["area_id"]},
        )
