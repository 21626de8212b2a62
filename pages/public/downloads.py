"""Downloads: the data in forms that others read, as far as this reader may see it."""

import streamlit as st

from impact.handouts.offers import offers
from pages.shared.cache import cached_for_view
from pages.shared.reader import current_words
from pages.shared.text import paragraph, plain
from pages.shared.view import current_view

view = current_view()
words = current_words()
_ = words._
made = cached_for_view(offers)(view, words)

st.title(_("Downloads"), anchor=False)
paragraph(
    _(
        "The data behind these pages. Some details are withheld to protect "
        "the animals; each file says which."
    )
)
for offer in made:
    st.header(plain(offer.title), anchor=offer.id)
    paragraph(offer.what)
    if offer.content is not None:
        st.download_button(
            _("Download, {size}").format(size=offer.size),
            offer.content,
            file_name=offer.file_name,
            mime=offer.mime,
            key=f"download-{offer.id}",
            icon=":material/download:",
            on_click="ignore",
        )
