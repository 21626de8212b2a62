"""The slides of a meeting pack as a file for PowerPoint, LibreOffice and Keynote.

Charts and tables can be edited; the map is a sharp picture; the presenter's notes lie below.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.util import Inches

from impact.figures.map_picture import map_drawing
from impact.figures.painting import png
from impact.figures.style import LIGHT
from impact.handouts.check_code import code_png
from impact.handouts.slide_charts import add_chart
from impact.handouts.slide_content import (
    Card,
    Cards,
    ClaimBody,
    Cover,
    Logo,
    MapBody,
    Numbers,
    Opening,
    Photo,
    Rows,
    Timeline,
)
from impact.handouts.slide_covers import COVERS, DRAWINGS, set_ground, title_box
from impact.handouts.slide_parts import (
    add_bar,
    add_paragraphs,
    add_picture,
    add_table,
    add_text,
    clean,
    fitting,
    set_letters,
    tall,
)
from impact.handouts.slide_theme import add_footer, set_theme
from impact.wording.citation import check_line, source_line
from impact.wording.stops import headed

if TYPE_CHECKING:
    import pandas as pd
    from pptx.slide import Slide as PptxSlide

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.handouts.slide_content import Slide
    from impact.wording.language import Words

# Points, the largest that fits is taken.
TITLES, CHANGES, WHOSE = (34, 28, 23, 20), (20, 18, 16, 14), (18, 16, 14, 13, 12)
TITLE_BOX = (0.6, 0.42, 12.13, 1.08)  # inches: left, top, width, height
CODE = (12.77, 6.92, 0.52, 0.52)  # in the margin, where no text comes
LARGE_CODE = (10.3, 0.7, 2.4, 2.4)
THINNER = 1.15  # so much more of a text that is not bold stands in a line
NUMBERS, DIGITS = (120, 96, 72, 54, 40, 32, 24), 5  # longer, it is words: "none reported"
CARDS = ((33, 28, 21), (28, 24, 18), (24, 20, 16), (21, 17, 14), (19, 15, 13), (15, 13, 12))
WHATS, EVIDENCE = (32, 28, 24, 21, 19, 17, 15, 13), (16, 15, 14, 13, 12)


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
    properties.last_modified_by = properties.author  # the template's own author stands there
    properties.subject = clean(source)
    properties.comments = ""  # nor its own word on what made it
    properties.language = words.language
    setters = {
        Numbers: _numbers,
        ClaimBody: _claim,
        MapBody: _map,
        Rows: _table,
        Cards: partial(_cards, slides),
        Timeline: _timeline,
        Photo: _photo,
    }
    own = [Logo(words.of(view.programme.about.name), logo)] if logo else []
    for slide in slides:
        made = presentation.slides.add_slide(presentation.slide_layouts[0])
        if isinstance(slide.body, Opening | Cover):
            logos = [*own, *getattr(slide.body, "logos", ())]
            _title(made, slide, view, title_box(slide.body, logos), ground=True)
            set_ground(made, slide.title, slide.body, words, places, logos)
        else:
            _title(made, slide, view, TITLE_BOX)
            setters[type(slide.body)](made, slide, view, words, places)
        add_footer(made, source)
        if code:
            large = isinstance(slide.body, Cover) and slide.body.code
            add_picture(made, code, LARGE_CODE if large else CODE, check)
        lines = [headed(lead, text).strip() for lead, text in slide.notes]
        made.notes_slide.notes_text_frame.text = clean("\n".join(lines))
    kept = BytesIO()
    presentation.save(kept)
    return kept.getvalue()


def _title(made: PptxSlide, slide: Slide, view: View, box, *, ground: bool = False) -> None:
    shape = made.shapes.title
    size = fitting(slide.title, COVERS if ground else TITLES, box[2], box[3])
    shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in box)
    frame = shape.text_frame
    frame.text = clean(slide.title[:400])
    frame.word_wrap = True
    frame.vertical_anchor = 1  # at the top
    for paragraph in frame.paragraphs:
        paragraph.alignment = 1  # left
    frame.margin_left = 0
    set_letters(frame, size, LIGHT.ink, bold=True)
    wide = 1.1 if ground else 0.75
    add_bar(made, box[0], box[1] - (0.2 if ground else 0.1), wide, view.programme.look.accent)


def _numbers(made: PptxSlide, slide: Slide, *_more: object) -> None:
    numbers = slide.body.numbers
    wide = 12.13 / len(numbers)
    room = (wide - 0.4) * THINNER
    whose = min(fitting(number.text, WHOSE, room, 1.45) for number in numbers)
    sizes = [fitting(one.number, NUMBERS, wide - 0.3, 2.0) for one in numbers
             if len(one.number) <= DIGITS]  # fmt: skip
    digits = min(sizes, default=NUMBERS[0])
    for place, number in enumerate(numbers):
        left = 0.6 + place * wide
        add_bar(made, left, 1.75, wide - 0.4, LIGHT.grid)
        size = fitting(number.number, NUMBERS, wide - 0.3, 2.0)
        size = size if len(number.number) > DIGITS else min(size, digits)
        box = (left, 1.9, wide - 0.3, 2.0)
        add_text(made, number.number, box, size, bold=True, bottom=True)
        add_text(made, number.unit, (left, 4.05, wide - 0.4, 0.4), 20)
        size = fitting(number.change, CHANGES, wide - 0.4, 0.5)
        add_text(made, number.change, (left, 4.45, wide - 0.4, 0.5), size, bold=True)
        add_text(made, number.text, (left, 5.0, wide - 0.4, 1.45), whose, ink=LIGHT.muted)
    add_text(made, slide.body.foot, (0.6, 6.5, 12.13, 0.35), 13, ink=LIGHT.muted)


def _claim(made: PptxSlide, slide: Slide, view: View, words: Words, _places: pd.DataFrame) -> None:
    body = slide.body
    marks = " · ".join(text for text in (body.finding, body.own_word) if text)
    if body.chart is None:
        _beside_the_drawing(made, body, marks, view, words)
        return
    add_chart(made, body.chart, words, (0.6, 1.6, 12.13, 3.5))
    room = 0.8 if tall(marks, 17, 12.13) < 0.3 else 0.6
    texts = [
        (marks, 17, LIGHT.ink, True),  # a programme's own colour might be green
        (
            body.evidence,
            fitting(body.evidence, EVIDENCE, 12.13 * THINNER, room),
            LIGHT.ink,
            False,
        ),
        (body.sources, 13, LIGHT.muted, False),
    ]
    add_paragraphs(made, texts, (0.6, 5.2, 12.13, 1.7))


def _beside_the_drawing(
    made: PptxSlide, body: ClaimBody, marks: str, view: View, words: Words
) -> None:
    """The evidence of a claim that has no chart, beside the drawing of its cat."""
    size = fitting(body.evidence, (26, 24, 22, 20, 18, 16, 14), 5.7, 2.4)
    texts = [
        (marks, 18, LIGHT.ink, True),
        (body.evidence, size, LIGHT.ink, False),
        (body.sources, 13, LIGHT.muted, False),
    ]
    add_paragraphs(made, texts, (0.6, 1.95, 5.7, 4.2), middle=True)
    if (DRAWINGS / f"{body.drawing}.png").is_file():
        species = view.programme.species_named(view.claim(body.claim_id).indicator.species)
        alt = words._("Drawing: {species}").format(species=words.of(species.name))
        picture = (DRAWINGS / f"{body.drawing}.png").read_bytes()
        add_picture(made, picture, (6.7, 1.95, 6.03, 4.2), alt)


def _timeline(made: PptxSlide, slide: Slide, view: View, *_more: object) -> None:
    """Milestones beside each other on a line, the earliest first."""
    points = slide.body.milestones
    widths = [12.13 * share for share in slide.body.shares]
    size = min(
        min(
            fitting(one.what, WHATS, (wide - 0.2) * THINNER, 2.9),
            fitting(one.when, WHATS, wide - 0.2, 1.2),
        )
        for one, wide in zip(points, widths, strict=True)
    )
    left = 0.6
    add_bar(made, left, 2.3, 12.13, LIGHT.grid)
    for point, wide in zip(points, widths, strict=True):
        add_bar(made, left, 2.3, 0.35, view.programme.look.accent)
        texts = [
            (point.when, size + 1, LIGHT.ink, True),
            (point.what, size, LIGHT.ink, False),
            (point.source, 12, LIGHT.muted, False),
        ]
        add_paragraphs(made, texts, (left, 2.5, wide - 0.2, 3.9))
        left += wide


def _map(made: PptxSlide, slide: Slide, _view: View, words: Words, places: pd.DataFrame) -> None:
    drawn = map_drawing(slide.body.areas, places, words, slide.title, width=1164, height=432)
    add_picture(made, png(drawn, LIGHT, scale=1.75), (0.6, 1.64, 12.13, 4.5), slide.title)
    add_text(made, slide.body.legend, (0.6, 6.22, 12.13, 0.65), 13, ink=LIGHT.muted)


def _photo(made: PptxSlide, slide: Slide, *_more: object) -> None:
    add_picture(made, slide.body.content, (0.6, 1.6, 12.13, 4.75), slide.title)
    add_text(made, slide.body.credit, (0.6, 6.5, 12.13, 0.4), 13, ink=LIGHT.muted)


def _table(made: PptxSlide, slide: Slide, *_more: object) -> None:
    table = slide.body.table
    cells = [[name, *table.iloc[:, number]] for number, name in enumerate(table.columns)]
    longest = [max(len(word) for cell in some for word in str(cell).split(" ")) for some in cells]
    letters = [max(len(str(cell)) for cell in some) for some in cells]
    shares = [
        max(10, 1.8 * word, min(text, 44)) for word, text in zip(longest, letters, strict=True)
    ]
    widths = [share / sum(shares) for share in shares]
    add_table(made, table, (0.6, 1.6, 12.13, 4.6), widths, slide.title)
    if slide.body.rest:
        add_text(made, slide.body.rest, (0.6, 6.55, 12.13, 0.35), 13, ink=LIGHT.muted)


def _cards(slides: list[Slide], made: PptxSlide, slide: Slide, view: View, *_more: object) -> None:
    """Texts side by side, in letters of one size on all slides of their section."""
    cards, (across, wide, high) = slide.body.cards, _room(slide)
    alike = [one for one in slides if one.section == slide.section and isinstance(one.body, Cards)]
    heading, text, foot = min(
        _card_size(card, wide - 0.35, high - 0.35)
        for one in alike
        for _across, wide, high in [_room(one)]
        for card in one.body.cards
    )
    for number, card in enumerate(cards):
        left, top = 0.6 + number % across * wide, 1.7 + number // across * high
        add_bar(made, left, top, wide - 0.35, view.programme.look.accent)
        texts = [
            (card.heading, heading, LIGHT.ink, True),
            (card.text, text, LIGHT.ink, False),
            (card.foot, foot, LIGHT.muted, False),
        ]
        box = (left, top + 0.17, wide - 0.35, high - 0.3)
        add_paragraphs(made, [one for one in texts if one[0]], box)
    if slide.body.below:
        add_text(made, slide.body.below, (0.6, 6.4, 12.13, 0.4), 16, bold=True)


def _room(slide: Slide) -> tuple[int, float, float]:
    """How many cards stand in a row, changes below each other; how wide and high each may be."""
    cards = slide.body.cards
    across = 1 if slide.section == "changes" else 2 if len(cards) in (2, 4) else min(len(cards), 3)
    return across, 12.13 / across, (4.6 if slide.body.below else 5.1) / -(-len(cards) // across)


def _card_size(card: Card, wide: float, high: float) -> tuple[int, int, int]:
    """The largest letters of heading, text and foot at which a card stays in its place."""
    for heading, text, foot in CARDS:
        needed = tall(card.heading, heading, wide) + 0.3
        needed += sum(tall(one, size, wide * THINNER) for one, size in
                      ((card.text, text), (card.foot, foot)) if one)  # fmt: skip
        if needed < high:
            return heading, text, foot
    return CARDS[-1]
