"""What a reader has chosen, in words: beside numbers that left the page on which it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.disclosure.selection import ALL, Selection
from impact.wording.labels import species_name
from impact.wording.rows import area_name

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def chosen_parts(view: View, selection: Selection, words: Words) -> list[str]:
    """What is left of the whole after a choice, a sentence for each; none where all of it is.

    Whose records are counted is no part of it: each figure says that of itself.
    """
    _ = words._
    said = []
    if selection.area != ALL:
        name = area_name(view, selection.area, words)
        said.append(_("Only this area and what lies in it: {area}.").format(area=name))
    if selection.country != ALL:
        name = area_name(view, selection.country, words) or selection.country
        said.append(_("Only this country: {country}.").format(country=name))
    if selection.species != ALL:
        name = species_name(view, selection.species, words)
        said.append(_("Only this species: {species}.").format(species=name))
    if selection.first_year or selection.last_year:
        first, last = (str(year or "…") for year in (selection.first_year, selection.last_year))
        said.append(_("Only these years: {first} to {last}.").format(first=first, last=last))
    return said


def narrowed(selection: Selection) -> bool:
    """Whether something was chosen: a country, an area, a species or years."""
    return replace(selection, whose=ALL) != Selection()


def of_choice(none: str, selection: Selection, words: Words) -> str:
    """That there is none of something: of a choice, where one was made, and of no more."""
    if not narrowed(selection):
        return none
    return f"{none} {words._('This is said only of what is chosen here.')}"


def chosen_words(view: View, selection: Selection | None, words: Words) -> str:
    """The same in one text: what a number of a part needs that would read as one of the whole."""
    return " ".join(chosen_parts(view, selection, words)) if selection else ""
