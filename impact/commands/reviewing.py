"""``review-words``: a language's words as a workbook for a native reader, and back again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pandas as pd
from babel.messages.pofile import read_po

from impact.commands.shared import DONE, say
from impact.handouts.workbook_writing import Formats, new_workbook, write_text
from impact.model.errors import UsageError
from impact.wording.catalogues import LOCALE, catalogues, written
from impact.wording.reviewing import forms, is_public, is_reviewed, mark_reviewed

if TYPE_CHECKING:
    import argparse

    from babel.messages.catalog import Catalog, Message

COLUMNS = ("English", "Russian", "Words now", "Better words", "Right? (yes)", "Where it stands")
_WIDTHS = (50, 50, 50, 50, 12, 40)


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    review = commands_of.add_parser("review-words")
    review.set_defaults(run=_review, locale=LOCALE)
    review.add_argument("language", metavar="LANG", help="tk, ky, kk or ru")
    review.add_argument("file", type=Path, metavar="FILE.xlsx")
    review.add_argument("--back", action="store_true", help="take the reader's answers from FILE")


def _review(options: argparse.Namespace) -> int:
    files = catalogues(options.locale)
    if options.language not in files:
        raise UsageError(
            f"There is no catalogue for “{options.language}”.", f"Use one of: {', '.join(files)}."
        )
    path = files[options.language]
    catalogue = read_po(BytesIO(path.read_bytes()), locale=options.language)
    if options.back:
        count = taken_back(catalogue, options.file)
        path.write_bytes(written(catalogue))
        text = f"{count} messages are reviewed; {path.name} is written."
    else:
        russian = read_po(BytesIO(files["ru"].read_bytes()), locale="ru")
        options.file.write_bytes(for_a_reader(catalogue, russian))
        count = sum(map(_is_asked, catalogue))
        text = f"{options.file}: {count} messages to review."
    say(options, text, {"file": str(options.file), "messages": count})
    return DONE


def for_a_reader(catalogue: Catalog, russian: Catalog) -> bytes:
    """A workbook of what the public reads and nobody has reviewed, a message a row.

    Parameters
    ----------
    catalogue, russian : Catalog
        Of the language, and of Russian, which stands beside it.
    """
    out = BytesIO()
    book = new_workbook(out)
    formats, sheet = Formats(book), book.add_worksheet("Words")
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        write_text(sheet, 0, column, name, formats, bold=True)
    for row, message in enumerate(filter(_is_asked, catalogue), start=1):
        beside = russian.get(_english(message))
        cells = (
            _english(message),
            forms(beside)[-1] if beside else "",
            forms(message)[-1],
            "",
            "",
            ", ".join(file for file, _line in message.locations),
        )
        for column, text in enumerate(cells):
            write_text(sheet, row, column, text, formats, text_wrap=True, valign="top")
    book.close()
    return out.getvalue()


def taken_back(catalogue: Catalog, file: Path) -> int:
    """Put a reader's answers into a catalogue: what is right is reviewed, and so is what is better.

    Returns
    -------
    int
        How many messages are reviewed now that were not.

    Raises
    ------
    UsageError
        A column is missing, or better words do not have the names in braces of the English.
    """
    rows = pd.read_excel(file, engine="calamine", dtype=str).fillna("")
    lacking = [name for name in COLUMNS[:5] if name not in rows]
    if lacking:
        raise UsageError(f"{file}: the column “{lacking[0]}” is missing.", "Keep the first row.")
    count = 0
    for number, row in enumerate(rows.to_dict("records"), start=2):
        message = catalogue.get(row["English"])
        better = row["Better words"].strip()
        right = row["Right? (yes)"].strip().casefold() in ("yes", "да", "hawa", "ооба", "иә")
        if message is None or not (better or right):
            continue
        if better:
            _must_fill_the_same(message, better, f"{file}: row {number}, column “Better words”")
            many = len(forms(message))
            message.string = better if isinstance(message.id, str) else (better,) * many
        elif row["Words now"] != forms(message)[-1]:
            continue  # the words have changed since they were sent out: nobody has read these
        mark_reviewed(message)
        count += 1
    return count


def _must_fill_the_same(message: Message, better: str, where: str) -> None:
    try:
        there = {name for _text, name, _spec, _as in Formatter().parse(better) if name}
    except ValueError:
        there = {"{"}
    now = {name for one in forms(message) for _t, name, _s, _a in Formatter().parse(one) if name}
    if there != now:
        names = ", ".join(f"{{{name}}}" for name in sorted(now)) or "no braces"
        raise UsageError(f"{where}: “{better}” fills in other names.", f"Keep {names}.")


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_asked(message: Message) -> bool:
    said = forms(message)
    return bool(message.id and all(said) and is_public(message) and not is_reviewed(message))
