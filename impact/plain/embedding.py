"""One figure as a small page of its own: the one that any other site may show in a frame.

It has no script, sets no cookie and fetches nothing. `figure_names` are the ids there are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.figures.context import beside
from impact.handouts.packs import map_names
from impact.plain.claim_pages import claim_block
from impact.plain.figure_pages import OWN, figure_block, map_page
from impact.plain.templating import TEMPLATES
from impact.wording.citation import source_line
from impact.wording.preview import beneath_all

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.figures.figure_card import FigureCard
    from impact.plain.addresses import Addresses
    from impact.plain.blocks import Block
    from impact.wording.language import Words

CLAIM, MAP = "claim-", "map"


def figure_names(view: View, words: Words, cards: list[FigureCard]) -> list[str]:
    """The figures that have a picture: charts of claims, these of the pages, the map."""
    claims = [f"{CLAIM}{one.id}" for one in view.claims if claim_block(view, one, words).picture]
    drawn = [one.id for one in cards if one.figure is not None and not one.missing]
    return [*claims, *drawn, MAP]


def figure_page(
    view: View, name: str, words: Words, at: Addresses, cards: list[FigureCard]
) -> str | None:
    """A figure as HTML; None where there is none of this name.

    Parameters
    ----------
    view : View
    name : str
        One of `figure_names`.
    words : Words
    at : Addresses
    cards : list of FigureCard
        Those of the pages: they are made once for all their pages.
    """
    block, page = _block(view, name, words, cards)
    if block is None or block.picture is None:
        return None
    return TEMPLATES.get_template("figure.html.j2").render(
        _=words._,
        words=words,
        block=block,
        source=source_line(view, words, OWN),
        address=at.page(page, words.language),
    )


def _block(
    view: View, name: str, words: Words, cards: list[FigureCard]
) -> tuple[Block | None, str]:
    """What the figure shows, and the page that it is on."""
    if name == MAP:
        return map_page(view, map_names(), words).blocks[0], "map"
    claim = view.claim(name.removeprefix(CLAIM)) if name.startswith(CLAIM) else None
    if claim is not None:
        block = claim_block(view, claim, words)
        texts = (*block.texts, beneath_all([claim], words))
        return replace(block, texts=texts), f"evidence/{claim.id}"
    card = next((one for one in cards if one.id == name), None)
    if card is None or card.missing:
        return None, ""
    block = figure_block(view, card, words)
    told = beside(card, OWN, words)
    return replace(block, texts=(*filter(None, (told,)), *block.texts)), ""
