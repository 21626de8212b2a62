"""What of a new version may be shown beside all versions that can be opened.

Asked once, when a version is published or rehearsed; the answer is kept with the version.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.basis import basis
from impact.disclosure.claims import shown_claim
from impact.disclosure.evidence import older_evidence
from impact.disclosure.figures import shown_summaries
from impact.disclosure.older_claims import WITHHELD, settled_claims
from impact.disclosure.older_figures import settled
from impact.disclosure.settled_basis import of_areas_and_years, older_of
from impact.disclosure.shown_figures import question_of, shown_of
from impact.versions.figures import Figures, Older, no_older

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.disclosure.basis import Basis
    from impact.versions.figures import Shown
    from impact.versions.version import Version


def audiences_compared(version: Version) -> list[str]:
    """The audiences to which figures are shown only of several stations."""
    return [one.id for one in version.programme.audiences if one.minimum_stations > 1]


def shown_to(version: Version, audience: str) -> Shown:
    """The figures that a version shows to an audience, as it was settled or as it is."""
    return shown_of(basis(version, audience))


def figures_beside(
    new: Version, audience: str, earlier: Sequence[tuple[int, Shown]], before: Version | None
) -> Figures:
    """The figures of a new version, as they may be shown to an audience.

    Parameters
    ----------
    new : Version
        With the moment at which it is published.
    audience : str
    earlier : sequence of (int, Shown)
        The versions that can be opened, the newest last.
    before : Version or None
        The newest of them.

    Returns
    -------
    Figures
    """
    made = basis(replace(new, figures={}), audience)
    least = made.rules.stations
    shown = settled(shown_of(made), earlier, least)
    shown = settled_claims(shown, earlier, least)
    if before is None:
        return Figures(shown, no_older())
    return Figures(shown, _older(shown, basis(before, audience)))


def _older(shown: Shown, before: Basis) -> Older:
    """The figures of the version before that stay."""
    sources = older_of(Figures(shown, no_older()))
    tables = {
        "events": before.cube.events,
        "effort": before.cube.effort,
        "individuals": shown_summaries(before).individuals,
    }
    asked = shown.questions.dropna(subset=["as_of"])
    claims = {one.id: one for one in before.version.claims}
    known = before.figures.older.claims if before.figures is not None else {}
    return Older(
        **{
            n: _sourced(of_areas_and_years(rows, set(sources)), sources)
            for n, rows in tables.items()
        },
        evidence=_evidence(before, sources),
        claims={
            # What was older there already goes on as it was, not with that version's counts.
            one: known.get(one) or shown_claim(claims[one], before)
            for one in asked.loc[asked["as_of"] != WITHHELD, "claim"]
        },
    )


def _sourced(rows: pd.DataFrame, sources: dict[tuple[str, int], int]) -> pd.DataFrame:
    """The rows with the version that each comes from."""
    years = rows["year"] if "year" in rows else rows["month"].dt.year
    pairs = zip(rows["area_id"].astype("str"), years, strict=True)
    return rows.assign(as_of=pd.array([sources[pair] for pair in pairs], dtype="int64"))


def _evidence(before: Basis, sources: dict[tuple[str, int], int]) -> pd.DataFrame:
    parts = []
    for claim in before.version.claims:
        if claim.kind != "detections":
            continue
        lines = older_evidence(claim, before)
        pairs = [
            (members.split("|")[0], int(year))
            for members, year in zip(lines["members"], lines["year"], strict=True)
        ]
        keep = pd.Series([pair in sources for pair in pairs], index=lines.index, dtype=bool)
        parts.append(
            lines.assign(
                claim=claim.id,
                question=question_of(before.version, claim),
                as_of=[sources.get(pair, 0) for pair in pairs],
            )[keep]
        )
    full = [one for one in parts if len(one)]
    return pd.concat(full, ignore_index=True) if full else no_older().evidence
