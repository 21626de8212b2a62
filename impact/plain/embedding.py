"""One figure as a small page of its own: the one that any other site may show in a frame.

It has no script, sets no cookie and fetches nothing. `figure_names` are the ids there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.figures.page_figures import every_figure
from impact.figures.style import LIGHT
from impact.handouts.packs import map_names
from impact.plain.claim_pages import claim_block
from impact.plain.figure_pages import OWN, figure_block, map_page
from impact.plain.templating import TEMPLATES
from impact.wording.citation import source_line

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.plain.addresses import Addresses
    from impact.plain.blocks import Block
    from impact.wording.language import Words

CLAIM, MAP = "claim-", "map"


def figure_names(view: View, words: Words) -> list[str]:
    """The figures that have a picture: charts of claims, charts of the pages, the map."""
    claims = [f"{CLAIM}{one.id}" for one in view.claims if claim_block(view, one, words).picture]
    cards = [
        one.id
        for one in every_figure(view, OWN, words, LIGHT)
        if one.figure is not None and not one.missing
    ]
    return [*claims, *cards, MAP]


def figure_page(view: View, name: str, words: Words, at: Addresses) -> str | None:
    """A figure as HTML; None where there is none of this name.

    Parameters
    ----------
    view : View
    name : str
        One of `figure_names`.
    words : Words
    at : Addresses
    """
    block, page = _block(view, name, words)
    if block is None or block.picture is None:
        return None
    return TEMPLATES.get_template("figure.html.j2").render(
        _=words._,
        words=words,
        block=block,
        source=source_line(view, words),
        address=at.page(page, words.language),
    )


def _block(view: View, name: str, words: Words) -> tuple[Block | None, str]:
    """What the figure shows, and the page that it is on."""
    if name == MAP:
        return map_page(view, map_names(), words).blocks[0], "map"
    claim = view.claim(name.removeprefix(CLAIM)) if name.startswith(CLAIM) else None
    if claim is not None:
        return claim_block(view, claim, words), f"evidence/{claim.id}"
    card = next((one for one in every_figure(view, OWN, words, LIGHT) if one.id == name), None)
    return (figure_block(view, card, words) if card and not card.missing else None), ""
