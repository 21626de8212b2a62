"""What is said beside a claim that rows which were refused may belong to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from impact.changes.made_without import made_without, refused_rows
from impact.changes.submit import bring_in, checked, read_files
from tests.changes.test_submission import TEXT, TODAY, base, detection, sent  # noqa: F401


@pytest.fixture
def refused(base):  # noqa: F811
    new = [
        detection("a", event_start="2024-03-06", event_end=""),
        detection("b", event_start="never", event_end=""),
    ]
    reading = read_files(sent(detections=new), {}, base)
    change = bring_in(base, TEXT, reading.texts, {}, today=TODAY)
    return refused_rows(reading, checked(reading, change.prepared).accounts)


@pytest.mark.parametrize(
    ("kind", "said"), [("detections", 1), ("first_record", 1), ("conflict_incidents", 0)]
)
def test_a_claim_says_which_refused_rows_may_belong_to_it(refused, kind: str, said: int):
    assert refused == {"detections": {"detections.csv": 1}}
    sentences = made_without(SimpleNamespace(kind=kind), refused)
    assert len(sentences) == said
    assert all("detections.csv that were refused (1)" in one for one in sentences)
