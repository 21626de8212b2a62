"""What the server hands out besides the app: the presentation, pictures, single figures."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from impact.disclosure import View
from impact.disclosure.selection import Selection
from impact.figures.painting import for_a_chat
from impact.figures.style import LIGHT
from impact.handouts import pictures
from impact.handouts.embedded import figure_html
from impact.handouts.offline import policy_of
from impact.handouts.outline import SECTIONS
from impact.handouts.packs import Choice, map_names
from impact.model.errors import BusyError, ImpactError
from impact.plain.site import page_names
from impact.wording import Words
from impact.wording.language import offered
from impact.wording.preview import SENTENCES, in_a_preview
from pages.shared.cache import made_for_view
from pages.shared.packs import pack
from pages.shared.streamlit_compat import at
from serving.asking import (
    NOT_HERE,
    address_of,
    refused,
    selection_asked,
    view_asked,
    words_asked,
)
from serving.preview import OURS, Preview, preview_tags

PICTURES = {"png": "image/png", "svg": "image/svg+xml"}
PREVIEW = "/app/static/drawings/preview.png"


def deck(request: Request) -> Response:
    """The presentation of ``?lang=``, ``?version=``, ``?since=``, ``?parts=`` and ``?dark=``."""
    words = words_asked(request)
    try:
        view = view_asked(request)
        before = view_asked(request, "since") if "since" in request.query_params else None
    except ImpactError as error:
        return refused(words, error)
    asked = [part for part in request.query_params.get("parts", "").split(",") if part]
    known = {*SECTIONS, *(f"claim:{claim.id}" for claim in view.claims)}
    parts = tuple(part for part in dict.fromkeys(asked) if part in known) or SECTIONS
    choice = Choice(sections=parts, dark=request.query_params.get("dark") == "1")
    try:
        content = pack("deck", view, words, choice, before=before)
    except BusyError as error:
        return refused(words, error)
    return _page(_named(content, request, view, words), "frame-ancestors 'self'")


def _named(content: bytes, request: Request, view: View, words: Words) -> bytes:
    """The presentation with what a chat shows of a link to it; the file itself asks nobody."""
    name = words.of(view.programme.about.name)
    title = words._("{name}: presentation").format(name=name)
    said = in_a_preview(view, view.claims[:SENTENCES], words)
    tags = "\n".join(preview_tags(request, words, Preview(name, title, said)))
    before, _, after = content.partition(b"<title>")
    return before + tags.encode() + after.partition(b"</title>")[2]


def figure(request: Request) -> Response:
    """One figure of ``?id=``, for an ``<iframe>`` on any page."""
    words, wanted = words_asked(request), request.query_params.get("id", "")
    try:
        view = view_asked(request)
        known = wanted in pictures.names_of_drawn(view)
        html = made_for_view(figure_html, view, words, wanted) if known else None
    except ImpactError as error:
        return refused(words, error)
    if html is None:
        return PlainTextResponse(words._("There is no such figure."), status_code=NOT_HERE)
    return _page(html.encode("utf-8"), "frame-ancestors *")


def picture(request: Request) -> Response:
    """The picture of ``?id=`` that a chat shows of a link; our own drawing where there is none.

    The map is that of ``?country=``, ``?area=``, ``?species=`` and ``?whose=``.
    """
    words, wanted = words_asked(request), request.query_params.get("id", "")
    kind = request.url.path.rpartition(".")[2]
    drawing = RedirectResponse(address_of(request) + PREVIEW)
    if wanted == OURS:  # also for a version that is not there
        return drawing
    try:
        view = view_asked(request)
        chosen = selection_asked(request, view)
        content = b""
        if wanted in pictures.names_of_drawn(view):
            content = made_for_view(_picture, view, words, wanted, kind, chosen)
    except ImpactError as error:
        return refused(words, error)
    if not content:
        return drawing
    return Response(content, media_type=PICTURES[kind])


def _picture(view: View, words: Words, picture_id: str, kind: str, chosen: Selection) -> bytes:
    wanted = pictures.drawn_picture(view, words, map_names(), picture_id, chosen)
    if wanted and kind == "png":
        return for_a_chat(wanted.drawing, LIGHT)
    return pictures.content(wanted, kind) if wanted else b""


def _page(content: bytes, frames: str) -> Response:
    """A page under its own policy, which names the scripts that are written into it."""
    policy = policy_of(content[:4000].decode("utf-8", "ignore"))
    return HTMLResponse(content, headers={"Content-Security-Policy": f"{policy}; {frames}"})


def robots(request: Request) -> Response:
    """Search engines may read the pages; the app's own addresses say nothing to them."""
    lines = ["User-agent: *", f"Disallow: {at('/_stcore/')}", f"Disallow: {at('/auth/')}"]
    return PlainTextResponse("\n".join([*lines, f"Sitemap: {address_of(request)}/sitemap.xml\n"]))


def sitemap(request: Request) -> Response:
    """The plain pages in each language: what a search engine can read without running the app."""
    home = address_of(request)
    try:
        view = view_asked(request)
        names, languages = page_names(view), offered(view.programme)
    except ImpactError:
        names, languages = [], ()  # nothing is shown now, and nothing can be read
    pages = "".join(
        f"<url><loc>{escape(home)}/plain/{name}?lang={language}</loc></url>"
        for name in names
        for language in languages
    )
    xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{xmlns}">{pages}</urlset>\n'
    return Response(text, media_type="application/xml")


def handout_routes() -> list[Route]:
    """The addresses of all these, below the path that the server is at."""
    answers = {
        "/deck": deck,
        "/figure": figure,
        "/picture.png": picture,
        "/picture.svg": picture,
        "/robots.txt": robots,
        "/sitemap.xml": sitemap,
    }
    return [Route(at(path), answer) for path, answer in answers.items()]
