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
            "Blue: something is on file. Orange: conflict incidents are among it. The larger the "
            "mark, the more is on file. A mark is the centre of an area, never a record."
        )
    )
)
picked = st.pydeck_chart(
    maps.deck(areas, words, style),
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
