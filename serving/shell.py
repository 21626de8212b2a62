"""The page around the app, as it goes out before Streamlit starts.

It has the name, language, description and picture that a chat shows of a link, and the first words
for those who wait. Where the app does not come (without JavaScript, in an old browser, where
websockets are blocked) it leads to the plain page.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from impact.disclosure import View
from impact.model.attribution import OTHERS
from impact.model.errors import ImpactError
from impact.plain.site import menu
from impact.wording import Words, words_in
from impact.wording.cause import cause_not_shown, context_words
from impact.wording.language import languages
from impact.wording.preview import (
    SENTENCES,
    in_a_preview,
    of_a_page,
    of_a_place,
    of_others,
    with_mark,
)
from pages.shared.page_list import public_pages, staff_pages
from pages.shared.streamlit_compat import CONNECTED, at, shell_of
from pages.shared.view import live_view
from serving.asking import address_of, view_asked, why_not, words_asked
from serving.preview import OURS, Preview, meta, preview_tags
from signin.routes import SIGN_IN_PAGE

WITH_A_CHOICE = ("wildlife", "coexistence", "places", "map")  # of whose records are shown

# For browsers of 2016 and later: no arrow, no let, no template. Where a second look finds the app's
# own heading, all is well; it also keeps the language of the page at what the address says, and
# says where the connection is lost: Streamlit only turns its choices grey.
SCRIPT = """
(function () {
  var hint = document.getElementById("no-app"), lost = document.getElementById("lost");
  var seen = new Date().getTime(), connected = seen;
  setInterval(function () {
    var asked = /[?&]lang=([a-z]{2,3})(&|$)/.exec(location.search), now = new Date().getTime();
    var here = document.querySelector("[data-testid=stApp] h1");
    var known = asked && lost.hasAttribute("data-" + asked[1]), root = document.documentElement;
    var language = known ? asked[1] : "en";
    // What is said again is drawn again, twice a second.
    if (root.lang !== language) root.lang = language;
    // Between two pages there is no heading for a moment.
    if (here) seen = now;
    var late = !here && now - seen > 10000;
    if (hint.hidden === late) hint.hidden = !late;
    if (document.querySelector("%s")) connected = now;
    var cut = !!here && now - connected > 2000;
    if (cut === lost.hidden) {
      lost.textContent = cut ? lost.getAttribute("data-" + language) : "";
      lost.hidden = !cut;
    }
  }, 500);
})();
""".replace("%s", CONNECTED)
SCRIPT_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"

STYLE = f"<style>{Path(__file__).with_name('look.css').read_text(encoding='utf-8')}</style>"

PAGE_SCRIPT = Path(__file__).with_name("page.js").read_bytes()
PAGE_SCRIPT_NAME = f"/page-{hashlib.sha256(PAGE_SCRIPT).hexdigest()[:12]}.js"


def shell(request: Request) -> Response:
    """Streamlit's page with our head, first words and way out."""
    words = words_asked(request)
    try:
        view, problem = view_asked(request), ""
    except ImpactError as error:  # the app says more; a draft is for staff alone
        view, problem = None, why_not(words, error)
    page = shell_of(
        words.language,
        head=_head(request, view, words, problem),
        first=_first_words(request, view, words),
        after=_way_out(request, words),
    )
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def _head(request: Request, view: View | None, words: Words, problem: str) -> str:
    path = request.url.path.rpartition("/")[2]
    link = f'<link rel="alternate" type="text/html" href="{escape(plain_page(request, words))}">'
    # As seen from the page: a proxy may have taken a path off its address.
    script = f'<script src=".{PAGE_SCRIPT_NAME}" defer></script>'
    tags = preview_tags(request, words, _preview(request, path, view, words, problem))
    tags += [meta("google", "notranslate"), link]
    if "draft" in request.query_params or path not in public_pages(words):
        tags.append(meta("robots", "noindex"))
    return "\n".join([*tags, STYLE, script])


