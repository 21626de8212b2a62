"""Addresses that are nearly right, as chats, e-mails and hurried hands write them."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from impact.wording import words_in
from impact.wording.language import NAMES
from pages.shared.page_list import public_pages, staff_pages

BEHIND = ".,;:!?)]}>»”’\"'"  # what a sentence leaves behind an address that stands in it


class NearlyRight:
    """Leads to the address that was meant: other letters' case, a stop or bracket behind it,
    ``&amp;`` between its parts, a language with a region.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        words = words_in("en")
        own = {"sign-in", "brief", "deck", "figure"}
        self.pages = {*public_pages(words), *staff_pages(words), *own}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            page = scope["path"].rpartition("/")[2]
            meant = page.strip().rstrip(BEHIND).lower()
            query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            right = [_meant(name, value) for name, value in query]
            if meant in self.pages and (meant, right) != (page, query):
                asked = f"?{urlencode(right)}" if right else ""
                answer = RedirectResponse(f"./{quote(meant)}{asked}", status_code=307)
        await answer(scope, receive, send)


def _meant(name: str, value: str) -> tuple[str, str]:
    name, value = name.removeprefix("amp;"), value.rstrip(BEHIND)
    language = value.lower().replace("_", "-").partition("-")[0]
    return name, language if name == "lang" and language in NAMES else value
