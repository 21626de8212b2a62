"""The claims for other programs, as JSON."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pandas as pd

from impact.wording import words_in
from impact.wording.evidence import caveat
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import EvidenceView, View
    from impact.wording.language import Words

SHOWN = ("table", "id", "period", "area_id", "event_start", "event_end", "date_precision")
COUNTED = ("count", "count_unit", "count_text", "incident_type", "verification")


def claim_as_dict(view: View, claim: Claim, words: Words) -> dict:
    """A claim as plain values, in one language and as far as the view's audience may see.

    Returns
    -------
    dict
        ``id, kind, value, unit, baseline, ratio, effort, verdict, sentence, caveats, statement,
        sources, evidence_rows``. What is not known is None, never 0.
    """
    evidence = view.evidence[claim.id]
    return {
        "id": claim.id,
        "kind": claim.kind,
        "value": claim.value,
        "unit": claim.unit,
        "baseline": claim.baseline,
        "ratio": _ratio(claim),
        "effort": claim.effort
        and {
            "current": claim.effort.current,
            "baseline": claim.effort.baseline,
            "unit": claim.effort.unit,
        },
        "verdict": str(claim.verdict),
        "sentence": sentence(view, claim, words),
        "caveats": [caveat(view, found, words) for found in claim.caveats],
        "statement": claim.held
        and {
            "value": claim.held.value,
            "baseline": claim.held.baseline,
            "agreement": str(claim.held.agreement),
        },
        "sources": list(claim.sources),
        "evidence_rows": _rows(evidence),
    }


def kept_claims(view: View) -> list[dict]:
    """The claims as they are kept with a version: in English; exact where the view is."""
    words = words_in("en")
    return [claim_as_dict(view, claim, words) for claim in view.claims]


def claims_json(view: View, words: Words) -> str:
    """All claims of a view as JSON text."""
    found = [claim_as_dict(view, claim, words) for claim in view.claims]
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)


def _ratio(claim: Claim) -> dict | None:
    if claim.ratio is None:
        return None
    names = ("estimate", "low", "high", "p_value")
    values = {name: float(getattr(claim.ratio, name)) for name in names}
    # JSON has no infinity: an upper end that does not exist is null.
    return {name: value if math.isfinite(value) else None for name, value in values.items()}


def _rows(evidence: EvidenceView) -> list[dict]:
    columns = [c for c in (*SHOWN, *COUNTED, "source") if c in evidence.rows.columns]
    rows = [_plain(row) for row in evidence.rows[columns].to_dict("records")]
    return rows + [_plain(row) for row in evidence.grouped.to_dict("records")]


def _plain(row: dict) -> dict:
    """A row of plain values; what is missing is left out."""
    return {
        name: value.date().isoformat() if isinstance(value, pd.Timestamp) else _python(value)
        for name, value in row.items()
        if not pd.isna(value)
    }


def _python(value):
    return value.item() if hasattr(value, "item") else value
