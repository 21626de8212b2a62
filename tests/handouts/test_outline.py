"""Which slides there are, in which order: what leads, what is asked, what waits in the annex."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from PIL import Image
from pptx import Presentation

from impact.claims import Verdict
from impact.figures.painting import png, svg
from impact.figures.scan_code import scan_code
from impact.figures.style import LIGHT
from impact.handouts.asks import asks
from impact.handouts.claim_slides import LEADING, ON_LINE
from impact.handouts.outline import outline
from impact.handouts.packs import Choice, make, map_names
from impact.handouts.pictures import drawn_pictures
from impact.handouts.slide_content import Cards, ClaimBody, Timeline
from impact.handouts.slide_covers import opening_map
from impact.model.photographs import Photograph
from impact.wording import words_in
from impact.wording.beside_mark import beside_mark
from impact.wording.citation import check_line
from impact.wording.disputes import origin_unknown
from impact.wording.headline import in_few_words, own_word
from impact.wording.sentences import sentence
from tests.handouts.packs_of import view_of

WORDS = words_in("en")


def test_leading_claims_come_first_and_the_others_after_the_thanks():
    view = view_of("example")
    slides = outline(view, WORDS)
    of_claims = [slide.body.claim_id for slide in slides if slide.section == "claims"]
    assert of_claims == [claim.id for claim in view.claims[:LEADING]]
    sections = [slide.section for slide in slides]
    assert sections.index("thanks") < sections.index("annex")
    annex = [slide for slide in slides if slide.section == "annex"]
    assert not isinstance(annex[0].body, ClaimBody)  # says that it begins
    assert len(annex) == 1 + len(view.claims) - LEADING


def test_what_is_needed_next_stands_on_slides_and_what_comes_after_four_in_the_notes():
    view = view_of("example")
    slides = outline(view, WORDS, sections=("needs",))
    wanted = asks(view, view.claims[:LEADING], WORDS)
    assert all(isinstance(one.body, Cards) for one in slides)
    cards = [card for one in slides for card in one.body.cards]
    assert [card.heading for card in cards] == [one.what for one in wanted[:4]]
    assert len(slides[-1].notes) == max(len(wanted) - 4, 0)


def test_what_would_crowd_a_slide_stands_on_two_and_whom_to_answer_on_the_last():
    halves = outline(view_of("example"), WORDS, sections=("needs",))
    assert [len(one.body.cards) for one in halves] == [2, 2]
    assert [bool(one.body.below) for one in halves] == [False, True]
    assert [one.title[-6:] for one in halves] == ["\u00a0(1/2)", "\u00a0(2/2)"]


def test_whoever_can_help_reads_whom_to_answer():
    *_first, slide = outline(view_of("example"), WORDS, sections=("needs",))
    assert slide.body.below == "Can you help? Write to: Simulated contact · wildcats@example.org"
    *_first, slide = outline(view_of("wildcats"), WORDS, sections=("needs",))
    assert slide.body.below == (
        "Who can help with this: Conservation X Labs · https://conservationxlabs.com/central-asia"
    )


def test_a_ring_is_explained_only_where_one_is_drawn():
    for name, ring in (("example", True), ("wildcats", False)):
        (slide,) = outline(view_of(name), WORDS, sections=("map",))
        assert ("Ring:" in slide.body.legend) is ring
        told = " ".join(text for _heading, text in slide.notes)
        assert ("only published totals" in told) is not ring


def test_no_mark_takes_back_what_the_title_says():
    view = view_of("example")
    risen = next(one for one in view.claims if one.verdict is Verdict.INCREASE)
    (slide,) = outline(view, WORDS, sections=(f"claim:{risen.id}",))
    assert slide.title.endswith("an increase")
    assert slide.body.finding == "More than chance, but two periods are not yet a trend"


def test_a_source_without_an_address_is_named_in_the_readers_language():
    words = words_in("tk")
    slides = outline(view_of("wildcats"), words, sections=("initiatives",))
    sources = [text for slide in slides for _heading, text in slide.notes]
    assert "Conservation X Labs (açyk salgysy maglumatlarda ýok)" in sources
    assert [text for text in sources if "http" not in text and "(açyk" not in text] == []


def test_so_few_partners_that_their_slide_would_be_empty_stand_below_the_initiatives():
    view = view_of("example")
    both = outline(view, WORDS, sections=("initiatives", "partners"))
    assert [slide.section for slide in both] == ["initiatives"]
    assert both[0].body.below.startswith("Partners. Simulated Partner One: ")
    (alone,) = outline(view, WORDS, sections=("partners",))
    assert len(alone.body.cards) == 2


def test_milestones_stand_on_a_line_the_earliest_first():
    view = view_of("wildcats")
    first, second = outline(view, WORDS, sections=("changes",))
    assert isinstance(first.body, Timeline)
    assert (first.title[-6:], second.title[-6:]) == ("\u00a0(1/2)", "\u00a0(2/2)")
    points = [*first.body.milestones, *second.body.milestones]
    assert len(points) == ON_LINE
    assert "12 August 2024" in points[0].when
    assert "published no later than 9 December 2025" in [point.when for point in points]


def test_milestones_on_two_slides_leave_neither_crowded():
    first, second = outline(view_of("wildcats"), WORDS, sections=("changes",))
    # The last says as much as two others, so that three stand before it.
    assert [len(one.body.milestones) for one in (first, second)] == [3, 2]


def test_a_milestone_on_the_line_says_who_acted():
    view = view_of("wildcats")
    lines = [one.body for one in outline(view, WORDS) if isinstance(one.body, Timeline)]
    told = {one.what for line in lines for one in line.milestones}
    known = view.records.milestones
    shown = known[[any(words in what for what in told) for words in known["title"]]]
    assert len(shown) == len(told) == ON_LINE
    for row in shown.itertuples():
        (what,) = (one for one in told if row.title in one)
        assert all(who in what for who in row.actors.split("; "))


def test_the_notes_of_the_first_numbers_say_what_limits_each():
    view = view_of("wildcats")
    (glance,) = (one for one in outline(view, WORDS) if one.section == "glance")
    *claims, (_lead, cause) = glance.notes
    assert "not shown to be caused" in cause
    for claim, (_lead, said) in zip(view.claims, claims, strict=False):
        assert said.startswith(sentence(view, claim, WORDS))
        assert in_few_words(claim, WORDS) in said
        assert own_word(claim, WORDS) in said
        assert beside_mark(view, claim, WORDS)[0].rstrip(".") in said


def test_the_notes_of_a_claim_answer_before_they_warn_and_name_the_warning_once():
    view = view_of("wildcats")
    (slide,) = outline(view, WORDS, sections=(f"claim:{view.claims[0].id}",))
    leads = [lead for lead, _text in slide.notes]
    assert leads[0].endswith("?")
    assert leads.count("Keep in mind") == 1


PICTURES = ("logo.png", "partner.png", "cat.webp", "den.webp")


def illustrated():
    """The programme with its logo, a partner's, and two photographs: one for the pages alone."""
    logo = png(scan_code("a logo", "A logo"), LIGHT, scale=1)
    kept = BytesIO()
    Image.new("RGB", (90, 40)).save(kept, "WEBP")
    view = view_of("wildcats")
    look = view.programme.look.model_copy(update={"logo": "logo.png"})
    photographs = [
        Photograph(file=f"{alt}.webp", alt={"en": f"A {alt}"}, credit="Aina", licence="CC BY 4.0",
                   handed_out=alt == "cat")
        for alt in ("den", "cat")
    ]  # fmt: skip
    first, *others = view.programme.partners
    partners = [first.model_copy(update={"logo": "partner.png"}), *others]
    programme = view.programme.model_copy(
        update={"look": look, "photographs": photographs, "partners": partners}
    )
    pictures = dict.fromkeys(PICTURES[:2], logo) | dict.fromkeys(PICTURES[2:], kept.getvalue())
    return replace(view, programme=programme, pictures=pictures)


