"""The claims for other programs, as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd

from impact import __version__
from impact.checking.written import dates_written
from impact.claims import Verdict
from impact.claims.declared import question_of
from impact.model.attribution import by_programme
from impact.wording import words_in
from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import caveats
from impact.wording.citation import check_line
from impact.wording.headline import marks
from impact.wording.rows import row_count
from impact.wording.sentences import headline_number, sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import Period
    from impact.disclosure import EvidenceView, View
    from impact.metrics.change import RateRatio
    from impact.wording.language import Words

SHOWN = ("table", "id", "period", "area_id", "event_start", "event_end", "date_precision")
WHOSE = ("attribution", "recorded_by", "published", "source")
COUNTED = ("count", "count_unit", "count_text", "incident_type", "verification")


def claim_as_dict(view: View, claim: Claim, words: Words) -> dict:
    """A claim as plain values, in one language and as far as the view's audience may see.

    Returns
    -------
    dict
        ``id, kind, value, marks, unit, baseline, periods, counting, ratio, exact, stations, units,
        reason, holm_p, comparisons, effort,
        verdict, beyond_chance, break_even, next_count, declared, attribution, sentence, caveats,
        what_would_turn_it, statement, sources, evidence_rows``. What is not known is None,
        never 0; an end that does not exist is None too.
    """
    evidence = view.evidence[claim.id]
    return {
        "id": claim.id,
        "kind": claim.kind,
        "value": claim.value,
        "marks": marks(claim, words),
        "unit": claim.unit,
        "baseline": claim.baseline,
        "periods": {
            "current": _period(claim.current_period),
            "baseline": _period(claim.baseline_period),
        },
        "counting": _counting(view, claim),
        "ratio": _interval(claim.ratio),
        **_behind(claim),
        "effort": claim.effort
        and {
            "current": claim.effort.current,
            "baseline": claim.effort.baseline,
            "unit": claim.effort.unit,
            "compared": claim.effort.compared,
            "baseline_compared": claim.effort.baseline_compared,
        },
        "verdict": str(claim.verdict),
        "sentence": sentence(view, claim, words),
        "observed": cause_not_shown([claim], words),
        "as_published": as_published(view, claim, words),
        "what_would_turn_it": break_even_words(claim, words),
        "attribution": attribution(view, claim),
        "caveats": caveats(view, claim, words),
        "statement": claim.held
        and {
            "value": claim.held.value,
            "baseline": claim.held.baseline,
            "agreement": str(claim.held.agreement),
        },
        "sources": list(claim.sources),
        "evidence_rows": _rows(evidence, words),
    }


def kept_claims(view: View) -> list[dict]:
    """The claims as they are kept with a version, with the program that computed them.

    In English, their sentences in each language of the programme; exact where the view is.
    """
    words = words_in("en")
    return [
        claim_as_dict(view, claim, words)
        | {
            "program": __version__,
            "question": question_of(claim, view.programme.events),
            "sentences": {
                language: sentence(view, claim, words_in(language))
                for language in view.programme.languages
            },
        }
        for claim in view.claims
    ]


def claims_json(view: View, words: Words) -> str:
    """All claims of a view as JSON text."""
    check = {"check": check_line(view, words)}
    found = [
        claim_as_dict(view, claim, words) | _as_shown(claim, words) | check for claim in view.claims
    ]
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)


def _as_shown(claim: Claim, words: Words) -> dict:
    """The number as its card shows it: a 0 that nobody has seen is none to programs either."""
    unseen = claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN and claim.value == 0
    return {"value": None if unseen else claim.value, "shown": headline_number(claim, words)}


def attribution(view: View, claim: Claim) -> dict:
    """How many of the rows that may be shown are the programme's work, and how many others'."""
    rows = view.evidence[claim.id].rows
    if "attribution" not in rows:
        return {"programme": None, "others": None}
    own = by_programme(rows)
    return {"programme": int(own.sum()), "others": int((~own).sum())}


def _period(period: Period | None) -> dict | None:
    if period is None:
        return None
    start, end = dates_written(period.start, period.end, period.precision)
    return {"survey": period.survey, "start": start, "end": end, "precision": period.precision}


def _counting(view: View, claim: Claim) -> dict:
    """The basis of the count and, where single detections are counted, their rule."""
    single = claim.kind == "detections" and claim.indicator.basis == "records"
    events = view.programme.events
    return {
        "basis": claim.indicator.basis,
        "rule": events.rule if single else None,
        "threshold_minutes": events.threshold_minutes if single else None,
    }


def _behind(claim: Claim) -> dict:
    """Both intervals of the ratio with their p, and what would turn the finding."""
    found, turns = claim.comparison, claim.break_even
    stations = None if found is None else found.stations
    return {
        "exact": None if found is None else _interval(found.exact),
        "stations": stations and _finite(asdict(stations)),
        "units": found and found.units and _finite(asdict(found.units)),
        "reason": found and found.reason and str(found.reason),
        "holm_p": None if found is None else found.holm_p,
        "comparisons": None if found is None else found.comparisons,
        "beyond_chance": claim.beyond_chance,
        "break_even": turns and _finite(asdict(turns)),
        "next_count": claim.next_count,
        "declared": claim.declared and str(claim.declared),
    }


def _interval(ratio: RateRatio | None) -> dict | None:
    return ratio and _finite(asdict(ratio))


def _finite(values: dict) -> dict:
    """JSON has no infinity: an end that does not exist is null."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else _python(value)
        for name, value in values.items()
    }


def _rows(evidence: EvidenceView, words: Words) -> list[dict]:
    """The rows: who recorded each, and of a 0 that it is no more than "none reported"."""
    named = ["table", *COUNTED, *words.columns("recorded_by"), *words.columns("count_text")]
    told = [
        {"recorded_by": words.cell(row, "recorded_by"), "count_text": row_count(row, words)}
        for row in evidence.rows.filter(named).to_dict("records")
    ]
    shown = evidence.rows.assign(**pd.DataFrame(told, index=evidence.rows.index, dtype=object))
    columns = [c for c in (*SHOWN, *COUNTED, *WHOSE) if c in shown.columns]
    rows = [_plain(_as_known(row)) for row in shown[columns].to_dict("records")]
    return rows + [_plain(row) for row in evidence.grouped.to_dict("records")]


def _as_known(row: dict) -> dict:
    """A row whose dates are text, no more exact than they are known."""
    ends = ("event_start", "event_end")
    known = (row[end] for end in ends)
    return row | dict(zip(ends, dates_written(*known, str(row["date_precision"])), strict=True))


def _plain(row: dict) -> dict:
    """A row of plain values; what is missing is left out."""
    return {
        name: value.date().isoformat() if isinstance(value, pd.Timestamp) else _python(value)
        for name, value in row.items()
        if not pd.isna(value) and value != ""
    }


def _python(value):
    return value.item() if hasattr(value, "item") else value
