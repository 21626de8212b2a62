"""How the map is framed, and where its names stand: in pixels, at the zoom that it opens with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pydeck as pdk

from impact.figures.mercator import Box, around, latitude_of, stretched

if TYPE_CHECKING:
    from collections.abc import Sequence

# The relief ends there (degrees); beyond it the map is bare.
WEST, SOUTH, EAST, NORTH = 40.0, 30.0, 95.0, 57.0
WIDEST = 0.5  # degrees that are kept free around the marks
NARROW = 520  # pixels: of a map on a phone
TOWN = 12  # pixels of the letters of a town; a country has larger ones
CLOSEST = 5.5  # a zoom beyond which the relief is only a blur
NEAR = 8.0  # the closest for marks that stand as one further out
ASIDE = 4.0, 2.0  # degrees: so far right and down a country's name may move, and stay inside
JUST_OUTSIDE = 7.0  # degrees: so far a country's name may move to stand on the map
FOREMOST = 3  # marks that are named before the countries
STEP = 20  # pixels between the places that are tried for it
LETTER, CYRILLIC, LINE = 7.2, 8.1, 18.0  # pixels of a letter, and of a line of a name
CAPITAL = 1.35  # letters: a country's name is in capitals
CLEAR = 2.0  # pixels that a name stands nearer to its own disc than to any other


@dataclass(frozen=True)
class Frame:
    """The part of the world that a map opens with, and its size in pixels."""

    longitude: float
    latitude: float
    zoom: float
    width: int
    height: int

    def pixels(self, position: Sequence[float]) -> tuple[float, float]:
        """Where a place (longitude, latitude) stands, in pixels from the middle of the map."""
        x = self.scale * (position[0] - self.longitude)
        return x, self.scale * (stretched(self.latitude) - stretched(position[1]))

    @property
    def scale(self) -> float:
        """Pixels of a degree of longitude."""
        return 512 * 2**self.zoom / 360

    def view_state(self) -> pdk.ViewState:
        """The same for pydeck."""
        return pdk.ViewState(
            longitude=self.longitude,
            latitude=self.latitude,
            zoom=self.zoom,
            min_zoom=self.zoom - 0.4,  # further out the relief would not fill the map
            max_zoom=max(7.0, self.zoom + 1),
        )


def frame_around(
    positions: list[list[float]], width: int, height: int, *, closest: float = CLOSEST
) -> Frame:
    """The frame that shows all places as large as can be and leaves nothing bare.

    Parameters
    ----------
    positions : list of [longitude, latitude]
        In degrees; without any the whole of the relief is shown.
    width, height : int
        Of the map, in pixels.
    closest : float
        The largest zoom.
    """
    lons = [position[0] for position in positions] or [WEST + 8, EAST - 8]
    lats = [position[1] for position in positions] or [SOUTH + 4, NORTH - 4]
    west, east = min(lons) - WIDEST, max(lons) + WIDEST
    south, north = stretched(min(lats) - WIDEST), stretched(max(lats) + WIDEST)
    margin = 0.08 * width  # pixels for discs and names at the rim
    scale = min((width - 2 * margin) / (east - west), (height - 2 * margin) / (north - south))
    covers = max(width / (EAST - WEST), height / (stretched(NORTH) - stretched(SOUTH)))
    zoom = min(math.log2(max(scale, covers) * 360 / 512), closest)
    scale = 512 * 2**zoom / 360
    half = width / scale / 2, height / scale / 2
    longitude = _between((west + east) / 2, WEST + half[0], EAST - half[0])
    middle = _between((south + north) / 2, stretched(SOUTH) + half[1], stretched(NORTH) - half[1])
    return Frame(longitude, latitude_of(middle), zoom, width, height)


def _between(value: float, low: float, high: float) -> float:
    return (low + high) / 2 if low > high else min(max(value, low), high)


def placed_names(frame: Frame, marks: list[dict], others: list[dict]) -> list[dict]:
    """The names that find room beside their mark: over no disc, over no other name.

    Parameters
    ----------
    frame : Frame
    marks : list of dict
        ``position, name, radius`` of the discs; the first come first.
    others : list of dict
        ``position, name`` of names without a disc, such as countries.

    Returns
    -------
    list of dict
        Each with ``offset`` (pixels) and ``anchor`` of its name. One without room is left out:
        its disc names itself when it is touched, and the table has it.
    """
    taken = [_disc(frame, mark) for mark in marks]
    found = []
    countries = [name for name in others if name.get("size", 0) > TOWN]
    towns = [name for name in others if name not in countries]
    # Where there is room for few names, those of countries say most: the list has the areas.
    first = 0 if frame.width < NARROW else FOREMOST
    for name in [*marks[:first], *countries, *marks[first:], *towns]:
        for offset, anchor in _sides(frame, name):
            box = _name_box(frame, name, offset, anchor)
            if _inside(frame, box) and box.is_free(taken) and _is_its_own(frame, name, box, marks):
                taken.append(box)
                found.append({**name, "offset": offset, "anchor": anchor})
                break
    return found


def _is_its_own(frame: Frame, name: dict, box: Box, marks: list[dict]) -> bool:
    """Whether a name stands nearer to its own disc than to any other."""
    if "radius" not in name:
        return True
    nearest = _gap(frame, box, name) + CLEAR
    return all(mark is name or _gap(frame, box, mark) >= nearest for mark in marks)


def _gap(frame: Frame, box: Box, mark: dict) -> float:
    """Pixels between the box of a name and the rim of a disc."""
    x, y = frame.pixels(mark["position"])
    across, along = max(box.left - x, 0, x - box.right), max(box.top - y, 0, y - box.bottom)
    return math.hypot(across, along) - _reach(mark)


def _reach(mark: dict) -> float:
    """Pixels from the middle of a mark to the rim of its disc, or of its ring."""
    return mark["radius"] + (6 if mark.get("incidents") else 1)


def _disc(frame: Frame, mark: dict) -> Box:
    x, y = frame.pixels(mark["position"])
    return around(x, y, _reach(mark))


def _sides(frame: Frame, name: dict) -> list[tuple[list[float], str]]:
    """Where a name may stand: above, below, right, left of its disc; without one on its place.

    Above and below it may also begin or end with its disc, so as not to reach to another.
    """
    if "radius" not in name:
        moved = _ways(frame, name) if name.get("size", 0) > TOWN else [(0.0, 0.0)]
        return [([right, down], "middle") for right, down in moved]
    reach = _reach(name)
    away = reach + LINE / 2 + 2
    aside = reach + 6
    return [
        ([0.0, -away], "middle"),
        ([0.0, away], "middle"),
        ([aside, 0.0], "start"),
        ([-aside, 0.0], "end"),
        *(([0.0, down], anchor) for down in (-away, away) for anchor in ("start", "end")),
    ]


def _ways(frame: Frame, name: dict) -> list[tuple[float, float]]:
    """How far right and down the name of a country may move, so that it is named; nearest first."""
    x, y = frame.pixels(name["position"])
    half = _length(name["name"]) / 2 + 8
    left, top = frame.width / 2 - half, frame.height / 2 - LINE
    right, down = min(max(x, -left), left) - x, min(max(y, -top), top - LINE) - y
    if math.hypot(right, down) > JUST_OUTSIDE * frame.scale:
        return []
    across, along = (
        range(-int(far * frame.scale), int(far * frame.scale) + 1, STEP) for far in ASIDE
    )
    ways = sorted(
        ((i, j) for i in (*across, 0) for j in (*along, 0)), key=lambda way: math.hypot(*way)
    )
    return [(right + i, down + j) for i, j in ways]


def _name_box(frame: Frame, name: dict, offset: list[float], anchor: str) -> Box:
    x, y = frame.pixels(name["position"])
    width = _length(name["name"]) + 8
    left = {"middle": -width / 2, "start": 0.0, "end": -width}[anchor]
    x, y = x + offset[0] + left, y + offset[1]
    return Box(x, y - LINE / 2, x + width, y + LINE / 2)


def _length(name: str) -> float:
    return sum(
        (CYRILLIC if "\u0400" <= one <= "\u04ff" else LETTER) * (CAPITAL if one.isupper() else 1)
        for one in name
    )


def _inside(frame: Frame, box: Box) -> bool:
    half = frame.width / 2, frame.height / 2
    return -half[0] < box.left and box.right < half[0] and -half[1] < box.top < half[1] - LINE
