"""The cube reads doubt, absence and review as publishing does."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from impact.bulk.coding import coded, repeats_in
from impact.bulk.reading import read_file
from impact.bulk.running import Settings, count_survey, observations_of
from impact.bulk.stays import stays_of
from tests.formats.sending import SNOW_LEOPARD, only

TODAY = dt.date(2024, 12, 1)
CAMERAS = (
    "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd\n"
    "d1,north,39.5,54.5,2024-01-01T12:00:00+05:00,2024-02-01T12:00:00+05:00\n"
)


def survey(tmp_path, cells, more=()):
    """One sound record, and one that has these cells besides."""
    base = {
        "observationID": "o2",
        "deploymentID": "d1",
        "eventStart": "2024-01-11T03:00:00+05:00",
        "observationLevel": "media",
        "observationType": "animal",
        "scientificName": SNOW_LEOPARD,
        "count": "1",
        "classificationMethod": "human",
    }
    sound = {**base, "observationID": "o1", "eventStart": "2024-01-10T03:00:00+05:00"}
    table = pd.DataFrame([sound, {**base, **cells}]).drop(columns=list(more))
    files = {"deployments.csv": CAMERAS, "observations.csv": table.to_csv(index=False)}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return files, [tmp_path / name for name in files]


def by_cube(paths):
    """The records that may count, and the rules that were broken."""
    read = [read_file(path) for path in paths]
    stays, _ = stays_of(read, TODAY)
    observations = observations_of(read)
    rows, told = coded(observations, stays, repeats_in(observations), TODAY)
    ids = observations.columns["observation_id"].to_pandas()
    counts = (
        rows["sound"]
        & (rows["identification_verification_status"] == "verified")
        & (rows["observation_type"] == "animal")
        & (rows["scientific_name"] == SNOW_LEOPARD)
    )
    return ids[counts.to_numpy()].tolist(), set(told["rule"])


def by_publishing(files):
    rows = only(files).texts["detections"].frame
    return rows.loc[
        rows["identification_verification_status"] == "verified", "observation_id"
    ].tolist()


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"scientificName": f"cf. {SNOW_LEOPARD}"}, "detections.unverified"),
        ({"scientificName": "возможно Panthera uncia"}, "detections.unverified"),
        ({"identificationQualifier": "cf."}, "detections.unverified"),
        ({"identificationQualifier": "мүмкүн"}, "detections.unverified"),
        ({"classificationMethod": "machine"}, "detections.unverified"),
        ({"classificationMethod": ""}, "detections.unverified"),
        ({"classificationMethod": "", "classifiedBy": "MegaDetector 5"}, "detections.unverified"),
        ({"classificationMethod": "", "classifiedBy": "A. Reader"}, None),
        ({"classificationMethod": "machine", "isVerified": "TRUE"}, None),
        ({"occurrenceStatus": "absent"}, "detections.absent"),
        ({"occurrenceStatus": "табылган жок"}, "detections.absent"),
        ({"count": "0"}, "detections.absent"),
        ({"count": "not detected"}, "detections.absent"),
        ({"organismQuantity": "0"}, "detections.absent"),
    ],
)
def test_the_cube_counts_what_publishing_verifies(tmp_path, cells, rule):
    files, paths = survey(tmp_path, cells)
    counted, told = by_cube(paths)
    assert counted == by_publishing(files) == (["o1"] if rule else ["o1", "o2"])
    assert told == ({rule} if rule else set())


def test_a_file_that_never_says_who_identified_makes_no_detection(tmp_path):
    files, paths = survey(tmp_path, {}, more=["classificationMethod"])
    assert by_cube(paths)[0] == by_publishing(files) == []


def test_a_word_of_status_that_is_not_known_is_an_error(tmp_path):
    _, paths = survey(tmp_path, {"occurrenceStatus": "so so"})
    assert by_cube(paths) == (["o1"], {"detections.status_unknown"})


def test_records_of_a_camera_with_an_error_are_in_no_rate_and_no_error_themselves(tmp_path):
    _, paths = survey(tmp_path, {"deploymentID": "d2"})
    late = "d2,south,39.5,54.6,2024-01-01T12:00:00+05:00,4999-02-01T12:00:00+05:00\n"
    paths[0].write_text(CAMERAS + late, encoding="utf-8")
    found = count_survey(paths, Settings(30, "previous", TODAY))
    errors = found.problems.query("severity == 'error'")
    assert errors["file"].unique().tolist() == ["deployments.csv"]
    assert "detections.of_refused_deployment" in set(found.problems["rule"])
    assert len(found.events) == 1
    assert found.records == 2
