"""Which claims keep the effort, and all that is made of it, that an older version showed.

The count of a claim moves at once: it says no more than the area. Its effort, rate, interval and
finding move once the data of at least k stations differ from every version that can be opened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import Caveat, Verdict
from impact.claims.model import Agreement
from impact.disclosure.station_data import (
    Given,
    by_station,
    stations_changed,
    stations_in_either,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.versions.figures import Shown

WITHHELD = 0
"""In place of a version: there is no older effort to show."""
OF_ROWS = {"data", "total_contradicted", *map(str, Agreement)}
OF_EFFORT = {"effort_before", "effort_in_vain", "effort_before_unknown"}


def settled_claims(new: Shown, earlier: Sequence[tuple[int, Shown]], least: int) -> Shown:
    """The claims as they may be shown beside all versions that can be opened; as `settled`."""
    if least <= 1 or not earlier:
        return new
    asked = dict(new.questions[["claim", "question"]].itertuples(index=False, name=None))
    ours, others = _given(new), [(_asked(shown), _given(shown)) for _, shown in earlier]
    changed = {claim: _too_few(claim, asked, ours, others, least) for claim in asked}
    number, before = earlier[-1]
    known = before.questions.set_index("claim")
    as_of = {claim: _as_of(claim, asked[claim], number, known) for claim, n in changed.items() if n}
    stay = {claim for claim, source in as_of.items() if source != WITHHELD}
    cells = [
        new.claims[~new.claims["claim"].isin(as_of)],
        before.claims[before.claims["claim"].isin(stay)],
    ]
    return replace(
        new,
        claims=pd.concat(cells, ignore_index=True),
        questions=new.questions.assign(
            as_of=pd.array([as_of.get(c) for c in new.questions["claim"]], dtype="Int64"),
            changed=[changed[claim] for claim in new.questions["claim"]],
        ),
    )


def _asked(shown: Shown) -> dict[str, str]:
    return dict(shown.questions[["claim", "question"]].itertuples(index=False, name=None))


def _given(shown: Shown) -> dict[tuple[str, str], Given]:
    found: dict[tuple[str, str], Given] = defaultdict(dict)
    for key, rows in shown.claims.groupby(["claim", "role"], sort=False):
        found[key] = by_station(rows)
    return found


def _too_few(
    claim: str,
    asked: dict[str, str],
    ours: dict[tuple[str, str], Given],
    others: Sequence[tuple[dict[str, str], dict[tuple[str, str], Given]]],
    least: int,
) -> int:
    """How many stations' data differ, where they are too few; else 0."""
    found = []
    for (own, role), given in ours.items():
        if own != claim:
            continue
        for questions, theirs in others:
            for (other, its_role), before in theirs.items():
                same = other == claim and questions.get(other) == asked[claim]
                if same and role == its_role:
                    found.append(stations_changed(before, given))
                elif not same and before.keys() & given.keys():
                    found.append(stations_in_either(before, given))
    return min((n for n in found if 0 < n < least), default=0)


def _as_of(claim: str, question: str, number: int, known: pd.DataFrame) -> int:
    if claim not in known.index or known.at[claim, "question"] != question:
        return WITHHELD
    source = known.at[claim, "as_of"]
    return number if pd.isna(source) else int(source)


def with_older_effort(claim: Claim, older: Claim | None, as_of: int) -> Claim:
    """A claim with its own counts and the effort, and all that follows from it, of an older one.

    Where the older finding would not go with the counts, or there is none, nothing but the counts
    is shown.
    """
    if older is None or not _goes_with(claim, older):
        return without_effort(claim)
    caveats = [one for one in older.caveats if one.code not in OF_ROWS]
    caveats += [one for one in claim.caveats if one.code in OF_ROWS]
    first = claim.first
    if first is not None and older.first is not None:
        first = replace(first, trap_nights_before=older.first.trap_nights_before)
    return replace(
        claim,
        ratio=older.ratio,
        effort=older.effort,
        verdict=older.verdict,
        comparison=older.comparison,
        break_even=older.break_even,
        next_count=older.next_count,
        under_rules=older.under_rules,
        other_basis=older.other_basis,
        other_basis_by=older.other_basis_by,
        caveats=(Caveat("effort_as_of", {"version": as_of}), *caveats),
        first=first,
    )


def without_effort(claim: Claim) -> Claim:
    """A claim as bare counts: neither effort nor anything that is made of it."""
    kept = [one for one in claim.caveats if one.code in OF_ROWS | {"not_animals", "no_period"}]
    verdict, first = claim.verdict, claim.first
    if claim.kind != "first_record":
        zero = claim.value in (0, None)
        verdict = Verdict.ZERO_EFFORT_UNKNOWN if zero else Verdict.COUNTS_ONLY
        if claim.value is None:
            verdict = claim.verdict
    elif first is not None:
        first = replace(first, trap_nights_before=None)
        kept = [one for one in claim.caveats if one.code not in OF_EFFORT]
    return replace(
        claim,
        ratio=None,
        effort=None,
        verdict=verdict,
        comparison=None,
        next_count=None,
        under_rules=(),
        other_basis=None,
        break_even=None,
        caveats=(Caveat("effort_withheld"), *kept),
        first=first,
    )


def _goes_with(claim: Claim, older: Claim) -> bool:
    """Whether the older finding can stand beside the counts of today."""
    if claim.kind == "first_record":
        return _first(claim) == _first(older)
    return _direction(claim) == _direction(older)


def _first(claim: Claim) -> tuple | None:
    first = claim.first
    return None if first is None else (first.area, first.start, first.precision)


def _direction(claim: Claim) -> tuple:
    now, before = claim.value, claim.baseline
    way = None
    if now is not None and before is not None:
        way = (now > before) - (now < before)
    return (now is None, now == 0, before is None, before == 0, way)
