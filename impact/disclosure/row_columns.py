"""Which columns of a row an audience may see, and which of them are ids."""

from __future__ import annotations

from impact.disclosure.places import COLUMNS

# By table, what each id is an id of: the same in all tables, so that rows still find each other.
IDS = {
    "deployments": {"deployment_id": "deployment", "location_id": "location"},
    "detections": {
        "observation_id": "record",
        "deployment_id": "deployment",
        "location_id": "location",
        "event_id": "event",
        "individual_id": "animal",
    },
    "conflicts": {"incident_id": "incident"},
}


# What a row that is not public may show beside its ids, place and dates: numbers, and words of
# closed lists. All else (names, notes, sources, files) may tell where, and stays here.
PLAIN = {
    "deployments": ["area_id"],
    "detections": [
        "scientific_name",
        "area_id",
        "survey_id",
        "observation_type",
        "observation_level",
        "camera_setup_type",
        "date_precision",
        "count",
        "count_unit",
        "flank",
        "identification_verification_status",
        "first_record",
        "published",
        "attribution",
        "confidence",
    ],
    "conflicts": [
        "area_id",
        "survey_id",
        "date_precision",
        "scientific_name",
        "incident_type",
        "verification",
        "count",
        "livestock_killed",
        "livestock_injured",
        "people_injured",
        "people_killed",
        "outcome_for_cat",
        "published",
        "attribution",
        "confidence",
    ],
}


# Of a public row only what places it more exactly than its source does.
PLACING = ["deployment_id", "location_id", "event_id", *COLUMNS]


SPANS = {
    "deployments": ("deployment_start", "deployment_end"),
    "detections": ("event_start", "event_end"),
    "conflicts": ("event_start", "event_end"),
}
