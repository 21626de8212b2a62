"""Photographs of the programme, without what cameras write into their files."""

from __future__ import annotations

import streamlit as st
from PIL import Image, ImageOps

from impact.disclosure import View
from impact.model.errors import FileError
from impact.model.programme import Photograph
from impact.wording import Words
from pages.shared.reader import drawing
from pages.shared.text import plain
from pages.shared.view import data_folder


def of_species(view: View, words: Words) -> None:
    """A photograph of each cat, or our own drawing until there is one."""
    for species in view.programme.species:
        photographs = [
            p for p in view.programme.photographs if p.species == species.scientific_name
        ]
        for photograph in photographs:
            show(photograph, words)
        if not photographs and species.drawing:
            alt = words._("Drawing: {species}").format(species=words.of(species.name))
            st.image(drawing(species.drawing), width="stretch", alt=alt)


def of_area(view: View, area_id: str, words: Words) -> None:
    """The photographs of a place."""
    for photograph in view.programme.photographs:
        if photograph.area == area_id:
            show(photograph, words)


def show(photograph: Photograph, words: Words) -> None:
    """A photograph with its credit and licence."""
    caption = f"{plain(photograph.credit)} · {plain(photograph.licence)}"
    st.image(bare(photograph.file), caption=caption, width="stretch", alt=words.of(photograph.alt))


@st.cache_resource(max_entries=50, show_spinner=False)
def bare(file: str) -> Image.Image:
    """The picture alone: where, when and by which camera it was taken stays behind.

    Raises
    ------
    FileError
        There is no such picture in the data folder.
    """
    path = data_folder() / "media" / file
    try:
        with Image.open(path) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, Image.DecompressionBombError) as error:  # none, no picture, cut off, too large
        raise FileError(
            f"media/{file} is no picture that can be opened.",
            "Put the file into the folder media/, or take it out of programme.toml.",
        ) from error
    upright.thumbnail((1600, 1600))
    alone = Image.new("RGB", upright.size)
    alone.paste(upright)
    return alone
