"""``check``: what is wrong in files, before anybody publishes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from impact.checking.folder import check_files, read_programme_file
from impact.commands.shared import add_answers, add_data, answers_of, print_problems

if TYPE_CHECKING:
    import argparse


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    check = commands_of.add_parser("check")
    check.set_defaults(run=_check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add_data(check)
    add_answers(check)


def _check(options: argparse.Namespace) -> int:
    """Check files against each other, each in place of the same table of the data folder."""
    programme, _written = read_programme_file(options.data)
    problems, taken_for = check_files(
        options.files,
        beside=options.data,
        programme=programme,
        today=dt.date.today(),
        choices=answers_of(options),
    )
    if not options.json:
        for path in options.files:
            print(f"{path}: {taken_for[str(path)] or 'not recognised'}")
    print_problems(problems, as_json=options.json)
    return int(any(problem.severity == "error" for problem in problems))
