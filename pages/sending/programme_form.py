"""A form of the programme: which thing of it, its place among the others, and its fields."""

from __future__ import annotations

from typing import Any

import streamlit as st

from impact.changes.form_fields import Form
from impact.changes.list_edit import in_order, things_of, without_thing
from impact.changes.programme_edit import form_values, with_form
from impact.model.errors import ImpactError
from impact.model.programme import read_programme
from impact.wording import Words
from pages.sending.programme_fields import Fields
from pages.sending.sent_picture import Sent
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.text import note, show_error

NEW = -1
LONGEST = 70  # letters of a thing's name


def programme_form(change: Sending, form: Form, words: Words) -> None:
    """Choose a thing where the form is a list, and fill in its fields."""
    at = _which(change, form, words) if form.new else None
    text = _text(change)
    prefix = f"{form.name}-{st.session_state.get('programme-kept', 0)}-{at}"
    fields = Fields(
        prefix, form_values(text, form, None if at == NEW else at), at != NEW,
        read_programme(text.decode("utf-8-sig")), change, words,
    )  # fmt: skip
    with st.form(prefix):
        values = {field.name: fields.value_of(field) for field in form.fields}
        note(words._("What is not kept here is lost when you go on. Kept is not public yet."))
        if st.form_submit_button(words._("Keep these changes")):
            people.require_staff()
            try:
                values |= {name: sent.kept(change) for name, sent in values.items()
                           if isinstance(sent, Sent)}  # fmt: skip
            except ImpactError as error:
                show_error(error, words)
                return
            _keep(change, form, at, values, words)


def _text(change: Sending) -> bytes:
    return change.programme_text or change.base.programme_text


def _keep(
    change: Sending, form: Form, at: int | None, values: dict[str, Any], words: Words
) -> None:
    try:
        made = with_form(_text(change), form, values, None if at == NEW else at)
    except ImpactError as error:
        show_error(error, words)
        return
    if made != _text(change):
        _written(change, form, made, len(things_of(made, form.name)) - 1 if at == NEW else at)
    st.rerun()


def _written(change: Sending, form: Form, text: bytes, at: int | None) -> None:
    """The programme as it is now to be; the fields begin anew from it."""
    change.programme_text = text
    st.session_state["programme-kept"] = st.session_state.get("programme-kept", 0) + 1
    if at is not None:
        st.session_state[f"next-{form.name}"] = at


def _which(change: Sending, form: Form, words: Words) -> int:
    """The place of the thing that is edited; `NEW` for a new one."""
    things, chosen = things_of(_text(change), form.name), f"which-{form.name}"
    if (following := st.session_state.pop(f"next-{form.name}", None)) is not None:
        st.session_state[chosen] = following
    names = {
        **{place: _name(form, thing, place, words) for place, thing in enumerate(things)},
        NEW: words.said(form.new or ""),
    }
    if st.session_state.get(chosen) not in names:
        st.session_state.pop(chosen, None)
    at = st.selectbox(
        words.said(form.title), list(names), format_func=names.__getitem__, key=chosen
    )
    if at != NEW:
        _order_and_end(change, form, at, things, words)
    return at


def _name(form: Form, thing: dict, place: int, words: Words) -> str:
    """A thing by its number and how people know it."""
    name = thing.get(form.title_key) if form.title_key else thing
    text = words.of(name) if isinstance(name, dict) else str(name or "")
    short = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
    return f"{place + 1}. {short}"


def _order_and_end(change: Sending, form: Form, at: int, things: list, words: Words) -> None:
    _ = words._
    with st.container(horizontal=True):
        for label, to, key in ((_("Earlier on the page"), at - 1, "thing-up"),
                               (_("Later on the page"), at + 1, "thing-down")):  # fmt: skip
            st.button(
                label, key=key, disabled=not 0 <= to < len(things), on_click=_move,
                args=(change, form, at, to, len(things)),
            )  # fmt: skip
        st.button(
            _("Remove"), key="thing-remove", on_click=_remove, args=(change, form, at, words),
            disabled=things[at].get("id") in form.staying,
            help=_("It leaves the public page. Older versions keep it."),
        )  # fmt: skip


def _move(change: Sending, form: Form, at: int, to: int, many: int) -> None:
    people.require_staff()
    order = list(range(many))
    order[at], order[to] = order[to], order[at]
    _written(change, form, in_order(_text(change), form.name, order), to)


def _remove(change: Sending, form: Form, at: int, words: Words) -> None:
    people.require_staff()
    try:
        made = without_thing(_text(change), form.name, at)
    except ImpactError as error:
        show_error(error, words)
        return
    _written(change, form, made, max(at - 1, 0))
