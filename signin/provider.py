"""Sign-in on a server: any OpenID Connect provider, through Streamlit's ``st.login``.

Streamlit asks the provider and keeps the answer in a cookie that it signs with the
``cookie_secret`` of secrets.toml (itsdangerous, salted with the cookie's name; cut in pieces
where it is long). It does not look at the identity's expiry, knows no list of people, and takes
the cookie for 31 days. Here the same cookie is read with the same secret, and all of that is
looked at, so that pages and middleware judge alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from pages.shared.streamlit_compat import USER_COOKIE_NAME as COOKIE
from pages.shared.streamlit_compat import get_cookie_with_chunks
from signin.people import Caller, Pass, Person, Refusal, one_line


@dataclass(frozen=True)
class ProviderDesk:
    """Knows Streamlit's cookie, and who is on the list.

    Attributes
    ----------
    cookie_secret : str
        What Streamlit signs its cookies with.
    origin : str
        Scheme and host of the dashboard, as in ``redirect_uri``.
    allow : tuple of str
        E-mail addresses, and domains as ``@example.org``; in small letters.
    trust_email : bool
        Whether to take an address that the provider says nothing about (no `email_verified`).
        One that it says is not verified is never taken.
    providers : tuple of str or None
        What ``st.login`` takes, one for each button; None is the only, unnamed one.
    """

    cookie_secret: str
    origin: str
    allow: tuple[str, ...]
    trust_email: bool = False
    providers: tuple[str | None, ...] = (None,)

    def serves(self, _caller: Caller) -> bool:
        """Whether this caller may sign in here: the provider takes anybody from anywhere."""
        return True

    def shown_by(self, caller: Caller) -> Pass | Refusal:
        """What the caller's cookie proves, without regard to the time."""
        if not caller.cookies.get(COOKIE):
            return Refusal("nothing")
        try:
            claims, issued = self._claims(caller)
        except (BadData, ValueError):
            return Refusal("forged")
        email = claims.get("email")
        expires = claims.get("exp")
        if claims.get("origin") != self.origin or not claims.get("is_logged_in"):
            return Refusal("forged")
        if not isinstance(email, str) or not isinstance(expires, int | float):
            return Refusal("unverified")
        who = one_line(email)
        if not self._vouched_for(claims):
            return Refusal("unverified", who)
        if not self.lists(email):
            return Refusal("not_listed", who)
        name = claims.get("name")
        person = Person(one_line(name) if isinstance(name, str) and name else who, email.lower())
        return Pass(person, issued, expires)

    def lists(self, email: str) -> bool:
        """Whether this address, or its domain, is on the list.

        Only ASCII is compared: some other letters turn into ASCII ones when made small (the
        Kelvin sign into k), and would pass for somebody else.
        """
        if not email.isascii() or email.count("@") != 1:
            return False
        small = email.lower()
        return small in self.allow or small[small.index("@") :] in self.allow

    def _vouched_for(self, claims: dict[str, Any]) -> bool:
        verified = claims.get("email_verified")
        if verified is None:
            return self.trust_email
        return verified is True or verified == "true"  # a few providers send text

    def _claims(self, caller: Caller) -> tuple[dict[str, Any], float]:
        """The claims in the cookie, and when it was signed: its oldest piece counts."""
        signed: list[float] = []

        def opened(name: str) -> bytes | None:
            value = caller.cookies.get(name)
            if value is None:
                return None
            serializer = URLSafeTimedSerializer(self.cookie_secret, salt=name)
            text, when = serializer.loads(value, return_timestamp=True)
            signed.append(when.timestamp())
            return str(text).encode()

        claims = json.loads(get_cookie_with_chunks(opened, COOKIE) or b"null")
        if not isinstance(claims, dict):
            raise ValueError(COOKIE)
        return claims, min(signed)


def allow_list(entries: object) -> Iterator[str]:
    """The entries of a list of addresses and domains, as they are compared.

    ``example.org`` and ``@example.org`` are the same domain; its subdomains are others.

    Raises
    ------
    ValueError
        One of them is neither.
    """
    for entry in entries if isinstance(entries, list | tuple) else [entries]:
        text = entry.strip().lower() if isinstance(entry, str) else ""
        address = text if "@" in text else f"@{text}"
        _name, _at, domain = address.partition("@")
        if not address.isascii() or address.count("@") != 1 or "." not in domain.strip("."):
            raise ValueError(entry)
        yield address
