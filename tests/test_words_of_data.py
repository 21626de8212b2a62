"""The words of the data folders stand in every language that a folder offers."""

from __future__ import annotations

import csv
import re
import tomllib
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from impact.model.schemas import TABLES, schema
from tests.wording.endings import HUNG, wrong_endings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ["data/wildcats", "data/example"]
WORD = re.compile(r"[^\W\d_]+")


def programme(folder: str) -> dict:
    return tomllib.loads((ROOT / folder / "programme.toml").read_text(encoding="utf-8"))


def texts(part: object) -> Iterator[dict]:
    """Every text of a programme file: a table with its words in English, among others."""
    if isinstance(part, dict) and isinstance(part.get("en"), str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from texts(inner)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_of_the_programme_is_in_every_language_offered(folder):
    found = list(texts(programme(folder)))
    assert len(found) > 20
    offered = programme(folder)["languages"]
    assert [text for text in found if not set(offered) <= set(text) and "tk" in text] == []
    assert [text for text in found if not text.get("ru")] == []
    assert [one["name"] for one in programme(folder)["species"] if not one["genitive"]["ru"]] == []


NO_SOURCE_SHOWN = ("deployments", "failures")  # no page names one
# English that describes; names of publishers and words that are quoted may stand as they are.
QUOTED = re.compile("«[^»]*»|“[^”]*”")
DESCRIBES = re.compile(
    r"\b(?:a|an|by|from|with|is|not|blog|copy|deputy|forum|mirror|minist(?:er|ry)|members|"
    r"newsletter|page|plan|reports?|repost|search|seed|simulat\w+|summary|survey|university)\b",
    re.IGNORECASE,
)
# Notes for who works with the tables: no page shows them.
NOT_ON_PAGES = re.compile(r"locality|individuals_note|first_record_note|_by_role")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("table", TABLES)
def test_every_cell_with_words_is_in_every_language_offered(folder, table):
    file = ROOT / folder / f"{table}.csv"
    rows = csv.DictReader(StringIO(file.read_text("utf-8-sig"))) if file.exists() else []
    columns = [field.name for field in schema(table).fields if field.translatable]
    assert "source_name" in columns  # a blog, a ministry, a copy: what a source is called is words
    offered = set(programme(folder)["languages"]) - {"en"}
    missing, english = [], []
    for number, row in enumerate(rows, start=2):
        if table not in NO_SOURCE_SHOWN and not row["source"].startswith("http"):
            missing += [] if row["source_name"] else [(number, "source_name", "en")]
        for column in columns:
            for language in sorted(offered if not NOT_ON_PAGES.search(column) else {"ru"}):
                said, at = row.get(f"{column}_{language}"), (number, column, language)
                missing += [at] if WORD.search(row.get(column) or "") and not said else []
                english += [at] if DESCRIBES.search(QUOTED.sub("", said or "")) else []
    assert missing == []
    assert english == []


def said(folder: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Every text of a folder in a language: its table, its column and itself."""
    for text in texts(programme(folder)):
        yield "programme", "", text.get(language, "")
    for file in sorted((ROOT / folder).glob("*.csv")):
        for row in csv.DictReader(StringIO(file.read_text("utf-8-sig"))):
            for name, text in row.items():
                if name.endswith(f"_{language}"):
                    yield file.stem, name.removesuffix(f"_{language}"), text or ""
                elif language == "en" and f"{name}_ru" in row:  # a bare name is the English
                    yield file.stem, name, text or ""


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", HUNG)
def test_a_number_has_the_ending_of_its_last_word(folder, language):
    found = [text for _table, _column, text in said(folder, language)]
    assert len(found) > 100
    assert [wrong for text in found for wrong in wrong_endings(text, language)] == []


# Thousands stand apart, as where a number is counted: "2 750", never beside "2822"; the blank
# between them does not break.
UNGROUPED = re.compile(
    r"(?<![\d,.])\d{4,}(?=[ \xa0](?:[kк]?[mм]²?\b|[kк][mм]²|манат|manat|километр|kilometr|особ))"
    r"|(?<![\w.,/-])(?!(?:18|19|20)\d\d(?!\d))\d{4,5}(?![\d./])"
)
MAY_BREAK = re.compile(r"\d \d{3}(?!\d)")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["ru", *HUNG])
def test_a_number_in_a_text_is_grouped_as_a_number_that_is_counted(folder, language):
    found = {text for _table, _column, text in said(folder, language)}
    assert [text for text in found if UNGROUPED.search(text) or MAY_BREAK.search(text)] == []


# A page puts these behind a label, or a date, and a colon.
LABELLED = {
    *(("areas", name) for name in ("set_up_by", "role", "location_note")),
    ("milestones", "title"),
}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["en", "ru", *HUNG])
def test_no_second_colon_stands_behind_a_label(folder, language):
    found = [text for *at, text in said(folder, language) if tuple(at) in LABELLED]
    begun = programme(folder).get("initiatives", [])
    found += [one["status"].get(language, "") for one in begun if "status" in one]
    assert [text for text in found if re.search(r"\w: ", text)] == []


NAME = re.compile(r"[A-Z][\w.]+")  # of an organisation, in Latin letters in every language


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["ru", *HUNG])
def test_what_stands_behind_a_label_begins_small(folder, language):
    cells = list(said(folder, language))
    names = {text[:5] for table, column, text in cells if (table, column) == ("areas", "name")}
    behind = ("set_up_by", "role", "location_note", "area_note", "recorded_by")
    of_others = {word for *_at, text in said(folder, "en") for word in NAME.findall(text)}
    found = [text for _table, column, text in cells if text and column in behind]
    assert len(found) > 10
    capital = [text for text in found if text[0].isupper() and text[:5] not in names]
    begun = [re.match(r"[A-Za-z.]*", text).group() for text in capital]
    assert [text for text, word in zip(capital, begun, strict=True) if word not in of_others] == []


def _published_by(language: str) -> list[tuple[str, str]]:
    """Of records whose recorder is unknown: who published each, and what its source is called."""
    of = "" if language == "en" else f"_{language}"
    return [
        (row[f"recorded_by{of}"].rpartition("; ")[2].casefold(), row[f"source_name{of}"].casefold())
        for table in ("conflicts", "detections")
        for row in csv.DictReader(
            StringIO((ROOT / f"data/wildcats/{table}.csv").read_text("utf-8-sig"))
        )
        if row["recorded_by"].startswith("not stated; ") and row["attribution"] == "others"
    ]


@pytest.mark.parametrize("language", ["ru", *HUNG])
def test_the_source_of_a_record_is_called_alike_where_it_says_who_published_it(language):
    """A line that names its source leaves it out of who published it: it finds it by its name."""
    here = [source.partition(", ")[0] in who for who, source in _published_by(language)]
    assert sum(here) > 10
    assert here == [source.partition(", ")[0] in who for who, source in _published_by("en")]


@pytest.mark.parametrize("language", ["en", "ru", *HUNG])
def test_who_published_a_record_is_said_to_have_published_it(language):
    """A bare name behind "not stated" reads as the name of whoever recorded it."""
    told = _published_by(language)
    assert len(told) > 10
    assert [who for who, source in told if who == source] == []


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["en", "ru", *HUNG])
def test_a_name_can_stand_in_a_list_of_names(folder, language):
    """Commas part the names of a list."""
    found = [text for *at, text in said(folder, language) if at == ["areas", "name"]]
    assert len(found) > 3
    assert [name for name in found if "," in name] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_called_a_feint_in_russian(folder):
    """«Симуляция» is pretending to be ill as well: what is made up is «модельные данные»."""
    assert [text for *_at, text in said(folder, "ru") if "симуляц" in text.casefold()] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_page_speaks_in_russian(folder):
    """A page or a report "says" in English; in Russian it is said there, or people say it."""
    speaks = re.compile(r"\b(?:[Сс]траница|[Оо]тчёт)\b[^.;]*\bговорит, что")
    assert [text for *_at, text in said(folder, "ru") if speaks.search(text)] == []
