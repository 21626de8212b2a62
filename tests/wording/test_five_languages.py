"""Every situation of a claim in every language: whole, in its own words, and by its rules."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle, product
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from impact.claims import Effort, Reason, Verdict
from impact.claims.model import Period
from impact.disclosure import for_audience
from impact.disclosure.selection import Selection
from impact.figures import by_area, coexistence, incident_months, places, rates, wildlife
from impact.figures.style import LIGHT
from impact.metrics.change import RateRatio
from impact.wording import Words, words_in
from impact.wording.findings import finding
from impact.wording.language import NAMES
from impact.wording.questions import questions
from impact.wording.sentences import (
    SAID,
    change_words,
    counted_words,
    headline_number,
    sentence,
    title,
    unit_words,
)
from tests.claims.claim_tables import DETECTIONS, incident, survey
from tests.handouts.packs_of import view_of
from tests.wording.rules import TURKMEN_YEAR, broken, foreign
from tests.wording.situations import CONFLICTS, SITUATIONS, months, situation, viewed
from tests.wording.test_nothing_hollow import everything_said

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View

OTHERS = [code for code in NAMES if code != "en"]
COUNTS = (0, 1, 2, 5, 11, 21, 101, 1000)
NOT_OF_COUNTS = (Verdict.FIRST_RECORD, Verdict.FIRST_AS_REPORTED)
MONTH, DAY = pd.Timestamp("2024-03-01"), pd.Timestamp("2024-03-05")
PERIODS = {
    "not published": Period(),
    "year": Period(start=pd.Timestamp("2024-01-01"), end=pd.Timestamp("2024-12-31")),
    "years": Period(start=pd.Timestamp("2021-01-01"), end=pd.Timestamp("2026-12-31")),
    "month": Period(start=MONTH, end=pd.Timestamp("2024-03-31"), precision="month"),
    "months": Period(start=MONTH, end=pd.Timestamp("2024-08-31"), precision="month"),
    "season": Period(start=MONTH, end=pd.Timestamp("2024-05-31"), precision="season"),
    "day": Period(start=DAY, end=DAY),
    "days": Period(start=DAY, end=pd.Timestamp("2024-08-02")),
    "since a day": Period(start=DAY),
    "since a month": Period(start=MONTH, precision="month"),
    "since a year": Period(start=pd.Timestamp("2019-01-01"), precision="year"),
}


@pytest.fixture(scope="module", params=OTHERS)
def words(request: pytest.FixtureRequest) -> Words:
    return words_in(request.param)


@pytest.fixture(scope="module")
def views() -> dict[str, View]:
    """A view of one claim of each kind."""
    return {
        "detections": viewed(survey(5, 11), DETECTIONS),
        "conflict_incidents": viewed(months(12, incident("new", "2024-02-03")), CONFLICTS),
        "first_record": for_audience(situation("first record"), "staff"),
    }


def wrong(texts: list[str], words: Words) -> dict[str, list[str]]:
    """What is wrong with sentences and titles, by the text."""
    found = {text: broken(text, words.language) for text in texts}
    found |= {text: ["small"] for text in texts if text[:1].islower()}
    return {text: bad for text, bad in found.items() if bad}


@pytest.mark.parametrize("name", SITUATIONS)
def test_all_that_is_said_of_a_situation_is_in_the_language(name):
    view = for_audience(situation(name), "public")  # made once for all languages: it costs most
    for words in map(words_in, OTHERS):
        for claim in view.claims:
            assert wrong([sentence(view, claim, words), title(view, claim, words)], words) == {}
            asked = [text for pair in questions(view, claim, words) for text in pair]
            _cited, _source, *texts = filter(None, everything_said(view, words))
            assert {t: b for t in (*asked, *texts) if (b := broken(t, words.language))} == {}


def counted(views: dict[str, View]) -> list[tuple[View, Claim]]:
    """Each kind with each verdict, each number, and a number before: more, fewer, as many, 0."""
    made = []
    before = cycle((0, 1, 5, 11, 21, 101, None))
    verdicts = [one for one in Verdict if one not in NOT_OF_COUNTS]
    for kind, verdict, count in product(("detections", "conflict_incidents"), verdicts, COUNTS):
        view = views[kind]
        (claim,) = view.claims
        value = None if verdict is Verdict.NOT_RECORDED else count
        earlier = next(before)
        if verdict in SAID and (not count or earlier is None):
            continue  # a finding is of two counts
        change = {"value": value, "baseline": earlier, "verdict": verdict, "ratio": None}
        made.append((view, replace(claim, **change)))
        made.append((view, replace(claim, **(change | {"baseline": value}))))
        if claim.comparison is not None:
            unlike = replace(claim.comparison, reason=Reason.TOO_UNLIKE)
            made.append((view, replace(claim, **change, comparison=unlike)))
    return made


def test_each_verdict_with_a_number_of_each_class(views, words):
    made = counted(views)
    assert len(made) > 350
    texts = {sentence(view, claim, words) for view, claim in made}
    assert len(texts) > 200
    assert wrong(sorted(texts), words) == {}
    if words.language == "tk":  # a year is an ordinal there
        assert [text for text in texts if TURKMEN_YEAR.search(text)] == []
    short = {f(claim, words) for _view, claim in made for f in (finding, headline_number)}
    short |= {change_words(claim, words) for _view, claim in made}
    short |= {unit_words(claim, words) for _view, claim in made}
    short |= {f"{headline_number(c, words)} {counted_words(c, words)}".strip() for _view, c in made}
    assert {text: bad for text in short if (bad := broken(text, words.language))} == {}
    for view, claim in made[: len(COUNTS)]:
        assert words.number(claim.value) in sentence(view, claim, words)


def test_each_precision_of_a_period(views, words):
    texts = []
    for kind, (now, before) in product(
        ("detections", "conflict_incidents"), product(PERIODS.values(), repeat=2)
    ):
        (claim,) = views[kind].claims
        dated = replace(
            claim,
            indicator=claim.indicator.model_copy(
                update={"current_words": {}, "baseline_words": {}}
            ),
            current_period=now,
            baseline_period=before,
        )
        texts.append(sentence(views[kind], dated, words))
        texts.extend(text for pair in questions(views[kind], dated, words) for text in pair)
    assert {text: bad for text in texts if (bad := broken(text, words.language))} == {}


@pytest.mark.parametrize("precision", ["day", "month", "season", "year", "range", "published-by"])
def test_each_precision_of_a_first_record(views, words, precision):
    view = views["first_record"]
    (claim,) = view.claims
    for end in (DAY, pd.Timestamp("2025-04-06"), None):
        found = replace(claim.first, start=DAY, end=end, precision=precision)
        assert wrong([sentence(view, replace(claim, first=found), words)], words) == {}


@pytest.mark.parametrize("unit", ["trap-nights", "area-months", "unit-months"])
def test_each_rate_where_effort_differs(views, words, unit):
    view = views["detections" if unit == "trap-nights" else "conflict_incidents"]
    (claim,) = view.claims
    effort = Effort(current=800.0, baseline=200.0, unit=unit, compared=12, baseline_compared=3)
    ratio = RateRatio(1.0, 0.5, 2.0, 1.0)
    verdicts = [one for one in Verdict if one not in NOT_OF_COUNTS]
    for verdict, count in product(verdicts, (1, 12, 1000)):
        if verdict in (Verdict.NOT_RECORDED, Verdict.ZERO_EFFORT_UNKNOWN):
            continue
        led = replace(claim, value=count, verdict=verdict, effort=effort, ratio=ratio)
        text = sentence(view, led, words)
        assert wrong([text], words) == {}
        assert words.ratio(1.5 if unit == "trap-nights" else 0.18) in text


def test_a_year_in_a_turkmen_sentence_is_an_ordinal(views):
    view = views["detections"]
    said = sentence(view, view.claims[0], words_in("tk"))
    assert "2024-nji ýylda" in said
    assert not TURKMEN_YEAR.search(said)


def test_the_rules_find_what_they_are_for():
    assert broken("11 katalu {n}", "tk") == ["hollow"]
    assert broken("Seen in 2024..", "kk") == ["two stops", "foreign"]
    assert broken("11 жолу on the ridge", "ky") == ["foreign"]
    assert broken("11 haýwanlar", "tk") == ["plural"]
    assert broken("2026 ж. 31 қаңтар", "kk") == []
    assert broken("11 регистраций , было 5", "ru") == ["blanks"]
    assert broken("Uly Balkan dagynda 11 gezek", "tk") == []
    assert broken("Uly Balkan dagynda 11 gezek on the ridge", "tk") == ["foreign"]
    assert broken("2026-njy, 8-iniň, 20-den, 1,5-den, 7920 km²-den", "tk") == []
    assert broken("60тан, 5ке, 59%ын, 39%га, 9дан, 10дон, 3төн", "ky") == []
    assert broken("60-тан, 5-ке, 1-ші, 6-шы, 59%-ы, 10-нан, 1980-жылдар", "kk") == []
    for text, language in (("8-siniň", "tk"), ("2026-nji", "tk"), ("60дан", "ky"), ("5-ге", "kk")):
        assert broken(text, language) == ["ending"], text
    for left in ("11 gezek:", ", ozal 5 bolupdy", "11 gezek ()", "11 gezek; : 5", "«» diýilýär"):
        assert "fragment" in broken(left, "tk"), left


@pytest.mark.parametrize(
    "make",
    [
        *(places.protected_by_year, rates.detection_rates, rates.stations, wildlife.individuals),
        *(by_area.detections_by_area, incident_months.incidents_by_month, coexistence.losses),
    ],
)
def test_what_stands_on_a_chart_is_in_its_language(words, make):
    figure = make(view_of("example"), Selection(), words, LIGHT).figure
    titles = [figure.layout.xaxis.title.text, figure.layout.yaxis.title.text]
    hovers = [trace.hovertemplate or "" for trace in figure.data]
    units = [re.sub(r"%\{[^}]*\}|<[^>]*>|\bn =", "", hover) for hover in hovers]
    said = filter(None, [*titles, *units, *(trace.name for trace in figure.data)])
    assert [one for one in said if foreign(one, words.language)] == []
