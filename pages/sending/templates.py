"""The workbooks that staff fill in: one for each task, or any of the tables."""

from __future__ import annotations

import streamlit as st

from impact.handouts.season_template import season_template
from impact.handouts.template import template
from impact.model.schemas import TABLES
from impact.wording import Words, words_in
from impact.wording.lists import table_name
from impact.wording.order import area_names
from pages.sending.state import Sending
from pages.shared import banners
from pages.shared.text import paragraph


def offer_template(sending: Sending, words: Words) -> None:
    """The workbooks to fill in: one for each task, then any of the tables."""
    _ = words._
    banners.readable_choices()
    st.divider()
    paragraph(_("Or fill in one of these workbooks, and send it here:"))
    version = sending.base.version
    names = {
        "area": tuple(area_names(version.records.areas, words).values()),
        "species": tuple(words.of(one.name) for one in version.programme.species),
    }
    labels = {"season": _("A season of cameras (Excel)"), "incidents": _("Conflicts (Excel)")}
    with st.container(horizontal=True):
        for task, label in labels.items():
            st.download_button(
                label,
                _season_file(task, names, version.programme.about.as_of.year, words.language),
                file_name=f"wildcats-{task}-{words.language}.xlsx",
                key=f"template-{task}",
                on_click="ignore",
            )  # fmt: skip
    with st.expander(_("Other tables")):
        wanted = st.multiselect(
            _("Tables of the template"),
            TABLES,
            default=["areas"],
            format_func=lambda table: table_name(table, words),
        )
        if wanted:
            st.download_button(
                _("Download the template (Excel)"),
                _template_file(tuple(wanted), words.language),
                file_name=f"wildcats-template-{words.language}.xlsx",
                on_click="ignore",
            )


@st.cache_data(max_entries=20, show_spinner=False)
def _season_file(
    task: str, names: dict[str, tuple[str, ...]], year: int, language: str
) -> bytes:  # fmt: skip
    return season_template(task, names, year, words_in(language).said)


@st.cache_data(max_entries=20, show_spinner=False)
def _template_file(tables: tuple[str, ...], language: str) -> bytes:
    return template(tables, language, words_in(language).said)
