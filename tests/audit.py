"""Asks for known weaknesses in the installed packages: ``make audit``.

pip-audit calls it a success when nobody could answer: a package that the advisory service does
not know is passed over. Here that counts as not checked, and is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

NAMED = 10  # packages that were not checked, by name
SOUND, WEAK, UNKNOWN = 0, 1, 2
COMMAND = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "-f", "json"]


def verdict(report: dict[str, Any]) -> tuple[int, list[str]]:
    """The exit status for a report of pip-audit, and the lines to say."""
    packages = report["dependencies"]
    checked = [one for one in packages if "vulns" in one]
    passed_over = sorted(one["name"] for one in packages if "vulns" not in one)
    lines = [
        f"{one['name']} {one['version']}: {weakness['id']}, mended in "
        f"{', '.join(weakness['fix_versions']) or 'no version yet'}"
        for one in checked
        for weakness in one["vulns"]
    ]
    status = WEAK if lines else SOUND
    lines.append(f"{len(checked)} of {len(packages)} packages were checked.")
    if passed_over:
        status = status or UNKNOWN
        names = ", ".join(passed_over[:NAMED]) + (", …" if len(passed_over) > NAMED else "")
        lines.append(f"Not checked, for the service says nothing of them: {names}")
    if not checked:
        status = UNKNOWN
        lines.append("Nothing is known: try again where https://pypi.org can be reached.")
    elif status == SOUND:
        lines.append("None has a known weakness.")
    return status, lines


def main() -> int:
    """Ask, and say what was found."""
    asked = subprocess.run(COMMAND, capture_output=True, check=False, text=True)
    try:
        report = json.loads(asked.stdout)
    except ValueError:
        reason = (asked.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"Nothing was checked: the advisory service cannot be reached ({reason[:200]}).")
        return UNKNOWN
    status, lines = verdict(report)
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main())
