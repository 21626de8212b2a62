"""What a meeting pack holds: slides made once from a view, for the deck and for the slides file.

The words and numbers of a slide are decided here and nowhere else; `deck` and `slide_file` only
set them. A sentence is the title of its slide, as it leads a card on the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.selection import ALL, Selection
from impact.figures import map_words, maps, places
from impact.figures.not_shown import cats_not_shown
from impact.handouts.asks import asks, with_reply
from impact.handouts.claim_slides import (
    LEADING,
    at_a_glance,
    changes,
    claim_slide,
    claims_of,
    first_rows,
    in_groups,
    numbered,
)
from impact.handouts.cover_slides import opening, photographs, thanks
from impact.handouts.slide_content import Card, Cards, Cover, MapBody, Rows, Slide
from impact.metrics.areas import protecting
from impact.model.attribution import PROGRAMME
from impact.wording.labels import partner_name
from impact.wording.methods import method
from impact.wording.rows import with_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.disclosure import View
    from impact.model.programme import Initiative
    from impact.wording.language import Words

SECTIONS = (
    "cover",
    "glance",
    "claims",
    "photographs",
    "map",
    "places",
    "changes",
    "initiatives",
    "partners",
    "needs",
    "methods",
    "thanks",
    "annex",
)
"""The parts of a pack in their usual order."""

CARDS, FEW = 9, 3  # partners on a slide; so few stand below the initiatives
SHORT = 120  # letters of a text of which four stand on a slide
ASKED, CROWDED = 4, 450  # needs that are asked, and the letters of them on one slide


def section_name(section: str, words: Words) -> str:
    """What a part of a pack is called."""
    _ = words._
    return {
        "cover": _("Cover"),
        "glance": _("At a glance"),
        "claims": _("Leading claims"),
        "changes": _("What changed"),
        "photographs": _("Photographs"),
        "map": _("Map"),
        "places": _("Places"),
        "initiatives": _("Initiatives"),
        "partners": _("Partners"),
        "needs": _("What is needed next"),
        "methods": _("How we count"),
        "thanks": _("Thanks"),
        "annex": _("Annex: the other claims"),
    }[section]


def outline(
    view: View,
    words: Words,
    *,
    sections: tuple[str, ...] = SECTIONS,
    before: View | None = None,
    selection: Selection | None = None,
) -> list[Slide]:
    """The slides of a pack.

    Parameters
    ----------
    view : View
    words : Words
    sections : tuple of str
        Which parts, in which order; the names of `SECTIONS`, or ``claim:`` and the id of one.
    before : View or None
        An earlier version: what changed since then is told.
    selection : Selection or None
        The areas that the map and the places show, and whose claims are told; all without one.
    """
    chosen = selection or Selection(whose=PROGRAMME)
    made = {
        "cover": lambda: opening(view, chosen, words),
        "glance": lambda: at_a_glance(view, chosen, words),
        "claims": lambda: [
            claim_slide(view, one, words) for one in claims_of(view, chosen)[:LEADING]
        ],
        "changes": lambda: changes(view, before, words, of_a_place=chosen.area != ALL),
        "photographs": lambda: photographs(view, words, opened="cover" in sections),
        "map": lambda: _map(view, chosen, words),
        "places": lambda: _places(view, chosen, words),
        "initiatives": lambda: _initiatives(
            view, chosen, words, below=_few_partners(view, words, sections)
        ),
        "partners": lambda: [] if _few_partners(view, words, sections) else _partners(view, words),
        "needs": lambda: _needs(view, chosen, words),
        "methods": lambda: _methods(words),
        "thanks": lambda: thanks(view, chosen, words),
        "annex": lambda: _annex(view, chosen, words),
    }
    return [slide for section in sections for slide in _section(section, made, view, words)]


def _section(
    section: str, made: dict[str, Callable[[], list[Slide]]], view: View, words: Words
) -> list[Slide]:
    if section.startswith("claim:"):
        claim = view.claim(section.removeprefix("claim:"))
        return [claim_slide(view, claim, words)] if claim else []
    return made[section]()


def _map(view: View, selection: Selection, words: Words) -> list[Slide]:
    _ = words._
    table = maps.areas_on_file(view, selection, words)
    legend = map_words.map_legend(table, words, brief=True)
    notes = [("", _("No map of ours shows where a rare cat lives."))]
    notes += [("", text) for _colour, text in map_words.colour_words(table, words)]
    beside = table[table["latitude"].isna()]["name"]
    if len(beside):
        notes.append((_("Not on the map: no checked coordinates are on file"), ", ".join(beside)))
    theirs = cats_not_shown(view, selection, words)
    legend = f"{theirs or maps.whose_counted(selection, words)} {legend}"
    notes.append((_("Keep in mind"), map_words.map_counts(view, selection, table, words)))
    told = map_words.map_in_brief(view, selection, table, words)
    return [Slide("map", told, MapBody(table, legend), tuple(notes))]


def _places(view: View, selection: Selection, words: Words) -> list[Slide]:
    shown = places.by_status(view, selection, words)
    every = places.area_table(view, selection, words)
    counted = protecting(places.chosen_areas(view, selection))["area_id"].astype("str")
    table = every[every.index.isin(counted)]  # those that the title counts
    if table.empty:
        return []
    ordered = table.assign(km=_extent(view, table.index)).sort_values(
        "km", ascending=False, na_position="last", kind="stable"
    )
    kept = ordered.iloc[:, [0, 3, 4, 5, 6]]  # who set it up, above all: seldom the programme
    notes = tuple((words._("Keep in mind"), text) for text in (shown.sentence, *shown.caveats))
    states = places.states_in_brief(view, selection, words)
    told = words._("Protected areas of the region, whoever set them up ({states})")
    if selection.area != ALL:
        told = words._("This place, and who set it up ({states})")
    body = _starred(first_rows(kept, words), words)
    return [Slide("places", told.format(states=states), body, notes)]


def _starred(body: Rows, words: Words) -> Rows:
    """A star for "with a note", which is explained once: three lines would not fit in a cell."""
    note, extent = words._("{n} (with a note)"), body.table.columns[2]
    cells = body.table[extent].str.replace(note.format(n=""), "*", regex=False)
    if cells.equals(body.table[extent]):
        return body
    rest = f"{body.rest} {words._('* Note in the report.')}".strip()
    return Rows(body.table.assign(**{extent: cells}), rest)


def _extent(view: View, area_ids: pd.Index) -> list[float]:
    areas = view.records.areas
    known = dict(zip(areas["area_id"].astype("str"), areas["area_km2"], strict=True))
    return [known[area] for area in area_ids]


def _few_partners(view: View, words: Words, sections: tuple[str, ...]) -> str:
    """The partners in a line, where so few would leave a slide of their own empty."""
    partners = view.programme.partners
    if len(partners) > FEW or not {"initiatives", "partners"} <= set(sections):
        return ""
    if not partners or not view.programme.initiatives:
        return ""
    named = "; ".join(f"{partner_name(one, words)}: {words.of(one.role)}" for one in partners)
    return f"{words._('Partners')}. {named}"


def _source(one: Initiative, words: Words) -> str:
    """A source and its address; what stands in place of one may be in another language."""
    if one.source.startswith("http"):
        return f"{one.source_name}: {one.source}"
    return with_address(one.source_name, "", words)


def _initiatives(view: View, selection: Selection, words: Words, *, below: str) -> list[Slide]:
    _, told, slides = words._, initiatives_of(selection, words), []
    letters = max((len(words.of(one.text)) for one in view.programme.initiatives), default=0)
    for some in in_groups(view.programme.initiatives, 4 if letters < SHORT else 3):
        cards = [
            Card(words.of(one.title), words.of(one.text), f"{_('Status')}: {words.of(one.status)}")
            for one in some
        ]
        sources = dict.fromkeys(_source(one, words) for one in some)
        notes = tuple((_("Source"), source) for source in sources)
        slides.append(Slide("initiatives", told, Cards(tuple(cards), below), notes))
    return slides


def initiatives_of(selection: Selection, words: Words) -> str:
    """What the initiatives are called: beside one place they would be taken for those of it."""
    if selection.area == ALL:
        return words._("Initiatives")
    return words._("Initiatives of the whole programme, here and elsewhere")


def _partners(view: View, words: Words) -> list[Slide]:
    cards = [Card(partner_name(one, words), words.of(one.role)) for one in view.programme.partners]
    return [Slide("partners", words._("Partners"), Cards(some)) for some in in_groups(cards, CARDS)]


def _needs(view: View, selection: Selection, words: Words) -> list[Slide]:
    """What the programme asks for, and what its leading claims lack."""
    asked, below = with_reply(view, asks(view, claims_of(view, selection)[:LEADING], words), words)
    if not asked:
        return []
    cards = tuple(Card(one.what, one.why, one.terms) for one in asked[:ASKED])
    notes = tuple(
        ("", " ".join(text for text in (one.what, one.why, one.terms) if text))
        for one in asked[ASKED:]
    )
    crowded = sum(len(one.heading + one.text + one.foot) for one in cards) > CROWDED
    *first, last = in_groups(cards, ASKED // 2 if crowded else ASKED)
    bodies = [*map(Cards, first), Cards(last, below)]
    told = words._("What is needed next")
    return numbered([Slide("needs", told, one) for one in bodies], notes)


def _annex(view: View, selection: Selection, words: Words) -> list[Slide]:
    """The claims that do not lead, for whoever asks."""
    others = claims_of(view, selection)[LEADING:]
    if not others:
        return []
    told = words._("The slides that follow are there for questions.")
    opening = Slide("annex", section_name("annex", words), Cover((told,)))
    return [opening, *(claim_slide(view, one, words, "annex") for one in others)]


def _methods(words: Words) -> list[Slide]:
    _ = words._
    rules = [
        Card(
            _("Missing is not zero"),
            _(
                "No record means a blank. We show 0 detections or incidents only where someone was "
                "monitoring."
            ),
        ),
        Card(
            _("A detection is not an animal"),
            _("It is a visit to a camera; one animal can be detected many times."),
        ),
        Card(
            _("Effort comes first"),
            _(
                "We call a difference of two counts a rise or a fall only where effort is known "
                "and the 95% confidence interval allows it."
            ),
        ),
        Card(
            _("We do not reveal locations"),
            _("Only areas are shown, never the point where a rare cat was recorded."),
        ),
    ]
    notes = tuple(
        (method(metric, words).what, " ".join(method(metric, words).how))
        for metric in ("detections", "rates", "conflicts", "zero", "first_records")
    )
    told = _("How we count: a claim never says more than its evidence")
    return [Slide("methods", told, Cards(tuple(rules)), notes)]
