"""Runs a command, and says how much processor time it and its children took.

What is killed without being waited for (a browser that hangs, a server) is not in it.
"""

from __future__ import annotations

import os
import subprocess
import sys


def main() -> int:
    status = subprocess.call(sys.argv[1:])
    spent = os.times()
    print(f"Processor time: {spent.children_user + spent.children_system:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
