"""Where the places of files lie, on a map, to be looked at before they are taken."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from impact.figures.map_frame import EAST, NORTH, SOUTH, WEST
from impact.figures.sent_places_map import sent_places_deck
from impact.handouts.packs import map_names
from impact.model.errors import Problem
from impact.model.schemas import schema
from impact.reading.uploads import Upload
from impact.wording import Words
from pages.shared.reader import current_style, room
from pages.shared.text import note

OUTSIDE = ".outside_countries"
_DEGREES = ["latitude", "longitude"]
_MOST = 2_000  # discs; more of them hide one another


def show_answered(upload: Upload, words: Words) -> None:
    """The places of an upload whose grid or axes somebody has said; nothing of any other."""
    if upload.choices.grid or upload.choices.axes:
        _map(f"places-{upload.file}", upload.file, _places(upload), words)


def show_outside(uploads: Collection[Upload], problems: Collection[Problem], words: Words) -> None:
    """The places of each upload in which one lies in no country of the programme."""
    files = {one.file for one in problems if one.rule.endswith(OUTSIDE)}
    for upload in uploads:
        if files & {upload.file, *upload.files}:
            _map(f"outside-{upload.file}", upload.file, _places(upload), words)


def _places(upload: Upload) -> pd.DataFrame:
    """``name, latitude, longitude`` of each place of an upload, in degrees, once."""
    found = []
    for table, text in upload.texts.items():
        if table != "areas" and {"latitude", "longitude"} <= set(text.frame):
            rows = text.frame.reindex(columns=[schema(table).primary_key[0], *_DEGREES])
            found.append(rows.set_axis(["name", *_DEGREES], axis="columns"))
    if not found:
        return pd.DataFrame(columns=["name", *_DEGREES])
    places = pd.concat(found)
    places[_DEGREES] = places[_DEGREES].apply(pd.to_numeric, errors="coerce")
    return places.dropna(subset=_DEGREES).drop_duplicates(_DEGREES)


def _map(key: str, file: str, places: pd.DataFrame, words: Words) -> None:
    if places.empty:
        return
    _ = words._
    inside = places["latitude"].between(SOUTH, NORTH) & places["longitude"].between(WEST, EAST)
    text = _("The places of {file}, as they are read. Do they lie where they should?")
    text = text.format(file=file)
    st.pydeck_chart(
        sent_places_deck(
            places[inside].head(_MOST), map_names(), words, current_style(), width=room()
        ),
        key=key,
        alt=text,
    )
    note(text)
    beyond = int((~inside).sum())
    if beyond:
        note(words.ngettext("{n} place lies beyond this map.", "{n} places lie beyond this map.",
                            beyond).format(n=beyond))  # fmt: skip
