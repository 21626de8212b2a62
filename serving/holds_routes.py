"""What a code on a handout leads to, the feed of news, and one figure for the pages of others."""

from __future__ import annotations

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from impact.disclosure import View
from impact.disclosure.handout_id import read_id
from impact.model.errors import ImpactError
from impact.plain import code_asked, holds_pages, site
from impact.plain.addresses import served
from impact.plain.blocks import PlainPage
from impact.plain.embedding import figure_page
from impact.plain.feed import feed
from impact.plain.figure_pages import cards_of
from impact.wording import Words
from impact.wording.language import offered
from pages.shared.cache import page_for_view
from pages.shared.carried import PublishedHistory
from pages.shared.streamlit_compat import at
from pages.shared.view import is_old, live_view
from serving.asking import NOT_HERE, address_of, refused, view_asked, words_asked
from serving.plain_routes import POLICY, NotMadeError, answer_with, newest

BY_ANYBODY = POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")


BY_FORM = POLICY.replace("form-action 'none'", "form-action 'self'")


async def short(request: Request) -> Response:
    """The address on a handout: leads to the page in the language of the handout."""
    return await run_in_threadpool(_short, request, _asked(request))


async def holds(request: Request) -> Response:
    """The page of a code in the language of ``?lang=``; without a code, where to type one."""
    code = _asked(request)
    return await run_in_threadpool(_short if _typed(request) else _holds, request, code)


def _typed(request: Request) -> str:
    """A code that somebody has typed, or pasted with its address or with its full stop."""
    return request.query_params.get("code", "").rpartition("/")[2].strip(" .")


def _asked(request: Request) -> str:
    return _typed(request) or request.path_params.get("code", "")


def _short(request: Request, code: str) -> Response:
    words, asked = words_asked(request), read_id(code)
    try:
        view = live_view()
        found = asked and holds_pages.find(view, PublishedHistory(), asked)
    except ImpactError as error:
        return refused(words, error)
    if not found:
        return _unknown(request, view, words)
    in_words = "lang" in request.query_params or found.language not in offered(view.programme)
    language = words.language if in_words else found.language
    return RedirectResponse(f"{address_of(request)}/plain/holds/{asked}?lang={language}", 307)


def _holds(request: Request, code: str) -> Response:
    words, history = words_asked(request), PublishedHistory()
    try:
        view, asked = live_view(), read_id(code)
        if not code:
            return _asking(request, view, words)
        if asked is None or holds_pages.find(view, history, asked) is None:
            return _unknown(request, view, words)
        text = page_for_view(_html, view, words, str(asked), newest())
    except ImpactError as error:
        return refused(words, error)
    home = escape(view.programme.about.address or address_of(request))
    return answer_with(request, text, home, "text/html")


async def embedded(request: Request) -> Response:
    """One figure, for an ``<iframe>`` on any page."""
    return await run_in_threadpool(_embedded, request, request.path_params["name"])


def _embedded(request: Request, name: str) -> Response:
    words = words_asked(request)
    try:
        view = view_asked(request)
        text = page_for_view(_figure, view, words, name, is_old(view))
    except ImpactError as error:
        return refused(words, error)
    except NotMadeError:
        return PlainTextResponse(words._("There is no such figure."), status_code=NOT_HERE)
    home = escape(view.programme.about.address or address_of(request))
    return answer_with(request, text, home, "text/html", policy=BY_ANYBODY)


def _figure(view: View, words: Words, name: str, old: bool) -> bytes:
    cards = page_for_view(cards_of, view, words)
    text = figure_page(view, name, words, served(view, old=old), cards)
    if text is None:
        raise NotMadeError
    return text.encode("utf-8")


async def news(request: Request) -> Response:
    """What was published, for readers of feeds."""
    return await run_in_threadpool(_news, request)


def _news(request: Request) -> Response:
    words = words_asked(request)
    try:
        view = live_view()
        content = page_for_view(_feed, view, words, newest())
    except ImpactError as error:
        return refused(words, error)
    home = escape(view.programme.about.address or address_of(request))
    return answer_with(request, content, home, "application/atom+xml")


def _feed(view: View, words: Words, top: int) -> bytes:  # noqa: ARG001 - of the key
    return feed(view, PublishedHistory(), words, served(view, old=False))


def _html(view: View, words: Words, code: str, top: int) -> bytes:  # noqa: ARG001 - of the key
    page = holds_pages.holds_page(view, PublishedHistory(), code, words)
    return _as_html(view, page or code_asked.unknown_page(words), words)


def _as_html(view: View, page: PlainPage, words: Words) -> bytes:
    languages = offered(view.programme)
    return site.html(view, page, words, served(view, old=False), languages).encode("utf-8")


def _asking(request: Request, view: View, words: Words) -> Response:
    text = _as_html(view, code_asked.asking_page(words, served=True), words)
    home = escape(view.programme.about.address or address_of(request))
    return answer_with(request, text, home, "text/html", policy=BY_FORM)


def _unknown(request: Request, view: View, words: Words) -> Response:
    text = _as_html(view, code_asked.unknown_page(words), words)
    home = escape(view.programme.about.address or address_of(request))
    return answer_with(request, text, home, "text/html", status=NOT_HERE, policy=BY_FORM)


def holds_routes() -> list[Route]:
    """The addresses of these; before those of `plain_routes`, which take all below /plain/."""
    return [
        Route(at("/holds/{code}"), short),
        Route(at("/holds"), holds),
        Route(at("/plain/figure/{name}"), embedded),
        Route(at("/plain/feed.atom"), news),
        Route(at("/plain/holds/{code}"), holds),
        Route(at("/plain/holds"), holds),
    ]
