"""Published totals among reports: each counts many detections of a survey, and is no record."""

from __future__ import annotations

import pandas as pd


def single(reports: pd.DataFrame, *, total: bool = False) -> pd.DataFrame:
    """The reports of one record each; or the totals among them."""
    counted = reports["count_unit"].eq("detections") & reports["count"].notna()
    of_a_survey = reports["survey_id"].notna() & reports["deployment_id"].isna()
    many = counted & of_a_survey & reports["date_precision"].ne("day")
    return reports[many == total]
