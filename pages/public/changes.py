"""What changed between two days or two versions, for "since our last meeting"."""

import pandas as pd
import streamlit as st

from impact.changes.difference import Changes, between, between_versions
from impact.changes.rehearse import rehearse
from impact.disclosure import View
from impact.model.attribution import apart
from impact.wording import Words
from impact.wording.cause import cause_not_shown, context_words
from impact.wording.findings import finding
from impact.wording.lists import (
    area_lines,
    detection_lines,
    incident_lines,
    milestone_lines,
    table_lines,
    table_title,
    undated_words,
)
from impact.wording.sentences import sentence
from impact.wording.stops import one_stop
from pages.shared import url_state
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_words
from pages.shared.text import bullets, heading, paragraph, plain
from pages.shared.view import current_view, older_versions, reasons_since, view_of


def listed(view: View, changes: Changes, words: Words) -> bool:
    """The rows that are dated in the period, a heading a table; whether there are any."""
    _ = words._
    incidents = incident_lines(view, changes.incidents, words)
    groups = (
        (_("Milestones"), milestone_lines(changes.milestones, words)),
        (_("Reports of the cats"), detection_lines(view, changes.detections, words)),
        (
            _("Confirmed and probable conflict incidents"),
            [(text, name, address) for text, _why, name, address in incidents],
        ),
        (_("Places set up"), area_lines(view, changes.areas, words)),
    )
    there = [(title, lines) for title, lines in groups if lines]
    for title, lines in there:
        st.subheader(f"{title} ({words.number(len(lines))})", anchor=False)
        bullets(lines)
    return bool(there)


def by_days(view: View, words: Words) -> None:
    as_of = pd.Timestamp(view.programme.about.as_of)
    with st.sidebar:
        since = url_state.day(words._("Since"), "since", as_of - pd.DateOffset(years=1))
        until = url_state.day(words._("Until"), "until", as_of)
    cached_for_view(dated_between)(view, words, since, until)
    why_claims_changed(view, words, 0)


def dated_between(view: View, words: Words, since: pd.Timestamp, until: pd.Timestamp) -> None:
    _ = words._
    paragraph(
        _("From {start} to {end}, by the dates that the records themselves give.").format(
            start=words.date(since), end=words.date(until)
        )
    )
    changes = between(view, since, until)
    heading(_("The work of the programme and its partners"))
    part_of(view, changes.of(own=True), words)
    others = changes.of(own=False)
    if others.rows or others.undated:
        heading(_("Context: the region and the work of others"))
        paragraph(context_words(words))
        part_of(view, others, words)


def part_of(view: View, changes: Changes, words: Words) -> None:
    """What is dated in the period, and how much without a date may belong to it."""
    if not listed(view, changes, words):
        paragraph(words._("Nothing is on file that is dated in this period."))
    if changes.undated:
        st.info(plain(undated_words(changes.undated, words)))


def by_versions(view: View, words: Words, versions: dict[str, str]) -> None:
    with st.sidebar:
        number = url_state.select(words._("Since"), "since-version", versions)
    before = view_of(number)
    text = words._("From {before} to what is shown now, row by row.")
    paragraph(one_stop(text.format(before=versions[number])))
    why_claims_changed(view, words, int(number))
    cached_for_view(differences)(view, words, before)


def why_claims_changed(view: View, words: Words, number: int) -> None:
    """The versions after one in which a claim reads otherwise, each with its reason."""
    lines = reasons_since(view, number, words)
    if lines:
        st.header(words._("Versions in which a claim changed"), anchor=False)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def differences(view: View, words: Words, before: View) -> None:
    _ = words._
    claims_changed(before, view, words)
    tables = between_versions(before, view)
    for one in tables:
        heading(table_title(one.table, words))
        for titles, shown, rows in (
            ((_("New"), _("New, from the work of others")), view, one.added),
            (
                (_("Changed: the claim now"), _("Changed, from the work of others")),
                view,
                one.altered,
            ),
            (
                (_("No longer on file"), _("No longer on file, from the work of others")),
                before,
                one.removed,
            ),
        ):
            for title, some in zip(titles, apart(rows), strict=True):
                if len(some):
                    st.subheader(f"{title} ({words.number(len(some))})", anchor=False)
                    bullets(table_lines(shown, one.table, some, words))
    if not tables:
        st.info(plain(_("No row that may be shown differs between the two versions.")))


def claims_changed(before: View, view: View, words: Words) -> None:
    _ = words._
    st.header(_("Claims"), anchor=False)
    changed = [one for one in rehearse(before, view).claims if one.changed]
    for one in changed:
        for title, shown, claim in (
            (_("Before"), before, one.before),
            (_("Now"), view, one.after),
        ):
            text = f"{sentence(shown, claim, words)} ({finding(claim, words)})" if claim else "–"
            st.markdown(f"**{title}**: {plain(text)}")
    now = [one.after for one in changed if one.after]
    paragraph(cause_not_shown(now, words) if changed else _("No claims have changed."))


view = current_view()
words = current_words()
versions = older_versions(view, words)

st.title(words._("What changed"), anchor=False)
way = "days"
with st.sidebar:
    st.markdown(f"**{words._('Choose')}**")
    if versions:
        names = {"days": words._("two days"), "versions": words._("two versions")}
        way = url_state.select(words._("Compare"), "compare", names)
if way == "versions":
    by_versions(view, words, versions)
else:
    by_days(view, words)
