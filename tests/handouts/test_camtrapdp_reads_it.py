"""The package holds to what camtrapdp, the R package of the format, asks when it reads one.

The rules are those of ``read_camtrapdp``, ``version``, ``taxonomic``, ``update_spatial`` and
``update_temporal`` of https://github.com/inbo/camtrapdp (June 2026), and of ``read_resource`` of
frictionless for R, which it reads tables with: the columns are those of the schema, in its order.
"""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from impact.disclosure import for_audience
from impact.handouts.exports import export_named
from impact.model.errors import HandoutError
from tests.handouts.opened import STANDARDS, WORDS, csv_in, unzipped

READABLE = ("1.0", "1.0.1", "1.0.2")
TABLES = ("deployments", "media", "observations")
TIMES = {"deployments": ("deploymentStart", "deploymentEnd"), "media": ("timestamp",),
         "observations": ("eventStart", "eventEnd")}  # fmt: skip


def broken(files: dict[str, bytes]) -> list[str]:
    """What camtrapdp would stumble over, or would have to correct, in a package."""
    about = json.loads(files["datapackage.json"])
    found = []
    version = re.search(r"camtrap-dp/([0-9A-Za-z.-]+)/", about["profile"])
    if version is None or version[1] not in READABLE:
        return [f"not a version that it reads: {about['profile']}"]
    resources = {one["name"]: one for one in about["resources"]}
    tables = {}
    for name in TABLES:
        if name not in resources:
            found.append(f"no resource {name}")
            continue
        if f"camtrap-dp/{version[1]}/" not in resources[name]["schema"]:
            found.append(f"{name}: the schema is of another version")
        tables[name] = csv_in(files[resources[name]["path"]])
        schema = STANDARDS / "camtrap-dp-1.0.2" / f"{name}-table-schema.json"
        fields = [field["name"] for field in json.loads(schema.read_text())["fields"]]
        if list(tables[name]) != fields:
            found.append(f"{name}: other columns than the schema, or in another order")
        for column in TIMES[name]:
            if not all(map(_is_instant, tables[name][column])):
                found.append(f"{name}: {column} is no instant with an offset")
    if len(tables) == len(TABLES):
        found += _coverage(about, tables)
    return found


def _is_instant(text: str) -> bool:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").tzinfo is not None
    except ValueError:
        return False


def _coverage(about: dict, tables: dict) -> list[str]:
    """It makes the coverage anew from the tables: what stands there has to be the same."""
    found, deployments = [], tables["deployments"]
    names = [taxon["scientificName"] for taxon in about["taxonomic"]]
    if len(set(names)) < len(names):
        found.append("a species is described twice")
    if not set(tables["observations"]["scientificName"]) - {""} <= set(names):
        found.append("a species is not described")
    span = deployments["deploymentStart"].min()[:10], deployments["deploymentEnd"].max()[:10]
    if (about["temporal"]["start"], about["temporal"]["end"]) != span:
        found.append("the time is not that of the deployments")
    corners = [point for ring in about["spatial"]["coordinates"] for point in ring]
    for axis, name in enumerate(("longitude", "latitude")):
        places, given = deployments[name].astype(float), [point[axis] for point in corners]
        if (min(given), max(given)) != (places.min(), places.max()):
            found.append(f"the {name} is not that of the deployments")
    return found


@pytest.fixture(scope="module")
def files(version):
    return unzipped(export_named("camtrap-dp").make(for_audience(version, "staff"), WORDS))


def test_camtrapdp_reads_the_package(files):
    assert broken(files) == []


def test_records_without_a_camera_are_no_package(published):
    with pytest.raises(HandoutError):
        export_named("camtrap-dp").make(for_audience(published, "staff"), WORDS)


@pytest.mark.parametrize(
    ("name", "was", "becomes", "told"),
    [
        ("datapackage.json", b"camtrap-dp/1.0.2/", b"camtrap-dp/0.1.6/", "not a version"),
        ("datapackage.json", b'"observations"', b'"sightings"', "no resource"),
        ("observations.csv", b"mediaID,eventID", b"eventID,mediaID", "order"),
        ("observations.csv", b"+05:00,", b",", "offset"),
        ("deployments.csv", b"2022-", b"1999-", "the time is not"),
        ("observations.csv", b"Panthera pardus tulliana", b"Panthera leo", "not described"),
    ],
)
def test_each_rule_finds_what_breaks_it(files, name, was, becomes, told):
    assert was in files[name]
    changed = {**files, name: files[name].replace(was, becomes)}
    assert any(told in one for one in broken(changed))
