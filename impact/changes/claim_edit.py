"""The claims of programme.toml: new, changed, retired, reordered; every comment stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.changes import list_edit
from impact.model.errors import ProgrammeError
from impact.model.messages import Sentence
from impact.model.programme import Indicator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PART = "indicators"


def indicator_values(programme_text: bytes, indicator: str) -> dict:
    """The keys of an indicator as plain values; empty where there is none of that id."""
    found = list_edit.things_of(programme_text, PART)
    return next((one for one in found if one["id"] == indicator), {})


def with_indicator(programme_text: bytes, values: Mapping, instead_of: str = "") -> bytes:
    """The programme with an indicator that is new, or takes the place of another.

    Parameters
    ----------
    programme_text : bytes
    values : mapping
        Key → value, as in the file; a key without a value, or of a first record that needs none,
        is left out.
    instead_of : str
        The id of the indicator that is changed; empty for a new one, which comes last.

    Raises
    ------
    ProgrammeError
        The id is another's, or a value is missing.
    """
    ids = _ids(programme_text)
    _check_id(str(values.get("id") or ""), [one for one in ids if one != instead_of])
    at = ids.index(instead_of) if instead_of in ids else None
    return list_edit.with_thing(programme_text, PART, _filled(values), at)


def without_indicator(programme_text: bytes, indicator: str) -> bytes:
    """The programme without an indicator; comments in it stay where it stood."""
    return list_edit.without_thing(programme_text, PART, _ids(programme_text).index(indicator))


def in_order(programme_text: bytes, ids: Sequence[str]) -> bytes:
    """The programme with its indicators in that order, which is the order of the public page."""
    now = _ids(programme_text)
    return list_edit.in_order(programme_text, PART, [now.index(one) for one in ids])


def _ids(programme_text: bytes) -> list[str]:
    return [one["id"] for one in list_edit.things_of(programme_text, PART)]


def _check_id(name: str, others: Sequence[str]) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise ProgrammeError(
            Sentence("“{name}” cannot be the short name of a claim.", name=name),
            Sentence("Use small Latin letters, figures and hyphens, such as uly-balkan-2026."),
        )
    if name in others:
        raise ProgrammeError(
            Sentence("There is a claim with the short name {name} already.", name=name),
            Sentence("Give this one another, or change that one."),
        )


def _filled(values: Mapping) -> dict:
    """The keys with a value, in the order of the model; no period where the kind has none."""
    without = {"current", "baseline"} if values.get("kind") == "first_record" else set()
    found = {}
    for name in Indicator.model_fields:
        value = values.get(name)
        if isinstance(value, dict):
            value = {key: one for key, one in value.items() if one not in (None, "")}
        if value not in (None, "", {}, []) and name not in without:
            found[name] = value
    return found
