"""Which version is shown now: one look into the store for all sessions of this server.

Only `view`, `following` and `versions` read this. What can be seen of a version goes through
disclosure.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from impact.disclosure import View, for_audience
from impact.model.errors import ImpactError
from impact.versions import Snapshot, Store
from impact.versions.opening import version_of
from impact.versions.version import under_rules_of
from pages.shared.cache import forget_caches

ROOT = Path(__file__).parent.parent.parent
LOOKS_EVERY = 0.25  # seconds; one listing of a folder
LOOKS_AT_A_BUCKET = 1.0  # the same, where each listing is paid for
IN_TROUBLE = 5.0  # the same, while the store cannot be read
LONGEST_RUN = 10.0  # of a page, which may put what it had begun into a cache again

logger = logging.getLogger("impact.versions")


@dataclass(frozen=True)
class Published:
    """What the dashboard shows.

    Attributes
    ----------
    top : int
        The newest entry of the store's log that was seen; 0 where nothing was ever published:
        then the data folder is shown.
    number : int or None
        The version shown; None where all are withdrawn.
    view : View or None
        What the public may see of it.
    problem : ImpactError or None
        Why nothing newer can be shown.
    """

    top: int
    number: int | None = None
    view: View | None = None
    problem: ImpactError | None = None

    @property
    def key(self) -> tuple:
        """Changes when something else is published, or anything is withdrawn."""
        return self.top, self.number


class StoreWatcher:
    """Looks for the newest version at most four times a second, whoever asks.

    A new version is shown once it has been opened; until then, and where that fails, the last
    good one is. A look never makes two sessions wait for each other but for the very first.
    """

    def __init__(self, address: str) -> None:
        self.store = Store.at(address)
        self._in_a_folder = "://" not in address or address.startswith("file://")
        self._looking = threading.Lock()
        self._shown: Published | None = None
        self._failure: ImpactError | None = None
        self._next_look = self._forget_at = 0.0

    def look(self) -> Published:
        """What is shown now. What was made of other views is dropped when that changes.

        Raises
        ------
        ImpactError
            The store could never be read since the server was started.
        """
        first = self._shown is None
        if time.monotonic() >= self._next_look and self._looking.acquire(blocking=first):
            try:
                if time.monotonic() >= self._next_look:
                    self._look()
            finally:
                self._looking.release()
        if self._shown is None:
            raise self._failure
        return self._shown

    def seen(self) -> Published | None:
        """What was shown at the last look; None where it is time to look again."""
        fresh = time.monotonic() < self._next_look or self._looking.locked()
        return self._shown if fresh else None

    def look_again(self) -> None:
        """Look at once when somebody asks next, as after a publish."""
        self._next_look = 0.0

    def _look(self) -> None:
        before = self._shown
        try:
            self._shown, self._failure = self._found(before), None
        except ImpactError as error:
            if str(error) != str(self._failure):
                logger.log(logging.ERROR, "The store is not shown as it is now. %s", error)
            self._failure = error
            self._shown = before and replace(before, problem=error)
        now, every = time.monotonic(), LOOKS_EVERY if self._in_a_folder else LOOKS_AT_A_BUCKET
        self._next_look = now + (IN_TROUBLE if self._failure else every)
        changed = before is not None and self._shown.key != before.key
        if changed or 0 < self._forget_at <= now:
            again = changed and not _only_added(before, self._shown)
            self._forget_at = now + LONGEST_RUN if again else 0.0
            forget_caches()

    def _found(self, before: Published | None) -> Published:
        top = self.store.top()
        number = self.store.latest()
        if before is not None and before.key == (top, number):
            return replace(before, problem=None)
        if number is None:
            return Published(top)
        return Published(top, number, for_audience(version_of(self.store.open(number)), "public"))


def _only_added(before: Published, now: Published) -> bool:
    """Whether one version was published and nothing withdrawn: nothing has to be gone."""
    return now.number == now.top == before.top + 1


def data_folder() -> Path:
    """The folder that is served until something is published: $IMPACT_DATA, else our own."""
    return ROOT / (os.environ.get("IMPACT_DATA") or "data/wildcats")


def address() -> str:
    """Where versions are kept: $IMPACT_STORE, else a folder of the data set's name in store/."""
    chosen = os.environ.get("IMPACT_STORE")
    if not chosen:
        return str(ROOT / "store" / data_folder().name)
    return chosen if "://" in chosen else str(ROOT / Path(chosen).expanduser())


def now() -> Published:
    """What is published at this moment.

    Raises
    ------
    ImpactError
        The store could never be read since the server was started.
    """
    return _watcher().look()


def seen() -> Published | None:
    """The same without a look into the store; None where it is time for one."""
    return _watcher().seen()


def store() -> Store:
    """The store that this server shows."""
    return _watcher().store


def changed() -> None:
    """Drop all that was made of any version, and look into the store at once."""
    forget_caches()
    _watcher().look_again()


def _watcher() -> StoreWatcher:
    return _watcher_of(address())


@lru_cache(maxsize=8)
def _watcher_of(where: str) -> StoreWatcher:
    """The one watcher of a store, for all sessions of this server."""
    return StoreWatcher(where)


def signature(folder: Path) -> str:
    """Changes whenever a file of the folder does."""
    stats = []
    for place in (folder, folder / "media"):
        if place.is_dir():
            with os.scandir(place) as files:  # asked for by each run of each page
                stats += [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files]
    return hashlib.sha256(repr(sorted(stats)).encode()).hexdigest()


def view_of(snapshot: Snapshot, today: Published, audience: str) -> View:
    """What an audience may see of any version or draft, under the rules of today."""
    version = version_of(snapshot)
    if today.view is not None:
        version = under_rules_of(version, today.view.programme)
    return for_audience(version, audience)
