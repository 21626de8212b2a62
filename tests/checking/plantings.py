"""One mistake for each rule of rows and tables, and where it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from tests.reading.sample import PROGRAMME, SPARE, Rows, rows, with_spare

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.model.programme import Indicator, Programme
DATED = ("surveys", "detections", "conflicts", "milestones")
LAST = -1
"""Stands for the last row of the table, where a mistake is planted."""


@dataclass(frozen=True)
class Planted:
    """A data set with one mistake in it, and where that is."""

    tables: Rows
    table: str
    column: str
    row: int | None = LAST
    value: str | None = None
    programme: Programme = PROGRAMME
    alone: bool = False  # the other tables cannot be touched by it, and are not judged again

    @property
    def file(self) -> str:
        return "programme.toml" if self.table == "programme" else f"{self.table}.csv"

    @property
    def number(self) -> int | None:
        return len(self.tables[self.table]) + 1 if self.row == LAST else self.row


def spare(table: str, column: str, **cells: str) -> Planted:
    return Planted(with_spare(table, **cells), table, column, value=cells.get(column))


def single(**cells: str) -> dict[str, str]:
    """A camera's own record, which is no published total."""
    return {"count": "", "count_unit": "", "count_text": ""} | cells


def report(**cells: str) -> dict[str, str]:
    """A published record without a camera."""
    return {"deployment_id": "", "location_id": ""} | cells


def indicator(**changes: object) -> Programme:
    (only,) = PROGRAMME.indicators
    changed: Indicator = only.model_copy(update=changes)
    return PROGRAMME.model_copy(update={"indicators": [changed]})


def in_programme(key: str, value: str, **changes: object) -> Planted:
    column = f"indicators.uly-balkan-detections.{key}"
    return Planted(rows(), "programme", column, None, value, indicator(**changes))


def a_loop() -> Planted:
    tables = with_spare("areas", parent_id="other")
    tables["areas"].append(SPARE["areas"] | {"area_id": "other", "parent_id": "spare"})
    return Planted(tables, "areas", "parent_id", row=len(tables["areas"]))


def no_visit_of_the_species() -> Planted:
    """The only visit at event level is of another species than the picture below it."""
    cells = single(camera_setup_type="", observation_level="event", may_repeat="")
    tables = with_spare("detections", **cells, scientific_name="Panthera uncia")
    picture = cells | {"observation_id": "picture", "observation_level": "media"}
    tables["detections"].append(SPARE["detections"] | picture)
    (leopard,) = PROGRAMME.species
    both = [leopard, leopard.model_copy(update={"scientific_name": "Panthera uncia"})]
    programme = PROGRAMME.model_copy(update={"species": both})
    planted = Planted(tables, "detections", "observation_level", value="media")
    return replace(planted, programme=programme)


