"""Sound samples of what people report and of a season's own tables: see `samples`."""

from __future__ import annotations

from tests.formats.sample import Sample, rows_of

INATURALIST = Sample(
    "inaturalist",
    {
        "observations.csv": rows_of(
            """
id|observed_on|time_observed_at|time_zone|quality_grade|url|captive_cultivated|latitude|longitude|public_positional_accuracy|coordinates_obscured|scientific_name|description
701|2024-04-02|2024-04-01 21:30:00 UTC|Asia/Ashgabat|research|https://www.inaturalist.org/observations/701|false|39.5|54.5|30|false|Panthera pardus|tracks
702|2024-04-06|2024-04-06 05:00:00 UTC|Asia/Ashgabat|research|https://www.inaturalist.org/observations/702|false|39.6|54.5|30|false|Panthera pardus|
703|2024-05-07|2024-05-07 05:00:00 UTC|Asia/Ashgabat|research|https://www.inaturalist.org/observations/703|false|39.2|56.1|30|false|Panthera uncia|scat
704|2024-05-09|2024-05-09 05:00:00 UTC|Asia/Ashgabat|research|https://www.inaturalist.org/observations/704|false|39.2|56.2|30|false|Panthera uncia|
"""
        )
    },
    "observations.csv",
    {"id": "id", "name": "scientific_name", "start": "observed_on", "latitude": "latitude",
     "longitude": "longitude", "uncertainty": "public_positional_accuracy",
     "text": "description"},
)  # fmt: skip
_ODK = "odk-central-0ef47e28"
ODK = Sample(
    "odk-central",
    {
        "reports.csv": rows_of(
            """
SubmissionDate|grp_where-village|grp_where-gps-Latitude|grp_where-gps-Longitude|grp_what-date_incident|grp_what-predator|grp_what-livestock|grp_what-killed|meta-instanceID|KEY|ReviewState
2025-03-03T04:10:00.000Z|Upper|39.50|54.50|2025-03-01|leopard|sheep|4|uuid:1|uuid:1|approved
2025-04-02T03:10:00.000Z|Lower|39.60|54.50|2025-03-30|leopard|goat|2|uuid:2|uuid:2|approved
2025-05-02T03:10:00.000Z|Lower|39.60|54.50|2025-05-01|leopard|goat|1|uuid:3|uuid:3|approved
"""
        )
    },
    "reports.csv",
    {"id": "KEY", "name": "grp_what-predator", "start": "grp_what-date_incident",
     "latitude": "grp_where-gps-Latitude", "longitude": "grp_where-gps-Longitude",
     "losses": "grp_what-killed"},
    answers={
        f"attribute:{_ODK}:date": "grp_what-date_incident",
        f"attribute:{_ODK}:locality": "grp_where-village",
        f"attribute:{_ODK}:verification": "ReviewState",
        f"attribute:{_ODK}:species": "grp_what-predator",
        f"attribute:{_ODK}:livestock_type": "grp_what-livestock",
        f"attribute:{_ODK}:livestock_killed": "grp_what-killed",
        f"attribute:{_ODK}:livestock_injured": "",
        f"incident:{_ODK}:@form": "livestock depredation",
        "verified:approved": "confirmed",
        "species:leopard": "Panthera pardus tulliana",
    },
)  # fmt: skip
SEASON = Sample(
    "field-season",
    {
        "Станции.csv": rows_of(
            """
Станция|Широта|Долгота|Дата установки|Дата снятия
Х-1|39.50|54.50|2025-03-01|2025-06-01
Х-2|39.60|54.50|2025-03-01|2025-06-01
"""
        ),
        "Находки.csv": rows_of(
            """
Станция|Дата|Время|Вид|Примечание
Х-1|2025-03-11|04:10|Panthera pardus|следы
Х-1|2025-04-02|21:30|Panthera pardus|
Х-2|2025-04-20|03:15|Panthera pardus|самка
Х-2|2025-05-09|05:00|Panthera pardus|
"""
        ),
    },
    "Находки.csv",
    {"id": "Станция", "name": "Вид", "start": "Дата", "text": "Примечание"},
)  # fmt: skip
