"""A few cells of a table, or parts of programme.toml, edited in place.

The comments of programme.toml, and everything in it that is not edited, stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import tomlkit
from tomlkit.items import InlineTable

from impact.checking.written import written
from impact.model.errors import ProgrammeError
from impact.model.messages import Sentence
from impact.model.programme import read_programme
from impact.model.schemas import LANGUAGES, schema
from impact.reading.text_tables import TextTable

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from tomlkit import TOMLDocument

    from impact.changes.succession import Succession
    from impact.model.records import Records

COLUMNS = {
    "partners": ("name", "role.en", "role.ru", "url"),
    "initiatives": (
        *("id", "title.en", "title.ru", "text.en", "text.ru", "status.en", "status.ru"),
        *("source", "source_name"),
    ),
}
"""Parts of the programme that are lists of things, and their columns."""
TARGET = ("baseline", "baseline_year", "target", "target_year", "source")
NUMBERS = TARGET[:-1]
FIRST_ROW = 2  # as a spreadsheet numbers it: the headings are row 1


def part_rows(programme_text: bytes, part: str) -> pd.DataFrame:
    """A part of the programme as a table of text, one of `COLUMNS`; its index is the place."""
    things = _document(programme_text).unwrap().get(part, [])
    rows = [[_at(thing, column) for column in COLUMNS[part]] for thing in things]
    return pd.DataFrame(rows, columns=list(COLUMNS[part])).astype("str")


def with_part(programme_text: bytes, part: str, rows: pd.DataFrame) -> bytes:
    """The programme with a part as the table has it.

    Parameters
    ----------
    programme_text : bytes
    part : str
    rows : DataFrame
        From `part_rows`, with cells changed, rows deleted, and new rows under new labels.

    Raises
    ------
    ProgrammeError
        It would not be a programme any more, such as where a needed cell is empty.
    """
    document = _document(programme_text)
    things = document.setdefault(part, tomlkit.aot())
    kept = [place for place in range(len(things)) if place in rows.index]
    for place in reversed(range(len(things))):
        if place not in kept:
            del things[place]
    there = {place: things[at] for at, place in enumerate(kept)}
    for label, row in rows.fillna("").iterrows():
        thing = there.get(label)
        if thing is None:
            thing = tomlkit.table()
            things.append(thing)
            thing = things[-1]
        for column in COLUMNS[part]:
            _put(thing, column, str(row[column]).strip())
    return _checked(document)


def text_rows(programme_text: bytes) -> pd.DataFrame:
    """Every text of the programme that stands in several languages: place, English, Russian.

    Lists of things are told by their id or name, so that a place stays the same when another
    is added.
    """
    found = [
        (place, thing.get("en", ""), thing.get("ru", ""))
        for place, thing in _texts(_document(programme_text))
    ]
    return pd.DataFrame(found, columns=["place", "en", "ru"]).set_index("place").astype("str")


def with_texts(programme_text: bytes, rows: pd.DataFrame) -> bytes:
    """The programme with its texts as the table from `text_rows` has them.

    Raises
    ------
    ProgrammeError
        An English text is empty.
    """
    document = _document(programme_text)
    for place, thing in _texts(document):
        if place in rows.index:
            for language in ("en", "ru"):
                _put(thing, language, str(rows.at[place, language] or "").strip())
            if "en" not in thing:
                raise ProgrammeError(
                    Sentence("{place} has no English.", place=place),
                    Sentence("Write it: it stands in for languages that have no text."),
                )
    return _checked(document)


def target_rows(programme_text: bytes) -> pd.DataFrame:
    """The target of each indicator; missing where none is published. Indexed by indicator."""
    found = {
        one["id"]: [one.get("target", {}).get(name) for name in TARGET]
        for one in _document(programme_text).unwrap().get("indicators", [])
    }
    rows = pd.DataFrame.from_dict(found, orient="index", columns=list(TARGET))
    return rows.astype({**dict.fromkeys(NUMBERS, "float64"), "source": "str"})


def with_targets(programme_text: bytes, rows: pd.DataFrame) -> bytes:
    """The programme with targets as the table from `target_rows` has them; an empty row has none.

    Raises
    ------
    ProgrammeError
        A target lacks one of its parts.
    """
    document = _document(programme_text)
    for indicator in document.get("indicators", []):
        row = rows.loc[indicator["id"]]
        filled = {n: row[n] for n in TARGET if not pd.isna(row[n]) and str(row[n]).strip()}
        if not filled:
            indicator.pop("target", None)
            continue
        lacking = [name for name in TARGET if name not in filled]
        if lacking:
            raise ProgrammeError(
                Sentence(
                    "The target of {indicator} lacks {parts}.",
                    indicator=indicator["id"],
                    parts=", ".join(lacking),
                ),
                Sentence("Fill in the whole row, or clear it."),
            )
        plain = {n: v if n == "source" else _number(v) for n, v in filled.items()}
        if indicator.get("target") != plain:
            indicator["target"] = _inline(plain)
    return _checked(document)


def with_succession(programme_text: bytes, made: Succession) -> bytes:
    """The programme in which a new survey is the current one, and the current one the baseline.

    Words for the two periods that were written for the old ones are taken out: the dates of
    the surveys stand in their place.
    """
    document = _document(programme_text)
    for indicator in document["indicators"]:
        if indicator["id"] == made.indicator:
            indicator["current"] = _inline({"survey": made.new})
            indicator["baseline"] = _inline({"survey": made.current})
            indicator.pop("current_words", None)
            indicator.pop("baseline_words", None)
    return _checked(document)


def _document(programme_text: bytes) -> TOMLDocument:
    text = programme_text.decode("utf-8-sig")
    read_programme(text)  # a clear error where it is none
    return tomlkit.parse(text)


def _checked(document: TOMLDocument) -> bytes:
    text = tomlkit.dumps(document)
    read_programme(text)
    return text.encode()


def _at(thing: dict, column: str) -> str:
    name, _, language = column.partition(".")
    value = thing.get(name, {} if language else "")
    return value.get(language, "") if language else value


def _put(thing: dict, column: str, value: str) -> None:
    """Write a value where it is another than before; take out what is emptied."""
    name, _, language = column.partition(".")
    if language:
        inner = thing.get(name)
        if inner is None and value:
            thing[name] = _inline({language: value})
        elif inner is not None:
            _put(inner, language, value)
        return
    if not value:
        thing.pop(name, None)
    elif thing.get(name) != value:
        thing[name] = value


def _inline(values: dict) -> InlineTable:
    made = tomlkit.inline_table()
    made.update(values)
    return made


def _number(value: float) -> float:
    return int(value) if float(value).is_integer() else float(value)


def _texts(document: TOMLDocument) -> Iterator[tuple[str, dict]]:
    """Place → the table of languages, of every text there is."""
    yield from _texts_in("", document)


def _texts_in(place: str, thing: object) -> Iterator[tuple[str, dict]]:
    if _is_text(thing):
        yield place, thing
    elif isinstance(thing, dict):
        for name, inner in thing.items():
            yield from _texts_in(f"{place}.{name}".lstrip("."), inner)
    elif isinstance(thing, list):
        for number, inner in enumerate(thing, start=1):
            yield from _texts_in(f"{place}.{_name(inner, number)}", inner)


def _is_text(thing: object) -> bool:
    return isinstance(thing, dict) and "en" in thing and set(thing) <= set(LANGUAGES)


def _name(thing: object, number: int) -> Hashable:
    if not isinstance(thing, dict) or _is_text(thing):
        return number
    names = (thing.get(key) for key in ("id", "scientific_name", "name", "file"))
    return next((name for name in names if isinstance(name, str)), number)


def table_rows(records: Records, table: str, search: str = "") -> pd.DataFrame:
    """Rows of a table as text, with ``row``; those that hold the words searched for anywhere."""
    rows = written(records, table)
    names = [name for name in schema(table).names if name not in rows]
    rows = rows.reindex(columns=[*rows.columns, *names]).astype("str")
    rows = rows.assign(row=range(FIRST_ROW, len(rows) + FIRST_ROW))
    if search.strip():
        together = rows.drop(columns="row").fillna("").agg(" ".join, axis="columns")
        found = together.str.casefold().str.contains(search.strip().casefold(), regex=False)
        rows = rows[found]
    return rows


def with_edits(rows: pd.DataFrame, edited: TextTable | None) -> pd.DataFrame:
    """Rows with the edits that were kept before."""
    if edited is None:
        return rows
    kept = edited.frame.set_index("row")
    shown = rows.set_index("row")
    here = shown.index.intersection(kept.index)
    shown.loc[here, kept.columns] = kept.loc[here]
    return shown.reset_index()


def edits(
    table: str, before: pd.DataFrame, after: pd.DataFrame, kept: TextTable | None = None
) -> TextTable | None:
    """The rows that were changed, beside those kept before; None where there is none.

    Parameters
    ----------
    table : str
    before, after : DataFrame
        The same rows with the same ``row``, as from `table_rows`.
    kept : TextTable, optional
        From an earlier call.
    """
    old, new = (frame.set_index("row").fillna("") for frame in (before, after))
    new = new.astype("str").apply(lambda cells: cells.str.strip())
    changed = new[(old[new.columns] != new).any(axis="columns")]
    frames = [changed.replace("", pd.NA)]
    if kept is not None:
        earlier = kept.frame.set_index("row")
        frames.insert(0, earlier[~earlier.index.isin(changed.index)])
    together = pd.concat(frames).astype("str").sort_index()
    if together.empty:
        return None
    return TextTable(f"{table}.csv", together.reset_index())
