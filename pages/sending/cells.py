"""Cells of a table, and parts of the programme, to be edited in place."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from impact.changes import edit as editing
from impact.model.errors import ImpactError
from impact.model.messages import Sentence
from impact.model.schemas import TABLES, schema
from impact.wording import Words
from impact.wording.lists import table_name
from pages.sending.claims import edit_claims
from pages.sending.iati_form import iati_form
from pages.sending.known_reporting import known_reporting
from pages.sending.state import Sending
from pages.sending.survey_form import survey_form
from pages.shared import people
from pages.shared.text import note, plain, show_error

MOST = 200  # rows to be edited at a time
PARTS = (*editing.COLUMNS, "targets", "texts")


def edit_cells(change: Sending, words: Words) -> str:
    """What is to be edited, and its cells; why one cannot go on, where one cannot."""
    _ = words._
    names = {
        "claims": _("The programme: claims"),
        "iati": _("The programme: publishing to IATI"),
        "partners": _("The programme: partners"),
        "initiatives": _("The programme: initiatives"),
        "targets": _("The programme: targets"),
        "texts": _("The programme: texts in both languages"),
        **{table: _("Table: {name}").format(name=table_name(table, words)) for table in TABLES},
    }
    what = st.selectbox(_("What is to be edited"), list(names), format_func=names.get)
    if what == "claims":
        edit_claims(change, words)
    if what == "iati":
        iati_form(change, words)
    if what == "reporting":
        known_reporting(change, words)
    if what == "surveys":
        survey_form(change, words)
    if what in TABLES:
        _table(change, what, words)
    elif what not in ("claims", "iati"):
        _part(change, what, words)
    changed = [names[table] for table in change.edited]
    if change.programme_text is not None:
        changed.append(_("The programme"))
    if not changed:
        return _("Change a cell and keep the changes first.")
    st.success(plain(_("Changes are kept in: {names}").format(names=", ".join(changed))))
    st.button(_("Drop all changes"), on_click=_drop, args=(change,))
    return ""


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


def _part(change: Sending, part: str, words: Words) -> None:
    text = change.programme_text or change.base.programme_text
    if part == "targets":
        _programme(change, editing.target_rows(text), editing.with_targets, part, words)
    elif part == "texts":
        _programme(change, editing.text_rows(text), editing.with_texts, part, words)
    else:

        def with_part(text: bytes, rows: pd.DataFrame) -> bytes:
            return editing.with_part(text, part, rows)

        _programme(change, editing.part_rows(text, part), with_part, part, words)


def _programme(
    change: Sending,
    rows: pd.DataFrame,
    with_rows: Callable[[bytes, pd.DataFrame], bytes],
    part: str,
    words: Words,
) -> None:
    """An editor of rows; partners and initiatives may be added and taken out."""
    _ = words._
    titles = {
        "place": _("Where it stands"),
        "en": "English",
        "ru": "Русский",
        "name": _("Name"),
        "role.en": _("Role, in English"),
        "role.ru": _("Role, in Russian"),
        "url": _("Web address"),
        "title.en": _("Title, in English"),
        "title.ru": _("Title, in Russian"),
        "text.en": _("Text, in English"),
        "text.ru": _("Text, in Russian"),
        "status.en": _("Status, in English"),
        "status.ru": _("Status, in Russian"),
        "source": _("Source: a web address"),
        "source_name": _("Name of the source"),
        "baseline": _("Baseline"),
        "baseline_year": _("Year of the baseline"),
        "target": _("Target"),
        "target_year": _("Year of the target"),
    }
    after = st.data_editor(
        rows,
        num_rows="dynamic" if part in editing.COLUMNS else "fixed",
        hide_index=part in editing.COLUMNS,
        column_config={name: titles.get(name, name) for name in rows},
        key=_editor_key(part),
    )
    if st.button(_("Keep these changes"), key=f"keep-{part}"):
        people.require_staff()
        try:
            text = with_rows(change.programme_text or change.base.programme_text, after)
        except ImpactError as error:
            show_error(error, words)
            return
        if text != (change.programme_text or change.base.programme_text):
            change.programme_text = text
        _renew()
        st.rerun()


def _editor_key(name: str) -> str:
    return f"editor-{st.session_state.get('editors', 0)}-{name}"


def _renew() -> None:
    """An editor remembers its own edits; once kept, they are in its rows."""
    st.session_state["editors"] = st.session_state.get("editors", 0) + 1
