"""Files are read in a process of their own, which ends where they are more than it may take on.

A file that somebody has made to be slow or large, or that makes a library fail, then stops nothing
else. The process is started before it is needed, and stays for the next files.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pandas as pd

from impact.changes.submit import ExistingRecords, known_of
from impact.formats.common.known import Known
from impact.formats.receiving import Received, all_refused, receive
from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.choices import Choices

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "impact.changes.apart")
# Their threads would take memory for themselves, and a file is read by one.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
WITHOUT_MEMORY = 75  # the exit status of a process that had none left
STORAGE = "mode.string_storage"


@dataclass(frozen=True)
class Limits:
    """What reading some files may take.

    Attributes
    ----------
    seconds : int
        Of processor time, for each `bytes_at_a_time` that were begun.
    megabytes : int
        Of memory, beside what the process has already.
    """

    seconds: int = 10
    megabytes: int = 1000
    bytes_at_a_time: int = 20_000_000


class _Job(NamedTuple):
    contents: dict[str, bytes]
    choices: dict[str, Choices]
    known: Known
    storage: str
    limits: Limits


class Readers:
    """The processes that read; none is started before the first is asked for."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self.limits = limits
        self.idle: list[subprocess.Popen[bytes]] = []
        self._one_at_a_time = threading.Lock()

    def prepare(self) -> None:
        """See that one is ready, or on its way to be."""
        with self._one_at_a_time:
            if not any(one.poll() is None for one in self.idle):
                self.idle = [_started()]

    def read(
        self,
        contents: Mapping[str, bytes],
        choices: Mapping[str, Choices],
        base: ExistingRecords,
    ) -> Received:
        """What `impact.changes.submit.read_files` reads; all files refused where that ended.

        Raises
        ------
        RuntimeError
            Reading failed by a mistake of ours, which the log tells.
        """
        job = _Job(
            dict(contents), dict(choices), known_of(base), pd.get_option(STORAGE), self.limits
        )
        process = self._taken()
        try:
            received = _answer(process, job)
        except BaseException:
            _end(process)
            raise
        if received is None:
            _end(process)
            self.prepare()
            return all_refused(contents, _too_much(contents))
        with self._one_at_a_time:
            kept = not self.idle
            if kept:
                self.idle.append(process)
        if not kept:
            _end(process)
        return received

    def end(self) -> None:
        """End those that wait."""
        with self._one_at_a_time:
            for one in self.idle:
                _end(one)
            self.idle.clear()

    def _taken(self) -> subprocess.Popen[bytes]:
        with self._one_at_a_time:
            while self.idle:
                process = self.idle.pop()
                if process.poll() is None:
                    return process
        return _started()


def _started() -> subprocess.Popen[bytes]:
    """Begun anew rather than forked or by `multiprocessing`.

    A fork would have the locks of the server's threads, and a module of a page stands where
    `multiprocessing` looks for the program.
    """
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD},
    )


def _answer(process: subprocess.Popen[bytes], job: _Job) -> Received | None:
    """What the process has read; None where it was more than it may take on."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(job, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        return pickle.load(process.stdout)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
        # Ended by the system, for its time, its memory or a fault; or by itself, without memory
        if process.wait() < 0 or process.returncode == WITHOUT_MEMORY:
            return None
        raise RuntimeError("Files could not be read. The log says why.") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):  # what was not yet sent goes with it
                pipe.close()


def _too_much(contents: Mapping[str, bytes]) -> FileError:
    names = ", ".join(contents)
    return FileError(
        Sentence(
            "Reading {names} took more computing time or memory than a file of this size needs.",
            names=names,
        ),
        Sentence(
            "Save the table anew as CSV, or send it in parts. On the command line, python -m "
            "impact check reads it without a limit."
        ),
    )


# ── In the process itself ────────────────────────────────────────────────────────────────
def main() -> None:
    """Read what comes on standard input, until nothing more comes."""
    given = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that prints breaks an answer
    while (answer := _next(given)) is not None:
        answers.write(answer)
        answers.flush()


def _next(given: BinaryIO) -> bytes | None:
    try:
        job: _Job = pickle.load(given)
    except EOFError:
        return None
    pd.set_option(STORAGE, job.storage)
    hold_to(job.limits, sum(map(len, job.contents.values())))
    try:
        received = receive(job.contents.items(), job.choices, job.known)
        return pickle.dumps(received, protocol=pickle.HIGHEST_PROTOCOL)
    except FileError as error:  # a part that was left out is damaged, so its rows are not counted
        return pickle.dumps(all_refused(job.contents, error))


def hold_to(limits: Limits, size: int) -> None:
    """Set what reading may take from now on. Windows has no such limits: there it has none."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    times = max(1, math.ceil(size / limits.bytes_at_a_time))
    seconds = math.ceil(used.ru_utime + used.ru_stime) + limits.seconds * times
    _set_soft(resource.RLIMIT_CPU, seconds)
    _set_soft(resource.RLIMIT_CORE, 0)
    about = Path("/proc/self/statm")  # macOS has none, and holds nobody to this limit either
    if about.exists():
        now = int(about.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _set_soft(resource.RLIMIT_AS, now + limits.megabytes * 1_000_000)


def _set_soft(what: int, most: int) -> None:
    import resource

    _soft, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, hard))


if __name__ == "__main__":
    try:
        main()
    except MemoryError:  # there may be none left for an answer, nor for an orderly end
        os._exit(WITHOUT_MEMORY)
