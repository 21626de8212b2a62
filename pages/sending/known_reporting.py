"""A form for what staff know of reporting: the sentence of a zero answers to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from impact.changes.reporting import ReportingError, with_months
from impact.model.schemas import schema
from impact.wording import Words
from impact.wording.order import area_names
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.text import note, show_error


def known_reporting(change: Sending, words: Words) -> None:
    """Months of an area in which reports were collected, with who says so."""
    _ = words._
    names = area_names(change.base.version.records.areas, words)
    with st.form("known-reporting", clear_on_submit=False):
        st.subheader(_("What is known of reporting"), anchor=False)
        note(
            _(
                "Such as: the same rangers, all twelve months, since 2022. "
                "Each month becomes a row of the table below."
            )
        )
        area = st.selectbox(_("Area"), list(names), format_func=names.get)
        unit = ""
        if "unit" in schema("reporting").names:
            unit = st.text_input(_("Village or herders' group; empty for the whole area"))
        as_of = pd.Timestamp(change.base.version.programme.about.as_of)
        first = st.date_input(
            _("First month"), as_of.replace(month=1, day=1), min_value="1970-01-01"
        )
        last = st.date_input(_("Last month"), as_of, min_value="1970-01-01")
        collected = st.checkbox(_("Reports were collected in all these months"), value=True)
        role = st.text_input(_("Whose reports: rangers, herders (never a name)"))
        source = st.text_input(_("Source: who says so, or a web address"))
        if st.form_submit_button(_("Add these months")):
            people.require_staff()
            try:
                change.edited["reporting"] = with_months(
                    change.base.version.records,
                    change.edited.get("reporting"),
                    area_id=area,
                    first=first,
                    last=last,
                    source=source,
                    collected=collected,
                    role=role,
                    unit=unit,
                )
            except ReportingError as error:
                show_error(error, words)
