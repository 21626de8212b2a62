"""How we know: the rule, the rows, the effort, the interval and the sources of each claim."""

import streamlit as st

from impact.figures.break_even import break_even_picture
from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words, turning_question
from impact.wording.caveats import limitations
from impact.wording.evidence import (
    declared_words,
    effort_words,
    interval_rule,
    needed,
    other_basis,
    rule,
    target_words,
)
from impact.wording.preview import to_pass_on
from impact.wording.published import published_words
from impact.wording.rate import rate_words
from impact.wording.rows import evidence_rows, grouped_rows, source_lines
from impact.wording.sensitivity import rule_rows, under_rules
from impact.wording.sentences import comparison, title, unit_meaning
from impact.wording.stops import ended
from impact.wording.unreviewed import in_russian
from pages.shared import claims, figure, url_state
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_style, current_words
from pages.shared.text import bullets, link, note, paragraph, plain
from pages.shared.view import current_view

view = current_view()
words = current_words()
_ = words._


def choose():
    titles = {claim.id: title(view, claim, words) for claim in view.claims}
    return view.claim(url_state.select(_("Claim"), "claim", titles))


def finding_of(claim) -> None:
    with st.container(key=f"claim-{claim.id}"):
        claims.large_heading(view, claim, words, note=unit_meaning(claim, words))
    claims.mark(claim, words)
    compared = comparison(claim, words) or rate_words(claim, words)
    for text in filter(None, (in_russian(view, claim, words), compared)):
        paragraph(text)
    then = as_published(view, claim, words)
    if then:
        st.info(plain(then))
    claims.series(view, claim, words)
    claims.beneath(view, words, (claim.id,))


def otherwise(claim) -> None:
    """What would have to be otherwise, and where on the axis of effort that is."""
    told = break_even_words(claim, words)
    if not told:
        return
    st.subheader(turning_question(claim, words), anchor=False)
    for text in told:
        paragraph(text)
    picture = break_even_picture(claim, words, current_style())
    if picture is not None:
        st.plotly_chart(
            picture,
            key=f"break-even-{claim.id}",
            config={"displayModeBar": False},
            alt=" ".join(told),
        )


def beside_it(claim) -> None:
    st.subheader(_("Limitations"), anchor=False)
    bullets(limitations(view, claim, words))


def counting(claim) -> None:
    st.subheader(_("How it is counted"), anchor=False)
    for text in (
        rule(view, claim, words),
        interval_rule(claim, words),
        declared_words(claim, words),
        other_basis(claim, words),
    ):
        if text:
            paragraph(text)
    st.subheader(_("Effort"), anchor=False)
    paragraph(effort_words(claim, words))


def other_rules(claim) -> None:
    text = under_rules(view, claim, words)
    if text:
        heading = _("Under other rules")
        st.subheader(heading, anchor=False)
        paragraph(text)
        figure.table(rule_rows(view, claim, words), heading, words)


def statement(claim) -> None:
    said = published_words(view, claim, words)
    if said:
        st.subheader(_("What the programme itself published"), anchor=False)
    for text in said:
        paragraph(text)


def target(claim) -> None:
    text = target_words(claim, words)
    if text:
        st.subheader(_("Towards the target"), anchor=False)
        paragraph(text)
        note(claim.indicator.target.source)


def rows(claim) -> None:
    st.subheader(_("The rows"), anchor=False)
    shown = evidence_rows(view, claim, words)
    for row in shown:
        facts = [row["area"], row["date"], row["count"], row["period"]]
        line = "\xa0· ".join(plain(fact) for fact in facts if fact)
        with st.container(border=True):
            st.markdown(f"**{plain(row['id'])}**\xa0· {line}")
            for text in (row["summary"], row["note"], row["recorded"]):
                if text:
                    paragraph(ended(text))
            source = link(row["source"], row["link"])
            st.caption(" · ".join(part for part in (source, plain(row["confidence"])) if part))
    grouped = grouped_rows(view, claim, words)
    if len(grouped):
        paragraph(
            _(
                "Records that are not public are counted by area and month: "
                "places and days could lead to the animals."
            )
        )
        figure.table(grouped, _("The rows"), words)
    if not shown and grouped.empty:
        st.info(_("No row is on file for this claim."))


def sources(claim) -> None:
    named = source_lines(view, claim, words)
    if named:  # "The rows" says where there is none
        st.subheader(_("Sources"), anchor=False)
    for name, address in named:
        st.markdown(f"- {link(name, address)}")


def more(claim) -> None:
    wanted = needed(claim, words)
    if wanted:
        st.subheader(_("What would be needed to say more"), anchor=False)
        for text in wanted:
            st.markdown(f"- {plain(text)}")


@cached_for_view
def evidence(view, _words, claim_id) -> None:
    """Everything about one claim."""
    claim = view.claim(claim_id)
    finding_of(claim)
    main, side = st.columns([3, 2], gap="large")
    with main:
        otherwise(claim)
        beside_it(claim)
        statement(claim)
        more(claim)
    with side:
        counting(claim)
        target(claim)
    other_rules(claim)
    rows(claim)
    sources(claim)


st.title(_("How we know"), anchor=False)
if view.claims:
    claim = choose()
    # Under its own key all of it is drawn anew: nothing that a browser's translator has put into
    # the page stays beside another claim.
    with st.container(key=f"evidence-{claim.id}"):
        evidence(view, words, claim.id)
        figure.cite(view, to_pass_on(view, [claim], words), words)
else:
    st.info(_("This programme names no indicator yet."))
