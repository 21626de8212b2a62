"""The rows behind a claim: those that may be seen one by one, and the rest counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.agreement import KEYS
from impact.disclosure.rows import month_of
from impact.disclosure.view import EvidenceView

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure.basis import Basis
    from impact.disclosure.stations import Blocks

GROUPED = ["period", "area_id", "month", "records"]


def shown_evidence(claim: Claim, basis: Basis) -> EvidenceView:
    """What an audience may see of the rows behind a claim, which is as it was made."""
    lines, rest = [], []
    for table in dict.fromkeys(item.table for item in claim.evidence):
        items = pd.DataFrame(
            [(i.table, i.id, i.period) for i in claim.evidence if i.table == table],
            columns=["table", "exact", "period"],
        )
        items["id"] = items["exact"].map(basis.names[table]).astype("str")
        seen = items.dropna(subset=["id"]).drop(columns="exact")
        rows = _rows_of(seen["id"], "id", basis.shown.records.table(table), KEYS[table])
        lines.append(seen.merge(rows, on="id", how="inner"))
        rest.append(_grouped(items[items["id"].isna()], table, basis))
    return EvidenceView(
        rows=pd.concat(lines, ignore_index=True) if lines else pd.DataFrame({"id": []}),
        grouped=pd.concat(rest, ignore_index=True) if rest else pd.DataFrame(columns=GROUPED),
    )


def _grouped(items: pd.DataFrame, table: str, basis: Basis) -> pd.DataFrame:
    """Rows that may not be shown, counted by period, area and month as far as may be told."""
    exact = basis.located if table == "detections" else basis.version.records.conflicts
    keyed = _rows_of(items["exact"], "exact", exact, KEYS[table])
    keyed = keyed.assign(held=basis.shown.held[table])
    rows = items[["exact", "period"]].merge(keyed, on="exact")
    exactly = rows["date_precision"].astype("str").isin(["day", "month"]) & ~rows["held"]
    found = pd.DataFrame(
        {
            "period": rows["period"],
            "area_id": rows["area_id"].astype("str").mask(rows["held"]),
            "month": month_of(rows["event_start"]).where(exactly),
        }
    )
    if table == "detections":
        at_station = rows["location_id"].notna() & exactly
        found = _of_enough_stations(found, at_station, basis.blocks)
    together = found.groupby(GROUPED[:3], dropna=False).size()
    return together.reset_index(name="records")


def _rows_of(wanted: pd.Series, name: str, rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows with these ids, few of many, with the id under a name of its own."""
    ids = rows[key].astype("str")
    there = ids.isin(wanted)
    return rows[there].assign(**{name: ids[there]})


def _of_enough_stations(found: pd.DataFrame, at_station: pd.Series, blocks: Blocks) -> pd.DataFrame:
    """The same, rows of cameras only by areas and months of enough stations."""
    years = found["month"].dt.year
    keys = zip(found["area_id"], years, strict=True)
    into = [
        blocks.into.get(key) if camera else key[0]
        for key, camera in zip(keys, at_station, strict=True)
    ]
    area = pd.Series(into, index=found.index, dtype="str")
    month = found["month"].mask(area.isna())
    told = pd.DataFrame({"period": found["period"], "area_id": area, "year": years, "month": month})
    for (_period, block, _year), rows in told[at_station].groupby(["period", "area_id", "year"]):
        keep = _told(block, list(rows["month"].unique()), blocks)
        month = month.mask(month.index.isin(rows.index[~rows["month"].isin(keep)]))
    return found.assign(area_id=area, month=month)


def _told(block: str, months: list[pd.Timestamp], blocks: Blocks) -> list[pd.Timestamp]:
    """The months of a year that can be told apart: what is left must be of enough stations too."""
    kept = [one for one in sorted(months) if blocks.can_be_told(block, [one])]
    rest = [one for one in months if one not in kept]
    while rest and kept and not blocks.can_be_told(block, rest):
        rest.append(kept.pop())
    return kept
