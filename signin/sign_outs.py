"""When each person last signed out, so that a cookie from before then opens nothing.

A cookie cannot be called back from a browser, or from whoever has copied it; it can be refused.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from signin.people import SignInError
from signin.state import unusable

KEPT = 40 * 24 * 3600  # seconds: longer than any cookie of ours or of Streamlit's lasts


class SignOuts:
    """The sign-outs kept in one JSON file: ``{"aida@example.org": 1767225600.0}``."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def since(self, key: str) -> float:
        """When this person last signed out (Unix time); 0 where they never have.

        Raises
        ------
        SignInError
            The file cannot be read: then nobody is taken for staff.
        """
        return self._read().get(key, 0.0)

    def note(self, key: str, now: float) -> None:
        """Write down that this person has signed out; what is too old to matter goes out.

        Raises
        ------
        SignInError
            The file cannot be read or written.
        """
        with self._one_at_a_time():
            recent = {who: when for who, when in self._read().items() if when > now - KEPT}
            self._write(recent | {key: now})

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Alone among all processes: one that read before another wrote would lose a sign-out."""
        lock = FileLock(self.file.with_suffix(".lock"), mode=0o600)
        try:
            lock.acquire()
        except OSError as error:
            raise unusable(self.file, error) from error
        try:
            yield
        finally:
            lock.release()

    def _read(self) -> dict[str, float]:
        try:
            times = json.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise unusable(self.file, error) from error
        except ValueError as error:
            raise self._damaged() from error
        if not isinstance(times, dict) or not all(isinstance(t, float) for t in times.values()):
            raise self._damaged()
        return times

    def _damaged(self) -> SignInError:
        return SignInError(
            f"{self.file} is damaged, so nobody is taken for staff.",
            "Delete it and change cookie_secret in secrets.toml: everybody has to sign in anew.",
        )

    def _write(self, times: dict[str, float]) -> None:
        # Written aside and put in place at once: a crash leaves the old file or the new one.
        aside = self.file.with_suffix(".new")
        try:
            handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({key: float(when) for key, when in times.items()}, out)
                out.flush()
                os.fsync(out.fileno())
            aside.replace(self.file)
        except OSError as error:
            raise unusable(self.file, error) from error
