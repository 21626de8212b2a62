"""What the public is to read of a season: the claim as it stands, and as it would be counted."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from impact.changes.claim_preview import preview
from impact.changes.rehearse import rehearse
from impact.changes.season import Season
from impact.changes.season_claims import Way, earlier_seasons, ways
from impact.claims import Claim
from impact.disclosure import View, for_audience
from impact.wording import Words
from impact.wording.sentences import sentence
from pages.sending.claim_form import suggested_place
from pages.sending.claims import show_claim
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.cache import Same
from pages.shared.text import heading, note, paragraph, plain

NO_CLAIM, NOTHING = "no-claim", ""
DAY = re.compile(r"\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b")


def which_claim(sending: Sending, season: Season, words: Words) -> str:
    """Ask for the claim that the season answers: its id or `NO_CLAIM`, or empty until chosen."""
    _ = words._
    heading(_("What shall the public page say about this season?"))
    baseline = _baseline(sending, season, words)
    offered = _offered(sending, season, baseline)
    views = {way.indicator: _view(sending, way, place) for place, way in enumerate(offered)}
    labels = {way.indicator: _label(way, views[way.indicator], words) for way in offered}
    labels[NO_CLAIM] = _("Nothing for now: the records are shown in the figures of their area")
    key = f"season-claim-{season.survey}-{baseline}"
    _chosen_before(sending, key, labels)
    _whatever_is_chosen(sending, set(labels), words)

    def choose() -> None:
        people.require_staff()
        sending.answers[key] = st.session_state[key]
        chosen = [way for way in offered if way.indicator == st.session_state[key]]
        sending.programme_text = chosen[0].text if chosen else None

    chosen = st.radio(
        _("Claim"), list(labels), index=None, format_func=labels.__getitem__, key=key,
        on_change=choose, label_visibility="collapsed",
    )  # fmt: skip
    if chosen and chosen != NO_CLAIM:
        way = next(one for one in offered if one.indicator == chosen)
        _as_it_would_be(sending, way, views[chosen], words)
    return chosen or ""


def _whatever_is_chosen(sending: Sending, offered: set[str], words: Words) -> None:
    """The claims that change by the records themselves, as that of a country by its conflicts."""
    version = sending.with_records()
    now = _view_now(sending)
    then = sending.memory.once(
        "view with records", Same(version), lambda: for_audience(version, "public")
    )
    others = [
        plain(sentence(then, one.after, words))
        for one in rehearse(now, then).claims
        if one.changed and one.after and one.id not in offered
    ]
    if others:
        text = words.ngettext(
            "Whatever you choose here, these records change another claim as well. It becomes:",
            "Whatever you choose here, these records change other claims as well. They become:",
            len(others),
        )
        st.info("\n".join([plain(text), "", *(f"- {one}" for one in others)]))


def _baseline(sending: Sending, season: Season, words: Words) -> str:
    """The earlier season that it is compared with; the last one where nothing else is said."""
    version = sending.with_records()
    surveys = version.records.surveys
    rows = {str(row["survey_id"]): row for row in surveys.to_dict("records")}
    names = {
        one: _in_words(words.cell(rows[one], "name"), words)
        for one in earlier_seasons(season, version)
    } | {NOTHING: words._("Nothing")}  # fmt: skip
    if len(names) == 1:
        return NOTHING
    key = f"season-baseline-{season.survey}"
    _chosen_before(sending, key, names)
    label = words._("Compared with")
    chosen = st.selectbox(label, list(names), format_func=names.__getitem__, key=key)
    sending.answers[key] = str(chosen)
    return str(chosen)


def _in_words(name: str, words: Words) -> str:
    """The name of a survey, the days in it as this language writes them."""
    return DAY.sub(lambda found: words.date(pd.Timestamp(found[0])), name)


def _chosen_before(sending: Sending, key: str, options: Mapping[str, str]) -> None:
    """Choose again what was chosen: a look at another page makes Streamlit forget a field."""
    if key not in st.session_state and sending.answers.get(key) in options:
        st.session_state[key] = sending.answers[key]


def _offered(sending: Sending, season: Season, baseline: str) -> list[Way]:
    version = sending.with_records()
    languages = list(dict.fromkeys(["en", *version.programme.languages]))
    place = suggested_place([season.area], version.records.areas, languages)
    return sending.memory.once(
        "ways",
        (Same(version), season.survey, baseline),
        lambda: ways(season, version, sending.base.programme_text, baseline, place),
    )


def _view(sending: Sending, way: Way, place: int) -> View:
    version = sending.with_records()
    return sending.memory.once(
        f"way {place}",
        (Same(version), way.text),
        lambda: preview(version, way.text, way.indicator),
    )


def _label(way: Way, view: View, words: Words) -> str:
    said = plain(sentence(view, view.claims[0], words))
    text = words._("A new claim: {claim}") if way.is_new else words._("The claim becomes: {claim}")
    return text.format(claim=said)


def _as_it_would_be(sending: Sending, way: Way, view: View, words: Words) -> None:
    """The claim as it stands beside the claim as it would be, and why it gets these words."""
    _ = words._
    with st.container(border=True, key="season-claim-shown"):
        now = _now(sending, way)
        if now is not None:
            note(_("As it stands"))
            paragraph(sentence(*now, words))
        note(_("As it would be counted from these records"))
        show_claim(view, words)
        if way.was_published_total:
            note(_("The earlier number is a published total: it is not compared with records."))


def _now(sending: Sending, way: Way) -> tuple[View, Claim] | None:
    if way.is_new:
        return None
    view = _view_now(sending)
    claim = view.claim(way.indicator)
    return None if claim is None else (view, claim)


def _view_now(sending: Sending) -> View:
    base = sending.base.version
    return sending.memory.once("view now", Same(base), lambda: for_audience(base, "public"))
