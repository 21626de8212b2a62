"""The folder for what the server itself has to remember: sign-outs, limits, the audit log."""

from __future__ import annotations

import os
from pathlib import Path

from signin.people import SignInError

RUN = "IMPACT_RUN"  # the folder, in this one, of what the processes of one run share
DEFAULT = Path(__file__).parent.parent / "var" / "state"


def state_folder() -> Path:
    """``$IMPACT_STATE``, else ``var/state``; made where it is missing, for nobody else to read.

    Raises
    ------
    SignInError
        It cannot be made.
    """
    folder = Path(os.environ.get("IMPACT_STATE") or DEFAULT)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, error) from error
    return folder


def unusable(path: Path, error: OSError) -> SignInError:
    """What to say when a file or folder here cannot be read or written."""
    return SignInError(
        f"{path} cannot be used: {error.strerror}.",
        "Make it readable and writable for the server, or set IMPACT_STATE to another folder.",
    )
