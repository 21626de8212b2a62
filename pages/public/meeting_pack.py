"""Present / Meeting pack: choose what goes in, present it, take it along."""

import streamlit as st

from impact.handouts.outline import SECTIONS, section_name
from impact.handouts.packs import Choice, file_name
from impact.wording.sentences import title
from pages.shared import banners, meeting
from pages.shared.reader import current_words
from pages.shared.text import paragraph, told_apart
from pages.shared.view import current_view

view = current_view()
words = current_words()
_ = words._


def choose() -> Choice:
    names = {section: section_name(section, words) for section in SECTIONS}
    claims = told_apart({claim.id: title(view, claim, words) for claim in view.claims})
    names |= {f"claim:{claim}": name for claim, name in claims.items()}
    parts = st.multiselect(
        _("What goes in, in this order"),
        list(names),
        default=list(SECTIONS),
        format_func=names.get,
        help=_("Take parts out and add them again to change their order."),
    )
    dark = st.toggle(_("Dark slides, for a dim room"))
    return Choice(sections=tuple(parts), dark=dark)


st.title(_("Meeting pack"), anchor=False)
paragraph(
    _(
        "Slides and a report from the same claims, sentences and figures as these pages. "
        "Once loaded, the presentation needs no internet."
    )
)
banners.readable_choices()
choice = choose()
before = meeting.earlier(view, words)
if choice.sections:
    st.header(_("Present"), anchor=False)
    meeting.present(choice, before, view, words)
    st.header(_("Download for your meeting"), anchor=False)
    texts = {
        "deck": _("Presentation, one HTML file: opens in any browser, from a USB stick too"),
        "slides": _("Slides for PowerPoint and LibreOffice, with charts that can be edited"),
        "report": _("Report, one HTML file, for screens and phones"),
        "paper": _("Report as PDF, to print"),
    }
    for kind, text in texts.items():
        name = file_name(kind, view, words)
        meeting.download(kind, text, name, choice, before, view, words)
    st.header(_("One figure"), anchor=False)
    meeting.one_figure(view, words)
else:
    st.info(_("Choose at least one part."))
