"""The command line: ``python -m impact COMMAND``; ``--help`` lists the commands."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import signal
import sys
from pathlib import Path

from impact import commands
from impact.disclosure import for_audience
from impact.errors import ImpactError, Problem, RecordsError
from impact.handouts.claims_json import claims_json
from impact.intake.folder import check_files, read_folder, read_programme_file
from impact.publishing import make_version
from impact.store import Store
from impact.wording import words_in
from impact.wording.evidence import caveat
from impact.wording.sentences import sentence

OWN_DATA = Path(__file__).parent.parent / "data" / "wildcats"


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        The exit status: 0, or 1 where there are errors.
    """
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except RecordsError as error:
        _print_problems(error.problems, as_json=options.json)
        return 1
    except ImpactError as error:
        print(f"{error.message} {error.cure}", file=sys.stderr)
        return commands.status_of(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m impact", description=__doc__)
    commands_of = parser.add_subparsers(required=True, metavar="COMMAND")
    claims = commands_of.add_parser("claims", help="print the claims of a data folder")
    claims.set_defaults(run=_claims)
    claims.add_argument("--language", default="en", help="en, ru, ... (default en)")
    claims.add_argument("--audience", default="public", help="who will read it (default public)")
    check = commands_of.add_parser("check", help="check files before they are published")
    check.set_defaults(run=_check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    from_where = claims.add_mutually_exclusive_group()
    _add_data(from_where)
    from_where.add_argument("--store", help="a store of versions, in place of a data folder")
    claims.add_argument("--version", type=int, help="a version of the store (default the latest)")
    _add_data(check)
    _add_store_commands(commands_of)
    for command in commands_of.choices.values():
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _add_data(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("IMPACT_DATA") or OWN_DATA),
        help="the data folder (default $IMPACT_DATA, else data/wildcats)",
    )


def _add_store_commands(commands_of: argparse._SubParsersAction) -> None:
    publish = commands_of.add_parser("publish", help="check files and publish them")
    publish.set_defaults(run=commands.publish)
    publish.add_argument("files", nargs="+", type=Path, metavar="FILE")
    _add_data(publish)
    publish.add_argument("--note", required=True, help="what is new")
    way = publish.add_mutually_exclusive_group()
    way.add_argument("--replace", action="store_true", help="each file is its whole table")
    way.add_argument("--add", action="store_true", help="only add rows; leave known ones alone")
    publish.add_argument("--yes", action="store_true", help="publish without asking")
    history = commands_of.add_parser("history", help="list the versions")
    history.set_defaults(run=commands.history)
    restore = commands_of.add_parser("restore", help="publish an old version anew")
    restore.set_defaults(run=commands.restore)
    restore.add_argument("number", type=int)
    restore.add_argument("--note", default="", help="why")
    withdraw = commands_of.add_parser("withdraw", help="delete versions for good")
    withdraw.set_defaults(run=commands.withdraw)
    withdraw.add_argument("numbers", type=int, nargs="+", metavar="N")
    withdraw.add_argument("--reason", required=True, help="why; it stays in their place")
    backup = commands_of.add_parser("backup", help="write the whole store into one file")
    backup.set_defaults(run=commands.backup)
    backup.add_argument("file", type=Path)
    for command in (publish, history, restore, withdraw, backup):
        command.add_argument("--store", required=True, help="a folder, or s3://bucket/prefix")
    for command in (publish, restore, withdraw):
        command.add_argument("--author", required=True, help="who does it")


def _claims(options: argparse.Namespace) -> int:
    if options.store:
        version = commands.opened(Store.at(options.store), options.version)
    else:
        folder = read_folder(options.data)
        version = make_version(folder.programme, folder.records, folder.hashes)
    view = for_audience(version, options.audience)
    words = words_in(options.language)
    if options.json:
        print(claims_json(view, words))
        return 0
    for claim in view.claims:
        print(sentence(view, claim, words))
        for found in claim.caveats:
            print(f"  - {caveat(view, found, words)}")
    return 0


def _check(options: argparse.Namespace) -> int:
    """Check files against each other, each in place of the same table of the data folder."""
    programme, _written = read_programme_file(options.data)
    problems, taken_for = check_files(
        options.files, beside=options.data, programme=programme, today=dt.date.today()
    )
    if not options.json:
        for path in options.files:
            print(f"{path}: {taken_for[str(path)] or 'not recognised'}")
    _print_problems(problems, as_json=options.json)
    return int(any(problem.severity == "error" for problem in problems))


def _print_problems(problems: list[Problem] | tuple[Problem, ...], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([p.as_dict() for p in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        row = "" if problem.row is None else f", row {problem.row}"
        column = f", {problem.column}" if problem.column else ""
        print(f"{problem.severity}: {problem.file}{row}{column}: {problem.message} {problem.cure}")
    if not problems:
        print("No problem found.")


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # `... | head` ends it without a word, as other commands do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
