"""The files of a figure say what its page says around it: that it is context, and whose it is."""

from __future__ import annotations

import io
import json
import re

import pytest
from openpyxl import load_workbook

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, page_figures, places, reports, wildlife
from impact.figures.style import LIGHT
from impact.handouts.outline import outline
from impact.handouts.packs import map_names
from impact.handouts.pictures import chart_picture, drawn_pictures, to_copy
from impact.handouts.report import report_html
from impact.handouts.tables import csv_bytes, csv_of, xlsx_of
from impact.model.attribution import by_programme
from impact.plain.figure_pages import figure_block
from impact.plain.site import plain_page
from impact.wording import words_in
from impact.wording.cause import cause_not_shown, context_words, own_figure
from impact.wording.claims_json import claims_json
from impact.wording.headline import marks
from tests.handouts.packs_of import view_of

EN = words_in("en")
PROGRAMMES, OTHERS = Selection(whose="programme"), Selection(whose="others")


@pytest.mark.parametrize(
    ("card", "context"),
    [
        (places.protected_by_year(view_of("wildcats"), PROGRAMMES, EN, LIGHT), True),
        (reports.of_cats(view_of("wildcats"), OTHERS, EN, LIGHT), True),
        (reports.of_cats(view_of("wildcats"), PROGRAMMES, EN, LIGHT), False),
    ],
    ids=lambda one: getattr(one, "id", ""),
)
def test_the_files_of_a_figure_say_whether_it_is_context(card, context):
    view, told = view_of("wildcats"), context_words(EN)
    picture = chart_picture(view, card, EN, PROGRAMMES)
    assert (told in picture.drawing.title) == context
    assert (told in to_copy(picture, view, EN)) == context
    assert (told in dict(figure_block(view, card, EN).notes)["Cite this"]) == context
    assert (told in csv_of(view, card, EN).decode("utf-8-sig")) == context
    assert card.sentence.replace('"', "'") in csv_of(view, card, EN).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(xlsx_of(view, card, EN)))
    assert (told in [row[0] for row in book.worksheets[0].values]) == context


@pytest.mark.parametrize("name", ["wildcats", "example"])
def test_every_figure_of_records_of_others_says_so_by_its_name_and_in_its_files(name):
    view, told = view_of(name), context_words(EN)
    makers = page_figures.of_wildlife(view, OTHERS) + page_figures.OF_INCIDENTS
    own = {make: make(view, PROGRAMMES, EN, LIGHT) for make in makers}
    for make in makers:
        card = make(view, OTHERS, EN, LIGHT)
        if "not told apart by whose they are" in card.sentence or card.missing:
            continue  # cameras
        assert card.context == told
        assert told in csv_of(view, card, EN).decode("utf-8-sig")
        if make not in page_figures.OF_ESTIMATES:
            assert card.id == f"{own[make].id}-of-others"
            assert "others" in card.title
            drawn = card.figure.data if card.figure else ()
            assert {one.marker.color or one.line.color for one in drawn} <= {LIGHT.muted}


def test_a_printed_table_of_context_says_so_on_each_of_its_pages():
    html = report_html(view_of("wildcats"), EN, map_names(), selection=PROGRAMMES, paper=True)
    own, _, context = html.partition('<section id="chapter-4">')
    context, _, after = context.partition("</section>")
    marked = '<thead><tr class="over"><td colspan='  # browsers repeat the head of a table
    assert context.count("<thead>") == context.count(marked) > 5
    assert marked not in own + after


def test_a_published_statement_never_stands_without_what_it_leaves_open():
    rows = view_of("wildcats").records.statements
    notes = [name for name in rows.columns if name.startswith("note")]
    assert len(notes) == 5  # one a language
    assert (rows[notes].map(len) > 40).all(axis=None)
    sheet = csv_bytes(rows).decode().splitlines()
    assert len([line for line in sheet if "no independent record confirms it yet" in line]) == 3


def test_what_others_recorded_is_muted_and_counted_apart_among_all_together():
    view, every = view_of("wildcats"), Selection()
    card = reports.of_cats(view, every, EN, LIGHT)
    own = [len(reports.of_cats(view, one, EN, LIGHT).table) for one in (PROGRAMMES, OTHERS)]
    totals = 3  # the 11, the 5 and the 4, all of the programme: its sentence counts them apart
    told = f"All together: {own[0] - totals} of the programme, {own[1]} of others. What others did"
    assert own[0] + own[1] == len(card.table)
    single = sum(own) - totals
    assert card.sentence.startswith(
        f"Published entries: {sum(own)} (single records: {single}; totals of many records: 3)."
    )
    assert told in chart_picture(view, card, EN, every).drawing.title
    assert told in csv_of(view, card, EN, every).decode("utf-8-sig")
    named = {one.name: one.marker.color for one in card.figure.data if one.name}
    assert len(set(named.values())) > 1
    for name, colour in named.items():
        assert (colour == LIGHT.muted) == name.endswith(", by others")
    incidents = reports.of_incidents(view, every, EN, LIGHT)
    assert {one.marker.color for one in incidents.figure.data if one.name} == {LIGHT.muted}


