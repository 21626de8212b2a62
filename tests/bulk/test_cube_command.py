"""``python -m impact cube``: counts worked out by hand, and the same as the dashboard's."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from impact.__main__ import main
from impact.metrics.cube import build_cube
from impact.metrics.first_records import first_records
from tests.folders import folder_of

EXAMPLE = Path(__file__).parents[2] / "data" / "example"
LEOPARD = "Panthera pardus tulliana"

DEPLOYMENTS = """\
deploymentID,locationID,locationName,latitude,longitude,deploymentStart,deploymentEnd
d1,north,North,38.1,57.1,2024-01-01T12:00:00+05:00,2024-02-01T12:00:00+05:00
d2,north,North,38.1,57.1,2024-02-01T12:00:00+05:00,2024-02-11T12:00:00+05:00
d3,,South,38.2,57.2,2024-01-01T00:00:00+05:00,2024-01-03T00:00:00+05:00
d1,north,North,38.1,57.1,2024-03-01T00:00:00+05:00,2024-03-02T00:00:00+05:00
d4,west,West,98.2,57.2,2024-01-01T00:00:00+05:00,2024-01-03T00:00:00+05:00
"""

# The visit of 1 February goes on over the swap of the card: 11:50, 12:10, 12:39 (13:39 by the
# clock at +06:00) and then, after exactly 30 minutes, a second one.
OBSERVATIONS = """\
observationID,deploymentID,eventID,eventStart,eventEnd,observationLevel,observationType,\
cameraSetupType,scientificName,count,classificationMethod,observationComments
o1,d1,,2024-02-01T11:50:00+05:00,2024-02-01T11:50:00+05:00,media,animal,,{cat},1,human,"one, two"
o2,d2,,2024-02-01T12:10:00+0500,2024-02-01T12:10:00+0500,media,animal,,{cat},2,human,
o3,d2,,2024-02-01T13:39:00+06:00,2024-02-01T13:40:00+06:00,media,animal,,{cat},,human,"a
break"
o4,d2,,2024-02-01T13:09:00+05:00,,media,animal,,{cat},1,human,
o5,d2,,2024-02-01T13:09:00+05:00,,media,animal,,{cat},1,human,
o6,d1,,2024-01-10T03:00:00+05:00,,media,animal,,Canis lupus,1,human,
o7,d1,,2024-01-10T03:05:00+05:00,,media,animal,,Canis lupus,1,machine,
o8,d1,,2024-01-11T03:00:00+05:00,,media,animal,setup,{cat},1,human,
o9,d1,,2024-01-11T03:00:00+05:00,,media,blank,,,,human,
o10,d3,e1,2024-01-02T01:00:00+05:00,2024-01-02T01:01:00+05:00,event,animal,,{cat},1,human,
o11,d3,e1,2024-01-02T01:00:00+05:00,2024-01-02T01:01:00+05:00,event,animal,,{cat},2,human,
o12,d3,,2024-01-02T02:00:00+05:00,,media,animal,,{cat},1,human,
o2,d2,,2024-02-05T12:10:00+05:00,,media,animal,,{cat},1,human,
o13,d9,,2024-02-05T12:10:00+05:00,,media,animal,,{cat},1,human,
o14,d2,,2024-02-30T12:10:00+05:00,,media,animal,,{cat},1,human,
o15,d2,,2024-02-05T12:10:00+05:00,2024-02-05T12:00:00+05:00,media,animal,,{cat},1,human,
o16,d2,,2024-02-05T12:10:00+05:00,,media,anmial,,{cat},1,human,
o17,d2,,2024-02-05T12:10:00+05:00,,media,animal,,{cat},some,human,
o18,d2,,2024-02-12T12:10:00+05:00,,media,animal,,{cat},1,human,
o19,d2,,2034-02-12T12:10:00+05:00,,media,animal,,{cat},1,human,
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "dep.csv").write_text(DEPLOYMENTS, encoding="utf-8")
    text = OBSERVATIONS.replace("{cat}", LEOPARD)
    (tmp_path / "obs.csv").write_text(text, encoding="utf-8")
    return [str(tmp_path / "dep.csv"), str(tmp_path / "obs.csv")]


