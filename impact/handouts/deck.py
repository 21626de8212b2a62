"""The deck: one HTML file that presents, without a server and without the internet.

The script is our own, and small: a deck is opened for years after it was made, from a stick, and
whoever has to repair it should need to read two hundred lines and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.figures.claim_drawing import claim_drawing
from impact.figures.map_picture import map_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.check_code import code_address
from impact.handouts.offline import (
    TEMPLATES,
    colours_css,
    drawing_css,
    fonts_css,
    picture_address,
    template_text,
    with_policy,
)
from impact.handouts.slide_content import Cards, ClaimBody, MapBody, Opening, Photo
from impact.handouts.slide_covers import opening_map
from impact.wording.citation import check_line, source_line

if TYPE_CHECKING:
    import pandas as pd

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.handouts.slide_content import Slide
    from impact.wording.language import Words

TITLE_SIZES = ((44, "short"), (84, "middle"), (140, "long"))  # letters of a title → its class
DRAWINGS = ["ridge"]


def deck_html(
    view: View,
    words: Words,
    slides: list[Slide],
    places: pd.DataFrame,
    *,
    dark: bool = False,
    selection: Selection | None = None,
    logo: bytes = b"",
) -> str:
    """The slides as one HTML file.

    Parameters
    ----------
    view : View
    words : Words
    slides : list of Slide
        From `outline`.
    places : DataFrame
        The map's own names.
    dark : bool
        Whether it opens in the dark look; the key D changes it at any time.
    selection : Selection or None
        What was chosen; everything without one.
    logo : bytes
        Of the programme, for its first slide and its last; none where empty.
    """
    names = {slide.body.drawing for slide in slides if isinstance(slide.body, ClaimBody)}
    html = TEMPLATES.get_template("deck.html.j2").render(
        _=words._,
        words=words,
        about=view.programme.about,
        slides=[_set(view, slide, words, places) for slide in slides],
        # Letters of one size on all slides of a section.
        crowded={
            one.section for one in slides if isinstance(one.body, Cards) and not one.body.roomy
        },
        source=source_line(view, words, selection),
        check=check_line(view, words, selection),
        code=code_address(view, words, selection),
        logo=picture_address(logo),
        address=picture_address,
        dark=dark,
        fonts=fonts_css(),
        colours=colours_css(view.programme),
        drawings=drawing_css([*DRAWINGS, *sorted(name for name in names if name)]),
        sheet=template_text("deck.css"),
        script=template_text("deck.js"),
        keys=keys(words),
    )
    return with_policy(html)


def _set(view: View, slide: Slide, words: Words, places: pd.DataFrame) -> dict:
    """A slide with its kind, the size of its title, and its picture."""
    body = slide.body
    found = {
        "slide": slide,
        "body": body,
        "kind": type(body).__name__.lower(),
        "size": _size(slide.title, TITLE_SIZES),
        "picture": "",
        "drawing_alt": "",
    }
    if isinstance(body, MapBody):
        drawn = map_drawing(body.areas, places, words, slide.title, width=1168, height=436)
        found["picture"] = _inline(svg(drawn, LIGHT, variables=True, described=False))
    if isinstance(body, ClaimBody):
        if body.chart is not None:
            drawn = claim_drawing(body.chart, words, width=1168, height=320, size=24)
            found["picture"] = _inline(svg(drawn, LIGHT, variables=True))
        elif body.drawing:
            claim = view.claim(body.claim_id)
            species = view.programme.species_named(claim.indicator.species)
            found["drawing_alt"] = words._("Drawing: {species}").format(
                species=words.of(species.name)
            )
    if isinstance(body, Opening) and len(body.areas):
        drawn = opening_map(body, places, words)
        found["picture"] = _inline(svg(drawn, LIGHT, variables=True, light=True))
    if isinstance(body, Photo):
        found["picture"] = picture_address(body.content)
    return found


def _inline(drawn: str) -> Markup:
    return Markup(drawn)


def _size(text: str, sizes: tuple[tuple[int, str], ...]) -> str:
    return next((name for most, name in sizes if len(text) <= most), "longest")


def keys(words: Words) -> str:
    """The keys that move a presentation."""
    return words._(
        "Arrow keys, space or a remote: next and back. Home, End: first and last. A number and "
        "Enter: that slide. O: all slides. F: full screen. B: black. D: dark. "
        "S: speaker window with notes, clock and next slide."
    )
