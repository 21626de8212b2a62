"""Effort, rates and changes of the example are those that were planned."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy import stats


def trap_nights(tables: dict[str, pd.DataFrame], survey: str) -> float:
    """Days in which the first camera of each station worked; the facing one adds nothing."""
    area, year = survey.rsplit("-", 1)
    table = tables["deployments"].merge(tables["failures"], on="deployment_id", how="left")
    start, end, failed, mended = (
        pd.to_datetime(table[name])
        for name in ("deployment_start", "deployment_end", "failure_start", "failure_end")
    )
    nights = (end - start) - (mended - failed).fillna(pd.Timedelta(0))
    there = (table["area_id"] == area) & (start.dt.year == int(year))
    return (nights / pd.Timedelta(days=1))[there & table["camera_id"].str.endswith("a")].sum()


def area_months(tables: dict[str, pd.DataFrame], areas: list[str], year: str) -> int:
    reporting = tables["reporting"]
    there = reporting["area_id"].isin(areas) & reporting["month"].str.startswith(year)
    return int((there & (reporting["active"] == "yes")).sum())


def ratio_interval(x1: int, t1: float, x0: int, t0: float) -> tuple[float, float]:
    """The exact conditional interval of the ratio of two Poisson rates."""
    low = stats.beta.ppf(0.025, x1, x0 + 1)
    high = stats.beta.ppf(0.975, x1 + 1, x0)
    return low / (1 - low) * t0 / t1, high / (1 - high) * t0 / t1


def test_effort_differs_by_more_than_a_quarter_on_ridge_south_and_not_elsewhere(
    tables: dict[str, pd.DataFrame],
) -> None:
    def share(current: str, baseline: str) -> float:
        return trap_nights(tables, current) / trap_nights(tables, baseline)

    assert share("ridge-south-2025", "ridge-south-2023") < 0.75
    assert 1 < share("ridge-north-2025", "ridge-north-2023") < 1.25
    assert 0.8 < share("glacier-2025", "glacier-2022") < 1.25
    assert 0.8 < share("high-valley-2025", "high-valley-2023") < 1.25


@pytest.mark.parametrize(
    ("area", "current", "baseline", "finding"),
    [
        ("ridge-north", (52, "2025"), (20, "2023"), "increase"),
        ("high-valley", (15, "2025"), (40, "2023"), "decrease"),
        ("glacier", (41, "2025"), (30, "2022"), "no clear change"),
        ("ridge-south", (18, "2025"), (30, "2023"), "no clear change"),
    ],
)
def test_detections_give_an_increase_a_decrease_and_no_clear_change(
    area: str,
    current: tuple[int, str],
    baseline: tuple[int, str],
    finding: str,
    tables: dict[str, pd.DataFrame],
) -> None:
    now, before = (trap_nights(tables, f"{area}-{p[1]}") for p in (current, baseline))
    low, high = ratio_interval(current[0], now, baseline[0], before)
    found = "increase" if low > 1 else "decrease" if high < 1 else "no clear change"
    assert found == finding


def test_incidents_in_turkmenistan_fall_and_those_of_the_high_valley_show_no_clear_change(
    tables: dict[str, pd.DataFrame],
) -> None:
    west = ["ridge-north", "ridge-south", "plain"]
    months = [area_months(tables, west, year) for year in ("2025", "2023")]
    assert ratio_interval(8, months[0], 27, months[1])[1] < 1
    months = [area_months(tables, ["high-valley"], year) for year in ("2025", "2023")]
    low, high = ratio_interval(5, months[0], 4, months[1])
    assert low < 1 < high


def test_a_quiet_year_is_proven_in_green_valley_and_not_around_the_plateau(
    tables: dict[str, pd.DataFrame],
) -> None:
    conflicts = tables["conflicts"]
    counted = conflicts["verification"].isin(["confirmed", "probable"]) & (
        conflicts["incident_type"] != "close encounter"
    )
    for area, months in (("green-valley", 9), ("plateau-buffer", 0)):
        years = conflicts[counted & (conflicts["area_id"] == area)]["event_start"].str[:4]
        assert len(years) > 0
        assert "2025" not in set(years)
        assert area_months(tables, [area], "2025") == months
