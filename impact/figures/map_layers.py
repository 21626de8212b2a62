"""The layers of the map: relief, water, borders, marks and names.

Addresses and other fixed words are wrapped: pydeck takes bare text for code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydeck as pdk
from shapely.geometry import mapping

if TYPE_CHECKING:
    from shapely import Geometry

    from impact.figures.style import Style

BOUNDS = [40, 30, 95, 57]
STATIC = "app/static/geography"
LETTERS = "sans-serif"  # a family of its own name makes deck.gl draw tiny letters


def ground(style: Style) -> list[pdk.Layer]:
    """Relief, water and borders."""
    dark = "-dark" if style.name == "dark" else ""
    return [
        pdk.Layer(
            "BitmapLayer",
            None,
            id="relief",
            image=pdk.types.String(f"{STATIC}/relief{dark}.webp"),
            bounds=BOUNDS,
        ),
        pdk.Layer(
            "GeoJsonLayer",
            f"{STATIC}/water.geojson",
            id="water",
            get_fill_color=_rgb(style.water),
            get_line_color=_rgb(style.water),
            line_width_min_pixels=1,
        ),
        pdk.Layer(
            "GeoJsonLayer",
            f"{STATIC}/borders.geojson",
            id="borders",
            get_line_color=[*_rgb(style.muted), 190],
            line_width_min_pixels=1,
        ),
    ]


def outlines(features: list[dict], style: Style) -> pdk.Layer:
    """The borders of areas, where they are published: in no colour that stands for anything."""
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="outlines",
        get_fill_color=[*_rgb(style.ink), 20],
        get_line_color=_rgb(style.ink),
        line_width_min_pixels=1.5,
    )


def mark_layers(alone: list[dict], clusters: list[dict], style: Style) -> list[pdk.Layer]:
    """A disc for each area, and a ring around it where there were conflict incidents.

    The disc of a cluster has the number of its areas in it.
    """
    pixels = pdk.types.String("pixels")
    marks = [*clusters, *alone]
    rings = [{**mark, "radius": mark["radius"] + 5} for mark in marks if mark["incidents"]]
    return [
        pdk.Layer(
            "ScatterplotLayer",
            rings,
            id="rings",
            get_position="position",
            get_radius="radius",
            radius_units=pixels,
            filled=False,
            stroked=True,
            get_line_color=_rgb(style.incidents),
            line_width_min_pixels=3,
        ),
        *(
            discs(name, [of_both(mark)[0] for mark in some], style)
            for name, some in (("clusters", clusters), ("areas", alone))
        ),
        # What is pointed at or clicked is the whole mark below.
        discs("own", [disc for mark in marks for disc in of_both(mark)[1:]], style, chosen=False),
        pdk.Layer(
            "TextLayer",
            clusters,
            id="numbers",
            get_position="position",
            get_text="count",
            get_size=13,
            get_color=_rgb(style.paper),
            font_family=pdk.types.String(LETTERS),
            font_weight=pdk.types.String("bold"),
        ),
    ]


def of_both(mark: dict) -> list[dict]:
    """The discs of a mark: one, or a blue one of the programme's records on a grey one of all."""
    if mark["context"] or mark["own"] >= mark["radius"]:
        return [mark]
    return [{**mark, "context": True}, {**mark, "radius": mark["own"]}]


def discs(name: str, marks: list[dict], style: Style, *, chosen: bool = True) -> pdk.Layer:
    """A disc for each mark: ``position, radius`` in pixels, and ``context``, which is quieter."""
    return pdk.Layer(
        "ScatterplotLayer",
        [
            {**mark, "fill": _rgb(style.muted if mark["context"] else style.detections)}
            for mark in marks
        ],
        id=name,
        get_position="position",
        get_radius="radius",
        radius_units=pdk.types.String("pixels"),
        get_fill_color="fill",
        opacity=0.85,
        get_line_color=_rgb(style.paper),
        stroked=True,
        line_width_min_pixels=1.5,
        pickable=chosen,
    )


def deck_of(
    layer: pdk.Layer, names: list[dict], view: pdk.ViewState, height: int, style: Style
) -> pdk.Deck:
    """A map of one layer, for whoever sends it in to look at."""
    return pdk.Deck(
        layers=[*ground(style), layer, *name_layers(names, style)],
        initial_view_state=view,
        map_provider=None,
        tooltip={"text": "{name}"},
        height=height,
    )


def name_layers(names: list[dict], style: Style) -> list[pdk.Layer]:
    """Names of areas in ink, the map's own names quieter."""
    ours = [name for name in names if "area_id" in name]
    others = [name for name in names if "area_id" not in name]
    return [
        _text_layer(
            "place-names",
            others,
            style,
            get_size="size",
            get_color=_rgb(style.muted),
            get_pixel_offset="offset",
        ),
        _text_layer(
            "area-names",
            ours,
            style,
            get_size=13,
            get_color=_rgb(style.ink),
            get_pixel_offset="offset",
            get_text_anchor="anchor",
        ),
    ]


def _text_layer(name: str, rows: list[dict], style: Style, **more) -> pdk.Layer:
    text = pdk.types.String
    return pdk.Layer(
        "TextLayer",
        rows,
        id=name,
        get_position="position",
        get_text="name",
        font_family=text(LETTERS),
        character_set=text("auto"),
        background=True,
        get_background_color=[*_rgb(style.paper), 170],
        background_padding=[3, 1],
        **more,
    )


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def outline_layer(names: list[str], shapes: list[Geometry], style: Style) -> pdk.Layer:
    """Borders of areas, their inside let through."""
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": mapping(shape)}
        for name, shape in zip(names, shapes, strict=True)
    ]
    colour = _rgb(style.series[0])
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="outlines",
        filled=True,
        get_fill_color=[*colour, 60],
        stroked=True,
        get_line_color=colour,
        line_width_min_pixels=2,
        pickable=True,
    )
