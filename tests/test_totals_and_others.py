"""A published total is no record, and a number goes nowhere without whose records it counts."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from impact.disclosure.selection import Selection
from impact.figures import page_figures, places, reports, wildlife
from impact.figures.context import quoted
from impact.figures.drawing import Label
from impact.figures.style import LIGHT
from impact.handouts.outline import outline
from impact.handouts.packs import map_names
from impact.handouts.pictures import chart_picture
from impact.handouts.report import report_html
from impact.handouts.tables import csv_of, xlsx_of
from impact.metrics.reports import are_single, published, totals
from impact.model.attribution import OTHERS, PROGRAMME
from impact.wording import words_in
from impact.wording.evidence import other_basis
from impact.wording.sentences import sentence
from tests.handouts.packs_of import pack, view_of

EN = words_in("en")
LEFT_OUT = "Records by others are not counted here."
NOT_SHOWN = "by others, which are not shown:"
MAKERS = page_figures.OF_PUBLISHED_RECORDS + page_figures.OF_INCIDENTS + page_figures.OF_ESTIMATES


def test_a_published_total_is_a_report_but_no_record():
    rows = view_of("wildcats").records.detections
    both = [*rows[are_single(rows)]["observation_id"], *totals(rows)["observation_id"]]
    assert sorted(both) == sorted(published(rows)["observation_id"])
    # 11 and 5 on Uly Balkan, and the 4 of one animal in the autumn of 2024.
    assert set(totals(rows)["observation_id"]) == {"D-TM-01", "D-TM-01-baseline", "D-KZ-18"}


def test_the_timeline_counts_records_and_totals_apart():
    told = reports.of_cats(view_of("wildcats"), Selection(whose=PROGRAMME), EN, LIGHT).sentence
    assert told.startswith(
        "Published entries: 8 (single records: 5; totals of many records: 3). "
        "Drawn: 4; without a date, and so not drawn: 4."
    )


@pytest.mark.parametrize("whose", [PROGRAMME, OTHERS, "all"])
@pytest.mark.parametrize("make", [reports.of_cats, reports.of_incidents, wildlife.first_records])
def test_what_a_timeline_says_is_drawn_are_its_marks_and_the_rest_is_in_its_table(make, whose):
    card = make(view_of("wildcats"), Selection(whose=whose), EN, LIGHT)
    said = re.search(r"rawn: (\d+); without a date, and so not drawn: (\d+)", card.sentence)
    marks = sum(len(one.x) for one in card.figure.data if one.mode == "markers") if said else 0
    drawn, undated = map(int, said.groups()) if said else (0, 0)
    assert drawn == marks
    assert drawn + undated == (len(card.table) if said else 0)
    assert said or "without a date" not in card.sentence


@pytest.mark.parametrize(("area", "told"), [("A-KZ-01", "1 established area "), ("KZ", " areas ")])
def test_one_area_is_no_areas(area, told):
    card = places.protected_by_year(view_of("wildcats"), Selection(area=area), EN, LIGHT)
    assert told in card.sentence


def test_what_others_recorded_beside_a_published_total_is_said_to_be_theirs():
    # One killing of 2023 is on file beside the programme's 8; a news page reported it.
    view = view_of("wildcats")
    said = other_basis(view.claim("turkmenistan-conflicts"), EN)
    assert said.endswith("in the comparison period, 1. Recorded by others, not by the programme.")
    assert "others" not in other_basis(view.claim("uly-balkan-detections"), EN)


@pytest.mark.parametrize("whose", [PROGRAMME, OTHERS, "all"])
def test_a_file_of_the_programmes_records_alone_says_so(whose):
    view, chosen = view_of("wildcats"), Selection(whose=whose)
    for card in page_figures.figures(MAKERS, view, chosen, EN, LIGHT):
        wanted = whose == PROGRAMME and card.id != "estimates"  # these are of the region
        readme = load_workbook(io.BytesIO(xlsx_of(view, card, EN, chosen))).worksheets[0]
        files = (
            csv_of(view, card, EN, chosen).decode("utf-8-sig"),
            " ".join(row[0] for row in readme.values),
            quoted(card, chosen, EN),
        )
        for told in files:  # in numbers, where the figure has them
            assert (LEFT_OUT in told or NOT_SHOWN in told) == wanted, card.id
            assert not (LEFT_OUT in told and NOT_SHOWN in told), card.id
            assert (NOT_SHOWN in told) == card.counts_others, card.id


@pytest.mark.parametrize("area", ["all", "A-KZ-01"])
def test_the_programmes_reports_say_what_others_have_before_them_and_draw_no_start(area):
    view, chosen = view_of("wildcats"), Selection(area=area, whose=PROGRAMME)
    theirs = replace(chosen, whose=OTHERS).of(view, published(view.records.detections))
    card = reports.of_cats(view, chosen, EN, LIGHT)
    assert f"{NOT_SHOWN} {len(theirs)}; the earliest, {theirs['event_end'].min().year}" in (
        re.sub(r"earliest, .*(\d{4})\.$", r"earliest, \1", card.sentence)
    )
    everybody = reports.of_cats(view, replace(chosen, whose="all"), EN, LIGHT)
    assert ["due to begin" in str(one.figure.layout) for one in (card, everybody)] == [False, True]
    deck = {one.section: one for one in outline(view, EN, selection=chosen)}
    assert f"{NOT_SHOWN} {len(theirs)}; the earliest, " in deck["map"].body.legend


@pytest.mark.parametrize("whose", [PROGRAMME, OTHERS, "all"])
@pytest.mark.parametrize("make", [reports.of_cats, reports.of_incidents])
def test_no_file_of_reports_goes_without_that_they_are_no_survey(make, whose):
    view, chosen = view_of("wildcats"), Selection(whose=whose)
    card = make(view, chosen, EN, LIGHT)
    readme = load_workbook(io.BytesIO(xlsx_of(view, card, EN, chosen))).worksheets[0]
    files = [csv_of(view, card, EN, chosen).decode("utf-8-sig")]
    files.append(" ".join(row[0] for row in readme.values))
    if card.figure is not None:
        drawn = chart_picture(view, card, EN, chosen).drawing
        files.append(" ".join(one.text for one in drawn.shapes if isinstance(one, Label)))
    assert all("These are reports, not a survey: " in told for told in files)


def test_a_report_of_one_area_says_so_first_and_who_recorded_each_row():
    view = view_of("wildcats")
    first = Selection(area="A-TM-02", whose=PROGRAMME)
    html = report_html(view, EN, map_names(), selection=first)
    told = html.index("Only this area and what lies in it: Uly Balkan (Greater Balkhan) range.")
    assert told < html.index("leopard detections on Uly Balkan")
    assert html.count("Recorded by: not stated; published by the programme.") >= 2  # 11 and 5
    without = report_html(view, EN, map_names(), selection=Selection(area="A-KZ-01"))
    assert "not shown to be caused by" not in without  # it has no claim
    front = without.partition("<nav")[0]
    assert "Initiatives of the whole programme, here and elsewhere" in front
    assert front.count("The programme as a whole, here and elsewhere") == 1
    assert front.index("<strong>Relation to the programme</strong>: site of BRCC") < front.index(
        "The programme as a whole, here and elsewhere"
    )
    opening = outline(view, EN, selection=Selection(area="A-KZ-01"))[0].notes
    assert [lead for lead, _text in opening][:3] == [
        "Relation to the programme",
        "About the data",
        "The programme as a whole, here and elsewhere",
    ]
    assert "The programme as a whole" not in report_html(view, EN, map_names())
    assert "No tables of camera records" in front  # not known of this place
    assert "counts as a detection" not in front  # not known of another
    assert "Only this" not in report_html(view, EN, map_names())


def test_no_text_of_a_slide_of_a_claim_has_a_colour_of_its_own():
    # The programme's own colour may be green, which stands for a change beyond chance alone.
    show = Presentation(io.BytesIO(pack("slides")))
    said = {sentence(view_of("wildcats"), one, EN) for one in view_of("wildcats").claims}
    told = [one for one in show.slides if one.shapes.title and one.shapes.title.text in said]
    runs = [run for slide in told for shape in slide.shapes if shape.has_text_frame
            for part in shape.text_frame.paragraphs for run in part.runs]  # fmt: skip
    colours = {str(run.font.color.rgb) for run in runs if run.font.color and run.font.color.type}
    assert {f"#{one.lower()}" for one in colours} <= {LIGHT.ink, LIGHT.muted}
    assert len(told) == len(said)
