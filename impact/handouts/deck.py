"""The deck: one HTML file that presents, with reveal.js inside. It needs no server and no line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.figures.claim_drawing import claim_drawing
from impact.figures.map_picture import map_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.offline import (
    TEMPLATES,
    colours_css,
    drawing_css,
    fonts_css,
    script,
    style_sheet,
    with_policy,
)
from impact.handouts.slide_content import ClaimBody, Cover, MapBody
from impact.wording.citation import source_line

if TYPE_CHECKING:
    import pandas as pd

    from impact.disclosure import View
    from impact.handouts.slide_content import Slide
    from impact.wording.language import Words

TITLE_SIZES = ((44, "short"), (84, "middle"), (140, "long"))  # letters of a title → its class
NUMBER_SIZES = ((2, "short"), (4, "middle"))
DRAWINGS = ["ridge"]


def deck_html(
    view: View, words: Words, slides: list[Slide], places: pd.DataFrame, *, dark: bool = False
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
    """
    names = {slide.body.drawing for slide in slides if isinstance(slide.body, ClaimBody)}
    html = TEMPLATES.get_template("deck.html.j2").render(
        _=words._,
        words=words,
        about=view.programme.about,
        slides=[_set(view, slide, words, places) for slide in slides],
        source=source_line(view, words),
        dark=dark,
        fonts=fonts_css(),
        colours=colours_css(view.programme),
        drawings=drawing_css([*DRAWINGS, *sorted(name for name in names if name)]),
        sheets=[style_sheet(name) for name in ("reset.css", "reveal.css", "deck.css")],
        scripts=_scripts(words),
    )
    return with_policy(html, frames="'self' file: blob:", more=_speaker_script(words))


def _set(view: View, slide: Slide, words: Words, places: pd.DataFrame) -> dict:
    """A slide with its kind, the size of its title, and its picture."""
    body = slide.body
    found = {
        "slide": slide,
        "body": body,
        "kind": type(body).__name__.lower(),
        "size": _size(slide.title, TITLE_SIZES),
        "picture": "",
        "number_size": "",
        "drawing_alt": "",
    }
    if isinstance(body, MapBody):
        drawn = map_drawing(body.areas, places, words, slide.title, width=1168, height=476)
        found["picture"] = _inline(svg(drawn, LIGHT, variables=True, described=False))
    if isinstance(body, ClaimBody):
        found["number_size"] = _size(body.number.number, NUMBER_SIZES)
        if body.chart is not None:
            drawn = claim_drawing(body.chart, words, width=600, height=320, size=22)
            found["picture"] = _inline(svg(drawn, LIGHT, variables=True))
        elif body.drawing:
            claim = view.claim(body.claim_id)
            species = view.programme.species_named(claim.indicator.species)
            found["drawing_alt"] = words._("Drawing: {species}").format(
                species=words.of(species.name)
            )
    if isinstance(body, Cover):
        found["kind"] = "cover"
    return found


def _inline(drawn: str) -> Markup:
    return Markup(drawn)


def _size(text: str, sizes: tuple[tuple[int, str], ...]) -> str:
    return next((name for most, name in sizes if len(text) <= most), "longest")


def _scripts(words: Words) -> list[Markup]:
    texts = [script("reveal.js"), _speaker_view(words), style_sheet("deck.js")]
    return [Markup(text) for text in texts]


def _speaker_view(words: Words) -> str:
    """The speaker view of reveal.js in this language."""
    _ = words._
    text = script("notes.js")
    for english, translated in (
        (">Loading speaker view...<", _("Loading the speaker view…")),
        (">Upcoming<", _("Next slide")),
        (">Time <", _("Time")),
        (">Click to Reset<", _("set to 0")),
        (">Notes<", _("Notes")),
    ):
        assert english in text, english
        text = text.replace(english, f">{_bare(translated)}<")
    for english, translated in (
        ("Default", _("Usual")),
        ("Wide", _("Wide")),
        ("Tall", _("Tall")),
        ("Notes only", _("Notes only")),
    ):
        text = text.replace(f"': '{english}'", f"': '{_bare(translated)}'")
    return text


def _bare(text: str) -> str:
    """Words without what could end a string or an element of the script they are put into."""
    return re.sub(r"[`'\"\\<>$&]", "", text)


def _speaker_script(words: Words) -> tuple[str, ...]:
    """The script inside the speaker view, which runs in a window of its own."""
    found = re.search(r"<script>(.*?)<\\/script>", _speaker_view(words), re.DOTALL)
    literal = found.group(1)
    return (re.sub(r"\\(.)", r"\1", literal),)