@pytest.mark.parametrize(("kind", "times"), [("deck", 2), ("report", 1)])
def test_logos_and_what_may_be_handed_out_stand_in_the_file(kind, times):
    view = illustrated()
    html = make(kind, view, WORDS, Choice()).decode()
    found = re.findall(
        r'<img class="logo[^"]*" src="data:image/png;base64,[^"]+" alt="([^"]+)">', html
    )
    own = "Central Asia Wildcats Program" if kind == "deck" else "Wildcats"
    assert found.count(own) == times
    assert found.count(view.programme.partners[0].name) == 1
    assert html.count('alt="A cat"') == 1
    assert "Aina · CC BY 4.0" in html
    assert "A den" not in html  # it may stand on the pages alone


def test_the_opening_slide_has_a_small_map_and_the_photograph_in_place_of_the_drawing():
    (bare, *_more), (slide, *_rest) = (
        outline(view_of("wildcats"), WORDS),
        outline(illustrated(), WORDS),
    )
    assert bare.body.photo is None
    assert slide.body.photo.alt == "A cat"
    assert slide.body.areas["latitude"].notna().all()
    assert not slide.body.areas["context"].any()
    assert len(slide.body.areas) > 1
    # The photograph that opens the pack is not shown twice; where nothing opens it, it is shown.
    assert [
        one.section for one in outline(illustrated(), WORDS, sections=("cover", "photographs"))
    ] == ["cover"]
    (alone,) = outline(illustrated(), WORDS, sections=("photographs",))
    assert alone.title == "A cat"


