"""Kills and races, in short; benchmarks/soak/ has the long runs."""

from __future__ import annotations

import pytest

from benchmarks.soak.publishers import kill_publishers, race_publishers
from tests.versions.sample import everywhere


@pytest.fixture
def environment(request: pytest.FixtureRequest, address: str) -> dict[str, str]:
    """What another process needs to reach the store."""
    return request.getfixturevalue("s3") if address.startswith("s3:") else {}


@everywhere
def test_a_process_killed_while_it_publishes_leaves_the_old_version_or_the_new(
    address, environment
):
    kills = 5 if environment else 10  # the network is slower
    outcome = kill_publishers(address, kills=kills, seed=1, environment=environment)
    assert outcome.kills == kills
    assert outcome.lost == []
    assert outcome.torn == []
    assert outcome.versions >= len(outcome.told) >= kills
    assert outcome.reads >= 1


@everywhere
def test_of_publishes_at_once_each_is_kept_or_told_of_the_conflict(address, environment):
    outcome = race_publishers(address, processes=2, publishes=5, environment=environment)
    assert len(outcome.told) + outcome.conflicts == 10
    assert outcome.versions == len(outcome.told) >= 5
    assert outcome.lost == []
    assert outcome.torn == []
