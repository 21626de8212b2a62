"""The tables themselves: as CSV files in a zip, and as an Excel workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.checking.written import written
from impact.handouts.package_files import readme_lines, zipped
from impact.handouts.tables import csv_bytes, workbook
from impact.model.schemas import schema

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def csv_zip(view: View, words: Words) -> bytes:
    """Each table that has rows as a CSV file, and a README, in one zip.

    The files go in again by the upload page or ``python -m impact check``.
    """
    files = {f"{name}.csv": csv_bytes(table, mark=True) for name, table in _tables(view).items()}
    text = "\n".join(readme_lines(view, words, own_tables=True)) + "\n"
    return zipped({"README.txt": text.encode("utf-8"), **files})


def excel(view: View, words: Words) -> bytes:
    """Each table that has rows as a sheet, after one that says what they are."""
    tables = _tables(view)
    lines = [(text, "") for text in readme_lines(view, words, own_tables=True)]
    lines.append(("", ""))
    for name in tables:
        described = schema(name)
        lines.append((name, words.of(described.title)))
    readme = pd.DataFrame(lines, columns=["what", "more"], dtype="str")
    return workbook(tables, readme, words._("Read me"))


def _tables(view: View) -> dict[str, pd.DataFrame]:
    tables = {name: written(view.records, name) for name, rows in view.records.items() if len(rows)}
    if view.audience.records == "exact":
        return tables
    return tables | {
        name: _by_area(tables[name], view.records.areas)
        for name in ("detections", "conflicts")
        if name in tables
    }


def _by_area(rows: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The rows with the area for their place: a source may name the village, these files do not.

    Only the files: what is counted tells two villages of an area apart.
    """
    ids = areas["area_id"].astype("str")
    names = areas.set_index(ids)[[c for c in areas if c == "name" or c.startswith("name_")]]
    places = {
        column: rows["area_id"].map(names.get(column.replace("locality", "name"), names["name"]))
        for column in rows
        if column.startswith("locality")
    }
    return rows.assign(**places)
