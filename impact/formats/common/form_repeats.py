"""Repeats of a form, such as one row an animal lost, which stand in a sheet of their own."""

from __future__ import annotations

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


def _together(values: pd.Series) -> str | None:
    filled = values.dropna()
    if filled.empty:
        return None
    numbers = pd.to_numeric(filled, errors="coerce")
    return f"{numbers.sum():g}" if numbers.notna().all() else ", ".join(filled.unique())
