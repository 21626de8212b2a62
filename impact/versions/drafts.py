"""Drafts: rehearsals under a name that nobody can guess, for seven days."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import TYPE_CHECKING

from impact.model.errors import NoSuchVersion
from impact.versions.entries import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.versions.entries import Draft
    from impact.versions.object_store import Place

FOLDER = "drafts"
LASTS = dt.timedelta(days=7)
_TOKEN = re.compile(r"[0-9a-f]{64}")


def write_draft(place: Place, draft: Draft) -> str:
    """Write a draft whose files are there; its token."""
    token = secrets.token_hex(32)
    place.create(f"{FOLDER}/{token}.json", draft.model_dump_json(indent=1).encode())
    return token


def find_draft(place: Place, token: str, *, now: dt.datetime) -> Draft:
    """The draft of a token.

    Raises
    ------
    NoSuchVersion
        There is none, or it has expired.
    """
    path = f"{FOLDER}/{token}.json"
    # The token comes from an address bar: it must not name any other file
    content = place.read(path) if _TOKEN.fullmatch(token) else None
    draft = None if content is None else read_draft(content, FOLDER)
    if draft is None or expired(draft, now):
        raise NoSuchVersion(
            "There is no such draft, or it has expired.", "Rehearse the change again."
        )
    return draft


def expired(draft: Draft, now: dt.datetime) -> bool:
    """Whether a draft is older than seven days."""
    return now >= draft.manifest.published + LASTS


def all_drafts(place: Place) -> dict[str, Draft]:
    """Path of each draft → the draft."""
    paths = place.names(FOLDER)
    contents = zip(paths, place.read_all(paths), strict=True)
    # One that was deleted since it was listed is none
    return {path: read_draft(content, path) for path, content in contents if content is not None}


def drop_drafts(place: Place, unwanted: Callable[[Draft], bool]) -> list[str]:
    """Delete drafts with their files; the names of what was deleted."""
    gone = []
    for path, draft in all_drafts(place).items():
        if unwanted(draft):
            # The draft before its files, so that nobody opens half of one
            gone += [path, *(file.path for file in draft.manifest.all_files)]
    place.delete(gone)
    return gone
