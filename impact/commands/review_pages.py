"""The public pages in a language as a native reader sees them, and which message stands where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from impact.handouts.paper import browser, pictured
from impact.plain.addresses import InFolder
from impact.plain.site import html, page_names, plain_page
from impact.wording.language import words_in
from impact.wording.reviewing import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from babel.messages.catalog import Message

    from impact.disclosure import View

WIDTH, HEIGHT = 900, 2600  # pixels of a picture: what is below stands in the page itself
_NOT_READ = re.compile(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>")
_BRACES = re.compile(r"\{\w+\}")
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_NAME = 200  # letters that may be filled in between two parts of a message
# Of what stands on none of the plain pages, by the beginning of its file.
ELSEWHERE = {
    "impact/handouts/": "slides, report, sheet or file",
    "pages/public/": "the interactive page",
    "pages/shared/": "all interactive pages",
    "serving/": "while a page loads, or cannot be shown",
    "dashboard.py": "the menu",
    "impact/figures/": "a chart or its note",
    "impact/metrics/": "how a figure is made",
    "impact/": "a claim or its evidence, as its figures allow",
}


@dataclass(frozen=True)
class ReviewPage:
    """A public page in the language.

    Attributes
    ----------
    name, title : str
        What its address ends in, and its heading.
    text : str
        Its words, without markup.
    picture : bytes
        PNG; empty where there is no Chromium.
    """

    name: str
    title: str
    text: str
    picture: bytes = b""


def pages_in(view: View, language: str, *, pictures: bool = True) -> Iterator[ReviewPage]:
    """One public page of each kind: of many claims and places the first stands for all."""
    words, seen = words_in(language), set()
    drawn = pictures and browser() is not None
    for name in page_names(view):
        kind = name.partition("/")[0], "/" in name
        page = None if kind in seen else plain_page(view, name, words)
        seen.add(kind)
        if page is not None:
            made = html(view, page, words, InFolder(name, ""), (language,))
            picture = pictured(made, width=WIDTH, height=HEIGHT) if drawn else b""
            yield ReviewPage(name or "overview", str(page.title), text_of(made), picture)


def text_of(made: str) -> str:
    """The words of a page of HTML, with single blanks between them."""
    return " ".join(unescape(_NOT_READ.sub(" ", made)).split())


def page_of(message: Message, pages: Sequence[ReviewPage]) -> ReviewPage | None:
    """The first page that a message stands on, as it is translated; None where it is on none."""
    for words in forms(message):
        parts = [part for part in map(_one_line, _BRACES.split(words)) if _LETTER.search(part)]
        found = next((page for page in pages if parts and _stands(parts, page.text)), None)
        if found is not None:
            return found
    return None


def _stands(parts: list[str], text: str) -> bool:
    """Whether parts of a message follow each other in a text, with a name or figure between."""
    start = text.find(parts[0])
    while start >= 0:
        end = start
        for part in parts:
            at = text.find(part, end, end + len(part) + LONGEST_NAME)
            if at < 0:
                break
            end = at + len(part)
        else:
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                return True
        start = text.find(parts[0], start + 1)
    return False


def _one_line(text: str) -> str:
    return " ".join(text.split())


def elsewhere(message: Message) -> str:
    """Where the public reads a message that stands on none of the plain pages."""
    files = [file for file, _line in message.locations]
    found = (said for start, said in ELSEWHERE.items() if any(f.startswith(start) for f in files))
    return next(found, "")
