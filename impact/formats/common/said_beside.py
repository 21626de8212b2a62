"""Columns that no format asks for: whether they doubt the animal, or say that it was absent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.reading.doubted_rows import columns_of_doubt, said_beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from impact.formats.common.sheets import Sheet


def with_said_beside(rows: pd.DataFrame, sheets: Iterable[Sheet]) -> pd.DataFrame:
    """The rows with ``doubted_beside`` and ``absent_beside``, by columns that were not read yet.

    Parameters
    ----------
    rows : DataFrame
        ``file, row``.
    sheets : iterable of Sheet
        Where the rows stand. What is looked at here counts as read only where it says a doubt or
        an absence.
    """
    doubted: set[tuple[str, int]] = set()
    absent: set[tuple[str, int]] = set()
    for sheet in sheets:
        left = [
            h for place, h in enumerate(sheet.headings) if h and place not in sheet.columns_read
        ]
        if not left:
            continue
        columns = {f"beside {place}": (heading,) for place, heading in enumerate(left)}
        read = replace(sheet, columns_read=set(), called={}, places=None).read(columns).frame
        beside = read[list(columns)].set_axis(left, axis="columns")
        sheet.columns_read.update(sheet.headings.index(h) for h in columns_of_doubt(beside))
        for found, holds in zip((doubted, absent), said_beside(beside), strict=True):
            found.update((sheet.label, row) for row in read.loc[holds, "row"])
    at = list(zip(rows["file"].astype("str"), rows["row"], strict=True))
    return rows.assign(
        doubted_beside=[each in doubted for each in at],
        absent_beside=[each in absent for each in at],
    )
