"""A snapshot with everything that is made from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from impact.claims.declared import with_declared
from impact.claims.published import published_claims
from impact.versions import derived, figures
from impact.versions.version import Version, fingerprint_of, make_version

if TYPE_CHECKING:
    from impact.versions.entries import Snapshot


def version_of(snapshot: Snapshot, *, now: dt.datetime | None = None) -> Version:
    """A snapshot with its claims, its cube and its summaries.

    They are those that were kept when it was published; only where none were, they are made
    again from the records.

    Parameters
    ----------
    snapshot : Snapshot
    now : datetime, optional
        The present. A version that says it was published later was published by a clock that is
        ahead; it counts as published now, or nothing in it would be new enough to be held back.
    """
    manifest = snapshot.manifest
    about: dict[str, Any] = {
        "number": manifest.number,
        "published": min(manifest.published, now or dt.datetime.now(dt.UTC)),
        "author": manifest.author,
        "note": manifest.note,
        "pictures": snapshot.pictures,
    }
    kept = None if snapshot.made is None else derived.unpack(snapshot.made, snapshot.programme)
    about["figures"] = figures.unpack(snapshot.figures, snapshot.older, snapshot.programme)
    then = published_claims(manifest.claims)
    if kept is None:
        shown = about.pop("figures")
        made = make_version(snapshot.programme, snapshot.records, manifest.hashes, **about)
        claims = with_declared(made.claims, manifest.claims)
        return replace(made, claims=claims, as_published=then, figures=shown)
    cube, summaries, claims = kept
    return Version(
        fingerprint=fingerprint_of(manifest.hashes),
        programme=snapshot.programme,
        records=snapshot.records,
        cube=cube,
        summaries=summaries,
        claims=with_declared(claims, manifest.claims),
        as_published=then,
        **about,
    )
