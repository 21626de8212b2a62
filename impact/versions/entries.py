"""What stands in the log of a store: versions, and withdrawals of versions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from impact.model.errors import StoreError

if TYPE_CHECKING:
    from impact.model.programme import Programme
    from impact.model.records import Records

FORMAT = 4
PROGRAMME = "programme.toml"


class Reason(StrEnum):
    """Why a claim reads otherwise than in the version before, as readers are told."""

    NEW_DATA = "new_data"
    METHOD_CHANGED = "method_changed"
    MISTAKE_CORRECTED = "mistake_corrected"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoredFile(_Part):
    """A file of a version. `rows` is None for what is no table."""

    name: str  # of its table, or as it was received
    path: str
    sha256: str
    size: int  # bytes
    rows: int | None = None


class Withdrawn(_Part):
    """Who withdrew a version, when and why; `number` is that of the withdrawal in the log."""

    number: int
    at: AwareDatetime
    author: str
    reason: str


class Manifest(_Part):
    """One version: who published it, when, with what note, and the files of it.

    `number` is None for a draft. Of a withdrawn version only its number, time and author are
    left, and `withdrawn`.
    """

    kind: Literal["version"] = "version"
    format: int = FORMAT
    id: str = Field(default_factory=lambda: secrets.token_hex(16))
    number: int | None
    published: AwareDatetime
    author: str
    note: str = ""
    programme: StoredFile | None = None
    tables: dict[str, StoredFile] = {}
    originals: tuple[StoredFile, ...] = ()
    made: StoredFile | None = None  # cube, summaries and claims, as of `impact.versions.derived`
    figures: StoredFile | None = None  # what each audience is shown: `impact.versions.figures`
    older: dict[int, StoredFile] = {}  # by version, the figures of it that still stand in this one
    pictures: dict[str, StoredFile] = {}  # photographs and logos that the programme names
    claims: list[dict[str, JsonValue]] = []  # as they were computed when it was published
    restored_from: int | None = None
    undoes: int | None = None  # the version whose change is taken back
    reason: Reason | None = None  # only where a claim reads otherwise than in the version before
    withdrawn: Withdrawn | None = None

    @property
    def log_number(self) -> int:
        """The number of a version; a draft has none."""
        if self.number is None:
            raise StoreError("A draft has no number.", "Publish it first.")
        return self.number

    @property
    def files(self) -> list[StoredFile]:
        """The programme, the tables, the originals, the pictures and what was made of them.

        Those of `older` are not among them: they go when the version that they come from is
        withdrawn.
        """
        parts = (self.programme, self.made, self.figures)
        single = [file for file in parts if file is not None]
        return [*single, *self.tables.values(), *self.originals, *self.pictures.values()]

    def again(self, **about: Any) -> Manifest:
        """A version with the same tables and what was made of them; its originals stay here."""
        same = ("programme", "tables", "pictures", "made", "figures", "older", "claims")
        return Manifest(**{name: getattr(self, name) for name in same} | about)

    @property
    def all_files(self) -> list[StoredFile]:
        """The same with the older figures that still stand in it."""
        return [*self.files, *self.older.values()]

    @property
    def hashes(self) -> dict[str, str]:
        """Name → SHA-256 of the programme and each table, as `make_version` asks for them."""
        named = {} if self.programme is None else {PROGRAMME: self.programme.sha256}
        return named | {name: table.sha256 for name, table in self.tables.items()}


class Gone(_Part):
    """What is left of a withdrawn version."""

    number: int
    published: AwareDatetime
    author: str


class Withdrawal(_Part):
    """The withdrawal of some versions; `files` are deleted with them."""

    kind: Literal["withdrawal"] = "withdrawal"
    format: int = FORMAT
    id: str = Field(default_factory=lambda: secrets.token_hex(16))
    number: int
    at: AwareDatetime
    author: str
    reason: str
    versions: tuple[Gone, ...]
    files: tuple[str, ...]

    @property
    def log_number(self) -> int:
        """Its number in the log."""
        return self.number

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the versions withdrawn."""
        return frozenset(gone.number for gone in self.versions)

    def tombstones(self) -> list[Manifest]:
        """What stands in the log in place of each version withdrawn: no word of its content."""
        why = Withdrawn(number=self.number, at=self.at, author=self.author, reason=self.reason)
        return [
            Manifest(
                id=f"{self.id}-{gone.number}",
                number=gone.number,
                published=gone.published,
                author=gone.author,
                withdrawn=why,
            )
            for gone in self.versions
        ]


class Draft(_Part):
    """A rehearsal. `after` is the newest entry of the log when it was begun."""

    format: int = FORMAT
    after: int
    manifest: Manifest


Entry = Manifest | Withdrawal
Stored = TypeVar("Stored")
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="kind")])
_DRAFT = TypeAdapter(Draft)


@dataclass(frozen=True)
class Original:
    """A file as it was received."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Snapshot:
    """A version or a draft, opened: exact records, not yet generalised for any audience.

    `made` is what was made of them when it was published, as of `impact.versions.derived`, and
    `figures` and `older` what is shown of it, as of `impact.versions.figures`. `pictures` are its
    photographs and logos by their names.
    """

    programme: Programme
    programme_text: bytes
    records: Records
    manifest: Manifest
    made: bytes | None = None
    figures: bytes | None = None
    older: dict[int, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_entry(content: bytes, name: str) -> Entry:
    """An entry of the log from its JSON.

    Raises
    ------
    StoreError
        A newer program wrote it, or it is damaged.
    """
    return _read(_ENTRY, content, name)


def read_draft(content: bytes, name: str) -> Draft:
    """A draft from its JSON; raises as `read_entry`."""
    return _read(_DRAFT, content, name)


def _read(kind: TypeAdapter[Stored], content: bytes, name: str) -> Stored:
    try:
        # Looked at first: what a newer program wrote need not have the shape known here
        if json.loads(content).get("format", FORMAT) > FORMAT:
            message = f"{name} was written by a newer version of this program."
            raise StoreError(message, "Update the program.")
        return kind.validate_json(content)
    except (ValueError, AttributeError, TypeError) as error:
        raise StoreError(f"{name} is damaged.", "Get the store back from a backup.") from error


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def in_utc(now: dt.datetime) -> dt.datetime:
    """A moment in UTC; one without a zone would mean another time on every machine."""
    if now.tzinfo is None:
        raise StoreError(f"{now} has no time zone.", "Pass the time with its zone.")
    return now.astimezone(dt.UTC)


def require(**words: str) -> None:
    """Refuse empty words: who, why and what for stand beside everything that is published."""
    for name, said in words.items():
        if not said.strip():
            raise StoreError(f"The {name} is empty.", f"Write the {name} down.")
