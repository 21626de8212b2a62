"""Overview: what changed, at a glance; how we know, one click on."""

import streamlit as st

from impact.wording.citation import data_state
from pages.shared import figure, first_screen, photographs
from pages.shared.reader import current_words
from pages.shared.text import link, paragraph, plain, subheading
from pages.shared.view import current_view

view = current_view()
words = current_words()
_ = words._
about = view.programme.about


def first() -> None:
    """What is seen without scrolling."""
    with st.container(key="first-screen"):
        first_screen.masthead(view, words)
        if view.claims:
            first_screen.three_claims(view, words)
        else:
            st.info(_("This programme names no indicator yet."))
        with st.container(key="way"):
            first_screen.places(view, words)
            first_screen.way_on(view, words)


def background() -> None:
    st.header(_("The programme"), anchor=False)
    text, cats = st.columns([3, 2], gap="large", vertical_alignment="center")
    with text:
        for part in about.story:
            paragraph(words.of(part))
    with cats:
        photographs.of_species(view, words)


def initiatives() -> None:
    if not view.programme.initiatives:
        return
    st.header(_("Three initiatives") if len(view.programme.initiatives) == 3 else _("Initiatives"))
    columns = st.columns(len(view.programme.initiatives), border=True)
    for column, initiative in zip(columns, view.programme.initiatives, strict=True):
        with column:
            subheading(words.of(initiative.title))
            paragraph(words.of(initiative.text))
            st.markdown(f"**{_('Status')}**: {plain(words.of(initiative.status))}")
            source = link(initiative.source_name, initiative.source)
            st.caption(f"{_('Source')}: {source}")


def partners() -> None:
    if not view.programme.partners:
        return
    st.header(_("Partners"), anchor=False)
    for number, column in enumerate(st.columns(3, gap="large")):
        with column:
            for partner in view.programme.partners[number::3]:
                name = f"**{link(partner.name, partner.url)}**"
                st.markdown(f"{name}  \n{plain(words.of(partner.role))}")


def reading() -> None:
    if not view.programme.reports:
        return
    st.header(_("Read the reports"), anchor=False)
    for number, column in enumerate(st.columns(2, gap="large")):
        with column:
            for report in view.programme.reports[number::2]:
                title = link(words.of(report.title), report.url)
                note = f"  \n:small[{plain(words.of(report.note))}]" if report.note else ""
                st.markdown(f"{title}  \n{plain(report.publisher)}, {plain(report.year)}{note}")


def colophon() -> None:
    st.divider()
    st.markdown(f"**{_('About the data')}**  \n{plain(words.of(about.data_note))}")
    paragraph(data_state(view, words))
    figure.cite(view, "", words)
    contact = link(words.of(about.contact_name), about.contact)
    st.markdown(f"**{_('Contact')}**: {contact}")


first()
first_screen.more_claims(view, words)
initiatives()
partners()
background()
reading()
colophon()