def test_the_map_says_whose_records_its_marks_count():
    view, said = view_of("wildcats"), set()
    for chosen in (PROGRAMMES, OTHERS, Selection()):
        areas = maps.areas_on_file(view, chosen, EN)
        counted = maps.whose_counted(chosen, EN)
        left = "Records of cats by others, which are not shown: 47; the earliest, 2000."
        said_last = left if chosen == PROGRAMMES else counted
        assert map_words.map_sentence(view, chosen, areas, EN).endswith(said_last)
        assert all(
            counted in mark["label"]
            for mark in maps.area_marks(areas.dropna(subset=["latitude"]), EN)
        )
        said |= {counted}
    assert len(said) == 3


def test_the_picture_of_the_programmes_reports_says_who_recorded_what_it_draws():
    view = view_of("wildcats")
    card = reports.of_cats(view, PROGRAMMES, EN, LIGHT)
    said = chart_picture(view, card, EN, PROGRAMMES).drawing.title
    rows = view.records.detections
    rows = rows[by_programme(rows) & rows["published"] & rows["event_end"].notna()]
    assert len(rows) > 2
    for who in rows["recorded_by"]:
        assert who in said


@pytest.mark.parametrize("chosen", [PROGRAMMES, OTHERS, Selection()])
def test_the_picture_of_earliest_records_calls_nothing_first_that_its_source_denies(chosen):
    view = view_of("wildcats")
    card = wildlife.first_records(view, chosen, EN, LIGHT)
    said = chart_picture(view, card, EN, chosen).drawing.title
    told = card.table.set_index("Area")
    denied = told["Why a first"].str.contains("not the first")
    for area in told.index:
        told_of = rf"{re.escape(area)}(, \w+)?: earliest on file; its source says"
        assert bool(re.search(told_of, said)) == denied[area]
    if chosen is not OTHERS:
        (mark,) = told.index[denied]
        assert f"{mark} ({told.loc[mark, 'Recorded by']})" in said


@pytest.mark.parametrize("chosen", [PROGRAMMES, OTHERS, Selection()])
@pytest.mark.parametrize("name", ["wildcats", "example"])
def test_the_numbers_of_the_map_say_of_each_area_who_set_it_up_and_whether_it_is_linked(
    name, chosen
):
    view = view_of(name)
    areas = maps.areas_on_file(view, chosen, EN)
    told = map_words.map_in_words(view, chosen, areas, EN).table
    rows = view.records.areas.set_index("name").loc[told["Name"]]
    unsaid = rows["status"].astype("str").map({"not designated": "does not apply"})
    named = rows["set_up_by"].fillna(unsaid).fillna("not stated")
    assert told["Set up by"].tolist() == named.tolist()
    linked = told["Linked with the programme"].str.partition(".")[0].str.lower()
    assert linked.eq("no").tolist() == areas["context"].tolist()  # those that are grey


def test_a_program_that_reads_the_claims_is_told_who_recorded_them_and_what_a_0_is():
    view = view_of("wildcats")
    for claim, told in zip(view.claims, json.loads(claims_json(view, EN)), strict=True):
        assert told["marks"] == marks(claim, EN)
        rows = view.evidence[claim.id].rows.set_index("id")
        for row in told["evidence_rows"]:
            assert row["recorded_by"] == rows.loc[row["id"], "recorded_by"]
            assert row["attribution"] == rows.loc[row["id"], "attribution"]
            assert row["count"] or row["count_text"] == "none reported"


def test_what_is_cited_of_a_claim_says_whose_figure_it_is_and_that_no_cause_is_shown():
    view = view_of("wildcats")
    files = {one.id: one for one in drawn_pictures(view, EN, map_names())}
    for claim in view.claims:
        blocks = plain_page(view, f"evidence/{claim.id}", EN).blocks
        (cited,) = (one.texts[0] for one in blocks if one.heading == "Cite this")
        said = [cited]
        if f"claim-{claim.id}" in files:
            said.append(to_copy(files[f"claim-{claim.id}"], view, EN))
        for text in said:
            assert cause_not_shown([claim], EN) in text
            assert ("no second source confirms it yet" in text) == own_figure(claim)


@pytest.mark.parametrize("chosen", [PROGRAMMES, Selection()])
def test_the_slide_of_the_map_says_whose_areas_and_records_it_counts(chosen):
    (slide,) = outline(view_of("wildcats"), EN, sections=("map",), selection=chosen)
    own = chosen is PROGRAMMES
    assert ("whoever set them up" in slide.title) == own
    assert ("Records counted as the programme's" in slide.title) == own
