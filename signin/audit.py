"""The audit log: who did what and when, one line of JSON each, only ever added to.

It lies in the state folder as ``audit.jsonl``. No code, cookie or token is ever written there.
"""

from __future__ import annotations

import errno
import json
import os
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from signin.people import Person
from signin.state import state_folder, unusable

NAME = "audit.jsonl"
LONGEST = 500  # characters of a detail: a visitor chooses some of them


def record(event: str, person: Person | None, details: Mapping[str, object] | None = None) -> None:
    """Add a line to the audit log.

    Parameters
    ----------
    event : str
        What happened, such as ``signed_in``, ``uploaded``, ``published``.
    person : Person or None
        Who did it; None for somebody who is not signed in.
    details : mapping, optional
        What else to keep, such as a version's number or a file's name. Text is cut at 500
        characters.

    Raises
    ------
    SignInError
        The line cannot be written: whoever asked must then not go on.
    """
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "event": event,
        "person": person and person.key,
        "name": person and person.name,
        "details": {name: _short(value) for name, value in (details or {}).items()},
    }
    file = state_folder() / NAME
    # One write of one line at the end of the file: lines of two processes never mix. JSON in
    # ASCII, so that no sign in a name can break or turn a line.
    text = json.dumps(line).encode("ascii") + b"\n"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "ab", buffering=0) as out:
            if out.write(text) != len(text):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as error:
        raise unusable(file, error) from error


def newest(most: int) -> list[dict[str, Any]]:
    """The last lines of the audit log, the newest first; a broken one is none of them.

    Parameters
    ----------
    most : int

    Returns
    -------
    list of dict
        ``time, event, person, name, details``, as `record` wrote them.

    Raises
    ------
    SignInError
        The log cannot be read.
    """
    file = state_folder() / NAME
    try:
        with file.open(encoding="ascii", errors="replace") as log:
            last = deque(log, maxlen=most)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unusable(file, error) from error
    return [line for text in reversed(last) if (line := _parsed(text)) is not None]


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except ValueError:  # a full disk may have cut it off
        return None
    return line if isinstance(line, dict) and {"time", "event"} <= set(line) else None


def _short(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:LONGEST]
