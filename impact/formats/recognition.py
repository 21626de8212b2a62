"""Which parts of what is sent are an export of another system, and which belong together."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, Protocol

from impact.formats.common.package import Package
from impact.formats.common.sheets import Sheet
from impact.formats.other_tables import refuse_other_tables
from impact.formats.unreviewed import refuse_unreviewed
from impact.reading.delimiters import plain
from impact.reading.header_row import LOOKED_AT
from impact.reading.headings import told_apart
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from impact.formats.common.known import Known
    from impact.formats.common.package import About, Imported
    from impact.reading.choices import Choices
    from impact.reading.grids import Grid


MODULES = (
    "camtrap_dp",
    "wildlife_insights",
    "inaturalist",
    "camera_server",
    "camelot",
    "addaxai",
    "timelapse",
    "camtrapr",
    "smart",
    "earthranger",
    "darwin_core",
    "failures",
    "kobotoolbox",
    "odk_central",
    "epicollect",
    "survey123",
    "microsoft_forms",
    "google_forms",
    "outlines",
    "field_season",
)
"""The formats, each a module of this folder. Where two would fit, the first of them is taken."""


class Format(Protocol):
    """What a module of a format offers; see ``docs/adding-a-format.md``."""

    ABOUT: About
    WHERE: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Table of ours → column → the headings that it comes from, for marking the file."""

    def recognises(self, sheet: Sheet) -> str:
        """What the part is in an export of this format; empty where it is of another."""

    def tables(self, package: Package, known: Known, choices: Choices) -> Imported:
        """Read a package."""


def _module(name: str) -> Format:
    return import_module(f"impact.formats.{name}")


FORMATS: dict[str, Format] = {module.ABOUT.id: module for module in map(_module, MODULES)}
_ROWS_LOOKED_AT = 10


class Found(NamedTuple):
    """A part that is recognised."""

    format: str
    role: str
    sheet: Sheet


def found_in(grid: Grid, file: str, mapping: Mapping[str, str]) -> Found | None:
    """The part as an export, where one of its first rows holds the headings of a format."""
    looked_at = 0
    for number, cells in islice(grid.rows(), LOOKED_AT):
        texts = [heading_text(value, grid) for value in cells]
        if not any(texts):
            continue
        looked_at += 1
        headings = told_apart([mapping.get(text) or text for text in texts])
        sheet = Sheet(file, grid, number, tuple(headings))
        refuse_unreviewed(sheet)
        refuse_other_tables(sheet)
        for name, module in FORMATS.items():
            role = module.recognises(sheet)
            if role:
                return Found(name, role, sheet)
        if looked_at == _ROWS_LOOKED_AT:
            break
    return None


def heading_text(value: object, grid: Grid) -> str:
    """A cell as a heading is written."""
    text = grid.as_text(value).removeprefix(STORED) if grid.as_text else str(value)
    return " ".join(plain(text).split())


def packages_of(
    found: Iterable[Found], descriptors: Mapping[tuple[str, str], Mapping] | None = None
) -> list[Package]:
    """Put together what belongs together.

    Parameters
    ----------
    found : iterable of Found
    descriptors : mapping
        (file, folder in it) → the ``datapackage.json`` that lay there. Loose files are one
        folder, called by no file.

    Returns
    -------
    list of Package
        One for each folder and format; reports of incidents one for each part.
    """
    groups: dict[tuple, list[Found]] = {}
    found = list(found)
    in_file = Counter(each.sheet.file for each in found)
    for each in found:
        alone = each.sheet.grid.decoding is None and in_file[each.sheet.file] == 1
        groups.setdefault(_belongs_to(each, alone=alone), []).append(each)
    _join_failures(groups)
    _join_stations(groups)
    packages = []
    for (name, *where), members in groups.items():
        sheets: dict[str, tuple[Sheet, ...]] = {}
        for each in members:
            sheets[each.role] = (*sheets.get(each.role, ()), each.sheet)
        about = (descriptors or {}).get(tuple(where), {})
        packages.append(Package(name, sheets, about))
    return packages


def _belongs_to(each: Found, *, alone: bool) -> tuple:
    """What tells the package of a part; a workbook with one part alone is like a loose file."""
    together = FORMATS[each.format].ABOUT.together
    if together == "all":
        return (each.format, "")
    if together == "folder":
        return (each.format, *(("", "") if alone else place_of(each.sheet)))
    return (each.format, each.sheet.file, each.sheet.grid.part if together == "part" else "")


def place_of(sheet: Sheet) -> tuple[str, str]:
    """The file and the folder in it; loose text files are all in one place, called by no file."""
    if not sheet.grid.part:
        return ("", "")
    if sheet.grid.decoding is None:  # the sheets of a workbook
        return (sheet.file, "")
    return (sheet.file, str(PurePosixPath(sheet.grid.part.replace("\\", "/")).parent))


_WANT_STATIONS = {"camtrapr": "records", "timelapse": "pictures"}


def _join_stations(groups: dict[tuple, list[Found]]) -> None:
    """A table of stations that came without sightings belongs to the records beside it."""
    roles = {key: {each.role for each in members} for key, members in groups.items()}
    alone = [
        key
        for key in groups
        if key[0] in ("camtrapr", "field-season") and roles[key] == {"stations"}
    ]
    want = [
        key
        for key in groups
        if _WANT_STATIONS.get(key[0]) in roles[key] and "stations" not in roles[key]
    ]
    if len(want) == 1:
        for key in alone:
            groups[want[0]] += groups.pop(key)


def _join_failures(groups: dict[tuple, list[Found]]) -> None:
    """A table of failures belongs to the deployments that came with it."""
    cameras = [key for key in groups if FORMATS[key[0]].ABOUT.cameras]
    for key in [key for key in groups if key[0] == "failures"]:
        beside = [k for k in cameras if k[1] == key[1]] or cameras
        if len(beside) == 1:
            groups[beside[0]] += groups.pop(key)
