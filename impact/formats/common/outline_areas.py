"""Outlines as rows of the areas table: what is on file stays, and what is missing is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely
from babel.core import get_global

from impact.formats.common import outline_shapes
from impact.formats.common.outline_questions import area_type, licence_id, status
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.country_outlines import outline_of

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.reading.choices import Choices

CITATION = "UNEP-WCMC and IUCN, Protected Planet: The World Database on Protected Areas"
_NOT_PASSED_ON = "not to be passed on"
_MOST_APART = 1.25
"""A stated extent may differ from the outline's by a quarter before it is remarked."""


def area_rows(
    rows: pd.DataFrame, known: Known, choices: Choices, label: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """The areas table's rows for outlines whose area is known.

    Parameters
    ----------
    rows : DataFrame
        ``file, row, area_id, outline`` (a geometry or missing) and the columns of a file with
        outlines. Several of one area are its outline together.
    known : Known
    choices : Choices
    label : str
        What the file is called.
    """
    made, problems = [], []
    on_file = known.areas_written.set_index("area_id", drop=False)
    for area, parts in rows.groupby("area_id", sort=False):
        first = parts.iloc[0]
        drawn = [each for each in parts["outline"] if isinstance(each, shapely.Geometry)]
        outline = shapely.union_all(drawn) if drawn else None
        new = _told_of(first, str(area), known, choices, label)
        new |= _drawn(outline, first, licence_id(rows, label), choices, label)
        before = on_file.loc[area].dropna().to_dict() if area in on_file.index else {}
        if before and outline is not None:
            before = {k: v for k, v in before.items() if not k.startswith("outline")}
        place = {"file": first["file"], "row": first["row"]}
        made.append({**_filled(new, before), **place})
        problems += _apart(first, outline, before.get("area_km2", first["km2"]))
    table = pd.DataFrame(made)
    texts = table.columns.drop(["file", "row"])
    return table.astype(dict.fromkeys(texts, "str")), problems


def _filled(new: dict, before: dict) -> dict:
    """What is on file; where it says nothing, what the file says. A status stays with its year."""
    if before.get("status", new.get("status")) != new.get("status"):
        new = {name: value for name, value in new.items() if name != "established"}
    return {**new, **before}


def _told_of(row: pd.Series, area: str, known: Known, choices: Choices, label: str) -> dict:
    """What the file says of an area."""
    told = {
        "area_id": area,
        "name": row["name"],
        "name_ru": row["name_ru"],
        "designation": row["designation"],
        "area_km2": row["km2"],
        "country_code": _country(row, known),
        "area_type": area_type(row, label, choices),
        "status": status(row["status"] if pd.notna(row["status"]) else "", choices),
        "source": row["source"] if pd.notna(row["source"]) else label,
    }
    told["parent_id"] = _country_area(told["country_code"], known)
    if row["of_database"]:
        told["source"] = f"https://www.protectedplanet.net/{row['wdpa']}"
        told["source_name"] = CITATION
        year = str(row["year"]).removesuffix(".0")
        if told["status"] == "established" and year.isdigit() and int(year):
            told["established"] = year
    return {name: value for name, value in told.items() if isinstance(value, str) and value}


def _drawn(
    outline: shapely.Geometry | None, row: pd.Series, asked: str, choices: Choices, label: str
) -> dict:
    """The outline with its source, whether it may be passed on, and its middle."""
    if outline is None:
        return {}
    middle = outline.representative_point()
    ours = not row["of_database"]
    source = row["source"] if pd.notna(row["source"]) else label
    return {
        "outline": outline_shapes.as_text(outline),
        "outline_source": source if ours else CITATION,
        "outline_licence": choices.answers.get(asked, "") if ours else _NOT_PASSED_ON,
        "latitude": f"{middle.y:.2f}",
        "longitude": f"{middle.x:.2f}",
        "location_note": "Within the outline, rounded",
        "location_note_ru": "Внутри границы, округлено",
    }


def _country(row: pd.Series, known: Known) -> str:
    """The country of two letters: as the file says, or where the outline lies."""
    written = str(row["country"]).strip().upper() if pd.notna(row["country"]) else ""
    if len(written) == 3:
        written = next(iter(get_global("territory_aliases").get(written, [])), "")
    if written or not isinstance(row["outline"], shapely.Geometry):
        return written
    middle = row["outline"].representative_point()
    for code in known.areas["country_code"].dropna().astype("str").unique():
        country = outline_of([code])
        if country is not None and country.contains(middle):
            return code
    return ""


def _country_area(code: str, known: Known) -> str:
    """The area that is the whole of a country."""
    areas = known.areas[["area_id", "area_type", "country_code"]].astype("str")
    found = areas[(areas["area_type"] == "country") & (areas["country_code"] == code)]
    return str(found["area_id"].iloc[0]) if len(found) else ""


def _apart(row: pd.Series, outline: shapely.Geometry | None, stated: object) -> list[Problem]:
    """A remark where the outline is of another size than the area is said to have."""
    extent = pd.to_numeric(pd.Series([stated]), errors="coerce").iloc[0]
    if outline is None or pd.isna(extent) or extent <= 0:
        return []
    drawn = outline_shapes.km2(outline)
    if max(drawn / extent, extent / drawn) <= _MOST_APART:
        return []
    message = Sentence(
        "The outline of {area} has {drawn} km², but {stated} km² are stated.",
        area=str(row["name"]),
        drawn=f"{drawn:.0f}",
        stated=f"{extent:g}",
    )
    cure = Sentence("Look at the outline on the map: is it of this area, and of all of it?")
    where = (str(row["file"]), int(row["row"]), "outline", "")
    return [Problem(*where, "import.outline_size", message, cure, "warning")]
