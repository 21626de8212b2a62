"""The theme of a slides file, its one layout, and the line below each slide."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from impact.figures.style import LIGHT
from impact.handouts.slide_parts import (
    ACROSS,
    FONT,
    HEIGHT,
    LEFT,
    WIDTH,
    clean,
    colour,
    fitting,
    set_letters,
)

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide

    from impact.model.handed_out import Look


def set_theme(presentation: Presentation, look: Look) -> None:
    """Our colours and letters in the theme, so that what a partner adds looks the same."""
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    master = presentation.slide_master
    part = next(
        rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    names = {
        "dk1": LIGHT.ink,
        "lt1": LIGHT.paper,
        "dk2": look.primary,
        "lt2": "#F3ECE0",
        "accent1": LIGHT.detections,
        "accent2": LIGHT.incidents,
        "accent3": LIGHT.protected,
        "accent4": LIGHT.first,
        "accent5": look.accent,
        "accent6": LIGHT.muted,
        "hlink": look.primary,
        "folHlink": look.primary,
    }
    for name, value in names.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        slot[:] = [slot.makeelement(qn("a:srgbClr"), {"val": value[1:].upper()})]
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}//{qn('a:latin')}"):
        latin.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - python-pptx has no way to write a theme
    _set_layouts(presentation)
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = colour(LIGHT.paper)


def _set_layouts(presentation: Presentation) -> None:
    """One layout, with a title, a footer and a slide number where we want them."""
    layouts = presentation.slide_layouts
    kept = layouts.get_by_name("Title Only")
    for layout in list(layouts):
        if layout is not kept:
            layouts.remove(layout)
    for sheet in (kept, presentation.slide_master):
        for shape in sheet.placeholders:
            kind = shape.placeholder_format.type
            name = str(kind).split(" ")[0]
            if name in ("TITLE", "CENTER_TITLE"):
                _place(shape, LEFT, Inches(0.42), ACROSS, Inches(1.4))
            elif name == "FOOTER":
                _place(shape, LEFT, Inches(7.0), Inches(10.6), Inches(0.34))
            elif name == "SLIDE_NUMBER":
                _place(shape, Inches(11.73), Inches(7.0), Inches(1.0), Inches(0.34))
            elif name in ("DATE", "BODY", "OBJECT"):
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - as above


def _place(shape, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def add_footer(slide: PptxSlide, source: str) -> None:
    """Whose data, of which day and version, and the number of the slide."""
    for shape in slide.slide_layout.placeholders:
        name = str(shape.placeholder_format.type).split(" ")[0]
        if name not in ("FOOTER", "SLIDE_NUMBER"):
            continue
        element = copy.deepcopy(shape._element)  # noqa: SLF001 - python-pptx leaves these out
        slide.shapes._spTree.append(element)  # noqa: SLF001
        if name == "FOOTER":
            placed = slide.shapes[-1]
            placed.text_frame.text = clean(source)
            placed.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            placed.text_frame.margin_left = 0
            set_letters(placed.text_frame, fitting(source, (11, 10, 9), 10.4, 0.2), LIGHT.muted)
