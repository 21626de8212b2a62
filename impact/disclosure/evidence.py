"""The rows behind a claim: those that may be seen one by one, and the rest counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.agreement import KEYS
from impact.disclosure.rows import month_of
from impact.disclosure.shown_figures import question_of
from impact.disclosure.view import EvidenceView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.disclosure.basis import Basis
    from impact.disclosure.stations import Blocks

GROUPED = ["period", "area_id", "month", "records"]


def shown_evidence(claims: Sequence[Claim], basis: Basis) -> dict[str, EvidenceView]:
    """What an audience may see of the rows behind each claim, which are as they were made."""
    lines: dict[str, list[pd.DataFrame]] = {claim.id: [] for claim in claims}
    rest: dict[str, list[pd.DataFrame]] = {claim.id: [] for claim in claims}
    for table in KEYS:
        items = _items(claims, table, basis)
        seen = items.dropna(subset=["id"]).drop(columns="exact")
        rows = _rows_of(seen["id"], "id", basis.shown.records.table(table), KEYS[table])
        counted = _counted(items[items["id"].isna()], table, basis)
        each = seen.merge(rows, on="id", how="inner")
        for claim in items["claim"].unique():
            lines[claim].append(each[each["claim"] == claim].drop(columns="claim"))
        for claim, mine in counted.groupby("claim", sort=False):
            rest[claim].append(mine.drop(columns="claim"))
    return {
        claim.id: EvidenceView(
            rows=_one_by_one(lines[claim.id]),
            grouped=_with_older(claim, basis, _joined(rest[claim.id])),
        )
        for claim in claims
    }


def _one_by_one(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"id": []})


def _items(claims: Sequence[Claim], table: str, basis: Basis) -> pd.DataFrame:
    """The rows of a table that claims rest on: ``claim, table, exact, period, id``."""
    items = pd.DataFrame(
        [(c.id, i.table, i.id, i.period) for c in claims for i in c.evidence if i.table == table],
        columns=["claim", "table", "exact", "period"],
    )
    return items.assign(id=items["exact"].map(basis.names[table]).astype("str"))


def older_evidence(claim: Claim, basis: Basis) -> pd.DataFrame:
    """The counted rows of cameras, as a later version may have to show them again.

    Returns
    -------
    DataFrame
        ``period, members, area_id, year, month, records``, with those of earlier versions still.
    """
    items = _items([claim], "detections", basis)
    counted = _counted(items[items["id"].isna()], "detections", basis)
    found = [one for one in (counted, _of_before(claim, basis)) if len(one)]
    columns = ["period", "members", "area_id", "year", "month", "records"]
    together = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    return together[columns].dropna(subset=["members"])


def _counted(items: pd.DataFrame, table: str, basis: Basis) -> pd.DataFrame:
    """Rows that may not be shown, counted by claim, period, area and month as far as may be told.

    `members` says which areas stand together there, `stays` that they keep older figures.
    """
    if items.empty:
        return _joined([]).assign(claim=None)
    exact = basis.located if table == "detections" else basis.version.records.conflicts
    keyed = _rows_of(items["exact"], "exact", exact, KEYS[table])
    keyed = keyed.assign(held=basis.shown.held[table])
    rows = items[["claim", "exact", "period"]].merge(keyed, on="exact")
    exactly = rows["date_precision"].astype("str").isin(["day", "month"]) & ~rows["held"]
    found = pd.DataFrame(
        {
            "claim": rows["claim"],
            "period": rows["period"],
            "area_id": rows["area_id"].astype("str").mask(rows["held"]),
            "month": month_of(rows["event_start"]).where(exactly),
            "members": pd.Series(pd.NA, index=rows.index, dtype="str"),
            "year": pd.Series(pd.NA, index=rows.index, dtype="Int64"),
            "stays": False,
        }
    )
    if table == "detections":
        at_station = rows["location_id"].notna() & exactly
        found = _of_enough_stations(found, at_station, basis.blocks)
    keys = ["claim", *GROUPED[:3], "members", "year", "stays"]
    return found.groupby(keys, dropna=False).size().reset_index(name="records")


def _with_older(claim: Claim, basis: Basis, own: pd.DataFrame) -> pd.DataFrame:
    """The lines, with those of an older version where its figures stay.

    How many rows more there are today than these count, the number of the claim says anyway: they
    stand without an area.
    """
    before = _of_before(claim, basis)
    stays = own["stays"].astype(bool)
    more = own[stays].groupby("period")["records"].sum()
    more = more.sub(before.groupby("period")["records"].sum(), fill_value=0)
    rest = more[more > 0].astype("int64").reset_index(name="records")
    together = _joined([own[~stays], before, rest.assign(area_id=None, month=pd.NaT)])
    if together.empty:
        return together[GROUPED]
    return together.groupby(GROUPED[:3], dropna=False)["records"].sum().reset_index()


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Tables one below the other; without any row still with their columns."""
    columns = [*GROUPED, "members", "year", "stays"]
    full = [one for one in parts if len(one)]
    return pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=columns)