@pytest.fixture
def cubed(tmp_path, capsys):
    def run(files, *more):
        assert main(["cube", *files, "--out", str(tmp_path / "out"), "--json", *more]) == 0
        names = ("events", "effort", "cube", "first_records", "problems")
        tables = {name: pd.read_parquet(tmp_path / "out" / f"{name}.parquet") for name in names}
        return tables, json.loads(capsys.readouterr().out)

    return run


def rows(table, *columns):
    shown = table[list(columns)].astype("str")
    return [tuple(row) for row in shown.itertuples(index=False)]


def test_events_are_those_counted_by_hand(files, cubed):
    tables, said = cubed(files)
    columns = (
        "location_id",
        "deployment_id",
        "scientific_name",
        "start",
        "end",
        "records",
        "count",
    )
    assert list(tables["events"].columns) == ["area_id", *columns]
    assert rows(tables["events"], *columns) == [
        ("d3", "d3", LEOPARD, "2024-01-02 01:00:00", "2024-01-02 01:01:00", "2", "2"),
        ("north", "d1", "Canis lupus", "2024-01-10 03:00:00", "2024-01-10 03:00:00", "1", "1"),
        ("north", "d1", LEOPARD, "2024-02-01 11:50:00", "2024-02-01 13:40:00", "3", "2"),
        ("north", "d2", LEOPARD, "2024-02-01 13:09:00", "2024-02-01 13:09:00", "2", "1"),
        ("north", "d2", LEOPARD, "2024-02-12 12:10:00", "2024-02-12 12:10:00", "1", "1"),
    ]
    assert (said["records"], said["events"], said["errors"], said["warnings"]) == (20, 5, 9, 3)
    assert said["peak_memory_mb"] > 0
    assert said["seconds"] > 0


def test_a_place_outside_every_known_area_has_an_empty_area(files, cubed):
    tables, _ = cubed(files)
    for name in ("events", "effort", "cube", "first_records"):
        assert set(tables[name]["area_id"]) == {""}, name


def test_the_cube_adds_up_events_and_animals_by_month(files, cubed):
    tables, _ = cubed(files)
    columns = ("month", "location_id", "scientific_name", "events", "count")
    assert rows(tables["cube"], *columns) == [
        ("2024-01-01", "d3", LEOPARD, "1", "2"),
        ("2024-01-01", "north", "Canis lupus", "1", "1"),
        ("2024-02-01", "north", LEOPARD, "3", "4"),
    ]


def test_trap_nights_are_split_by_month(files, cubed):
    effort = cubed(files)[0]["effort"]
    assert list(effort.columns) == ["month", "area_id", "location_id", "trap_nights"]
    # d1: 1 January 12:00 to 1 February 12:00; d2: from then to the 11th; d3: two nights.
    assert rows(effort, "month", "location_id", "trap_nights") == [
        ("2024-01-01", "d3", "2.0"),
        ("2024-01-01", "north", "30.5"),
        ("2024-02-01", "north", "10.5"),
    ]


def test_first_records_name_the_record(files, cubed):
    firsts = cubed(files)[0]["first_records"]
    assert rows(firsts, "scientific_name", "observation_id", "start") == [
        ("Canis lupus", "o6", "2024-01-10 03:00:00"),
        (LEOPARD, "o10", "2024-01-02 01:00:00"),
    ]


def test_each_planted_error_is_told_of_with_its_row(files, cubed):
    problems = cubed(files)[0]["problems"]
    assert rows(problems, "file", "row", "value", "rule", "severity") == [
        ("dep.csv", "5", "d1", "deployments.deployment_id.unique", "error"),
        ("dep.csv", "6", "98.2", "deployments.latitude.maximum", "error"),
        ("obs.csv", "8", "", "detections.unverified", "warning"),
        ("obs.csv", "14", "o2", "detections.observation_id.unique", "error"),
        ("obs.csv", "15", "d9", "detections.deployment_id.foreign_key", "error"),
        ("obs.csv", "16", "2024-02-30T12:10:00+05:00", "detections.event_start.type", "error"),
        ("obs.csv", "17", "2024-02-05T12:00:00+05:00", "detections.end_before_start", "error"),
        ("obs.csv", "18", "anmial", "detections.observation_type.enum", "error"),
        ("obs.csv", "19", "some", "detections.count.type", "error"),
        ("obs.csv", "20", "2024-02-12T12:10:00+05:00", "detections.outside_deployment", "warning"),
        ("obs.csv", "21", "2034-02-12T12:10:00+05:00", "detections.in_the_future", "error"),
        ("obs.csv", "21", "2034-02-12T12:10:00+05:00", "detections.outside_deployment", "warning"),
    ]


