"""What was made of a version is kept with it, and is what would be made of its records again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from impact.disclosure import for_audience
from impact.model.errors import StoreError
from impact.versions import derived
from impact.versions.opening import version_of as opened_version
from impact.wording.claims_json import kept_claims
from tests.folders import EXAMPLE, WILDCATS, seeded, version_of


@pytest.fixture(scope="module", params=[WILDCATS, EXAMPLE], ids=["wildcats", "example"])
def data(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def version(data):
    return version_of(data)


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


def test_a_published_version_is_made_again_to_the_same_claims(address, data):
    opened = seeded(data, address).open(1)
    kept = opened_version(opened)
    again = opened_version(dataclasses.replace(opened, made=None))
    assert opened.made is not None
    assert kept.claims == again.claims
    same_tables(again.summaries, kept.summaries)
    said = [kept_claims(for_audience(one, "staff")) for one in (kept, again)]
    # The store alone knows since when a question stands so.
    stored = [{k: v for k, v in one.items() if k != "asked_on"} for one in opened.manifest.claims]
    assert said[0] == said[1] == stored
    assert kept.fingerprint == again.fingerprint


def test_what_another_program_packed_otherwise_is_made_again(address, data, monkeypatch):
    opened = seeded(data, address).open(1)
    assert derived.unpack(opened.made, opened.programme) is not None
    monkeypatch.setattr(derived, "SHAPE", "of another program")
    assert derived.unpack(opened.made, opened.programme) is None
    assert opened_version(opened).claims


def test_a_damaged_file_is_a_sentence(version):
    content = derived.pack(version)
    for damaged in (content[:200], b"", content.replace(b"claims.json", b"claims.jsox")):
        with pytest.raises(StoreError, match="damaged"):
            derived.unpack(damaged, version.programme)
