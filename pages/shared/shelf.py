"""What one process has made, for the other processes of the same run.

Where one process serves alone, nothing is kept here: its memory is enough.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from signin.state import RUN

Made = TypeVar("Made")

MADE = "made"  # of versions, for the public
FIGURES = "figures"  # of versions, for the public
SCRIPTS = "scripts"  # compressed
MOST = 400  # files of each kind; some 20 kB a figure

logger = logging.getLogger(__name__)


def kept(kind: str, key: str, make: Callable[[], Made]) -> Made | bytes:
    """What a key stands for, from where another process has put it; else made now.

    Only files are kept, and figures; what else is not bytes each process makes for itself.

    Parameters
    ----------
    kind : str
        ``MADE``, ``FIGURES`` or ``SCRIPTS``.
    key : str
        All that the content depends on.
    """
    run = os.environ.get(RUN)
    if not run:
        return make()
    file = Path(run, kind, hashlib.sha256(key.encode()).hexdigest())
    try:
        content = file.read_bytes()
        # The folder is of who serves alone, as the program is: what is in it we have written.
        return pickle.loads(content) if kind == FIGURES else content
    except FileNotFoundError:
        made = make()
    if kind == FIGURES:
        _put(file, pickle.dumps(made))
    elif isinstance(made, bytes):
        _put(file, made)
    return made


def _put(file: Path, content: bytes) -> None:
    """Put a file where the other processes find it; without room there each makes its own."""
    # Written aside, where `forget` does not look, and put in place at once: whole or not at all.
    aside = file.parents[1] / f"{file.name}.{os.getpid()}.{threading.get_ident()}"
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        if sum(1 for _ in file.parent.iterdir()) >= MOST:
            forget(file.parent.name)
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as error:
        logger.log(logging.ERROR, "Other processes have to make anew what is made here. %s", error)
        aside.unlink(missing_ok=True)


def forget(kind: str) -> None:
    """Drop all of a kind, in all processes."""
    run = os.environ.get(RUN)
    for file in Path(run, kind).glob("*") if run else ():
        file.unlink(missing_ok=True)
