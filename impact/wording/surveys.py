"""What is said of the camera surveys behind a figure: their sources, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.attribution import OTHERS
from impact.wording.rows import sources_of

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words


def survey_sources(view: View, selection: Selection, words: Words) -> tuple[tuple[str, str], ...]:
    """The sources of the camera surveys of a choice. Single cameras are not named: a name tells
    where one stands."""
    rows = selection.of(view, view.records.surveys)
    return sources_of(words, rows[rows["records"].astype("str") == "detections"])


def whose_words(selection: Selection, words: Words) -> str:
    """That a choice of others' records cannot narrow the cameras, where it is made."""
    if selection.whose != OTHERS:
        return ""
    return words._("All camera records are in it: they are not told apart by whose they are.")
