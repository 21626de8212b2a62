"""Zip files, opened with care: what may be in them, how many, how large, how deep."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_FILES = 200
MOST_MEMBERS = 20_000
MOST_UNPACKED = 400_000_000
MOST_EACH = 200_000_000
MOST_DOCUMENT = 5_000_000
ENDINGS = (".csv", ".tsv", ".txt")
_PIECE = 1 << 20
_DAMAGED = Sentence("Make it again, or send the tables one by one.")
_MARKS = (".", "~$")  # of systems, and of a workbook that is open in Excel or LibreOffice
_CLUTTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_zip(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """The zip file.

    Raises
    ------
    FileError
        It is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError) as error:
        raise FileError(
            Sentence("{name} is a damaged zip file ({error}).", name=name, error=str(error)),
            _DAMAGED,
        ) from error


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int) -> bytes:
    """The bytes of one file in a zip, never more than `most`, whatever the zip says of itself.

    Raises
    ------
    FileError
        It is damaged, under a password, or larger.
    """
    pieces, size = [], 0
    if member.flag_bits & 1:
        raise FileError(
            Sentence("{name} is under a password.", name=name),
            Sentence("Pack the tables without a password."),
        )
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    raise too_large(name, most)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise FileError(
            Sentence("{name} is a damaged zip file ({error}).", name=name, error=str(error)),
            _DAMAGED,
        ) from error
    return b"".join(pieces)


def too_large(name: str, most: int) -> FileError:
    return FileError(
        Sentence(
            "{name} would take more than {most} MB unpacked.", name=name, most=most // 1000000
        ),
        Sentence("Send fewer rows at a time, or the tables one by one."),
    )


def tables_in(content: bytes, name: str) -> list[tuple[str, Callable[[], bytes]]]:
    """The text tables in a zip: their names, and what unpacks each when it is needed.

    Raises
    ------
    FileError
        It is damaged, holds too much, a zip within it, a name that points outside of it, or no
        table at all.
    """
    archive = opened(content, name)
    members = [member for member in archive.infolist() if not member.is_dir()]
    tables = [m for m in members if shown_name(m).lower().endswith(ENDINGS) and not is_clutter(m)]
    # Pictures may lie beside the tables of a camera survey: they are never unpacked.
    if len(tables) > MOST_FILES or len(members) > MOST_MEMBERS:
        raise FileError(
            Sentence(
                "{name} holds more than {most_files} files.", name=name, most_files=MOST_FILES
            ),
            Sentence("Pack the tables alone."),
        )
    for member in members:
        refuse_unsafe(member, name)
    if not tables:
        raise FileError(
            Sentence("{name} holds no CSV table.", name=name),
            Sentence("Pack files that end in {endings}.", endings=", ".join(ENDINGS)),
        )
    if sum(member.file_size for member in tables) > MOST_UNPACKED:
        raise too_large(name, MOST_UNPACKED)
    # A table is looked at several times in a row: for what it is, and for its rows.
    once = lru_cache(maxsize=1)(partial(unpacked, archive))
    return [
        (
            shown_name(member),
            partial(once, member, f"{name}, {shown_name(member)}", MOST_EACH),
        )
        for member in tables
    ]


def documents_in(content: bytes, name: str, names: tuple[str, ...]) -> dict[str, bytes]:
    """The files of those names in a zip that describe its tables; what is too large is no such.

    Raises
    ------
    FileError
        The zip is damaged.
    """
    archive = opened(content, name)
    wanted = {
        shown_name(member): member
        for member in archive.infolist()
        if PurePosixPath(shown_name(member)).name.lower() in names
    }
    return {
        shown: unpacked(archive, member, f"{name}, {shown}", MOST_DOCUMENT)
        for shown, member in wanted.items()
        if member.file_size <= MOST_DOCUMENT and not is_clutter(member)
    }


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file of those files; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(PurePosixPath(name).name), content)
    return out.getvalue()


def shown_name(member: zipfile.ZipInfo) -> str:
    """The name as it was given: Windows writes Cyrillic names in its DOS encoding, unmarked."""
    if member.flag_bits & 0x800 or member.filename.isascii():
        return member.filename
    try:
        written = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp866")


def is_clutter(member: zipfile.ZipInfo) -> bool:
    """What systems put beside the files that were packed."""
    parts = PurePosixPath(member.filename).parts
    return bool(parts) and (parts[0] in _CLUTTER or parts[-1].startswith(_MARKS))


def refuse_unsafe(member: zipfile.ZipInfo, name: str) -> None:
    """See that a file in a zip lies within it, and holds no other packed files.

    Raises
    ------
    FileError
    """
    written = (member.orig_filename or member.filename).replace("\\", "/")
    if written.startswith("/") or ".." in written.split("/") or ":" in written or "\0" in written:
        raise FileError(
            Sentence(
                "{name} holds a file whose name points outside of it ({written}).",
                name=name,
                written=f"{written[:80]!r}",
            ),
            Sentence("Pack the tables anew, without folders."),
        )
    if written.lower().endswith((".zip", ".7z", ".rar", ".gz")) and not is_clutter(member):
        raise FileError(
            Sentence(
                "{name} holds another packed file ({written}).", name=name, written=written[:80]
            ),
            Sentence("Pack the tables alone."),
        )
