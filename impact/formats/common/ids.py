"""Ids of other systems as ours: the same id always becomes the same, and no two become one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from impact.model.schemas import schema

if TYPE_CHECKING:
    import pandas as pd

_ALLOWED = schema("deployments").field("deployment_id").constraints["pattern"]
_OTHER = re.compile(r"[^A-Za-z0-9._:-]+")
_SHOWN = 40


def tidy_ids(column: pd.Series) -> pd.Series:
    """Ids that our tables allow.

    Returns
    -------
    Series of str
        What is allowed stays as it is. In anything else (spaces, slashes, Cyrillic) the
        signs that are not allowed become hyphens, and a mark made of the whole id follows,
        so that two ids never become one.
    """
    odd = column[~column.str.fullmatch(_ALLOWED, na=True).astype(bool)]
    if odd.empty:
        return column
    told = {written: tidy_id(written) for written in odd.unique()}
    return column.where(~column.index.isin(odd.index), column.map(told)).astype("str")


def tidy_id(written: str) -> str:
    """One such id."""
    if re.fullmatch(_ALLOWED, written):
        return written
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    shown = _OTHER.sub("-", plain).strip("-._:")[:_SHOWN]
    return f"{shown or 'id'}-{mark_of(written)}"


def mark_of(text: str) -> str:
    """Eight signs that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
