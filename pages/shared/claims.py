"""A claim on a page: its sentence, what stands beside it, the way to its evidence."""

from __future__ import annotations

import streamlit as st

from impact.claims import Claim, Verdict
from impact.disclosure import View
from impact.figures import charts
from impact.wording import Words
from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words
from impact.wording.caveats import caveat
from impact.wording.evidence import observed, quoted
from impact.wording.headline import headline, own_figure
from impact.wording.sentences import comparison, finding
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_style
from pages.shared.text import note, plain

EVIDENCE = "pages/public/evidence.py"
FOUND = (Verdict.INCREASE, Verdict.DECREASE)


def tone(claim: Claim) -> str:
    """The colour of the mark: green and orange for a change beyond chance alone."""
    if claim.verdict in FOUND:
        wished = Verdict.INCREASE if claim.indicator.good == "more" else Verdict.DECREASE
        return "green" if claim.verdict is wished else "orange"
    if claim.verdict is Verdict.ZERO and claim.beyond_chance:
        return "green" if claim.indicator.good == "fewer" else "orange"
    return {
        Verdict.FIRST_RECORD: "violet",
        Verdict.FIRST_AS_REPORTED: "violet",
    }.get(claim.verdict, "gray")


def large_heading(
    view: View, claim: Claim, words: Words, *, level: int = 2, note: str = ""
) -> None:
    """The sentence of a claim as one heading, its number large.

    One element, so that a screen reader says the sentence at one go. ``st-key-claim-`` of the
    container around it makes what stands in bold (a number) or slanted (words) large.
    """
    parts = headline(view, claim, words)
    lead = f"**{plain(parts.number)}**" if parts.number else ""
    lead = f"*{plain(parts.opening)}*" if parts.opening else lead
    show = st.header if level == 2 else st.subheader
    show(f"{lead} {plain(parts.rest)}".strip(), anchor=False, help=plain(note) or None)


@cached_for_view
def card(view: View, words: Words, claim_id: str) -> None:
    """A claim as it stands on the overview, sentence first."""
    claim = view.claim(claim_id)
    with st.container(border=True, key=f"claim-{claim.id}"):
        large_heading(view, claim, words)
        st.markdown(f"{_marks(claim, words)} {plain(_lead(view, claim, words))}")
        series(view, claim, words)
        way_to_evidence(claim, words)


def beneath(words: Words) -> None:
    """What stands beneath the claims, wherever they are."""
    st.markdown(f"*{plain(observed(words))}*")


def _lead(view: View, claim: Claim, words: Words) -> str:
    """How the periods compare, the heaviest caveat, and that no dates are known where none are."""
    heaviest, others = claim.caveats[:1], claim.caveats[1:]
    leading = [*heaviest, *(one for one in others if one.code == "no_period")]
    turns = [as_published(view, claim, words)]
    if claim.value == 0:
        turns += [quoted(view, claim, words), *break_even_words(claim, words)]
    parts = [comparison(claim, words), *(caveat(view, one, words) for one in leading), *turns]
    return " ".join(part for part in parts if part)


def _marks(claim: Claim, words: Words) -> str:
    """How sure the claim is, in a few words. Unlike a badge they break where a line ends."""
    marks = [f":{tone(claim)}-background[{plain(finding(claim, words))}]"]
    if own_figure(claim):
        alone = plain(words._("The programme's own figure; no second source yet"))
        marks.append(f":orange-background[{alone}]")
    return " ".join(marks)


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
