"""The nouns of signing in: who asks, what they show, and what we make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from starlette.requests import HTTPConnection

from impact.model.errors import ImpactError

LONGEST_NAME = 80


class SignInError(ImpactError):
    """Sign-in is set up wrongly, or what it has to write down cannot be written."""


@dataclass(frozen=True)
class Person:
    """Somebody who may do what staff do.

    Attributes
    ----------
    name : str
        As they call themselves; one line, at most 80 characters.
    email : str
        As their provider has verified it; empty where the staff code was used.
    role : str
        The audience of programme.toml that they belong to.
    """

    name: str
    email: str = ""
    role: str = "staff"

    @property
    def key(self) -> str:
        """What tells people apart: their e-mail address, else their name."""
        return (self.email or self.name).casefold()

    def __str__(self) -> str:
        both = self.email and self.email != self.name
        return f"{self.name} <{self.email}>" if both else self.name


class Caller(NamedTuple):
    """Whoever opened a connection: their address, headers (any case) and cookies."""

    address: str | None
    headers: Mapping[str, str]
    cookies: Mapping[str, str]


class Pass(NamedTuple):
    """What a genuine cookie says: who, and from when to when (Unix time)."""

    person: Person
    issued: float
    expires: float


class Refusal(NamedTuple):
    """Why somebody is not taken for staff.

    The reasons are ``nothing`` (no cookie), ``forged`` (or of another server or run),
    ``expired``, ``signed_out``, ``unverified`` (the provider does not vouch for the e-mail
    address), ``not_listed``, ``elsewhere`` (a code's cookie from another computer) and
    ``unknown`` (the sign-outs cannot be read).
    """

    reason: str
    who: str = ""


class Desk(Protocol):
    """One way of proving who one is."""

    def serves(self, caller: Caller) -> bool:
        """Whether this caller may sign in here at all."""

    def shown_by(self, caller: Caller) -> Pass | Refusal:
        """What the caller's cookies prove, without regard to the time."""


def caller_of(connection: HTTPConnection) -> Caller:
    """The caller of a request or a websocket."""
    address = connection.client.host if connection.client else None
    return Caller(address, connection.headers, connection.cookies)


def one_line(text: str) -> str:
    """A name as one printable line: nothing in it can turn or break a line of ours."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:LONGEST_NAME]
