"""A figure with everything that has to stand around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from impact.wording.language import Words


@dataclass(frozen=True)
class FigureCard:
    """A figure, its sentence and its table: one quantity, said three times.

    Attributes
    ----------
    id : str
        For links and file names.
    title, sentence : str
        What it is about, and what it shows; the sentence is the alt text too.
    figure : Figure or None
        None where there is nothing to draw: the sentence then says why.
    table : DataFrame
        The numbers drawn, with headings in the reader's language.
    method : str
        The metric, as the methods page names it.
    caveats : tuple of str
        What to bear in mind.
    context : str
        That it is not, or not all of it, the programme's own work; empty where it is.
    note : str
        What its picture does not show and may not go without; its table has it.
    settings : tuple of str
        The choices that the numbers hang on.
    sources : tuple of (str, str)
        What to call each source, and its address or an empty text.
    counts_others : bool
        Whether its sentence says how much by others it does not show.
    missing : bool
        Whether nothing at all is on file for it: pages then name it in one line with the others.
    """

    id: str
    title: str
    sentence: str
    figure: go.Figure | None
    table: pd.DataFrame
    method: str
    caveats: tuple[str, ...] = ()
    context: str = ""
    note: str = ""
    settings: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = field(default=())
    counts_others: bool = False
    missing: bool = False


def cell_words(cell: Any, words: Words) -> str:
    """A cell of a table as a reader of this language writes it; what is missing says so."""
    if pd.isna(cell):
        return words._("not stated")
    return cell if isinstance(cell, str) else words.number(cell, 2)
