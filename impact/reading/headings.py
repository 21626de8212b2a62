"""Headings → columns: by name, by the standard's name, or by a label in any language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from impact.model.schemas import LANGUAGES, TABLES, Field, schema
from impact.reading.choices import Option, Question, Said
from impact.reading.phrases import reverses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Names of Darwin Core that are not our own in camelCase (https://dwc.tdwg.org/terms).
_STANDARD = {
    "decimallatitude": "latitude",
    "decimallongitude": "longitude",
    "coordinateuncertaintyinmeters": "coordinate_uncertainty",
    "coordinateuncertaintym": "coordinate_uncertainty",
    "occurrenceid": "observation_id",
    "individualcount": "count",
    "organismid": "individual_id",
}
# What people write besides the labels, where it means another column in other tables.
_ALSO = {"deployments": {"место": "location_id", "place": "location_id", "station": "location_id"}}
# A unit that is not one of these means other numbers: hectares are no square kilometres.
_UNITS = {
    "km2": {"km2", "км2", "sqkm", "квкм"},
    "m": {"m", "м", "metres", "meters", "метров", "метры"},
    "degree": {"degree", "degrees", "deg", "°", "градус", "градусы", "град", "wgs84"},
}
_LONGEST_HEADING = 80
_MOST_ADVISED = 50
_SPLIT = re.compile(r"(?P<main>[^(\[,]+)[(\[,]\s*(?P<more>[^)\]]*)[)\]]?\s*\*?")


@dataclass(frozen=True)
class SetAside:
    """A column of the file that is no column of the table.

    Attributes
    ----------
    heading : str
    place : int
        Position in the row, from 0.
    meant : str
        The column whose name or label is nearest, or nothing.
    """

    heading: str
    place: int
    meant: str = ""


@dataclass(frozen=True)
class Matched:
    """The headings of a file against the columns of a table.

    Attributes
    ----------
    table : str
    columns : dict of int to str
        Position → column.
    set_aside : tuple of SetAside
    questions : tuple of Question
        Headings that may be several columns, and columns that several headings may be.
    """

    table: str
    columns: dict[int, str]
    set_aside: tuple[SetAside, ...] = ()
    questions: tuple[Question, ...] = field(default=())


@lru_cache(maxsize=10_000)
def key_of(text: str) -> str:
    """What is compared of a heading: letters and digits, without case."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return "".join(c for c in folded if c.isalnum() or c == "°")


def letter_of(place: int) -> str:
    """The letters over a column in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def candidates(heading: str, table: str) -> list[str]:
    """The columns of a table that a heading may mean; those by name before those by label."""
    by_name, by_label = _known(table)
    key = key_of(heading)
    if key in by_name:
        return [by_name[key]]
    if key in by_label:
        return list(by_label[key])
    split = _SPLIT.fullmatch(heading.strip())
    if split is None:
        return []
    more, main = key_of(split["more"]), key_of(split["main"])
    possible = [by_name[main]] if main in by_name else list(by_label.get(main, ()))
    return [column for name in possible if (column := _narrowed(name, more, table))]


def _narrowed(name: str, more: str, table: str) -> str:
    """The column, where what stands behind its label is its name, its unit or a language."""
    described = schema(table).field(name)
    if more == key_of(name) or (described.unit and more in _UNITS.get(described.unit, ())):
        return name
    if described.unit and more == key_of(described.unit):
        return name
    if described.translatable and more in LANGUAGES:
        return name if more == "en" else f"{name}_{more}"
    return ""


@cache
def _known(table: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Key → column by its names, and key → columns by labels."""
    by_name, by_label = {}, {}
    for each in schema(table).fields:
        by_name[key_of(each.name)] = each.name
        for former in each.former_names:
            by_name[key_of(former)] = each.name
        if each.translatable:
            for language in LANGUAGES[1:]:
                by_name[key_of(f"{each.name}_{language}")] = f"{each.name}_{language}"
        for label in each.labels.values():
            found = by_label.setdefault(key_of(label), ())
            by_label[key_of(label)] = tuple(dict.fromkeys((*found, each.name)))
    for label, name in _ALSO.get(table, {}).items():
        by_label.setdefault(key_of(label), (name,))
    for key, name in _STANDARD.items():
        if name in schema(table).names:
            by_name[key] = name
    return by_name, by_label


