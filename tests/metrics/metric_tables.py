"""Small tables with the columns and dtypes of the schemas, for the tests of the metrics."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from impact.model.records import empty_table
from impact.model.schemas import TABLES

LEOPARD = "Panthera pardus tulliana"
SNOW_LEOPARD = "Panthera uncia"
DEFAULTS = {
    "detections": {"scientific_name": LEOPARD, "date_precision": "day", "source": "test"},
    "conflicts": {
        "scientific_name": LEOPARD,
        "date_precision": "day",
        "verification": "confirmed",
        "incident_type": "livestock depredation",
        "source": "test",
    },
    "deployments": {"area_id": "reserve", "source": "test"},
    "areas": {"country_code": "TM", "area_type": "protected area", "status": "established"},
}
EMPTY = {name: empty_table(name) for name in TABLES}


def table(name: str, *rows: dict) -> pd.DataFrame:
    """A table of the schema `name`; what a row does not give is its default, or missing."""
    full = [{**DEFAULTS.get(name, {}), "row": n + 2, **row} for n, row in enumerate(rows)]
    given = {}
    for column in dict.fromkeys(column for row in full for column in row):
        dtype = str(EMPTY[name][column].dtype)
        values = pd.Series([row.get(column) for row in full], dtype="object")
        values = (
            pd.to_datetime(values, format="ISO8601") if dtype.startswith("datetime") else values
        )
        given[column] = values.astype(dtype)
    return EMPTY[name].reindex(range(len(full))).assign(**given)


def detections(*rows: dict) -> pd.DataFrame:
    """Detections with ids in the order of the rows: o0, o1, ..."""
    return table("detections", *({"observation_id": f"o{n}", **r} for n, r in enumerate(rows)))


def conflicts(*rows: dict) -> pd.DataFrame:
    """Conflict rows with ids in the order of the rows: i0, i1, ..."""
    return table("conflicts", *({"incident_id": f"i{n}", **r} for n, r in enumerate(rows)))


def at(minutes: float, **more: object) -> dict:
    """A record at location L so many minutes after midnight on 1 March 2024."""
    when = dt.datetime(2024, 3, 1) + dt.timedelta(minutes=minutes)
    return {"area_id": "reserve", "location_id": "L", "event_start": when, **more}


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with its categories as plain text."""
    return frame.astype(dict.fromkeys(frame.select_dtypes("category").columns, "str"))
