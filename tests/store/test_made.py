"""What was made of a version is kept with it, and is what would be made of its records again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from impact import keeping
from impact.disclosure import for_audience
from impact.errors import StoreError
from impact.handouts.claims_json import kept_claims
from impact.intake.folder import read_folder
from impact.publishing import make_version
from impact.store import made
from impact.store.versions import version_of
from tests.store.sample import NOW

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
    cube, summaries, claims = made.unpack(made.pack(version), version.programme)
    same_tables(version.cube, cube)
    same_tables(version.summaries, summaries)
    assert claims == version.claims


def test_the_same_version_is_packed_into_the_same_bytes(version):
    assert made.pack(version) == made.pack(version)


def test_a_published_version_is_made_again_to_the_same_claims(store, data):
    number = keeping.seed(store, data, now=NOW)
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
    monkeypatch.setattr(made, "SHAPE", "0")
    number = keeping.seed(store, data, now=NOW)
    monkeypatch.undo()
    opened = store.open(number)
    assert made.unpack(opened.made, opened.programme) is None
    assert version_of(opened).claims


def test_a_damaged_file_is_a_sentence(version):
    content = made.pack(version)
    for damaged in (content[:200], b"", content.replace(b"claims.json", b"claims.jsox")):
        with pytest.raises(StoreError, match="damaged"):
            made.unpack(damaged, version.programme)
