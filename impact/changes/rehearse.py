"""What publishing would change: every claim before and after, and what would be new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.claims import Agreement

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View


@dataclass(frozen=True)
class ClaimChange:
    """A claim before and after; None where it was not there, or would be no more."""

    before: Claim | None
    after: Claim | None

    @property
    def id(self) -> str:
        return (self.after or self.before).id

    @property
    def changed(self) -> bool:
        """Whether a reader would read something else: a number, a verdict or an agreement."""
        return _read(self.before) != _read(self.after)

    @property
    def parts_from_statement(self) -> bool:
        """Whether it would no longer say what the programme has published."""
        return _differs(self.after) and not _differs(self.before)


@dataclass(frozen=True)
class Rehearsal:
    """What publishing would change.

    Attributes
    ----------
    claims : tuple of ClaimChange
        Changed ones first, else in the order of the programme.
    first_records : DataFrame
        Rows of the summaries' first records that were not there, or were another record.
    areas : tuple of str
        Areas on which something would be on file for the first time.
    """

    claims: tuple[ClaimChange, ...]
    first_records: pd.DataFrame
    areas: tuple[str, ...]

    @property
    def read_otherwise(self) -> list[Claim]:
        """The claims that would read otherwise, as they would be: those that are new first."""
        changed = [one for one in self.claims if one.changed]
        changed.sort(key=lambda one: one.before is not None)
        return [one.after for one in changed if one.after is not None]


def rehearse(before: View, after: View) -> Rehearsal:
    """Compare the view of today with the view as it would be, for the same audience."""
    ids = dict.fromkeys(claim.id for view in (after, before) for claim in view.claims)
    changes = [ClaimChange(before.claim(one), after.claim(one)) for one in ids]
    new = tuple(area for area in _areas_on_file(after) if area not in set(_areas_on_file(before)))
    return Rehearsal(
        claims=tuple(sorted(changes, key=lambda change: not change.changed)),
        first_records=_new_firsts(before, after),
        areas=new,
    )


def _read(claim: Claim | None) -> tuple | None:
    """What a reader reads of a claim."""
    if claim is None:
        return None
    held = claim.held and claim.held.agreement
    first = claim.first and (claim.first.start, claim.first.precision)
    return (claim.value, claim.baseline, claim.verdict, claim.ratio, claim.effort, held, first)


def _differs(claim: Claim | None) -> bool:
    return (
        claim is not None and claim.held is not None and claim.held.agreement is Agreement.DIFFERS
    )


def _new_firsts(before: View, after: View) -> pd.DataFrame:
    key = ["area_id", "scientific_name", "event_start", "event_end"]
    old = before.summaries.first_records[key].astype("str")
    new = after.summaries.first_records
    known = set(old.itertuples(index=False, name=None))
    fresh = [row not in known for row in new[key].astype("str").itertuples(index=False, name=None)]
    return new[pd.Series(fresh, index=new.index, dtype=bool)]


def _areas_on_file(view: View) -> list[str]:
    tables = (view.summaries.detections, view.summaries.first_records, view.summaries.incidents)
    return list(dict.fromkeys(str(a) for table in tables for a in table["area_id"].dropna()))
