"""The package of Camtrap DP is valid, and comes back as the same claims."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import jsonschema
import pandas as pd
import pytest
import referencing

from impact.checking.checks import check_tables
from impact.disclosure import for_audience
from impact.formats.common.known import Known, known_to
from impact.formats.receiving import receive
from impact.handouts.exports import EXPORTS, export_named
from impact.metrics.cube import build_cube
from impact.versions.version import make_version
from tests.handouts.opened import STANDARDS, WORDS, unzipped


@pytest.fixture(scope="module")
def package(version):
    return export_named("camtrap-dp").make(for_audience(version, "staff"), WORDS)


def test_the_package_holds_to_the_profile_of_camtrap_dp(package):
    descriptor = json.loads(unzipped(package)["datapackage.json"])
    profile = json.loads((STANDARDS / "camtrap-dp-1.0.2/camtrap-dp-profile.json").read_text())
    geojson = Path(frictionless.__file__).parent / "assets/profiles/geojson.json"
    known = {
        "http://json.schemastore.org/geojson.json": json.loads(geojson.read_text()),
        # Frictionless itself holds the package to this one, in the next test.
        "https://frictionlessdata.io/schemas/data-package.json": {},
    }
    draft = referencing.jsonschema.DRAFT4
    pairs = [(uri, draft.create_resource(schema)) for uri, schema in known.items()]
    registry = referencing.Registry().with_resources(pairs)
    check = jsonschema.Draft4Validator(profile, registry=registry)
    assert [error.message for error in check.iter_errors(descriptor)] == []
    broken = {**descriptor, "project": {**descriptor["project"], "samplingDesign": "none"}}
    assert list(check.iter_errors(broken))


def frictionless_errors(files: dict[str, bytes], folder: Path) -> list[str]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    descriptor = json.loads(files["datapackage.json"])
    # The profile is held to above; here the schemas are those on file in place of their address.
    del descriptor["profile"]
    for resource in descriptor["resources"]:
        if isinstance(resource["schema"], str):
            name = resource["schema"].rpartition("/")[2]
            resource["schema"] = json.loads((STANDARDS / "camtrap-dp-1.0.2" / name).read_text())
    found = frictionless.Package.from_descriptor(descriptor, basepath=str(folder))
    report = found.validate()
    return [error.message for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def test_frictionless_finds_no_error_in_the_package(package, tmp_path):
    assert frictionless_errors(unzipped(package), tmp_path) == []


def test_frictionless_would_find_one(package, tmp_path):
    files = unzipped(package)
    files["observations.csv"] = files["observations.csv"].replace(b",animal,", b",beast,", 1)
    assert any("beast" in error for error in frictionless_errors(files, tmp_path))


def events_in(records) -> int:
    cube = build_cube(records.detections, records.deployments, records.failures)
    return int(cube.events["detections"].sum())


def test_a_package_comes_back_as_the_same_claims(version, package):
    known = known_to(version.programme, version.records)
    # The places are not looked up: the package says their areas itself.
    known = Known(known.species, known.common_names, known.areas, {})
    received = receive([("package.zip", package)], known=known)
    assert received.problems == ()
    assert [q.id for _, q in received.questions if not q.optional] == []
    records, problems = check_tables(
        received.texts, programme=version.programme, reference=version.records
    )
    assert [problem for problem in problems if problem.severity == "error"] == []
    # What no camera made is no part of the format, and stays as it was.
    before = version.records.detections
    others = before[before["deployment_id"].isna()]
    whole = pd.concat([records.detections, others], ignore_index=True)
    listed = before.select_dtypes("category").columns
    whole = whole.astype(dict.fromkeys(listed, "category"))
    after = records.with_tables(detections=whole)
    again = make_version(version.programme, after, {"x": "y"})
    # Set-up pictures and a level beside the one that counts are set aside: the events are not.
    assert events_in(after) == events_in(version.records) > 400

    def said(claim):
        effort = claim.effort and (claim.effort.current, claim.effort.baseline)
        return (claim.id, claim.value, claim.baseline, effort, claim.ratio, claim.verdict)

    assert [said(claim) for claim in again.claims] == [said(c) for c in version.claims]
    assert any(claim.kind == "detections" and claim.ratio for claim in version.claims)


def test_the_same_data_gives_the_same_bytes(published):
    view = for_audience(published, "staff")
    for export in EXPORTS:
        if export.id != "camtrap-dp":  # nothing there was recorded by a camera of its own
            assert len({export.make(view, WORDS) for _ in range(2)}) == 1, export.id
