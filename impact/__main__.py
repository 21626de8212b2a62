"""The command line: ``python -m impact COMMAND``; ``--help`` lists the commands."""

from __future__ import annotations

import argparse
import signal
import sys

from impact.commands import checking, claims, cubing, exporting, history, packs, publishing
from impact.commands.shared import FAILED, print_problems, status_of
from impact.model.errors import ImpactError, RecordsError, UsageError

FAMILIES = (claims, checking, publishing, history, cubing, exporting, packs)


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        The exit status: 0, 1 where there are errors, 3 where somebody else published meanwhile;
        argparse exits with 2 where the command was not understood.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except UsageError as error:
        parser.error(f"{error.message} {error.cure}")
    except RecordsError as error:
        print_problems(error.problems, as_json=options.json)
        return FAILED
    except ImpactError as error:
        print(f"{error.message} {error.cure}", file=sys.stderr)
        return status_of(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m impact", description=__doc__)
    commands_of = parser.add_subparsers(required=True, metavar="COMMAND")
    for family in FAMILIES:
        family.add_to(commands_of)
    for command in commands_of.choices.values():
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # `... | head` ends it without a word, as other commands do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
