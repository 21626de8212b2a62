"""The dashboard, where a new version takes two seconds to open, as a large one in a bucket does."""

from __future__ import annotations

import sys
import time

from streamlit.web import cli

from impact.disclosure import View, for_audience
from pages.shared import published

TAKES = 2.0  # seconds


def _slowly(version: object, audience: str) -> View:
    time.sleep(TAKES)
    return for_audience(version, audience)


def main() -> None:
    """Serve, with the arguments of ``streamlit run server.py``."""
    published.for_audience = _slowly
    sys.argv = ["streamlit", "run", "server.py", *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
