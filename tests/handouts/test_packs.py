"""The files of a meeting pack say what the pages say, and nothing in the data can act in them."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from lxml import html as markup
from openpyxl import load_workbook
from pptx import Presentation

from impact.disclosure import for_audience
from impact.figures.claim_charts import claim_chart
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.offline import policy_of
from impact.handouts.outline import SECTIONS, outline
from impact.handouts.packs import Choice, file_name, kept_name, make, map_names
from impact.handouts.pictures import content, drawn_pictures
from impact.handouts.slide_content import ClaimBody
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.claims_json import claim_as_dict
from impact.wording.headline import in_few_words
from impact.wording.questions import questions
from tests.handouts.packs_of import pack, view_of
from tests.tables import event, programme, records, table

LARGEST_REPORT = 6_000_000
BOTH = pytest.mark.parametrize("language", ["en", "ru"])
FOLDERS = pytest.mark.parametrize("name", ["wildcats", "example"])

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)>=cmd|"${7*7}"{{7*7}}'


def claims_of(name: str, language: str) -> list[dict]:
    view, words = view_of(name), words_in(language)
    return [claim_as_dict(view, claim, words) for claim in view.claims]


def slides_of(content: bytes) -> list:
    return list(Presentation(BytesIO(content)).slides)


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@BOTH
@FOLDERS
def test_every_claim_is_a_slide_with_its_sentence(name, language):
    view, words = view_of(name), words_in(language)
    made = [slide for slide in outline(view, words) if isinstance(slide.body, ClaimBody)]
    assert [slide.title for slide in made] == [one["sentence"] for one in claims_of(name, language)]


@BOTH
@FOLDERS
def test_the_slides_file_says_what_the_claims_json_says(name, language):
    titles = [
        slide.shapes.title.text_frame.text for slide in slides_of(pack("slides", name, language))
    ]
    for one in claims_of(name, language):
        assert one["sentence"] in titles


@FOLDERS
def test_the_workbook_of_a_native_chart_holds_the_numbers_shown(name):
    view, words = view_of(name), words_in("en")
    charts = [claim_chart(view, claim, words) for claim in view.claims]
    # Two bars of nothing are an empty picture, and not drawn.
    wanted = [chart for chart in charts if chart and (chart.rates or any(chart.values))]
    found = [
        shape.chart
        for slide in slides_of(pack("slides", name))
        for shape in slide.shapes
        if shape.has_chart
    ]
    assert len(found) == len(wanted) > 0
    for made, chart in zip(found, wanted, strict=True):
        sheet = load_workbook(BytesIO(made.part.chart_workbook.xlsx_part.blob)).active
        columns = list(sheet.iter_cols(min_row=2, values_only=True))
        proven = [not chart.is_unproven(value) for value in chart.values]
        # Where nothing proves a 0, the words say so and the cell is empty.
        shown = list(zip(columns[0], columns[1], chart.labels, chart.values, proven, strict=True))
        for label, cell, wanted_label, value, sure in shown:
            assert label == (wanted_label if sure else f"{wanted_label}: none reported")
            assert cell == (pytest.approx(value) if sure else None)
        if chart.rates:
            assert columns[2] == pytest.approx(chart.low)
            assert columns[3] == pytest.approx(chart.high)


@BOTH
def test_every_slide_has_notes_a_number_and_its_source_and_every_picture_an_alt_text(language):
    slides = slides_of(pack("slides", "wildcats", language))
    source = (
        "Записи собраны к 23 ноября 2026" if language == "ru" else "Records gathered by 23 November"
    )
    for slide in slides:
        assert source in texts(slide)
        assert slide.element.xpath('.//a:fld[@type="slidenum"]')
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or "PICTURE" in str(shape.shape_type):
                ridge = shape.name.startswith("Picture") and shape.width > 12_000_000
                described = shape.element.xpath(".//p:cNvPr")[0].get("descr")
                assert described or ridge
    told = [slide for slide in slides if slide.has_notes_slide]
    assert any("?" in slide.notes_slide.notes_text_frame.text for slide in told)
    assert not any("?:" in slide.notes_slide.notes_text_frame.text for slide in told)


@BOTH
@FOLDERS
def test_the_report_says_what_the_claims_json_says(name, language):
    html = pack("report", name, language).decode()
    told = claims_of(name, language)
    heads = markup.fromstring(html).xpath("//article//h3")
    assert [head.text_content().split() for head in heads] == [
        one["sentence"].split() for one in told
    ]
    assert len(html.encode()) <= LARGEST_REPORT


@pytest.mark.parametrize("kind", ["deck", "report"])
def test_a_file_asks_nobody_for_anything_and_runs_its_own_scripts_alone(kind):
    html = pack(kind).decode()
    policy = policy_of(html)
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    page = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?!data:)[^"]*"', page) == []


def test_what_is_needed_has_letters_of_one_size_smaller_than_its_title():
    slides = Presentation(BytesIO(pack("slides", "example"))).slides
    needs = [one for one in slides if "What is needed" in one.shapes.title.text_frame.text]
    runs = [
        shape.text_frame.paragraphs[0].runs[0]
        for one in needs
        for shape in one.shapes
        if shape.has_text_frame and len(shape.text_frame.paragraphs) > 1
    ]
    (size,) = {run.font.size for run in runs}
    assert len(runs) > len(needs) > 1
    assert size < needs[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size


def test_the_same_version_gives_the_same_deck_and_report():
    view, words = view_of("wildcats"), words_in("en")
    for kind in ("deck", "report"):
        assert make(kind, view, words, Choice()) == pack(kind)


def test_what_goes_in_and_in_which_order_is_chosen():
    view, words = view_of("wildcats"), words_in("en")
    wanted = ("map", f"claim:{view.claims[1].id}", "cover", "claim:nobody")
    assert [slide.section for slide in outline(view, words, sections=wanted)] == [
        "map",
        "claims",
        "cover",
    ]
    # Three claims all lead, so that none is left for an annex; nobody has sent a photograph.
    without = {"annex", "photographs"}
    assert {slide.section for slide in outline(view, words)} == set(SECTIONS) - without


def test_what_changed_since_an_earlier_version_is_told_in_its_own_words():
    before, now = hostile("10", name="Ridge"), hostile("12", name="Ridge")
    slides = outline(now, words_in("en"), sections=("changes",), before=before)
    (card,) = slides[0].body.cards
    assert card.heading.startswith("2 ")
    assert card.text.startswith(f"Data {before.fingerprint} said: 1 ")
    assert card.foot == in_few_words(now.claims[0], words_in("en"))
    assert "not shown to be caused by" in slides[0].body.below
    same = outline(now, words_in("en"), sections=("changes",), before=now)
    assert same[0].body.cards[0].heading == "No claims have changed."


def test_likely_questions_are_answered_from_the_evidence():
    view, words = view_of("wildcats"), words_in("en")
    asked = dict(questions(view, view.claims[0], words))
    assert "one animal can be detected many times" in asked["How many animals is that?"]
    assert asked["When was that?"] == "The dates have not been published."
    assert "That cannot be said" in asked["Is it a real change, or chance?"]
    zero = dict(questions(view, view.claims[1], words))
    assert "No reports does not mean no incidents" in zero["Does 0 mean that nothing happened?"]


def test_a_pack_is_called_by_its_version_language_audience_and_rules():
    view, words = view_of("wildcats"), words_in("ru")
    assert file_name("slides", view, words) == f"wildcats-slides-{view.fingerprint}-ru.pptx"
    staff = view_of("wildcats", "staff")
    assert kept_name("deck", view, words) != kept_name("deck", staff, words)
    assert re.fullmatch(r"[\w.-]+", kept_name("deck", view, words))


def hostile(day: str, name: str = HOSTILE):
    """A view whose every free text tries to act; as many detections as the day allows."""
    areas = table(
        "areas",
        {"area_id": "KG", "name": name, "country_code": "KG", "area_type": "country"},
        {
            "area_id": "ridge",
            "parent_id": "KG",
            "name": name,
            "country_code": "KG",
            "area_type": "conservancy",
            "status": "established",
            "latitude": 41.5,
            "longitude": 75.5,
        },
    )
    place = json.dumps(f"on {name}")
    indicator = f"""
