"""No view of the public's gives away where a rare cat of the simulated survey lives."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.claims import Claim
from impact.disclosure import View, for_audience
from impact.model.errors import DisclosureError
from impact.versions.version import Version
from tests.disclosure.walker import (
    WHERE,
    edges,
    finer_than_a_month,
    hidden,
    leaks,
    numbers,
    secrets,
)
from tests.folders import EXAMPLE, version_of


@pytest.fixture(scope="module")
def version() -> Version:
    return version_of(EXAMPLE)


@pytest.fixture(scope="module")
def public(version) -> View:
    return for_audience(version, "public")


@pytest.fixture(scope="module")
def staff(version) -> View:
    return for_audience(version, "staff")


def test_nothing_in_the_public_view_is_a_place_an_id_or_a_moment_of_a_hidden_row(version, public):
    secret = secrets(version.records)
    assert len(secret.names) > 4000
    assert len(secret.coordinates) > 100
    assert len(secret.moments) > 1000
    assert leaks(public, secret) == []


def test_the_same_walk_finds_them_all_in_the_view_of_staff(version, staff):
    found = leaks(staff, secrets(version.records))
    for cell in (
        "detections[observation_id]",
        "detections[event_start]",
        "deployments[location_id]",
        "deployments[latitude]",
        "conflicts[locality]",
    ):
        assert any(cell in one for one in found), cell


def test_the_public_sees_no_camera_and_no_row_that_is_not_published(public):
    assert public.records.deployments.empty
    assert public.records.failures.empty
    for name in ("detections", "conflicts"):
        assert hidden(public.records.table(name)).empty
        for column in WHERE:
            assert public.records.table(name)[column].isna().all()


def test_staff_see_every_row(version, staff):
    for name, rows in version.records.items():
        pd.testing.assert_frame_equal(staff.records.table(name), rows)
    assert len(staff.records.deployments) > 100


def test_the_small_tables_tell_no_more_than_the_month(public):
    incidents = hidden(public.summaries.incidents)
    firsts = public.summaries.first_records
    firsts = firsts[firsts["observation_id"].isna()]
    assert len(incidents) > 50
    assert len(firsts) > 3
    for rows in (incidents, firsts):
        assert finer_than_a_month(rows).empty
        assert "day" not in set(rows["date_precision"].astype("str"))
    assert not {"location_id", "month"} & set(public.summaries.detections)


def unseen_firsts(view: View) -> list[Claim]:
    """The claims of a first record whose row the audience may not see."""
    return [claim for claim in view.claims if claim.first is not None and not claim.evidence]


def finer(dates: list[object]) -> list[object]:
    return [one for one in dates if isinstance(one, pd.Timestamp) and one not in edges(one)]


def test_a_first_record_that_is_not_public_has_no_id_and_no_more_than_its_month(public):
    firsts = [claim.first for claim in unseen_firsts(public)]
    assert len(firsts) == 2
    assert {first.observation for first in firsts} == {""}
    assert finer([date for first in firsts for date in (first.start, first.end)]) == []


def test_the_period_of_a_first_record_that_is_not_public_is_its_month_too(public):
    periods = [claim.current_period for claim in unseen_firsts(public)]
    assert finer([date for period in periods for date in (period.start, period.end)]) == []


def test_a_caveat_about_a_row_that_is_not_public_tells_no_day_of_it(public):
    caveats = [caveat for claim in unseen_firsts(public) for caveat in claim.caveats]
    assert finer([value for caveat in caveats for value in caveat.values.values()]) == []


def test_hidden_rows_are_counted_by_area_and_month(version, public):
    claim = next(c for c in version.claims if c.verdict == "increase" and len(c.evidence) > 10)
    shown = public.evidence[claim.id]
    assert shown.rows.empty
    assert shown.grouped["records"].sum() == len(claim.evidence)
    months = shown.grouped["month"].dropna()
    assert (months == months.dt.to_period("M").dt.start_time).all()
    assert set(shown.grouped) == {"period", "area_id", "month", "records"}


def test_every_number_is_the_same_for_everybody(version, public, staff):
    assert len(public.claims) == len(version.programme.indicators)
    for seen, exact, made in zip(public.claims, staff.claims, version.claims, strict=True):
        assert numbers(seen) == numbers(exact) == numbers(made)


def test_an_audience_that_nobody_described_sees_nothing(version):
    for name in ("", "donors", "Public", "staff "):
        with pytest.raises(DisclosureError):
            for_audience(version, name)
