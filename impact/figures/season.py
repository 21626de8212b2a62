"""A season as it was understood, for staff alone: its stations, and when each had a camera out.

Exact places and times are in these two pictures: they are drawn for whoever sent the files.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.figures.frame import inert, plain_layout, wrapped

if TYPE_CHECKING:
    from impact.changes.season import Season
    from impact.figures.style import Style
    from impact.wording.language import Words

LINE = 22  # pixels of a station in the calendar
LEGEND = 21  # pixels of a line of the legend
SPREAD = 160  # pixels over which stations lie on a small phone
LETTER, LETTERS = 6.5, 14  # pixels of a name: how wide each letter, how tall all of them
PLACES = ("top left", "top right", "bottom right", "bottom left")  # of a name beside its disc
NAME = 30  # letters of a line of the legend


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
    sizes = [9 + 5 * math.sqrt(n) for n in number]
    names = _names(placed)
    # A degree of longitude is shorter than one of latitude: the picture keeps the true shape.
    ratio = 1 / max(math.cos(math.radians(float(placed["latitude"].mean()))), 0.1)
    figure = go.Figure(layout=plain_layout(style) | {"height": 420, "showlegend": False})
    spots = _spots(placed, ratio)
    where = _room_for_names(spots, sizes, names)
    figure.add_scatter(
        x=placed["longitude"],
        y=placed["latitude"],
        mode="markers+text",
        text=[inert(name) if place else "" for name, place in zip(names, where, strict=True)],
        hovertext=[inert(name) for name in names],
        textposition=[place or PLACES[0] for place in where],
        cliponaxis=False,
        textfont={"size": 11, "color": style.muted},
        marker={
            "size": sizes,
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


def _spots(placed: pd.DataFrame, ratio: float) -> list[tuple[float, float]]:
    """Where each station stands on a small phone, in pixels to the right and upwards."""
    widest = max(np.ptp(placed["longitude"]), np.ptp(placed["latitude"]) * ratio, 1e-9)
    scale = SPREAD / float(widest)
    places = zip(placed["longitude"], placed["latitude"], strict=True)
    return [(x * scale, y * scale * ratio) for x, y in places]


def _room_for_names(
    spots: list[tuple[float, float]], sizes: list[float], names: list[str]
) -> list[str | None]:
    """On which side of its disc each name stands; none where it would lie on a disc or a name."""
    taken = [(x, y, size / 2, size / 2) for (x, y), size in zip(spots, sizes, strict=True)]
    where: list[str | None] = []
    for (x, y), size, name in zip(spots, sizes, names, strict=True):
        half, found = len(name) * LETTER / 2, None
        for place in PLACES:
            up = 1 if "top" in place else -1
            right = 1 if "right" in place else -1
            box = (x + right * (size / 2 + half), y + up * (size + LETTERS) / 2, half, LETTERS / 2)
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                found = place
                break
        where.append(found)
    return where


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes, each by its middle and half its sides, lie on one another."""
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]


def calendar(season: Season, words: Words, style: Style) -> go.Figure:
    """A line for each camera from the day it was set to the day it was collected, with records."""
    _ = words._
    cameras = season.cameras.sort_values(["location_name", "deployment_start"])
    keys = list(dict.fromkeys(cameras["location_id"].astype("str")))
    names = dict(zip(cameras["location_id"].astype("str"), _names(cameras), strict=True))
    line = {key: number for number, key in enumerate(keys)}
    at = cameras["location_id"].astype("str").map(line)
    ends = cameras["deployment_end"].fillna(cameras["deployment_start"])
    figure = go.Figure(layout=plain_layout(style))
    spans = zip(cameras["deployment_start"], ends, at, strict=True)
    drawn = [(start, end, number) for start, end, number in spans]
    figure.add_scatter(
        x=[day for start, end, _at in drawn for day in (start, end, None)],
        y=[place for *_days, number in drawn for place in (number, number, None)],
        mode="lines", line={"color": style.grid, "width": 9}, name=wrapped(_("Camera out"), NAME),
        hoverinfo="skip",
    )  # fmt: skip
    for counts, name, symbol in (
        (False, _("Record of the same visit, or not verified"), "circle-open"),
        (True, _("Detection"), "circle"),
    ):
        some = season.records[season.records["counts"] == counts]
        figure.add_scatter(
            x=some["event_start"], y=some["location_id"].astype("str").map(line), mode="markers",
            marker={"symbol": symbol, "size": 8, "color": style.detections},
            name=wrapped(name, NAME),
            hovertemplate="%{x|%Y-%m-%d %H:%M}<extra></extra>",
        )  # fmt: skip
    # One below the other: what stands side by side falls upon the lines when a window grows.
    above = LEGEND * sum(trace.name.count("<br>") + 1 for trace in figure.data) + 12
    figure.update_layout(
        legend_orientation="v", margin_t=above, height=90 + above + LINE * len(keys)
    )
    months = pd.date_range(season.start, season.end, freq="MS")
    figure.update_xaxes(tickvals=months, ticktext=[_in_lines(month, words) for month in months])
    figure.update_yaxes(
        tickvals=list(range(len(keys))), ticktext=[inert(names[key]) for key in keys],
        range=[len(keys) - 0.4, -0.6], showgrid=False,
    )  # fmt: skip
    return figure


def _in_lines(month: pd.Timestamp, words: Words) -> str:
    """A month above its year: a phone has no room for the two side by side."""
    return words.date(month, "month").replace(" ", "<br>", 1)


def _counted(season: Season) -> pd.DataFrame:
    rows = season.records[season.records["counts"]]
    return rows.assign(location_id=rows["location_id"].astype("str"))


def _names(rows: pd.DataFrame) -> list[str]:
    """What the team calls each station."""
    return rows["location_name"].fillna(rows["location_id"].astype("str")).astype("str").tolist()
