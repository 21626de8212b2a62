"""Addresses that are nearly right, as chats, e-mails and hurried hands write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlencode

from babel.core import get_global
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from impact.model.errors import ImpactError
from impact.wording import words_in
from impact.wording.language import NAMES
from pages.shared.page_list import public_pages, staff_pages
from pages.shared.streamlit_compat import at
from pages.shared.view import live_view

# What a sentence, or the marks of a chat, leave around an address that stands in it; a draft's may
# end in a dash.
BEFORE, BEHIND = re.compile(r"^[^\w-]+"), re.compile(r"[\W_]+$")
BEHIND_A_DRAFT = re.compile(r"[^\w-]+$")
# By these others follow who opened a link. They would go on into every link that is copied here.
FOLLOWING = re.compile(
    r"(utm|mc|mtm|pk|piwik|matomo|hsa|vero|at|stm|gad)_\w+|_(hs\w+|ga|gl|openstat|branch_match_id)"
    r"|(fb|g|dcl|ms|y|tt|tw|irc|rdt_|li_fat_)c?l?id|ysclid|igsh(id)?|[gw]braid|srsltid|mkt_tok"
    r"|mibextid|gclsrc|epik|si|spm|trk\w*|ref|ref_?(src|url)|cmpid|wt_mc|s_kwcid"
)
# What stands between two parts of a query: &, as pages write it, encoded once more, or as of old.
BETWEEN = re.compile(r"(&|%26)(amp(;|%3B))*(?=[\w.]+(=|%3D))|;(?=\w+=)", re.IGNORECASE)
# What many write for a language: the code of the country.
COUNTRIES = {"kz": "kk", "kg": "ky", "tm": "tk"}
TIMES = 3  # that an address may have been encoded once more on its way
OWN = {"sign-in", "brief", "deck", "figure", "picture.png", "picture.svg"}
BELOW = {"plain", "holds"}  # below these are many addresses
ABOUT = {"evidence": "claim", "places": "area"}  # pages about one thing, and what names it
NAMED = ("claim", "area", "country", "species")
MAY_NAME = re.compile("|".join((*NAMED, *ABOUT)), re.IGNORECASE)
NO_VERSION = "0"

Pairs = list[tuple[str, str]]
Known = dict[str, str]


class NearlyRight:
    """Leads to the address that was meant: other letters' case, a stop or bracket behind it,
    ``&amp;`` between its parts, a language with a region, encoded twice, with marks of followers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        words = words_in("en")
        self.pages = {*public_pages(words), *staff_pages(words), *OWN, *BELOW}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = scope["path"].removeprefix(at(""))
            query = scope["query_string"].decode("utf-8", "replace")
            # Only where something of the data may be named is the data asked, which may wait.
            known = await run_in_threadpool(_known) if MAY_NAME.search(path + query) else {}
            meant = _understood(path, query, self.pages, known)
            if meant and meant != (path, _pairs(query), ""):
                answer = RedirectResponse(_written(scope, *meant), status_code=307)
        await answer(scope, receive, send)


def _written(scope: Scope, path: str, asked: Pairs, place: str) -> str:
    """As seen from the address that was asked: a proxy may have taken a path off it."""
    deep = scope.get("raw_path", scope["path"].encode()).count(b"/") - at("").count("/") - 1
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{'../' * deep or './'}{quote(path.lstrip('/'))}{query}{place}"


def _understood(
    path: str, query: str, pages: Iterable[str], known: Known
) -> tuple[str, Pairs, str] | None:
    """The path, what is asked, and the place on the page that is meant; None of no page of ours."""
    if not path.startswith("/"):
        return None
    path, mark, behind = _cut(_seen(_decoded(path)))
    # A text to be marked on the page is for the browser, which finds it no longer.
    there = BEHIND.sub("", behind.partition(":~:")[0]) if mark == "#" else ""
    place = f"#{quote(there)}" if there else ""
    if mark in ("?", "&"):
        query = "&".join(filter(None, (behind, query)))
    first, *rest = BEHIND.sub("", BEFORE.sub("", path)).split("/")
    first = BEHIND.sub("", first).lower()
    first = first if first in pages else _loosely(first)
    if first not in pages:
        return None
    asked = _asked(query, known)
    if first in ABOUT and len(rest) == 1:  # as a plain page is named
        asked, rest = [(ABOUT[first], known.get(_loosely(rest[0]), rest[0])), *asked], []
    if rest and first not in BELOW:
        return None
    slash = "/" if first == "plain" and not rest else ""
    return "/" + "/".join((first, *_below(first, rest, known))) + slash, asked, place


def _cut(path: str) -> tuple[str, str, str]:
    """A path before the first mark of a query or a place that was taken for a part of it."""
    found = re.search(r"[?&#]", path)
    return (path[: found.start()], found[0], path[found.end() :]) if found else (path, "", "")


def _below(first: str, rest: list[str], known: Known) -> list[str]:
    """The rest of a plain page's name; codes on handouts may be typed in any case."""
    if first == "holds":
        return rest
    kinds, last = [one.lower() for one in rest[:-1]], rest[-1:]
    return [*kinds, *(known.get(_loosely(one), one if kinds else one.lower()) for one in last)]


def _decoded(text: str) -> str:
    """Without what is encoded in it once more."""
    for _time in range(TIMES):
        text = unquote(text) if re.search(r"%[0-9A-Fa-f]{2}", text) else text
    return text


def _pairs(query: str) -> Pairs:
    return parse_qsl(query, keep_blank_values=True)


def _asked(query: str, known: Known) -> Pairs:
    """What a query asks, without what was added to it on its way."""
    query = query if "=" in query else _decoded(query)
    # Some mails write "=3D" for "=".
    query = re.sub("=3D", "=", query.replace("?", "&"), flags=re.IGNORECASE)
    query = BETWEEN.sub("&", query)
    found = [_meant(name, value, known) for name, value in _pairs(query)]
    return [pair for pair in found if not FOLLOWING.fullmatch(pair[0])]


def _meant(name: str, value: str, known: Known) -> tuple[str, str]:
    name, value = re.sub(r"^(amp;)+", "", _seen(name).strip().lower()), _seen(value)
    if name == "draft":
        return name, BEHIND_A_DRAFT.sub("", value)
    value = BEHIND.sub("", BEFORE.sub("", _decoded(value).partition("#")[0]))
    if name == "lang":
        return name, _language(value)
    if name == "version":
        return name, value or NO_VERSION  # what was cut off is no wish for today's numbers
    return name, known.get(_loosely(value), value) if name in NAMED else value


def _language(value: str) -> str:
    """The code of a language of ours, whatever region, script or longer code stands there."""
    code = re.split(r"[\W_]", value.lower())[0]
    code = COUNTRIES.get(code) or get_global("language_aliases").get(code, code)
    return code if code in NAMES else value


def _seen(text: str) -> str:
    """Without the marks that nobody sees: of no width, of a direction, of a place to break."""
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def _loosely(name: str) -> str:
    """In any case, with whatever stands between its words: another dash, a space, a line's end."""
    return re.sub(r"[\W_]+", "-", name.casefold())


def _known() -> Known:
    """All that an address may name of the data, as it may be written."""
    try:
        view = live_view()
    except ImpactError:
        return {}  # nothing is shown now; the page says so
    areas = view.records.areas
    names = [*areas["area_id"].astype("str"), *areas["country_code"].astype("str")]
    names += [
        *(one.id for one in view.claims),
        *(x.scientific_name for x in view.programme.species),
    ]
    return {_loosely(name): name for name in names}
