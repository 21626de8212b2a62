"""Wildlife, coexistence, places and the map: the same figures as on the pages of these names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.disclosure.selection import Selection
from impact.figures import (
    coexistence,
    map_words,
    maps,
    page_figures,
    place_facts,
    places,
    rates,
    reports,
)
from impact.figures.chart_drawing import chart_drawing
from impact.figures.context import quoted
from impact.figures.map_picture import map_drawing
from impact.figures.missing import missing_lines
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.model.attribution import OTHERS, PROGRAMME
from impact.plain.blocks import Block, Line, PlainPage, lines, numbers
from impact.plain.claim_pages import claim_blocks
from impact.wording.cause import context_words
from impact.wording.citation import citation
from impact.wording.lists import incident_lines, milestone_lines, no_milestone, not_counted_words
from impact.wording.methods import method
from impact.wording.order import area_names
from impact.wording.preview import claims_on, in_a_preview, of_a_place
from impact.wording.rows import area_name
from impact.wording.stops import ended

if TYPE_CHECKING:
    import pandas as pd

    from impact.disclosure import View
    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words

OWN, OF_OTHERS = Selection(whose=PROGRAMME), Selection(whose=OTHERS)
MAP_SIZE = (700, 460, 17)


def wildlife_page(view: View, words: Words) -> PlainPage:
    """Where and how often the cats are detected, and what others have estimated."""
    claims = claims_on(view, "wildlife")
    blocks = [
        *claim_blocks(view, claims, words),
        *_figures(view, page_figures.of_wildlife(view, OWN), OWN, words),
        _context(words),
        *_figures(view, page_figures.of_cats_by_others(OWN), OF_OTHERS, words),
    ]
    said = in_a_preview(view, claims, words)
    return _page("wildlife", words._("Wildlife"), blocks, said)


def coexistence_page(view: View, words: Words) -> PlainPage:
    """Conflict incidents, what was lost, and how sure a quiet month is."""
    quiet = coexistence.quiet(view, OWN, words)
    claims = claims_on(view, "coexistence")
    blocks = [
        *claim_blocks(view, claims, words),
        Block(texts=(quiet,) if quiet else ()),
        *_figures(view, page_figures.OF_INCIDENTS, OWN, words),
        *_set_aside(view, OWN, words),
        _context(words),
        *_figures(view, page_figures.OF_INCIDENTS_BY_OTHERS, OF_OTHERS, words),
        *_set_aside(view, OF_OTHERS, words),
    ]
    said = in_a_preview(view, claims, words)
    return _page("coexistence", words._("Coexistence"), blocks, said)


def places_page(view: View, words: Words) -> PlainPage:
    """Conservancies and protected areas, and the way to each."""
    names = area_names(view.records.areas, words)
    blocks = [
        *_figures(view, page_figures.OF_LAND_SET_UP, OWN, words),
        _context(words),
        *_figures(view, page_figures.OF_LAND_OF_THE_REGION, OWN, words),
        Block(
            heading=words._("All places"),
            anchor="all-places",
            links=tuple((name, f"places/{area}") for area, name in names.items()),
            numbers=numbers(places.area_table(view, OWN, words), words),
        ),
    ]
    return _page("places", words._("Places"), blocks)


def place_page(view: View, area: str, words: Words) -> PlainPage:
    """Everything on file about one place; what others did there stands apart."""
    own, others = replace(OWN, area=area), replace(OF_OTHERS, area=area)
    inside = set(own.area_ids(view))
    facts = tuple(Line(f"{name}: {text}") for name, text in place_facts.facts(view, area, words))
    makers = (rates.detection_rates, reports.of_cats, coexistence.incidents_by_type)
    none = no_milestone(view, area, words)
    nothing = Block(heading=words._("Milestones"), anchor="milestones", texts=(none,))
    claims = [one for one in view.claims if inside & {*one.indicator.areas}]
    around = [*_of_others(view, others, words), *_milestones(view, others, words)]
    blocks = [
        Block(lines=facts),
        *claim_blocks(view, claims, words),
        # The files of numbers are of all places.
        *(replace(one, csv="") for one in _figures(view, makers, own, words)),
        *_set_aside(view, own, words),
        *(_milestones(view, own, words) or [nothing]),
        *([_context(words), *around] if around else []),
    ]
    said = of_a_place(view, area, words)
    return _page(f"places/{area}", area_name(view, area, words), blocks, said)


def _of_others(view: View, others: Selection, words: Words) -> list[Block]:
    """The reports of others about a place; nothing where there are none."""
    makers = (reports.of_cats, reports.of_incidents)
    cards = page_figures.figures(makers, view, others, words, LIGHT)
    shown = [figure_block(view, one, words, others) for one in cards if not one.missing]
    return [*(replace(one, csv="") for one in shown), *_set_aside(view, others, words)]


def _milestones(view: View, chosen: Selection, words: Words) -> list[Block]:
    told = lines(milestone_lines(chosen.of(view, view.records.milestones), words))
    others = chosen.whose == OTHERS
    anchor = "milestones-of-others" if others else "milestones"
    title = words._("Milestones of others") if others else words._("Milestones")
    return [Block(heading=title, anchor=anchor, lines=told)] if told else []


def map_page(view: View, named: pd.DataFrame, words: Words) -> PlainPage:
    """The map, drawn, and the same as a table."""
    _ = words._
    table = maps.areas_on_file(view, OWN, words)
    card = map_words.map_in_words(view, OWN, table, words)
    width, height, size = MAP_SIZE
    drawn = map_drawing(table, named, words, card.sentence, width=width, height=height, size=size)
    beside = table[table["latitude"].isna()]
    blocks = [
        Block(
            texts=(card.sentence, map_words.map_legend(table, words)),
            picture=Markup(svg(drawn, LIGHT, variables=True, light=True)),
        ),
        Block(
            heading=_("Not on the map: no checked coordinates are on file") if len(beside) else "",
            lines=tuple(Line(name) for name in beside["name"]),
            texts=tuple(map_words.why_beside(view, beside, words)),
        ),
        _with_notes(
            Block(
                heading=_("The same as a table"), numbers=numbers(card.table, words), csv=card.id
            ),
            view,
            card,
            words,
        ),
    ]
    return replace(_page("map", _("Map"), blocks), picture="map")


def cards_of(view: View, words: Words, chosen: Selection = OWN) -> list[FigureCard]:
    """Every figure of these pages, or of the same pages with another choice."""
    return page_figures.every_figure(view, chosen, words, LIGHT)


def _page(name: str, title: str, blocks: list[Block], said: str = "") -> PlainPage:
    """A page; it says of itself its first words, where it has no claims to say."""
    texts = [text for one in blocks for text in (one.heading, *one.texts) if text][:2]
    told = " ".join(map(ended, texts))
    return PlainPage(name, title, said or told, tuple(blocks))


def _figures(
    view: View, makers: page_figures.Makers, chosen: Selection, words: Words
) -> list[Block]:
    """The figures with numbers, then what nothing is on file for."""
    cards = page_figures.figures(makers, view, chosen, words, LIGHT)
    # A plain page has no choices: it may be about one place.
    nothing = tuple(missing_lines(cards, Selection(whose=chosen.whose), words))
    shown = [figure_block(view, one, words, chosen) for one in cards if not one.missing]
    return [*shown, *([Block(texts=nothing)] if nothing else [])]


def _context(words: Words) -> Block:
    return Block(
        heading=words._("Context: the region and the work of others"),
        anchor="context",
        texts=(context_words(words),),
    )


def figure_block(view: View, card: FigureCard, words: Words, chosen: Selection = OWN) -> Block:
    """A figure with its sentence, its picture, its numbers and how it was made."""
    drawn = None if card.figure is None else chart_drawing(card.figure, card.sentence, words)
    block = Block(
        heading=card.title,
        anchor=card.id,
        texts=(card.sentence,),
        picture=Markup(svg(drawn, LIGHT, variables=True)) if drawn else None,
        numbers=numbers(card.table, words),
        csv=card.id if len(card.table) else "",
    )
    return _with_notes(block, view, card, words, chosen)


def _with_notes(
    block: Block, view: View, card: FigureCard, words: Words, chosen: Selection = OWN
) -> Block:
    """How it was made, from what, and how to cite it.

    The code is that of the programme's work, which has the figures of others beside it.
    """
    _, described = words._, method(card.method, words)
    notes = [(_("What"), described.what), *((_("How"), text) for text in described.how)]
    notes += [(_("Keep in mind"), text) for text in card.caveats]
    notes += [(_("Setting"), text) for text in card.settings]
    own = replace(chosen, whose=PROGRAMME)
    notes.append((_("Cite this"), f"{quoted(card, own, words)} {citation(view, words, own)}"))
    named = (Line("", name, address) for name, address in card.sources)
    # Two pages of one source that have no address would be one name twice
    sources = {(one.name, one.link): one for one in named}.values()
    return replace(block, notes=tuple(notes), sources=tuple(sources))


def _set_aside(view: View, chosen: Selection, words: Words) -> list[Block]:
    """What was reported and is not counted, each with its reason; nothing where there is none."""
    rows = coexistence.not_counted(view, chosen)
    listed = tuple(
        Line(f"{text} {why}".strip(), name, address)
        for text, why, name, address in incident_lines(view, rows, words)
    )
    heading = coexistence.not_counted_title(chosen, words)
    block = Block(heading=heading, texts=(not_counted_words(rows, words),), lines=listed)
    return [block] if listed else []
