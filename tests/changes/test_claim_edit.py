"""Claims changed by a form: what is not touched stays to the letter, and no comment is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from impact.changes.claim_edit import (
    in_order,
    indicator_values,
    with_indicator,
    without_indicator,
)
from impact.model.errors import ProgrammeError
from impact.model.programme import Indicator, read_programme
from tests.changes.test_editing import TEXT
from tests.tables import PROGRAMME

NEW = {
    "id": "kichi-balkan-2026",
    "kind": "detections",
    "species": "Panthera pardus tulliana",
    "areas": ["A-TM-03"],
    "place": {"en": "on Kichi Balkan", "ru": "на Малом Балхане"},
    "place_note": {"en": "the smaller range", "ru": "меньшем хребте"},
    "place_with_note": {"tk": "kiçi dag bolan Kichi Balkan"},
    "current": {"start": dt.date(2026, 3, 1), "end": dt.date(2026, 6, 30)},
    "baseline": {"survey": "uly-balkan-earlier"},
    "current_words": {"en": "in spring 2026"},
    "baseline_words": {"en": "in spring 2025"},
    "good": "fewer",
    "basis": "records",
    "statement": "uly-balkan-detections",
    "initiative": "smart",
    "target": {"baseline": 12.0, "baseline_year": 2025, "target": 20.0, "target_year": 2030,
               "source": "Plan"},
}  # fmt: skip
COMMENTED = (
    PROGRAMME
    + """
# The claims of the ridge. "Quoted # twice"
[[indicators]]
id = "ridge" # never change
kind = "first_record"
species = "Panthera uncia"
areas = [ # all of them
    "ridge",
    "valley", # since 2024
]
# Nobody knows a Russian name.
place = {en = "on the ridge # 5"}  # five
basis = "records"
statement = "old" # of the page

[indicators.current_words] # the words
en = "lately"

# ---- What comes after
[[partners]]
name = "P"
role = {en = "R"}
"""
)


def comments(text: str) -> int:
    return (
        text.count("# never")
        + text.count("# all of")
        + text.count("# since")
        + text.count("# Nobody")
        + text.count("# five")
        + text.count("# of the page")
        + text.count("# the words")
        + text.count("# ---- What")
        + text.count('# The claims of the ridge. "Quoted # twice"')
    )


def indicators(text: bytes) -> list[Indicator]:
    return read_programme(text.decode()).indicators


def test_every_key_is_written_and_read_again():
    made = indicators(with_indicator(TEXT, NEW))[-1]
    assert made == Indicator.model_validate(NEW)
    assert set(NEW) == set(Indicator.model_fields)


def test_all_that_stood_there_before_stands_there_after():
    before = TEXT.decode()
    after = with_indicator(TEXT, NEW).decode()
    at = after.index('\n[[indicators]]\nid = "kichi')
    end = after.index("\n# -----", at)
    assert after[:at] + after[end:] == before


@pytest.mark.parametrize("indicator", [one.id for one in indicators(TEXT)])
def test_a_claim_that_is_kept_as_it_is_stays_to_the_letter(indicator):
    assert with_indicator(TEXT, indicator_values(TEXT, indicator), indicator) == TEXT


def test_one_key_changes_one_line():
    values = indicator_values(TEXT, "uly-balkan-detections") | {"basis": "records"}
    before = TEXT.decode().splitlines()
    after = with_indicator(TEXT, values, "uly-balkan-detections").decode().splitlines()
    assert [line for line in after if line not in before] == []  # another claim has that line
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_no_comment_is_lost_by_a_change_by_leaving_out_or_by_retiring():
    text = COMMENTED.encode()
    assert comments(COMMENTED) == 9
    values = indicator_values(text, "ridge")
    less = {k: v for k, v in values.items() if k not in ("statement", "current_words")}
    less |= {"areas": ["valley"], "place": {"en": "there"}}
    assert comments(with_indicator(text, less, "ridge").decode()) == 9
    retired = without_indicator(text, "ridge")
    assert comments(retired.decode()) == 9
    assert indicators(retired) == []
    assert read_programme(retired.decode()).partners[0].name == "P"


def test_claims_change_places_and_what_stands_between_stays():
    ids = [one.id for one in indicators(TEXT)]
    turned = in_order(TEXT, ids[::-1])
    assert [one.id for one in indicators(turned)] == ids[::-1]
    assert in_order(turned, ids) == TEXT


def test_the_first_claim_of_a_programme():
    values = {**NEW, "species": "Panthera uncia"}
    made = with_indicator(PROGRAMME.encode(), values)
    assert [one.id for one in indicators(made)] == ["kichi-balkan-2026"]
    assert made.decode().startswith(PROGRAMME)


@pytest.mark.parametrize(
    "change",
    [{"id": "uly-balkan-detections"}, {"id": "Улы"}, {"species": ""}, {"current": None},
     {"current": {"start": dt.date(2026, 3, 5)}}],
)  # fmt: skip
def test_what_is_no_claim_is_refused(change):
    with pytest.raises(ProgrammeError):
        with_indicator(TEXT, {**NEW, **change})
