"""Darwin Core occurrences: a CSV, a download of GBIF, an archive."""

from __future__ import annotations

from impact.checking.cells import type_table
from tests.formats.sending import LEOPARD, SNOW_LEOPARD, only, zipped

HEAD = (
    "gbifID\tdatasetKey\toccurrenceID\tscientificName\tspecies\ttaxonKey\tbasisOfRecord\t"
    "occurrenceStatus\teventDate\tyear\tmonth\tday\tdecimalLatitude\tdecimalLongitude\t"
    "coordinateUncertaintyInMeters\tlocality\tindividualCount\tlocationID\n"
)
# By hand: 8 rows. Taken: 1 (a day), 2 (a year), 3 (two days), 6 (a month, no eventDate) = 4.
# Set aside: 4 absent, 5 fossil, 7 a wolf, 8 the first again.
GBIF = HEAD + "".join(
    [
        "1\tk\to1\tPanthera pardus subsp. saxicolor Pocock, 1927\tPanthera pardus\t1\tHUMAN_OBSERVATION\tPRESENT\t2019-05-03T10:00:00Z\t2019\t5\t3\t39.5\t54.5\t30\tRidge\t1\t\n",
        '2\tk\to2\tUncia uncia (Schreber, 1775)\tPanthera uncia\t2\tHUMAN_OBSERVATION\tPRESENT\t2018\t2018\t\t\t39.2\t56.1\t1000\tGorge "two\t2\t\n',
        "3\tk\to3\tPanthera uncia (Schreber, 1775)\tPanthera uncia\t2\tOBSERVATION\tPRESENT\t2019-05-01/2019-05-10\t2019\t5\t\t39.2\t56.1\t30\t\t\t\n",
        "4\tk\to4\tPanthera uncia (Schreber, 1775)\tPanthera uncia\t2\tHUMAN_OBSERVATION\tABSENT\t2019-05-03\t2019\t5\t3\t39.2\t56.1\t30\t\t0\t\n",
        "5\tk\to5\tPanthera pardus (Linnaeus, 1758)\tPanthera pardus\t2\tFOSSIL_SPECIMEN\tPRESENT\t\t\t\t\t39.2\t56.1\t30\t\t\t\n",
        "6\tk\to6\tPanthera pardus (Linnaeus, 1758)\tPanthera pardus\t2\tMACHINE_OBSERVATION\tPRESENT\t\t2020\t7\t\t39.5\t54.5\t30\t\t1\tst-1\n",
        "7\tk\to7\tCanis lupus Linnaeus, 1758\tCanis lupus\t3\tHUMAN_OBSERVATION\tPRESENT\t2019-05-03\t2019\t5\t3\t39.5\t54.5\t30\t\t\t\n",
        "1\tk\to1\tPanthera pardus subsp. saxicolor Pocock, 1927\tPanthera pardus\t1\tHUMAN_OBSERVATION\tPRESENT\t2019-05-03T10:00:00Z\t2019\t5\t3\t39.5\t54.5\t30\tRidge\t1\t\n",
    ]
)
META = """<?xml version="1.0"?>
<archive xmlns="http://rs.tdwg.org/dwc/text/"><core encoding="utf-8" rowType="http://rs.tdwg.org/dwc/terms/Occurrence">
<files><location>occurrence.txt</location></files></core>
<extension><files><location>verbatim.txt</location></files></extension></archive>"""


def detections(upload):
    return upload.texts["detections"].frame.set_index("observation_id")


def test_a_download_gives_the_rows_that_were_counted_by_hand():
    upload = only({"0001.csv": GBIF})
    assert upload.format == "darwin-core"
    assert upload.account.rows == {"occurrences": 8}
    assert upload.account.taken == {"detections": 4}
    assert upload.account.counts == {
        "absent": 1,
        "other_basis": 1,
        "other_species": 1,
        "repeated": 1,
    }
    names = detections(upload)["scientific_name"].tolist()
    assert names == [LEOPARD, SNOW_LEOPARD, SNOW_LEOPARD, LEOPARD]


def test_a_date_is_as_exact_as_it_was_written():
    rows = detections(only({"0001.csv": GBIF}))
    assert rows["date_precision"].to_dict() == {
        "o1": "day",
        "o2": "year",
        "o3": "range",
        "o6": "month",
    }
    assert rows.loc["o3", ["event_start", "event_end"]].tolist() == ["2019-05-01", "2019-05-10"]
    assert rows.loc["o6", "event_start"] == "2020-07"
    typed = type_table(only({"0001.csv": GBIF}).texts["detections"], "detections")
    assert typed.problems == ()


def test_an_occurrence_is_presence_unless_a_camera_made_it():
    rows = detections(only({"0001.csv": GBIF}))
    assert rows["count_unit"].fillna("").to_dict() == {
        "o1": "individuals",
        "o2": "individuals",
        "o3": "",
        "o6": "",
    }
    assert rows["location_id"].fillna("").to_dict() == {"o1": "", "o2": "", "o3": "", "o6": "st-1"}


def test_the_source_is_the_record_itself_and_the_area_is_where_it_lies():
    rows = detections(only({"0001.csv": GBIF}))
    assert rows.loc["o1", "source"] == "https://www.gbif.org/occurrence/1"
    assert rows["area_id"].tolist() == ["ridge", "valley", "valley", "ridge"]


def test_of_an_archive_only_the_core_is_read():
    archive = zipped({"occurrence.txt": GBIF, "verbatim.txt": GBIF, "meta.xml": META})
    assert only({"dwca.zip": archive}).account.rows == {"occurrences": 8}
    without_meta = zipped({"occurrence.txt": GBIF, "verbatim.txt": GBIF.replace("taxonKey", "x")})
    assert only({"dwca.zip": without_meta}).account.rows == {"occurrences": 8}


def test_a_plain_csv_of_another_publisher_is_read_by_its_terms():
    plain = (
        "basisOfRecord,eventDate,decimalLatitude,decimalLongitude,scientificName,occurrenceID,datasetName\n"
        "HumanObservation,2021-02-03,39.5,54.5,Panthera pardus tulliana,urn:x:1,Winter count\n"
    )
    upload = only({"o.csv": plain})
    assert upload.account.taken == {"detections": 1}
    assert detections(upload)["source"].tolist() == ["Winter count"]


def test_records_of_a_portal_are_others_and_of_any_other_data_set_it_is_asked():
    head = "occurrenceID,scientificName,eventDate,basisOfRecord,datasetName,identifiedBy\n"
    rows = "".join(
        f"{id_},{SNOW_LEOPARD},2024-03-0{n},HumanObservation,{name},A. Reader\n"
        for n, (id_, name) in enumerate(
            [("https://www.inaturalist.org/observations/9", "i"), ("x1", "A"), ("x2", "B")], 1
        )
    )
    question = "recorded_by:darwin-core A"
    upload = only({"o.csv": head + rows}, {question: "others"})
    assert detections(upload)["attribution"].fillna("").tolist() == ["others", "others", ""]
    asked = [q for q in upload.questions if q.id.startswith("recorded_by:")]
    assert [(q.id, q.optional) for q in asked] == [("recorded_by:darwin-core B", True)]
