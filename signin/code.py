"""Sign-in on a laptop: a code that the terminal shows, good while this server runs.

Whoever can read the terminal is taken for staff. There is no password to choose, keep or lose,
and nothing signed in one run is worth anything in the next.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from filelock import FileLock
from itsdangerous import BadSignature, URLSafeSerializer

from signin.people import Caller, Pass, Person, Refusal, one_line
from signin.state import unusable

COOKIE = "impact_staff"
HOURS_12 = 12 * 3600
# No I, O, 0 and 1, which are taken for each other. Twelve of 32 signs are 60 bits.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# A proxy on this machine makes everybody look as if they sat at it; it leaves one of these.
PROXY = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class CodeDesk:
    """Takes the code of this run, and gives a signed cookie for it."""

    def __init__(self, *, anywhere: bool = False, run: Path | None = None) -> None:
        """
        Parameters
        ----------
        anywhere : bool
            Whether other computers may use the code too. Without TLS, whoever listens on the
            network can then read code and cookie.
        run : Path, optional
            The folder of a run of several processes, which then have one code and one key.
            Without one they are in memory alone.

        Raises
        ------
        SignInError
            Code and key cannot be kept in the folder.
        """
        drawn = _drawn() if run is None else _drawn_once(run / "code.json")
        self.code = drawn["code"]
        self.anywhere = anywhere
        self._run = run
        self._signer = URLSafeSerializer(
            drawn["key"], salt=COOKIE, signer_kwargs={"digest_method": hashlib.sha256}
        )

    def serves(self, caller: Caller) -> bool:
        """Whether this caller may use the code at all."""
        return self.anywhere or over_loopback(caller)

    def takes(self, typed: str) -> bool:
        """Whether this is the code; small letters, spaces and hyphens do not matter."""
        return hmac.compare_digest(_bare(typed), _bare(self.code))

    def cookie_for(self, name: str, now: float) -> str:
        """The value of a cookie that makes its bearer this person for 12 hours."""
        return self._signer.dumps([one_line(name), now])

    def shown_by(self, caller: Caller) -> Pass | Refusal:
        """What the caller's cookie proves, without regard to the time."""
        shown = caller.cookies.get(COOKIE)
        if not shown:
            return Refusal("nothing")
        if not self.serves(caller):
            return Refusal("elsewhere")
        try:
            name, issued = self._signer.loads(shown)
        except BadSignature:
            return Refusal("forged")
        return Pass(Person(name), issued, issued + HOURS_12)

    def announce(self, out: TextIO, address: str, file: Path) -> None:
        """Show the code in the terminal; where `out` is none, put it in a file of ours alone.

        What is not a terminal is a log, and no secret belongs in a log. Of several processes the
        first one says it for all.

        Raises
        ------
        SignInError
            The file cannot be written.
        """
        if self._run is not None and not _is_first(self._run / "announced"):
            return
        shown = self.code
        if not out.isatty():
            _write_for_us_alone(file, self.code)
            shown = f"in {file}"
        out.write(f"\n  Staff: sign in at {address}\n  with the code of this run: {shown}\n\n")
        out.flush()


def over_loopback(caller: Caller) -> bool:
    """Whether the caller sits at this machine, and asked for it by a name of its own.

    The name matters: a page elsewhere can have its own name point at this machine (DNS
    rebinding), and a proxy here hands on what comes from elsewhere.
    """
    if any(caller.headers.get(name) for name in PROXY):
        return False
    try:
        host = urlsplit(f"//{caller.headers.get('host', '')}").hostname or ""
    except ValueError:
        return False
    named = host == "localhost" or host.endswith(".localhost") or is_loopback(host)
    return named and is_loopback(caller.address or "")


def is_loopback(address: str) -> bool:
    """Whether an address, or the name localhost, is this machine itself."""
    if address == "localhost":
        return True
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_loopback


def _drawn() -> dict[str, str]:
    """A code, and a key for the cookies."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(12))
    return {
        "code": "-".join([drawn[:4], drawn[4:8], drawn[8:]]),
        "key": secrets.token_urlsafe(32),
    }


def _drawn_once(file: Path) -> dict[str, str]:
    """What the first process of a run has drawn, for all of them."""
    try:
        with FileLock(file.with_suffix(".lock"), mode=0o600):
            if not file.exists():
                _write_for_us_alone(file, json.dumps(_drawn()))
            return json.loads(file.read_text(encoding="ascii"))
    except OSError as error:
        raise unusable(file, error) from error


def _is_first(mark: Path) -> bool:
    try:
        mark.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    except OSError as error:
        raise unusable(mark, error) from error
    return True


def _bare(code: str) -> bytes:
    return "".join(code.split()).replace("-", "").upper().encode()


def _write_for_us_alone(file: Path, text: str) -> None:
    try:
        file.unlink(missing_ok=True)  # so that nobody's file is written through
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(text + "\n")
    except OSError as error:
        raise unusable(file, error) from error


def cookie_settings(*, secure: bool) -> Mapping[str, object]:
    """How a browser is to keep the cookie: out of reach of scripts and of other sites."""
    return {"httponly": True, "samesite": "strict", "secure": secure, "path": "/"}
