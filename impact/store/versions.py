"""A snapshot with everything that is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.publishing import make_version

if TYPE_CHECKING:
    from impact.publishing import Version
    from impact.store.entries import Snapshot


def version_of(snapshot: Snapshot) -> Version:
    """The claims and small tables of a snapshot."""
    manifest = snapshot.manifest
    return make_version(
        snapshot.programme,
        snapshot.records,
        manifest.hashes,
        number=manifest.number,
        published=manifest.published,
        author=manifest.author,
        note=manifest.note,
    )
