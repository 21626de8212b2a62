"""What a request asks for: its language, its version, and the address that it was sent to."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from impact.disclosure import View
from impact.disclosure.selection import ALL, Selection, years_on_file
from impact.model.attribution import OTHERS, PROGRAMME
from impact.model.errors import BusyError, ImpactError, StoreError
from impact.wording import Words, words_in
from pages.shared.streamlit_compat import at
from pages.shared.view import live_view, offered_languages, view_of

NOT_HERE = 404
BROKEN = 503
# What a proxy has taken off the path. Others may send it too, but only to themselves.
PREFIX = re.compile(r"(/[\w.-]+)+")


def words_asked(request: Request) -> Words:
    """The words of ``?lang=``; English where there is none, or none that we have."""
    asked = request.query_params.get("lang", "en")
    return words_in(asked if asked in offered_languages() else "en")


def view_asked(request: Request, name: str = "version") -> View:
    """What the public may see of the version that a parameter names, else of the latest."""
    number = request.query_params.get(name)
    return view_of(number) if number else live_view()


def selection_asked(request: Request, view: View) -> Selection:
    """What a link chooses, as far as the view has it; the programme's work where it says nothing.

    Anything else is as if it had not been asked, so that nobody can ask for ever new pictures.
    """
    areas, asked = view.records.areas, request.query_params
    species = {one.scientific_name for one in view.programme.species}
    known = {
        "country": set(areas["country_code"].astype("str")),
        "area": set(areas["area_id"].astype("str")),
        "species": species,
        "whose": {OTHERS, ALL},
    }
    chosen = {name: asked[name] for name in known if asked.get(name) in known[name]}
    return Selection(
        country=chosen.get("country", ALL),
        area=chosen.get("area", ALL),
        species=chosen.get("species", ALL),
        whose=chosen.get("whose", PROGRAMME),
        first_year=_year(asked.get("first_year", ""), view),
        last_year=_year(asked.get("last_year", ""), view),
    )


def _year(text: str, view: View) -> int | None:
    return int(text) if text in {str(year) for year in years_on_file(view)} else None


def address_of(request: Request) -> str:
    """Where this dashboard is, without a slash at its end, also below a path."""
    prefix = request.headers.get("x-forwarded-prefix", "").rstrip("/")
    stripped = prefix if PREFIX.fullmatch(prefix) else ""
    return f"{str(request.base_url).rstrip('/')}{stripped}{at('')}"


def refused(words: Words, error: ImpactError) -> Response:
    """Why what was asked for cannot be shown; no more than a visitor needs to know."""
    if isinstance(error, BusyError):
        text = f"{words.said(error.message)} {words.said(error.cure)}"
        return PlainTextResponse(text, status_code=BROKEN, headers={"Retry-After": "10"})
    status = NOT_HERE if isinstance(error, StoreError) else BROKEN
    return PlainTextResponse(why_not(words, error), status_code=status)


def why_not(words: Words, error: ImpactError) -> str:
    """Why there is no view of what was asked for."""
    if isinstance(error, StoreError):
        return words._("There is no such version.")
    return words._("The data cannot be shown: there is an error in it that has to be fixed first.")
