"""Whose work a row is: the programme's (or its partners' within it), or that of others.

What others did is context, never the programme's result.
"""

from __future__ import annotations

import pandas as pd

PROGRAMME, OTHERS = "programme", "others"
TELLS_WHOSE = ["attribution", "published"]  # the columns that `by_programme` reads


def by_programme(rows: pd.DataFrame) -> pd.Series:
    """Which rows are the programme's own work.

    Parameters
    ----------
    rows : DataFrame
        ``attribution``, and ``published`` where the table has it.

    Returns
    -------
    Series of bool
        A row that does not say whose it is counts as the programme's where it comes from
        nowhere but the programme's own files; a published row, an area and a milestone may be
        anybody's, so without a word they are others'.
    """
    # In arrays: these few cells are asked for many times on each page.
    whose = rows["attribution"].to_numpy(object, na_value="")
    own = whose == PROGRAMME
    if "published" in rows:
        own |= (whose != OTHERS) & ~rows["published"].to_numpy(bool, na_value=False)
    return pd.Series(own, index=rows.index)


def at_work(areas: pd.DataFrame) -> pd.Series:
    """Which areas the programme is known to work in, or for, whoever set them up.

    Parameters
    ----------
    areas : DataFrame
        ``attribution, programme_since, initiative``.
    """
    return by_programme(areas) | areas["programme_since"].notna() | areas["initiative"].notna()


def apart(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The programme's own rows, and those of others.

    Parameters
    ----------
    rows : DataFrame
        Of any table; all rows of one without ``attribution`` are among the first.
    """
    if "attribution" not in rows:
        return rows, rows[:0]
    own = by_programme(rows)
    return rows[own], rows[~own]