@cache
def _all_known() -> frozenset[str]:
    return frozenset(key for table in TABLES for keys in _known(table) for key in keys)


def may_be_heading(text: str) -> bool:
    """Whether a cell could be a heading of any table: a quick look before the close one."""
    if len(text) > _LONGEST_HEADING:
        return False
    known = _all_known()
    split = _SPLIT.fullmatch(text)
    return key_of(text) in known or (split is not None and key_of(split["main"]) in known)


def match_headings(headings: Sequence[str], table: str, mapping: Mapping[str, str]) -> Matched:
    """Find the column of each heading.

    Parameters
    ----------
    headings : sequence of str
        As written, each once; blank where there is none.
    table : str
    mapping : dict of str to str
        Heading → column, as a person has said; an empty column sets it aside.
    """
    possible = {
        place: _said_or_told(heading, table, mapping)
        for place, heading in enumerate(headings)
        if heading and mapping.get(heading) != ""
    }
    sure = {place: names[0] for place, names in possible.items() if len(names) == 1}
    for place, names in possible.items():
        # A label that two columns share means the one that no other heading has taken.
        left = [name for name in names if name not in sure.values()]
        possible[place] = left if len(names) > 1 and left else names
    times = Counter(names[0] for names in possible.values() if len(names) == 1)
    columns = {p: n[0] for p, n in possible.items() if len(n) == 1 and times[n[0]] == 1}
    questions = [
        *(_which_column(headings[p], names, table) for p, names in possible.items() if names[1:]),
        *(_which_heading(name, headings, possible) for name, n in times.items() if n > 1),
    ]
    lost = [p for p, heading in enumerate(headings) if heading and not possible.get(p)]
    absent = [n for n in schema(table).names if n not in columns.values()]
    aside = tuple(
        SetAside(headings[p], p, nearest(headings[p], absent, table) if n < _MOST_ADVISED else "")
        for n, p in enumerate(lost)
    )
    return Matched(table, columns, aside, tuple(questions))


def _said_or_told(heading: str, table: str, mapping: Mapping[str, str]) -> list[str]:
    said = mapping.get(heading, "")
    return [said] if schema(table).knows(said) else bare_candidates(heading, table)


def told_apart(headings: Sequence[str]) -> list[str]:
    """Headings each once: those that stand there twice have the letter of their column."""
    times = Counter(headings)
    return [
        f"{heading} [{letter_of(place)}]" if heading and times[heading] > 1 else heading
        for place, heading in enumerate(headings)
    ]


def bare_candidates(heading: str, table: str) -> list[str]:
    """`candidates` of a heading that may have been told apart from its like."""
    return candidates(re.sub(r" \[[A-Z]{1,3}\]$", "", heading), table)


def nearest(heading: str, absent: Sequence[str], table: str) -> str:
    """The column not in the file whose name or label is nearest to a heading, or nothing."""
    keys = {key_of(name): name for name in absent}
    for name in absent:
        for label in schema(table).field(name).labels.values():
            keys.setdefault(key_of(label), name)
    near = get_close_matches(key_of(heading), list(keys), n=1, cutoff=0.75)
    found = keys[near[0]] if near else ""
    return "" if reverses(heading, found.replace("_", " ")) else found


def _which_column(heading: str, names: Sequence[str], table: str) -> Question:
    options = [Option(name, Said("option.column", {"column": name})) for name in names]
    options.append(Option("", Said("option.none")))
    said = Said("question.column", {"heading": heading, "table": table})
    return Question(f"column:{heading}", said, tuple(options))


def _which_heading(name: str, headings: Sequence[str], possible: dict[int, list[str]]) -> Question:
    options = tuple(
        Option(heading, Said("option.heading", {"heading": heading, "letter": letter_of(place)}))
        for place, heading in enumerate(headings)
        if possible.get(place) == [name]
    )
    return Question(f"heading:{name}", Said("question.heading", {"column": name}), options)


def label_of(described: Field, language: str) -> str:
    """The label of a column in a language; English where there is none."""
    return described.labels.get(language, described.labels["en"])
