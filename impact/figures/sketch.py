"""A figure while it is being drawn: plain dicts, which become plotly's when it is whole.

To change a figure takes plotly several times as long as to make one, and to check it half of
that: a page draws many.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go


class Sketch:
    """Traces and a layout in plotly's own words; each method does what plotly's does."""

    def __init__(self, layout: dict[str, Any]) -> None:
        self.layout = layout
        self.data: list[dict[str, Any]] = []

    def add_scatter(self, **trace: object) -> None:
        """Add marks, lines or texts."""
        self.data.append({"type": "scatter", **_plain(trace)})

    def add_bar(self, **trace: object) -> None:
        """Add bars."""
        self.data.append({"type": "bar", **_plain(trace)})

    def add_shape(self, **shape: object) -> None:
        """Add a line or a rectangle."""
        self.layout.setdefault("shapes", []).append(shape)

    def add_annotation(self, **annotation: object) -> None:
        """Add words."""
        self.layout.setdefault("annotations", []).append(annotation)

    def update_layout(self, **parts: object) -> None:
        """Set parts of the layout; of a part that has parts itself those that are named."""
        self.layout = _updated(self.layout, parts)

    def update_xaxes(self, **parts: object) -> None:
        """Set parts of the axis below."""
        self.update_layout(xaxis=parts)

    def update_yaxes(self, **parts: object) -> None:
        """Set parts of the axis at the side."""
        self.update_layout(yaxis=parts)

    @property
    def names(self) -> list[str]:
        """What the legend can name, in its order."""
        return [trace["name"] for trace in self.data if trace.get("name")]

    def whole(self) -> go.Figure:
        """The figure, as plotly has it; a test has plotly check each that the program draws."""
        return _Whole(data=self.data, layout=self.layout, _validate=False)


class _Whole(go.Figure):
    """A figure of plain lists, as it is sent: plotly would copy all of it and look for arrays."""

    def to_dict(self) -> dict[str, Any]:
        return {"data": [*self._data], "layout": {**self._layout}}


def _updated(known: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    found = dict(known)
    for name, value in parts.items():
        before = found.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            value = _updated(before, value)
        found[name] = value
    return found


def _plain(trace: dict[str, Any]) -> dict[str, Any]:
    """A trace with lists for columns: plotly copies those several times over, and slowly."""
    return {name: _listed(value) for name, value in trace.items()}


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, (pd.Series, pd.Index)):
        return value.tolist()
    return value.to_numpy().tolist() if isinstance(value, pd.DataFrame) else value
