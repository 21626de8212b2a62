"""What is said of a claim: exactly, in plain words, and never more than is known."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from impact.claims import Agreement, Caveat, Effort, Verdict, caveats, verdicts
from impact.claims.counting import Counted
from impact.claims.model import Count
from impact.disclosure import for_audience
from impact.model.errors import LanguageError
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.caveats import caveat
from impact.wording.citation import citation, source_line
from impact.wording.evidence import (
    agreement,
    effort_words,
    interval_rule,
    needed,
    other_basis,
    rule,
    target_words,
)
from impact.wording.rows import row_date
from impact.wording.sentences import (
    change_words,
    comparison,
    finding,
    headline_number,
    sentence,
    title,
    unit_words,
)
from tests.tables import event, programme, records, table
from tests.test_claims import (
    CONFLICTS,
    DETECTIONS,
    EIGHT,
    FIRST,
    TOTALS,
    asked,
    incident,
    survey,
    totals,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.claims.model import Period
    from impact.disclosure import View
    from impact.versions.version import Version
    from impact.wording import Words

CLAIMS = Path(__file__).parent.parent / "impact" / "claims"
EN, RU = words_in("en"), words_in("ru")
# A word by itself, since "nano" is a word; and "None recorded" is what a zero says.
HOLLOW = re.compile(
    r"\b(?:nan|NaN|NaT|inf"
    r"|None(?! before| recorded| reported| in [\d,.]+ (?:trap-nights|months of reporting)))\b"
    r"|<NA>|[{}]"
)


def viewed(data, *indicators: str, audience: str = "staff") -> View:
    return for_audience(make_version(programme(*indicators), data, {}), audience)


def said(data, indicator: str, words: Words = EN, audience: str = "staff") -> str:
    view = viewed(data, indicator, audience=audience)
    return sentence(view, view.claims[0], words)


def first(start: str | None, end: str | None, precision: str, **cells):
    """A single record of a snow leopard on the ridge."""
    row = {**event("only", start, area_id="ridge", date_precision=precision, **cells)}
    return records(detections=table("detections", {**row, "event_end": end}))


def months(now: int, *new: dict):
    """Eight incidents in a fully reported 2023, and others in so many reported months of 2024."""
    return records(
        conflicts=table("conflicts", *EIGHT, *new),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, now)),
    )


# --- the sentence of each verdict -------------------------------------------------------------

SENTENCES = {
    "increase": (
        Verdict.INCREASE,
        survey(5, 25),
        DETECTIONS,
        "25 snow leopard detections on the ridge in 2024, up from 5 in 2023: an increase",
    ),
    "decrease": (
        Verdict.DECREASE,
        survey(25, 5),
        DETECTIONS,
        "5 snow leopard detections on the ridge in 2024, down from 25 in 2023: a decrease",
    ),
    "no clear change": (
        Verdict.NO_CLEAR_CHANGE,
        survey(5, 11),
        DETECTIONS,
        "11 snow leopard detections on the ridge in 2024, up from 5 in 2023: no clear change",
    ),
    "the rate leads where effort differs": (
        Verdict.TOO_FEW_TO_TELL,
        survey(10, 20, nights_now=200),
        DETECTIONS,
        (
            "10.0 snow leopard detections per 100 trap-nights on the ridge in 2024, "
            "against 10.0 in 2023 (20 counted, 10 before): too few to tell"
        ),
    ),
    "counts only": (
        Verdict.COUNTS_ONLY,
        totals(11, 5),
        TOTALS,
        "11 snow leopard detections on the ridge, up from 5",
    ),
    "one, and as many as before": (
        Verdict.COUNTS_ONLY,
        totals(1, 1),
        TOTALS,
        "1 snow leopard detection on the ridge, as many as before",
    ),
    "zero detections": (
        Verdict.ZERO,
        survey(5, 0),
        DETECTIONS,
        "0 snow leopard detections on the ridge in 2024, down from 5 in 2023",
    ),
    "zero conflicts": (
        Verdict.ZERO,
        months(12),
        CONFLICTS,
        "0 human-snow leopard conflicts in Kyrgyzstan in 2024, down from 8 in 2023",
    ),
    "zero of unknown effort": (
        Verdict.ZERO_EFFORT_UNKNOWN,
        records(conflicts=table("conflicts", *EIGHT)),
        CONFLICTS,
        "None reported: human-snow leopard conflicts in Kyrgyzstan in 2024",
    ),
    "zero in much less effort": (
        Verdict.ZERO,
        survey(8, 0, nights_now=50),
        DETECTIONS,
        (
            "0.00 snow leopard detections per 100 trap-nights on the ridge in 2024, "
            "against 8.00 in 2023 (0 counted, 8 before)"
        ),
    ),
    "too few stations": (
        Verdict.TOO_FEW_STATIONS,
        survey(3, 5),
        DETECTIONS,
        (
            "5 snow leopard detections on the ridge in 2024, up from 3 in 2023: "
            "too few stations to tell"
        ),
    ),
    "one area of reporting": (
        Verdict.NO_UNITS,
        months(12, incident("new", "2024-02-03")),
        CONFLICTS,
        "1 human-snow leopard conflict in Kyrgyzstan in 2024, down from 8 in 2023",
    ),
    "first record": (
        Verdict.FIRST_RECORD,
        first("2019-05-01 04:05", "2019-05-01 04:05", "day"),
        FIRST,
        "1st snow leopard recorded on the ridge: 1 May 2019",
    ),
    "first as reported": (
        Verdict.FIRST_AS_REPORTED,
        first(None, None, "unknown", first_record="yes"),
        FIRST,
        "1st snow leopard reported on the ridge",
    ),
    "no detection on record": (
        Verdict.NOT_RECORDED,
        records(),
        DETECTIONS,
        "Not recorded: snow leopard detections on the ridge in 2024",
    ),
    "no conflict on record": (
        Verdict.NOT_RECORDED,
        records(),
        CONFLICTS,
        "Not recorded: human-snow leopard conflicts in Kyrgyzstan in 2024",
    ),
    "no first on record": (
        Verdict.NOT_RECORDED,
        records(),
        FIRST,
        "Not recorded: snow leopard on the ridge",
    ),
}
SITUATIONS = {
    **{name: (data, indicator) for name, (_v, data, indicator, _s) in SENTENCES.items()},
    "months without reports": (months(6, incident("new", "2024-02-03")), CONFLICTS),
    "no baseline": (months(12), re.sub("^baseline.*$", "", CONFLICTS, flags=re.MULTILINE)),
    "published by": (first(None, "2019-09-12", "published-by"), FIRST),
}


@cache
def situation(name: str) -> Version:
    data, indicator = SITUATIONS[name]
    return make_version(programme(indicator), data, {})


@pytest.mark.parametrize("name", SENTENCES)
def test_the_sentence_of_a_verdict(name):
    verdict, _data, _indicator, english = SENTENCES[name]
    view = for_audience(situation(name), "staff")
    assert view.claims[0].verdict is verdict
    assert sentence(view, view.claims[0], EN) == english


def test_every_verdict_has_its_sentence_here():
    assert {verdict for verdict, *_rest in SENTENCES.values()} == set(Verdict)


def test_the_direction_is_named_only_where_the_interval_allows_it():
    # 5 against 11 at equal effort: ratio 2.2, interval 0.70 to 8.08
    for now, tail in ((25, ": an increase"), (11, ": no clear change")):
        assert said(survey(5, now), DETECTIONS).endswith(tail)
    assert ":" not in said(totals(25, 5), TOTALS)


def test_one_incident_is_one_incident_even_where_the_rate_leads():
    # 1 in 6 area-months is 2 a year, 8 in 12 are 8 a year.
    assert said(months(6, incident("new", "2024-02-03")), CONFLICTS) == (
        "2.00 human-snow leopard conflicts a year of reporting in one area in Kyrgyzstan in 2024, "
        "against 8.00 in 2023 (1 counted, 8 before)"
    )


@pytest.mark.parametrize(
    ("start", "end", "precision", "when"),
    [
        ("2019-05-07", "2019-05-07", "day", "7 May 2019"),
        ("2019-05-01", "2019-05-31", "month", "May 2019"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
    ],
)
def test_a_first_record_is_dated_as_exactly_as_it_is_known(start, end, precision, when):
    assert said(first(start, end, precision), FIRST) == (
        f"1st snow leopard recorded on the ridge: {when}"
    )


@pytest.mark.parametrize("precision", ["range", "season"])
def test_a_first_record_between_two_days_names_both_ends(precision):
    text = said(first("2019-03-01", "2019-05-31", precision), FIRST)
    assert "May 2019" in text
    assert not re.search(r": (1 )?March 2019$", text)


def test_the_public_reads_no_month_of_a_record_that_is_known_by_its_year():
    data = first("2019-01-01", "2019-12-31", "year")
    assert said(data, FIRST, audience="public") == "1st snow leopard recorded on the ridge: 2019"


def test_the_public_reads_the_month_of_a_record_that_is_known_by_its_day():
    data = first("2019-05-07 03:04", "2019-05-07 03:04", "day")
    assert said(data, FIRST, audience="public").endswith(": May 2019")


def test_a_comparison_says_how_many_times_and_how_surely():
    view = for_audience(situation("no clear change"), "staff")
    assert comparison(view.claims[0], EN) == (
        "At equal effort 2.20 times as many: the records fit anything from 0.70 to 8.08 times as "
        "many (95% interval), if the two periods differ in nothing else."
    )
    none_before = viewed(survey(0, 11), DETECTIONS)
    assert comparison(none_before.claims[0], EN).endswith("or more (95% interval).")
    assert comparison(situation("counts only").claims[0], EN) == ""


def test_without_a_baseline_no_period_compared_with_is_spoken_of():
    view = for_audience(situation("no baseline"), "staff")
    claim = view.claims[0]
    assert claim.baseline_period is None
    assert effort_words(claim, EN) == "Reports were collected in 12 area-months."
    assert "earlier period" not in other_basis(claim, EN)


# --- numbers, dates, plurals ------------------------------------------------------------------


def test_numbers_are_written_as_the_language_writes_them():
    assert EN.number(1234567.89, 1) == "1,234,567.9"
    assert RU.number(1234567.89, 1) == "1\xa0234\xa0567,9"
    assert EN.number(12) == "12"
    assert EN.percent(0.25) == "25%"
    assert RU.percent(0.25) == "25\xa0%"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0218, "0.02"), (2.2, "2.20"), (12.44, "12.4"), (108.2, "108")]
)
def test_a_ratio_has_three_figures_and_two_decimals_at_the_most(value, text):
    assert EN.ratio(value) == text
    assert RU.ratio(value) == text.replace(".", ",")


@given(st.floats(min_value=0, max_value=1e6))
@example(9.999)
def test_a_ratio_never_has_more_figures_than_that(value):
    text = EN.ratio(value).replace(",", "")
    figures = text.replace(".", "").lstrip("0")
    assert len(figures) <= 3 or "." not in text


def test_dates_are_written_as_exactly_as_they_are_known():
    day = pd.Timestamp("2024-05-03")
    assert [EN.date(day, how) for how in ("day", "month", "year")] == [
        "3 May 2024",
        "May 2024",
        "2024",
    ]
    assert RU.date(day).startswith("3 мая 2024")
    assert RU.date(day, "month").startswith("май 2024")
    assert RU.date(day, "month", inside=True).startswith("мая 2024")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("2024-05-03", "2024-05-03", "day"), "3 May 2024"),
        (("2024-05-01", "2024-05-31", "month"), "May 2024"),
        (("2024-01-01", "2025-12-31", "range"), "2024 – 2025"),
        (("2024-05-03", "2024-06-04", "range"), "3 May 2024 – 4 June 2024"),
        ((None, "2024-05-03", "published-by"), "published by 3 May 2024"),
        ((None, None, "unknown"), "date not published"),
    ],
)
def test_the_date_of_a_row(cells, text):
    start, end, precision = cells
    row = pd.Series(
        {
            "event_start": pd.Timestamp(start) if start else pd.NaT,
            "event_end": pd.Timestamp(end) if end else pd.NaT,
            "date_precision": precision,
        }
    )
    assert row_date(row, EN) == text


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (0, "0 detections", "0 регистраций"),
        (1, "1 detection", "1 регистрация"),
        (2, "2 detections", "2 регистрации"),
        (5, "5 detections", "5 регистраций"),
        (11, "11 detections", "11 регистраций"),
        (21, "21 detections", "21 регистрация"),
        (22, "22 detections", "22 регистрации"),
    ],
)
def test_plurals_follow_the_language(number, english, russian):
    for words, text in ((EN, english), (RU, russian)):
        form = words.ngettext("{n} detection", "{n} detections", number)
        assert form.format(n=words.number(number)) == text


def test_russian_says_the_same_number_in_its_own_words():
    text = said(survey(5, 21), DETECTIONS, RU)
    assert text.startswith("21 регистрация снежного барса")
    assert "5" in text


@pytest.mark.parametrize("language", ["xx", "", "EN", "de", "../locale/ru", "None"])
def test_a_language_without_a_catalogue_is_an_error(language):
    with pytest.raises(LanguageError):
        words_in(language)


# --- caveats ----------------------------------------------------------------------------------

# The figures of the caveats that need some.
FIGURES = {
    "effort_differs": {"share": -0.5},
    "zero_upper_bound": {"exposure": 100.0, "kind": "detections"},
    "months_inactive": {"months": 1},
    "months_unknown": {"months": 3},
    "outside_effort": {"rows": 2},
    "cameras_still_out": {"cameras": 1},
    "effort_in_vain": {"trap_nights": 61.0},
    "effort_before": {"trap_nights": 10.0},
    "first_published_by": {"date": pd.Timestamp("2024-09-12")},
    "differs": {"value": 11.0, "baseline": 5.0},
    "cannot_be_computed": {"value": 11.0, "baseline": None},
    "rests_on_the_statement": {"value": None, "baseline": None},
    "data": {"id": "told"},
    "lost_at_event_level": {"records": 2},
    "months_differ": {"share": 0.5},
    "stations_differ": {"share": 0.5, "moved": 2, "kind": "detections"},
    "one_station": {"share": 0.5, "kind": "detections"},
    "effort_partly_unknown": {"cameras": 2},
    "few_with_detection": {"number": 3, "kind": "detections"},
    "few_with_effort": {"number": 3, "kind": "detections"},
    "too_unlike": {"current": 20, "baseline": 8, "kind": "detections"},
}


def codes(source: str) -> set[str]:
    """The codes of the caveats that a module can make.

    A code that is worked out is looked for among the texts of its function: the keys of its
    dictionaries, or the kinds of agreement. One that cannot be told at all is an error.
    """
    found: set[str] = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        nodes = list(ast.walk(function))
        calls = [
            n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func)[-6:] == "Caveat"
        ]
        figures = {id(part) for call in calls for part in call.args[1:]}
        keys = {
            key.value
            for node in nodes
            if isinstance(node, ast.Dict) and id(node) not in figures
            for key in node.keys
            if isinstance(key, ast.Constant)
        }
        found |= {code for call in calls for code in _codes_of(call.args[0], keys)}
    return found


def _codes_of(code: ast.expr, keys: set[str]) -> set[str]:
    if isinstance(code, ast.Constant):
        return {code.value}
    if isinstance(code, ast.IfExp):
        return _codes_of(code.body, keys) | _codes_of(code.orelse, keys)
    if "agreement" in ast.unparse(code):
        return {str(one) for one in Agreement if one is not Agreement.AGREES}
    if not isinstance(code, ast.Name) or not keys:
        raise AssertionError(f"It cannot be told which codes these are: {ast.unparse(code)}")
    return keys


MADE = set().union(*(codes(path.read_text(encoding="utf-8")) for path in CLAIMS.glob("*.py")))


@cache
def with_a_caveat() -> View:
    told = {
        "caveat_id": "told",
        "kind": "gap",
        "about": "first",
        "sentence": "It is told.",
        "sentence_ru": "Это сказано.",
    }
    return viewed(records(caveats=table("caveats", told)), FIRST)


def test_the_codes_are_found_wherever_they_are_made():
    source = """
