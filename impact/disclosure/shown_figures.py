"""What a version shows, written down so that later versions can be compared with it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.station_data import KEYS, contents
from impact.model import area_tree
from impact.versions.figures import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.claims import Claim
    from impact.claims.model import Period
    from impact.disclosure.basis import Basis
    from impact.disclosure.stations import Blocks
    from impact.versions.version import Version

ROLES = ("current", "baseline")


def shown_of(basis: Basis) -> Shown:
    """The figures that a version shows to an audience."""
    version = basis.version
    standing = {key for key, into in basis.blocks.into.items() if into is not None}
    cells = contents(basis.cube, basis.located)
    pairs = zip(cells["area_id"], cells["month"].dt.year, strict=True)
    keep = pd.Series([pair in standing for pair in pairs], index=cells.index, dtype=bool)
    return Shown(
        blocks=_blocks(basis.blocks),
        cells=cells[keep],
        windows=_windows(basis.blocks),
        claims=_claims(version, contents(version.cube, basis.located)),
        questions=_questions(version),
        held_from=basis.rules.held_from,
    )


def _blocks(blocks: Blocks) -> pd.DataFrame:
    rows = [
        (area, year, "|".join(sorted(blocks.members[area, year])), into, pd.NA, 0, "")
        for (area, year), into in sorted(blocks.into.items())
    ]
    columns = ["area_id", "year", "members", "into", "as_of", "changed", "pooled"]
    kinds = {"year": "int64", "as_of": "Int64", "changed": "int64"}
    texts = dict.fromkeys(("area_id", "members", "into", "pooled"), "str")
    return pd.DataFrame(rows, columns=columns).astype({**kinds, **texts})


def _windows(blocks: Blocks) -> pd.DataFrame:
    rows = [
        (window.claim, area, window.first, window.last)
        for window in blocks.windows
        for area in sorted(window.areas)
    ]
    found = pd.DataFrame(rows, columns=["claim", "area_id", "first", "last"])
    kinds = dict.fromkeys(("first", "last"), "datetime64[us]")
    return found.astype({"claim": "str", "area_id": "str", **kinds})


def question_of(version: Version, claim: Claim) -> str:
    """A hash of what a claim asks: kind, species, areas, periods, basis and rule."""
    indicator = claim.indicator
    asked = (
        claim.kind,
        indicator.species,
        sorted(area_tree.within(version.records.areas, indicator.areas)),
        [_days(getattr(claim, f"{role}_period")) for role in ROLES]
        if claim.kind != "first_record"
        else None,
        indicator.basis,
        version.programme.events.model_dump(),
    )
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def _days(period: Period | None) -> tuple | None:
    return None if period is None else (period.survey, str(period.start), str(period.end))


def _questions(version: Version) -> pd.DataFrame:
    rows = [(c.id, question_of(version, c), pd.NA, 0) for c in _of_cameras(version)]
    found = pd.DataFrame(rows, columns=["claim", "question", "as_of", "changed"])
    return found.astype({"claim": "str", "question": "str", "as_of": "Int64", "changed": "int64"})


def _of_cameras(version: Version) -> list[Claim]:
    """The claims whose effort is of cameras."""
    return [one for one in version.claims if one.kind != "conflict_incidents"]


def _claims(version: Version, cells: pd.DataFrame) -> pd.DataFrame:
    """What each claim's effort is of, with the months that area figures hold back."""
    parts = []
    for claim in _of_cameras(version):
        there = set(area_tree.within(version.records.areas, claim.indicator.areas))
        of_areas = cells[cells["area_id"].isin(there)]
        for role, first, last in _spans(claim):
            rows = of_areas[of_areas["month"].between(first, last)]
            parts.append(rows.assign(claim=claim.id, role=role))
    columns = ["claim", "role", *KEYS, "content"]
    nothing = cells[:0].assign(claim="", role="")
    return pd.concat([*parts, nothing], ignore_index=True)[columns]


def _spans(claim: Claim) -> Iterator[tuple[str, pd.Timestamp, pd.Timestamp]]:
    """The months that a claim's figures are of."""
    if claim.kind == "first_record":
        first = claim.first
        last = pd.Timestamp.max if first is None or first.start is None else first.start
        yield "before", pd.Timestamp.min, last
        return
    for role in ROLES:
        period = getattr(claim, f"{role}_period")
        if period is not None and period.start is not None:
            end = pd.Timestamp.max if period.end is None else period.end
            yield role, period.start.to_period("M").start_time, end
