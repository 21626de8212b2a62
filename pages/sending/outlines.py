"""Outlines of areas that are sent, on a map, to be looked at before they are taken."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from impact.figures.outline_map import outline_deck
from impact.handouts.packs import map_names
from impact.reading.uploads import Upload
from impact.wording import Words
from pages.shared.reader import current_style, room
from pages.shared.text import note


def show(upload: Upload, words: Words) -> None:
    """The outlines of an upload with their sources; nothing where it has none."""
    areas = upload.texts["areas"].frame if "areas" in upload.texts else pd.DataFrame()
    if "outline" not in areas:
        return
    drawn = areas[areas["outline"].notna()]
    _ = words._
    st.pydeck_chart(
        outline_deck(drawn, map_names(), words, current_style(), width=room()),
        key=f"outlines-{upload.file}",
        alt=_("The outlines of this file on the map: {names}").format(
            names=", ".join(drawn["name"])
        ),
    )
    if "outline_source" in drawn:
        for source in drawn["outline_source"].dropna().unique():
            note(_("Source of the outline: {source}").format(source=source))
