"""Ids that are unique within their project alone: the project becomes part of them.

It does so whether one project came or several, so that a project that is sent by itself today and
with others tomorrow keeps its ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common.ids import tidy_ids

if TYPE_CHECKING:
    import pandas as pd


def projects_of(deployed: pd.DataFrame) -> dict[str, str]:
    """Deployment, as it is written → its project, where it is in one project alone."""
    pairs = deployed[["deployment_id", "project_id"]].dropna().drop_duplicates()
    sure = pairs.drop_duplicates("deployment_id", keep=False)
    return dict(zip(sure["deployment_id"], sure["project_id"], strict=True))


def in_project(project: pd.Series, ids: pd.Series) -> pd.Series:
    """Ids with their projects; an id without one stays as it is."""
    return tidy_ids(((project + ":").fillna("") + ids).astype("str"))
