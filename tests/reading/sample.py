"""A small data set without a mistake: every cell of it is filled, mostly by schema examples."""

from __future__ import annotations

import csv
import io
from functools import cache

from impact.model.programme import read_programme
from impact.model.schemas import schema
from impact.reading.text_tables import TextTable, read_csv_text

Rows = dict[str, list[dict[str, str]]]

PROGRAMME_TOML = """
languages = ["en"]

[about]
id = "sample"
name = {en = "A sample"}
short_name = {en = "Sample"}
promise = {en = "For tests."}
story = []
as_of = 2024-12-31
contact_name = {en = "Nobody"}
data_note = {en = "Made for tests."}

[[species]]
scientific_name = "Panthera pardus tulliana"
synonyms = ["Panthera pardus saxicolor"]
name = {en = "Persian leopard"}
short = {en = "leopard"}
iucn_category = {en = "Endangered"}
iucn_source = "https://example.org/iucn"

[[indicators]]
id = "uly-balkan-detections"
kind = "detections"
species = "Panthera pardus tulliana"
areas = ["ustyurt-reserve"]
place = {en = "in Ustyurt"}
current = {survey = "ustyurt-2024"}
baseline = {start = 2023-01-01, end = 2023-12-31}
basis = "published_total"
statement = "uly-balkan-detections"

[[initiatives]]
id = "protected-areas"
title = {en = "Protected areas"}
text = {en = "More of them."}
status = {en = "Under way"}
source = "https://example.org/areas"
source_name = "Example"

[[initiatives]]
id = "smart"
title = {en = "SMART"}
text = {en = "Patrols."}
status = {en = "Under way"}
source = "https://example.org/smart"
source_name = "Example"

[[audiences]]
id = "public"
name = {en = "Everybody"}
"""

PROGRAMME = read_programme(PROGRAMME_TOML)


def row(table: str, **cells: str) -> dict[str, str]:
    """A row of the schema's own examples, but for the cells given."""
    return {field.name: field.example for field in schema(table).fields} | cells


def country(code: str) -> dict[str, str]:
    return row(
        "areas", area_id=code, parent_id="", country_code=code, area_type="country", overlaps=""
    )


def rows() -> Rows:
    """All tables, each with at least one row; anew at each call."""
    no_total = {"count": "", "count_unit": "", "count_text": ""}
    return {
        "areas": [
            country("KZ"),
            country("KG"),
            row("areas", overlaps="naryn-reserve"),
            row("areas", area_id="naryn-reserve", parent_id="KG", country_code="KG", overlaps=""),
        ],
        "surveys": [
            row("surveys", event_start="2024", event_end="2024", date_precision="year"),
            row("surveys", survey_id="turkmenistan-2023", records="conflicts"),
        ],
        "deployments": [
            row("deployments"),
            row("deployments", deployment_id="dep-0002", deployment_end=""),
        ],
        "failures": [row("failures")],
        "detections": [
            row("detections", count="11", deployment_id="", location_id="", may_repeat=""),
            row("detections", observation_id="obs-0002", may_repeat="obs-0001"),
            row("detections", observation_id="obs-0003", event_start="2024-03-05T10:00:00+05:00",
                event_end="2024-03-05T10:01:00+05:00", may_repeat="", **no_total),
            row("detections", observation_id="obs-0004", event_start="2024-06-05", event_end="",
                may_repeat="", **no_total),
        ],
        "conflicts": [
            row("conflicts", count=""),
            row("conflicts", incident_id="inc-0002", incident_type=""),
        ],
        "reporting": [row("reporting"), row("reporting", month="2024-04", active="no")],
        "milestones": [row("milestones")],
        "status": [row("status")],
        "statements": [row("statements")],
        "caveats": [row("caveats", about="uly-balkan-detections; ustyurt-reserve; obs-0001")],
    }  # fmt: skip


SPARE: dict[str, dict[str, str]] = {
    "areas": row("areas", area_id="spare", overlaps="naryn-reserve"),
    "surveys": row("surveys", survey_id="spare"),
    "deployments": row("deployments", deployment_id="spare"),
    "failures": row("failures", failure_start="2024-05-01", failure_end="2024-05-02"),
    "detections": row("detections", observation_id="spare", may_repeat="obs-0001"),
    "conflicts": row("conflicts", incident_id="spare", count=""),
    "reporting": row("reporting", month="2024-05"),
    "milestones": row("milestones", milestone_id="spare"),
    "status": row("status", status_id="spare"),
    "statements": row("statements", statement_id="spare"),
    "caveats": row("caveats", caveat_id="spare", about="inc-0001"),
}
"""One more right row of each table, that no other row points to: a mistake is planted in it."""


def with_spare(table: str, **cells: str) -> Rows:
    """The data set with one more row in a table, and the given cells in it."""
    planted = rows()
    planted[table] = [*planted[table], SPARE[table] | cells]
    return planted


def as_csv(table_rows: list[dict[str, str]]) -> bytes:
    """Rows as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(table_rows[0]))
    writer.writeheader()
    writer.writerows(table_rows)
    return text.getvalue().encode()


def as_texts(tables: Rows) -> dict[str, TextTable]:
    """The data set as it is read from its files."""
    return {name: _read(as_csv(of), f"{name}.csv") for name, of in tables.items()}


@cache
def _read(content: bytes, name: str) -> TextTable:
    """Most tables of a planted data set are the same as in the last one."""
    return read_csv_text(content, name)
