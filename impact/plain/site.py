"""Every plain page by its name; a page as HTML; all of them as the files of a folder."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING

from impact.disclosure.handout_id import read_id
from impact.figures.style import DARK, LIGHT
from impact.handouts.packs import map_names
from impact.handouts.pictures import chart_picture, content
from impact.handouts.tables import csv_of, xlsx_of
from impact.plain import (
    claim_pages,
    code_asked,
    correction_pages,
    figure_pages,
    holds_pages,
    text_pages,
)
from impact.plain.addresses import InFolder, path_of
from impact.plain.embedding import figure_names, figure_page
from impact.plain.feed import feed
from impact.plain.standing import NoHistory
from impact.plain.templating import TEMPLATES
from impact.wording import words_in
from impact.wording.citation import citation, data_state
from impact.wording.language import NAMES
from impact.wording.unreviewed import review_note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.figure_card import FigureCard
    from impact.plain.addresses import Addresses
    from impact.plain.blocks import PlainPage
    from impact.plain.standing import History
    from impact.wording.language import Words

_COLOURS = (
    "ink",
    "muted",
    "grid",
    "detections",
    "incidents",
    "protected",
    "first",
    "paper",
    "water",
)


def menu(words: Words) -> dict[str, str]:
    """The pages that every page leads to: name → what it is called."""
    _ = words._
    return {
        "": _("Overview"),
        "wildlife": _("Wildlife"),
        "coexistence": _("Coexistence"),
        "places": _("Places"),
        "map": _("Map"),
        "changes": _("What changed"),
        "methods": _("Methods"),
        "corrections": _("Corrections"),
    }


def page_names(view: View) -> list[str]:
    """All pages of a view."""
    areas = view.records.areas["area_id"].astype("str")
    return [
        *("", "wildlife", "coexistence", "places", "map", "changes", "methods", "corrections"),
        *(f"evidence/{claim.id}" for claim in view.claims),
        *(f"places/{area}" for area in areas),
    ]


def plain_page(
    view: View, name: str, words: Words, history: History | None = None
) -> PlainPage | None:
    """A page by its name; None where there is no such page."""
    if name not in page_names(view):
        return None
    if name == "corrections":
        return correction_pages.corrections_page(history or NoHistory(), words)
    kind, _, about = name.partition("/")
    if kind == "evidence":
        claim = view.claim(about)
        return claim_pages.evidence(view, claim, words) if claim else None
    if kind == "places" and about:
        return figure_pages.place_page(view, about, words)
    if kind == "map":
        return figure_pages.map_page(view, map_names(), words)
    simple = {
        "": claim_pages.overview,
        "wildlife": figure_pages.wildlife_page,
        "coexistence": figure_pages.coexistence_page,
        "places": figure_pages.places_page,
        "changes": text_pages.changes_page,
        "methods": text_pages.methods_page,
    }
    return simple[kind](view, words)


def html(
    view: View, page: PlainPage, words: Words, at: Addresses, languages: tuple[str, ...]
) -> str:
    """A page as HTML.

    Parameters
    ----------
    view : View
    page : PlainPage
    words : Words
    at : Addresses
    languages : tuple of str
        Those that it can be read in.
    """
    about = view.programme.about
    return TEMPLATES.get_template("plain.html.j2").render(
        _=words._,
        words=words,
        page=page,
        about=about,
        programme=words.of(about.name),
        menu=menu(words),
        at=at,
        languages=[(code, NAMES[code]) for code in languages],
        state=data_state(view, words),
        review_note=review_note(view, words),
        citation=citation(view, words, figure_pages.OWN),
        light="".join(f"--{role}:{getattr(LIGHT, role)};" for role in _COLOURS),
        dark="".join(f"--{role}:{getattr(DARK, role)};" for role in _COLOURS),
        structured=_structured(view, page, words, at),
    )


NUMBERS = {"csv": csv_of, "xlsx": xlsx_of}
"""The files of a figure's numbers: the ending of the name, and what makes it."""
PICTURES = ("png", "svg")


def figure_file(
    view: View, name: str, words: Words, cards: list[FigureCard], chosen: Selection
) -> bytes | None:
    """A file of one of these figures, as ``map.csv`` or ``rates.png``; None of none of them."""
    asked, _, kind = name.rpartition(".")
    card = next((one for one in cards if one.id == asked), None)
    if card and kind in NUMBERS:
        return NUMBERS[kind](view, card, words, chosen)
    if card and card.figure is not None and kind in PICTURES:
        return content(chart_picture(view, card, words, chosen), kind)
    return None


def folder(
    view: View,
    languages: tuple[str, ...],
    history: History | None = None,
    rules: Collection[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """All pages and numbers as files: path → content. The same view gives the same bytes.

    Parameters
    ----------
    view : View
    languages : tuple of str
    history : History or None
        Of the store; none of a data folder.
    rules : collection of str
        Hashes of the disclosure rules under which handouts were made.
    """
    known = history or NoHistory()
    for language in languages:
        words = words_in(language)
        for name in page_names(view):
            page = plain_page(view, name, words, known)
            if page is not None:
                yield _file(view, page, words, languages)
        own = figure_pages.OWN
        cards = figure_pages.cards_of(view, words, own)
        for card, kind in product(cards, NUMBERS):
            yield f"{language}/numbers/{card.id}.{kind}", NUMBERS[kind](view, card, words, own)
        for figure in figure_names(view, words, cards):
            name = f"figure/{figure}"
            at = InFolder(name, view.programme.about.address)
            text = figure_page(view, figure, words, at, cards)
            if text is not None:
                yield path_of(name, language), text.encode("utf-8")
        at = InFolder("feed.atom", view.programme.about.address)
        yield f"{language}/feed.atom", feed(view, known, words, at)
        asking = code_asked.asking_page(words, served=False)
        yield _file(view, asking, words, languages)
    yield "index.html", _leading_to(path_of("", languages[0]))
    codes = holds_pages.codes(view, known, {view.rules, *rules}, languages)
    yield from _holds(view, known, sorted(codes), languages)


def _holds(
    view: View, history: History, codes: list[str], languages: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    """A page for each code in each language, and the short address that is on the handouts."""
    for code in codes:
        for language in languages:
            words = words_in(language)
            page = holds_pages.holds_page(view, history, code, words)
            if page is not None:
                yield _file(view, page, words, languages)
        asked = read_id(code)
        found = asked and holds_pages.find(view, history, asked)
        if found:
            there = f"../../{found.language}/holds/{code}.html"
            yield f"holds/{code}/index.html", _leading_to(there)


def _file(
    view: View, page: PlainPage, words: Words, languages: tuple[str, ...]
) -> tuple[str, bytes]:
    at = InFolder(page.name, view.programme.about.address)
    text = html(view, page, words, at, languages)
    return path_of(page.name, words.language), text.encode("utf-8")


def _leading_to(address: str) -> bytes:
    return TEMPLATES.get_template("first.html.j2").render(first=address).encode("utf-8")


def _structured(view: View, page: PlainPage, words: Words, at: Addresses) -> str:
    """What search engines read (schema.org Dataset), safe inside a script element."""
    about = view.programme.about
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words.of(about.name),
        "description": f"{page.description} {words.of(about.data_note)}",
        "url": at.page(page.name, words.language),
        "inLanguage": words.language,
        "dateModified": about.as_of.isoformat(),
        "version": view.fingerprint,
        "publisher": {"@type": "Organization", "name": words.of(about.contact_name)},
        "isAccessibleForFree": True,
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