@pytest.mark.parametrize(
    ("more", "events"),
    [
        (("--gap-minutes", "31"), 4),  # 13:09 is of the same visit now
        (("--gap-minutes", "15"), 7),  # 11:50, 12:10, 12:39, 13:09
        (("--rule", "counted"), 6),  # 11:50, 12:39 (49 minutes later), 13:09
    ],
)
def test_the_gap_and_the_rule_are_obeyed(files, cubed, more, events):
    assert cubed(files, *more)[1]["events"] == events


def test_a_camera_still_out_counts_to_its_last_picture(files, cubed, tmp_path):
    text = DEPLOYMENTS.replace("2024-01-03T00:00:00+05:00\nd1", "\nd1")
    (tmp_path / "dep.csv").write_text(text, encoding="utf-8")
    media = "mediaID,deploymentID,timestamp,filePath,filePublic,fileMediatype\n"
    media += "m1,d3,2024-01-06T00:00:00+05:00,x,false,image/jpeg\n"
    (tmp_path / "media.csv").write_text(media, encoding="utf-8")
    nights = {}
    for more in ([], [str(tmp_path / "media.csv")]):
        effort = cubed([*files, *more])[0]["effort"].set_index("location_id")
        nights[len(more)] = effort.loc["d3", "trap_nights"]
    assert nights == {0: pytest.approx(1 + 2 / 24), 1: 5.0}


def test_our_own_tables_give_the_counts_of_the_dashboard(cubed):
    names = ("deployments", "detections", "failures")
    tables, _ = cubed([str(EXAMPLE / f"{name}.csv") for name in names])
    records = folder_of(EXAMPLE).records
    cube = build_cube(records.detections, records.deployments, records.failures)
    by = ["month", "area_id", "location_id", "scientific_name"]
    ours = tables["cube"].set_index(by)["events"].sort_index()
    theirs = cube.events.astype(dict.fromkeys(by[1:], "str")).set_index(by)["detections"]
    theirs.index = theirs.index.set_levels(theirs.index.levels[0].astype("datetime64[us]"), level=0)
    assert ours.to_dict() == theirs.sort_index().to_dict()
    nights = tables["effort"].set_index(by[:3])["trap_nights"].to_dict()
    assert nights == pytest.approx(cube.effort.set_index(by[:3])["trap_nights"].to_dict())
    located = records.detections
    area = (
        located["area_id"]
        .astype("str")
        .fillna(
            located["deployment_id"]
            .astype("str")
            .map(records.deployments.set_index("deployment_id")["area_id"].astype("str"))
        )
    )
    firsts = first_records(located.assign(area_id=area)).set_index(["area_id", "scientific_name"])
    ours = tables["first_records"].set_index(["area_id", "scientific_name"])["observation_id"]
    assert ours.to_dict() == firsts["observation_id"].astype("str").to_dict()


def test_a_ragged_row_is_told_of_and_the_others_keep_their_numbers(files, cubed):
    path = Path(files[1])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(2, "odd,row\n")
    path.write_text("".join(lines), encoding="utf-8")
    problems = cubed(files)[0]["problems"].query("file == 'obs.csv'")
    assert rows(problems, "row", "rule")[:3] == [
        ("3", "file.ragged_row"),
        ("9", "detections.unverified"),
        ("15", "detections.observation_id.unique"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"a,b\n1,2\n", "x.csv is no table that is known here."),
        ("x.csv", "a,\u0431\n".encode("cp1251"), "x.csv is not a CSV file in UTF-8."),
        ("x.csv", b"", "x.csv is no table"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path, capsys, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert main(["cube", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 1
    assert said in capsys.readouterr().err


def test_deployments_alone_are_not_enough(files, capsys, tmp_path):
    assert main(["cube", files[0], "--out", str(tmp_path / "out")]) == 1
    assert "no observations" in capsys.readouterr().err
