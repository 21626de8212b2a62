"""What was done to the places of a view, in the terms of Darwin Core, and the cells to draw.

For files that leave: each row says how far it was generalised and what was kept back
(https://dwc.tdwg.org/terms/#location).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.disclosure.places import uncertainty

if TYPE_CHECKING:
    from impact.disclosure.view import View

WITHHELD = (
    "Exact coordinates, place names, the ids of locations and cameras, exact times, file names "
    "and comments are withheld: they could lead to the animals. Ask the programme."
)
NO_PLACE = "No coordinates are given, only the area: they could lead to the animals."


def generalisations(view: View, table: str) -> pd.DataFrame:
    """What was done to each row of a table of the view.

    Parameters
    ----------
    view : View
    table : {"detections", "deployments", "conflicts"}

    Returns
    -------
    DataFrame
        By the index of ``view.records.table(table)``: ``coordinateUncertaintyInMeters``
        (metres, missing where there are no coordinates), ``coordinatePrecision`` (degrees),
        ``dataGeneralizations`` and ``informationWithheld`` (text, missing where nothing was
        done). Coordinates are the south-west corner of their cell, and the uncertainty reaches
        across it.
    """
    rows, size = view.records.table(table), view.degrees[table].astype("float64")
    placed = rows["latitude"].notna() & rows["longitude"].notna()
    known = (
        rows["coordinate_uncertainty"]
        if "coordinate_uncertainty" in rows
        else pd.Series(np.nan, index=rows.index)
    )
    in_cell = placed & size.gt(0) & np.isfinite(size)
    cell = [f"Coordinates floored to a cell of {one:g} degree" for one in size]
    generalised = pd.Series(cell, index=rows.index, dtype="str").where(in_cell)
    return pd.DataFrame(
        {
            "coordinateUncertaintyInMeters": uncertainty(
                rows["latitude"], size.where(np.isfinite(size)), known
            )
            .where(placed)
            .round(0),
            "coordinatePrecision": size.where(in_cell),
            "dataGeneralizations": generalised.mask(size.gt(0) & ~in_cell, NO_PLACE),
            "informationWithheld": pd.Series(WITHHELD, index=rows.index, dtype="str").where(
                size.gt(0)
            ),
        }
    )


def cells(view: View) -> pd.DataFrame:
    """The cells in which the rows of a view lie: a place that is generalised is drawn as these.

    Returns
    -------
    DataFrame
        ``latitude, longitude`` (the south-west corner), ``degrees`` (its size), ``scientific_name,
        records`` (how many rows) and ``uncertainty`` (metres). Rows without coordinates take
        those of their deployment; those that are placed exactly, or only by area, are not in it.
    """
    places = view.records.deployments.drop_duplicates("deployment_id").set_index("deployment_id")
    rows = view.records.detections
    names = rows["deployment_id"].astype("str")
    located = pd.DataFrame(
        {
            **{
                column: rows[column].fillna(
                    pd.Series(places[column].reindex(names).to_numpy("float64"), index=rows.index)
                )
                for column in ("latitude", "longitude")
            },
            "degrees": view.degrees["detections"].astype("float64"),
            "scientific_name": rows["scientific_name"].astype("str"),
        }
    ).dropna(subset=["latitude", "longitude"])
    drawn = located[located["degrees"].gt(0) & np.isfinite(located["degrees"])]
    found = drawn.groupby(list(drawn.columns)).size().reset_index(name="records")
    known = pd.Series(np.nan, index=found.index)
    return found.assign(uncertainty=uncertainty(found["latitude"], found["degrees"], known))
