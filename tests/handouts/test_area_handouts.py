"""A sheet and slides of one area say what they leave out, and what is said against their figure."""

from __future__ import annotations

from html import unescape

import pytest

from impact.disclosure.selection import Selection
from impact.handouts.outline import outline
from impact.handouts.packs import map_names
from impact.handouts.sheet import sheet_html
from impact.handouts.sheet_places import facts, none_on_file
from impact.wording import words_in
from tests.handouts.packs_of import view_of

ENGLISH = words_in("en")
BALKAN = ("A-TM-01", "A-TM-02")


@pytest.mark.parametrize(("area", "theirs"), [("A-KZ-01", 11), ("A-TM-05", 4)])
def test_slides_of_an_area_say_what_they_do_not_show(area, theirs):
    view = view_of("wildcats")
    slides = outline(view, ENGLISH, selection=Selection(area=area, whose="programme"))
    told = {one.section: one for one in slides}
    counted = f"Records of cats here by others, which are not shown: {theirs}; the earliest, "
    assert told["map"].body.legend.startswith(counted)
    assert told["places"].title == "This place, and who set it up (established: 1)"
    assert "of the whole programme" in told["changes"].title
    region = {one.section: one for one in outline(view, ENGLISH)}["places"]
    assert "of the region" in region.title
    assert "7,858*" in region.body.table.to_numpy()
    assert region.body.rest.endswith("* Note in the report.")


@pytest.mark.parametrize("area", ["TM", "KG", "A-TM-01", "A-TM-02", "A-KG-01", "A-KZ-01"])
def test_a_sheet_says_how_much_others_have_on_file_also_beside_a_claim(area):
    view = view_of("wildcats")
    html = unescape(sheet_html(view, ENGLISH, area, map_names()))
    rows = Selection(area=area, whose="others").of(view, view.records.detections)
    assert html.count("Records of cats here by others, which are not shown:") == bool(len(rows))


def test_a_sheet_says_what_a_source_has_against_its_figure():
    view = view_of("wildcats")
    sheets = [unescape(sheet_html(view, ENGLISH, area, map_names())) for area in BALKAN]
    assert ["“once roamed these mountains”" in one for one in sheets] == [True, True]


def test_a_sheet_of_a_place_with_incidents_does_not_say_that_no_cat_is_on_file():
    view = view_of("wildcats")
    cats = {
        "KG-jeti-oguz": ["names this area as a whole", "name a cat, all reported by others: 1."],
        "KG-ak-suu": ["names this area as a whole", "all by others, not verified or rejected: 1."],
        "IR": ["all by others, not verified or rejected: 1."],
        "TM-balkan": ["What is on file of places in it stands with them.", "by others: 1."],
        "A-TM-03": ["Records that name a wider area around it: 1."],
    }
    for area, told in cats.items():
        said = none_on_file(view, area, ENGLISH)
        assert all(one in said for one in told), said
        assert "No record of a cat here" not in said
    around = dict(facts(view, "TM-balkan", ENGLISH))["Relation to the programme"]
    assert around.startswith("none is on file of the area as a whole")


def test_a_slide_of_an_area_without_coordinates_counts_no_0_areas():
    slides = outline(view_of("wildcats"), ENGLISH, selection=Selection("all", "TM-balkan"))
    told = {one.section: one.title for one in slides}["map"]
    assert told.startswith("No coordinates are on file, so nothing is on the map.")