def _preview(request: Request, path: str, view: View | None, words: Words, problem: str) -> Preview:
    """The claim that the link names, else the page with the first claims, else the problem."""
    pages = public_pages(words) | staff_pages(words) | {SIGN_IN_PAGE.strip("/"): words._("Sign in")}
    name = _programme(view, words)
    title = f"{pages[path]} · {name}" if path else name
    claim = view.claim(request.query_params.get("claim", "")) if view else None
    if view and claim:
        return Preview(name, title, in_a_preview(view, [claim], words), f"claim-{claim.id}")
    if view is None:
        return Preview(name, title, problem)
    area = request.query_params.get("area", "")
    if _others_alone(request):
        return Preview(name, title, of_others(view, area, words))
    said = of_a_place(view, area, words)
    said = said or of_a_page(view, path, words)
    return Preview(name, title, said, "map" if path == "map" else OURS)


def _programme(view: View | None, words: Words) -> str:
    """What the programme is called, also where a version is asked for that is not there."""
    try:
        return words.of((view or live_view()).programme.about.name)
    except ImpactError:
        return "Wildcats"


def _others_alone(request: Request) -> bool:
    """Whether the link leads to what others did, and to nothing of the programme's."""
    path = request.url.path.rpartition("/")[2]
    return path in WITH_A_CHOICE and request.query_params.get("records") == OTHERS


def _first_words(request: Request, view: View | None, words: Words) -> str:
    """The name and the first claims; no claim of the programme above what others did."""
    if view is None:
        return ""
    about = view.programme.about
    first = view.claims[:SENTENCES]
    told = "".join(f"<li>{escape(with_mark(view, one, words))}</li>" for one in first)
    cause = escape(cause_not_shown(first, words))
    claims = f"<ul>{told}</ul><p>{cause}</p>" if first else ""
    if _others_alone(request):
        claims = f"<p>{escape(context_words(words))}</p>"
    simulated = words._("Simulated data: an example, not a survey. No real animal is behind it.")
    mark = f"<p>{escape(simulated)}</p>" if about.simulated else ""
    name = escape(words.of(about.name))
    return f'<main id="first-words"><h1>{name}</h1>{mark}{claims}</main>'


def _way_out(request: Request, words: Words) -> str:
    link = f'<a href="{escape(plain_page(request, words))}">'
    # Both stand here in the language of the link: no script is needed to choose.
    late = words._(
        "The interactive pages have not loaded. The connection may block them, or the browser may "
        "be too old."
    )
    without = words._("These pages need JavaScript.")
    plain = f"{link}{escape(words._('Read the same as plain text'))}</a>"
    return (
        f"<noscript><p>{escape(without)} {plain}</p></noscript>"
        f'<div id="no-app" role="status" hidden>{escape(late)} {plain}</div>'
        f'<div id="lost" role="status" hidden {_lost()}></div>'
        f"<script>{SCRIPT}</script>"
    )


def _lost() -> str:
    """What is said without a connection, in each language: the reader may have changed it."""
    texts = {
        language: words_in(language)._(
            "The connection is lost. The pages will continue by themselves when it is back."
        )
        for language in languages()
    }
    return " ".join(f'data-{code}="{escape(text)}"' for code, text in texts.items())


def page_script(_request: Request) -> Response:
    """What pages do in the browser; its name changes with its content, so it is kept for long."""
    headers = {"Cache-Control": "public, immutable, max-age=31536000"}
    return Response(PAGE_SCRIPT, media_type="text/javascript", headers=headers)


def plain_page(request: Request, words: Words) -> str:
    """The address of the plain page that says the same, in this language and of this version."""
    query = request.query_params
    asked = {"lang": words.language}
    if "version" in query:
        asked["version"] = query["version"]
    page = request.url.path.rpartition("/")[2]
    about = {"evidence": query.get("claim"), "places": query.get("area")}.get(page)
    name = f"{page}/{quote(about)}" if about else page if page in menu(words) else ""
    return f"{address_of(request)}/plain/{name}?{urlencode(asked)}"


def shell_routes() -> list[Route]:
    """The addresses of all pages, where Streamlit would send its own page, and of their script."""
    words = words_in("en")
    paths = [*public_pages(words), *staff_pages(words), SIGN_IN_PAGE.strip("/")]
    pages = [Route(at(f"/{path}"), shell) for path in paths]
    return [*pages, Route(at(PAGE_SCRIPT_NAME), page_script)]
