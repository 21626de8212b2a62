"""Samples of programs in which people go through pictures of cameras."""

from __future__ import annotations

from tests.formats.sample import Sample, rows_of

CAMTRAPR = Sample(
    "camtrapr",
    {
        "camtraps.csv": rows_of(
            """
Station|Camera|gps_y|gps_x|Setup_date|Retrieval_date|Problem1_from|Problem1_to
Spring|c1|39.50|54.50|2024-03-01|2024-05-01||
Gorge|c2|39.20|56.10|2024-03-01|2024-05-01|2024-03-20|2024-03-25
"""
        ),
        "recordTable.csv": rows_of(
            """
Station|Camera|Species|DateTimeOriginal|delta.time.secs|Directory|FileName|metadata_count|Individual
Spring|c1|Panthera pardus|2024-03-05 23:30:00|0|x/Spring|1.JPG|1|F1
Spring|c1|Panthera pardus|2024-03-09 00:15:00|262000|x/Spring|2.JPG|2|
Gorge|c2|Panthera uncia|2024-03-12 03:00:00|0|x/Gorge|3.JPG|1|
Gorge|c2|Panthera uncia|2024-04-02 03:00:00|1814400|x/Gorge|4.JPG|1|
"""
        ),
    },
    "recordTable.csv",
    {"id": "FileName", "name": "Species", "start": "DateTimeOriginal", "count": "metadata_count",
     "text": "Directory"},
)  # fmt: skip
CAMELOT = Sample(
    "camelot",
    {
        "full-export.csv": rows_of(
            """
Absolute Path|Trap Station Name|Camelot GPS Latitude|Camelot GPS Longitude|Camera Name|Session Start Date|Session End Date|Date/Time|Genus|Species|Species Common Name|Sighting Quantity|Media Processed Flag|Camera Check Flag|Site Notes
/m/1.jpg|Spring|39.5|54.5|c1|2024-03-01 10:00:00|2024-05-01 10:00:00|2024-03-05 23:30:00|Panthera|pardus|Leopard|1|true|false|by the spring
/m/2.jpg|Spring|39.5|54.5|c1|2024-03-01 10:00:00|2024-05-01 10:00:00|2024-03-09 00:15:00|Panthera|pardus|Leopard|2|true|false|
/m/3.jpg|Gorge|39.2|56.1|c2|2024-03-01 10:00:00|2024-05-01 10:00:00|2024-03-12 03:00:00|Panthera|uncia|Snow leopard|1|true|false|
/m/4.jpg|Gorge|39.2|56.1|c2|2024-03-01 10:00:00|2024-05-01 10:00:00|2024-04-02 03:00:00|Panthera|uncia|Snow leopard|1|true|false|
"""
        )
    },
    "full-export.csv",
    {"id": "Absolute Path", "name": "Species", "start": "Date/Time",
     "latitude": "Camelot GPS Latitude", "longitude": "Camelot GPS Longitude",
     "count": "Sighting Quantity", "text": "Site Notes"},
)  # fmt: skip
TIMELAPSE = Sample(
    "timelapse",
    {
        "TimelapseData.csv": rows_of(
            """
RootFolder|File|RelativePath|DateTime|DeleteFlag|Species|Count|Latitude|Longitude|Comments
Season|1.JPG|Spring_C1|2024-03-05 23:30:00|false|Panthera pardus|1|39.5|54.5|seen
Season|2.JPG|Spring_C1|2024-03-09 00:15:00|false|Panthera pardus|2|39.5|54.5|
Season|3.MP4|Gorge_C2|2024-03-12 03:00:00|false|Panthera uncia|1|39.2|56.1|by the rock
Season|4.JPG|Gorge_C2|2024-04-02 03:00:00|false|Panthera uncia|1|39.2|56.1|
"""
        )
    },
    "TimelapseData.csv",
    {"id": "File", "name": "Species", "start": "DateTime", "latitude": "Latitude",
     "longitude": "Longitude", "count": "Count", "text": "Comments"},
    answers={"recorded_by:timelapse": "ours", "station_in_folder:1": "all"},
)  # fmt: skip
ADDAXAI = Sample(
    "addaxai",
    {
        "results_detections.csv": rows_of(
            """
absolute_path|relative_path|data_type|label|confidence|human_verified|DateTimeOriginal|Latitude|Longitude|Comments
/m|Spring_C1/1.JPG|img|Panthera pardus|0.91|True|2024-03-05 23:30:00|39.5|54.5|seen
/m|Spring_C1/2.JPG|img|Panthera pardus|0.85|True|2024-03-09 00:15:00|39.5|54.5|
/m|Gorge_C2/3.JPG|img|Panthera uncia|0.99|True|2024-03-12 03:00:00|39.2|56.1|by the rock
/m|Gorge_C2/4.JPG|img|Panthera uncia|0.72|True|2024-04-02 03:00:00|39.2|56.1|
"""
        )
    },
    "results_detections.csv",
    {"id": "relative_path", "name": "label", "start": "DateTimeOriginal", "latitude": "Latitude",
     "longitude": "Longitude", "text": "Comments"},
    answers={"recorded_by:addaxai": "ours", "station_in_folder:1": "all"},
)  # fmt: skip
