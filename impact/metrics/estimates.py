"""Population figures as others have published them, rivals side by side.

They come with their own interval and source, and are never joined into a trend: they differ in
method and extent (Johansson et al. 2020, doi 10.1038/s41598-020-63367-z).
"""

from __future__ import annotations

import pandas as pd


def published_estimates(
    status: pd.DataFrame,
    scientific_name: str,
    *,
    area_ids: list[str] | None = None,
    metric: str = "population",
) -> pd.DataFrame:
    """The published figures of a species.

    Parameters
    ----------
    status : DataFrame
        As in the schema.
    scientific_name : str
        The species.
    area_ids : list of str, optional
        Only figures of these areas; without it those of the world and of ranges too.
    metric : str
        What the figure is of, such as ``population`` or ``mature individuals``.

    Returns
    -------
    DataFrame
        The rows as they are, in the order of the table: ``status_id, scope, value`` (in the
        words of the source), ``best, low, high`` (individuals, missing where not given),
        ``year, use, source`` and the other columns.
    """
    asked = status["scientific_name"].isin([scientific_name]) & status["metric"].isin([metric])
    if area_ids is not None:
        asked &= status["area_id"].isin(area_ids)
    return status[asked].reset_index(drop=True)
