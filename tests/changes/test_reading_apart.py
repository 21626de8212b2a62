"""Files are read in a process of their own: a file that asks too much ends it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest

from impact.changes import apart
from impact.changes.apart import Limits, Readers
from impact.changes.submit import read_files
from impact.checking.folder import read_folder
from impact.reading.choices import Choices

WILDCATS = Path(__file__).parents[2] / "data" / "wildcats"
NAMES = ("detections.csv", "areas.csv")
LIMITED = pytest.mark.skipif(sys.platform != "linux", reason="a matter of the Linux kernel")


@pytest.fixture(scope="module")
def base():
    return read_folder(WILDCATS)


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    return {name: (WILDCATS / name).read_bytes() for name in NAMES} | {"a.png": b"\x89PNG\r\n"}


@pytest.fixture
def readers():
    """``readers(limits)``: some whose processes end with the test."""
    begun: list[Readers] = []

    def start(**limits: int) -> Readers:
        begun.append(Readers(Limits(**limits)))
        return begun[-1]

    yield start
    for one in begun:
        one.end()


def _process(readers: Readers) -> int:
    [process] = readers.idle
    return process.pid


@pytest.mark.parametrize("storage", ["python", "pyarrow"])
def test_what_is_read_apart_is_what_is_read_here(readers, base, contents, storage):
    choices = {"a.png": Choices(), "areas.csv": Choices(table="areas")}
    with pd.option_context("mode.string_storage", storage):
        here, there = read_files(contents, choices, base), readers().read(contents, choices, base)
    assert there.problems == here.problems
    assert there.uploads[0].choices == here.uploads[0].choices
    assert [(name, error.args) for name, error in there.refused] == [
        (name, error.args) for name, error in here.refused
    ]
    assert len(there.refused) == 1
    assert there.originals == here.originals
    for table, text in here.texts.items():
        pd.testing.assert_frame_equal(there.texts[table].frame, text.frame)


def test_one_process_reads_for_all_and_is_ready_before_the_first(readers, base, contents):
    reading = readers()
    reading.prepare()
    first = _process(reading)
    for _ in range(2):
        reading.read(contents, {}, base)
        reading.prepare()
        assert _process(reading) == first


def test_a_process_that_has_gone_is_replaced_by_another(readers, base, contents):
    reading = readers()
    reading.prepare()
    os.kill(_process(reading), signal.SIGTERM)
    reading.idle[0].wait()
    assert reading.read(contents, {}, base).texts


@LIMITED
@pytest.mark.parametrize("limits", [{"seconds": 0}, {"megabytes": 2}], ids=["time", "memory"])
def test_files_that_ask_too_much_are_refused_with_a_sentence_and_the_next_are_read(
    readers, base, contents, limits
):
    rows = contents["detections.csv"].splitlines(keepends=True)
    large = b"".join(rows[:1] + rows[1:] * 1000)
    reading = readers(**limits)
    received = reading.read({"large.csv": large, "b.csv": b"x"}, {}, base)
    assert [problem.file for problem in received.problems] == ["large.csv", "b.csv"]
    assert "took more computing time or memory" in str(received.problems[0].message)
    assert not received.texts
    reading.limits = Limits()
    assert reading.read(contents, {}, base).texts


def test_a_mistake_of_ours_is_no_fault_of_the_file(readers, base, contents, monkeypatch):
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "raise SystemExit(1)"))
    with pytest.raises(RuntimeError, match="The log says why"):
        readers().read(contents, {}, base)


def test_where_the_system_knows_no_limits_files_are_read_without(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)  # as on Windows
    apart.hold_to(Limits(), 1)
