"""Small tables in every situation that a claim can be in, and what is said of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from impact.claims import Verdict
from impact.disclosure import for_audience
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.sentences import (
    sentence,
)
from tests.claims.claim_tables import (
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
from tests.tables import event, programme, records, table

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.versions.version import Version
    from impact.wording import Words


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


SENTENCES = {
    "increase": (
        Verdict.INCREASE,
        lambda: survey(5, 25),
        DETECTIONS,
        "25 snow leopard detections on the ridge in 2024, up from 5 in 2023: an increase",
    ),
    "decrease": (
        Verdict.DECREASE,
        lambda: survey(25, 5),
        DETECTIONS,
        "5 snow leopard detections on the ridge in 2024, down from 25 in 2023: a decrease",
    ),
    "no clear change": (
        Verdict.NO_CLEAR_CHANGE,
        lambda: survey(5, 11),
        DETECTIONS,
        "11 snow leopard detections on the ridge in 2024, up from 5 in 2023: no clear change",
    ),
    "the rate leads where effort differs": (
        Verdict.TOO_FEW_TO_TELL,
        lambda: survey(10, 20, nights_now=200),
        DETECTIONS,
        (
            "10.0 snow leopard detections per 100 trap-nights on the ridge in 2024, "
            "against 10.0 in 2023 (20 counted, 10 before): too few to tell"
        ),
    ),
    "counts only": (
        Verdict.COUNTS_ONLY,
        lambda: totals(11, 5),
        TOTALS,
        "11 snow leopard detections on the ridge, up from 5",
    ),
    "one, and as many as before": (
        Verdict.COUNTS_ONLY,
        lambda: totals(1, 1),
        TOTALS,
        "1 snow leopard detection on the ridge, as many as before",
    ),
    "zero detections": (
        Verdict.ZERO,
        lambda: survey(5, 0),
        DETECTIONS,
        "0 snow leopard detections on the ridge in 2024, down from 5 in 2023",
    ),
    "zero conflicts": (
        Verdict.ZERO,
        lambda: months(12),
        CONFLICTS,
        "0 human–snow leopard conflicts in Kyrgyzstan in 2024, down from 8 in 2023",
    ),
    "zero of unknown effort": (
        Verdict.ZERO_EFFORT_UNKNOWN,
        lambda: records(conflicts=table("conflicts", *EIGHT)),
        CONFLICTS,
        "None reported: human–snow leopard conflicts in Kyrgyzstan in 2024",
    ),
    "zero in much less effort": (
        Verdict.ZERO,
        lambda: survey(8, 0, nights_now=50),
        DETECTIONS,
        (
            "0.00 snow leopard detections per 100 trap-nights on the ridge in 2024, "
            "against 8.00 in 2023 (0 counted, 8 before)"
        ),
    ),
    "too few stations": (
        Verdict.TOO_FEW_STATIONS,
        lambda: survey(3, 5),
        DETECTIONS,
        (
            "5 snow leopard detections on the ridge in 2024, up from 3 in 2023: "
            "too few stations to tell"
        ),
    ),
    "one area of reporting": (
        Verdict.NO_UNITS,
        lambda: months(12, incident("new", "2024-02-03")),
        CONFLICTS,
        "1 human–snow leopard conflict in Kyrgyzstan in 2024, down from 8 in 2023",
    ),
    "first record": (
        Verdict.FIRST_RECORD,
        lambda: first("2019-05-01 04:05", "2019-05-01 04:05", "day"),
        FIRST,
        "1st snow leopard recorded on the ridge: 1 May 2019",
    ),
    "first as reported": (
        Verdict.FIRST_AS_REPORTED,
        lambda: first(None, None, "unknown", first_record="yes"),
        FIRST,
        "1st snow leopard reported on the ridge",
    ),
    "no detection on record": (
        Verdict.NOT_RECORDED,
        lambda: records(),
        DETECTIONS,
        "Not recorded: snow leopard detections on the ridge in 2024",
    ),
    "no conflict on record": (
        Verdict.NOT_RECORDED,
        lambda: records(),
        CONFLICTS,
        "Not recorded: human–snow leopard conflicts in Kyrgyzstan in 2024",
    ),
    "no first on record": (
        Verdict.NOT_RECORDED,
        lambda: records(),
        FIRST,
        "Not recorded: snow leopard on the ridge",
    ),
}
SITUATIONS = {
    **{name: (data, indicator) for name, (_v, data, indicator, _s) in SENTENCES.items()},
    "months without reports": (lambda: months(6, incident("new", "2024-02-03")), CONFLICTS),
    "no baseline": (lambda: months(12), re.sub("^baseline.*$", "", CONFLICTS, flags=re.MULTILINE)),
    "published by": (lambda: first(None, "2019-09-12", "published-by"), FIRST),
}


@cache
def situation(name: str) -> Version:
    data, indicator = SITUATIONS[name]
    return make_version(programme(indicator), data(), {})
