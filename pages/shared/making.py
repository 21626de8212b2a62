"""Who makes a file now, and how many may wait for that."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from impact.model.errors import BusyError
from impact.model.messages import Sentence
from signin.people import SignInError
from signin.state import state_folder

MOST_AT_ONCE = 8  # one who makes and seven who wait: each has a thread of a server

logger = logging.getLogger(__name__)


class Makers:
    """One makes at a time, in all processes together; the others wait, as long as they are few.

    Each place is a file that is locked. The system unlocks it when a process ends, however it ends.

    Parameters
    ----------
    most : int
        How many may make or wait.
    folder : callable
        Where the files are: who shares the folder shares the places.
    """

    def __init__(self, most: int, folder: Callable[[], Path]) -> None:
        self._most = most
        self._folder = folder
        self._thread = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn; who has it already, and makes one thing of another, goes on.

        Raises
        ------
        BusyError
            There is no place left to wait at.
        """
        if self._thread == threading.get_ident():
            yield
            return
        with self._place(), self._lock("maker"):
            self._thread = threading.get_ident()
            try:
                yield
            finally:
                self._thread = 0

    def _place(self) -> AbstractContextManager[object]:
        """A place that nobody has, taken until the end of the block."""
        for number in range(self._most):
            with suppress(Timeout):  # somebody has it
                return self._lock(f"place-{number}").acquire(blocking=False)
        raise BusyError(
            Sentence("The server is busy making files for others."),
            Sentence("Try again in a moment."),
        )

    def _lock(self, name: str) -> FileLock:
        return FileLock(self._folder() / name, mode=0o600)


@cache
def places() -> Path:
    """The folder of the locks: in the state folder, which all processes of a server share."""
    try:
        folder = state_folder() / "making"
        folder.mkdir(mode=0o700, exist_ok=True)
    except (SignInError, OSError) as error:
        # The public is served all the same; each process then counts its own makers.
        logger.log(logging.ERROR, "Several processes may make files at once. %s", error)
        return Path(tempfile.mkdtemp(prefix="impact-making-"))
    return folder


MAKERS = Makers(MOST_AT_ONCE, places)
