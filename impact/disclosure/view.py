"""What an audience sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt

    from impact.claims import Claim
    from impact.claims.published import PublishedClaim
    from impact.metrics.summaries import Summaries
    from impact.model.programme import Audience, Programme
    from impact.model.records import Records


@dataclass(frozen=True)
class EvidenceView:
    """What an audience may see of the rows behind a claim.

    Attributes
    ----------
    rows : DataFrame
        One line a row that may be shown: ``table, id, period``, then the row's own columns.
    grouped : DataFrame
        The rest, counted: ``period, area_id, month, records``. A month is the first of it, or
        missing where the date is not known, or may not be told, so exactly. The area is missing
        for rows that are held back: too new, or from too few stations.
    """

    rows: pd.DataFrame
    grouped: pd.DataFrame


def no_older() -> pd.DataFrame:
    """The table of a view in which every figure is its own."""
    return pd.DataFrame(columns=["area_id", "year", "as_of"])


@dataclass(frozen=True)
class View:
    """All that an audience may see of a version. Pages and files are made from nothing else.

    Attributes
    ----------
    fingerprint : str
        Of the files for those who see all of them; for others of what they are shown, since a
        hash of hidden rows would confirm a guess of them.
    rules : str
        A hash of the disclosure rules, which are today's: part of the key of all that is kept.
    degrees : dict of str to Series
        By table, how far each row's coordinates are generalised: 0 is exact, infinity means no
        more than the area. `generalisations` says it in the words of a standard.
    merged : DataFrame
        ``area_id, year, into``: areas whose figures of a year stand with those of a wider one,
        because too few camera stations were out; `into` is missing where they stand nowhere.
    held_from : Timestamp or None
        Records that are not public and fall on this day or later are in no row and no figure
        of an area; the claims count them.
    as_published : tuple of PublishedClaim
        The claims as the version's publisher computed them. A first record is not among them
        for those who may not know its day, nor a claim whose effort is that of an older version.
    pictures : dict of str to bytes
        The photographs and logos that the programme names, by name.
    older : DataFrame
        ``area_id, year, as_of``: areas and years that keep the figures of an older version until
        the data of enough camera stations have changed.
    """

    audience: Audience
    rules: str
    fingerprint: str
    number: int | None
    published: dt.datetime | None
    programme: Programme
    records: Records
    claims: tuple[Claim, ...]
    evidence: dict[str, EvidenceView]
    summaries: Summaries
    degrees: dict[str, pd.Series]
    merged: pd.DataFrame
    held_from: pd.Timestamp | None
    as_published: tuple[PublishedClaim, ...] = ()
    older: pd.DataFrame = field(default_factory=no_older)
    pictures: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def kept(self) -> dict:
        """What `once` has worked out of this view."""
        return {}

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of that id, or None."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)
