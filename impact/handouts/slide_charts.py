"""The chart of a claim on a slide, which a partner can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from impact.figures.style import LIGHT
from impact.handouts.slide_parts import FONT, clean, colour, describe, set_letters
from impact.handouts.tables import inert

if TYPE_CHECKING:
    from pptx.slide import Slide as PptxSlide

    from impact.figures.claim_charts import ClaimChart
    from impact.wording.language import Words


def add_chart(slide: PptxSlide, chart: ClaimChart, words: Words, box):
    """The chart of a claim, which a partner can edit: its workbook holds the numbers."""
    data = CategoryChartData()
    labels, values = [*chart.labels], [*chart.values]
    if chart.is_unproven(values[-1]):  # a bar of 0 would say that there was none
        labels[-1], values[-1] = f"{labels[-1]}: {chart.shown(values[-1], words)}", None
    data.categories = [inert(clean(label)) for label in labels]
    data.add_series(clean(chart.unit), values)
    if chart.rates:
        data.add_series(words._("95% from"), chart.low)
        data.add_series(words._("95% to"), chart.high)
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
        ink = colour(getattr(LIGHT, chart.role))
        point.format.line.color.rgb, point.format.line.width = ink, Pt(2.25)
        if number == last:
            point.format.fill.solid()
            point.format.fill.fore_color.rgb = ink
        else:  # hollow: in grey the earlier count would be the work of others
            point.format.fill.background()


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
    _on_paper(labels)
    _add_intervals(main, chart)


def _on_paper(labels) -> None:
    """Labels on the colour of the slide, so that no line runs through a number."""
    fill = etree.fromstring(
        '<c:spPr xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:solidFill>'
        f'<a:srgbClr val="{LIGHT.paper[1:].upper()}"/></a:solidFill></c:spPr>'
    )
    labels._element.find(qn("c:numFmt")).addnext(fill)  # noqa: SLF001 - python-pptx has no way to it


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
