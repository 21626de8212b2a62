"""Every column of a survey or a published statement as a field of a form."""

from __future__ import annotations

import streamlit as st

from impact.changes.edit import table_rows, with_edits
from impact.changes.row_edit import with_row
from impact.model.messages import Sentence
from impact.model.schemas import Field, choices, schema
from impact.wording import Words
from impact.wording.language import NAMES, languages
from impact.wording.order import area_names
from pages.sending.state import Sending
from pages.shared import people

NAMED_BY = {"surveys": "name", "statements": "sentence"}
NEW = ""


def row_form(change: Sending, table: str, words: Words) -> None:
    """A row that is new, or one that is there, with all that is known of it."""
    _ = words._
    rows = with_edits(table_rows(change.base.version.records, table), change.edited.get(table))
    (key,) = schema(table).primary_key
    rows = rows.set_index(key).fillna("")
    names = {NEW: _("A new one")} | {
        one: words.cell(row, NAMED_BY[table]) for one, row in rows.to_dict("index").items()
    }
    chosen = st.selectbox(
        words.of(schema(table).field(key).labels), list(names), format_func=names.__getitem__,
        key=f"{table}-chosen",
    )  # fmt: skip
    before: dict[str, str] = rows.loc[chosen].to_dict() if chosen else {}
    areas = area_names(change.base.version.records.areas, words)
    with st.form(f"{table}-{chosen}"):
        cells: dict[str, str] = {key: chosen} if chosen else {}
        for field in schema(table).fields:
            if field.name not in cells:
                cells |= _field(table, field, before, areas, words)
        if st.form_submit_button(_("Keep these changes")):
            people.require_staff()
            if not cells[key].strip():
                st.error(_("Give it a short name first."))
                return
            change.edited[table] = with_row(
                change.base.version.records, table, change.edited.get(table), cells
            )
            st.session_state["editors"] = st.session_state.get("editors", 0) + 1
            st.rerun()


def _field(
    table: str, field: Field, before: dict[str, str], areas: dict[str, str], words: Words
) -> dict[str, str]:
    """One column, in each language that it is kept in."""
    key = f"{table}-{before.get('row', 'new')}-{field.name}"
    label = words.of(field.labels)
    help_ = words.said(Sentence(field.description))
    now = before.get(field.name, "")
    options = (
        areas
        if field.name == "area_id"
        else {code: words.said(Sentence(code)) for code in _codes(table, field)}
    )
    if options:
        codes = list(options) if field.required else ["", *options]
        index = codes.index(now) if now in codes else None  # nothing is chosen beforehand
        return {
            field.name: st.selectbox(label, codes, index=index, key=key, help=help_,
                                     format_func=lambda code: options.get(code, "–")) or ""
        }  # fmt: skip
    if not field.translatable:
        return {field.name: st.text_input(label, now, key=key, help=help_)}
    made = {field.name: st.text_area(label, now, key=key, help=help_, height="content")}
    for code in languages():
        name = f"{field.name}_{code}"
        if code != "en":
            text = st.text_area(
                f"{label} ({NAMES[code]})", before.get(name, ""), key=f"{key}-{code}",
                height="content",
            )  # fmt: skip
            made |= {name: text} if text or name in before else {}
    return made


def _codes(table: str, field: Field) -> list[str]:
    return list(choices(table, field.name)) if "enum" in field.constraints else []
