"""A claim on a page: its sentence, what stands beside it, the way to its evidence."""

from __future__ import annotations

import streamlit as st

from impact.claims import Claim, Verdict
from impact.disclosure import View
from impact.disclosure.selection import ALL, Selection
from impact.figures import charts
from impact.figures.first_screen import ABREAST, as_image, in_words, small_chart
from impact.model.attribution import OTHERS
from impact.wording import Words
from impact.wording.cause import by_others
from impact.wording.chance import chance_in_brief
from impact.wording.headline import headline, in_few_words
from impact.wording.preview import beneath_all
from impact.wording.rate import rate_words
from impact.wording.unreviewed import in_russian
from pages.shared import filters
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_style
from pages.shared.text import note, plain

EVIDENCE = "pages/public/evidence.py"
FOUND = (Verdict.INCREASE, Verdict.DECREASE)


def tone(claim: Claim) -> str:
    """The colour of the mark: green and orange for a change beyond chance alone.

    What others recorded is context, and muted.
    """
    if by_others(claim):
        return "gray"
    if claim.verdict in FOUND:
        wished = Verdict.INCREASE if claim.indicator.good == "more" else Verdict.DECREASE
        return "green" if claim.verdict is wished else "orange"
    if claim.verdict is Verdict.ZERO and claim.beyond_chance:
        return "green" if claim.indicator.good == "fewer" else "orange"
    return {
        Verdict.FIRST_RECORD: "violet",
        Verdict.FIRST_AS_REPORTED: "violet",
    }.get(claim.verdict, "gray")


def large_heading(view: View, claim: Claim, words: Words, *, note: str = "") -> None:
    """The sentence of a claim as one heading, its number large.

    One element, so that a screen reader says the sentence at one go. ``st-key-claim-`` of the
    container around it makes what stands in bold (a number) or slanted (words) large.
    """
    parts = headline(view, claim, words)
    lead = f"**{plain(parts.number)}**" if parts.number else ""
    lead = f"*{plain(parts.opening)}*" if parts.opening else lead
    st.header(f"{lead} {plain(parts.rest)}".strip(), anchor=False, help=plain(note) or None)


def about(view: View, selection: Selection, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The ids of the first claims about what was chosen, of some kinds or of all.

    Where the work of others is chosen alone, only those that rest on it.
    """
    inside = set(selection.area_ids(view))
    return tuple(
        claim.id
        for claim in view.claims
        if inside & set(claim.indicator.areas)
        and (not kinds or claim.kind in kinds)
        and selection.species in (ALL, claim.indicator.species)
        and (selection.whose != OTHERS or by_others(claim))
    )[:ABREAST]


@cached_for_view
def cards(view: View, words: Words, ids: tuple[str, ...]) -> None:
    """Claims side by side, each once: its number, its chart, its caveat, the way to more."""
    with st.container(key="claims"):
        for claim in map(view.claim, ids):
            with st.container(border=True, height="stretch", key=f"claim-{claim.id}"):
                _card(view, claim, words)


def _card(view: View, claim: Claim, words: Words) -> None:
    large_heading(view, claim, words)
    russian = in_russian(view, claim, words)
    if russian:
        note(russian)
    charts = {
        "on-a-desk": small_chart(view, claim, words),
        "on-a-phone": small_chart(view, claim, words, thumb=True),
    }
    images = [
        as_image(chart, current_style(), in_words(view, claim, words, chart), shown=where)
        for where, chart in charts.items()
        if chart is not None
    ]
    if images:
        st.html("".join(images))
    mark(claim, words)
    chance = chance_in_brief(claim, words)
    if chance:
        st.caption(plain(chance))
    if alone := rate_words(claim, words):
        note(alone)
    way_to_evidence(claim, words)


def mark(claim: Claim, words: Words) -> None:
    """The caveat that matters most, on the colour of what was found."""
    st.markdown(f":{tone(claim)}-background[{plain(in_few_words(claim, words))}]")


def chosen(view: View, words: Words, selection: Selection, kinds: tuple[str, ...] = ()) -> None:
    """The first claims about what was chosen, and what is true of all of them."""
    filters.heading(selection, words)
    ids = about(view, selection, kinds)
    cards(view, words, ids)
    if ids:
        beneath(view, words, ids)


@cached_for_view
def beneath(view: View, words: Words, ids: tuple[str, ...]) -> None:
    """What stands beneath the claims, wherever they are."""
    st.markdown(f"*{plain(beneath_all([view.claim(one) for one in ids], words))}*")


def way_to_evidence(claim: Claim, words: Words) -> None:
    st.page_link(
        EVIDENCE,
        label=f":primary[**{plain(words._('How we know'))} →**]",
        query_params={"claim": claim.id},
    )


def series(view: View, claim: Claim, words: Words) -> None:
    """The small chart of a claim, where there is a series."""
    figure = charts.claim_series(claim, current_style())
    if figure is None:
        return
    st.plotly_chart(
        figure,
        key=f"series-{claim.id}",
        config={"displayModeBar": False},
        alt=charts.series_words(view, claim, words),
    )
    note(charts.series_words(view, claim, words))
