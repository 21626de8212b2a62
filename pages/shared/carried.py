"""The numbers of each published version, as the public may see them: made once for each."""

from __future__ import annotations

import streamlit as st

from impact.disclosure.publication import Publication
from impact.disclosure.selection import Selection
from impact.handouts import carried
from impact.handouts.carried import Carried
from impact.wording import words_in
from pages.shared.making import MAKERS
from pages.shared.view import address, keep_file, kept_of, live_view, publications, view_of


class PublishedHistory:
    """All versions of the store that this server shows; none before the first publish."""

    @property
    def publications(self) -> tuple[Publication, ...]:
        """All versions, the oldest first."""
        return publications()

    def carried(self, number: int, language: str, selection: Selection) -> tuple[Carried, ...]:
        """The numbers of a version that is not withdrawn."""
        return _carried(address(), live_view().rules, number, language, selection)

    def claims(self, number: int, language: str) -> tuple[Carried, ...]:
        """The claims alone, which cost much less."""
        return _carried(address(), live_view().rules, number, language, None)


# Everything in it goes as soon as anything is withdrawn, as all that is made of a version does.
@st.cache_resource(max_entries=400, show_spinner=False)
def _carried(
    where: str,  # noqa: ARG001 - of another store a number means another version
    rules: str,
    number: int,
    language: str,
    selection: Selection | None,
) -> tuple[Carried, ...]:
    """From beside the version in the store, where the choice is a usual one; else made now."""
    name = carried.kept_name(language, rules, selection)
    kept = kept_of(number, name) if name else None
    if kept is not None:
        return carried.read(kept)
    with MAKERS.turn():
        view, words = view_of(str(number)), words_in(language)
        alone = selection is None
        made = (
            carried.claims_carried(view, words)
            if alone
            else carried.carried(view, words, selection)
        )
    if name:
        keep_file(view, name, carried.written(made))
    return made