def _of_before(claim: Claim, basis: Basis) -> pd.DataFrame:
    """The lines that a claim of the same question had in the version whose figures stay."""
    if basis.figures is None or basis.figures.older.evidence.empty:
        return pd.DataFrame(columns=[*GROUPED, "members", "year"])
    lines = basis.figures.older.evidence
    mine = lines["claim"].eq(claim.id) & lines["question"].eq(question_of(basis.version, claim))
    standing = [
        basis.blocks.older.get((members.split("|")[0], int(year))) is not None
        and basis.blocks.into.get((members.split("|")[0], int(year))) is not None
        for members, year in zip(lines["members"], lines["year"], strict=True)
    ]
    return lines[mine & pd.Series(standing, index=lines.index, dtype=bool)].drop(
        columns=["claim", "question", "as_of"]
    )


def _rows_of(wanted: pd.Series, name: str, rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows with these ids, few of many, with the id under a name of its own."""
    ids = rows[key].astype("str")
    there = ids.isin(wanted)
    return rows[there].assign(**{name: ids[there]})


def _of_enough_stations(found: pd.DataFrame, at_station: pd.Series, blocks: Blocks) -> pd.DataFrame:
    """The same, rows of cameras only by areas and months of enough stations."""
    years = found["month"].dt.year
    keys = list(zip(found["area_id"], years, strict=True))
    into = [
        blocks.into.get(key) if camera else key[0]
        for key, camera in zip(keys, at_station, strict=True)
    ]
    area = pd.Series(into, index=found.index, dtype="str")
    counted = at_station & area.notna()
    stays = counted & pd.Series([key in blocks.older for key in keys], found.index, dtype=bool)
    members = pd.Series(
        ["|".join(sorted(blocks.members.get(key, ()))) or None for key in keys],
        index=found.index,
        dtype="str",
    )
    month = found["month"].mask(area.isna())
    by = found[["claim", "period"]].assign(area_id=area, year=years, month=month)
    for (*_, block, _year), rows in by[at_station].groupby(["claim", "period", "area_id", "year"]):
        keep = _months_apart(block, list(rows["month"].unique()), blocks)
        month = month.mask(month.index.isin(rows.index[~rows["month"].isin(keep)]))
    return found.assign(
        area_id=area.mask(stays),
        month=month.mask(stays),
        members=members.where(counted & ~stays),
        year=years.where(counted & ~stays).astype("Int64"),
        stays=stays,
    )


def _months_apart(block: str, months: list[pd.Timestamp], blocks: Blocks) -> list[pd.Timestamp]:
    """The months of a year that can be told apart: what is left must be of enough stations too."""
    kept = [
        one
        for one in sorted(months)
        if (block, one) not in blocks.pooled and blocks.can_be_told(block, [one])
    ]
    rest = [one for one in months if one not in kept]
    while rest and kept and not blocks.can_be_told(block, rest):
        rest.append(kept.pop())
    return kept
