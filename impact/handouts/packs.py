"""The files of a meeting pack by their names: made here, kept elsewhere.

The same view, language and choice give the same numbers and words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
from pypdf import PdfReader

from impact.disclosure.selection import Selection
from impact.handouts.contents import with_page_numbers
from impact.handouts.deck import deck_html
from impact.handouts.offline import ROOT
from impact.handouts.outline import SECTIONS, outline
from impact.handouts.paper import printed
from impact.handouts.report import report_html
from impact.handouts.sheet import sheet_html
from impact.handouts.slide_file import slides_pptx
from impact.model.attribution import PROGRAMME
from impact.model.errors import HandoutError

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.disclosure import View
    from impact.wording.language import Words

MADE_AS = 36
"""Goes up whenever a pack is made otherwise, so that none made before is handed out."""

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KINDS = {
    "deck": ("html", "text/html"),
    "slides": ("pptx", PPTX),
    "report": ("html", "text/html"),
    "paper": ("pdf", "application/pdf"),
    "sheet": ("pdf", "application/pdf"),
}
"""Each file → its ending and its type."""


@dataclass(frozen=True)
class Choice:
    """What goes into a pack: its parts in their order, its areas, its look, its paper."""

    sections: tuple[str, ...] = SECTIONS
    # What others did stands apart in a pack, as context.
    selection: Selection = field(default_factory=lambda: Selection(whose=PROGRAMME))
    dark: bool = False
    paper: str = "A4"  # of a wall sheet

    @property
    def usual(self) -> bool:
        """Whether nothing was chosen: the pack that most people ask for, and that is kept."""
        return self == Choice()


@cache
def map_names() -> pd.DataFrame:
    """The map's own names."""
    return pd.read_csv(ROOT / "data" / "geography" / "places.csv", keep_default_na=False)


def make(
    kind: str,
    view: View,
    words: Words,
    choice: Choice,
    *,
    before: View | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> bytes:
    """A file of the pack.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    view : View
    words : Words
    choice : Choice
    before : View or None
        An earlier version: what changed since then is told.
    on_wait : callable
        Called between the steps; what it raises ends the work.

    Raises
    ------
    PrinterError
        A PDF was asked for, and there is no Chromium here.
    HandoutError
        What is on file about an area does not fit on its wall sheet.
    """
    names, logo = map_names(), view.pictures.get(view.programme.look.logo, b"")
    if kind == "sheet":
        return _sheet(view, words, choice, logo, on_wait)
    if kind in ("report", "paper"):
        paper = kind == "paper"
        html = report_html(view, words, names, selection=choice.selection, paper=paper, logo=logo)
        on_wait()
        if not paper:
            return html.encode("utf-8")
        numbered = with_page_numbers(html, printed(html, on_wait=on_wait))
        return printed(numbered, on_wait=on_wait)
    slides = outline(
        view, words, sections=choice.sections, before=before, selection=choice.selection
    )
    on_wait()
    if kind == "deck":
        deck = deck_html(
            view, words, slides, names, dark=choice.dark, selection=choice.selection, logo=logo
        )
        return deck.encode("utf-8")
    return slides_pptx(view, words, slides, names, logo, choice.selection)


def _sheet(
    view: View, words: Words, choice: Choice, logo: bytes, on_wait: Callable[[], None]
) -> bytes:
    """The wall sheet of an area, on one page: in smaller letters where they are needed.

    Raises
    ------
    HandoutError
        It does not fit even so.
    """
    area, names = choice.selection.area, map_names()
    for small in (False, True):
        html = sheet_html(view, words, area, names, size=choice.paper, logo=logo, small=small)
        on_wait()
        made = printed(html, on_wait=on_wait)
        if len(PdfReader(BytesIO(made)).pages) == 1:
            return made
    raise HandoutError(
        f"The wall sheet of {area} does not fit on one page of {choice.paper}.",
        "Shorten the texts about the area, or choose the larger paper.",
    )


def kept_name(kind: str, view: View, words: Words) -> str:
    """What a usual pack is kept as; another where the rules of disclosure or its making change."""
    return f"{kind}-{words.language}-{view.audience.id}-{view.rules}-{MADE_AS}.{KINDS[kind][0]}"


def file_name(kind: str, view: View, words: Words, area: str = "") -> str:
    """What a downloaded file is called: whose it is, of where, which version and language."""
    about = view.programme.about
    kind = f"{kind}-{area}" if area else kind
    ending = KINDS[kind.partition("-")[0]][0]
    version = f"v{view.number}" if view.number is not None else view.fingerprint
    return f"{about.id}-{kind}-{version}-{words.language}.{ending}"
