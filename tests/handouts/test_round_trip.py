"""What goes out of a random survey comes in again and gives the same claims."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.bulk.package import package_of
from impact.bulk.running import Settings, count_survey
from impact.changes.merge import Way
from impact.changes.prepare import prepare
from impact.checking.checks import check_tables
from impact.claims import answer_all
from impact.disclosure import for_audience
from impact.formats.common.known import Known, known_to
from impact.formats.receiving import receive
from impact.handouts.camtrap_dp import camtrap_dp
from impact.handouts.darwin_core import darwin_core
from impact.model.errors import HandoutError
from impact.model.programme import Audience
from impact.reading.choices import ALL_FILES, Choices
from impact.versions.version import make_version
from tests.handouts.opened import WORDS
from tests.independent.program import read_survey
from tests.independent.surveys import random_survey

pytestmark = pytest.mark.hypothesis
SEEDS = st.integers(min_value=0, max_value=2**32)
STAFF = Audience(id="staff", name={"en": "Staff"}, records="exact", delay_days=0)


def _version(seed: int):
    """A survey whose clocks, where somebody wrote their offset, are those of its country."""
    programme, records = read_survey(random_survey(seed))
    audiences = [*programme.audiences, STAFF]
    rows = records.detections
    offset = rows["utc_offset"].astype("str")
    offset = offset.where(offset.isna(), "+05:00").astype("category")
    records = records.with_tables(detections=rows.assign(utc_offset=offset))
    # Two claims of four: whether others are kept shows in these.
    changed = {"audiences": audiences, "indicators": programme.indicators[1:3]}
    return make_version(programme.model_copy(update=changed), records, {})


def _with_what_no_package_holds(again, before):
    """What came in again, beside what the format has no place for: that stays as it was."""
    tables = {}
    cameras = again.deployments["deployment_id"].astype("str")
    for name in ("deployments", "failures", "detections"):
        old, new = before.table(name), again.table(name)
        others = old[~old["deployment_id"].astype("str").isin(cameras)]
        whole = pd.concat([new, others], ignore_index=True)
        tables[name] = whole.astype(dict.fromkeys(old.select_dtypes("category"), "category"))
    return before.with_tables(**tables)


def _sent_again(export, version):
    """An export as it comes in again, every clock confirmed."""
    content = export(for_audience(version, "staff"), WORDS)
    known = known_to(version.programme, version.records)
    known = Known(known.species, known.common_names, known.areas, {})
    answers: dict[str, str] = {}
    for _ in range(2):
        received = receive([("out.zip", content)], {ALL_FILES: Choices(answers=answers)}, known)
        answers |= {q.id: "keep" for _, q in received.questions if q.id.startswith("clock:")}
        assert [q.id for _, q in received.questions if not q.optional] == []
    return received


def _said(claims):
    return [
        (c.id, c.value, c.baseline, c.ratio, c.verdict,
         c.effort and (c.effort.current, c.effort.baseline))
        for c in claims
    ]  # fmt: skip


def _as_it_came_in(export, version):
    """The records of an export that came in again; none where there was nothing to export."""
    try:
        received = _sent_again(export, version)
    except HandoutError:
        return None
    programme, before = version.programme, version.records
    again, _ = check_tables(received.texts, programme=programme, reference=before)
    whole = _with_what_no_package_holds(again, version.records)
    assert _said(answer_all(whole, version.programme)) == _said(version.claims)
    return again


def _counted(view, words) -> bytes:
    """A package counted to its events, and these as a package."""
    minutes = view.programme.events.threshold_minutes
    with TemporaryDirectory() as folder, zipfile.ZipFile(BytesIO(camtrap_dp(view, words))) as book:
        book.extractall(folder)
        paths = sorted(Path(folder).glob("*.csv"))
        survey = count_survey(paths, Settings(minutes, "previous", dt.date(2100, 1, 1)))
    return package_of(survey.events, survey.stays, survey.failures)


def _kept_by_a_count(seed: int) -> None:
    _as_it_came_in(_counted, _version(seed))


def _kept_by_a_package(seed: int) -> None:
    version = _version(seed)
    again = _as_it_came_in(camtrap_dp, version)
    if again is None:
        return
    was, now = (
        one.detections.set_index("observation_id")[["event_start", "utc_offset"]].astype("str")
        for one in (version.records, again)
    )
    assert now.equals(was[~was.index.duplicated()].reindex(now.index))


def _kept_by_an_archive(seed: int) -> None:
    """The archive holds no cameras: merged with them, its records say what they said."""
    version = _version(seed)
    try:
        received = _sent_again(darwin_core, version)
    except HandoutError:
        return
    ways = dict.fromkeys(received.texts, Way.REPLACE_ROWS)
    prepared = prepare(version.programme, version.records, received.texts, ways)
    assert set(prepared.differences) == {"detections"}
    claims = answer_all(prepared.records, version.programme)
    assert _said(claims) == _said(version.claims)


@pytest.mark.parametrize("kept", [_kept_by_a_package, _kept_by_a_count, _kept_by_an_archive])
@settings(max_examples=2)
@given(seed=SEEDS)
def test_what_goes_out_comes_in_as_the_same_claims(kept, seed):
    kept(seed)


@pytest.mark.long
@pytest.mark.parametrize("kept", [_kept_by_a_package, _kept_by_a_count, _kept_by_an_archive])
@settings(max_examples=40)
@given(seed=SEEDS)
def test_what_goes_out_of_many_surveys_comes_in_as_the_same_claims(kept, seed):
    kept(seed)
