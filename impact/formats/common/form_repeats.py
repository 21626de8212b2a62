"""Repeats of a form, such as one row an animal lost, which stand in a sheet of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.form_columns import columns_of
from impact.formats.common.sheets import read_together
from impact.reading.account import Reasons, together

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from impact.formats.common.sheets import Sheet

PARENTS = ("_parent_index", "PARENT_KEY", "ParentGlobalID", "ec5_branch_owner_uuid")


def with_repeats(
    rows: pd.DataFrame, sheets: Iterable[Sheet], own: Collection[str]
) -> tuple[pd.DataFrame, dict[str, str], tuple[str, ...], pd.DataFrame]:
    """Reports with what their repeats say: numbers added up, words one after the other.

    Parameters
    ----------
    rows : DataFrame
        With ``parent``, to which the rows of a repeat point.
    sheets : iterable of Sheet
    own : collection of str
        The headings that the system adds itself.

    Returns
    -------
    rows : DataFrame
    attributes : dict of str to str
        Heading of each question in a repeat → its name in the rows.
    personal : tuple of str
        Headings that were not read.
    aside : DataFrame
        The rows of the repeats, as `impact.reading.account.Account.aside` has them.
    """
    attributes, personal, aside = {}, [], []
    for place, sheet in enumerate(sheets):
        columns = columns_of([sheet], own)
        personal += columns.personal
        wanted = {name: (heading,) for heading, name in columns.attributes.items()}
        lines, _ = read_together([sheet], {"parent": PARENTS, **wanted})
        why = Reasons(lines)
        why.give(lines["parent"].isin(rows["parent"].dropna()), "of_report")
        why.give(pd.Series(True, index=lines.index), "no_report")
        aside.append(why.aside())
        for heading, name in columns.attributes.items():
            if lines[name].isna().all():
                continue
            values = lines.groupby("parent")[name].agg(_together)
            rows[f"repeat {place} {name}"] = rows["parent"].map(values).astype("str")
            attributes[heading] = f"repeat {place} {name}"
    return rows, attributes, tuple(personal), together(aside)


def side_by_side(
    rows: pd.DataFrame, attributes: dict[str, str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Reports whose repeats have columns of their own, as losses[2]/killed: all in the first.

    Returns
    -------
    DataFrame
    dict of str to str
        Heading of each question, of repeats the first → its name in the rows.
    """
    first, groups = {}, {}
    for heading, name in attributes.items():
        shared = _without_number(heading)
        first.setdefault(shared, heading)
        groups.setdefault(first[shared], []).append(name)
    several = {names[0]: names for names in groups.values() if len(names) > 1}
    added = {n: rows[names].agg(_together, axis="columns") for n, names in several.items()}
    return rows.assign(**added), {heading: names[0] for heading, names in groups.items()}


def with_all_repeats(names: frozenset[str], headings: Iterable[str]) -> frozenset[str]:
    """Some of the headings; of repeats that stand side by side all where one is there."""
    shared = {_without_number(heading) for heading in names}
    return names | {heading for heading in headings if _without_number(heading) in shared}


def _without_number(heading: str) -> str:
    return re.sub(r"\[[0-9]+\]", "[]", heading)


def _together(values: pd.Series) -> str | None:
    filled = values.dropna()
    if filled.empty:
        return None
    numbers = pd.to_numeric(filled, errors="coerce")
    return f"{numbers.sum():g}" if numbers.notna().all() else ", ".join(filled.unique())
