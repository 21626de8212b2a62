"""The slides of a meeting pack as a file for PowerPoint, LibreOffice and Keynote.

Charts and tables can be edited; the map is a sharp picture; the presenter's notes lie below.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.util import Inches

from impact.figures.map_picture import map_drawing
from impact.figures.painting import png
from impact.figures.style import LIGHT
from impact.handouts.check_code import code_png
from impact.handouts.slide_charts import add_chart
from impact.handouts.slide_content import (
    Cards,
    ClaimBody,
    Cover,
    MapBody,
    Numbers,
    Photo,
    Rows,
    Timeline,
)
from impact.handouts.slide_parts import (
    add_bar,
    add_paragraphs,
    add_picture,
    add_table,
    add_text,
    clean,
    fitting,
    set_letters,
)
from impact.handouts.slide_theme import add_footer, set_theme
from impact.wording.citation import check_line, source_line

if TYPE_CHECKING:
    import pandas as pd
    from pptx.slide import Slide as PptxSlide

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.handouts.slide_content import Slide
    from impact.wording.language import Words

DRAWINGS = Path(__file__).parent / "drawings"
# Points, the largest that fits is taken.
TITLES, COVERS, CHANGES = (34, 28, 23, 20), (48, 40, 34, 28), (20, 18, 16, 14)
CODE = (12.77, 6.92, 0.52, 0.52)  # inches: in the margin, where no text comes
WHATS = (17, 15, 13)
MARKS, EVIDENCE = (16, 14, 13, 12), (15, 14, 13, 12)


def slides_pptx(
    view: View,
    words: Words,
    slides: list[Slide],
    places: pd.DataFrame,
    logo: bytes = b"",
    selection: Selection | None = None,
) -> bytes:
    """The slides as a .pptx file.

    Parameters
    ----------
    view : View
    words : Words
    slides : list of Slide
        From `outline`.
    places : DataFrame
        The map's own names.
    logo : bytes
        The programme's logo, as PNG or JPEG; none where empty.
    selection : Selection or None
        What was chosen; everything without one.
    """
    source, code = source_line(view, words, selection), code_png(view, words, selection)
    check = check_line(view, words, selection)
    presentation = Presentation()
    set_theme(presentation, view.programme.look)
    properties = presentation.core_properties
    properties.title = clean(words.of(view.programme.about.name))
    properties.author = clean(words.of(view.programme.about.contact_name))
    properties.subject = clean(source)
    properties.language = words.language
    setters = {
        Cover: _cover,
        Numbers: _numbers,
        ClaimBody: _claim,
        MapBody: _map,
        Rows: _table,
        Cards: _cards,
        Timeline: _timeline,
        Photo: _photo,
    }
    for slide in slides:
        made = presentation.slides.add_slide(presentation.slide_layouts[0])
        _title(made, slide, view)
        setters[type(slide.body)](made, slide, view, words, places)
        if logo and isinstance(slide.body, Cover):
            add_picture(made, logo, (10.7, 0.5, 2.0, 1.0), words.of(view.programme.about.name))
        add_footer(made, source)
        if code:
            add_picture(made, code, CODE, check)
        lines = [f"{lead}: {text}" if lead else text for lead, text in slide.notes]
        made.notes_slide.notes_text_frame.text = clean("\n".join(lines))
    kept = BytesIO()
    presentation.save(kept)
    return kept.getvalue()


def _title(made: PptxSlide, slide: Slide, view: View) -> None:
    cover = isinstance(slide.body, Cover)
    shape = made.shapes.title
    size = fitting(slide.title, TITLES, 12.13, 1.08)
    if cover:
        size = fitting(slide.title, COVERS, 11.4, 1.4)
        shape.left, shape.top = Inches(0.9), Inches(0.75)
        shape.width, shape.height = Inches(11.4), Inches(1.4)
    frame = shape.text_frame
    frame.text = clean(slide.title[:400])
    frame.word_wrap = True
    frame.vertical_anchor = 1  # at the top
    for paragraph in frame.paragraphs:
        paragraph.alignment = 1  # left
    frame.margin_left = 0
    set_letters(frame, size, LIGHT.ink, bold=True)
    left, top = (0.9, 0.55) if cover else (0.6, 0.32)
    add_bar(made, left, top, 1.1 if cover else 0.75, view.programme.look.accent)


def _cover(made: PptxSlide, slide: Slide, *_more: object) -> None:
    top = 2.2
    for number, line in enumerate(slide.body.lines):
        add_text(made, line, (0.9, top, 11.4, 0.6), 22 if number == 0 else 16)
        top += 0.55
    picture = add_picture(made, _ridge(), (0, 3.6, 13.333, 3.35), "")
    # It lies below every text.
    tree = picture._element.getparent()  # noqa: SLF001 - python-pptx has no order of shapes
    tree.remove(picture._element)  # noqa: SLF001
    tree.insert(2, picture._element)  # noqa: SLF001


def _ridge() -> bytes:
    return (DRAWINGS / "ridge.jpg").read_bytes()


def _numbers(made: PptxSlide, slide: Slide, *_more: object) -> None:
    numbers = slide.body.numbers
    wide = 12.13 / len(numbers)
    for place, number in enumerate(numbers):
        left = 0.6 + place * wide
        add_bar(made, left, 1.75, wide - 0.4, LIGHT.grid)
        size = 120 if len(number.number) <= 4 else 40  # "none reported" is words
        add_text(made, number.number, (left, 1.9, wide - 0.3, 2.0), size, bold=True)
        add_text(made, number.unit, (left, 4.05, wide - 0.4, 0.4), 20)
        size = fitting(number.change, CHANGES, wide - 0.4, 0.5)
        add_text(made, number.change, (left, 4.45, wide - 0.4, 0.5), size, bold=True)
        add_text(made, number.text, (left, 5.0, wide - 0.4, 1.4), 18, ink=LIGHT.muted)
    add_text(made, slide.body.foot, (0.6, 6.5, 12.13, 0.35), 13, ink=LIGHT.muted)


def _claim(made: PptxSlide, slide: Slide, view: View, words: Words, _places: pd.DataFrame) -> None:
    body = slide.body
    if body.chart is not None:  # it has the number, and so has the title
        add_chart(made, body.chart, words, (0.6, 1.6, 12.13, 3.75))
    else:
        _large_number(made, body, view, words)
    marks = " · ".join(text for text in (body.finding, body.own_word) if text)
    primary = view.programme.look.primary
    size = fitting(marks, MARKS, 12.13, 0.35)
    add_text(made, marks, (0.6, 5.5, 12.13, 0.35), size, bold=True, ink=primary)
    size = fitting(body.evidence, EVIDENCE, 12.13, 0.62)
    add_text(made, body.evidence, (0.6, 5.88, 12.13, 0.62), size)
    add_text(made, body.sources, (0.6, 6.52, 12.13, 0.35), 13, ink=LIGHT.muted)


def _large_number(made: PptxSlide, body: ClaimBody, view: View, words: Words) -> None:
    """The number of a claim that has no chart, beside the drawing of its cat."""
    size = 166 if len(body.number.number) <= 2 else 110 if len(body.number.number) <= 4 else 44
    add_text(made, body.number.number, (0.6, 1.95, 4.6, 2.5), size, bold=True, bottom=True)
    add_text(made, body.number.unit, (0.6, 4.5, 4.6, 0.4), 20)
    change = fitting(body.number.change, CHANGES, 4.6, 0.55)
    add_text(made, body.number.change, (0.6, 4.9, 4.6, 0.55), change, bold=True)
    if (DRAWINGS / f"{body.drawing}.png").is_file():
        species = view.programme.species_named(view.claim(body.claim_id).indicator.species)
        alt = words._("Drawing: {species}").format(species=words.of(species.name))
        picture = (DRAWINGS / f"{body.drawing}.png").read_bytes()
        add_picture(made, picture, (5.9, 1.95, 6.83, 3.4), alt)


def _timeline(made: PptxSlide, slide: Slide, view: View, *_more: object) -> None:
    """Milestones beside each other on a line, the earliest first."""
    points = slide.body.milestones
    wide = 12.13 / len(points)
    add_bar(made, 0.6, 2.3, 12.13, LIGHT.grid)
    for place, point in enumerate(points):
        left = 0.6 + place * wide
        add_bar(made, left, 2.3, 0.35, view.programme.look.accent)
        texts = [
            (point.when, 17, LIGHT.ink, True),
            (point.what, fitting(point.what, WHATS, wide - 0.3, 3.0), LIGHT.ink, False),
            (point.source, 12, LIGHT.muted, False),
        ]
        add_paragraphs(made, texts, (left, 2.5, wide - 0.25, 3.9))


def _map(made: PptxSlide, slide: Slide, _view: View, words: Words, places: pd.DataFrame) -> None:
    drawn = map_drawing(slide.body.areas, places, words, slide.title, width=1164, height=470)
    add_picture(made, png(drawn, LIGHT, scale=1.75), (0.6, 1.5, 12.13, 4.9), slide.title)
    add_text(made, slide.body.legend, (0.6, 6.5, 12.13, 0.4), 13, ink=LIGHT.muted)


def _photo(made: PptxSlide, slide: Slide, *_more: object) -> None:
    add_picture(made, slide.body.content, (0.6, 1.6, 12.13, 4.75), slide.title)
    add_text(made, slide.body.credit, (0.6, 6.5, 12.13, 0.4), 13, ink=LIGHT.muted)


def _table(made: PptxSlide, slide: Slide, *_more: object) -> None:
    table = slide.body.table
    cells = [[name, *table.iloc[:, number]] for number, name in enumerate(table.columns)]
    longest = [max(len(word) for cell in some for word in str(cell).split(" ")) for some in cells]
    letters = [max(len(str(cell)) for cell in some) for some in cells]
    shares = [
        max(10, 1.4 * word, min(text, 48)) for word, text in zip(longest, letters, strict=True)
    ]
    widths = [share / sum(shares) for share in shares]
    add_table(made, table, (0.6, 1.6, 12.13, 4.6), widths, slide.title)
    if slide.body.rest:
        add_text(made, slide.body.rest, (0.6, 6.55, 12.13, 0.35), 13, ink=LIGHT.muted)


def _cards(made: PptxSlide, slide: Slide, view: View, *_more: object) -> None:
    """Texts side by side: two or three in a row; the changes of claims below each other."""
    cards = slide.body.cards
    across = 1 if slide.section == "changes" else 2 if len(cards) in (2, 4) else min(len(cards), 3)
    down = -(-len(cards) // across)
    wide, tall = 12.13 / across, 5.1 / down
    dense = down > 2
    heading, text = (15, 13) if dense else (19, 15) if across == 3 else (21, 17)
    for number, card in enumerate(cards):
        left, top = 0.6 + number % across * wide, 1.7 + number // across * tall
        add_bar(made, left, top, wide - 0.35, view.programme.look.accent)
        texts = [
            (card.heading, heading, LIGHT.ink, True),
            (card.text, text, LIGHT.ink, False),
            (card.foot, 13, LIGHT.muted, False),
        ]
        box = (left, top + 0.17, wide - 0.35, tall - 0.3)
        add_paragraphs(made, [one for one in texts if one[0]], box)
