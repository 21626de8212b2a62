"""The parts of a slides file: its theme, the line below each slide, texts, charts and tables.

Every letter is set in Arial, which Windows, macOS, phones and office programs on Linux (by a
font of the same measures) have with all letters of Turkmen, Russian, Kyrgyz and Kazakh. Text of
the data only ever becomes text: it is neither a formula nor a link.
"""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from impact.figures.drawing import text_width, wrapped
from impact.figures.style import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from pptx.slide import Slide as PptxSlide


FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.6), Inches(12.13)
POINTS, LINE = 72, 1.2  # of an inch; of a line to its letters
WIDER, WIDER_CYRILLIC = 1.25, 1.13  # strange letters than counted: Cyrillic ones are counted wide
_XML_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10)} | {
    0xFFFE: None,
    0xFFFF: None,
}


def clean(text: object) -> str:
    """Text without the signs that no XML file may hold."""
    return str(text).translate(_XML_FORBIDDEN)


def colour(value: str) -> RGBColor:
    """``#0B5C66`` as a colour of a slide."""
    return RGBColor.from_string(value[1:].upper())


def set_letters(frame, size: float, ink: str, *, bold: bool = False) -> None:
    """The letters of a whole text."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
            run.font.color.rgb = colour(ink)


def fitting(text: str, sizes: Sequence[float], width: float, height: float) -> float:
    """The largest size (points) at which a bold text stays in its box (inches), else the last.

    A program that has not our letters takes others, up to a quarter wider.
    """
    return next((one for one in sizes if tall(text, one, width) <= height), sizes[-1])


def tall(text: str, size: float, width: float) -> float:
    """How tall (inches) a text may stand in lines of a width, without end where a word is wider."""
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text) * 2 > len(text)
    letters = size * (WIDER_CYRILLIC if cyrillic else WIDER)
    lines = wrapped(text, letters, width * POINTS)
    if any(text_width(line, letters) > width * POINTS for line in lines):
        return math.inf
    return len(lines) * size * LINE / POINTS


def add_text(
    slide: PptxSlide,
    text: str,
    box: tuple[float, float, float, float],
    size: float,
    *,
    ink: str = LIGHT.ink,
    bold: bool = False,
    bottom: bool = False,
):
    """A text in a box (left, top, width, height in inches)."""
    shape = slide.shapes.add_textbox(*(Inches(value) for value in box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP
    frame.text = clean(text)
    set_letters(frame, size, ink, bold=bold)
    return shape


def add_paragraphs(
    slide: PptxSlide, texts: list[tuple[str, float, str, bool]], box, *, middle: bool = False
):
    """Texts below each other in one box, each with its size, its colour and whether it is bold."""
    shape = add_text(slide, "", box, 12)
    frame = shape.text_frame
    if middle:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for number, (text, size, ink, bold) in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(0 if number == 0 else 7)
        run = paragraph.add_run()
        run.text = clean(text)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = colour(ink)
    return shape


def add_bar(slide: PptxSlide, left: float, top: float, width: float, fill: str) -> None:
    """A short thick line: decoration, and marked as such."""
    shape = slide.shapes.add_shape(1, *(Inches(value) for value in (left, top, width, 0.07)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    style = shape._element.find(qn("p:style"))  # noqa: SLF001 - it brings a shadow
    style.getparent().remove(style)
    describe(shape, "")


def describe(shape, text: str) -> None:
    """What a picture, a chart or a table shows, for those who do not see it."""
    known = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - python-pptx has no way to it
    known.set("descr", clean(text))
    if not text:
        known.set("title", "")


def add_picture(slide: PptxSlide, content: bytes, box, alt: str):
    """A picture in a box, as large as it fits, in its middle."""
    left, top, width, height = (Inches(value) for value in box)
    shape = slide.shapes.add_picture(BytesIO(readable(content)), left, top)
    scale = min(width / shape.width, height / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.left = left + (width - shape.width) // 2
    shape.top = top + (height - shape.height) // 2
    describe(shape, alt)
    return shape


def readable(content: bytes) -> bytes:
    """A picture as office programs read it: a WebP, which they do not, as PNG."""
    if content[8:12] != b"WEBP":
        return content
    kept = BytesIO()
    Image.open(BytesIO(content)).save(kept, "PNG")
    return kept.getvalue()


def add_table(slide: PptxSlide, table: pd.DataFrame, box, widths: list[float], alt: str):
    """A table of text that can be edited."""
    rows, columns = len(table) + 1, len(table.columns)
    left, top, width, _height = (Inches(value) for value in box)
    frame = slide.shapes.add_table(rows, columns, left, top, width, Inches(0.42 * rows))
    describe(frame, alt)
    made = frame.table
    made.horz_banding = False
    _without_style(frame)
    for number, share in enumerate(widths):
        made.columns[number].width = Emu(int(width * share))
    for number, name in enumerate(table.columns):
        _cell(made.cell(0, number), name, 14, LIGHT.muted, bold=True)
    for line, values in enumerate(table.itertuples(index=False), start=1):
        for number, value in enumerate(values):
            _cell(made.cell(line, number), value, 15, LIGHT.ink)
    return frame


def _without_style(frame) -> None:
    """Office's "Light Style 1": lines above and below, and no colour of its own."""
    style = frame._element.find(f".//{qn('a:tableStyleId')}")  # noqa: SLF001 - as above
    style.text = "{9D7B030F-B1BA-407E-804F-0B05F660EEB4}"


def _cell(cell, text: object, size: float, ink: str, *, bold: bool = False) -> None:
    cell.text = clean(text)
    cell.margin_left, cell.margin_right = Inches(0.02), Inches(0.1)
    cell.margin_top = cell.margin_bottom = Inches(0.05)
    cell.fill.background()
    set_letters(cell.text_frame, size, ink, bold=bold)
