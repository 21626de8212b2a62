"""The table of docs/risk.md: how its numbers are taken. `make risk` reckons them from a survey."""

from __future__ import annotations

import pytest

from benchmarks.risk import HEAD, PAGE, Found, best, of_a_row

ONE = Found(1, frozenset({"glacier"}), 31)
THREE = Found(3, frozenset({"pass", "peak"}), 62)
NOT_ON_FILE = Found(4, frozenset({"canyon"}), 30)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([ONE, THREE], ("1", "0 km²", "31")),  # at one camera, whatever its area
        ([THREE], ("3", "400 km²", "62")),  # the pass 260 and the peak 140
        ([THREE, NOT_ON_FILE], ("3", "400 km²; elsewhere not on file", "30")),
        ([NOT_ON_FILE], ("4", "not on file", "30")),
        ([ONE, NOT_ON_FILE], ("1", "0 km²", "30")),
    ],
)
def test_the_best_attack_on_the_place_and_on_the_time(found, said):
    assert best(found) == said


def test_staff_see_the_place_and_the_moment_and_a_partner_a_cell_and_a_month():
    # A tenth of a degree at 41.2 degrees north: 11.132² km² × cos 41.2° = 93.2 km²; May has 31 days
    assert of_a_row("staff") == ("1", "0 km²", "0")
    assert of_a_row("partner") == ("as many as its cell has", "93 km²", "31")


def test_the_page_says_with_the_rules_on_no_less_than_is_promised():
    text = PAGE.read_text(encoding="utf-8")
    assert text.startswith(HEAD), "make risk writes docs/risk.md anew"
    rows = [line.strip("| ").split(" | ") for line in text[len(HEAD) :].splitlines()]
    public = {tuple(row[1:3]): row[3:] for row in rows if row[0] == "public"}
    assert len(public) == 4
    for (_by, rules), (stations, place, days) in public.items():
        kept = int(stations) >= 3 and not place.startswith("0 km²") and int(days) >= 28
        assert kept == (rules == "on")
