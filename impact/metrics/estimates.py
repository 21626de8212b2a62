"""Population figures as they have been published; those that disagree stand side by side.

Each comes with its own interval and source, and they are never joined into a trend: they differ in
method and extent (Johansson et al. 2020, doi 10.1038/s41598-020-63367-z).
"""

from __future__ import annotations

import pandas as pd


def population_figures(status: pd.DataFrame) -> pd.DataFrame:
    """The published figures of a population that are shown.

    Parameters
    ----------
    status : DataFrame
        As in the schema, or those of its rows that were chosen.

    Returns
    -------
    DataFrame
        The rows as they are, in the order of the table; those marked as hidden are left out.
    """
    return status[status["metric"].isin(["population"]) & ~status["use"].isin(["hidden"])]
