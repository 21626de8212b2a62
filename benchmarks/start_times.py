"""How soon a command starts, beside the imports that no command can do without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "floor: import pandas, scipy.stats": ["-c", "import pandas, scipy.stats"],
    "--help": ["-m", "impact", "--help"],
    "claims": ["-m", "impact", "claims", "--data", str(ROOT / "data" / "wildcats")],
}
RUNS = 5


def cpu_seconds(arguments: list[str]) -> float:
    """The processor time of one run of Python, user and system."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system


def main() -> None:
    """Print the median of each, in seconds and as a multiple of the floor."""
    # In turns, so that a busy moment of the machine falls on all alike.
    turns = [{name: cpu_seconds(how) for name, how in COMMANDS.items()} for _ in range(RUNS)]
    medians = {name: sorted(turn[name] for turn in turns)[RUNS // 2] for name in COMMANDS}
    floor = medians[next(iter(COMMANDS))]
    print(json.dumps({n: [round(s, 2), round(s / floor, 2)] for n, s in medians.items()}, indent=2))


if __name__ == "__main__":
    main()
