"""How sure a claim and its rows are, and in which order its limitations stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impact.claims import Agreement
from impact.claims.model import Caveat
from impact.wording import words_in
from impact.wording.beside_mark import beside_mark, cause_beside
from impact.wording.cause import by_others, cause_not_shown, own_figure
from impact.wording.caveat_order import in_order
from impact.wording.headline import in_few_words, marks
from impact.wording.published import agreement
from impact.wording.rows import evidence_rows, how_sure_the_row, source_lines
from tests.handouts.packs_of import view_of

EN = words_in("en")
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
OWN = {"attribution": "programme", "confidence": "medium", "confidence_reason": "One source"}


def claim_of(kind: str):
    return next(one for one in view_of("wildcats").claims if one.kind == kind)


def confirmed(claim):
    """The same claim where another source says the same."""
    return replace(claim, held=replace(claim.held, agreement=Agreement.AGREES))


@pytest.mark.parametrize("kind", [Agreement.AGREES, Agreement.DIFFERS])
def test_what_others_recorded_is_not_said_to_be_in_the_programmes_records(kind):
    claim = claim_of("first_record")
    claim = replace(claim, held=replace(claim.held, agreement=kind))
    theirs = replace(claim, caveats=(*claim.caveats, Caveat("by_others")))
    assert agreement(claim, EN).startswith("The records give")
    assert agreement(theirs, EN).startswith("Records made by others, not by the programme, give")


def test_what_only_the_programme_states_has_no_grade():
    claim = claim_of("detections")
    assert how_sure_the_row(claim, OWN, EN) == (
        "The programme's own statement; nobody else confirms it."
    )
    assert how_sure_the_row(claim, OWN | {"attribution": "others"}, EN) == (
        "Confidence in this record: medium. Why: One source."
    )


@pytest.mark.parametrize("level", ["high", "medium", "low"])
def test_a_grade_says_what_it_is_of_and_why(level):
    claim = confirmed(claim_of("detections"))
    row = OWN | {"confidence": level}
    said = f"Confidence in this record: {level}."
    assert how_sure_the_row(claim, row, EN) == f"{said} Why: One source."
    alone = row | {"confidence_reason": None}
    assert how_sure_the_row(claim, alone, EN) == said
    assert how_sure_the_row(claim, row | {"confidence": None}, EN) == ""


@LANGUAGES
def test_no_row_of_an_unconfirmed_claim_shows_its_grade_alone(language):
    words, view = words_in(language), view_of("wildcats")
    for claim in view.claims:
        said = {row["confidence"] for row in evidence_rows(view, claim, words)}
        assert said == {words._("The programme's own statement; nobody else confirms it.")}


def test_a_source_without_an_address_says_so_and_when_it_was_read():
    view = view_of("wildcats")
    assert source_lines(view, claim_of("first_record"), EN) == [
        ("Conservation X Labs (no public address is on file; read by 23 November 2026)", "")
    ]


def test_recorded_is_said_of_records_and_reported_of_statements():
    own, example = view_of("wildcats").claims, view_of("example").claims
    counted = [one for one in example if one.indicator.basis == "records" and not by_others(one)]
    records = [one for one in counted if not own_figure(one)]
    assert cause_not_shown(own, EN).startswith("Reported by the programme;")
    assert cause_not_shown(records, EN).startswith("Recorded;")
    for mixed in ([own[0], records[0]], []):
        assert cause_not_shown(mixed, EN).startswith("Recorded or reported;")


@LANGUAGES
def test_a_claim_has_one_mark_everywhere(language):
    words, view = words_in(language), view_of("wildcats")
    for claim in view.claims:
        assert marks(claim, words)[0] == in_few_words(claim, words)


def test_what_stands_against_a_claim_comes_before_what_is_only_not_known():
    view, claim = view_of("wildcats"), claim_of("conflict_incidents")
    order = [one.values.get("id", one.code) for one in in_order(view, claim)]
    assert order[:4] == [
        "rests_on_the_statement",
        "turkmenistan-no-list",
        "turkmenistan-killing-2023",
        "no_reporting_on_file",
    ]
    assert set(order) == {one.values.get("id", one.code) for one in claim.caveats}


def test_a_dispute_comes_before_a_record_beside_it():
    view, claim = view_of("wildcats"), claim_of("detections")
    order = [one.values.get("id", one.code) for one in in_order(view, claim)]
    assert order[:4] == [
        "rests_on_the_statement",
        "balkan-leopards-today",
        "uly-balkan-who",
        "uly-balkan-third-female",
    ]


def test_what_the_marks_of_a_claim_say_is_not_said_again_beside_them():
    view = view_of("wildcats")
    counted, conflicts, first = (beside_mark(view, one, EN) for one in view.claims)
    assert counted[0] == (
        "More or less monitoring could explain the difference. "
        "Even with the same camera work, chance alone could give this difference."
    )
    assert conflicts[0] == "No reports does not mean no incidents."
    assert first[0] == "We do not know how long people had monitored there before."
    for said in (counted, conflicts, first):
        assert not [text for text in said if "date of this record" in text or "rests on" in text]
    example = view_of("example")
    gorge = example.claim("gorge-first-record")
    day = "It was no later than 30 September 2024."
    assert (
        beside_mark(example, gorge, EN)[0] == f"The day is not published; {day[0].lower()}{day[1:]}"
    )
    untold, unseen = (
        next(one for one in example.claims if any(code == found.code for found in one.caveats))
        for code in ("cannot_be_computed", "effort_in_vain")
    )
    assert beside_mark(example, untold, EN)[0] == "The programme has published 4."
    assert beside_mark(example, unseen, EN)[0] == "Trap-nights: 8,114."
    assert cause_beside([gorge], EN) == ""  # its mark says that others recorded it
    assert "in part by others" in cause_beside([gorge, *view.claims], EN)
    # Had the programme recorded it, its mark would be that the day is not known.
    own = replace(gorge, caveats=tuple(one for one in gorge.caveats if one.code != "by_others"))
    assert beside_mark(example, own, EN)[0] == day
