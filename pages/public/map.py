"""Map: the areas, and what was recorded in them."""

import streamlit as st

from impact.figures import maps
from pages.shared import filters, session
from pages.shared.figure import table
from pages.shared.place import go_to_place
from pages.shared.text import plain

view = session.current_view()
words = session.current_words()
style = session.current_style()
_ = words._

st.title(_("Map"), anchor=False)
selection = filters.choose(view, words)
areas = maps.areas_on_file(view, selection, words)
sentence = maps.map_sentence(areas, words)
st.markdown(plain(sentence))
st.caption(
    plain(
        _(
            "Disc: an area; the larger, the more is on file. Ring: conflict incidents among it. "
            "A mark is the centre of an area, never a record. Click one to open its place."
        )
    )
)
picked = st.pydeck_chart(
    maps.deck(areas, session.place_names(), words, style, phone=session.on_a_phone()),
    height=560,
    on_select="rerun",
    selection_mode="single-object",
    key="map",
    alt=sentence,
)
go_to_place(picked, words)
beside = areas[areas["latitude"].isna()]
if len(beside):
    st.header(_("Places without a published location"), anchor=False)
    st.markdown(" · ".join(plain(name) for name in beside["name"]))
st.header(_("The same as a table"), anchor=False)
table(maps.map_table(areas, words), words)
