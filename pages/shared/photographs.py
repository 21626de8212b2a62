"""Photographs and logos of the programme."""

from __future__ import annotations

import streamlit as st

from impact.disclosure import View
from impact.figures.logos import ground_of
from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.model.programme import Photograph
from impact.reading.pictures import PHOTOGRAPH
from impact.versions.version import Version
from impact.wording import Words
from pages.shared.reader import current_style, drawing
from pages.shared.text import plain


def of_species(view: View, words: Words) -> None:
    """A photograph of each cat, or our own drawing until there is one."""
    for species in view.programme.species:
        photographs = [
            p for p in view.programme.photographs if p.species == species.scientific_name
        ]
        for photograph in photographs:
            show(view, photograph, words)
        if not photographs and species.drawing:
            alt = words._("Drawing: {species}").format(species=words.of(species.name))
            st.image(drawing(species.drawing), width="stretch", alt=alt)


def of_area(view: View, area_id: str, words: Words) -> None:
    """The photographs of a place."""
    for photograph in view.programme.photographs:
        if photograph.area == area_id:
            show(view, photograph, words)


def of_initiative(view: View, initiative: str, words: Words) -> None:
    """The photographs of an initiative."""
    for photograph in view.programme.photographs:
        if photograph.initiative == initiative:
            show(view, photograph, words)


def logo(view: View, name: str, alt: str, key: str) -> None:
    """A logo, where there is one; two partners may have the same."""
    if name in view.pictures:
        ground = ground_of(view.pictures[name], current_style())
        on = f"on-{ground.name}-" if ground else ""
        with st.container(key=f"logo-{on}{key}"):
            st.image(view.pictures[name], width="content", alt=alt)


def show(shown: View | Version, photograph: Photograph, words: Words) -> None:
    """A photograph with its credit and licence.

    Raises
    ------
    FileError
        There is no such picture.
    """
    content = shown.pictures.get(photograph.file)
    if content is None:
        raise FileError(
            Sentence(
                "media/{file} is not there, is no picture, or is smaller than {least} pixels.",
                file=photograph.file,
                least=PHOTOGRAPH.least,
            ),
            Sentence("Put the file into the folder media/, or take it out of programme.toml."),
        )
    st.image(content, caption=plain(photograph.line), width="stretch", alt=words.of(photograph.alt))
