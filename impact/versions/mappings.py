"""How the headings of a file were mapped by hand, kept under a name for the next file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from impact.model.errors import StoreError
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from impact.versions.object_store import Place

FOLDER = "mappings"
LONGEST_NAME = 80
MOST = 200


def save_mapping(place: Place, name: str, choices: str) -> None:
    """Keep choices (as `impact.reading.choices.Choices.as_json` writes them) under a name.

    Raises
    ------
    StoreError
        The name is empty or too long, or there are too many.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise StoreError(
            Sentence("A mapping needs a name of at most {n} signs.", n=LONGEST_NAME),
            Sentence("Write another name."),
        )
    path = f"{FOLDER}/{hashlib.sha256(name.casefold().encode()).hexdigest()[:32]}.json"
    names = place.names(FOLDER)
    if path not in names and len(names) >= MOST:
        raise StoreError(
            Sentence("There are {n} mappings already.", n=MOST),
            Sentence("Save it under a name that is there, in place of that one."),
        )
    content = json.dumps({"name": name, "choices": choices}, ensure_ascii=False)
    place.replace(path, content.encode())


def all_mappings(place: Place) -> dict[str, str]:
    """Name → choices, by name.

    Raises
    ------
    StoreError
        One of them is damaged.
    """
    found = {}
    paths = place.names(FOLDER)
    for path, content in zip(paths, place.read_all(paths), strict=True):
        if content is None:
            continue
        try:
            kept = json.loads(content)
            found[str(kept["name"])] = str(kept["choices"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                Sentence("{path} is damaged.", path=path),
                Sentence("Get the store back from a backup."),
            ) from error
    return dict(sorted(found.items()))
