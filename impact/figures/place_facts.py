"""What is on file about one place: what it is, how large, and its link with the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.selection import ALL
from impact.figures.context import linked_areas
from impact.model import area_tree
from impact.wording.labels import area_status, area_type
from impact.wording.rows import reporters
from impact.wording.stops import capital, one_stop

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words


def facts(view: View, area_id: str, words: Words) -> list[tuple[str, str]]:
    """What is on file about one area, as pairs of a heading and its text."""
    _ = words._
    rows = view.records.areas
    row = rows[rows["area_id"].astype("str") == area_id].iloc[0]
    extent = (
        _("no figure on file")
        if pd.isna(row["area_km2"])
        else _("{n} km²").format(n=words.number(row["area_km2"], 1))
    )
    since = (
        _("year unknown")
        if pd.isna(row["established"])
        else words.date(row["established"], str(row["established_precision"]))
    )
    # What nobody set up yet, or is a range of mountains, has no year that could be unknown.
    set_up = pd.notna(row["established"]) or str(row["status"]) == "established"
    pairs = [
        (_("Kind"), words.cell(row, "designation") or area_type(str(row["area_type"]), words)),
        (_("Status"), _joined(area_status(str(row["status"]), words), row, "status_note", words)),
        (_("Extent"), _joined(extent, row, "area_note", words)),
        (_("Set up"), _joined(since, row, "established_note", words) if set_up else ""),
        (_("Set up by"), words.cell(row, "set_up_by")),
        (_("First link with the programme on file"), _since(row, words)),
        (_("Province"), words.cell(row, "admin_region")),
        (_("Relation to the programme"), _relation(view, row, words)),
        (_("Who reports incidents here"), reporters(row, words)),
        (_("Location"), words.cell(row, "location_note")),
    ]
    return [(heading, text) for heading, text in pairs if text]


def relation(view: View, selection: Selection, words: Words) -> list[tuple[str, str]]:
    """What links the chosen area with the programme, under its heading; empty without one."""
    if selection.area == ALL:
        return []
    row = view.records.areas[view.records.areas["area_id"].astype("str") == selection.area].iloc[0]
    text = _relation(view, row, words)
    return [(words._("Relation to the programme"), text)] if text else []


def _relation(view: View, row: dict, words: Words) -> str:
    """What links a place with the programme; that nothing does, where nothing in it does either."""
    there = area_tree.within(view.records.areas, [row["area_id"]])
    if words.cell(row, "role") or linked_areas(view) & {*there}:
        return words.cell(row, "role")
    if is_of_many_places(row):
        return words._(
            "none is on file of the area as a whole; what is on file of places in it stands with "
            "them"
        )
    return words._("none is on file; what is shown here is context")


def is_of_many_places(row: pd.Series) -> bool:
    """Whether places lie in an area that are not entered as lying in it: a province."""
    return str(row["area_type"]) == "region"


def _since(row: dict, words: Words) -> str:
    if pd.isna(row["programme_since"]):
        return ""
    return words.date(row["programme_since"], str(row["programme_since_precision"]))


def _joined(text: str, row: dict, column: str, words: Words) -> str:
    note = words.cell(row, column)
    return one_stop(f"{text}. {capital(note)}") if note else text
