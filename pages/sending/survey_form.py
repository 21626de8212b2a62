"""Every key of a survey as a field of a form."""

from __future__ import annotations

import streamlit as st

from impact.changes.edit import table_rows, with_edits
from impact.changes.row_edit import with_row
from impact.model.messages import Sentence
from impact.model.schemas import Field, choices, schema
from impact.wording import Words
from impact.wording.language import NAMES
from pages.sending.state import Sending
from pages.shared import people

TABLE = "surveys"
NEW = ""


def survey_form(change: Sending, words: Words) -> None:
    """A survey that is new, or one that is there, with all that is known of it."""
    _ = words._
    rows = with_edits(table_rows(change.base.version.records, TABLE), change.edited.get(TABLE))
    rows = rows.set_index("survey_id").fillna("")
    names = {NEW: _("A new survey"), **{one: rows.at[one, "name"] for one in rows.index}}
    chosen = st.selectbox(
        _("Survey"), list(names), format_func=names.__getitem__, key="survey-chosen"
    )
    before: dict[str, str] = rows.loc[chosen].to_dict() if chosen else {}
    areas = {
        str(row["area_id"]): words.cell(row, "name")
        for row in change.base.version.records.areas.to_dict("records")
    }
    with st.form(f"survey-{chosen}"):
        cells: dict[str, str] = {"survey_id": chosen} if chosen else {}
        for field in schema(TABLE).fields:
            if field.name not in cells:
                cells |= _field(field, before, areas, words)
        if st.form_submit_button(_("Keep this survey")):
            people.require_staff()
            if not cells["survey_id"].strip():
                st.error(_("Give the survey a short name first."))
                return
            change.edited[TABLE] = with_row(
                change.base.version.records, TABLE, change.edited.get(TABLE), cells
            )
            st.session_state["editors"] = st.session_state.get("editors", 0) + 1
            st.rerun()


def _field(
    field: Field, before: dict[str, str], areas: dict[str, str], words: Words
) -> dict[str, str]:
    """One column, in each language that it is kept in."""
    key = f"survey-{before.get('row', 'new')}-{field.name}"
    label = words.of(field.labels)
    help_ = words.said(Sentence(field.description))
    now = before.get(field.name, "")
    options = (
        areas
        if field.name == "area_id"
        else {code: words.said(Sentence(code)) for code in _codes(field)}
    )
    if options:
        codes = list(options) if field.required else ["", *options]
        index = codes.index(now) if now in codes else None  # nothing is chosen beforehand
        return {
            field.name: st.selectbox(label, codes, index=index, key=key, help=help_,
                                     format_func=lambda code: options.get(code, "–")) or ""
        }  # fmt: skip
    made = {field.name: st.text_input(label, now, key=key, help=help_)}
    if field.translatable:
        name = f"{field.name}_ru"
        made[name] = st.text_input(
            f"{label} ({NAMES['ru']})", before.get(name, ""), key=f"{key}-ru"
        )
    return made


def _codes(field: Field) -> list[str]:
    return list(choices(TABLE, field.name)) if "enum" in field.constraints else []
