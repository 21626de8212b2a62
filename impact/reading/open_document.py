"""How large the sheets of an OpenDocument spreadsheet are, before anything unpacks them.

One cell may say that it stands a million times beside and below itself: a file of a thousand bytes
would fill the memory of a reader that writes each out.
"""

from __future__ import annotations

import re

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.sheets import refuse_too_many_cells

_ATTRIBUTES = rb"(?P<about>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*"
_TAG = re.compile(
    rb"<table:(?P<what>table|table-row|table-cell|covered-table-cell)"
    + _ATTRIBUTES
    + rb"(?P<end>/?)>"
)
_TIMES = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*(?P<n>[0-9]+)")
_ANY_CELL = re.compile(rb"<table:(?:covered-)?table-cell[\s/>]")


def refuse_too_large(xml: bytes, name: str) -> None:
    """Hold the sheets of a ``content.xml`` against what can be read.

    Parameters
    ----------
    xml : bytes
    name : str
        Name of the file, for the error.

    Raises
    ------
    FileError
        A sheet spans too many cells, or is written so that this cannot be told.
    """
    total = rows = columns = beside = seen = 0
    for tag in _TAG.finditer(xml):
        many = _TIMES.search(tag["about"])
        repeated = int(many["n"][:9]) if many else 1
        if tag["what"] == b"table":
            total = rows = columns = 0
        elif tag["what"] == b"table-row":
            total, beside = total + repeated, 0
        else:
            seen, beside = seen + 1, beside + repeated
            if not tag["end"] or b"office:" in tag["about"]:
                # What is empty before a filled cell is written out too, what is empty after is not.
                rows, columns = total, max(columns, beside)
                refuse_too_many_cells(rows, columns, name)
    if seen < len(_ANY_CELL.findall(xml)) or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise FileError(
            Sentence("{name} is a damaged spreadsheet: its cells cannot be told apart.", name=name),
            Sentence("Open it in your spreadsheet program, save it again, and send that file."),
        )
