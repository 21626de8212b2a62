"""What a claim says of incidents and of the months in which somebody asked for them."""

from __future__ import annotations

import pytest

from impact.claims import Verdict
from tests.claims.claim_tables import CONFLICTS, EIGHT, asked, codes, incident, one
from tests.tables import records, table


def test_no_incident_in_twelve_reported_months_is_a_zero():
    data = records(
        conflicts=table("conflicts", *EIGHT),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 12)),
    )
    claim = one(data, CONFLICTS)
    assert (claim.value, claim.baseline, claim.verdict) == (0, 8, Verdict.ZERO)
    assert (claim.effort.current, claim.effort.baseline) == (12, 12)
    assert claim.ratio.high < 1
    assert "months_not_reported" not in codes(claim)


def test_no_incident_without_reporting_on_file_is_a_zero_of_unknown_effort():
    claim = one(records(conflicts=table("conflicts", *EIGHT)), CONFLICTS)
    assert (claim.value, claim.baseline) == (0, 8)
    assert claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN
    assert claim.ratio is None
    assert "no_reporting_on_file" in codes(claim)


def test_without_incidents_and_without_reporting_nothing_is_recorded():
    claim = one(records(), CONFLICTS)
    assert claim.value is None
    assert claim.verdict is Verdict.NOT_RECORDED


def test_months_without_reports_are_named_as_unknown():
    data = records(
        conflicts=table("conflicts", *EIGHT),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 7)),
    )
    claim = one(data, CONFLICTS)
    assert [c.values for c in claim.caveats if c.code == "months_unknown"] == [{"months": 5}]
    assert "months_inactive" not in codes(claim)


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({}, 1),
        ({"verification": "probable"}, 1),
        ({"verification": "unverified"}, 0),
        ({"verification": "rejected"}, 0),
        ({"incident_type": "close encounter"}, 0),
    ],
)
def test_only_verified_harm_is_a_conflict(cells, counts):
    data = records(
        conflicts=table("conflicts", *EIGHT, incident("new", "2024-03-03", **cells)),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 12)),
    )
    assert one(data, CONFLICTS).value == counts


def test_an_incident_of_another_animal_is_no_conflict_with_a_cat():
    wolf = incident("wolf", "2024-03-03", scientific_name=None)
    data = records(
        conflicts=table("conflicts", *EIGHT, wolf),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 12)),
    )
    assert one(data, CONFLICTS).value == 0


def test_an_incident_in_a_month_without_reports_counts_but_enters_no_rate():
    late = [incident("in", "2024-02-01"), incident("out", "2024-09-01")]
    data = records(
        conflicts=table("conflicts", *EIGHT, *late),
        reporting=table("reporting", *asked(2023, 12), *asked(2024, 6)),
    )
    claim = one(data, CONFLICTS)
    assert claim.value == 2
    assert claim.ratio.estimate == pytest.approx((1 / 6) / (8 / 12))


VILLAGES = [f"Village {number}" for number in range(1, 8)]


def of_villages(*more: dict):
    """Seven villages that reported for two years: an incident in each, then one in one of them."""
    rows = [incident(f"{name}-23", "2023-05-10", unit=name) for name in VILLAGES]
    months = [row | {"unit": name} for name in VILLAGES for row in (*asked(2023, 12),)]
    months += [row | {"unit": name} for name in VILLAGES for row in (*asked(2024, 12),)]
    data = records(
        conflicts=table("conflicts", *rows, incident("now", "2024-05-10", unit="Village 1"), *more),
        reporting=table("reporting", *months, *asked(2021, 12)),
    )
    return one(data, CONFLICTS)


def test_incidents_are_reshuffled_by_the_villages_that_report():
    claim = of_villages()
    assert (claim.effort.current, claim.effort.baseline, claim.effort.unit) == (
        84,
        84,
        "unit-months",
    )
    assert (claim.comparison.units.in_both, claim.comparison.units.with_event) == (7, 7)
    assert claim.comparison.stations.arrangements == 2**7


def test_an_incident_of_no_village_makes_its_area_one_only_in_a_period_compared() -> None:
    assert of_villages(incident("old", "2021-05-10")).comparison.units.in_both == 7
    for day in ("2023-07-01", "2024-07-01"):
        assert of_villages(incident("unnamed", day)).comparison.units.in_both == 1
