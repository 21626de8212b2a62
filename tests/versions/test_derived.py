"""What was made of a version is kept with it, and is what would be made of its records again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from impact.changes import publishing
from impact.checking.folder import read_folder
from impact.disclosure import for_audience
from impact.model.errors import StoreError
from impact.versions import derived
from impact.versions.opening import version_of
from impact.versions.version import make_version
from impact.wording.claims_json import kept_claims
from tests.versions.sample import NOW

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module", params=["wildcats", "example"])
def data(request) -> Path:
    return DATA / request.param


@pytest.fixture(scope="module")
def version(data):
    found = read_folder(data)
    return make_version(found.programme, found.records, found.hashes)


def same_tables(part, other) -> None:
    for field in dataclasses.fields(part):
        before, after = getattr(part, field.name), getattr(other, field.name)
        # A category that no row has may be forgotten
        options = {"obj": field.name, "check_categorical": False}
        pd.testing.assert_frame_equal(before.reset_index(drop=True), after, **options)


def test_what_was_made_is_kept_to_the_last_value(version):
    cube, summaries, claims = derived.unpack(derived.pack(version), version.programme)
    same_tables(version.cube, cube)
    same_tables(version.summaries, summaries)
    assert claims == version.claims


def test_a_cube_of_before_effort_was_compared_by_day_is_read(version):
    """It had no column of what lies within effort: all of a station with effort in its year."""
    older = version.cube.events.drop(columns="in_effort")
    cube = dataclasses.replace(version.cube, events=older)
    packed = derived.pack(dataclasses.replace(version, cube=cube))
    read, _, claims = derived.unpack(packed, version.programme)
    assert read.events["in_effort"].tolist() == older["detections"].tolist()
    assert claims == version.claims
    assert for_audience(dataclasses.replace(version, cube=read), "public").claims


def test_the_same_version_is_packed_into_the_same_bytes(version):
    assert derived.pack(version) == derived.pack(version)


def test_a_published_version_is_made_again_to_the_same_claims(store, data):
    number = publishing.seed(store, data, now=NOW)
    opened = store.open(number)
    kept = version_of(opened)
    again = version_of(dataclasses.replace(opened, made=None))
    assert opened.made is not None
    assert kept.claims == again.claims
    same_tables(again.summaries, kept.summaries)
    said = [kept_claims(for_audience(one, "staff")) for one in (kept, again)]
    assert said[0] == said[1] == opened.manifest.claims
    assert kept.fingerprint == again.fingerprint


def test_what_another_program_packed_otherwise_is_made_again(store, data, monkeypatch):
    monkeypatch.setattr(derived, "SHAPE", "0")
    number = publishing.seed(store, data, now=NOW)
    monkeypatch.undo()
    opened = store.open(number)
    assert derived.unpack(opened.made, opened.programme) is None
    assert version_of(opened).claims


def test_a_damaged_file_is_a_sentence(version):
    content = derived.pack(version)
    for damaged in (content[:200], b"", content.replace(b"claims.json", b"claims.jsox")):
        with pytest.raises(StoreError, match="damaged"):
            derived.unpack(damaged, version.programme)
