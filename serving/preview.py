"""What a chat or a search engine shows of a link: its name, sentence and picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request

from impact.wording import Words
from serving.asking import address_of

OURS = "preview"  # the id of our drawing, where there is no other picture
NAMED = ("lang", "version", "claim", "area")  # what a link is about, not how one looks at it
NOT_SHARED = ("draft", "see")  # for staff alone


@dataclass(frozen=True)
class Preview:
    """What is shown of a link.

    Attributes
    ----------
    name : str
        Of the programme.
    title, description : str
    picture : str
        The id of a picture of ours; any other is our drawing.
    """

    name: str
    title: str
    description: str
    picture: str = OURS


def preview_tags(request: Request, words: Words, shown: Preview) -> list[str]:
    """The tags for the head of a page."""
    asked, path = request.query_params, request.url.path.rpartition("/")[2]
    home = address_of(request)
    here = _address(f"{home}/{path}", {key: asked[key] for key in NAMED if key in asked})
    # Who shares a choice shares that: chats ask for this address in place of the one they have.
    shared = _address(f"{home}/{path}", {k: v for k, v in asked.items() if k not in NOT_SHARED})
    of_version = {"version": asked["version"]} if "version" in asked else {}
    picture = {"id": shown.picture, "lang": words.language} | of_version
    return [
        f"<title>{escape(shown.title)}</title>",
        _meta("name", "description", shown.description),
        f'<link rel="canonical" href="{escape(here)}">',
        _meta("property", "og:type", "website"),
        _meta("property", "og:site_name", shown.name),
        _meta("property", "og:title", shown.title),
        _meta("property", "og:description", shown.description),
        _meta("property", "og:locale", words.language),
        _meta("property", "og:url", shared),
        _meta("property", "og:image", _address(f"{home}/picture.png", picture)),
        _meta("name", "twitter:card", "summary_large_image"),
    ]


def meta(name: str, content: str) -> str:
    """A tag of what a search engine may do."""
    return _meta("name", name, content)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">'


def _address(page: str, asked: dict[str, str]) -> str:
    return f"{page}?{urlencode(asked)}" if asked else page
