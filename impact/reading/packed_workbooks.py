"""Workbooks in a zip file: each is read as if it had been sent by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.archives import (
    ENDINGS,
    MOST_FILES,
    MOST_UNPACKED,
    is_clutter,
    is_zip,
    opened,
    refuse_unsafe,
    shown_name,
    too_large,
    unpacked,
)
from impact.reading.workbooks import workbook_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_WORKBOOK_BYTES = 20_000_000
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")


def workbooks_apart(
    files: Iterable[tuple[str, bytes]],
) -> tuple[list[tuple[str, bytes]], list[tuple[str, FileError]]]:
    """The files that were sent, with the workbooks of zip files as files of their own.

    Parameters
    ----------
    files : iterable of (str, bytes)
        Name and content of each.

    Returns
    -------
    files : list of (str, bytes)
        A zip stays for the text tables in it; a workbook in it is called ``zip, workbook``.
    refused : list of (str, FileError)
        Zip files that are damaged or unsafe.
    """
    apart: list[tuple[str, bytes]] = []
    refused: list[tuple[str, FileError]] = []
    for name, content in files:
        try:
            apart += _apart(name, content)
        except FileError as error:
            refused.append((name, error))
    return apart, refused


def _apart(name: str, content: bytes) -> list[tuple[str, bytes]]:
    if not is_zip(content) or workbook_kind(content, name):
        return [(name, content)]
    archive = opened(content, name)
    members = [m for m in archive.infolist() if not m.is_dir() and not is_clutter(m)]
    books = [m for m in members if shown_name(m).lower().endswith(WORKBOOK_ENDINGS)]
    if not books:
        return [(name, content)]
    for member in members:
        refuse_unsafe(member, name)
    if len(books) > MOST_FILES:
        raise FileError(
            Sentence(
                "{name} holds more than {most_files} files.", name=name, most_files=MOST_FILES
            ),
            Sentence("Pack the tables alone."),
        )
    if sum(member.file_size for member in books) > MOST_UNPACKED:
        raise too_large(name, MOST_UNPACKED)
    apart = []
    for member in books:
        # A folder's name stands before the workbook's, so that two of one name stay two.
        label = f"{name}, {shown_name(member).replace('/', ', ')}"
        apart.append((label, unpacked(archive, member, label, MOST_WORKBOOK_BYTES)))
    has_texts = any(shown_name(m).lower().endswith(ENDINGS) for m in members)
    return [*([(name, content)] if has_texts else []), *apart]
