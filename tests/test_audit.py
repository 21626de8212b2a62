"""An audit of the packages that could not be made is never called a success."""

from __future__ import annotations

import pytest

from tests.audit import SOUND, UNKNOWN, WEAK, verdict

SAFE = {"name": "pandas", "version": "3.1.1", "vulns": []}
WEAKNESS = {"id": "PYSEC-2026-1", "fix_versions": ["9.0"]}
HIT = {"name": "pillow", "version": "8.0", "vulns": [WEAKNESS]}
PASSED_OVER = {"name": "scipy", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        ([SAFE], SOUND, "None has a known weakness."),
        ([SAFE, HIT], WEAK, "pillow 8.0: PYSEC-2026-1, mended in 9.0"),
        ([SAFE, PASSED_OVER], UNKNOWN, "1 of 2 packages were checked."),
        ([HIT, PASSED_OVER], WEAK, "1 of 2 packages were checked."),
        ([PASSED_OVER], UNKNOWN, "Nothing is known: try again where https://pypi.org"),
        ([], UNKNOWN, "0 of 0 packages were checked."),
    ],
)
def test_only_what_was_checked_is_called_sound(packages, status, said):
    found, lines = verdict({"dependencies": packages})
    assert found == status
    assert said in "\n".join(lines)
    assert (found == SOUND) == ("None has a known weakness." in lines)