id = "one"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {{en = {place}}}
basis = "records"
current = {{start = 2024-01-01, end = 2024-12-31}}
"""
    rows = [
        event(
            f"d{n}",
            f"2024-03-{n} 03:12",
            area_id="ridge",
            latitude=41.23456,
            longitude=75.98765,
            location_id="secret-den",
            summary=name,
            source=name,
            source_name=name,
        )
        for n in range(int(day), 9, -2)
    ]
    found = records(areas=areas, detections=table("detections", *rows))
    return for_audience(make_version(programme(indicator), found, {"day": day}), "public")


@pytest.mark.parametrize("kind", ["deck", "report", "slides"])
def test_nothing_in_the_data_acts_and_nothing_places_a_hidden_record(kind):
    made = make(kind, hostile("12"), words_in("en"), Choice())
    if kind == "slides":
        texted = "\n".join(
            [texts(slide) for slide in slides_of(made)]
            + [slide.notes_slide.notes_text_frame.text for slide in slides_of(made)]
        )
        assert "alert(1)" in texted  # there, as text
        for slide in slides_of(made):
            for shape in slide.shapes:
                if shape.has_chart:
                    sheet = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
                    cells = [cell for row in sheet.active.iter_rows() for cell in row]
                    assert not any(cell.data_type == "f" for cell in cells)
    else:
        texted = made.decode()
        assert "<script>alert(1)" not in texted
        assert "<img src=x" not in texted
        assert "alert(1)" in texted  # there, as text
    for secret in ("41.23456", "75.98765", "secret-den", "03:12"):
        assert secret not in texted


def test_a_picture_has_its_title_its_source_and_nothing_that_acts():
    view, words = hostile("12"), words_in("en")
    for picture in drawn_pictures(view, words, map_names()):
        drawn = svg(picture.drawing, LIGHT)
        assert "<script" not in drawn
        assert "Records gathered by 31 January 2026" in drawn
        assert content(picture, "png").startswith(b"\x89PNG")


def test_a_page_with_no_area_and_no_claim_still_makes_every_file():
    empty = for_audience(make_version(programme(), records(), {}), "public")
    for kind in ("deck", "slides", "report"):
        assert make(kind, empty, words_in("ru"), Choice())
