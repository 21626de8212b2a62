"""programme.toml → what an audience may know.

Chapman 2020 (doi 10.15468/doc-5jp4-5g10) gives each sensitive species a category: of category 1
no more than a region is told, of 2 a cell of 0.1 degree, of 3 one of 0.01, of 4 one of 0.001.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.errors import DisclosureError

if TYPE_CHECKING:
    from impact.model.programme import Audience, Programme
    from impact.versions.version import Version

CELLS = {2: 0.1, 3: 0.01, 4: 0.001}
EXACT = 0.0
AREA = math.inf


@dataclass(frozen=True)
class Rules:
    """How exactly one audience may place and date a record that is not public.

    Attributes
    ----------
    degrees : dict of int to float
        By category the size of the cell; 0 is exact, infinity no more than the area.
    categories : dict of str to int
        By scientific name, synonyms too.
    unnamed : int
        The category where no species of the programme is on record: the most sensitive of all.
    held_from : Timestamp or None
        The first day of the first month that is held back; None where none is.
    stations : int
        The least number of camera stations that a figure is of.
    """

    audience: Audience
    degrees: dict[int, float]
    categories: dict[str, int]
    unnamed: int
    held_from: pd.Timestamp | None
    stations: int
    id_key: str

    @property
    def hides_nothing(self) -> bool:
        """Whether this audience sees every row as it is."""
        exact = self.audience.records == "exact" and self.audience.dated_to == "exact"
        return exact and self.held_from is None

    @property
    def fingerprint(self) -> str:
        """Changes whenever the rules do, and tells nothing of the key."""
        said = (self.audience.model_dump(), self.degrees, self.categories, self.id_key)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def rules_for(version: Version, audience_id: str) -> Rules:
    """The rules of an audience.

    Parameters
    ----------
    version : Version
        What is to be shown: the delay runs back from when it was published.
    audience_id : str

    Raises
    ------
    DisclosureError
        There is no such audience.
    """
    programme = version.programme
    audience = _audience(programme, audience_id)
    categories: dict[str, int] = {
        name: species.category
        for species in programme.species
        for name in (species.scientific_name, *species.synonyms)
    }
    most_sensitive = min(categories.values())
    return Rules(
        audience=audience,
        degrees={category: _degrees(category, audience) for category in (1, *CELLS)},
        categories=categories,
        unnamed=most_sensitive,
        held_from=_held_from(version, audience),
        stations=audience.minimum_stations if most_sensitive == 1 else 1,
        id_key=programme.id_key,
    )


def _audience(programme: Programme, audience_id: str) -> Audience:
    for audience in programme.audiences:
        if audience.id == audience_id:
            return audience
    known = ", ".join(audience.id for audience in programme.audiences)
    raise DisclosureError(
        f"There is no audience “{audience_id}”.", f"programme.toml describes these: {known}."
    )


def _degrees(category: int, audience: Audience) -> float:
    if audience.records == "exact":
        return EXACT
    at_most = CELLS.get(category, AREA)  # what anybody may know
    return min(at_most, audience.cell_degrees or AREA)


def _held_from(version: Version, audience: Audience) -> pd.Timestamp | None:
    """The first of the month in which the delay begins.

    Whole months are held back: were it only days, then a record that appears from one version
    to the next would be dated by the days between the two. A folder that is served as it lies
    was never published; there the day on which its records were gathered, as its programme.toml
    says, stands for it. A day that nobody has brought up to date holds back more, not less; one in
    the future is cut off before (`Programme.gathered_by`).
    """
    if not audience.delay_days:
        return None
    if version.published is None:
        shown = pd.Timestamp(version.programme.about.as_of) + pd.Timedelta(days=1)
    else:
        # Records carry local time, so count from the place where the day begins first.
        shown = pd.Timestamp(version.published).tz_convert("Asia/Almaty").tz_localize(None)
    day = shown - pd.Timedelta(days=audience.delay_days)
    return day.to_period("M").start_time
