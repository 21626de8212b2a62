"""How plain pages point to each other, on a server and in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

if TYPE_CHECKING:
    from impact.disclosure import View

HOME = "@@HOME@@"
"""Stands in a served page for the site's own address, which the server knows."""

ONLY_PLAIN = ("holds", "corrections")  # pages that the app does not have


class Addresses(Protocol):
    """Where a page, or a file of it, is for somebody who reads another page."""

    def page(self, name: str, language: str) -> str:
        """The address of a page of ours."""

    def numbers(self, card: str, language: str, kind: str = "csv") -> str:
        """The address of the file with a figure's numbers."""

    def feed(self, language: str) -> str:
        """The address of the feed of what was published."""

    def picture(self, picture: str, language: str) -> str:
        """The address of the picture that a chat shows; empty where there is none."""

    def app(self, name: str, language: str) -> str:
        """The address of the interactive page that says the same; empty where there is none."""


@dataclass(frozen=True)
class Served:
    """Below ``/plain/`` of a server. `version` is empty for what is published now."""

    version: str = ""

    def page(self, name: str, language: str) -> str:
        return f"{HOME}/plain/{name}?{self._asked(language)}"

    def numbers(self, card: str, language: str, kind: str = "csv") -> str:
        return f"{HOME}/plain/numbers/{card}.{kind}?{self._asked(language)}"

    def feed(self, language: str) -> str:
        return f"{HOME}/plain/feed.atom?{urlencode({'lang': language})}"

    def picture(self, picture: str, language: str) -> str:
        version = {"version": self.version} if self.version else {}
        return f"{HOME}/picture.png?{urlencode({'id': picture, 'lang': language, **version})}"

    def app(self, name: str, language: str) -> str:
        page, _, about = name.partition("/")
        if page in ONLY_PLAIN:
            return ""
        key = {"evidence": "claim", "places": "area"}.get(page)
        chosen = {key: about} if key and about else {}
        return f"{HOME}/{page}?{self._asked(language, **chosen)}"

    def _asked(self, language: str, **chosen: str) -> str:
        version = {"version": self.version} if self.version else {}
        return urlencode({**chosen, "lang": language, **version})


@dataclass(frozen=True)
class InFolder:
    """Files beside each other, as seen from one of them; they work without a server too."""

    name: str
    site: str = ""  # the programme's own address, if it has one

    def page(self, name: str, language: str) -> str:
        return f"{self._up}{path_of(name, language)}"

    def numbers(self, card: str, language: str, kind: str = "csv") -> str:
        return f"{self._up}{language}/numbers/{card}.{kind}"

    def feed(self, language: str) -> str:
        return f"{self._up}{language}/feed.atom"

    def picture(self, picture: str, language: str) -> str:  # noqa: ARG002
        return ""

    def app(self, name: str, language: str) -> str:  # noqa: ARG002
        plain = self.name.partition("/")[0] in ONLY_PLAIN
        return f"{self.site}/?lang={language}" if self.site and not plain else ""

    @property
    def _up(self) -> str:
        return "../" * (self.name.count("/") + 1)


def path_of(name: str, language: str) -> str:
    """The file of a page in a folder."""
    return f"{language}/{name or 'index'}.html"


def served(view: View, *, old: bool) -> Served:
    """Addresses on a server; links of an old version stay in it."""
    return Served(str(view.number) if old else "")
