"""A figure on a page: its sentence, the picture, and how it was made below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from html import escape
from types import MappingProxyType
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from impact.disclosure import View
from impact.disclosure.selection import ALL, Selection
from impact.figures import frame
from impact.figures.context import quoted
from impact.figures.figure_card import FigureCard, cell_words
from impact.figures.missing import missing_lines
from impact.figures.style import Style
from impact.handouts.tables import csv_of
from impact.wording import Words
from impact.wording.chosen import chosen_words
from impact.wording.citation import citation
from impact.wording.methods import method
from pages.shared import url_state
from pages.shared.cache import cached_for_view, shared_for_view
from pages.shared.reader import current_style
from pages.shared.text import as_html, kept_together, link, plain, reading_table


def show(
    make: Callable[..., FigureCard], view: View, selection: Selection, words: Words, *style: Style
) -> FigureCard:
    """The heading, the sentence, the figure or the table, and the notes.

    Nothing where nothing is on file for it: `missing` names it with the others.

    Parameters
    ----------
    make : callable
        Makes what is shown of the view, the selection, the words and, if it draws, the style.
    """
    which = (make, selection, *style)
    shown, drawn = _figure(view, words, *which)
    if not shown.missing:
        below(view, words, *which, shown=shown, numbers=drawn)
    return shown


def missing(
    words: Words, shown: Iterable[FigureCard], selection: Selection, *, ask: View | None = None
) -> None:
    """What nothing is on file for, in a line for each kind of people who could bring it.

    With `ask` a link leads those who can to the programme.
    """
    lines = missing_lines(shown, selection, words)
    if lines:
        st.markdown("\n\n".join(f":gray[{plain(line)}]" for line in lines))
    about = ask.programme.about if ask and lines else None
    if about and about.contact.startswith("https://"):
        name = words._("Write to {name}").format(name=words.of(about.contact_name))
        st.markdown(link(name, about.contact))


def below(view: View, words: Words, *which: object, shown: FigureCard, numbers: bool) -> None:
    """What stands under a figure: how it was made, its numbers, what to cite.

    Parameters
    ----------
    which
        What the figure depends on.
    shown : FigureCard
    numbers : bool
        Whether they are listed here: not where they stand above already.
    """
    label = words._("How this was made, its numbers and sources")
    # Made only for those who open it: it is more than half of what a page costs.
    made = st.expander(label, key=f"made-{shown.id}", on_change="rerun")
    if not made.open:
        return
    with made:
        _notes(view, words, *which, shown=shown)
        if numbers and len(shown.table):
            _numbers(view, words, *which, shown=shown)
        chosen = next((one for one in which if isinstance(one, Selection)), None)
        cite(view, quoted(shown, chosen, words), words, anchor=shown.id, selection=chosen)


def save_menu(
    view: View,
    shown: FigureCard,
    words: Words,
    selection: Selection,
    *,
    drawn: bool = True,
    drafted: bool = False,
    addresses: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """One menu to save a figure, as HTML: its picture where it has one, and its numbers.

    Empty where there is nothing to save. No file is made before anybody asks for it:
    serving/page.js saves the picture in the browser, and what has an address is fetched from
    there. Of a draft nothing has one.
    """
    _ = words._
    if not drafted:
        asked = urlencode(asked_of(selection, words, view.number))
        kept = ("png", "svg", "csv", "xlsx")
        files = {kind: f"plain/numbers/{shown.id}.{kind}?{asked}" for kind in kept}
        addresses = {**files, **addresses}
    kinds = [("png", _("Picture (PNG)")), ("svg", _("Picture to edit (SVG)"))] if drawn else []
    if len(shown.table):
        kinds.append(("csv", _("Numbers (CSV)")))
        kinds += [] if drafted else [("xlsx", _("Numbers (Excel)"))]
    if not kinds:
        return ""
    items = []
    for kind, label in kinds:
        if kind in addresses:
            link = f'<a download="{escape(shown.id)}.{kind}" href="{escape(addresses[kind])}">'
            items.append(f"<li>{link}{escape(label)}</a></li>")
            continue
        text = csv_of(view, shown, words, selection).decode("utf-8-sig") if kind == "csv" else ""
        more = f' data-text="{escape(text)}"' if text else ""
        button = f'<button type="button" data-save="{kind}" data-name="{escape(shown.id)}"{more}>'
        items.append(f"<li>{button}{escape(label)}</button></li>")
    style = current_style()
    name = escape(f"{_('Save')}: {shown.title}")
    return (
        f'<details class="save"><summary aria-label="{name}">{escape(_("Save"))}</summary>'
        f'<ul style="background:{style.paper};color:{style.ink}">{"".join(items)}</ul></details>'
    )


def asked_of(selection: Selection, words: Words, version: int | None) -> dict[str, str]:
    """What an address says of a choice, of the language, and of the version that is shown."""
    asked = {name: str(value) for name, value in asdict(selection).items()}
    asked |= {"lang": words.language, "version": str(version)}
    return {k: v for k, v in asked.items() if k == "whose" or v not in (ALL, "None", "")}


def cite(
    view: View,
    sentence: str,
    words: Words,
    *,
    anchor: str = "",
    selection: Selection | None = None,
) -> None:
    """What to quote: the sentence, the day and the version of the data, and the link to it."""
    st.markdown(f"**{words._('Cite this')}**")
    chosen = chosen_words(view, selection, words)
    source = citation(view, words, selection)
    parts = [sentence, chosen, source, url_state.address(view.number, anchor)]
    # Not st.code: its colours for programs would be half of what a page has to fetch.
    st.text(kept_together(" ".join(part for part in parts if part)))


@cached_for_view
def _figure(
    view: View,
    words: Words,
    make: Callable[..., FigureCard],
    selection: Selection,
    *style: Style,
) -> tuple[FigureCard, bool]:
    """Draw a figure; what it shows, and whether there is a picture of it."""
    shown = shared_for_view(make, view, selection, words, *style)
    if shown.missing:
        return shown, False
    st.header(plain(shown.title), anchor=shown.id)
    drawn = shown.figure is not None
    drafted = bool(url_state.asked("draft"))  # as the view's own key says
    menu = save_menu(view, shown, words, selection, drawn=drawn, drafted=drafted)
    # One text: each piece costs a page more than what stands in it.
    st.html(f'<div class="told"><p>{as_html(shown.sentence)}</p>{menu}</div>')
    if selection.whose == ALL and shown.context:  # else the heading above says it
        st.markdown(f":gray[{plain(shown.context)}]")
    if drawn:
        st.plotly_chart(
            shown.figure,
            key=f"figure-{shown.id}",
            config=frame.config(words, shown.id),
            alt=shown.sentence,
        )
    elif len(shown.table):
        table(shown.table, shown.title, words)
    # The picture itself has gone out: in memory it would be by far the largest part.
    return replace(shown, figure=None), drawn


def table(rows: pd.DataFrame, name: str, words: Words) -> None:
    """A table of words and numbers; nothing in it acts."""
    shown = rows.astype("object").map(lambda cell: cell_words(cell, words))
    reading_table(shown, name, current_style())


@cached_for_view
def _notes(_view: View, words: Words, *_which: object, shown: FigureCard) -> None:
    """What / How / Caveats / Settings / Sources."""
    _ = words._
    described = method(shown.method, words)
    parts = [(_("What"), described.what), *((_("How"), text) for text in described.how)]
    lines = [f"**{name}.** {plain(text)}" for name, text in parts]
    if shown.caveats:
        listed = "\n".join(f"- {plain(text)}" for text in shown.caveats)
        lines.append(f"**{_('Keep in mind')}**:\n\n{listed}")
    lines += [f"**{_('Setting')}.** {plain(text)}" for text in shown.settings]
    named = " · ".join(link(name, address) for name, address in shown.sources)
    lines.append(f"**{_('Sources')}**: {named or plain(_('No row stands behind this figure.'))}")
    # One text: a hundred small ones take a slow line and a slow telephone longer.
    st.markdown("\n\n".join(lines))


@cached_for_view
def _numbers(_view: View, words: Words, *_which: object, shown: FigureCard) -> None:
    """The numbers of a figure, as a table."""
    table(shown.table, shown.title, words)
