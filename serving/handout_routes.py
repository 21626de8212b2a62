"""What the server hands out of a meeting pack: the presentation, and single figures to embed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from impact.disclosure import View
from impact.handouts.embedded import figure_html
from impact.handouts.offline import policy_of
from impact.handouts.outline import SECTIONS
from impact.handouts.packs import Choice
from impact.model.errors import ImpactError, StoreError
from impact.wording import Words, words_in
from pages.shared.packs import pack
from pages.shared.reader import LANGUAGES
from pages.shared.view import live_view, view_of

MOST_PARTS = 60
NOT_HERE = 404
BROKEN = 503


def deck(request: Request) -> Response:
    """The presentation of ``?lang=``, ``?version=``, ``?since=``, ``?parts=`` and ``?dark=``."""
    words = _words(request)
    try:
        view = _view(request, "version")
        before = _view(request, "since") if "since" in request.query_params else None
    except ImpactError as error:
        return _refused(words, error)
    asked = [part for part in request.query_params.get("parts", "").split(",") if part]
    known = {*SECTIONS, *(f"claim:{claim.id}" for claim in view.claims)}
    parts = tuple(part for part in asked if part in known)[:MOST_PARTS] or SECTIONS
    choice = Choice(sections=parts, dark=request.query_params.get("dark") == "1")
    content = pack("deck", view, words, choice, before=before)
    return _page(content, "frame-ancestors 'self'")


def figure(request: Request) -> Response:
    """One figure of ``?id=``, for an ``<iframe>`` on any page."""
    words = _words(request)
    try:
        html = figure_html(_view(request, "version"), words, request.query_params.get("id", ""))
    except ImpactError as error:
        return _refused(words, error)
    if html is None:
        return PlainTextResponse(words._("There is no such figure."), status_code=NOT_HERE)
    return _page(html.encode("utf-8"), "frame-ancestors *")


def _page(content: bytes, frames: str) -> Response:
    """A page under its own policy, which names the scripts that are written into it."""
    policy = policy_of(content[:4000].decode("utf-8", "ignore"))
    return HTMLResponse(content, headers={"Content-Security-Policy": f"{policy}; {frames}"})


def _words(request: Request) -> Words:
    asked = request.query_params.get("lang", "en")
    return words_in(asked if asked in LANGUAGES else "en")


def _view(request: Request, name: str) -> View:
    """What the public may see of the version that a parameter names, else of the latest."""
    number = request.query_params.get(name)
    return view_of(number) if number else live_view()


def _refused(words: Words, error: ImpactError) -> Response:
    if isinstance(error, StoreError):
        return PlainTextResponse(words._("There is no such version."), status_code=NOT_HERE)
    text = words._("The data cannot be shown: something in it has to be mended first.")
    return PlainTextResponse(text, status_code=BROKEN)


ROUTES = [Route("/deck", deck), Route("/figure", figure)]