def f(known):
    found = [Caveat("plain"), model.Caveat("if" if known else "else", {"months": 1})]
    codes = {"one": 1, "two": 2}
    return found

def g(held):
    return [Caveat(str(held.agreement))]

def h():
    many = {"one": 1, "two": 2}
    return [Caveat(code, number) for code, number in many.items()]
"""
    agreements = {"differs", "cannot_be_computed", "rests_on_the_statement"}
    assert codes(source) == {"plain", "if", "else", "one", "two"} | agreements
    assert {"within_chance", "no_reporting_on_file", "months_unknown", "differs", "data"} <= MADE
    assert len(MADE) > 15
    with pytest.raises(AssertionError):
        codes("def f(code):\n    return Caveat(code())")


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
@pytest.mark.parametrize("code", sorted(MADE))
def test_every_caveat_has_words(code, words):
    view = with_a_caveat()
    text = caveat(view, Caveat(code, FIGURES.get(code, {})), words)
    assert text.endswith(".")
    assert len(text.split()) >= 2
    assert not HOLLOW.search(text)
    if words is RU:
        assert text != caveat(view, Caveat(code, FIGURES.get(code, {})), EN)


def test_a_caveat_without_words_is_no_silence():
    with pytest.raises(KeyError):
        caveat(with_a_caveat(), Caveat("no_such_code"), EN)
    with pytest.raises(ValueError, match="no_such_code"):
        caveat(with_a_caveat(), Caveat("no_such_code", {"value": 1, "baseline": 2}), EN)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "zero_upper_bound",
            (
                "None in 100 trap-nights: if visits come singly, the true average may still be as "
                "high as 3.69 detections in that effort. Next time, with as much effort, up to 5 "
                "would be no surprise."
            ),
        ),
        (
            "effort_differs",
            "Effort was 50% lower than in the period compared with, so the rate leads.",
        ),
        (
            "months_inactive",
            "In 1 month of the period no reports were collected; it is unknown, not quiet.",
        ),
        (
            "months_unknown",
            "For 3 months of the period nothing is on file; they are unknown, not quiet.",
        ),
        ("effort_before", "10 trap-nights were spent there before it."),
        ("first_published_by", "The day is not published; it was no later than 12 September 2024."),
        (
            "differs",
            "The programme has published other figures: 11, compared with 5. Both are shown.",
        ),
        ("data", "It is told."),
    ],
)
def test_a_caveat_says_its_figures(code, text):
    assert caveat(with_a_caveat(), Caveat(code, FIGURES[code]), EN) == text


# --- nothing hollow ---------------------------------------------------------------------------


def everything_said(view: View, words: Words) -> Iterator[str]:
    yield from (citation(view, words), source_line(view, words))
    for claim in view.claims:
        yield from (wording(view, claim, words) for wording in (sentence, title, rule))
        yield from (wording(claim, words) for wording in OF_A_CLAIM)
        yield from (caveat(view, found, words) for found in claim.caveats)
        yield from needed(claim, words)


OF_A_CLAIM = (
    headline_number,
    finding,
    comparison,
    unit_words,
    change_words,
    agreement,
    interval_rule,
    other_basis,
    target_words,
    effort_words,
)


def hollow(text: str) -> bool:
    """Whether a text has a gap, or shows how the program says that something is missing."""
    return bool(HOLLOW.search(text)) or "  " in text or text != text.strip() or " ," in text


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
@pytest.mark.parametrize("name", SITUATIONS)
def test_nothing_that_is_said_is_hollow(name, words):
    for audience in ("staff", "public"):
        texts = list(everything_said(for_audience(situation(name), audience), words))
        assert len(texts) > 10
        assert [text for text in texts if hollow(text)] == []


ELEVEN = viewed(survey(5, 11), DETECTIONS)


def eleven_but(now: Count, before: Count) -> View:
    """The view of 11 detections against 5, with other figures in their place."""
    (claim,) = ELEVEN.claims
    ratio, comparison = verdicts.compared(Counted(now), Counted(before), 500)
    verdict = verdicts.of_counts(now, ratio, comparison)
    figures = {"current": now.exposure, "baseline": before.exposure}
    compared = {"compared": now.in_effort, "baseline_compared": before.in_effort}
    changed = replace(
        claim,
        value=now.value,
        baseline=before.value,
        ratio=ratio,
        comparison=comparison and replace(comparison, holm_p=comparison.exact.p_value),
        verdict=verdict,
        effort=Effort(**figures, unit="trap-nights", **compared),
        caveats=(
            *caveats.of_comparison(claim.indicator, now, before, comparison),
            *caveats.of_counts(claim.indicator, now, before, ratio, verdict),
        ),
    )
    return replace(ELEVEN, claims=(changed,))


@st.composite
def counts(draw: st.DrawFn, period: Period) -> Count:
    """A count, known or not, some of it outside the effort, which is known or not."""
    value = draw(st.none() | st.integers(0, 2000))
    exposure = draw(st.none() | st.floats(0.1, 90000))
    compared = draw(st.none() | st.integers(0, value)) if value else None
    return Count(value, exposure, period, compared=compared)


@given(now=counts(ELEVEN.claims[0].current_period), before=counts(ELEVEN.claims[0].baseline_period))
def test_no_count_and_no_effort_leave_a_hole_in_a_sentence(now, before):
    view = eleven_but(now, before)
    for words in (EN, RU):
        assert [text for text in everything_said(view, words) if hollow(text)] == []
    # Without stations there is neither word, however far the exact interval is from 1.
    assert not re.search("crease$", sentence(view, view.claims[0], EN))


def test_hollow_words_are_caught():
    gaps = [
        "None on the ridge",
        "nan nights",
        "None in 2023",
        "two  gaps",
        "{n} cats",
        " a",
        "a ,b",
    ]
    assert [text for text in gaps if not hollow(text)] == []
    words = ["None recorded, with cameras out", "None in 1,200 trap-nights: so", "nano", "info"]
    assert [text for text in words if hollow(text)] == []
