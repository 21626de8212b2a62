"""Small tables for tests: only the cells that matter are written down."""

from __future__ import annotations

import pandas as pd

from impact.model.programme import Programme, read_programme
from impact.model.records import Records, empty_table

REQUIRED = {"source": "Field team", "date_precision": "day"}


def table(name: str, *rows: dict) -> pd.DataFrame:
    """A table of the schema's columns and dtypes; cells that are not given are missing."""
    empty = empty_table(name)
    if not rows:
        return empty
    filled = [
        {
            **{k: v for k, v in REQUIRED.items() if k in empty},
            "row": number,
            **row,
        }
        for number, row in enumerate(rows, start=2)
    ]
    frame = pd.DataFrame(filled, columns=[*empty.columns, *_extra(filled, empty)])
    for column, dtype in empty.dtypes.items():
        if str(dtype) == "datetime64[us]":
            frame[column] = pd.to_datetime(frame[column]).astype("datetime64[us]")
        else:
            frame[column] = frame[column].astype("category" if str(dtype) == "category" else dtype)
    return frame


def _extra(rows: list[dict], empty: pd.DataFrame) -> list[str]:
    return sorted({column for row in rows for column in row} - set(empty.columns))


def event(observation_id: str, when: str, **cells) -> dict:
    """A detections row at one moment."""
    return {
        "observation_id": observation_id,
        "scientific_name": "Panthera uncia",
        "event_start": when,
        "event_end": when,
        **cells,
    }


AREAS = table(
    "areas",
    {"area_id": "KG", "name": "Kyrgyzstan", "country_code": "KG", "area_type": "country"},
    {
        "area_id": "ridge",
        "parent_id": "KG",
        "name": "Ridge",
        "country_code": "KG",
        "area_type": "conservancy",
        "status": "established",
        "area_km2": 140.0,
        "established": "2018",
    },
    {
        "area_id": "valley",
        "parent_id": "KG",
        "name": "Valley",
        "country_code": "KG",
        "area_type": "protected area",
        "status": "proposed",
    },
)

PROGRAMME = """
[about]
id = "test"
name = {en = "Test programme"}
short_name = {en = "Test"}
promise = {en = "Cats and people"}
story = [{en = "A story."}]
as_of = 2026-01-31
contact_name = {en = "The team"}
data_note = {en = "Made for tests."}
[[species]]
scientific_name = "Panthera uncia"
name = {en = "Snow leopard", ru = "Снежный барс", tk = "Gar barsy", ky = "Ак илбирс", kk = "Ілбіс"}
short = {en = "snow leopard", ru = "снежный барс", tk = "gar barsy", ky = "ак илбирс", kk = "ілбіс"}
genitive = {ru = "снежного барса", tk = "gar barsynyň", ky = "ак илбирстин", kk = "ілбістің"}
iucn_category = {en = "Vulnerable"}
iucn_source = "https://example.org/iucn"
[[audiences]]
id = "public"
name = {en = "Public"}
[[audiences]]
id = "staff"
name = {en = "Staff"}
records = "exact"
delay_days = 0
minimum_stations = 1
"""


def programme(*indicators: str) -> Programme:
    """A programme with the given indicators, each the body of a TOML table."""
    return read_programme(PROGRAMME + "".join(f"[[indicators]]\n{one}\n" for one in indicators))


def records(**tables: pd.DataFrame) -> Records:
    """Records in which the three areas are known."""
    return Records.of(**{"areas": AREAS, **tables})
