"""What a sample is: a small sound export of which nothing is set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """An export whose every row is taken.

    Attributes
    ----------
    format : str
        As `impact.formats.recognition.FORMATS` calls it; empty for a table of ours.
    files : mapping of str to list of list of str
        Name → rows of cells, the headings first.
    target : str
        The file that is corrupted.
    columns : mapping of str to str
        ``id, name, start, latitude, longitude, uncertainty, count, losses, status, text`` → the heading in the target, where
        it has such a column.
    delimiter : str
    answers : mapping of str to str
    """

    format: str
    files: Mapping[str, list[list[str]]]
    target: str
    columns: Mapping[str, str]
    delimiter: str = ","
    answers: Mapping[str, str] = field(default_factory=dict)


def rows_of(text: str) -> list[list[str]]:
    """Cells with ``|`` between them, a row a line."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
