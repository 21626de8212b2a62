"""What several commands need: where the data comes from, what is printed, the exit status."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from impact.checking.folder import read_bytes, read_folder
from impact.checking.grouping import grouped
from impact.disclosure import for_audience
from impact.model.errors import NoSuchVersion, NothingPublished, StoreConflict, UsageError
from impact.versions import Reason, Store
from impact.versions.opening import version_of
from impact.versions.version import make_version

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from impact.changes.submit import ExistingRecords
    from impact.checking.folder import DataFolder
    from impact.disclosure import View
    from impact.model.errors import Problem
    from impact.versions.version import Version

OWN_DATA = Path(__file__).parent.parent.parent / "data" / "wildcats"
DONE = 0
FAILED = 1
WRONG_USE = 2
CONFLICT = 3
ASKED = 4


def status_of(error: Exception) -> int:
    """The exit status of an error: 3 where somebody else published meanwhile."""
    return CONFLICT if isinstance(error, StoreConflict) else FAILED


def add_data(parser: argparse._ActionsContainer) -> None:
    """Add ``--data``."""
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("IMPACT_DATA") or OWN_DATA),
        help="the data folder (default $IMPACT_DATA, else data/wildcats)",
    )


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add ``--store`` for a command that works on nothing else."""
    parser.add_argument("--store", required=True, help="a folder, or s3://bucket/prefix")


def add_author(parser: argparse.ArgumentParser) -> None:
    """Add ``--author`` for a command that changes the store."""
    parser.add_argument("--author", required=True, help="who does it")


def add_reason(parser: argparse.ArgumentParser, usual: Reason) -> None:
    """Add ``--reason`` for a command by which a claim may read otherwise."""
    parser.add_argument(
        "--reason",
        type=lambda text: Reason(text.replace("-", "_")),
        default=usual,
        metavar="|".join(one.replace("_", "-") for one in Reason),
        help="why claims read otherwise, for the public; kept only where one does "
        f"(default {usual.replace('_', '-')})",
    )


def add_source(parser: argparse.ArgumentParser, *, audience: bool = True) -> None:
    """Add what `view_of` reads: ``--data`` or ``--store`` and ``--version``; ``--audience``."""
    from_where = parser.add_mutually_exclusive_group()
    add_data(from_where)
    from_where.add_argument("--store", help="a store of versions, in place of a data folder")
    parser.add_argument("--version", type=int, help="a version of the store (default the latest)")
    if audience:
        parser.add_argument(
            "--audience", default="public", help="who will read it (default public)"
        )


def view_of(options: argparse.Namespace) -> View:
    """What the chosen audience may see of the data folder, or of the version of the store."""
    return for_audience(chosen_version(options), options.audience)


def base_of(store: Store | None, data: Path) -> tuple[int | None, ExistingRecords, bytes]:
    """What files come to: the latest version, or before the first publish the data folder.

    Returns
    -------
    number : int or None
        None for the data folder.
    base : Version or DataFolder
    programme_text : bytes

    Raises
    ------
    NothingPublished
        All versions are withdrawn.
    RecordsError, FileError, ProgrammeError
        The folder cannot be used.
    """
    number = store.latest() if store is not None else None
    if store is not None and number is not None:
        snapshot = store.open(number)
        return number, version_of(snapshot), snapshot.programme_text
    if store is not None and store.started:
        raise NothingPublished("All versions are withdrawn.", "Begin a new store.")
    return None, read_folder(data), read_bytes(data / "programme.toml")


def folder_version(folder: DataFolder) -> Version:
    """A data folder with its claims."""
    return make_version(folder.programme, folder.records, folder.hashes, pictures=folder.pictures)


def chosen_version(options: argparse.Namespace) -> Version:
    """The data folder, or the version of the store, with its claims.

    Raises
    ------
    UsageError
        A version is named and no store.
    """
    if options.store:
        return opened(Store.at(options.store), options.version)
    if options.version is not None:
        raise UsageError("--version needs a store.", "Name it with --store.")
    folder = read_folder(options.data)
    programme = folder.programme.gathered_by(dt.date.today())
    return make_version(programme, folder.records, folder.hashes, pictures=folder.pictures)


def opened(store: Store, number: int | None) -> Version:
    """A version of the store with its claims, the latest where no number is given.

    Raises
    ------
    NoSuchVersion
        Nothing was published yet.
    """
    number = store.latest() if number is None else number
    if number is None:
        raise NoSuchVersion("The store holds no version.", "Publish one first.")
    return version_of(store.open(number))


def say(options: argparse.Namespace, text: str, plain: object) -> None:
    """Print a text, or with ``--json`` the same as plain values."""
    print(json.dumps(plain, ensure_ascii=False, indent=2) if options.json else text)


def wanted() -> bool:
    """Whether whoever sits there says yes to publishing; no where nobody can answer."""
    try:
        return input("Publish? [y/N] ").strip().lower() == "y"
    except EOFError:
        print("\nNobody is there to answer: nothing is published. With --yes nobody is asked.")
        return False


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Print problems: the same fault in many rows is one line with its rows listed."""
    found = list(problems)
    if as_json:
        print(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=2))
        return
    for group in grouped(found):
        one = group.first
        rows = f", {group.rows_text}" if group.rows else ""
        column = f", {one.column}" if one.column else ""
        print(f"{one.severity}: {one.file}{rows}{column}: {one.message} {one.cure}")
    if not found:
        print("No problem found.")
