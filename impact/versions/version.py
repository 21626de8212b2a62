"""Records → a version: everything heavy is done here, once, from exact records."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from impact.claims import answer_all
from impact.metrics.cube import build_cube
from impact.metrics.events import with_location
from impact.metrics.summaries import summarise

if TYPE_CHECKING:
    import datetime as dt

    from impact.claims import Claim
    from impact.claims.published import PublishedClaim
    from impact.metrics.cube import Cube
    from impact.metrics.summaries import Summaries
    from impact.model.programme import Programme
    from impact.model.records import Records
    from impact.versions.figures import Figures


@dataclass(frozen=True)
class Version:
    """One state of all tables, with what was made from them.

    `fingerprint` is a hash of every file that went in: the same files give the same one.
    `number` and `published` are None for a folder that is served as it lies. `figures` has, by
    audience, which figures are shown of it; where an audience is not in it, those of the records.
    """

    fingerprint: str
    programme: Programme
    records: Records
    cube: Cube
    summaries: Summaries
    claims: tuple[Claim, ...]
    number: int | None = None
    published: dt.datetime | None = None
    author: str = ""
    note: str = ""
    as_published: tuple[PublishedClaim, ...] = ()  # what the store kept of its claims
    figures: dict[str, Figures] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)  # photographs and logos, by name


def make_version(
    programme: Programme,
    records: Records,
    hashes: dict[str, str],
    *,
    number: int | None = None,
    published: dt.datetime | None = None,
    author: str = "",
    note: str = "",
    pictures: dict[str, bytes] | None = None,
) -> Version:
    """Make the claims and the cube of a data set.

    Parameters
    ----------
    programme : Programme
    records : Records
        Checked.
    hashes : dict of str to str
        The hash of each file that went in, by name.
    pictures : dict of str to bytes, optional
        The photographs and logos that the programme names.
    number, published, author, note
        Of a version that the store has; a folder that is served as it lies has none.

    Returns
    -------
    Version
    """
    located = with_location(records.detections, records.deployments)
    cube = build_cube(
        located,
        records.deployments,
        records.failures,
        threshold_minutes=programme.events.threshold_minutes,
        rule=programme.events.rule,
    )
    return Version(
        fingerprint=fingerprint_of(hashes),
        programme=programme,
        records=records,
        cube=cube,
        summaries=summarise(records, located, cube, programme.events),
        claims=answer_all(records, programme),
        number=number,
        published=published,
        author=author,
        note=note,
        pictures=pictures or {},
    )


def fingerprint_of(hashes: dict[str, str]) -> str:
    """A short hash of the hashes of all files that went in."""
    together = "\n".join(f"{name} {hashes[name]}" for name in sorted(hashes))
    return hashlib.sha256(together.encode()).hexdigest()[:12]


def under_rules_of(version: Version, today: Programme) -> Version:
    """An old version under the disclosure rules of today, which always apply."""
    categories = {one.scientific_name: one.category for one in today.species}
    species = [
        one.model_copy(update={"category": categories.get(one.scientific_name, one.category)})
        for one in version.programme.species
    ]
    rules = {"audiences": today.audiences, "species": species}
    return replace(version, programme=version.programme.model_copy(update=rules))
