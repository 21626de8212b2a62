"""Who makes a file now, and how many may wait for that."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from impact.model.errors import BusyError
from impact.model.messages import Sentence

MOST_AT_ONCE = 8  # one who makes and seven who wait: each holds a thread of the server


class Makers:
    """One makes at a time; the others wait, as long as they are few.

    Parameters
    ----------
    most : int
        How many may make or wait.
    """

    def __init__(self, most: int) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._maker = threading.Lock()
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
        if not self._places.acquire(blocking=False):
            raise BusyError(
                Sentence("The server is busy making files for others."),
                Sentence("Try again in a moment."),
            )
        try:
            with self._maker:
                self._thread = threading.get_ident()
                try:
                    yield
                finally:
                    self._thread = 0
        finally:
            self._places.release()


MAKERS = Makers(MOST_AT_ONCE)
