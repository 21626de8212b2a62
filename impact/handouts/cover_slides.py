"""The opening slide, the photographs and the thanks: what shows whose programme it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.disclosure.selection import ALL
from impact.figures import map_words, maps, place_facts
from impact.handouts.asks import reply_to
from impact.handouts.slide_content import Cover, Logo, Opening, Photo, Slide
from impact.model.attribution import PROGRAMME
from impact.wording.chosen import chosen_parts
from impact.wording.citation import citation
from impact.wording.unreviewed import review_note

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words

MOST_LOGOS = 5  # that can be told from each other in one line


def opening(view: View, selection: Selection, words: Words) -> list[Slide]:
    """Whose programme it is, its sentence, a picture, where it works, and with whom."""
    about = view.programme.about
    lines = [words.of(about.promise), *chosen_parts(view, selection, words)]
    if about.simulated:
        lines.append(
            words._("Simulated data: an example, not a survey. No real animal is behind it.")
        )
    if note := review_note(view, words):
        lines.append(note)
    selection = replace(selection, whose=PROGRAMME)
    areas = maps.areas_on_file(view, selection, words)
    own = areas[~areas["context"]]
    key = " ".join(text for _colour, text in map_words.colour_words(own, words, brief=True))
    body = Opening(
        lines=tuple(lines),
        areas=own[own["latitude"].notna()],
        places=map_words.map_sentence(view, selection, own, words),
        key=key,
        photo=next(iter(handed_out(view, words)), None),
        logos=partner_logos(view),
    )
    notes = [(words._("About the data"), words.of(about.data_note))]
    notes = [*place_facts.relation(view, selection, words), *notes]
    leads = [programme_as_a_whole(selection, words), *[""] * len(about.story)]
    notes += [(lead, words.of(text)) for lead, text in zip(leads, about.story, strict=False)]
    return [Slide("cover", words.of(about.name), body, tuple(notes))]


def programme_as_a_whole(selection: Selection, words: Words) -> str:
    """What leads the story of the programme in a file of one place, which it would be taken for."""
    if selection.area == ALL:
        return ""
    return words._("The programme as a whole, here and elsewhere")


def handed_out(view: View, words: Words) -> list[Photo]:
    """The photographs that may be handed out."""
    return [
        Photo(view.pictures[one.file], words.of(one.alt), one.line)
        for one in view.programme.photographs
        if one.handed_out and one.file in view.pictures
    ]


def partner_logos(view: View) -> tuple[Logo, ...]:
    """The logos of the partners that have one."""
    partners = [one for one in view.programme.partners if one.logo in view.pictures]
    return tuple(Logo(one.name, view.pictures[one.logo]) for one in partners[:MOST_LOGOS])


def photographs(view: View, words: Words, *, opened: bool) -> list[Slide]:
    """The photographs, each under what is to be seen on it; the first may stand on the opening."""
    return [
        Slide("photographs", one.alt, one) for one in handed_out(view, words)[1 if opened else 0 :]
    ]


def thanks(view: View, selection: Selection, words: Words) -> list[Slide]:
    """Whom to ask, how to cite, and the code by which anybody can check."""
    _ = words._
    cited = f"{_('How to cite')}: {citation(view, words, selection)}"
    return [Slide("thanks", _("Thank you"), Cover((reply_to(view, words), cited), code=True))]
