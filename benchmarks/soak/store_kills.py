"""Kill a publishing process 200 times, in a folder and behind an S3 interface.

    python benchmarks/soak/store_kills.py [--kills 200] [--seed 7]

No version may be lost or torn; the exit status is 1 where one is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # to be run from anywhere

from benchmarks.soak.publishers import kill_publishers, report
from benchmarks.soak.s3 import BUCKET, s3_server


def main() -> int:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_publishers(f"{folder}/store", kills=chosen.kills, seed=chosen.seed)
    failed = report("folder", outcome)
    with s3_server() as environment:
        address = f"s3://{BUCKET}/kills"
        outcome = kill_publishers(
            address, kills=chosen.kills, seed=chosen.seed, environment=environment
        )
    return report("S3", outcome) or failed


if __name__ == "__main__":
    sys.exit(main())
