"""What a page shows, taken apart: its sections with their sentence, charts and tables."""

from __future__ import annotations

import base64
import json
import os
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = "pages/public"
FIGURES = (
    "areas-by-status",
    "detection-rates",
    "detections-by-area",
    "estimates",
    "first-records",
    "incident-reports",
    "incidents-by-month",
    "incidents-by-type",
    "individuals",
    "losses",
    "map",
    "outcomes",
    "protected-by-year",
    "reports",
    "set-up-since",
    "stations",
)
NARROW, WIDE = "table", "dataframe"
CELL = re.compile("<t[hd][^>]*>(.*?)</t[hd]>")
SENTENCE = re.compile("<p>(.*?)</p>", re.DOTALL)


@dataclass
class Chart:
    """A plotly chart as it is sent: its traces with plain lists, and its alt text.

    `labels` are the names that stand above its lines, by the height of the line.
    """

    traces: list[dict]
    alt: str
    labels: dict[float, str]

    def marks(self) -> list[dict]:
        """The traces without the lines through marks, which say how exactly a date is known."""
        return [trace for trace in self.traces if trace.get("mode") != "lines"]

    def points(self) -> int:
        """How many marks or bars can be seen, those at 0 included."""
        pairs = [zip(t.get("x", []), t.get("y", []), strict=True) for t in self.marks()]
        return sum(x is not None and y is not None for pair in pairs for x, y in pair)


@dataclass
class Section:
    """Everything from one heading to the next."""

    name: str
    lines: list[str] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    tables: list[pd.DataFrame] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        return self.lines[0] if self.lines else ""


@dataclass
class Screen:
    """A page: its sections by anchor (by their words where they have none), its map, its notes."""

    sections: dict[str, Section]
    deck: dict | None
    deck_alt: str
    notes: list[str]
    raised: list[str]
    said: list[str]

    def __getitem__(self, name: str) -> Section:
        return self.sections[name]

    def missing(self) -> str:
        """What the page says that nothing is on file for."""
        lines = [line for section in self.sections.values() for line in section.lines]
        return " ".join(line for line in lines if line.startswith(":gray[No data"))


def open_app(data: str) -> AppTest:
    """The dashboard on a data folder, before anything is asked of it."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=600)
    return run(app, data)


def run(app: AppTest, data: str) -> AppTest:
    """Run the dashboard once more on a data folder."""
    for name in FIGURES:  # the tables of a figure are made for those who open them
        for context in ("", "-of-others"):
            app.session_state[f"made-{name}{context}"] = True
    with mock.patch.dict(os.environ, {"IMPACT_DATA": data}):
        return app.run()


def go(app: AppTest, data: str, page: str, address: Mapping[str, str]) -> Screen:
    """The page that an address opens."""
    app.query_params.clear()
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"{PUBLIC}/{page}.py")
    return look(run(app, data))


def look(app: AppTest) -> Screen:
    """Take a page apart."""
    sections = {"": Section("")}
    screen = Screen(sections, None, "", [], [str(e.value) for e in app.exception], [])
    here = sections[""]
    for element in _elements(app.main):
        kind, value = element.type, ""
        if kind in ("header", "subheader"):
            value = _unmarked(element.value)
            name = element.anchor or value
            here = sections.setdefault(name, Section(name))
        elif kind == "markdown":
            value = _unmarked(element.value)
            here.lines.append(value)
        elif kind == "html" and 'class="told"' in element.proto.body:
            value = _unmarked(unescape(SENTENCE.search(element.proto.body)[1]))
            here.lines.append(value)
        elif kind == "plotly_chart":
            value = element.proto.spec
            here.charts.append(_chart(element.proto))
        elif kind in (NARROW, WIDE):
            table = element.value.map(_unmarked)
            value = table.to_csv()
            here.tables.append(table)
        elif kind == "html" and "<table" in element.proto.body:
            value = element.proto.body
            here.tables.append(_table_to_read(value))
        elif kind == "deck_gl_json_chart":
            value = element.proto.json
            screen.deck, screen.deck_alt = json.loads(value), element.proto.alt
        elif kind in (
            "info",
            "warning",
            "error",
            "title",
            "caption",
            "code",
            "text",
            "metric",
            "exception",
        ):
            value = _unmarked(element.value)
            if kind == "info":
                screen.notes.append(value)
        screen.said.append(f"{kind}: {value}")
    return screen


def address_of(app: AppTest) -> dict[str, str]:
    """The query parameters that the address bar holds."""
    found = {name: app.query_params[name] for name in app.query_params}
    return {name: v[0] if isinstance(v, list) else v for name, v in found.items()}


def _elements(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child


def _table_to_read(body: str) -> pd.DataFrame:
    """The cells of a table that is written as HTML."""
    heads, *rows = (
        [unescape(re.sub("<[^>]*>", "", cell)) for cell in CELL.findall(row)]
        for row in body.split("<tr>")[1:]
    )
    return pd.DataFrame(rows, columns=heads)


def _unmarked(text: object) -> str:
    """The words, without the marks of markdown and those that keep a line together."""
    return str(text).replace("\\", "").replace("\u2060", "").replace("\xa0", " ")


def _chart(proto) -> Chart:
    spec = json.loads(proto.spec)
    traces = [{k: _plain(v) for k, v in trace.items()} for trace in spec["data"]]
    labels = {
        note["y"]: note["text"].replace("<br>", " ")
        for note in spec["layout"].get("annotations", [])
        if note.get("yref") != "paper"
    }
    axis = spec["layout"].get("yaxis", {})
    beside = zip(_plain(axis.get("tickvals", [])), axis.get("ticktext", []), strict=False)
    labels |= {line: text.replace("<br>", " ") for line, text in beside}
    return Chart(traces, proto.alt, labels)


def _plain(value):
    """Plotly sends arrays of numbers as base64; missing numbers become None."""
    if isinstance(value, dict) and "bdata" in value:
        flat = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
        shape = [int(n) for n in str(value.get("shape", len(flat))).split(",")]
        return _plain(flat.reshape(shape).tolist())
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and np.isnan(value) else value
