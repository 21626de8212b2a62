"""The slides of the slides file that stand on the programme's own ground: opening and thanks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pptx.util import Inches

from impact.figures.drawing import key_height, with_key
from impact.figures.map_picture import map_drawing
from impact.figures.painting import png
from impact.figures.style import LIGHT
from impact.handouts.slide_content import Opening
from impact.handouts.slide_parts import (
    add_paragraphs,
    add_picture,
    add_text,
    describe,
    fitting,
    readable,
    tall,
)

if TYPE_CHECKING:
    import pandas as pd
    from pptx.slide import Slide as PptxSlide

    from impact.figures.drawing import Drawing
    from impact.handouts.slide_content import Cover, Logo, Photo
    from impact.wording.language import Words

DRAWINGS = Path(__file__).parent / "drawings"
WORDS = {True: 7.1, False: 11.4}  # inches across: on the opening slide the map stands beside them
TOP, TITLE = 0.6, {True: 1.9, False: 1.4}
UNDER_LOGOS = 0.75  # inches: so much lower begin the words
COVERS, LINES = (48, 40, 34, 28, 24), (22, 20, 18, 16)  # points, the largest that fits is taken
PHOTO, CREDIT, BESIDE = (7.71, 0, 5.623, 3.75), (7.87, 3.8, 5.3, 0.3), (7.71, 4.1, 5.623, 2.73)
ALONE = (8.3, 0.5, 4.45, 3.42)  # of the map, where there is no photograph above it
RIDGE = (0, 3.6, 13.333, 3.35)


def title_box(body: Opening | Cover, logos: list[Logo]) -> tuple[float, float, float, float]:
    """Where the title of such a slide stands: left, top, width, height in inches."""
    opens = isinstance(body, Opening)
    return (0.9, TOP + UNDER_LOGOS * bool(logos), WORDS[opens], TITLE[opens])


def set_ground(
    made: PptxSlide,
    title: str,
    body: Opening | Cover,
    words: Words,
    places: pd.DataFrame,
    logos: list[Logo],
) -> None:
    """Logos, lines below the title, and our drawing; on the opening a map, and a photograph."""
    photo = body.photo if isinstance(body, Opening) else None
    if isinstance(body, Opening):
        _map(made, body, words, places)
    if photo:
        _fill(made, photo)
        add_text(made, photo.credit, CREDIT, 12, ink=LIGHT.muted)
    else:
        _ridge(made)
    _logos(made, logos)
    left, top, width, height = title_box(body, logos)
    height = min(height, tall(title, fitting(title, COVERS, width, height), width))
    size = fitting(body.lines[0], LINES, width, 1.0)
    texts = [(line, size if n == 0 else 15, LIGHT.ink, False) for n, line in enumerate(body.lines)]
    add_paragraphs(made, texts, (left, top + height + 0.2, width, 1.6))


def _map(made: PptxSlide, body: Opening, words: Words, places: pd.DataFrame) -> None:
    if len(body.areas):
        drawn = opening_map(body, places, words)
        place = BESIDE if body.photo else ALONE
        add_picture(made, png(drawn, LIGHT, scale=2), place, drawn.title)


def opening_map(body: Opening, places: pd.DataFrame, words: Words) -> Drawing:
    """The small map, with what its colour means in the picture: it is copied without the slide."""
    wide, high = (540, 262) if body.photo else (430, 330)
    room = key_height(body.key, wide)
    drawn = map_drawing(body.areas, places, words, body.places, width=wide, height=high - room)
    return with_key(drawn, body.key)


def _logos(made: PptxSlide, logos: list[Logo]) -> None:
    """The programme's logo and those of its partners, in a row above the title."""
    left = Inches(0.9)
    for logo in logos:
        shape = add_picture(made, logo.content, (0.9, 0.3, 1.5, 0.7), logo.name)
        shape.left = left
        left += shape.width + Inches(0.2)


def _ridge(made: PptxSlide) -> None:
    """Our drawing, below every text."""
    picture = add_picture(made, (DRAWINGS / "ridge.jpg").read_bytes(), RIDGE, "")
    tree = picture._element.getparent()  # noqa: SLF001 - python-pptx has no order of shapes
    tree.remove(picture._element)  # noqa: SLF001
    tree.insert(2, picture._element)  # noqa: SLF001


def _fill(made: PptxSlide, photo: Photo) -> None:
    """A photograph that fills its box; what is cropped of it can be moved by hand."""
    left, top, width, height = (Inches(value) for value in PHOTO)
    shape = made.shapes.add_picture(BytesIO(readable(photo.content)), left, top)
    own, wanted = shape.width / shape.height, width / height
    beyond = (1 - min(own, wanted) / max(own, wanted)) / 2
    if own > wanted:
        shape.crop_left = shape.crop_right = beyond
    else:
        shape.crop_top = shape.crop_bottom = beyond
    shape.left, shape.top, shape.width, shape.height = left, top, width, height
    describe(shape, photo.alt)
