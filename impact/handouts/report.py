"""The report: one HTML file with claims, charts, map, places, evidence, methods and tables.

It makes no request to anywhere: the charts' own script is written into it, once. The same file,
made for paper, is printed as PDF.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pandas as pd
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, page_figures, places
from impact.figures.chart_drawing import chart_drawing
from impact.figures.claim_charts import claim_chart, claim_figure, claim_table
from impact.figures.claim_drawing import claim_drawing
from impact.figures.map_picture import map_drawing
from impact.figures.missing import missing_lines
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.check_code import code_svg
from impact.handouts.cover_slides import handed_out
from impact.handouts.offline import (
    TEMPLATES,
    colours_css,
    drawing_css,
    fonts_css,
    picture_address,
    template_text,
    with_policy,
)
from impact.handouts.outline import initiatives_of
from impact.handouts.report_front import front_of
from impact.handouts.report_parts import (
    ReportCharts,
    ReportClaim,
    ReportPart,
    by_place,
    set_table,
)
from impact.model.attribution import OTHERS, PROGRAMME
from impact.wording.break_even import break_even_words, turning_question
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import caveats
from impact.wording.chosen import chosen_words
from impact.wording.citation import check_line, citation, data_state, source_line
from impact.wording.evidence import effort_words, needed, rule
from impact.wording.headline import headline, in_few_words
from impact.wording.labels import partner_name
from impact.wording.methods import METRICS, method
from impact.wording.rows import evidence_rows, grouped_rows, source_lines
from impact.wording.sentences import comparison, sentence
from impact.wording.state import contradictions, species_status
from impact.wording.unreviewed import in_russian, review_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words

MOST_ROWS = 400  # of one table; the rest is on the pages and in the files
TALLEST = 1400  # of a drawn chart: on a page of A4 its letters are then nine pixels
DRAWN = 760.0  # pixels: a chart is drawn so wide, its letters then shrink to those of the text
HIGH, WIDER = 420, 960.0  # one higher than that is drawn wider
PAPER = 673  # pixels: what an A4 page holds between its margins
MAP_SIZES = {True: (673, 300, 13), False: (960, 500, 17)}


def report_html(
    view: View,
    words: Words,
    places_named: pd.DataFrame,
    *,
    selection: Selection | None = None,
    paper: bool = False,
    logo: bytes = b"",
) -> str:
    """The report as one HTML file: two pages that stand alone, contents, then the annex.

    Parameters
    ----------
    view : View
    words : Words
    places_named : DataFrame
        The map's own names.
    selection : Selection or None
        The areas it is about; all of them without one.
    paper : bool
        Whether it is set for A4 pages: its charts are then drawings, and it needs no script.
    logo : bytes
        Of the programme; none where empty.
    """
    chosen, charts = selection or Selection(whose=PROGRAMME), ReportCharts(paper=paper)
    inside = set(chosen.area_ids(view))
    claims = [claim for claim in view.claims if inside & set(claim.indicator.areas)]
    _ = words._
    front = front_of(view, chosen, claims, words, logo)
    told = [(sentence(view, one, words), report_claim(view, one, words, charts)) for one in claims]
    chapters, nothing = _chapters(view, chosen, words, charts)
    above = {text for _sentence, one in told for text in one.caveats}
    # The list of all places has these, each beside its extent.
    above |= set(places.noted_extents(view.records.areas, words))
    html = TEMPLATES.get_template("report.html.j2").render(
        _=_,
        partner_name=partner_name,
        words=words,
        view=view,
        about=view.programme.about,
        chosen=chosen_words(view, chosen, words),
        initiatives=initiatives_of(chosen, words),
        claims=told,
        front=front,
        photographs=handed_out(view, words),
        address=picture_address,
        map=_map(view, chosen, words, places_named, paper=paper),
        chapters=nothing_twice(chapters, above),
        nothing=nothing,
        observed=cause_not_shown(claims, words),
        areas=places.area_table(view, chosen, words),
        methods=[method(metric, words) for metric in METRICS],
        state=data_state(view, words),
        review_note=review_note(view, words),
        source=source_line(view, words, chosen),
        citation=citation(view, words, chosen),
        check=check_line(view, words, chosen),
        code=code_svg(view, words, chosen),
        missing=contradictions(view, words),
        species=species_status(view, words),
        set_table=lambda table: set_table(table, words, paper=paper),
        host=_host,
        most=MOST_ROWS,
        paper=paper,
        width=PAPER,
        fonts=fonts_css(),
        colours=colours_css(view.programme),
        drawings=drawing_css(["ridge", *{one.drawing: None for one in front.claims}]),
        sheet=template_text("report.css"),
        page_line=_css_text(source_line(view, words, chosen)),
        plotly="" if paper else _plotly(),
        charts=charts.script(),
        drawer=template_text("report.js"),
    )
    return with_policy(html)


def _plotly() -> Markup:
    # A script may not hold the end of its own element.
    return Markup(get_plotlyjs().replace("</script", "<\\/script"))


def _css_text(text: str) -> Markup:
    """Text inside quotes of a style sheet: nothing in it can end them."""
    bare = re.sub(r'["\\<>\n\r{}]', "", text)
    return Markup(bare)


def _host(text: str) -> str:
    """Whose page an address leads to, where a text is an address: that much fits a column."""
    address = urlsplit(text)
    return (address.hostname or "") if address.scheme in ("http", "https") else ""


def _chapters(
    view: View, selection: Selection, words: Words, charts: ReportCharts
) -> tuple[dict[str, list[ReportPart]], dict[str, list[str]]]:
    """The charts and tables of the pages under the names of the pages, and what has no number."""
    _, others = words._, replace(selection, whose=OTHERS)
    context = _("Context: the region and the work of others")

    def of(chosen: Selection, makers: page_figures.Makers) -> list[FigureCard]:
        return page_figures.figures(makers, view, chosen, words, LIGHT)

    found = {
        _("Wildlife"): of(selection, page_figures.of_wildlife(view, selection)),
        _("Coexistence"): of(selection, page_figures.OF_INCIDENTS),
        _("Places"): of(selection, page_figures.OF_LAND_SET_UP),
        context: [
            *of(others, page_figures.of_cats_by_others(selection)),
            *of(others, page_figures.OF_INCIDENTS_BY_OTHERS),
            *of(selection, page_figures.OF_LAND_OF_THE_REGION),
        ],
    }
    shown = {
        name: [_part(one, charts, words) for one in cards if not one.missing]
        for name, cards in found.items()
    }
    return shown, {
        name: missing_lines(cards, others if name == context else selection, words)
        for name, cards in found.items()
    }


def nothing_twice(
    chapters: dict[str, list[ReportPart]], above: set[str]
) -> dict[str, list[ReportPart]]:
    """The chapters, each part without the caveats and the table that stand above it already."""
    told, tables, once = set(above), [], {}
    for name, parts in chapters.items():
        once[name] = []
        for part in parts:
            left = tuple(text for text in part.caveats if text not in told)
            known = any(part.table.equals(table) for table in tables)
            table = part.table.head(0) if known else part.table
            once[name].append(replace(part, caveats=left, table=table))
            told |= set(left)
            tables.append(part.table)
    return once


def _part(shown: FigureCard, charts: ReportCharts, words: Words) -> ReportPart:
    told = (shown.title, shown.sentence, shown.table, shown.caveats, shown.context)
    part = ReportPart(shown.id, *told)
    if shown.figure is None:
        return part
    if charts.paper:
        drawn = chart_drawing(shown.figure, shown.sentence, words, width=DRAWN, low=True)
        if drawn.height > HIGH:  # names in one line make it lower, in letters a little smaller
            drawn = chart_drawing(shown.figure, shown.sentence, words, width=WIDER, low=True)
        # One that could not be read on a page is left to its table.
        return replace(part, picture=Markup(svg(drawn, LIGHT))) if drawn.height < TALLEST else part
    return replace(part, plot=charts.add(shown.id, shown.figure))


def _map(
    view: View, selection: Selection, words: Words, named: pd.DataFrame, *, paper: bool
) -> ReportPart:
    table = maps.areas_on_file(view, selection, words)
    told = map_words.map_sentence(view, selection, table, words)
    width, height, size = MAP_SIZES[paper]
    drawn = map_drawing(table, named, words, told, width=width, height=height, size=size)
    return ReportPart(
        id="map",
        title=words._("The areas, and what is on file about each"),
        sentence=told,
        table=map_words.map_table(table, selection, words),
        caveats=(map_words.map_legend(table, words),),
        picture=Markup(svg(drawn, LIGHT)),
    )


def report_claim(view: View, claim: Claim, words: Words, charts: ReportCharts) -> ReportClaim:
    chart, grouped = claim_chart(view, claim, words), grouped_rows(view, claim, words)
    part = None
    if chart is not None and (chart.rates or any(chart.values)):  # two bars of 0 are no picture
        part = ReportPart(claim.id, chart.unit, chart.alt, claim_table(chart, words))
        if charts.paper:
            drawn = claim_drawing(chart, words, width=673, height=150, size=14)
            # Two bars bear their numbers; a table below would say them again.
            table = part.table if chart.rates else part.table.head(0)
            part = replace(part, picture=Markup(svg(drawn, LIGHT)), table=table)
        else:
            figure = claim_figure(claim, chart, words, LIGHT)
            part = replace(part, plot=charts.add(f"claim-{claim.id}", figure))
    return ReportClaim(
        claim=claim,
        headline=headline(view, claim, words),
        finding=in_few_words(claim, words),
        lead=comparison(claim, words),
        chart=part,
        facts=tuple(_facts(view, claim, words)),
        caveats=tuple(
            filter(
                None,
                (
                    in_russian(view, claim, words),
                    *caveats(view, claim, words),
                ),
            )
        ),
        rows=tuple(evidence_rows(view, claim, words)),
        grouped=by_place(grouped) if charts.paper and len(grouped) else grouped,
        needed=tuple(needed(claim, words)),
        sources=tuple(source_lines(view, claim, words)),
    )


def _facts(view: View, claim: Claim, words: Words) -> Iterator[tuple[str, str]]:
    yield words._("How the number is made"), rule(view, claim, words)
    yield words._("Effort"), effort_words(claim, words)
    turns = break_even_words(claim, words)
    if turns:
        yield turning_question(claim, words), " ".join(turns)
