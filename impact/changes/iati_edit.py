"""What programme.toml says for IATI, edited: the part ``[iati]``."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import tomlkit

from impact.model.iati import Iati
from impact.model.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Mapping


def iati_values(programme_text: bytes) -> dict:
    """The keys of ``[iati]`` as they are; empty where there is none yet."""
    return tomllib.loads(programme_text.decode("utf-8-sig")).get("iati", {})


def with_iati(programme_text: bytes, values: Mapping) -> bytes:
    """The programme with those keys; what is empty is left out, comments stay.

    Parameters
    ----------
    programme_text : bytes
    values : mapping
        Keys of `impact.model.iati.Iati`; whole percentages become whole numbers.

    Raises
    ------
    ProgrammeError
        A value is missing or of the wrong kind, or the shares do not add up to 100.
    """
    document = tomlkit.parse(programme_text.decode("utf-8-sig"))
    part = document.get("iati")
    if part is None:
        part = tomlkit.table()
        document["iati"] = part
    for name in Iati.model_fields:
        value = values.get(name)
        if not value:
            part.pop(name, None)
        elif part.get(name) != value:
            part[name] = _shares(value) if isinstance(value, dict) else value
    text = tomlkit.dumps(document)
    read_programme(text)
    return text.encode()


def _shares(countries: Mapping[str, float]) -> tomlkit.items.InlineTable:
    made = tomlkit.inline_table()
    for code, share in sorted(countries.items()):
        made[code] = int(share) if float(share).is_integer() else share
    return made
