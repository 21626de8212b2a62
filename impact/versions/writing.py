"""The files of a version: written under names never used before, and read back."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import TYPE_CHECKING, Any

from impact.model.errors import StoreError
from impact.model.programme import read_programme
from impact.model.records import Records
from impact.model.schemas import TABLES
from impact.versions.derived import MADE
from impact.versions.entries import PROGRAMME, Manifest, Snapshot, StoredFile, sha256
from impact.versions.figures import FIGURES
from impact.versions.tables import from_parquet, to_parquet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from impact.versions.entries import Original
    from impact.versions.figures import Packed
    from impact.versions.object_store import Place

FOLDER = "files"
_STAMP = "%Y%m%dT%H%M%SZ"


def write_version(
    place: Place,
    programme_text: bytes,
    records: Records,
    originals: Sequence[Original] = (),
    *,
    made: bytes | None = None,
    figures: Packed | None = None,
    base: Manifest | None = None,
    pictures: Mapping[str, bytes | StoredFile] | None = None,
    **about: Any,
) -> Manifest:
    """Write the files of a version or a draft.

    Parameters
    ----------
    made : bytes, optional
        From `impact.versions.derived.pack`.
    figures : Packed, optional
        From `impact.versions.figures.pack`.
    base : Manifest, optional
        The version before: what did not change is not written again.
    pictures : mapping, optional
        Name → a picture, or the file of one that an earlier version has.
    about
        The other fields of the manifest; `published` in UTC.

    Returns
    -------
    Manifest
        Not yet part of the log.
    """
    _refuse_same_names(originals)
    writer = _Writer(place, about["published"], base)
    return Manifest(
        programme=writer.programme(programme_text),
        tables=writer.tables(records),
        originals=writer.originals(originals),
        pictures=writer.pictures(pictures or {}),
        made=writer.made(made),
        **(writer.figures(figures) if figures is not None else {}),
        **about,
    )


def write_figures(place: Place, figures: Packed, *, published: dt.datetime) -> dict[str, Any]:
    """Write what is shown of a version whose other files exist; the fields of its manifest."""
    return _Writer(place, published, None).figures(figures)


class _Writer:
    """Writes files under names that begin with a time, so that a sweep knows how old they are."""

    def __init__(self, place: Place, at: dt.datetime, base: Manifest | None) -> None:
        self._place = place
        self._prefix = f"{FOLDER}/{at:{_STAMP}}-{secrets.token_hex(8)}"
        files = () if base is None else (base.programme, *base.tables.values())
        self._there = {(file.name, file.sha256): file for file in files if file is not None}

    def programme(self, text: bytes) -> StoredFile:
        """Write programme.toml."""
        return self._reused_or_written(PROGRAMME, text, PROGRAMME)

    def tables(self, records: Records) -> dict[str, StoredFile]:
        """Write each table as Parquet."""
        return {
            name: self._reused_or_written(
                name, to_parquet(name, rows), f"{name}.parquet", rows=len(rows)
            )
            for name, rows in records.items()
        }

    def originals(self, originals: Sequence[Original]) -> tuple[StoredFile, ...]:
        """Write the files that came in, as received; their names stand in the manifest alone."""
        return tuple(
            self._written(original.name, original.content, f"original-{position}")
            for position, original in enumerate(originals, start=1)
        )

    def pictures(self, pictures: Mapping[str, bytes | StoredFile]) -> dict[str, StoredFile]:
        """Write each picture that no earlier version has."""
        return {
            name: one
            if isinstance(one, StoredFile)
            else self._written(name, one, f"picture-{position}")
            for position, (name, one) in enumerate(sorted(pictures.items()), start=1)
        }

    def made(self, content: bytes | None) -> StoredFile | None:
        """Write what was made of the records."""
        return None if content is None else self._written(MADE, content, MADE)

    def figures(self, packed: Packed) -> dict[str, Any]:
        """Write what is shown of it, and the older figures in that."""
        return {
            "figures": self._written(FIGURES, packed.shown, FIGURES),
            "older": {
                source: self._written(f"older-{source}.zip", content, f"older-{source}.zip")
                for source, content in packed.older.items()
            },
        }

    def _reused_or_written(
        self, name: str, content: bytes, end: str, *, rows: int | None = None
    ) -> StoredFile:
        there = self._there.get((name, sha256(content)))
        return there or self._written(name, content, end, rows=rows)

    def _written(
        self, name: str, content: bytes, end: str, *, rows: int | None = None
    ) -> StoredFile:
        path = f"{self._prefix}-{end}"
        if not self._place.create(path, content):
            raise StoreError(f"{path} is there already.", "Try again.")
        return StoredFile(
            name=name, path=path, sha256=sha256(content), size=len(content), rows=rows
        )


def _refuse_same_names(originals: Sequence[Original]) -> None:
    names = [original.name for original in originals]
    for name in names:
        if not name or names.count(name) > 1:
            message = f"Two files have the name “{name}”." if name else "A file has no name."
            raise StoreError(message, "Give each file a name of its own.")


def written_at(path: str) -> dt.datetime | None:
    """When the writing of a file's version began, by its name; None for a stranger's file."""
    stamp = path.removeprefix(f"{FOLDER}/").split("-")[0]
    if not re.fullmatch(r"\d{8}T\d{6}Z", stamp, re.ASCII):
        return None
    return dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC)


def read_file(place: Place, file: StoredFile) -> bytes | None:
    """The bytes of a file; None where it is not there, as when its version is withdrawn now.

    Raises
    ------
    StoreError
        It is not what was written.
    """
    content = place.read(file.path)
    if content is not None and sha256(content) != file.sha256:
        raise StoreError(f"{file.path} is damaged.", "Get the store back from a backup.")
    return content


def read_snapshot(place: Place, manifest: Manifest) -> Snapshot | None:
    """A version with its tables; None where a file of it is not there."""
    text = None if manifest.programme is None else read_file(place, manifest.programme)
    named = {name: manifest.tables[name] for name in TABLES if name in manifest.tables}
    contents = {name: read_file(place, file) for name, file in named.items()}
    made = None if manifest.made is None else read_file(place, manifest.made)
    figures = None if manifest.figures is None else read_file(place, manifest.figures)
    gone = (manifest.made is not None and made is None) or (
        manifest.figures is not None and figures is None
    )
    present = {name: content for name, content in contents.items() if content is not None}
    if text is None or gone or len(present) < len(contents):
        return None
    tables = {name: from_parquet(name, content) for name, content in present.items()}
    programme = read_programme(text.decode("utf-8-sig"))
    older = {source: read_file(place, file) for source, file in manifest.older.items()}
    pictures = {name: read_file(place, file) for name, file in manifest.pictures.items()}
    return Snapshot(
        programme,
        text,
        Records.of(**tables),
        manifest,
        made,
        figures,
        # One that is gone went with the version that it came from.
        {source: content for source, content in older.items() if content is not None},
        {name: content for name, content in pictures.items() if content is not None},
    )
