"""One workbook for one task of a field team: a season, or reports of conflicts.

Its headings are words that `impact.formats.field_season` knows, so that it is read as a team's
own tables are: no ids, and only the columns that are needed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range_abs

from impact.handouts.workbook_writing import Formats, new_workbook, sheet_name, write_text
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TASKS = {
    "season": ("stations", "sightings", "incidents", "reporting"),
    "incidents": ("incidents", "reporting"),
}
TITLES = {
    "stations": Sentence("Stations"),
    "sightings": Sentence("Records of cameras"),
    "incidents": Sentence("Reports of conflicts"),
    "reporting": Sentence("Villages and months"),
}
COLUMNS = {
    "stations": {
        "station": Sentence("Station"), "set": Sentence("Date set"),
        "collected": Sentence("Date collected"), "latitude": Sentence("Latitude"),
        "longitude": Sentence("Longitude"), "note": Sentence("Notes"),
    },
    "sightings": {
        "station": Sentence("Station"), "date": Sentence("Date"), "time": Sentence("Time"),
        "species": Sentence("Species"), "flank": Sentence("Flank"), "note": Sentence("Notes"),
    },
    "incidents": {
        "date": Sentence("Date"), "village": Sentence("Village"), "area": Sentence("Area"),
        "happened": Sentence("What happened"), "livestock": Sentence("Livestock"),
        "killed": Sentence("Number killed"), "predator": Sentence("Predator"),
        "confirmed": Sentence("Confirmed"),
    },
    "reporting": {"village": Sentence("Village")},
}  # fmt: skip
AREA = Sentence("Area")
YES, NO = Sentence("yes"), Sentence("no")
ROWS = 1000  # that have drop-downs
MONTHS = 12
_HEADING = {"bold": True, "bg_color": "#E7EDE9", "text_wrap": True, "valign": "top", "border": 1}


def season_template(
    task: str,
    names: Mapping[str, Sequence[str]],
    year: int,
    say: Callable[[str], str] = str,
) -> bytes:
    """An Excel workbook to fill in for one task.

    Parameters
    ----------
    task : str
        One of `TASKS`.
    names : mapping of str to sequence of str
        ``area`` and ``species``: the names to choose from, in the reader's language.
    year : int
        Of the months in which villages are asked.
    say : callable
        Sentence → the same in the reader's language.

    Returns
    -------
    bytes
        An .xlsx file with a sheet for each table; areas, species, stations, yes and no are
        drop-downs. Months of reporting are columns: + for asked, - for not, empty for unknown.
    """
    out = io.BytesIO()
    with new_workbook(out) as book:
        formats = Formats(book)
        titles = {part: sheet_name(say(TITLES[part]), set()) for part in TASKS[task]}
        for part in titles:
            book.add_worksheet(titles[part])
        lists = book.add_worksheet("lists")
        lists.hide()
        choices = {**names, "predator": names["species"], "confirmed": (say(YES), say(NO)),
                   "month": ("+", "-"), "flank": ("L", "R")}  # fmt: skip
        sources = {
            name: _listed(lists, place, values, formats)
            for place, (name, values) in enumerate(choices.items())
        }
        if "stations" in titles:
            sources["station"] = f"='{titles['stations']}'!{xl_range_abs(3, 0, ROWS, 0)}"
        for part in titles:
            _write(book, titles[part], part, sources, year, say, formats)
    return out.getvalue()


def _listed(lists: Worksheet, place: int, values: Sequence[str], formats: Formats) -> str:
    """The choices on the hidden sheet, since Excel limits those within a cell."""
    for row, value in enumerate(values):
        write_text(lists, row, place, value, formats)
    return f"=lists!{xl_range_abs(0, place, max(len(values) - 1, 0), place)}"


def _write(
    book: Workbook,
    title: str,
    part: str,
    sources: Mapping[str, str],
    year: int,
    say: Callable[[str], str],
    formats: Formats,
) -> None:
    """A sheet: of the stations the area stands above, since all of them lie in one."""
    sheet = book.get_worksheet_by_name(title)
    top = 2 if part == "stations" else 0
    if top:
        write_text(sheet, 0, 0, say(AREA), formats, bold=True)
        sheet.data_validation(0, 1, 0, 1, {"validate": "list", "source": sources["area"]})
    columns = {name: say(heading) for name, heading in COLUMNS[part].items()}
    if part == "reporting":
        columns |= {f"month {n}": f"{year}-{n:02}" for n in range(1, MONTHS + 1)}
    for place, (name, heading) in enumerate(columns.items()):
        sheet.set_column(place, place, max(12, len(heading) + 3), formats.of(num_format="@"))
        write_text(sheet, top, place, heading, formats, **_HEADING)
        source = sources.get(name.split()[0])
        if source and not (part == "stations" and name == "station"):
            sheet.data_validation(
                top + 1, place, ROWS, place,
                {"validate": "list", "source": source, "error_type": "warning"},
            )  # fmt: skip
    sheet.freeze_panes(top + 1, 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
