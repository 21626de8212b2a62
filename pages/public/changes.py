"""What changed between two days, for "since our last meeting"."""

import pandas as pd
import streamlit as st

from impact.changes import between
from impact.wording.lists import area_lines, detection_lines, incident_lines, milestone_lines
from pages.shared import linked, session
from pages.shared.text import link, plain

view = session.current_view()
words = session.current_words()
_ = words._
as_of = pd.Timestamp(view.programme.about.as_of)


def listed(title: str, lines: list[tuple[str, str, str]]) -> None:
    st.header(f"{title} ({words.number(len(lines))})", anchor=False)
    for text, name, address in lines:
        st.markdown(f"- {plain(text)} ({link(name, address)})")
    if not lines:
        st.markdown(plain(_("Nothing is on file that is dated in this period.")))


st.title(_("What changed"), anchor=False)
with st.sidebar:
    st.markdown(f"**{_('Choose')}**")
    since = linked.day(_("Since"), "since", as_of - pd.DateOffset(years=1))
    until = linked.day(_("Until"), "until", as_of)
st.markdown(
    plain(
        _("From {start} to {end}, by the dates that the records themselves give.").format(
            start=words.date(since), end=words.date(until)
        )
    )
)
found = between(view, since, until)
listed(_("Milestones"), milestone_lines(found.milestones, words))
listed(_("Reports of the cats"), detection_lines(view, found.detections, words))
incidents = incident_lines(view, found.incidents, words)
listed(
    _("Confirmed and probable conflict incidents"),
    [(text, name, address) for text, _why, name, address in incidents],
)
listed(_("Places set up"), area_lines(found.areas, words))
if found.undated:
    st.info(
        plain(
            words.ngettext(
                "{n} record has no published date; it may belong here.",
                "{n} records have no published date; some may belong here.",
                found.undated,
            ).format(n=words.number(found.undated))
        )
    )
