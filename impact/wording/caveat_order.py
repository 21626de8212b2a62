"""The order of the limitations of a claim: what a reader must know stands first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from impact.claims import Agreement
from impact.metrics import conflicts
from impact.model import area_tree

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims import Caveat, Claim
    from impact.disclosure import View


FIRST = {"contradiction": 1, "origin": 2}
BY_OTHERS = ("by_others", "partly_by_others")


def in_order(view: View, claim: Claim) -> list[Caveat]:
    """The caveats of a claim, the strongest first.

    What is published against or beside it comes first: that nobody else confirms it, that other
    sources dispute it, that nobody says who counted, records of the same species there that it
    does not count. Then what the counting itself left open, and last what else the data note.
    """
    return sorted(claim.caveats, key=partial(_place, view, claim))


def _place(view: View, claim: Claim, found: Caveat) -> int:
    if found.code in (*Agreement, *BY_OTHERS, "own_total", "total_contradicted"):
        return 0
    if found.code != "data":
        return 4
    rows = view.records.caveats
    row = rows[rows["caveat_id"].astype("str") == found.values["id"]].iloc[0]
    if row["kind"] in FIRST:
        return FIRST[row["kind"]]
    about = {part.strip() for part in str(row["about"]).split(";")}
    return 3 if about & _beside(view, claim) else 5


def _beside(view: View, claim: Claim) -> set[str]:
    """The ids of records of the same species there that are no part of the claim."""
    records = view.records
    inside = area_tree.within(records.areas, claim.indicator.areas)
    verified = records.conflicts[conflicts.verified(records.conflicts)]
    found = {
        *_ids(records.detections, "observation_id", inside, claim.indicator.species),
        *_ids(verified, "incident_id", inside, claim.indicator.species),
    }
    return found - {item.id for item in claim.evidence}


def _ids(rows: pd.DataFrame, name: str, areas: list[str], species: str) -> list[str]:
    there = rows["area_id"].isin(areas) & rows["scientific_name"].astype("str").eq(species)
    return rows.loc[there, name].astype("str").tolist()
