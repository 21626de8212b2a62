"""Outlines of areas on the map, for whoever sends them to look at before they are taken."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from impact.figures import map_layers
from impact.figures.map_frame import frame_around, placed_names
from impact.figures.maps import DESK, height_of, place_labels

if TYPE_CHECKING:
    import pandas as pd
    import pydeck as pdk

    from impact.figures.style import Style
    from impact.wording.language import Words

_AROUND = 1.0  # extents of the outlines that are kept free on each side
_CLOSEST = 9.0  # the relief is a blur there; the names of places still tell where it is


def outline_deck(
    outlines: pd.DataFrame,
    places: pd.DataFrame,
    words: Words,
    style: Style,
    *,
    width: int = DESK,
) -> pdk.Deck:
    """A map of outlines.

    Parameters
    ----------
    outlines : DataFrame
        ``name, outline``: WKT in degrees.
    places, words, style, width
        As of `impact.figures.maps.deck`.
    """
    shapes = shapely.from_wkt(outlines["outline"].to_numpy(dtype=object))
    west, south, east, north = shapely.total_bounds(shapes)
    height = height_of(width)
    frame = frame_around([[west, south], [east, north]], width, height)
    extent = max(east - west, north - south) * (1 + 2 * _AROUND)
    closer = math.log2(min(width, height) / extent * 360 / 512)
    view = frame.view_state()
    view.zoom = max(frame.zoom, min(closer, _CLOSEST))
    view.longitude, view.latitude = (west + east) / 2, (south + north) / 2
    view.max_zoom = _CLOSEST + 2
    names = placed_names(frame, [], place_labels(places, words))
    layer = map_layers.outline_layer(list(outlines["name"]), list(shapes), style)
    return map_layers.deck_of(layer, names, view, height, style)
