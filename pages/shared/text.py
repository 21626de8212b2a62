"""Text from the data, so that nothing in it can act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd
import streamlit as st
from markupsafe import Markup

from impact.figures.style import Style
from impact.handouts.tables import inert_table
from impact.model.errors import ImpactError, Problem
from impact.wording import Words
from impact.wording.other_language import InLanguage, marked

NARROW = 3  # so many columns fit a phone
MANY = 10  # more fit no desk

# Everything that Streamlit's markdown gives a meaning, dollar signs (formulas) and colons
# (icons, colours) included.
_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


# Streamlit makes links of bare addresses, even of escaped ones, unless something stands in them
# that nobody sees: a word joiner.
_ADDRESS = re.compile(r"(?<=[-.\w+])(?=@)|(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)", re.I)
_JOINER = "\u2060"

# A line ends neither inside a range of numbers or what is copied as one (a check code, a DOI), nor
# between a number and its unit or the word that says what it is beside another.
_IN_A_RANGE = re.compile(r"(?<=\d–)(?=\d)|(?<=\b[A-Z0-9]{4}-)(?=[A-Z0-9]{4}\b)")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s;,]+")
_IN_A_DOI = re.compile(r"(?<=[-/)])(?=\w)|(?=\()")
_KEPT = re.compile(
    r"(?<=\d) (?=(?:km|км|m|м)(?:²|\b))|(?<=\d) (?=(?:of|из) \d)|(?<=\d (?:of|из)) (?=\d)"
    r"|(?<=\b(?:from|было)) (?=\d)|(?<=\bp) (?== \d)|(?<=\bp =) (?=\d)"
)

# Not every white space: a number's non-breaking one holds it together.
_BREAKS = re.compile(r"[ \t\r\n]+")


def plain(text: str) -> str:
    """Text that shows in markdown exactly as it is written, and leads nowhere."""
    one_line = _BREAKS.sub(" ", _ADDRESS.sub(_JOINER, str(text))).strip()
    return _ACTIVE.sub(r"\\\1", kept_together(one_line))


def kept_together(text: str) -> str:
    """Text whose lines do not end within what is read, or copied, as one."""
    whole = _DOI.sub(lambda doi: _IN_A_DOI.sub(_JOINER, doi[0]), _IN_A_RANGE.sub(_JOINER, text))
    return _KEPT.sub("\xa0", whole)


def told_apart(choices: Mapping[str, str]) -> dict[str, str]:
    """Ids and what each is called; what two are called, with the id of each behind.

    A browser sends back what a choice is called: of two called the same, another would be shown.
    """
    called = Counter(choices.values())
    if len(called) == len(choices):
        return dict(choices)
    return {one: name if called[name] == 1 else f"{name} ({one})" for one, name in choices.items()}


def link(label: str, address: str) -> str:
    """A markdown link where there is a web address, else the label alone."""
    if not _leads(address):
        return plain(label)
    safe = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{plain(label)}]({safe})"


def grid(table: pd.DataFrame, **options: object) -> None:
    """A table to work with. Its menu hands it out as CSV, so no cell of it is a formula."""
    st.dataframe(inert_table(table), **options)


def reading_table(table: pd.DataFrame, name: str, style: Style) -> None:
    """A table to read: whole on paper, and where there is little room each row a card (look.css).

    Copied into a spreadsheet, no cell of it is a formula.
    """
    inert = inert_table(table)
    heads = [escape(str(head)) for head in inert.columns]
    cells = _in_lines if len(heads) > MANY else _in_columns
    body = "".join(
        f"<tr>{cells(heads, list(map(_marked, row)))}</tr>" for row in inert.itertuples(index=False)
    )
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    if len(heads) > MANY:
        top = f'<th scope="col" colspan="2">{heads[0]}</th>'
    wide = " wide" if NARROW < len(heads) <= MANY else ""
    st.html(
        f'<div class="reading{wide}" tabindex="0" role="region" aria-label="{escape(name)}" '
        f'style="--paper:{style.paper}"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _in_columns(heads: list[str], row: list[str]) -> str:
    return "".join(
        f'<td data-head="{head}">{cell}</td>' for head, cell in zip(heads, row, strict=True)
    )


def _in_lines(heads: list[str], row: list[str]) -> str:
    """The first cell, and beside it the others that say something, each after its heading."""
    told = zip(heads[1:], row[1:], strict=True)
    lines = " ".join(f"<span><i>{head}</i> {cell}</span>" for head, cell in told if cell)
    return f'<td>{row[0]}</td><td class="lines">{lines}</td>'


def _marked(cell: object) -> str:
    return marked(cell) if isinstance(cell, InLanguage) else escape(str(cell))


def as_html(text: str) -> str:
    """Text as it is written, for a page of HTML, in its language and with its lines kept."""
    return marked(text) if isinstance(text, InLanguage) else escape(kept_together(text))


def paragraph(text: str) -> None:
    """Text of ours or from the data, as it is written."""
    if isinstance(text, InLanguage):  # markdown cannot say so
        st.html(f"<p>{marked(text)}</p>")
    else:
        st.markdown(plain(text))


def note(text: str) -> None:
    """The same, small and pale."""
    if isinstance(text, InLanguage):
        st.html(f"<p><small>{marked(text)}</small></p>")
    else:
        st.caption(plain(text))


def heading(text: str) -> None:
    """A heading without an address of its own."""
    st.header(plain(text), anchor=False)


def subheading(text: str) -> None:
    """A heading below a heading."""
    st.subheader(plain(text), anchor=False)


def bullets(lines: Iterable[tuple[str, str, str]]) -> None:
    """Lines, each with the name and the address of its source, where it has one."""
    for text, name, address in lines:
        if isinstance(text, InLanguage):
            source = Markup('<a href="{}" rel="noopener">{}</a>') if _leads(address) else "{1}"
            line = Markup('<ul class="in-language"><li>{}{}</li></ul>')
            beside = Markup(f" ({source})").format(address, name) if name else ""
            st.html(line.format(marked(text), beside))
        else:
            st.markdown(f"- {plain(text)}" + (f" ({link(name, address)})" if name else ""))


def _leads(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def show_error(error: ImpactError | Problem, words: Words) -> None:
    """What is wrong, and what to do about it."""
    st.error(f"{plain(words.said(error.message))}  \n{plain(words.said(error.cure))}")
