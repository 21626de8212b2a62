"""Cells of a table, and parts of the programme, to be edited in place."""

from __future__ import annotations

import streamlit as st

from impact.changes import edit as editing
from impact.changes.key_names import FORMS
from impact.model.messages import Sentence
from impact.model.schemas import TABLES, schema
from impact.wording import Words
from impact.wording.lists import table_name
from pages.sending.claims import edit_claims, target_form
from pages.sending.iati_form import iati_form
from pages.sending.known_reporting import known_reporting
from pages.sending.programme_form import programme_form
from pages.sending.row_form import row_form
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.text import note, plain

MOST = 200  # rows to be edited at a time
FORMS_OF_ROWS = ("surveys", "statements")


def edit_cells(change: Sending, words: Words) -> str:
    """What is to be edited, and its cells; why one cannot go on, where one cannot."""
    _ = words._
    names = {
        "claims": _("The programme: claims"),
        "iati": _("The programme: publishing to IATI"),
        "targets": _("The programme: targets"),
        **{
            name: _("The programme: {form}").format(form=_small(words.said(form.title)))
            for name, form in FORMS.items()
        },
        **{table: _("Table: {name}").format(name=table_name(table, words)) for table in TABLES},
    }
    what = st.selectbox(_("What is to be edited"), list(names), format_func=names.get)
    _editor(change, what, words)
    changed = [names[table] for table in change.edited]
    if change.programme_text is not None:
        changed.append(_("The programme"))
    if not changed:
        return _("Change something and press “Keep these changes” first.")
    st.success(plain(_("Changes are kept in: {names}").format(names=", ".join(changed))))
    st.button(_("Drop all changes"), on_click=_drop, args=(change,))
    return ""


def _editor(change: Sending, what: str, words: Words) -> None:
    """The form of a part of the programme, or the rows of a table."""
    if what in FORMS:
        programme_form(change, FORMS[what], words)
    if what == "claims":
        edit_claims(change, words)
    if what == "targets":
        target_form(change, words)
    if what == "iati":
        iati_form(change, words)
    if what == "reporting":
        known_reporting(change, words)
    if what in FORMS_OF_ROWS:
        row_form(change, what, words)
    if what in TABLES:
        _table(change, what, words)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _drop(change: Sending) -> None:
    people.require_staff()
    change.edited, change.programme_text = {}, None
    _renew()


def _table(change: Sending, table: str, words: Words) -> None:
    _ = words._
    search = st.text_input(_("Rows that hold these words"), key=f"search-{table}")
    rows = editing.table_rows(change.base.version.records, table, search)
    if len(rows) > MOST:
        text = _("{n} rows fit; the first {most} are shown. Write more words to find the others.")
        note(text.format(n=words.number(len(rows)), most=MOST))
    before = editing.with_edits(rows.head(MOST), change.edited.get(table))
    key = list(schema(table).primary_key)
    labels = {
        field.name: st.column_config.TextColumn(
            f"{field.name}: {words.of(field.labels)}",
            help=words.said(Sentence(field.description)),
        )
        for field in schema(table).fields
    }
    after = st.data_editor(
        before.fillna(""),
        hide_index=True,
        disabled=[*key, "row"],
        column_config=labels | {"row": st.column_config.NumberColumn(_("Row"))},
        column_order=[*key, *(name for name in before if name not in [*key, "row"])],
        key=_editor_key(f"{table}-{search}"),
    )
    if st.button(_("Keep these changes"), key=f"keep-{table}"):
        people.require_staff()
        edits = editing.edits(table, before, after, change.edited.get(table))
        if edits is not None:
            change.edited[table] = edits
        _renew()
        st.rerun()


def _editor_key(name: str) -> str:
    return f"editor-{st.session_state.get('editors', 0)}-{name}"


def _renew() -> None:
    """An editor remembers its own edits; once kept, they are in its rows."""
    st.session_state["editors"] = st.session_state.get("editors", 0) + 1
