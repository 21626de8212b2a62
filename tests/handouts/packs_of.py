"""Views and files of meeting packs for tests, each made once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from impact.disclosure import for_audience
from impact.handouts.packs import Choice, make
from impact.wording import words_in
from tests.folders import DATA, version_of

if TYPE_CHECKING:
    from impact.disclosure import View


@cache
def view_of(name: str, audience: str = "public") -> View:
    """What an audience may see of one of our data folders."""
    return for_audience(version_of(DATA / name), audience)


@cache
def pack(kind: str, name: str = "wildcats", language: str = "en") -> bytes:
    """The usual pack of one of our data folders, for the public."""
    return make(kind, view_of(name), words_in(language), Choice())
