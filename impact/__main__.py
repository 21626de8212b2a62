"""The command line: ``python -m impact claims`` and ``python -m impact check``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from pathlib import Path

from impact.disclosure import for_audience
from impact.errors import ImpactError, Problem, RecordsError
from impact.handouts.claims_json import claims_json
from impact.intake.folder import check_files, read_folder, read_programme_file
from impact.publishing import make_version
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
    except ImpactError as error:
        print(f"{error.message} {error.cure}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m impact", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    claims = commands.add_parser("claims", help="print the claims of a data folder")
    claims.set_defaults(run=_claims)
    claims.add_argument("--language", default="en", help="en, ru, ... (default en)")
    claims.add_argument("--audience", default="public", help="who will read it (default public)")
    check = commands.add_parser("check", help="check files before they are published")
    check.set_defaults(run=_check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for command in (claims, check):
        command.add_argument(
            "--data",
            type=Path,
            default=Path(os.environ.get("IMPACT_DATA") or OWN_DATA),
            help="the data folder (default $IMPACT_DATA, else data/wildcats)",
        )
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _claims(options: argparse.Namespace) -> int:
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
    sys.exit(main())
