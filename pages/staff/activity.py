"""Activity: what the audit log says of who signed in, uploaded, published or was refused."""

import pandas as pd
import streamlit as st

from pages.shared import people
from pages.shared.activity import activity_rows
from pages.shared.reader import current_style, current_words
from pages.shared.text import note, paragraph, reading_table
from signin import audit

MOST = 1000

words = current_words()
_ = words._
people.require_staff()
st.title(_("Activity"), anchor=False)
paragraph(_("Who signed in, uploaded, published or was refused, the newest first. Times are UTC."))
rows = activity_rows(audit.newest(MOST), words)
if rows:
    chosen = st.text_input(_("Only lines with these words"))
    frame = pd.DataFrame(rows)
    together = frame.agg(" ".join, axis="columns").str.casefold()
    found = frame[together.str.contains(chosen.strip().casefold(), regex=False)]
    reading_table(found, _("Activity"), current_style())
    note(words.ngettext("The last {n} line of the log is shown.",
                        "The last {n} lines of the log are shown.", len(rows)).format(
                            n=words.number(len(rows))))  # fmt: skip
else:
    st.info(_("Nothing has happened yet."))
