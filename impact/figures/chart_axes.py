"""The axes of a chart that we draw: from where to where, and what stands beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from impact.figures.drawing import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.wording.language import Words

WIDTH, SIZE = 470.0, 15.0  # of the picture, and of its letters
TICKS = 5


@dataclass(frozen=True)
class Axis:
    """Where values lie between two ends, and what stands beside them."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low or 1)


@dataclass(frozen=True)
class Sheet:
    """Where a chart stands on its picture."""

    x: Axis
    y: Axis
    left: float
    top: float
    wide: float
    tall: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point of the picture where these values lie."""
        return (
            self.left + self.x.share(x) * self.wide,
            self.top + (1 - self.y.share(y)) * self.tall,
        )


def numbers_of(values: Any) -> np.ndarray:
    """Values as numbers; days in seconds; what is missing is not a number."""
    if values is None:
        return np.array([])
    kept = pd.Series(values)
    if pd.api.types.is_numeric_dtype(kept):
        return kept.to_numpy(float)
    days = pd.to_datetime(kept, errors="coerce")
    return np.where(days.isna(), np.nan, (days - pd.Timestamp(0)) / pd.Timedelta(seconds=1))


def heights_of(traces: list[Any]) -> list[np.ndarray]:
    """The heights of points, and of bars that stand on each other."""
    bars = [
        pd.Series(numbers_of(one.y), index=numbers_of(one.x))
        for one in traces
        if one.type == "bar" and one.orientation != "h"
    ]
    piled = [pd.concat(bars).groupby(level=0).sum().to_numpy()] if bars else []
    return [*piled, *(numbers_of(one.y) for one in traces if one.type != "bar")]


def axis_of(axis: Any, found: list[np.ndarray], traces: list[Any], name: str, words: Words) -> Axis:
    values = np.concatenate([*found, *(interval_ends(one, name) for one in traces), [np.nan]])
    values = values[~np.isnan(values)]
    if axis.range:
        low, high = numbers_of(list(axis.range))
    else:
        low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
        low = min(low, 0.0) if axis.rangemode == "tozero" else low
        room = (high - low or 1) * 0.06
        low, high = (low if axis.rangemode == "tozero" else low - room), high + room
    if axis.visible is False:
        return Axis(low, high, ())
    if axis.ticktext:
        return Axis(low, high, tuple(zip(map(float, axis.tickvals), axis.ticktext, strict=True)))
    if any(_is_days(getattr(one, name)) for one in traces):
        return Axis(low, high, tuple(_years(low, high)))
    ticks = axis.tickvals if axis.tickvals is not None else _round_steps(low, high)
    percent = (axis.tickformat or "").endswith("%")
    whole = "d" in (axis.tickformat or "")
    kept = (one for one in map(float, ticks) if not whole or one == int(one))
    return Axis(
        low, high, tuple((one, _written(one, words, percent=percent, year=whole)) for one in kept)
    )


def interval_ends(trace: Any, name: str) -> np.ndarray:
    """Where the lines of intervals end."""
    error = getattr(trace, f"error_{name}", None) if trace.type == "scatter" else None
    if error is None or error.array is None:
        return np.array([])
    values = numbers_of(getattr(trace, name))
    below = error.array if error.arrayminus is None else error.arrayminus
    return np.concatenate([values + numbers_of(error.array), values - numbers_of(below)])


def _is_days(values: Any) -> bool:
    kept = pd.Series(values if values is not None else [], dtype=None)
    return len(kept) > 0 and not pd.api.types.is_numeric_dtype(kept)


def _years(low: float, high: float) -> Iterator[tuple[float, str]]:
    first, last = (pd.Timestamp(value, unit="s").year for value in (low, high))
    every = math.ceil((last - first + 1) / 8)
    for year in range(first, last + 1, every):
        at = (pd.Timestamp(year, 1, 1) - pd.Timestamp(0)) / pd.Timedelta(seconds=1)
        if low <= at <= high:
            yield at, str(year)


def _round_steps(low: float, high: float) -> list[float]:
    rough = (high - low) / TICKS or 1.0
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= rough)
    first = math.ceil(low / step)
    return [one * step for one in range(first, math.floor(high / step) + 1)]


def _written(value: float, words: Words, *, percent: bool, year: bool) -> str:
    if percent:
        return words.percent(value)
    return f"{value:.0f}" if year else words.number(value, 2)


def in_lines(axis: Axis, room: float) -> Axis:
    """Names in lines that leave room for what they name."""
    ticks = (
        (at, "<br>".join(wrapped(" ".join(text_lines(text)), SIZE, room)))
        for at, text in axis.ticks
    )
    return Axis(axis.low, axis.high, tuple(ticks))


def text_lines(text: str) -> list[str]:
    return str(text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split("<br>")
