"""What stands in a report: a claim, a chart or a table with its words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from impact.claims import Claim


@dataclass(frozen=True)
class ReportPart:
    """A chart or a table of the report with its words."""

    id: str
    title: str
    sentence: str
    table: pd.DataFrame
    caveats: tuple[str, ...] = ()
    plot: str = ""  # where its chart is drawn; empty where there is none
    picture: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class ReportClaim:
    """A claim as the report tells it."""

    claim: Claim
    number: str
    unit: str
    change: str
    finding: str
    lead: str
    chart: ReportPart | None
    facts: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    grouped: pd.DataFrame
    needed: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


class ReportCharts:
    """The charts of a report by where they are drawn, as the charts' own script wants them."""

    def __init__(self) -> None:
        self.kept: dict[str, dict] = {}

    def add(self, name: str, figure: go.Figure) -> str:
        """Keep a chart; its title stands above it in the page, so it needs none of its own."""
        place = f"plot-{name}"
        bare = json.loads(figure.to_json())
        layout = bare["layout"]
        layout.pop("template", None)
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
