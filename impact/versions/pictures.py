"""The pictures of a version: photographs and logos, each written once and then taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.model.programme import Programme
    from impact.versions.entries import StoredFile
    from impact.versions.log import Log


def pictures_of(
    log: Log, programme: Programme, given: Mapping[str, bytes]
) -> dict[str, bytes | StoredFile]:
    """Each picture that the programme names: as an earlier version has it, else as given.

    One that is nowhere is left out, and missing on the pages.
    """
    if not programme.pictures:
        return {}
    known: dict[str, StoredFile] = {}
    for version in log.versions():  # the newest first; a withdrawn one has none
        known = version.pictures | known
    found: dict[str, bytes | StoredFile] = {**given, **known}
    return {name: found[name] for name in sorted(programme.pictures) if name in found}
