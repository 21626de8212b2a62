"""The command line: ``python -m impact COMMAND``; ``--help`` lists the commands."""

from __future__ import annotations

import argparse
import codecs
import gc
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from impact import __version__
from impact.commands import COMMANDS
from impact.model.errors import ImpactError, RecordsError, UsageError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        The exit status: 0, 1 where there are errors, 3 where somebody else published meanwhile,
        4 where the files ask something; argparse exits with 2 where the command was not understood.
    """
    words = sys.argv[1:] if arguments is None else arguments
    command = next((word for word in words if word in COMMANDS), None)
    parser = _parser(command)
    options = parser.parse_args(words)
    try:
        with _text_of(command):
            return options.run(options)
    except UsageError as error:
        parser.error(f"{error.message} {error.cure}")
    except ImpactError as error:
        return _failed(error, options)


def _parser(command: str | None) -> argparse.ArgumentParser:
    """The parser of one command; without one, of the list of all."""
    parser = argparse.ArgumentParser("python -m impact", description=__doc__)
    parser.add_argument("--version", action="version", version=f"impact {__version__}")
    commands_of = parser.add_subparsers(required=True, metavar="COMMAND")
    if command:
        import_module(f"impact.commands.{COMMANDS[command][0]}").add_to(commands_of)
        for name, one in commands_of.choices.items():
            one.description = COMMANDS[name][1]
            one.add_argument("--json", action="store_true", help="print JSON")
    else:
        for name, (_, purpose) in COMMANDS.items():
            commands_of.add_parser(name, help=purpose)
    return parser


def _text_of(command: str) -> AbstractContextManager[None]:
    """How tables hold their text: small ones as Python does, which is sooner ready than Arrow."""
    import pandas as pd

    return pd.option_context("mode.string_storage", "auto" if command == "cube" else "python")


def readable_on_any_terminal() -> None:
    """A letter that the terminal's code page has not is written in Latin letters.

    Snezhnyy bars, not a traceback and not ????.
    """
    codecs.register_error("latin letters", _latin_letters)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="latin letters")


def _latin_letters(error: UnicodeError) -> tuple[str, int]:
    from anyascii import anyascii

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return anyascii(error.object[error.start : error.end]), error.end


def _failed(error: ImpactError, options: argparse.Namespace) -> int:
    from impact.commands.shared import FAILED, print_problems, status_of

    if isinstance(error, RecordsError):
        print_problems(error.problems, as_json=options.json)
        return FAILED
    print(f"{error.message} {error.cure}", file=sys.stderr)
    return status_of(error)


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # `... | head` ends it without a word, as other commands do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    readable_on_any_terminal()
    gc.set_threshold(100_000, 20, 20)  # tables are many objects, and a command soon ends
    sys.exit(main())