WINDOW = PROGRAMME.indicators[0].current
AFTER_TODAY = {"event_start": "2025-06-01", "event_end": "2025-06-01"}
REVERSED = {"event_start": "2024-03-06", "event_end": "2024-03-05"}
PLANTINGS: dict[str, Callable[[], Planted]] = {
    **{f"{t}.end_before_start": partial(spare, t, "event_end", **REVERSED) for t in DATED},
    **{
        f"{t}.date_precision_disagrees": partial(
            spare, t, "date_precision", date_precision="unknown"
        )
        for t in DATED
    },
    **{f"{t}.in_the_future": partial(spare, t, "event_start", **AFTER_TODAY) for t in DATED},
    "detections.in_the_future": lambda: spare("detections", "event_start", **report(**AFTER_TODAY)),
    "detections.factory_date": lambda: spare(
        "detections", "event_start", **report(event_start="2000-01-01", event_end="")
    ),
    "conflicts.factory_date": lambda: spare(
        "conflicts", "event_start", event_start="2010-01-01", event_end="", date_precision="day"
    ),
    "deployments.factory_date": lambda: spare(
        "deployments", "deployment_start", deployment_start="1970-01-01T00:00:00"
    ),
    "detections.count_of_none": lambda: spare(
        "detections", "count", **single(count="0", count_unit="individuals", count_text="")
    ),
    "areas.in_the_future": lambda: spare("areas", "established", established="2026"),
    "deployments.in_the_future": lambda: spare(
        "deployments", "deployment_end", deployment_end="2025-06-01T10:00"
    ),
    "failures.in_the_future": lambda: spare(
        "failures", "failure_end", deployment_id="dep-0002", failure_end="2025-06-01T10:00"
    ),
    "reporting.in_the_future": lambda: spare("reporting", "month", month="2025-06"),
    "detections.utc_offset_disagrees": lambda: spare(
        "detections", "utc_offset", event_start="2024-03-05T10:00+06:00", utc_offset="+05:00"
    ),
    "deployments.utc_offset_disagrees": lambda: spare(
        "deployments", "utc_offset", deployment_start="2024-03-05T10:00Z", utc_offset="+05:00"
    ),
    "deployments.end_before_start": lambda: spare(
        "deployments", "deployment_end", deployment_end="2024-03-04T10:00:00"
    ),
    "failures.end_before_start": lambda: spare("failures", "failure_end", failure_end="2024-04-30"),
    "failures.outside_deployment": lambda: spare(
        "failures", "failure_end", failure_end="2024-06-06"
    ),
    "detections.outside_deployment": lambda: spare(
        "detections", "event_start", **single(event_start="2024-06-06", event_end="")
    ),
    "detections.species_missing_at_event_level": no_visit_of_the_species,
    "deployments.location_in_two_areas": lambda: spare(
        "deployments", "area_id", area_id="naryn-reserve"
    ),
    "areas.without_parent": lambda: spare("areas", "parent_id", parent_id=""),
    "areas.outline_unreadable": lambda: spare("areas", "outline", outline="POINT (54.5 39.5)"),
    "areas.parent_loop": a_loop,
    **{
        f"{table}.outside_countries": lambda table=table: spare(
            table, "latitude", latitude="61.5", longitude="10.25"
        )
        for table in ("detections", "deployments", "conflicts")
    },
    "areas.parent_in_another_country": lambda: spare("areas", "parent_id", parent_id="KG"),
    "detections.without_place": lambda: spare("detections", "area_id", **report(area_id="")),
    "detections.count_without_unit": lambda: spare(
        "detections", "count_unit", **report(count_unit="")
    ),
    "detections.unit_without_count": lambda: spare("detections", "count", count="", count_text=""),
    "detections.total_without_survey": lambda: spare(
        "detections", "survey_id", **report(survey_id="", count="2")
    ),
    "detections.first_record_unmarked": lambda: spare(
        "detections", "first_record", count_unit="first record", first_record="unclear"
    ),
    "conflicts.total_with_type": lambda: spare("conflicts", "incident_type", count="8"),
    "conflicts.without_type": lambda: spare("conflicts", "incident_type", incident_type=""),
    "conflicts.context_without_type": lambda: spare(
        "conflicts", "incident_type", incident_type="", attribution="others"
    ),
    "conflicts.without_area": lambda: spare("conflicts", "area_id", area_id=""),
    "conflicts.context_without_area": lambda: spare(
        "conflicts", "area_id", area_id="", attribution="others"
    ),
    "status.low_above_high": lambda: spare("status", "low", low="81"),
    **{
        f"{t}.species_unknown": partial(
            spare, t, "scientific_name", scientific_name="Panthera pardus saxicolor"
        )
        for t in ("detections", "conflicts", "status")
    },
    "areas.initiative_unknown": lambda: spare("areas", "initiative", initiative="nothing"),
    "milestones.initiative_unknown": lambda: spare(
        "milestones", "initiative", initiative="nothing"
    ),
    "areas.overlaps_unknown": lambda: spare("areas", "overlaps", overlaps="KG; nowhere"),
    "areas.reporting_units_unreadable": lambda: spare(
        "areas", "reporting_units", reporting_units="Yagly 2024-06/2024-01"
    ),
    **{
        f"{table}.unit_unknown": partial(spare, table, "unit", unit="Yagli")
        for table in ("reporting", "conflicts")
    },
    "detections.may_repeat_unknown": lambda: spare(
        "detections", "may_repeat", may_repeat="obs-0001; obs-0009"
    ),
    "caveats.about_unknown": lambda: spare("caveats", "about", about="KG; nothing"),
    "programme.indicator_area_unknown": lambda: in_programme(
        "areas", "nowhere", areas=["KZ", "nowhere"]
    ),
    "programme.indicator_survey_unknown": lambda: in_programme(
        "current.survey", "never", current=WINDOW.model_copy(update={"survey": "never"})
    ),
    "programme.indicator_statement_unknown": lambda: in_programme(
        "statement", "unsaid", statement="unsaid"
    ),
    "conflicts.personal_number": lambda: spare(
        "conflicts", "summary", summary="The herder can be called at +996 555 123 456."
    ),
}
