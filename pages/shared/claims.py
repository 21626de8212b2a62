"""A claim on a page: the number, the sentence, what stands beside it, the way to its evidence."""

from __future__ import annotations

import streamlit as st

from impact.claims import Agreement, Claim, Verdict
from impact.disclosure import View
from impact.figures import charts
from impact.wording import Words
from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words
from impact.wording.caveats import caveat
from impact.wording.evidence import observed, quoted
from impact.wording.sentences import (
    change_words,
    comparison,
    finding,
    headline_number,
    sentence,
    unit_meaning,
    unit_words,
)
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_style
from pages.shared.text import heading, note, paragraph, plain

EVIDENCE = "pages/public/evidence.py"
ABREAST = 3
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


def number(claim: Claim, words: Words) -> None:
    """The number of a claim with the plain comparison of its counts."""
    if claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN:
        # Words, not a number: a metric would cut them off, and no arrow belongs to them. They are
        # no heading either: that is the sentence.
        st.caption(plain(unit_words(claim, words)), help=plain(unit_meaning(claim, words)))
        st.markdown(f"**{plain(headline_number(claim, words))}**")
        return
    change = change_words(claim, words)
    up = claim.baseline is not None and claim.value is not None and claim.value > claim.baseline
    down = claim.baseline is not None and claim.value is not None and claim.value < claim.baseline
    st.metric(
        unit_words(claim, words),
        headline_number(claim, words),
        plain(change) or None,
        delta_color=tone(claim) if claim.verdict in FOUND else "off",
        delta_arrow="up" if up else "down" if down else "off",
        help=plain(unit_meaning(claim, words)),
    )


@cached_for_view
def card(view: View, words: Words, claim_id: str) -> None:
    """A claim as it stands on the overview, sentence first."""
    claim = view.claim(claim_id)
    with st.container(border=True, key=f"claim-{claim.id}"):
        left, right = st.columns([1, 4], vertical_alignment="center", gap="medium")
        with left:
            number(claim, words)
        with right:
            heading(sentence(view, claim, words))
            st.markdown(f"{_marks(claim, words)} {plain(_lead(view, claim, words))}")
            series(view, claim, words)
            _way_to_evidence(claim, words)


@cached_for_view
def side_by_side(view: View, words: Words) -> None:
    """All claims in rows of three, so that three are seen at one look."""
    for first in range(0, len(view.claims), ABREAST):
        row = view.claims[first : first + ABREAST]
        for column, claim in zip(st.columns(ABREAST), row, strict=False):
            with column:
                _upright_card(view, claim, words)


def _upright_card(view: View, claim: Claim, words: Words) -> None:
    with st.container(border=True, height="stretch", key=f"claim-{claim.id}"):
        number(claim, words)
        heading(sentence(view, claim, words))
        st.markdown(_marks(claim, words))
        paragraph(_lead(view, claim, words))
        _way_to_evidence(claim, words)


def beneath(words: Words) -> None:
    """What stands beneath the claims, wherever they are."""
    st.markdown(f"*{plain(observed(words))}*")


@cached_for_view
def in_short(view: View, words: Words) -> None:
    """All claims as short as can be, for a phone: each its sentence, how sure it is, the way on."""
    with st.container(border=True, key="claims", gap="small"):
        for claim in view.claims:
            heading(sentence(view, claim, words))
            with st.container(key=f"claim-{claim.id}", gap=None):
                st.markdown(f":small[{_marks(claim, words)}]")
                _way_to_evidence(claim, words)


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
    if claim.held is not None and claim.held.agreement is Agreement.RESTS_ON_THE_STATEMENT:
        alone = plain(words._("The programme's own figure; no second source yet"))
        marks.append(f":orange-background[{alone}]")
    return " ".join(marks)


def _way_to_evidence(claim: Claim, words: Words) -> None:
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
