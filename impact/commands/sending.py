"""What ``check`` and ``publish`` share: the files, read and checked, and what they ask."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from impact.changes.merge import Way
from impact.changes.publishing import kept_choices
from impact.changes.seen import Seen, edited_keys, seen_tables
from impact.changes.seen_in_words import lines_of
from impact.changes.submit import Checked, bring_in, checked, questions_of, read_files, with_answers
from impact.changes.use_in_words import use_said
from impact.changes.use_of_rows import use_of_rows
from impact.checking.folder import read_bytes, sent_bytes, sent_name
from impact.commands.shared import ASKED, DONE, FAILED, print_problems, say
from impact.formats.recognition import FORMATS
from impact.model.errors import FileError, Problem
from impact.reading.answers import answer_lines, read_answers
from impact.reading.phrases import listed
from impact.wording import words_in
from impact.wording.refusals import refusals

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from impact.changes.submit import Change, ExistingRecords
    from impact.changes.three_way import Content
    from impact.disclosure import View
    from impact.formats.receiving import Received
    from impact.reading.choices import Choices
    from impact.versions import Store
    from impact.versions.version import Version


@dataclass(frozen=True)
class SentFiles:
    """Files as they were read and checked, and what they would make of the records."""

    received: Received
    change: Change
    checked: Checked

    @property
    def status(self) -> int:
        """The exit status: questions come first, since their answers may settle the rest."""
        if any(not question.optional for _, question in self.received.questions):
            return ASKED
        return FAILED if self.checked.errors else DONE


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add the files, how they come in, and ``--answers``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--replace", action="store_true", help="each file is its whole table")
    way.add_argument("--add", action="store_true", help="only add rows; leave known ones alone")
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="TOML",
        help="answers to what files ask; where some are open, the lines for it are printed",
    )


def read_sent(
    options: argparse.Namespace,
    base: ExistingRecords,
    programme_text: bytes,
    *,
    today: dt.date,
    store: Store | None = None,
) -> SentFiles:
    """Read and check the files of a command, as the pages do.

    Parameters
    ----------
    options : Namespace
        With what `add_files` adds.
    base : ExistingRecords
        What the files come to.
    programme_text : bytes
    today : date
    store : Store, optional
        Keeps the answers that were given before.

    Raises
    ------
    FileError
        The answers cannot be read.
    """
    choices = _choices(options, store)
    contents, unreadable = _contents(options.files)
    received = read_files(contents, choices, base)
    ways = dict.fromkeys(received.texts, _way(options))
    change = bring_in(base, programme_text, received.texts, ways, today=today)
    found = checked(received, change.prepared)
    return SentFiles(received, change, Checked((*unreadable, *found.problems), found.accounts))


def _choices(options: argparse.Namespace, store: Store | None) -> dict[str, Choices]:
    """What was confirmed before, and on top of it what ``--answers`` says."""
    kept = {} if store is None else kept_choices(store)
    if options.answers is None:
        return kept
    text = read_bytes(options.answers).decode("utf-8-sig", errors="replace")
    return with_answers(kept, read_answers(text))


def _contents(paths: list[Path]) -> tuple[dict[str, bytes], list[Problem]]:
    contents, problems = {}, []
    for path in paths:
        name = sent_name(path)
        try:
            contents[name] = sent_bytes(path)
        except FileError as error:
            problems.append(
                Problem(name, None, "", "", "file.unreadable", error.message, error.cure)
            )
    return contents, problems


def _way(options: argparse.Namespace) -> Way:
    if options.replace:
        return Way.REPLACE_TABLE
    return Way.ADD if options.add else Way.REPLACE_ROWS


def print_changes(before: Content, change: Change) -> None:
    """Everything that would be different: rows cell by cell, texts word by word."""
    tables = seen_tables(change.prepared.differences, before.records, change.prepared.records)
    keys = edited_keys(before.programme_text, change.programme_text)
    for line in lines_of(Seen(keys, tables), words_in("en")):
        print(line)


def print_uses(change: Change, after: Version, view: View) -> None:
    """Of the new rows: which count toward a claim, and why the others do not."""
    used = use_of_rows(change.prepared.differences, after)
    for line in use_said(used, view, words_in("en")):
        print(f"{line.table}: {line.text}")


def print_sent(options: argparse.Namespace, sent: SentFiles) -> None:
    """What each file was taken for, what became of its rows, what is wrong, and what is asked."""
    if options.json:
        print_problems(sent.checked.problems, as_json=True)
        return
    taken = _taken_for(sent.received)
    for path in options.files:
        print(f"{path}: {listed(taken.get(sent_name(path), ())) or 'not recognised'}")
    for said in (said for account in sent.checked.accounts for said in account.said):
        print(said.text if said.code == "account.sum" else f"  {said.text}")
    for upload in sent.received.uploads:
        for said in upload.account.notes:
            print(f"  {upload.file}: {said.text}")
        for each in upload.tables:
            if any(said.code == "taken.split" for said in each.taken_for):
                print(f"  {each.text.file}: {each.taken_for_text}")
    asked = questions_of(sent.received)
    problems = [one for one in sent.checked.problems if one.rule != "file.question"]
    if problems or not asked:
        print_problems(problems, as_json=False)
    if asked:
        print("Put these lines into a file, delete the # before one answer to each question, and")
        print("name the file with --answers:")
        print()
        print(answer_lines(asked))
    sys.stdout.flush()


def _taken_for(received: Received) -> dict[str, list[str]]:
    """File → its format, where it is another than ours, and the tables that come of it."""
    taken: dict[str, dict[str, None]] = {}
    for upload in received.uploads:
        tables = list(upload.texts)
        if upload.format:
            title = FORMATS[upload.format].ABOUT.title
            tables = [f"{title} ({', '.join(tables)})" if tables else title]
        for name in upload.files:
            # A workbook in a zip file is called after both.
            sent_as = re.sub(r"(?i)(?<=\.zip), .*", "", name)
            taken.setdefault(sent_as, {}).update(dict.fromkeys(tables))
    return {name: list(tables) for name, tables in taken.items()}


def refused(options: argparse.Namespace, after: Version, view: View) -> bool:
    """Whether something may not be published; says what."""
    lines = refusals(after, view, words_in("en"))
    if lines:
        text = "\n".join(f"error: {line}" for line in lines)
        say(options, text, {"refused": lines, "published": None})
    return bool(lines)
