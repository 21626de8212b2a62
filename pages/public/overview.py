"""Overview: what changed, at a glance; how we know, one click on."""

import streamlit as st

from impact.disclosure import View
from impact.wording import Words
from impact.wording.citation import data_state
from impact.wording.labels import partner_name
from impact.wording.rows import with_address
from pages.shared import figure, first_screen, photographs, url_state
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_words
from pages.shared.text import link, plain, subheading
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
            first_screen.way_on(view, words, url_state.home())


def background() -> None:
    st.header(_("The programme"), anchor=False)
    text, cats = st.columns([3, 2], gap="large", vertical_alignment="top")
    with text:
        st.markdown("\n\n".join(plain(words.of(part)) for part in about.story))
    with cats:
        photographs.of_species(view, words)


def initiatives(view: View, words: Words) -> None:
    _ = words._
    if not view.programme.initiatives:
        return
    st.header(_("Three initiatives") if len(view.programme.initiatives) == 3 else _("Initiatives"))
    columns = st.columns(len(view.programme.initiatives), border=True)
    for column, initiative in zip(columns, view.programme.initiatives, strict=True):
        with column:
            photographs.of_initiative(view, initiative.id, words)
            subheading(words.of(initiative.title))
            address = initiative.source if initiative.source.startswith("http") else ""
            source = link(with_address(initiative.source_name, address, words), address)
            parts = (
                plain(words.of(initiative.text)),
                f"**{_('Status')}**: {plain(words.of(initiative.status))}",
                f":small[{_('Source')}: {source}]",
            )
            st.markdown("\n\n".join(parts))


def partners(view: View, words: Words) -> None:
    if not view.programme.partners:
        return
    st.header(words._("Partners"), anchor=False)
    for number, column in enumerate(st.columns(3, gap="large")):
        with column:
            for place, partner in enumerate(view.programme.partners[number::3]):
                called = partner_name(partner, words)
                photographs.logo(view, partner.logo, called, f"{number}-{place}")
                st.markdown(f"**{link(called, partner.url)}**  \n{plain(words.of(partner.role))}")


@cached_for_view
def reading(view: View, words: Words) -> None:
    if not view.programme.reports:
        return
    st.header(words._("Read the reports"), anchor=False)
    for number, column in enumerate(st.columns(2, gap="large")):
        lines = []
        for report in view.programme.reports[number::2]:
            title = link(words.of(report.title), report.url)
            note = f"  \n:small[{plain(words.of(report.note))}]" if report.note else ""
            lines.append(f"{title}  \n{plain(report.publisher)}, {plain(report.year)}{note}")
        if lines:
            column.markdown("\n\n".join(lines))


def colophon() -> None:
    # One text: each piece costs a page more than what stands in it.
    note = f"**{_('About the data')}**  \n{plain(words.of(about.data_note))}"
    st.markdown(f"---\n\n{note}\n\n{plain(data_state(view, words))}")
    figure.cite(view, "", words)
    contact = link(words.of(about.contact_name), about.contact)
    st.markdown(f"**{_('Contact')}**: {contact}")


first()
first_screen.more_claims(view, words)
initiatives(view, words)
partners(view, words)
background()
reading(view, words)
colophon()
