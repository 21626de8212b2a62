"""Places that somebody sends in, on the map, to be looked at before they are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.figures import map_layers
from impact.figures.map_frame import NEAR, frame_around, placed_names
from impact.figures.maps import DESK, height_of, place_labels

if TYPE_CHECKING:
    import pandas as pd
    import pydeck as pdk

    from impact.figures.style import Style
    from impact.wording.language import Words

_RADIUS = 6  # pixels


def sent_places_deck(
    sent: pd.DataFrame,
    places: pd.DataFrame,
    words: Words,
    style: Style,
    *,
    width: int = DESK,
) -> pdk.Deck:
    """A map with a disc for each place.

    Parameters
    ----------
    sent : DataFrame
        ``name, latitude, longitude``: degrees.
    places, words, style, width
        As of `impact.figures.maps.deck`.
    """
    marks = [
        {
            "name": row.name,
            "position": [row.longitude, row.latitude],
            "radius": _RADIUS,
            "context": False,
        }
        for row in sent.itertuples(index=False)
    ]
    height = height_of(width)
    frame = frame_around([mark["position"] for mark in marks], width, height)
    view = frame.view_state()
    view.max_zoom = NEAR + 2
    names = placed_names(frame, [], place_labels(places, words))
    layer = map_layers.discs("sent-places", marks, style)
    return map_layers.deck_of(layer, names, view, height, style)
