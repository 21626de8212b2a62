"""The tables, the programme and the photographs of the simulated example."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.model.programme import Programme, read_programme
from impact.model.schemas import TABLES
from tests.example.folder import EXAMPLE


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The example as it stands in the folder, every cell as text."""
    return {t: pd.read_csv(EXAMPLE / f"{t}.csv", dtype="str") for t in TABLES}


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme((EXAMPLE / "programme.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def photographs(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Camera rows that may be detections, one level per deployment, with place and time."""
    rows = tables["detections"].merge(
        tables["deployments"][["deployment_id", "location_id", "area_id"]],
        on="deployment_id",
        suffixes=("_told", ""),
    )
    rows = rows[rows["identification_verification_status"] == "verified"]
    rows["time"] = pd.to_datetime(rows["event_start"])
    by_event = rows.loc[rows["observation_level"] == "event", "deployment_id"].unique()
    media = (rows["observation_level"] == "media") & ~rows["deployment_id"].isin(by_event)
    events = (rows["observation_level"] == "event") & ~rows.duplicated("event_id")
    return rows[media | events].sort_values(["location_id", "time"])
