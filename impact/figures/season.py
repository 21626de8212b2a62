"""A season as it was understood, for staff alone: its stations, and when each had a camera out.

Exact places and times are in these two pictures: they are drawn for whoever sent the files.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.figures.frame import inert, plain_layout

if TYPE_CHECKING:
    from impact.changes.season import Season
    from impact.figures.style import Style
    from impact.wording.language import Words

LINE = 22  # pixels of a station in the calendar
LEGEND = 40  # pixels of a legend in one row; plotly makes more of it where it needs more rows
SPREAD = 160  # pixels over which stations lie on a small phone
LETTER, LETTERS = 6.5, 14  # pixels of a name: how wide each letter, how tall all of them


def stations(season: Season, words: Words, style: Style) -> go.Figure | None:
    """The stations by their coordinates, larger where more detections were made.

    Returns
    -------
    Figure or None
        None where no station has coordinates.
    """
    _ = words._
    placed = season.cameras.dropna(subset=["latitude", "longitude"])
    placed = placed.drop_duplicates("location_id")
    if placed.empty:
        return None
    counts = _counted(season).groupby("location_id").size()
    number = placed["location_id"].astype("str").map(counts).fillna(0).astype(int)
    # A degree of longitude is shorter than one of latitude: the picture keeps the true shape.
    ratio = 1 / max(math.cos(math.radians(float(placed["latitude"].mean()))), 0.1)
    figure = go.Figure(layout=plain_layout(style) | {"height": 420, "showlegend": False})
    figure.add_scatter(
        x=placed["longitude"],
        y=placed["latitude"],
        mode="markers+text",
        text=_where_there_is_room(placed, ratio),
        hovertext=[inert(name) for name in _names(placed)],
        textposition="top center",
        cliponaxis=False,
        textfont={"size": 11, "color": style.muted},
        marker={
            "size": [9 + 5 * math.sqrt(n) for n in number],
            "color": [style.detections if n else style.muted for n in number],
        },
        customdata=number,
        hovertemplate="%{hovertext}: %{customdata}<extra></extra>",
    )
    figure.update_yaxes(
        scaleanchor="x", scaleratio=ratio, title=_("Latitude"), tickformat=".2f"
    )  # fmt: skip
    figure.update_xaxes(title=_("Longitude"), tickformat=".2f")
    return figure


def _where_there_is_room(placed: pd.DataFrame, ratio: float) -> list[str]:
    """The name of each station, but for those that would be written over another on a phone."""
    widest = max(np.ptp(placed["longitude"]), np.ptp(placed["latitude"]) * ratio, 1e-9)
    scale = SPREAD / float(widest)
    told: list[tuple[float, float, float]] = []
    names = []
    for name, x, y in zip(_names(placed), placed["longitude"], placed["latitude"], strict=True):
        across, down, half = x * scale, y * scale * ratio, len(name) * LETTER / 2
        free = all(
            abs(across - other) > half + its_half or abs(down - below) > LETTERS
            for other, below, its_half in told
        )
        told += [(across, down, half)] if free else []
        names.append(inert(name) if free else "")
    return names


def calendar(season: Season, words: Words, style: Style) -> go.Figure:
    """A line for each camera from the day it was set to the day it was collected, with records."""
    _ = words._
    cameras = season.cameras.sort_values(["location_name", "deployment_start"])
    keys = list(dict.fromkeys(cameras["location_id"].astype("str")))
    names = dict(zip(cameras["location_id"].astype("str"), _names(cameras), strict=True))
    line = {key: number for number, key in enumerate(keys)}
    at = cameras["location_id"].astype("str").map(line)
    ends = cameras["deployment_end"].fillna(cameras["deployment_start"])
    layout = plain_layout(style) | {"height": 90 + LEGEND + LINE * len(keys)}
    figure = go.Figure(layout=layout | {"margin": {"l": 8, "r": 8, "t": LEGEND, "b": 8}})
    spans = zip(cameras["deployment_start"], ends, at, strict=True)
    drawn = [(start, end, number) for start, end, number in spans]
    figure.add_scatter(
        x=[day for start, end, _at in drawn for day in (start, end, None)],
        y=[place for *_days, number in drawn for place in (number, number, None)],
        mode="lines", line={"color": style.grid, "width": 9}, name=_("Camera out"),
        hoverinfo="skip",
    )  # fmt: skip
    for counts, name, symbol in (
        (False, _("Record of the same visit, or not verified"), "circle-open"),
        (True, _("Detection"), "circle"),
    ):
        some = season.records[season.records["counts"] == counts]
        figure.add_scatter(
            x=some["event_start"], y=some["location_id"].astype("str").map(line), mode="markers",
            marker={"symbol": symbol, "size": 8, "color": style.detections}, name=name,
            hovertemplate="%{x|%Y-%m-%d %H:%M}<extra></extra>",
        )  # fmt: skip
    months = pd.date_range(season.start, season.end, freq="MS")
    figure.update_xaxes(tickvals=months, ticktext=[words.date(month, "month") for month in months])
    figure.update_yaxes(
        tickvals=list(range(len(keys))), ticktext=[inert(names[key]) for key in keys],
        range=[len(keys) - 0.4, -0.6], showgrid=False,
    )  # fmt: skip
    return figure


def _counted(season: Season) -> pd.DataFrame:
    rows = season.records[season.records["counts"]]
    return rows.assign(location_id=rows["location_id"].astype("str"))


def _names(rows: pd.DataFrame) -> list[str]:
    """What the team calls each station."""
    return rows["location_name"].fillna(rows["location_id"].astype("str")).astype("str").tolist()
