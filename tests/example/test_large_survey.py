"""A large survey has exactly the records asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.simulate import bursts, simulate, write_large
from impact.model.schemas import schema
from tests.example.folder import digests


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_gaps_within_a_visit_stay_below_half_an_hour(seed: int) -> None:
    visit, seconds = bursts(np.random.default_rng(seed), 500)
    assert set(visit) == set(range(500))
    gaps = np.diff(seconds)[np.diff(visit) == 0]
    assert gaps.min() > 0
    assert gaps.max() < 1800
    assert (seconds[np.diff(visit, prepend=-1) > 0] == 0).all()
    assert {60, 900} <= {m for m in (60, 900) if (gaps >= m).any()}


def test_too_few_stations_for_so_many_visits_are_refused() -> None:
    with pytest.raises(ValueError):
        simulate(7, stations=20, observations=200_000)
    with pytest.raises(ValueError):
        simulate(7, stations=6)


def test_a_large_survey_has_exactly_the_records_asked_for(tmp_path: Path) -> None:
    write_large(tmp_path, 7, observations=2_500, stations=8, chunk=1_000)
    detections = pd.read_csv(tmp_path / "detections.csv", dtype="str")
    deployments = pd.read_csv(tmp_path / "deployments.csv", dtype="str")
    assert len(detections) == 2_500
    assert detections["observation_id"].is_unique
    assert deployments["location_id"].nunique() == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deployments.csv", "detections.csv"]
    rows = detections.merge(deployments, on="deployment_id")
    assert len(rows) == 2_500
    assert (rows["event_start"] >= rows["deployment_start"]).all()
    assert (rows["event_start"] <= rows["deployment_end"]).all()
    for name, table in (("detections", detections), ("deployments", deployments)):
        assert all(schema(name).knows(column) for column in table.columns)
        assert {f.name for f in schema(name).fields if f.required} <= set(table.columns)


def test_a_large_survey_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("two", 3), ("other", 4)):
        write_large(tmp_path / name, seed, observations=1_500, stations=6, chunk=400)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert digests(tmp_path / "one") != digests(tmp_path / "other")
