"""What may have been meant: near in spelling, and never the opposite."""

from __future__ import annotations

import pytest

from impact.reading.phrases import did_you_mean

CHOICES = ("designated", "not designated", "verified", "unverified", "injured", "killed")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("desginated", "designated"),
        ("not desginated", "not designated"),
        ("Verifed", "verified"),
        ("unverifed", "unverified"),
        ("killd", "killed"),
    ],
)
def test_the_nearest_choice_is_suggested(written: str, meant: str):
    assert did_you_mean(written, CHOICES) == f"Did you mean {meant}? "


@pytest.mark.parametrize(
    ("written", "choice"),
    [
        ("designated", "not designated"),
        ("no designated", "designated"),
        ("verified", "unverified"),
        ("unverified", "verified"),
        ("unverifed", "verified"),
        ("uninjured", "injured"),
        ("неподтверждено", "подтверждено"),
        ("не подтверждено", "подтверждено"),
    ],
)
def test_the_opposite_is_never_suggested(written: str, choice: str):
    assert did_you_mean(written, [choice]) == ""
