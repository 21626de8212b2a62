"""Views and files of meeting packs for tests, each made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from impact.checking.folder import read_folder
from impact.disclosure import for_audience
from impact.handouts.packs import Choice, make
from impact.versions.version import make_version
from impact.wording import words_in

if TYPE_CHECKING:
    from impact.disclosure import View

DATA = Path(__file__).parents[2] / "data"


@cache
def view_of(name: str, audience: str = "public") -> View:
    """What an audience may see of one of our data folders."""
    found = read_folder(DATA / name)
    return for_audience(make_version(found.programme, found.records, found.hashes), audience)


@cache
def pack(kind: str, name: str = "wildcats", language: str = "en") -> bytes:
    """The usual pack of one of our data folders, for the public."""
    return make(kind, view_of(name), words_in(language), Choice())
