"""Let 4 processes publish 25 times each at once, in a folder and behind an S3 interface.

    python benchmarks/soak/store_races.py [--processes 4] [--publishes 25]

Each publish is kept, or its author told of the conflict; the exit status is 1 where not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # to be run from anywhere

from benchmarks.soak.publishers import Outcome, race_publishers, report
from benchmarks.soak.s3 import BUCKET, s3_server


def main() -> int:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--publishes", type=int, default=25)
    chosen = parser.parse_args()
    times = {"processes": chosen.processes, "publishes": chosen.publishes}
    with tempfile.TemporaryDirectory() as folder:
        outcome = race_publishers(f"{folder}/store", **times)
    failed = _report("folder", outcome, chosen)
    with s3_server() as environment:
        outcome = race_publishers(f"s3://{BUCKET}/races", **times, environment=environment)
    return _report("S3", outcome, chosen) or failed


def _report(title: str, outcome: Outcome, chosen: argparse.Namespace) -> int:
    answered = len(outcome.told) + outcome.conflicts
    accounted = answered == chosen.processes * chosen.publishes
    return report(title, outcome) or int(not accounted or outcome.versions != len(outcome.told))


if __name__ == "__main__":
    sys.exit(main())
