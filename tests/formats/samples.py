"""One small sound sample of each format, for what is tried on all of them.

A new format adds its sample to `SAMPLES`; whatever is tried on every format then runs on it too.
"""

from __future__ import annotations

from tests.formats.camera_samples import ADDAXAI, CAMELOT, CAMTRAPR, TIMELAPSE
from tests.formats.report_samples import INATURALIST, ODK, SEASON
from tests.formats.sample import Sample, rows_of

CAMTRAP = Sample(
    "camtrap-dp",
    {
        "deployments.csv": rows_of(
            """
deploymentID|locationID|locationName|latitude|longitude|coordinateUncertainty|deploymentStart|deploymentEnd|cameraID|deploymentComments
dep1|loc1|Spring|39.50|54.50|30|2024-03-01T10:00:00+05:00|2024-05-01T10:00:00+05:00|cam1|by the spring
dep2|loc2|Gorge|39.20|56.10|30|2024-03-01T10:00:00+05:00|2024-05-01T10:00:00+05:00|cam2|
"""
        ),
        "observations.csv": rows_of(
            """
observationID|deploymentID|mediaID|eventID|eventStart|eventEnd|observationLevel|observationType|scientificName|count|sex|classificationMethod|observationComments
o1|dep1|md1||2024-03-05T23:30:00+05:00|2024-03-05T23:30:00+05:00|media|animal|Panthera pardus|1|female|human|seen
o2|dep1|md2||2024-03-09T00:15:00+05:00|2024-03-09T00:15:00+05:00|media|animal|Panthera pardus|2||human|
o3|dep2|md3||2024-03-12T03:00:00+05:00|2024-03-12T03:00:00+05:00|media|animal|Panthera uncia|1|male|human|by the rock
o4|dep2|md4||2024-04-02T03:00:00+05:00|2024-04-02T03:00:00+05:00|media|animal|Panthera uncia|1||human|
"""
        ),
    },
    "observations.csv",
    {"id": "observationID", "name": "scientificName", "start": "eventStart", "count": "count",
     "text": "observationComments"},
)  # fmt: skip
CAMTRAP_PLACES = Sample(
    "camtrap-dp",
    CAMTRAP.files,
    "deployments.csv",
    {"id": "deploymentID", "start": "deploymentStart", "latitude": "latitude",
     "longitude": "longitude", "text": "deploymentComments",
     "uncertainty": "coordinateUncertainty"},
)  # fmt: skip
DARWIN_CORE = Sample(
    "darwin-core",
    {
        "occurrence.txt": rows_of(
            """
gbifID|datasetKey|occurrenceID|scientificName|taxonKey|basisOfRecord|occurrenceStatus|eventDate|decimalLatitude|decimalLongitude|coordinateUncertaintyInMeters|locality|individualCount
1|k|o1|Panthera pardus|1|HUMAN_OBSERVATION|PRESENT|2019-05-03|39.5|54.5|30|Ridge|1
2|k|o2|Panthera uncia|2|HUMAN_OBSERVATION|PRESENT|2019-05-14|39.2|56.1|30|Old hut|2
3|k|o3|Panthera uncia|2|HUMAN_OBSERVATION|PRESENT|2019-06-20|39.2|56.2|30||1
4|k|o4|Panthera uncia|2|HUMAN_OBSERVATION|PRESENT|2019-06-28|39.3|56.2|30|Pass|
"""
        )
    },
    "occurrence.txt",
    {"id": "occurrenceID", "name": "scientificName", "start": "eventDate",
     "latitude": "decimalLatitude", "longitude": "decimalLongitude", "count": "individualCount",
     "status": "occurrenceStatus", "text": "locality",
     "uncertainty": "coordinateUncertaintyInMeters"},
    delimiter="\t",
)  # fmt: skip
WILDLIFE_INSIGHTS = Sample(
    "wildlife-insights",
    {
        "deployments.csv": rows_of(
            """
project_id|deployment_id|placename|longitude|latitude|start_date|end_date|feature_type|camera_id|camera_functioning|subproject_name
2001|d1|Spring|54.5|39.5|2022-03-01 00:00:00|2022-05-01 00:00:00|None|c1|Camera Functioning|
2001|d2|Gorge|56.1|39.2|2022-03-01 00:00:00|2022-05-01 00:00:00|None|c2|Camera Functioning|
"""
        ),
        "images.csv": rows_of(
            """
project_id|deployment_id|image_id|filename|location|is_blank|identified_by|wi_taxon_id|class|order|family|genus|species|common_name|timestamp|number_of_objects|license
2001|d1|img-1|1.JPG|gs://x/1.jpg|0|A. Person|uuid|Mammalia|Carnivora|Felidae|Panthera|pardus|Leopard|2022-03-05 23:10:00|1|CC-BY
2001|d1|img-2|2.JPG|gs://x/2.jpg|0|A. Person|uuid|Mammalia|Carnivora|Felidae|Panthera|pardus|Leopard|2022-03-09 23:10:00|1|CC-BY
2001|d2|img-3|3.JPG|gs://x/3.jpg|0|A. Person|uuid|Mammalia|Carnivora|Felidae|Panthera|uncia|Snow Leopard|2022-03-15 04:10:00|2|CC-BY
2001|d2|img-4|4.JPG|gs://x/4.jpg|0|A. Person|uuid|Mammalia|Carnivora|Felidae|Panthera|uncia|Snow Leopard|2022-04-21 04:10:00|1|CC-BY
"""
        ),
    },
    "images.csv",
    {"id": "image_id", "name": "species", "start": "timestamp", "count": "number_of_objects",
     "text": "filename"},
)  # fmt: skip
SMART = Sample(
    "smart",
    {
        "query.csv": rows_of(
            """
Conservation Area ID|Patrol ID|Waypoint ID|Waypoint Date|Waypoint Time|X|Y|Observation Category 0|Observation Category 1|Predator Species|Livestock Type|Number Killed
TM1|P1|1|2024-07-23|15:04:05|54.5|39.5|Human-Wildlife Conflict|Livestock killed|Leopard|sheep|5
TM1|P1|2|2024-07-24|15:04:05|54.6|39.5|Human-Wildlife Conflict|Livestock killed|Leopard|goats|2
TM1|P2|3|2024-08-12|09:04:05|54.6|39.6|Human-Wildlife Conflict|Livestock killed|Snow leopard|sheep|1
TM1|P2|4|2024-08-13|09:04:05|54.6|39.6|Human-Wildlife Conflict|Livestock killed|Leopard|sheep|1
"""
        )
    },
    "query.csv",
    {"id": "Waypoint ID", "name": "Predator Species", "start": "Waypoint Date", "latitude": "Y",
     "longitude": "X", "losses": "Number Killed"},
    answers={
        "incident:smart:Human-Wildlife Conflict / Livestock killed": "livestock depredation",
        "attribute:smart:species": "Predator Species",
        "attribute:smart:livestock_type": "Livestock Type",
        "attribute:smart:livestock_killed": "Number Killed",
        "attribute:smart:livestock_injured": "",
        "species:Leopard": "Panthera pardus tulliana",
        "species:Snow leopard": "Panthera uncia",
        "verification:smart": "probable",
    },
)  # fmt: skip
EARTHRANGER = Sample(
    "earthranger",
    {
        "events.csv": rows_of(
            """
Report_Type|Report_Type_Internal_Value|Report_Id|Title|Priority|Report_Status|Reported_At_(GMT+6:00)|Latitude|Longitude|Notes|Collection_Report_IDs|CUSTOM_FIELDS_BEGIN_HERE|Species|Livestock_Type|Number_Killed
Livestock Predation|livestock_predation|102|a|Red|Active|2024-07-23 14:00|39.5|54.5|||---|Leopard|sheep|4
Livestock Predation|livestock_predation|103|b|Red|Active|2024-07-25 15:00|39.5|54.6|||---|Leopard|goats|1
Livestock Predation|livestock_predation|104|c|Red|Active|2024-07-31 23:30|39.6|54.6|||---|Leopard|sheep|2
"""
        )
    },
    "events.csv",
    {"id": "Report_Id", "name": "Species", "start": "Reported_At_(GMT+6:00)",
     "latitude": "Latitude", "longitude": "Longitude", "losses": "Number_Killed", "text": "Notes"},
    answers={
        "incident:earthranger:Livestock Predation": "livestock depredation",
        "attribute:earthranger:species": "Species",
        "attribute:earthranger:livestock_type": "Livestock_Type",
        "attribute:earthranger:livestock_killed": "Number_Killed",
        "attribute:earthranger:livestock_injured": "",
        "species:Leopard": "Panthera pardus tulliana",
        "verification:earthranger": "probable",
    },
)  # fmt: skip
CAMERA_SERVER = Sample(
    "camera-server",
    {
        "observations.csv": rows_of(
            """
image_uuid|filename|datetime|camera_id|site_id|site_name|latitude|longitude|species|scientific_name|count|max_confidence|classification_method|is_verified
a1|1.JPG|2025-03-03T02:10:00+05:00|c7|g1|Spring|39.5|54.5|leopard|Panthera pardus|1||human|TRUE
a2|2.JPG|2025-03-05T02:11:00+05:00|c7|g1|Spring|39.5|54.5|leopard|Panthera pardus|1||human|TRUE
a3|3.JPG|2025-03-12T20:40:00+05:00|c8|g2|Gorge|39.2|56.1|snow leopard|Panthera uncia|2||human|TRUE
a4|4.JPG|2025-04-02T20:40:00+05:00|c8|g2|Gorge|39.2|56.1|snow leopard|Panthera uncia|1||human|TRUE
"""
        )
    },
    "observations.csv",
    {"id": "image_uuid", "name": "scientific_name", "start": "datetime", "latitude": "latitude",
     "longitude": "longitude", "count": "count", "text": "filename"},
    answers={"recorded_by:camera-server": "ours"},
)  # fmt: skip
OURS = Sample(
    "",
    {
        "detections.csv": rows_of(
            """
observation_id|scientific_name|area_id|latitude|longitude|event_start|date_precision|count|count_unit|source|summary
d1|Panthera pardus tulliana|ridge|39.5|54.5|2024-03-05|day|1|individuals|Field book|tracks
d2|Panthera pardus tulliana|ridge|39.6|54.5|2024-03-09|day|2|individuals|Field book|
d3|Panthera uncia|valley|39.2|56.1|2024-03-25|day|1|individuals|Field book|scat
d4|Panthera uncia|valley|39.2|56.2|2024-04-02|day|1|individuals|Field book|
"""
        )
    },
    "detections.csv",
    {"id": "observation_id", "name": "scientific_name", "start": "event_start",
     "latitude": "latitude", "longitude": "longitude", "count": "count", "text": "summary"},
)  # fmt: skip

SAMPLES: dict[str, Sample] = {
    "Camtrap DP, observations": CAMTRAP,
    "Camtrap DP, deployments": CAMTRAP_PLACES,
    "Darwin Core": DARWIN_CORE,
    "Wildlife Insights": WILDLIFE_INSIGHTS,
    "SMART": SMART,
    "EarthRanger": EARTHRANGER,
    "camera server": CAMERA_SERVER,
    "camtrapR": CAMTRAPR,
    "Camelot": CAMELOT,
    "Timelapse": TIMELAPSE,
    "AddaxAI": ADDAXAI,
    "iNaturalist": INATURALIST,
    "a form (ODK)": ODK,
    "a field season": SEASON,
    "our own table": OURS,
}
