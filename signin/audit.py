"""The audit log: who did what and when, one line of JSON each, only ever added to.

It lies in the state folder as ``audit.jsonl``. No code, cookie or token is ever written there.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime

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


def _short(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:LONGEST]
