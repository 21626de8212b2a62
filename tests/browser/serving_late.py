"""The dashboard on a machine so busy that a page is made before its first words are handed on."""

from __future__ import annotations

import sys
import time

from streamlit.runtime.app_session import AppSession
from streamlit.web import cli

LATE = 2.0  # seconds; a page is made in less

create = AppSession._create_scriptrunner  # noqa: SLF001


def _late(session: AppSession, *asked: object) -> None:
    create(session, *asked)
    time.sleep(LATE)


def main() -> None:
    """Serve, with the arguments of ``streamlit run server.py``."""
    AppSession._create_scriptrunner = _late  # noqa: SLF001
    sys.argv = ["streamlit", "run", "server.py", *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
