"""Which slides there are, in which order: what leads, what is asked, what waits in the annex."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from impact.figures.painting import png
from impact.figures.scan_code import scan_code
from impact.figures.style import LIGHT
from impact.handouts.asks import asks
from impact.handouts.claim_slides import LEADING, ON_LINE
from impact.handouts.outline import outline
from impact.handouts.packs import Choice, make
from impact.handouts.slide_content import Cards, ClaimBody, Timeline
from impact.model.photographs import Photograph
from impact.wording import words_in
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


def test_what_is_needed_next_is_a_slide_of_the_first_needs_and_notes_of_the_others():
    view = view_of("example")
    (slide,) = outline(view, WORDS, sections=("needs",))
    wanted = asks(view, view.claims[:LEADING], WORDS)
    assert isinstance(slide.body, Cards)
    assert [card.heading for card in slide.body.cards] == [one.what for one in wanted[:4]]
    assert len(slide.notes) == max(len(wanted) - 4, 0)


def test_milestones_stand_on_a_line_the_earliest_first():
    view = view_of("wildcats")
    (slide,) = outline(view, WORDS, sections=("changes",))
    assert isinstance(slide.body, Timeline)
    points = slide.body.milestones
    assert len(points) == ON_LINE
    assert "12 August 2024" in points[0].when
    assert "published by 9 December 2025" in [point.when for point in points]


def test_the_notes_of_a_claim_answer_before_they_warn_and_name_the_warning_once():
    view = view_of("wildcats")
    (slide,) = outline(view, WORDS, sections=(f"claim:{view.claims[0].id}",))
    leads = [lead for lead, _text in slide.notes]
    assert leads[0].endswith("?")
    assert leads.count("Keep in mind") == 1


PICTURES = ("logo.png", "cat.png", "den.png")


@pytest.mark.parametrize(("kind", "times"), [("deck", 2), ("report", 1)])
def test_the_logo_and_what_may_be_handed_out_stand_in_the_file(kind, times):
    logo = png(scan_code("a logo", "A logo"), LIGHT, scale=1)
    view = view_of("wildcats")
    look = view.programme.look.model_copy(update={"logo": "logo.png"})
    photographs = [
        Photograph(file=f"{alt}.png", alt={"en": f"A {alt}"}, credit="Aina", licence="CC BY 4.0",
                   handed_out=alt == "cat")
        for alt in ("cat", "den")
    ]  # fmt: skip
    programme = view.programme.model_copy(update={"look": look, "photographs": photographs})
    view = replace(view, programme=programme, pictures=dict.fromkeys(PICTURES, logo))
    html = make(kind, view, WORDS, Choice()).decode()
    found = re.findall(r'<img class="logo" src="data:image/png;base64,[^"]+" alt="([^"]+)">', html)
    assert found == ["Central Asia Wildcats Program" if kind == "deck" else "Wildcats"] * times
    assert 'alt="A cat"' in html
    assert "Aina · CC BY 4.0" in html
    assert "A den" not in html  # it may stand on the pages alone
