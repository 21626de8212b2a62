"""What a plain page is made of: headings, sentences, lists, tables, pictures, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.figures.figure_card import cell_words

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from impact.wording.language import Words


@dataclass(frozen=True)
class Line:
    """A line of a list; `name` and `address` are those of its source."""

    text: str
    name: str = ""
    address: str = ""

    @property
    def link(self) -> str:
        """The address, where it is one of the web; a source may be a name alone."""
        return self.address if self.address.startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class Numbers:
    """A table as text, each cell as a reader of the language writes it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Block:
    """A part of a page; what is empty is left out.

    Attributes
    ----------
    heading, anchor : str
        The anchor is the id by which a link leads to it.
    level : int
        Of the heading.
    marks : tuple of str
        How sure a claim is.
    texts : tuple of str
    picture : Markup or None
        SVG.
    lines : tuple of Line
    numbers : Numbers or None
    links : tuple of (str, str)
        What to call a page of ours, and its name.
    notes : tuple of (str, str)
        What is folded away: what to call it, and the text.
    sources : tuple of Line
        Beside the notes.
    csv : str
        The name of the file with the numbers; empty where there is none.
    """

    heading: str = ""
    anchor: str = ""
    level: int = 2
    marks: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    picture: Markup | None = None
    lines: tuple[Line, ...] = ()
    numbers: Numbers | None = None
    links: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    sources: tuple[Line, ...] = ()
    csv: str = ""


@dataclass(frozen=True)
class PlainPage:
    """A page: its name in the address, its title, what it says in a sentence, its parts.

    `picture` is the id of the picture that a chat shows of a link to it; `asks` is whether a check
    code can be typed on it, which only a server can look up.
    """

    name: str
    title: str
    description: str
    blocks: tuple[Block, ...]
    picture: str = "preview"
    asks: bool = False


def numbers(table: pd.DataFrame, words: Words) -> Numbers | None:
    """A table for a page; None where it has no row."""
    if table.empty:
        return None
    rows = (
        tuple(cell_words(cell, words) for cell in row)
        for row in table.itertuples(index=False, name=None)
    )
    return Numbers(tuple(map(str, table.columns)), tuple(rows))


def lines(found: list[tuple[str, str, str]]) -> tuple[Line, ...]:
    """Lines of text, name and address."""
    return tuple(Line(*one) for one in found)
