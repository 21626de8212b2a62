"""The plain pages, below ``/plain/``: made once for a version, and compressed once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.model.errors import ImpactError
from impact.plain import site
from impact.plain.addresses import HOME, served
from impact.plain.figure_pages import cards_of
from impact.wording import Words
from impact.wording.language import offered
from pages.shared.cache import made_for_view, page_for_view
from pages.shared.carried import PublishedHistory
from pages.shared.streamlit_compat import at
from pages.shared.view import is_old, publications
from serving.asking import (
    NOT_HERE,
    address_of,
    refused,
    selection_asked,
    view_asked,
    words_asked,
)
from serving.middleware import COMPRESSORS, best_coding

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
# A browser asks each time whether it is still so: nothing withdrawn is shown from a memory.
AGAIN = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}


class NotMadeError(Exception):
    """There is no page, figure or file of that name.

    It is raised within what is remembered, for what is raised is not: names that anybody invents
    would push the pages that there are out of the memory.
    """


async def plain(request: Request) -> Response:
    """The plain page of the path, in the language of ``?lang=``."""
    return await run_in_threadpool(_page, request, request.path_params["name"])


async def numbers(request: Request) -> Response:
    """A figure of what a link chooses: its numbers for programs or spreadsheets, its picture."""
    return await run_in_threadpool(_numbers, request, request.path_params["name"])


def brief(request: Request) -> Response:
    """The address that the plain overview once had."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{address_of(request)}/plain/{asked}", status_code=307)


def _page(request: Request, name: str) -> Response:
    words = words_asked(request)
    try:
        view = view_asked(request)
        text = page_for_view(_html, view, words, name.rstrip("/"), is_old(view), newest())
    except ImpactError as error:
        return refused(words, error)
    except NotMadeError:
        return PlainTextResponse(words._("There is no such page."), status_code=NOT_HERE)
    home = escape(view.programme.about.address or address_of(request))
    return answer_with(request, text, home, "text/html", note=_other_language(request, words))


def _other_language(request: Request, words: Words) -> str:
    """That a link asks for a language that is not here; empty where it does not."""
    if request.query_params.get("lang", words.language) == words.language:
        return ""
    said = words._(
        "This link asks for a language that is not available here. This page is in English."
    )
    return f'<p class="mark">{escape(said)}</p>'


def _numbers(request: Request, name: str) -> Response:
    words = words_asked(request)
    try:
        view = view_asked(request)
        content = made_for_view(_file, view, words, name, selection_asked(request, view))
    except ImpactError as error:
        return refused(words, error)
    except NotMadeError:
        return PlainTextResponse(words._("There is no such figure."), status_code=NOT_HERE)
    return answer_with(request, content, "", KINDS[name.rpartition(".")[2]])


def newest() -> int:
    """The newest version: what looks back at all of them is another page with each."""
    return max((one.number for one in publications()), default=0)


def _html(view: View, words: Words, name: str, old: bool, top: int) -> bytes:  # noqa: ARG001
    page = site.plain_page(view, name, words, PublishedHistory())
    if page is None:
        raise NotMadeError
    languages = offered(view.programme)
    return site.html(view, page, words, served(view, old=old), languages).encode("utf-8")


def _file(view: View, words: Words, name: str, chosen: Selection) -> bytes:
    cards = page_for_view(cards_of, view, words, chosen)
    content = site.figure_file(view, name, words, cards, chosen)
    if content is None:
        raise NotMadeError
    return content


def answer_with(
    request: Request,
    content: bytes,
    home: str,
    kind: str,
    *,
    status: int = 200,
    policy: str = POLICY,
    note: str = "",
) -> Response:
    """The content for this address, compressed as the browser takes it; nothing where it has it."""
    packed = kind == KINDS["png"]  # already: to compress it again takes long and saves nothing
    coding = None if packed else best_coding(request.headers.get("accept-encoding", ""))
    body, tag = _ready(content, home, coding, note)
    headers = AGAIN | {"ETag": tag}
    if kind == "text/html":
        headers["Content-Security-Policy"] = policy
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(body, status_code=status, headers=headers, media_type=kind)


@lru_cache(maxsize=400)  # of some 20 kB: all pages in two languages, for two addresses
def _ready(content: bytes, home: str, coding: str | None, note: str) -> tuple[bytes, str]:
    body = content.replace(HOME.encode(), home.encode())
    body = body.replace(b"</header>", note.encode() + b"</header>", 1) if note else body
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}-{coding}"'
    return COMPRESSORS[coding](body) if coding else body, tag


def plain_routes() -> list[Route]:
    """The addresses of the plain pages, below the path that the server is at."""
    return [
        Route(at("/brief"), brief),
        Route(at("/plain"), brief),
        Route(at("/plain/numbers/{name}"), numbers),
        Route(at("/plain/{name:path}"), plain),
    ]
