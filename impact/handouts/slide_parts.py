"""The parts of a slides file: its theme, the line below each slide, texts, charts and tables.

Every letter is set in Arial, which Windows, macOS, phones and office programs on Linux (by a
font of the same measures) have with all letters of Turkmen, Russian, Kyrgyz and Kazakh. Text of
the data only ever becomes text: it is neither a formula nor a link.
"""

from __future__ import annotations

import copy
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from impact.figures.drawing import wrapped
from impact.figures.style import LIGHT
from impact.handouts.tables import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide

    from impact.figures.claim_charts import ClaimChart
    from impact.model.programme import Look
    from impact.wording.language import Words

FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.6), Inches(12.13)
POINTS, LINE, WIDER = 72, 1.2, 1.25  # of an inch; of a line to its letters; of strange letters
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
            set_letters(placed.text_frame, 11, LIGHT.muted)


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
    for size in sizes:
        lines = wrapped(text, size * WIDER, width * POINTS)
        if len(lines) * size * LINE <= height * POINTS:
            return size
    return sizes[-1]


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


def add_paragraphs(slide: PptxSlide, texts: list[tuple[str, float, str, bool]], box):
    """Texts below each other in one box, each with its size, its colour and whether it is bold."""
    shape = add_text(slide, "", box, 12)
    frame = shape.text_frame
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
    shape = slide.shapes.add_picture(BytesIO(content), left, top)
    scale = min(width / shape.width, height / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.left = left + (width - shape.width) // 2
    shape.top = top + (height - shape.height) // 2
    describe(shape, alt)
    return shape


def add_chart(slide: PptxSlide, chart: ClaimChart, words: Words, box):
    """The chart of a claim, which a partner can edit: its workbook holds the numbers."""
    data = CategoryChartData()
    data.categories = [inert(clean(label)) for label in chart.labels]
    data.add_series(clean(chart.unit), chart.values)
    if chart.rates:
        data.add_series(words._("95 % from"), chart.low)
        data.add_series(words._("95 % to"), chart.high)
    kind = XL_CHART_TYPE.LINE_MARKERS if chart.rates else XL_CHART_TYPE.BAR_CLUSTERED
    place = [Inches(value) for value in box]
    frame = slide.shapes.add_chart(kind, *place, data)
    describe(frame, chart.alt)
    made = frame.chart
    made.font.size, made.font.name = Pt(16), FONT
    made.font.color.rgb = colour(LIGHT.ink)
    made.has_legend = False
    made.has_title = True
    made.chart_title.text_frame.text = clean(chart.unit)
    set_letters(made.chart_title.text_frame, 16, LIGHT.muted)
    (_set_rates if chart.rates else _set_counts)(made, chart)
    return frame


def _set_counts(made, chart: ClaimChart) -> None:
    plot = made.plots[0]
    plot.gap_width = 55
    _quiet_axes(made)
    made.category_axis.reverse_order = True
    made.value_axis.visible = False
    made.value_axis.maximum_scale = max([1.0, *chart.values]) * 1.15
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = "0", False
    labels.font.size, labels.font.bold = Pt(28), True
    last = len(chart.values) - 1
    for number in range(len(chart.values)):
        point = plot.series[0].points[number]
        point.format.fill.solid()
        role = chart.role if number == last else "muted"
        point.format.fill.fore_color.rgb = colour(getattr(LIGHT, role))


def _set_rates(made, chart: ClaimChart) -> None:
    """Marks for the rates, short lines for the ends of their intervals, bars in between."""
    _quiet_axes(made)
    made.value_axis.major_gridlines.format.line.color.rgb = colour(LIGHT.grid)
    made.value_axis.tick_labels.font.size = Pt(14)
    ink = colour(getattr(LIGHT, chart.role))
    main, *ends = made.plots[0].series
    main.smooth = False
    main.format.line.color.rgb, main.format.line.width = ink, Pt(1.5)
    main.marker.style, main.marker.size = XL_MARKER_STYLE.CIRCLE, 11
    for series in ends:
        series.smooth = False
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.DASH, 12
    for series in (main, *ends):
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = ink
        series.marker.format.line.color.rgb = ink
    labels = main.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.RIGHT
    labels.number_format, labels.number_format_is_linked = "0.00", False
    labels.font.size, labels.font.bold = Pt(16), True
    _add_intervals(main, chart)


def _quiet_axes(made) -> None:
    made.category_axis.tick_labels.font.size = Pt(16)
    made.category_axis.format.line.color.rgb = colour(LIGHT.muted)
    made.category_axis.has_major_gridlines = False
    made.value_axis.has_major_gridlines = True
    made.value_axis.minimum_scale = 0
    made.value_axis.format.line.fill.background()
    made.value_axis.major_gridlines.format.line.color.rgb = colour(LIGHT.paper)


def _add_intervals(series, chart: ClaimChart) -> None:
    """The lines of the intervals; python-pptx writes none."""
    plus = [high - value for value, high in zip(chart.values, chart.high, strict=True)]
    minus = [value - low for value, low in zip(chart.values, chart.low, strict=True)]

    def literal(numbers: list[float]) -> str:
        points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(numbers))
        return f'<c:numLit><c:ptCount val="{len(numbers)}"/>{points}</c:numLit>'

    ink = getattr(LIGHT, chart.role)[1:].upper()
    bars = etree.fromstring(
        '<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus>{literal(plus)}</c:plus><c:minus>{literal(minus)}</c:minus>'
        f'<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    element = series._element  # noqa: SLF001 - as above
    element.find(qn("c:cat")).addprevious(bars)


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
