"""The map: areas and what was recorded in them, on our own layers.

Only areas stand on it, never a record: a mark is the published centre of a range, a reserve or
a conservancy, and its size says how much is on file there. No request leaves for another host.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import pydeck as pdk
import shapely
import shapely.geometry

from impact.disclosure.once import once
from impact.figures import map_layers
from impact.figures.coexistence import counted
from impact.figures.context import linked_areas
from impact.figures.map_clusters import clustered, spread
from impact.figures.map_frame import CLOSEST, NARROW, NEAR, frame_around, placed_names
from impact.metrics.reports import are_single, are_totals
from impact.model import area_tree
from impact.model.attribution import OTHERS, PROGRAMME, apart, by_programme
from impact.model.cells import each_row
from impact.wording.labels import area_status, area_type
from impact.wording.order import rows_in_order

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words

DESK = 950  # pixels of the width of a map on a desk; on a phone discs are smaller
LOWEST, SHARE = 320, 0.59  # pixels of the height of a map, and its share of the width
FINEST = 0.002  # degrees: finer than a border is drawn
SMALLEST, LARGEST = 5, 12  # pixels of a disc's radius, and how much more the largest has


def areas_on_file(view: View, selection: Selection, words: Words) -> pd.DataFrame:
    """The areas of a selection with what was recorded in each.

    Returns
    -------
    DataFrame
        ``area_id, name, kind, status, latitude, longitude, outline, detections, reports, totals,
        incidents, of_others, own_reports, set_up_by, role``: of reports the programme's are counted
        apart, too; ``counted``: whose records these are, and ``context``:
        whether nothing links the programme with it.
        `detections` are those of surveys, 0 only where cameras were out; `reports` are
        published rows, without `totals`, each of many records; `incidents` are confirmed or
        probable, 0 only where reports were collected; `of_others` are those of both that others
        made. Areas without a published place have no coordinates: they stand beside the map, never
        on it.
    """
    rows = _every_area(view, words)
    rows = rows[rows.index.isin(selection.of(view, view.records.areas).index)]
    ids, surveyed = rows["area_id"], selection.of(view, view.summaries.detections)
    worked = ids.isin(selection.of(view, view.summaries.effort)["area_id"].astype("str"))
    asked = ids.isin(_reported_on(view, selection))
    detections, incidents = selection.of(view, view.records.detections), counted(view, selection)
    reports, in_total = are_single(detections), are_totals(detections)
    own, of_others = by_programme(detections), apart(incidents)[1]
    each = detections["area_id"].astype("str")
    table = rows.assign(
        detections=_or_zero(ids.map(_sum(surveyed, "detections")), worked),
        reports=_count(ids, each[reports]),
        totals=_count(ids, each[in_total]),
        incidents=_or_zero(_count(ids, incidents["area_id"]), asked),
        of_others=_count(ids, each[reports & ~own]) + _count(ids, of_others["area_id"]),
        own_reports=_count(ids, each[reports & own]),
        counted=whose_counted(selection, words),
    )
    # A province or a village that nothing is told of is no place of the programme.
    told_of = table[["detections", "reports", "totals", "incidents"]].fillna(0).sum(axis=1) > 0
    shown = table[told_of | rows["of_its_own"]].drop(columns="of_its_own")
    return rows_in_order(shown, words).reset_index(drop=True)


@once
def _every_area(view: View, words: Words) -> pd.DataFrame:
    """What does not hang on a choice, of all areas that are no country."""
    rows = view.records.areas[view.records.areas["area_type"].astype("str") != "country"]
    ids, each = rows["area_id"].astype("str"), each_row(rows)
    return pd.DataFrame(
        {
            "area_id": ids,
            "name": [words.cell(row, "name") for row in each],
            "kind": [area_type(str(kind), words) for kind in rows["area_type"]],
            "status": [area_status(str(status), words) for status in rows["status"]],
            "latitude": rows["latitude"],
            "longitude": rows["longitude"],
            "outline": rows.get("outline"),
            "set_up_by": [words.cell(row, "set_up_by") for row in each],
            "role": [words.cell(row, "role") for row in each],
            "context": ~ids.isin(linked_areas(view)),
            "of_its_own": ~rows["area_type"].astype("str").isin(["region", "locality"]),
        },
        index=rows.index,
    )


def whose_counted(selection: Selection, words: Words) -> str:
    """Whether what others reported is in the counts of a map."""
    _ = words._
    if selection.whose == PROGRAMME:
        return _("Records by others are not counted here.")
    if selection.whose == OTHERS:
        return _(
            "Reports and incidents by others alone are counted here: no result of the programme."
        )
    return _("Records by others are counted here, too: they are no result of the programme.")


def _reported_on(view: View, selection: Selection) -> list[str]:
    """The areas on which reports were collected, with everything that lies in them."""
    asked = selection.of(view, view.records.reporting)
    active = asked.loc[asked["active"].fillna(False).astype(bool), "area_id"].astype("str")
    return area_tree.within(view.records.areas, list(active.unique()))


def _or_zero(found: pd.Series, proven: pd.Series) -> pd.Series:
    """A count that is missing is a 0 only where somebody looked."""
    counts = found.astype("Int64").fillna(0)
    return counts.mask((counts == 0) & ~proven)


def _sum(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows.groupby(rows["area_id"].astype("str"))[column].sum()


def _count(ids: pd.Series, areas: pd.Series) -> pd.Series:
    """Of each area, how many rows name it."""
    return ids.map(Counter(areas)).astype("Int64")


def deck(
    table: pd.DataFrame,
    places: pd.DataFrame,
    words: Words,
    style: Style,
    *,
    width: int = DESK,
    opened: tuple[str, ...] = (),
) -> pdk.Deck:
    """The map of areas.

    Parameters
    ----------
    table : DataFrame
        From `areas_on_file`; rows without coordinates are left out.
    places : DataFrame
        ``kind, rank, longitude, latitude, name_en, name_ru, ...``: the map's own names.
    words, style
        The language of names and the colours of the theme.
    width : int
        Pixels that there are for it: it opens so that every mark stands within them.
    opened : tuple of str
        The ids of areas that stood as one: the map then shows these from near.
    """
    height = height_of(width)
    located = table.dropna(subset=["latitude", "longitude"])
    marks = area_marks(located, words, small=width < NARROW)
    near = [mark["position"] for mark in marks if mark["area_id"] in opened]
    around = near or [mark["position"] for mark in marks]
    frame = frame_around(around, width, height, closest=NEAR if near else CLOSEST)
    marks = spread(frame, marks) if near else marks
    alone, clusters = clustered(frame, marks, words)
    area_names = [{**mark, "name": mark["name"].split(" (")[0]} for mark in (*clusters, *alone)]
    names = placed_names(frame, area_names, place_labels(places, words))
    layers = [
        *map_layers.ground(style),
        map_layers.outlines(_outlines(table), style),
        *map_layers.mark_layers(alone, clusters, style),
        *map_layers.name_layers(names, style),
    ]
    return pdk.Deck(
        layers=layers,
        initial_view_state=frame.view_state(),
        map_provider=None,
        tooltip={"text": "{name}\n{label}"},
        height=height,
    )


def _outlines(table: pd.DataFrame) -> list[dict]:
    """The published borders of areas that stand on the map, as GeoJSON."""
    drawn = table.loc[table["latitude"].notna() & table["outline"].notna(), "outline"]
    shapes = [shapely.from_wkt(str(text)).simplify(FINEST) for text in drawn]
    return [
        {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shape)}
        for shape in shapes
    ]


def height_of(width: int) -> int:
    """The height of a map of that width, both in pixels."""
    return max(LOWEST, round(SHARE * width))


def area_marks(located: pd.DataFrame, words: Words, *, small: bool = False) -> list[dict]:
    """The marks of the map, the largest first; the area of a disc means the number on file.

    What is not of others among it has a radius of its own, ``own``: no more than that is blue.
    """
    most = max([1, *(_on_file(row) for row in located.itertuples())])
    largest = LARGEST * 0.6 if small else LARGEST

    def radius(on_file: int) -> float:
        return round(SMALLEST + largest * (on_file / most) ** 0.5, 1)

    rows = [
        {
            "position": [float(row.longitude), float(row.latitude)],
            "area_id": row.area_id,
            "name": row.title,
            "label": _label(row, words),
            "context": bool(row.context),
            "radius": radius(_on_file(row)),
            "own": radius(_on_file(row) - row.of_others),
            "incidents": 0 if pd.isna(row.incidents) else int(row.incidents),
        }
        for row in located.rename(columns={"name": "title"}).itertuples()
    ]
    return sorted(rows, key=lambda row: -row["radius"])


def place_labels(places: pd.DataFrame, words: Words) -> list[dict]:
    """Countries, capitals and seas in the page's language."""
    chosen = places[(places["rank"] == 1) & places["kind"].isin(["country", "capital", "sea"])]
    column = f"name_{words.language}"
    return [
        {
            "position": [float(row["longitude"]), float(row["latitude"])],
            "name": row[column].upper() if row["kind"] == "country" else row[column],
            "size": 14 if row["kind"] == "country" else 12,
            "room": float(row["room"] or 0),
        }
        for row in chosen.to_dict("records")
    ]


def _on_file(row) -> int:
    counts = (row.detections, row.reports, row.incidents)
    return sum(int(count) for count in counts if pd.notna(count))


def _label(row, words: Words) -> str:
    _ = words._
    survey = (
        _("detections in surveys: not recorded")
        if pd.isna(row.detections)
        else _("detections in surveys: {n}").format(n=words.number(row.detections))
    )
    reports = _("records from published reports: {n}").format(n=words.number(row.reports))
    incidents = (
        _("conflict incidents: no reports on file")
        if pd.isna(row.incidents)
        else _("conflict incidents: {n}").format(n=words.number(row.incidents))
    )
    lines = [f"{row.kind}, {row.status}", survey, reports, incidents, row.counted]
    if row.totals:
        lines.insert(3, _("published totals: {n}").format(n=words.number(row.totals)))
    if row.set_up_by:
        lines.append(_("set up by: {who}").format(who=row.set_up_by))
    return "\n".join(lines)
