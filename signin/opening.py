"""Opens the office as the environment and secrets.toml say, or says why it stays shut."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from signin.code import CodeDesk
from signin.office import Office
from signin.people import SignInError
from signin.provider import ProviderDesk, allow_list
from signin.routes import SIGN_IN_PAGE
from signin.state import RUN, state_folder

SHORTEST_SECRET = 32
_office: list[Office] = []


def opened() -> Office | None:
    """The office of this server; None where staff cannot sign in.

    Only server.py opens it: under a plain ``streamlit run dashboard.py`` nothing guards the
    uploads, so there is no staff either.
    """
    return _office[0] if _office else None


def open_office(
    environment: Mapping[str, str], secrets: Mapping[str, Any], port: int
) -> Office | None:
    """Open the office of this server, in place of one that was open before.

    Parameters
    ----------
    environment : mapping
        ``IMPACT_STAFF=off`` leaves it shut; ``IMPACT_STAFF_ANYWHERE=1`` takes the code from
        other computers too; ``IMPACT_RUN`` is the folder of a run of several processes.
    secrets : mapping
        secrets.toml: with ``[auth]`` people sign in at their provider and ``[staff]`` says who
        is staff (`allow`, a list of addresses and domains; `trust_email`); without ``[auth]``
        the terminal shows a code.
    port : int
        The server's, which Streamlit puts in place of ``{port}`` in ``redirect_uri``.

    Returns
    -------
    Office or None
        None where it stays shut on purpose.

    Raises
    ------
    SignInError
        It is set up wrongly; it stays shut then.
    """
    _office.clear()
    wanted = environment.get("IMPACT_STAFF", "")
    if wanted == "off":
        return None
    if wanted:
        raise SignInError(f"IMPACT_STAFF is {wanted!r}.", "Set it to off, or leave it out.")
    if "auth" in secrets:
        desk = _provider_desk(secrets["auth"], secrets.get("staff") or {}, port)
    else:
        run = environment.get(RUN)
        desk = CodeDesk(
            anywhere=environment.get("IMPACT_STAFF_ANYWHERE") == "1", run=Path(run) if run else None
        )
    office = Office(desk, state_folder())
    _office.append(office)
    return office


def _provider_desk(auth: Mapping[str, Any], staff: Mapping[str, Any], port: int) -> ProviderDesk:
    secret = str(auth.get("cookie_secret", ""))
    if len(secret) < SHORTEST_SECRET:
        raise SignInError(
            f"cookie_secret under [auth] has fewer than {SHORTEST_SECRET} signs.",
            "Make one: python -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )
    address = urlsplit(str(auth.get("redirect_uri", "")).replace("{port}", str(port)))
    if not address.scheme or not address.netloc:
        raise SignInError(
            "redirect_uri under [auth] is no web address.",
            "Write the dashboard's own, such as https://impact.example.org/oauth2callback",
        )
    named = tuple(name for name, part in auth.items() if "client_id" in _table(part))
    return ProviderDesk(
        cookie_secret=secret,
        origin=f"{address.scheme}://{address.netloc}",
        allow=_listed(staff.get("allow", ())),
        trust_email=staff.get("trust_email") is True,
        providers=((None,) if "client_id" in auth else ()) + named,
    )


def _table(part: object) -> Mapping[str, Any]:
    return part if isinstance(part, dict) else {}


def _listed(entries: object) -> tuple[str, ...]:
    try:
        listed = tuple(allow_list(entries))
    except ValueError as error:
        raise SignInError(
            f"allow under [staff] has {str(error)!r}.",
            "Write e-mail addresses (aida@example.org) and domains (example.org).",
        ) from error
    if not listed:
        raise SignInError(
            "There is [auth] in secrets.toml, but allow under [staff] is empty.",
            'Say who is staff: allow = ["aida@example.org", "example.org"]',
        )
    return listed


def announce(office: Office | None, out: TextIO, port: int) -> None:
    """Say at the start how staff sign in here.

    Raises
    ------
    SignInError
        There is no terminal to show the code in, and no file can be written.
    """
    if office is None or not isinstance(office.desk, CodeDesk):
        return
    address = f"http://localhost:{port}{SIGN_IN_PAGE}"
    try:
        office.desk.announce(out, address, state_folder() / f"staff-code-{port}")
    except SignInError:
        _office.clear()
        raise
