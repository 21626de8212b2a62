"""Where a store lies: a folder, or a bucket. Bytes in, bytes out, nothing half-written."""

from __future__ import annotations

import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from impact.model.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obstore.store import ClientConfig, ObjectStore, RetryConfig

CURE = "Check that it can be reached, has room and may be written to, then try again."
TIMEOUT = timedelta(minutes=5)  # of one request: an original of 200 MB over a slow line
RETRY: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=15)}
READERS = 16
# obstore writes path#1 beside a local file, then links it: a kill in between leaves it there.
_UNFINISHED = re.compile(r"#\d+$")


class Place:
    """A folder or a bucket.

    Parameters
    ----------
    address : str
        A folder, made when it is first written to; or a URL that obstore knows, such as
        ``s3://bucket/prefix``. Keys and endpoint come from the environment (``AWS_…``);
        ``AWS_ALLOW_HTTP=true`` allows an endpoint without TLS.

    Raises
    ------
    StoreError
        The address is of no kind that obstore knows.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.folder = _folder(address)
        if self.folder is None:
            with self._told("opened"):
                _ = self._bucket

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is no such file."""
        store = self._readable()
        if store is None:
            return None
        with self._told("read"):
            try:
                return bytes(store.get(path).bytes())
            except FileNotFoundError:
                return None

    def read_all(self, paths: Iterable[str]) -> list[bytes | None]:
        """The bytes of several files, in their order, read at the same time."""
        with ThreadPoolExecutor(READERS) as pool:
            return list(pool.map(self.read, paths))

    def names(self, folder: str, *, after: str | None = None) -> list[str]:
        """The full names of all files in a folder, in order; only those after a name."""
        store = self._readable()
        if store is None:
            return []
        with self._told("read"):
            if self.folder is not None:
                _is_there(self.folder / folder)  # obstore takes a file for an empty folder
            return sorted(found["path"] for found in store.list(folder, offset=after).collect())

    def create(self, path: str, content: bytes) -> bool:
        """Write a new file at one stroke; False, and nothing written, where there is one."""
        with self._told("written to"):
            try:
                self._writable().put(path, content, mode="create")
            except AlreadyExistsError:
                return False
            self._to_disk(path)
        return True

    def replace(self, path: str, content: bytes) -> None:
        """Write a file at one stroke, in place of what is there and was left beside it."""
        with self._told("written to"):
            self._writable().put(path, content, use_multipart=False)
            self._delete_beside(path)
            self._to_disk(path)

    def delete(self, paths: Iterable[str]) -> None:
        """Delete files, with what an interrupted write left beside them; absent ones too."""
        store = self._readable()
        if store is None:
            return
        for path in paths:
            with self._told("written to"):
                with suppress(FileNotFoundError):  # somebody else was quicker
                    store.delete(path)
                self._delete_beside(path)

    def unfinished(self) -> dict[str, float]:
        """Files that a killed process had begun → when it last wrote, in seconds since 1970."""
        if self.folder is None or not self.folder.is_dir():
            return {}
        found = {}
        for path in self.folder.rglob("*#*"):
            if _UNFINISHED.search(path.name):
                # One that is finished at this moment is gone
                with self._told("read"), suppress(FileNotFoundError):
                    found[path.relative_to(self.folder).as_posix()] = path.stat().st_mtime
        return found

    def delete_unfinished(self, paths: Iterable[str]) -> None:
        """Delete what `unfinished` found."""
        if self.folder is None:
            return
        with self._told("written to"):
            for path in paths:
                (self.folder / path).unlink(missing_ok=True)

    @cached_property
    def _bucket(self) -> ObjectStore:
        allow_http = os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true"
        options: ClientConfig = {"timeout": TIMEOUT, "allow_http": allow_http}
        return from_url(self.address, client_options=options, retry_config=RETRY)

    def _readable(self) -> ObjectStore | None:
        """None for a folder that nobody has written to yet."""
        if self.folder is None:
            return self._bucket
        with self._told("read"):
            return LocalStore(self.folder) if _is_there(self.folder) else None

    def _writable(self) -> ObjectStore:
        return self._bucket if self.folder is None else LocalStore(self.folder, mkdir=True)

    def _delete_beside(self, path: str) -> None:
        if self.folder is not None:
            whole = self.folder / path
            for unfinished in whole.parent.glob(f"{whole.name}#*"):
                if _UNFINISHED.search(unfinished.name):
                    unfinished.unlink(missing_ok=True)

    def _to_disk(self, path: str) -> None:
        """Wait until a file is on the disk: a manifest must not outlive its tables' bytes."""
        if self.folder is None:
            return
        whole = self.folder / path
        for name in (whole, whole.parent) if hasattr(os, "O_DIRECTORY") else (whole,):
            # Windows flushes only what is open for writing
            handle = os.open(name, os.O_RDONLY if name.is_dir() or os.name != "nt" else os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        """What a disk or a network says, as one sentence."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            message = f"The store {self.address} cannot be {done} ({reason.rstrip('. ')})."
            raise StoreError(message, CURE) from error


def _is_there(folder: Path) -> bool:
    """Whether there is such a folder; an error where something else stands there."""
    try:
        is_folder = stat.S_ISDIR(folder.stat().st_mode)
    except FileNotFoundError:
        if folder.is_symlink():  # to a disk that is not mounted: no store that nobody wrote to
            raise
        return False
    if not is_folder:
        raise NotADirectoryError(f"{folder} is a file, not a folder")
    return True


def _folder(address: str) -> Path | None:
    """The folder that an address names; None for a bucket."""
    if address.startswith("file://"):
        return Path(url2pathname(urlsplit(address).path))
    return None if "://" in address else Path(address).expanduser().absolute()
