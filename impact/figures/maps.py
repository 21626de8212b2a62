"""The map: areas and what was recorded in them, on our own layers.

Only areas stand on it, never a record: a mark is the published centre of a range, a reserve or
a conservancy, and its size says how much is on file there. No request leaves for another host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pydeck as pdk

from impact.metrics import conflicts
from impact.wording.terms import area_status, area_type

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.figures.style import Style
    from impact.selection import Selection
    from impact.wording.language import Words

BOUNDS = [40, 30, 95, 57]
STATIC = "app/static/geography"


def areas_on_file(view: View, selection: Selection, words: Words) -> pd.DataFrame:
    """The areas of a selection with what was recorded in each.

    Returns
    -------
    DataFrame
        ``area_id, name, kind, status, latitude, longitude, detections, reports, incidents``.
        `detections` are those of surveys, missing where none was on record; `reports` are
        published rows; `incidents` are confirmed or probable. Areas without a published place
        have no coordinates: they stand beside the map, never on it.
    """
    rows = selection.of(view, view.records.areas)
    rows = rows[rows["area_type"].astype("str") != "country"]
    ids = rows["area_id"].astype("str")
    surveyed = selection.of(view, view.summaries.detections)
    reports = selection.of(view, view.records.detections)
    incidents = conflicts.counted(selection.of(view, view.summaries.incidents))
    return pd.DataFrame(
        {
            "area_id": ids,
            "name": [words.cell(row, "name") for _i, row in rows.iterrows()],
            "kind": [area_type(str(kind), words) for kind in rows["area_type"]],
            "status": [area_status(str(status), words) for status in rows["status"]],
            "latitude": rows["latitude"],
            "longitude": rows["longitude"],
            "detections": ids.map(_sum(surveyed, "detections")).astype("Int64"),
            "reports": ids.map(_size(reports)).fillna(0).astype("Int64"),
            "incidents": ids.map(_size(incidents)).fillna(0).astype("Int64"),
        }
    ).reset_index(drop=True)


def _sum(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows.groupby(rows["area_id"].astype("str"))[column].sum()


def _size(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby(rows["area_id"].astype("str")).size()


def deck(table: pd.DataFrame, words: Words, style: Style, *, height: int = 560) -> pdk.Deck:
    """The map of areas.

    Parameters
    ----------
    table : DataFrame
        From `areas_on_file`; rows without coordinates are left out.
    words, style
        The language of names and the colours of the theme.
    """
    located = table.dropna(subset=["latitude", "longitude"])
    layers = [*_ground(style), *_marks(located, words, style)]
    view_state = pdk.ViewState(latitude=41.2, longitude=66.5, zoom=3.7, min_zoom=3, max_zoom=7)
    return pdk.Deck(
        layers=layers,
        initial_view_state=view_state,
        map_provider=None,
        tooltip={"text": "{name}\n{label}"},
        parameters={"clearColor": [*_rgb(style.water), 255]},
        height=height,
    )


def _ground(style: Style) -> list[pdk.Layer]:
    """Relief, water and borders. Addresses are wrapped: pydeck takes bare text for code."""
    text = pdk.types.String
    dark = "-dark" if style.name == "dark" else ""
    return [
        pdk.Layer(
            "BitmapLayer",
            None,
            id="relief",
            image=text(f"{STATIC}/relief{dark}.webp"),
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
            f"{STATIC}/countries.geojson",
            id="countries",
            filled=False,
            get_line_color=[*_rgb(style.ink), 150],
            line_width_min_pixels=1,
        ),
    ]


def _marks(located: pd.DataFrame, words: Words, style: Style) -> list[pdk.Layer]:
    text = pdk.types.String
    rows = [
        {
            "position": [float(row.longitude), float(row.latitude)],
            "area_id": row.area_id,
            "name": row.name_,
            "label": _label(row, words),
            "radius": 7 + 3 * _scale(row),
            "colour": [*_rgb(style.incidents if row.incidents else style.detections), 205],
        }
        for row in located.rename(columns={"name": "name_"}).itertuples()
    ]
    return [
        pdk.Layer(
            "ScatterplotLayer",
            rows,
            id="areas",
            get_position="position",
            get_radius="radius",
            radius_units=text("pixels"),
            get_fill_color="colour",
            get_line_color=_rgb(style.paper),
            stroked=True,
            line_width_min_pixels=1.5,
            pickable=True,
        ),
        pdk.Layer(
            "TextLayer",
            [row for row in rows if row["radius"] > 7],
            id="names",
            get_position="position",
            get_text="name",
            get_size=13,
            get_color=_rgb(style.ink),
            get_pixel_offset=[0, -18],
            character_set=text("auto"),
            background=True,
            get_background_color=[*_rgb(style.paper), 200],
            background_padding=[4, 2],
        ),
    ]


def _scale(row) -> float:
    """Larger marks where more is on file; the square root, so that area means number."""
    found = (0 if pd.isna(row.detections) else int(row.detections)) + row.reports + row.incidents
    return float(found) ** 0.5


def _label(row, words: Words) -> str:
    _ = words._
    survey = (
        _("detections in surveys: not recorded")
        if pd.isna(row.detections)
        else _("detections in surveys: {n}").format(n=words.number(row.detections))
    )
    reports = _("published reports: {n}").format(n=words.number(row.reports))
    incidents = _("conflict incidents: {n}").format(n=words.number(row.incidents))
    return "\n".join([f"{row.kind}, {row.status}", survey, reports, incidents])


def map_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The same as the map, as a table with headings in this language."""
    _ = words._
    return pd.DataFrame(
        {
            _("Name"): table["name"],
            _("Kind"): table["kind"],
            _("Status"): table["status"],
            _("Detections in surveys"): [
                _("not recorded") if pd.isna(n) else words.number(n) for n in table["detections"]
            ],
            _("Published reports"): table["reports"],
            _("Conflict incidents"): table["incidents"],
            _("On the map"): [
                _("yes") if known else _("no place published")
                for known in table["latitude"].notna()
            ],
        }
    )


def map_sentence(table: pd.DataFrame, words: Words) -> str:
    """What the map shows, in a sentence: its heading's text and its alt text."""
    _ = words._
    located = int(table["latitude"].notna().sum())
    if table.empty:
        return _("Not recorded: no area is on file for this choice.")
    return _(
        "{located} areas on the map, {beside} without a published place beside it; "
        "{reports} published reports and {incidents} conflict incidents on file."
    ).format(
        located=words.number(located),
        beside=words.number(len(table) - located),
        reports=words.number(table["reports"].sum()),
        incidents=words.number(table["incidents"].sum()),
    )


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