@pytest.mark.parametrize("made", [view_of, None], ids=["drawn", "illustrated"])
def test_the_opening_of_the_slides_file_has_its_map_and_its_pictures(made):
    view = illustrated() if made is None else made("wildcats")
    choice = Choice(sections=("cover", "thanks"))
    first, last = Presentation(BytesIO(make("slides", view, WORDS, choice))).slides
    told = [
        shape.element.xpath(".//p:cNvPr")[0].get("descr")
        for shape in first.shapes
        if hasattr(shape, "image")
    ]
    (opening, _thanks) = outline(view, WORDS, sections=choice.sections)
    assert f"{opening.body.places} {opening.body.key}" in told
    if made is None:
        assert {"A cat", "Central Asia Wildcats Program", view.programme.partners[0].name} < set(
            told
        )
        assert "Aina · CC BY 4.0" in [
            one.text_frame.text for one in first.shapes if one.has_text_frame
        ]
    assert last.shapes.title.text_frame.text == "Thank you"


def test_the_code_to_scan_is_large_on_the_thanks_and_small_elsewhere():
    view = view_of("wildcats")
    about = view.programme.about.model_copy(update={"address": "https://wildcats.example"})
    view = replace(view, programme=view.programme.model_copy(update={"about": about}))
    choice = Choice(sections=("methods", "thanks"))
    small, large = Presentation(BytesIO(make("slides", view, WORDS, choice))).slides
    said = check_line(view, WORDS, choice.selection)
    sizes = [
        shape.width / 914_400  # in an inch
        for slide in (small, large)
        for shape in slide.shapes
        if shape.element.xpath(f'.//p:cNvPr[@descr="{said}"]')
    ]
    assert len(sizes) == 2
    assert sizes[0] < 0.6 < 2 < sizes[1]
    html = make("deck", view, WORDS, choice).decode()
    assert (
        html.count('<div class="scan" role="img"')
        == html.count('<span class="code" role="img"')
        == 1
    )


def test_the_slide_of_places_lists_those_that_its_title_counts():
    (slide,) = outline(view_of("wildcats"), WORDS, sections=("places",))
    counted = sum(int(number) for number in re.findall(r": (\d+)", slide.title))
    more = int(re.match(r"\d+", slide.body.rest)[0])
    assert len(slide.body.table) + more == counted > len(slide.body.table)


def test_the_slide_of_a_claim_says_about_what_published_statements_differ():
    slides = outline(view_of("wildcats"), words_in("en"), sections=("claims",))
    balkan, incidents, first = (one.body.evidence for one in slides)
    assert "disagree on whether leopards still live there. Who made the 11 and the 5" in balkan
    assert incidents.startswith("No list of incidents, definition of a conflict or source is given")
    assert first.startswith("The programme page calls Jashyl-Oroon the largest conservancy in")


def test_where_nobody_says_who_counted_the_slide_and_the_picture_of_a_claim_say_so():
    view = view_of("wildcats")
    *counts, _first = outline(view, WORDS, sections=("claims",))
    drawn = [one for one in drawn_pictures(view, WORDS, map_names()) if one.id != "map"]
    assert len(drawn) == len(counts)
    for slide, picture, claim in zip(counts, drawn, view.claims, strict=False):
        origin = origin_unknown(view, claim, WORDS)
        assert origin in slide.body.evidence
        assert slide.body.evidence.endswith("Chance is not ruled out.")
        shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", svg(picture.drawing, LIGHT))).split())
        assert f"Chance is not ruled out. {origin}" in shown


def test_numbers_at_a_glance_say_that_chance_is_not_ruled_out_where_it_is_not():
    (glance,) = outline(view_of("wildcats"), words_in("en"), sections=("glance",))
    said = [one.text.endswith("Chance is not ruled out.") for one in glance.body.numbers]
    assert said == [True, True, False]


def test_the_map_of_the_opening_says_in_words_too_what_its_marks_mean():
    slide = next(one for one in outline(view_of("wildcats"), WORDS) if one.section == "cover")
    assert "linked with the programme; others may have set it up" in slide.body.key
    told = opening_map(slide.body, map_names(), WORDS).title  # of the picture in both handouts
    assert told == f"{slide.body.places} {slide.body.key}"
