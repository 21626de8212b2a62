"""``review-words``: a language's words as a workbook for a native reader, and back again."""

from __future__ import annotations

import csv
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pandas as pd
from babel.messages.pofile import read_po

from impact.commands.review_pages import ReviewPage, elsewhere, page_of, pages_in
from impact.commands.shared import DONE, add_source, chosen_version, say
from impact.disclosure import for_audience
from impact.handouts.workbook_writing import Formats, new_workbook, sheet_name, write_text
from impact.model.errors import UsageError
from impact.wording.catalogues import LOCALE, catalogues, written
from impact.wording.reviewing import forms, is_public, is_reviewed, mark_reviewed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from babel.messages.catalog import Catalog, Message
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

COLUMNS = ("English", "Russian", "Words now", "Better words", "Right? (yes)", "Page", "File")
_WIDTHS = (50, 50, 50, 50, 12, 24, 40)
_YES = ("yes", "да", "hawa", "ооба", "иә")
GLOSSARY = {
    "english": "English",
    "ru": "Russian",
    "{language}": "Term",
    "sure_{language}": "How sure",
    "seen": "Seen in",
    "note": "Note",
}


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the command."""
    review = commands_of.add_parser("review-words")
    review.set_defaults(run=_review, locale=LOCALE)
    review.add_argument("language", metavar="LANG", help="tk, ky, kk or ru")
    review.add_argument("file", type=Path, metavar="FILE.xlsx")
    review.add_argument("--back", action="store_true", help="take the reader's answers from FILE")
    review.add_argument(
        "--no-pictures", action="store_true", help="leave the pictures of the pages out"
    )
    add_source(review, audience=False)


def _review(options: argparse.Namespace) -> int:
    known = catalogues(options.locale)
    if options.language not in known:
        raise UsageError(
            f"There is no catalogue for “{options.language}”.", f"Use one of: {', '.join(known)}."
        )
    path = known[options.language]
    catalogue = read_po(BytesIO(path.read_bytes()), locale=options.language)
    if options.back:
        count = taken_back(catalogue, options.file)
        path.write_bytes(written(catalogue))
        text = f"{count} messages are reviewed; {path.name} is written."
    else:
        russian = read_po(BytesIO(known["ru"].read_bytes()), locale="ru")
        view = for_audience(chosen_version(options), "public")
        pages = list(pages_in(view, options.language, pictures=not options.no_pictures))
        options.file.write_bytes(for_a_reader(catalogue, russian, pages))
        count = sum(map(_is_asked, catalogue))
        text = f"{options.file}: {count} messages to review."
    say(options, text, {"file": str(options.file), "messages": count})
    return DONE


def for_a_reader(catalogue: Catalog, russian: Catalog, pages: Sequence[ReviewPage] = ()) -> bytes:
    """A workbook of what the public reads and nobody has reviewed, a message a row.

    A sheet with the terms of the glossary follows, and one with each page as it looks.

    Parameters
    ----------
    catalogue, russian : Catalog
        Of the language, and of Russian, which stands beside it.
    pages : sequence of ReviewPage
        Those in the language: messages are sorted by where they stand, so that a reader goes
        through a page at a time.
    """
    out = BytesIO()
    book = new_workbook(out)
    formats, sheet = Formats(book), book.add_worksheet("Words")
    _head(sheet, COLUMNS, _WIDTHS, formats)
    places = {id(one): page_of(one, pages) for one in filter(_is_asked, catalogue)}
    order = [page.name for page in pages]
    asked = sorted(
        filter(_is_asked, catalogue),
        key=lambda one: order.index(at.name) if (at := places[id(one)]) else len(order),
    )
    for row, message in enumerate(asked, start=1):
        page = places[id(message)]
        beside = russian.get(_english(message))
        cells = (
            _english(message),
            forms(beside)[-1] if beside else "",
            forms(message)[-1],
            "",
            "",
            page.name if page else elsewhere(message),
            ", ".join(file for file, _line in message.locations),
        )
        for column, text in enumerate(cells):
            write_text(sheet, row, column, text, formats, text_wrap=True, valign="top")
        if page and page.picture:
            address = f"internal:'{_sheet_of(page)}'!A1"
            sheet.write_url(row, COLUMNS.index("Page"), address, string=page.name)
    answers = {"validate": "list", "source": [_YES[0]], "ignore_blank": True, "show_error": False}
    if asked:
        at = COLUMNS.index("Right? (yes)")
        sheet.data_validation(1, at, len(asked), at, answers)
    _glossary(book, str(catalogue.locale), formats)
    for page in pages:
        if page.picture:
            _picture(book, page, formats)
    book.close()
    return out.getvalue()


def _head(
    sheet: Worksheet, columns: Sequence[str], widths: Sequence[int], formats: Formats
) -> None:
    for column, (name, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(column, column, width)
        write_text(sheet, 0, column, name, formats, bold=True)
    sheet.freeze_panes(1, 1)


def _glossary(book: Workbook, language: str, formats: Formats) -> None:
    """The terms that every message keeps to, with how sure they are and where they were seen."""
    text = files("impact.wording").joinpath("glossary.csv").read_text(encoding="utf-8")
    sheet = book.add_worksheet("Glossary")
    terms = [name.format(language=language) for name in GLOSSARY]
    _head(sheet, tuple(GLOSSARY.values()), (40, 40, 40, 12, 50, 50), formats)
    for row, term in enumerate(csv.DictReader(StringIO(text)), start=1):
        for column, name in enumerate(terms):
            cell = term.get(name, "")
            write_text(sheet, row, column, cell, formats, text_wrap=True, valign="top")


def _picture(book: Workbook, page: ReviewPage, formats: Formats) -> None:
    sheet = book.add_worksheet(_sheet_of(page))
    write_text(sheet, 0, 0, f"{page.title} ({page.name})", formats, bold=True)
    sheet.insert_image(1, 0, f"{page.name}.png", {"image_data": BytesIO(page.picture)})


def _sheet_of(page: ReviewPage) -> str:
    return sheet_name(f"Page {page.name}", ())


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
        right = row["Right? (yes)"].strip().casefold() in _YES
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
