"""Claims in the browser: each under its sentence, as it would read; new, retired, reordered."""

from __future__ import annotations

import streamlit as st

from impact.changes.claim_edit import (
    in_order,
    indicator_values,
    with_indicator,
    without_indicator,
)
from impact.changes.claim_preview import preview
from impact.disclosure import View
from impact.model.errors import ImpactError
from impact.model.programme import read_programme
from impact.wording import Words
from impact.wording.caveats import caveat
from impact.wording.findings import finding
from impact.wording.rate import rate_words
from impact.wording.sentences import comparison, sentence
from pages.sending.claim_form import Fields, claim_fields, still_missing, target_field
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.cache import Same
from pages.shared.text import note, paragraph, plain, show_error, told_apart

NEW = ""
CHOSEN, NEXT = "claim-chosen", "claim-next"
MOST_REASONS = 3


def edit_claims(change: Sending, words: Words) -> None:
    """Choose a claim, see it as it would read, and change every key of it."""
    _ = words._
    text = change.programme_text or change.base.programme_text
    programme = read_programme(text.decode("utf-8-sig"))
    names = {one.id: words.of(one.place) for one in programme.indicators}
    kinds = {
        "detections": _("Detections {place}"),
        "conflict_incidents": _("Conflicts {place}"),
        "first_record": _("First record {place}"),
    }
    labels = told_apart(
        {one.id: kinds[one.kind].format(place=names[one.id]) for one in programme.indicators}
    ) | {NEW: _("A new claim")}
    if (wanted := st.session_state.pop(NEXT, None)) is not None:
        st.session_state[CHOSEN] = wanted
    if st.session_state.get(CHOSEN) not in labels:
        st.session_state.pop(CHOSEN, None)
    chosen = str(st.selectbox(_("Claim"), list(labels), format_func=labels.__getitem__, key=CHOSEN))
    if chosen != NEW:
        _order_and_end(change, chosen, list(names), words)
    shown = st.container(border=True, key="claim-preview")
    prefix = f"claim-{st.session_state.get('claims-kept', 0)}-{chosen or 'new'}"
    before = indicator_values(text, chosen)
    records = change.change().prepared.records
    tables = {name: records.table(name) for name in ("areas", "surveys", "statements")}
    fields = Fields(prefix, before, programme, tables, words)
    values = claim_fields(fields)
    if missing := still_missing(values, words):
        shown.info(plain(missing))
        return
    try:
        made = with_indicator(text, values, chosen)
        view = _preview(change, made, values["id"])
    except ImpactError as error:
        with shown:
            show_error(error, words)
        return
    with shown:
        show_claim(view, words)
    changed = made != text
    if st.button(_("Keep this claim"), key="keep-claim", disabled=not changed):
        people.require_staff()
        _keep(change, made, values["id"])
        st.rerun()


def _preview(change: Sending, text: bytes, claim: str) -> View:
    version = change.after()
    return change.memory.once(
        "claim preview", (Same(version), text, claim), lambda: preview(version, text, claim)
    )


def show_claim(view: View, words: Words) -> None:
    """The sentence of the one claim of a view, its finding, and why it is that."""
    claim = view.claims[0]
    st.markdown(f"**{plain(sentence(view, claim, words))}**")
    paragraph(finding(claim, words))
    if reason := comparison(claim, words) or rate_words(claim, words):
        paragraph(reason)
    for one in claim.caveats[:MOST_REASONS]:
        note(caveat(view, one, words))


def _keep(change: Sending, text: bytes, chosen: str) -> None:
    """The programme as it is now to be; the fields begin anew from it."""
    change.programme_text = text
    st.session_state["claims-kept"] = st.session_state.get("claims-kept", 0) + 1
    st.session_state[NEXT] = chosen


def _order_and_end(change: Sending, chosen: str, ids: list[str], words: Words) -> None:
    _ = words._
    at = ids.index(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, to, key in ((_("Earlier on the page"), at - 1, "claim-up"),
                               (_("Later on the page"), at + 1, "claim-down")):  # fmt: skip
            st.button(
                label, key=key, disabled=not 0 <= to < len(ids),
                on_click=_move, args=(change, ids, at, to),
            )  # fmt: skip
        st.button(
            _("Retire this claim"), key="claim-retire", on_click=_retire, args=(change, chosen),
            help=_("It leaves the public page. Older versions keep it."),
        )  # fmt: skip


def _move(change: Sending, ids: list[str], at: int, to: int) -> None:
    people.require_staff()
    ids[at], ids[to] = ids[to], ids[at]
    _keep(change, in_order(change.programme_text or change.base.programme_text, ids), ids[to])


def _retire(change: Sending, chosen: str) -> None:
    people.require_staff()
    text = change.programme_text or change.base.programme_text
    _keep(change, without_indicator(text, chosen), NEW)


def target_form(change: Sending, words: Words) -> None:
    """The published target of a claim, by itself."""
    _ = words._
    text = change.programme_text or change.base.programme_text
    programme = read_programme(text.decode("utf-8-sig"))
    names = told_apart({one.id: words.of(one.place) for one in programme.indicators})
    if not names:
        st.info(_("This programme names no indicator yet."))
        return
    chosen = st.selectbox(_("Claim"), list(names), format_func=names.__getitem__)
    paragraph(_("A target that somebody has published, with its source. Leave all of it empty "
                "where there is none."))  # fmt: skip
    values = indicator_values(text, chosen)
    with st.form(f"target-{chosen}-{st.session_state.get('claims-kept', 0)}"):
        target = target_field(Fields(f"target-{chosen}", values, programme, {}, words))
        if st.form_submit_button(_("Keep these changes")):
            people.require_staff()
            if target and (None in target.values() or not target["source"]):
                st.error(_("Fill in the whole target with its source, or nothing of it."))
                return
            _keep(change, with_indicator(text, {**values, "target": target}, chosen), chosen)
            st.rerun()
