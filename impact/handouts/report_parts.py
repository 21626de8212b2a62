"""What stands in a report: a claim, a chart or a table with its words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from impact.figures.figure_card import cell_words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from impact.claims import Claim
    from impact.wording.headline import Headline
    from impact.wording.language import Words

DASH = "–"
FEW_ROWS, HALF_PAGE = 12, 66  # rows, and letters of a line
MANY, LONG = 6, 60  # columns, and letters of a cell that then has no room in one of them


@dataclass(frozen=True)
class ReportPart:
    """A chart or a table of the report with its words."""

    id: str
    title: str
    sentence: str
    table: pd.DataFrame
    caveats: tuple[str, ...] = ()
    context: str = ""  # that it is not the programme's own
    plot: str = ""  # where its chart is drawn; empty where there is none
    picture: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class ReportClaim:
    """A claim as the report tells it."""

    claim: Claim
    headline: Headline
    finding: str
    lead: str
    chart: ReportPart | None
    facts: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    grouped: pd.DataFrame
    needed: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SetTable:
    """A table in words: what no row states is named once, not in every cell.

    Attributes
    ----------
    names : tuple of str
        The columns that say something.
    rows : tuple of tuple of str
        A cell that is not stated is a dash.
    below : tuple of tuple of tuple of str
        What stands below each row on paper, across all columns: names of long texts, and the texts.
    empty : str
        The columns of which nothing is stated, in one line; empty where there are none.
    dashes : bool
        Whether any cell is a dash.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[tuple[tuple[str, str], ...], ...]
    empty: str
    dashes: bool

    @property
    def narrow(self) -> bool:
        """Whether two of it stand beside each other on paper: few columns of short texts."""
        wide = [max(map(len, column)) for column in zip(self.names, *self.rows, strict=True)]
        return len(self.rows) > FEW_ROWS and sum(wide) <= HALF_PAGE


def set_table(table: pd.DataFrame, words: Words, *, paper: bool = False) -> SetTable:
    """A table as the report sets it: on paper, many columns have no room for long texts."""
    told = ["" if pd.isna(cell) else str(cell) for cell in table.to_numpy().ravel()]
    known = table.mask(np.array(told, dtype=object).reshape(table.shape) == "")
    stated = known.notna().any() if len(table) else pd.Series(True, index=table.columns)
    kept = known.loc[:, stated.to_numpy()]
    cells = [
        tuple(DASH if pd.isna(value) else cell_words(value, words) for value in row)
        for row in kept.itertuples(index=False, name=None)
    ]
    names = [str(name) for name, any_row in stated.items() if not any_row]
    headings, columns = list(map(str, kept.columns)), list(zip(*cells, strict=True))
    many = paper and len(headings) > MANY
    below = [
        place for place, column in enumerate(columns) if many and place and any(map(_long, column))
    ]
    beside = [place for place in range(len(headings)) if place not in below]
    return SetTable(
        names=tuple(headings[place] for place in beside),
        rows=tuple(tuple(row[place] for place in beside) for row in cells),
        below=tuple(
            tuple((headings[place], row[place]) for place in below if row[place] != DASH)
            for row in cells
        ),
        empty=words._("Not stated in any row: {columns}.").format(columns=", ".join(names))
        if names
        else "",
        dashes=any(row[place] == DASH for row in cells for place in beside),
    )


def _long(text: str) -> bool:
    """Whether a text is too long for one of many columns; of an address only the host is shown."""
    return len(text) > LONG and not text.startswith(("http://", "https://"))


def by_place(table: pd.DataFrame) -> pd.DataFrame:
    """Rows counted by period, area and month as one row a period and area, its months in a line."""
    period, area, month, count = table.columns
    told = table[month].astype("str") + ": " + table[count].astype("str")
    lines = told.groupby([table[period], table[area]], sort=False).agg("; ".join)
    return lines.rename(f"{month}: {count}").reset_index()


class ReportCharts:
    """The charts of a report by where they are drawn, as the charts' own script wants them."""

    def __init__(self, *, paper: bool = False) -> None:
        self.paper = paper  # where no script draws
        self.kept: dict[str, dict] = {}

    def add(self, name: str, figure: go.Figure) -> str:
        """Keep a chart; its title stands above it in the page, so it needs none of its own."""
        place = f"plot-{name}"
        bare = json.loads(figure.to_json())
        layout = bare["layout"]
        layout["font"] = {**layout.get("font", {}), "family": "Source Sans 3, Arial, sans-serif"}
        if layout.pop("title", None):
            layout["margin"]["t"] = 46
        self.kept[place] = bare
        return place

    def script(self) -> Markup:
        """All of them as JSON that cannot end the element it stands in."""
        text = json.dumps(self.kept, ensure_ascii=True, separators=(",", ":"))
        safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return Markup(safe)
