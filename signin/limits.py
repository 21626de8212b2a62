"""How often, and how much, in a window of time; counted over all processes of a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from signin.people import SignInError

TABLE = "CREATE TABLE IF NOT EXISTS taken (name TEXT, key TEXT, time REAL, cost INTEGER)"


class Limiter:
    """At most so much for each key in any window of so many seconds.

    What it remembers is bounded: nothing is kept longer than the window, and nothing at all of
    what was refused. Processes that ask in the same instant may each be given the last of it.
    """

    def __init__(self, most: int, seconds: float, *, name: str = "", file: Path | None = None):
        """
        Parameters
        ----------
        name : str
            What is limited, where several limits are kept in one file.
        file : Path, optional
            An SQLite file that all processes count in; without one this object counts alone.

        Raises
        ------
        SignInError
            The file cannot be used; the other methods raise it too.
        """
        self.most = most
        self.seconds = seconds
        self._name = name
        self._file = file
        self._lock = Lock()
        with self._explained():
            if file is not None:
                file.touch(mode=0o600)
            # Each statement is a transaction, so that processes never see half of one.
            self._taken = sqlite3.connect(
                file or ":memory:", isolation_level=None, check_same_thread=False
            )
            # After a crash of the machine ten minutes of counting may be lost, nothing else.
            self._taken.execute("PRAGMA synchronous = OFF")
            self._taken.execute(TABLE)

    def has_room(self, key: str, now: float, cost: int = 1) -> bool:
        """Whether this key may take so much more now."""
        question = "SELECT total(cost) FROM taken WHERE name = ? AND key = ? AND time > ?"
        with self._lock, self._explained():
            found = self._taken.execute(question, (self._name, key, now - self.seconds))
            return found.fetchone()[0] + cost <= self.most

    def take(self, key: str, now: float, cost: int = 1) -> None:
        """Count it."""
        old, taken = (self._name, now - self.seconds), (self._name, key, now, cost)
        with self._lock, self._explained():
            self._taken.execute("DELETE FROM taken WHERE name = ? AND time <= ?", old)
            self._taken.execute("INSERT INTO taken VALUES (?, ?, ?, ?)", taken)

    def __len__(self) -> int:
        """How many takings it remembers."""
        question = "SELECT count(*) FROM taken WHERE name = ?"
        with self._lock, self._explained():
            return self._taken.execute(question, (self._name,)).fetchone()[0]

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise SignInError(
                f"{self._file} cannot be used: {error}.",
                "Make it writable for the server; if it is damaged, delete it.",
            ) from error


class Tries:
    """Tries to sign in: limited for each address, and for all addresses together.

    A try counts against both or, where either has no room, against none. So one address cannot
    use up everybody's, and many addresses cannot fill the memory.
    """

    def __init__(
        self, each: int, together: int, seconds: float, *, name: str = "", file: Path | None = None
    ) -> None:
        self._each = Limiter(each, seconds, name=name, file=file)
        self._together = Limiter(together, seconds, name=f"{name}, together", file=file)

    def has_room(self, address: str | None, now: float) -> bool:
        """Whether this address may try now."""
        return self._each.has_room(address or "", now) and self._together.has_room("", now)

    def take(self, address: str | None, now: float) -> None:
        """Count a try."""
        self._each.take(address or "", now)
        self._together.take("", now)
