"""What is said of the camera surveys behind a figure: their sources, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.disclosure.once import once
from impact.model.attribution import OTHERS
from impact.wording.rows import source_columns, sources_of

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words


@once
def survey_sources(
    view: View, selection: Selection, words: Words, *, at_work: bool | None = None
) -> tuple[tuple[str, str], ...]:
    """The sources of the camera surveys of a choice. Single cameras are not named: a name tells
    where one stands.

    Parameters
    ----------
    view : View
    selection : Selection
    words : Words
    at_work : bool or None
        Only those whose camera work is on file: with their own trap-nights, or, where single
        cameras are on file there, with their dates.
    """
    rows = selection.of(view, view.records.surveys)
    chosen = rows["records"].eq("detections")
    if at_work is not None:
        chosen &= rows["trap_nights"].notna() | (rows["event_start"].notna() & at_work)
    return sources_of(words, rows[source_columns(rows)][chosen])


def whose_words(selection: Selection, words: Words) -> str:
    """That a choice of others' records cannot narrow the cameras, where it is made."""
    if selection.whose != OTHERS:
        return ""
    return words._("All camera records are in it: they are not told apart by whose they are.")
