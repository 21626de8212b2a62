"""Tables of other programs that hold no record of ours: each refused by what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from impact.formats.common.sheets import Sheet

_DAY = re.compile(r"X?[12][0-9]{3}[-./][0-9]{2}[-./][0-9]{2}")
_OCCASION = re.compile(r"o[0-9]+")
_FEWEST_DAYS = 3
_ANIMALS = {"species", "scientificname", "commonname", "taxon", "label", "keywords", "subject"}
_RECORDS = Sentence(
    "Send the tables that it was made of: the table of stations (CTtable) and the record table."
)


def refuse_other_tables(sheet: Sheet) -> None:
    """See that a table is none of those that look like records and are not.

    Raises
    ------
    FileError
        It is one of them: what it is, and which table to send.
    """
    if sheet.keys >= {"timestamp", "locationlong", "locationlat"}:
        raise FileError(
            Sentence(
                "{name} holds the places of animals with collars (Movebank): a place of a collar "
                "is no detection.",
                name=sheet.label,
            ),
            Sentence("Send what cameras and people recorded; tracks are not published here."),
        )
    if sheet.keys >= {"sourcefile", "datetimeoriginal"} and not sheet.keys & _ANIMALS:
        raise FileError(
            Sentence("{name} is a list of pictures: it names no animal.", name=sheet.label),
            Sentence(
                "Name the animals in a program such as Timelapse or camtrapR, and send the table "
                "that it exports."
            ),
        )
    if sheet.keys >= {"classificationid", "subjectids", "annotations"}:
        raise FileError(
            Sentence(
                "{name} holds the votes of volunteers (Zooniverse), not what they agreed on.",
                name=sheet.label,
            ),
            Sentence(
                "Make one row of each picture of them, have it reviewed, and send that table."
            ),
        )
    columns = [heading for heading in sheet.headings[1:] if heading]
    if sheet.grid.part or len(columns) < _FEWEST_DAYS:
        return  # a workbook may hold such a sheet beside its tables
    if all(map(_DAY.fullmatch, columns)):
        raise FileError(
            Sentence("{name} is a matrix of stations and days, not a table.", name=sheet.label),
            _RECORDS,
        )
    if all(map(_OCCASION.fullmatch, columns)):
        raise FileError(
            Sentence("{name} is a detection history, not a table of records.", name=sheet.label),
            _RECORDS,
        )
