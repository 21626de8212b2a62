"""Which area a place lies in: by its own column, by an outline, by what is on file, or asked.

Never by guess: where nothing says it, the place has no area and the export asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from shapely import affinity

from impact.formats.common.ids import mark_of
from impact.formats.common.known import areas_by_name, folded
from impact.formats.common.near_areas import near_area, nearest_area
from impact.model import area_tree
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.choices import Option, Question, Said
from impact.reading.phrases import rows_listed

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.reading.choices import Choices

IN_NO_AREA = "import.location_outside"
"""The rule that a place lies in a known area."""
_MOST_GROUPS = 12
# Metres: what is known less exactly was blurred, or read off a map.
_OF_A_RECEIVER = 100
_WORTH_SAYING = 1000  # metres
METRES_PER_DEGREE = 111_320.0  # of latitude, on a sphere of the Earth's equatorial radius
_NOWHERE = Sentence("{place} lies in no known area.", place="")
_NOWHERE_OF_MANY = Sentence(
    "{places} places (rows {rows}) lie in no known area.", places=2, rows=""
)
_SEVERAL = Sentence("{place} lies in several areas.", place="")
_CURE = Sentence(
    "Check the coordinates; if they are right, say which area it is, or add an area with its "
    "outline to the areas table."
)


@dataclass(frozen=True)
class Placed:
    """Places with their areas.

    Attributes
    ----------
    area_id : Series of str
        Missing where nothing says it.
    questions : tuple of Question
    problems : tuple of Problem
    """

    area_id: pd.Series
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def placed(places: pd.DataFrame, known: Known, choices: Choices, *, column: str) -> Placed:
    """Find the area of each place.

    Parameters
    ----------
    places : DataFrame
        ``file, row, area_id`` (as the file's own column says; the first that counts)
        ``, location_id`` (one on file is where it was) ``, latitude, longitude`` (text)
        ``, coordinate_uncertainty`` (metres, text; where there is one, a circle is held against
        the outlines in place of a point) ``, group, name``: what the file itself puts together,
        such as a project or a conservation area, of which it is asked where nothing else says it.
    known : Known
    choices : Choices
        Answers to ``area:GROUP``.
    column : str
        What the problems call the cell.
    """
    ids = set(known.areas["area_id"].dropna().astype("str"))
    own = _own(places["area_id"], known)
    inside, several = _by_outline(places, known)
    on_file = places["location_id"].map(dict(known.locations)).astype("str")
    said = places["group"].map(lambda group: choices.answers.get(f"area:{group}", "")).astype("str")
    said = said.where(said.isin(ids))
    found = own.fillna(inside).fillna(on_file).fillna(said)
    nowhere = places[found.isna() & ~several]
    # Where a question is open it speaks for all its places.
    asked = nowhere["group"].map(lambda group: f"area:{group}" not in choices.answers)
    left, lost = nowhere[asked.astype(bool)], nowhere[~asked.astype(bool)]
    questions = tuple(_question(group, left, known) for group in left["group"].unique())
    return Placed(
        found,
        questions,
        (
            *_blurred(places),
            *_outside(lost, column),
            *_ambiguous(places[several & found.isna()], column),
        ),
    )


def areas_named(written: pd.Series, known: Known) -> pd.Series:
    """The area whose id or whose name, in any language, a text is; missing where it is of none."""
    sure = areas_by_name(known)
    return written.map(lambda text: sure.get(folded(text)), na_action="ignore").astype("str")


def _own(written: pd.Series, known: Known) -> pd.Series:
    """The file's own column of areas: an id, or a name of one area."""
    # An id that is on no file stays as it is written: it is a problem of its own.
    return areas_named(written, known).fillna(written)


def _by_outline(places: pd.DataFrame, known: Known) -> tuple[pd.Series, pd.Series]:
    """The innermost area whose outline holds the place, and whether there are several such."""
    nowhere = pd.Series(np.nan, index=places.index, dtype="str")
    several = pd.Series(False, index=places.index)
    outlines = _outlines(known)
    if not outlines:
        return nowhere, several
    x = pd.to_numeric(places["longitude"], errors="coerce")
    y = pd.to_numeric(places["latitude"], errors="coerce")
    points = pd.MultiIndex.from_arrays([x, y])
    distinct = points[x.notna() & y.notna()].unique()
    above = area_tree.parents(known.areas)
    tree, areas = shapely.STRtree(list(outlines.values())), list(outlines)
    at = shapely.points(np.array(distinct.tolist(), dtype="float64").reshape(-1, 2))
    point, area = tree.query(at, predicate="intersects")
    hits: dict[int, list[str]] = {}
    for one, which in zip(point.tolist(), area.tolist(), strict=True):
        hits.setdefault(one, []).append(areas[which])
    inner = {distinct[one]: area_tree.innermost(there, above) for one, there in hits.items()}
    found = pd.Series([inner.get(p, []) for p in points.tolist()], index=places.index)
    blurred = _circles(places, x, y)
    for index, circle in blurred.items():
        found[index] = _areas_of_circle(circle, outlines, above)
    # A blurred place that touches several areas is open, and is asked: it proves none of them.
    several = (found.str.len() > 1) & ~found.index.isin(blurred.index)
    return nowhere.where(found.str.len() != 1, found.str[0]).astype("str"), several


def _circles(places: pd.DataFrame, x: pd.Series, y: pd.Series) -> pd.Series:
    """The circles of places that are known less exactly than a GPS receiver tells them."""
    if "coordinate_uncertainty" not in places:
        return pd.Series(dtype=object)
    metres = pd.to_numeric(places["coordinate_uncertainty"], errors="coerce")
    blurred = metres[(metres > _OF_A_RECEIVER) & x.notna() & y.notna()]
    circles = {}
    for index, radius in blurred.items():
        north = radius / METRES_PER_DEGREE
        east = north / max(np.cos(np.radians(y[index])), 0.01)
        unit = shapely.Point(0, 0).buffer(1)
        circles[index] = affinity.translate(affinity.scale(unit, east, north), x[index], y[index])
    return pd.Series(circles, dtype=object)


def _areas_of_circle(
    circle: shapely.Geometry, outlines: dict[str, shapely.Geometry], above: dict[str, str]
) -> list[str]:
    """The area that holds all of a circle; several where it may lie in one or another."""
    touched = [area for area, shape in outlines.items() if shape.intersects(circle)]
    whole = area_tree.innermost([area for area in touched if outlines[area].covers(circle)], above)
    if len(whole) == 1 and set(area_tree.innermost(touched, above)) == set(whole):
        return whole
    return touched if len(touched) > 1 else []


def _outlines(known: Known) -> dict[str, shapely.Geometry]:
    """Area → its outline; one that cannot be read has a problem in its own table."""
    if "outline" not in known.areas:
        return {}
    written = known.areas[["area_id", "outline"]].astype("str").dropna()
    read = shapely.from_wkt(written["outline"].to_numpy(dtype=object), on_invalid="ignore")
    return {
        area: shape
        for area, shape in zip(written["area_id"], read, strict=True)
        if shape is not None and shape.is_valid
    }


def _question(group: str, left: pd.DataFrame, known: Known) -> Question:
    """Which area the places of a group lie in; an area of the same name is suggested."""
    mine = left[left["group"] == group]
    name = str(mine["name"].iloc[0])
    titles = [c for c in known.areas if c == "name" or c.startswith("name_")]
    options, suggested = [], ""
    for _, area in known.areas.iterrows():
        options.append(
            Option(
                str(area["area_id"]),
                Said("option.area", {"area": _both_names(area), "id": str(area["area_id"])}),
            )
        )
        names = {folded(str(area[title])) for title in ("area_id", *titles)}
        if {folded(name), folded(group)} & names:
            suggested = str(area["area_id"])
    suggested = suggested or near_area(name, known.areas, whole=True)
    suggested = suggested or nearest_area(mine, known.areas)
    options.append(Option("", Said("option.none")))
    said = Said("question.area", {"group": name})
    return Question(f"area:{group}", said, tuple(options), suggested=suggested)


def _both_names(area: pd.Series) -> str:
    """English and Russian, for readers of either."""
    names = [area.get("name"), area.get("name_ru")]
    return " / ".join(dict.fromkeys(str(name) for name in names if isinstance(name, str)))


def _blurred(places: pd.DataFrame) -> list[Problem]:
    """One warning a file for places that are known to within kilometres alone."""
    if "coordinate_uncertainty" not in places:
        return []
    metres = pd.to_numeric(places["coordinate_uncertainty"], errors="coerce")
    rows = places[metres >= _WORTH_SAYING]
    return [
        Problem(
            str(file),
            int(of_file["row"].iloc[0]),
            "",
            "",
            "import.place_blurred",
            Sentence(
                "{places} places are known only to within {km} km: each is a circle, and says "
                "which area it is in only where all of the circle lies there.",
                places=len(of_file),
                km=f"{metres[of_file.index].max() / 1000:g}",
            ),
            Sentence("Ask whoever recorded them for the exact places, if they are needed."),
            "warning",
        )
        for file, of_file in rows.groupby(rows["file"].astype("str"))
    ]


def _outside(left: pd.DataFrame, column: str) -> list[Problem]:
    """One problem for the places of a group: what is wrong is its area, not each of them."""
    found = []
    for _, places in left.groupby(["file", "group"], observed=True, sort=False, dropna=False):
        first = next(places.itertuples())
        told = _problem(first, column, IN_NO_AREA, _NOWHERE, _CURE)
        if len(places) > 1:
            said = _NOWHERE_OF_MANY.with_values(places=len(places), rows=rows_listed(
                places["row"].astype(int).tolist()))  # fmt: skip
            told = replace(told, message=said, row=None)
        found.append(told)
    return found


def _ambiguous(left: pd.DataFrame, column: str) -> list[Problem]:
    cure = Sentence(
        "Say which in a column areaID of the file, or correct the outlines in the areas table."
    )
    return [
        _problem(place, column, "import.location_in_two_areas", _SEVERAL, cure)
        for place in left.itertuples()
    ]


def _problem(place: object, column: str, rule: str, message: Sentence, cure: Sentence) -> Problem:
    at = f" ({place.latitude}, {place.longitude})" if isinstance(place.latitude, str) else ""
    told = message.with_values(place=f"{place.location_id}{at}")
    return Problem(str(place.file), int(place.row), column, "", rule, told, cure)


def few_groups(groups: pd.Series, whole: str) -> pd.Series:
    """What a file puts together, as long as it can be asked about; else all of it is one."""
    return groups.fillna(whole) if groups.nunique() <= _MOST_GROUPS else groups.map(lambda _: whole)


def location_ids(rows: pd.DataFrame) -> pd.Series:
    """An id for each camera's place.

    Parameters
    ----------
    rows : DataFrame
        ``location_id, location_name, latitude, longitude, deployment_id``, as text.

    Returns
    -------
    Series of str
        The file's own id; else its name of the place; else a mark of the coordinates (the
        same at the same point, and giving none away); else the deployment by itself.
    """
    point = rows["latitude"].str.cat(rows["longitude"], sep=" ")
    distinct = point.dropna().unique()
    marked = point.map({written: f"point-{mark_of(written)}" for written in distinct})
    named = rows["location_id"].fillna(rows["location_name"])
    return named.fillna(marked.astype("str")).fillna(rows["deployment_id"])
