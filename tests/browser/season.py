"""A season's table as Excel saves it in a Russian Windows, with and without two mistakes."""

from __future__ import annotations

import csv

from impact.handouts.template import columns_of
from tests.reading.forms import Form, as_text_file
from walk import WILDCATS

RUSSIAN_EXCEL = Form(
    encoding="windows-1251", delimiter=";", decimal=",", dates="dots", headings="ru"
)
CHANGED = "D-TM-01"  # the row of the 11 detections on Uly Balkan
NEW = "D-TM-2026-01"


def season(*, count: str = "12", area: str = "A-TM-02", latitude: str = "39.65") -> bytes:
    """The row of the published detections with another count, and one that is new."""
    with (WILDCATS / "detections.csv").open(encoding="utf-8") as file:
        rows = {row["observation_id"]: row for row in csv.DictReader(file)}
    coordinates = {"latitude": "", "longitude": ""}
    changed = rows[CHANGED] | coordinates | {"count": count}
    new = dict.fromkeys(changed, "") | {
        "observation_id": NEW,
        "scientific_name": changed["scientific_name"],
        "area_id": area,
        "event_start": "2026-03-05",
        "event_end": "2026-03-05",
        "date_precision": "day",
        "latitude": latitude,
        "longitude": "54.4",
        "summary": "A leopard at a camera on the ridge",
        "summary_ru": "Леопард перед камерой на гребне",
        "attribution": "programme",
        "source": "Team Bars, monitoring records",
        "source_name": "Team Bars",
        "confidence": "high",
        "confidence_reason": "Seen in the picture",
    }
    # Such a table has no column for the texts of other languages.
    known = {name for name, _heading, _field in columns_of("detections", "ru")}
    kept = {name for name in known & set(changed) if changed[name] or new[name]}
    lines = [{name: row[name] for name in changed if name in kept} for row in (changed, new)]
    return as_text_file("detections", lines, RUSSIAN_EXCEL)
