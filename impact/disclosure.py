"""A version, as far as an audience may see it. The only way to anything shown.

Claims, counts, effort and rates are made from exact records and are the same for everybody;
only where and when differ. Both cats are sensitive species of category 1 (Chapman 2020,
doi 10.15468/doc-5jp4-5g10): for an audience that may know no more than the area, a record that
is not public yet is not shown as a row at all but counted by area and month, and no record
carries coordinates. A record that already stands in a public source keeps its row and its link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.agreement import KEYS
from impact.errors import DisclosureError
from impact.intake.checks import schema_rules
from impact.intake.files import FILE_RULES
from impact.intake.rules import RULES
from impact.metrics.events import with_location
from impact.records import empty_table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from impact.claims import Caveat, Claim
    from impact.errors import Problem
    from impact.programme import Audience, Programme
    from impact.publishing import Version
    from impact.records import Records
    from impact.summaries import Summaries

RECORDED = ("detections", "conflicts")
WHERE = ["latitude", "longitude", "location_id", "deployment_id"]


@dataclass(frozen=True)
class EvidenceView:
    """What an audience may see of the rows behind a claim.

    Attributes
    ----------
    rows : DataFrame
        One line a row that may be shown: ``table, id, period``, then the row's own columns.
    grouped : DataFrame
        The rest, counted: ``period, area_id, month, records``. A month is the first of it, or
        missing where the date is not known so exactly.
    """

    rows: pd.DataFrame
    grouped: pd.DataFrame


@dataclass(frozen=True)
class View:
    """All that an audience may see of a version. Pages and files are made from nothing else."""

    audience: Audience
    fingerprint: str
    number: int | None
    published: dt.datetime | None
    programme: Programme
    records: Records
    claims: tuple[Claim, ...]
    evidence: dict[str, EvidenceView]
    summaries: Summaries

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of that id, or None."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)


def for_audience(version: Version, audience_id: str) -> View:
    """A version, as far as an audience may see it.

    Raises
    ------
    DisclosureError
        programme.toml names no such audience. Nothing is shown then: an audience that is not
        described may see nothing.
    """
    audience = _audience(version.programme, audience_id)
    shown = version.records
    if audience.records != "exact":
        shown = shown.with_tables(
            deployments=empty_table("deployments"),
            failures=empty_table("failures"),
            **{name: _public_rows(shown.table(name)) for name in RECORDED},
        )
    return View(
        audience=audience,
        fingerprint=version.fingerprint,
        number=version.number,
        published=version.published,
        programme=version.programme,
        records=shown,
        claims=tuple(_with_shown_evidence(claim, shown) for claim in version.claims),
        evidence={claim.id: _evidence(claim, version.records, shown) for claim in version.claims},
        summaries=version.summaries,
    )


def _audience(programme: Programme, audience_id: str) -> Audience:
    for audience in programme.audiences:
        if audience.id == audience_id:
            return audience
    known = ", ".join(audience.id for audience in programme.audiences)
    raise DisclosureError(
        f"There is no audience “{audience_id}”.", f"programme.toml describes these: {known}."
    )


def _public_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that stand in a public source already, without anything that places them."""
    public = rows[rows["published"].fillna(False).astype(bool)]
    bare = public.assign(**{c: pd.NA for c in WHERE if c in public.columns})
    # A category column remembers every value it ever held, those of hidden rows too.
    repeated = bare.select_dtypes("category")
    return bare.assign(**{c: repeated[c].cat.remove_unused_categories() for c in repeated})


def _with_shown_evidence(claim: Claim, shown: Records) -> Claim:
    """The claim, naming only rows that the audience may see: an id can be a place, too."""
    known = {name: set(shown.table(name)[KEYS[name]].astype("str")) for name in RECORDED}
    evidence = tuple(item for item in claim.evidence if item.id in known[item.table])
    first, period = claim.first, claim.current_period
    if first is not None and not evidence:
        start, end = _to_the_month(first.start), _to_the_month(first.end)
        exactly = "month" if first.precision == "day" else first.precision
        first = replace(first, observation="", start=start, end=end, precision=exactly)
        period = replace(period, start=start, end=end, precision=exactly)
    caveats = tuple(_with_shown_date(caveat) for caveat in claim.caveats)
    return replace(
        claim,
        evidence=evidence,
        first=first,
        current_period=period,
        caveats=caveats if first is not None and not evidence else claim.caveats,
        other_basis=_without_rows(claim),
    )


def _to_the_month(day: pd.Timestamp | None) -> pd.Timestamp | None:
    return None if day is None else day.to_period("M").to_timestamp()


def _with_shown_date(caveat: Caveat) -> Caveat:
    """A caveat that tells a day tells the last day of its month."""
    day = caveat.values.get("date")
    if day is None:
        return caveat
    last = day.to_period("M").end_time.normalize()
    return replace(caveat, values={**caveat.values, "date": last})


def _without_rows(claim: Claim):
    """The other basis keeps its counts; its rows are not shown anywhere."""
    if claim.other_basis is None:
        return None
    return tuple(c and replace(c, evidence=()) for c in claim.other_basis)


def _evidence(claim: Claim, exact: Records, shown: Records) -> EvidenceView:
    lines, rest = [], []
    for table in dict.fromkeys(item.table for item in claim.evidence):
        items = pd.DataFrame(
            [(i.table, i.id, i.period) for i in claim.evidence if i.table == table],
            columns=["table", "id", "period"],
        )
        rows = shown.table(table)
        keyed = rows.assign(id=rows[KEYS[table]].astype("str"))
        lines.append(items.merge(keyed, on="id", how="inner"))
        hidden = items[~items["id"].isin(keyed["id"])]
        rest.append(_grouped(hidden, exact, table))
    return EvidenceView(
        rows=pd.concat(lines, ignore_index=True) if lines else pd.DataFrame({"id": []}),
        grouped=pd.concat(rest, ignore_index=True) if rest else _grouped_columns(),
    )


def _grouped_columns() -> pd.DataFrame:
    return pd.DataFrame({"period": [], "area_id": [], "month": [], "records": []})


def _grouped(items: pd.DataFrame, exact: Records, table: str) -> pd.DataFrame:
    """Rows that may not be shown, counted by period, area and month."""
    rows = exact.table(table)
    if table == "detections":
        rows = with_location(rows, exact.deployments)
    exactly = rows["date_precision"].astype("str").isin(["day", "month"])
    months = rows["event_start"].dt.to_period("M").dt.to_timestamp().where(exactly)
    keyed = pd.DataFrame(
        {
            "id": rows[KEYS[table]].astype("str"),
            "area_id": rows["area_id"].astype("str"),
            "month": months,
        }
    )
    found = items.merge(keyed, on="id").groupby(["period", "area_id", "month"], dropna=False)
    return found.size().reset_index(name="records")


def shown_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Problems as anybody may see them: where, and which rule, but nothing that a cell holds.

    Any cell of a broken row may tell of a place, so the sentences made of cells are kept for
    those who have the files: ``python -m impact check`` prints them.
    """
    rules = {rule.id: rule.description for rule in (*schema_rules(), *RULES)} | FILE_RULES
    return [
        replace(
            found,
            value="",
            message=rules.get(found.rule, "Something in this row cannot be used."),
            cure="`python -m impact check` says more to those who have the file.",
        )
        for found in problems
    ]
