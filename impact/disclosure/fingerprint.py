"""A fingerprint of what is shown: whoever guesses what is hidden cannot try the guess on it.

A hash of the files would confirm a guess. Somebody who knows all rows of a table but one needs
only to write each row that it may be, and to compare.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.records import Records

if TYPE_CHECKING:
    from impact.disclosure.view import View

LEFT_OUT = ("fingerprint", "number", "published")


def of_what_is_shown(view: View) -> str:
    """A short hash of all that a view holds, but for which version it is and when it came out."""
    digest = hashlib.blake2b(digest_size=6)
    for one in fields(view):
        if one.name not in LEFT_OUT:
            _add(digest, one.name, getattr(view, one.name))
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, name: str, value: object) -> None:
    """Add a value under its name: tables by their cells, all else as Python writes it."""
    digest.update(f"{name}\0".encode())
    if isinstance(value, pd.DataFrame):
        digest.update(repr(list(value.columns)).encode())
        digest.update(pd.util.hash_pandas_object(value, index=False).to_numpy().tobytes())
    elif isinstance(value, pd.Series):
        digest.update(pd.util.hash_pandas_object(value, index=False).to_numpy().tobytes())
    elif isinstance(value, dict | Records):
        for key, part in value.items():
            _add(digest, str(key), part)
    elif is_dataclass(value) and any(
        isinstance(getattr(value, one.name), pd.DataFrame) for one in fields(value)
    ):
        for one in fields(value):
            _add(digest, one.name, getattr(value, one.name))
    else:
        digest.update(repr(value).encode())
