"""Every difference between two versions is seen: one planted for each key and each column."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from impact.changes.key_names import name_of_key, value_of_key
from impact.changes.programme_keys import keys_of, rewritten
from impact.changes.seen import HIDDEN, edited_keys, seen_between, words_between
from impact.changes.seen_in_words import lines_of
from impact.changes.three_way import Content
from impact.checking.checks import check_tables
from impact.model.programme import Programme
from impact.model.schemas import TABLES, schema
from impact.reading.text_tables import TextTable
from impact.wording import words_in
from tests.reading.sample import PROGRAMME_TOML, as_texts, rows

WILDCATS = Path(__file__).parents[2] / "data" / "wildcats" / "programme.toml"
TOML = PROGRAMME_TOML.encode()


@cache
def sample():
    return check_tables(as_texts(rows()))[0]


def other(column: pd.Series) -> pd.Series:
    """Another value of the same kind in every row."""
    if column.dtype.kind == "M":
        return column + pd.DateOffset(years=1)
    if str(column.dtype) == "boolean":
        return ~column
    if column.dtype.kind in "if":
        return column + 1
    return column.astype("str") + " planted"


@pytest.mark.parametrize("table", TABLES)
def test_a_change_in_any_column_is_seen(table):
    frame = sample().table(table)
    columns = [name for name in schema(table).names if name not in schema(table).primary_key]
    filled = [name for name in columns if frame[name].notna().any()]
    assert filled == columns  # or nothing would be planted there
    planted = frame.assign(**{name: other(frame[name]) for name in columns})
    seen = seen_between(
        Content(TOML, sample()), Content(TOML, sample().with_tables(**{table: planted}))
    )
    (found,) = seen.tables
    assert {edit.column for edit in found.edits} >= set(columns) - {"date_precision"}
    assert all(edit.before != edit.after for edit in found.edits)
    lines = "\n".join(lines_of(seen, words_in("en")))
    assert all(f" · {edit.column}: " in lines for edit in found.edits)


@pytest.mark.parametrize("table", TABLES)
def test_another_id_is_another_row(table):
    frame = sample().table(table)
    key = schema(table).primary_key[0]
    planted = frame.assign(**{key: other(frame[key])})
    seen = seen_between(
        Content(TOML, sample()), Content(TOML, sample().with_tables(**{table: planted}))
    )
    assert len(seen.tables[0].added) == len(seen.tables[0].removed) == len(frame)


def planted_in(value: object, place: tuple = ()) -> object:
    """The same with every value another; the names of things stay."""
    if isinstance(value, dict):
        return {name: planted_in(one, (*place, name)) for name, one in value.items()}
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [planted_in(one, place) for one in value]
    names = {"id", "scientific_name", "name", "file"}
    return value if len(place) > 1 and place[-1] in names else "planted"


def test_a_change_of_any_key_of_the_programme_is_seen():
    text = WILDCATS.read_bytes()
    planted = planted_in(tomllib.loads(text.decode()))
    after = rewritten(text, planted)
    edits = {edit.row: edit.after for edit in edited_keys(text, after)}
    keys = keys_of(text)
    names = {"id", "scientific_name", "name", "file", "order"}
    expected = {key for key in keys if key.rpartition(".")[2] not in names}
    assert set(edits) == expected
    assert set(edits.values()) == {"planted"}


def test_every_key_that_a_programme_may_have_is_seen_when_it_is_new():
    named = set(Programme.model_fields)
    for key in named:
        edits = edited_keys(TOML, f'{key} = "planted"\n'.encode())
        assert any(edit.row.split(".")[0] == key for edit in edits), key


def test_a_secret_is_seen_as_changed_and_never_shown():
    old, new = b'id_key = "aaaaaaaaaaaaaaaa"\n', b'id_key = "bbbbbbbbbbbbbbbb"\n'
    (edit,) = edited_keys(old, new)
    assert (edit.row, edit.before, edit.after) == ("id_key", HIDDEN, HIDDEN)


def test_texts_are_compared_word_by_word_and_the_other_language_is_named():
    text = WILDCATS.read_text(encoding="utf-8")
    changed = text.replace('"on Uly Balkan"', '"on the Uly Balkan range"')
    (edit,) = edited_keys(text.encode(), changed.encode())
    assert edit.unchanged == ("ru", "tk", "ky", "kk")
    assert words_between(edit.before, edit.after) == [
        ("same", "on "),
        ("new", "the "),
        ("same", "Uly "),
        ("old", "Balkan"),
        ("new", "Balkan range"),
    ]
    seen = seen_between(Content(text.encode(), sample()), Content(changed.encode(), sample()))
    (line,) = [one for one in lines_of(seen, words_in("en")) if one.startswith("- ")]
    assert line.endswith("Not changed: Русский, Türkmençe, Кыргызча, Қазақша.")
    assert line.startswith("- Claims · uly-balkan-detections · The place, as the sentence says it")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("about.story.1.en", "Story · 1 · English"),
        ("about.name.ru", "Name and promise · Name · Русский"),
        ("partners.WWF e.V.role.en", "Partners · WWF e.V · Role · English"),
        ("initiatives.order", "Initiatives · their order"),
        ("indicators.uly.current.survey", "Claims · uly · Current period · Survey"),
        ("id_key", "id_key"),
    ],
)
def test_a_key_is_named_as_the_forms_name_it(key, name):
    assert name_of_key(key, words_in("en")) == name


def test_what_a_claim_was_set_to_is_said_as_its_form_says_it():
    words = words_in("ru")
    assert value_of_key("indicators.uly.basis", "records", words) == "Отдельные записи"
    assert value_of_key("indicators.uly.id", "records", words) == "records"
    assert value_of_key("about.basis", "records", words) == "records"


def test_a_translated_column_says_which_language_stayed():
    frame = rows()["milestones"]
    both = [{**one, "title_ru": "Заповедник"} for one in frame]
    old, _ = check_tables({**as_texts(rows()), "milestones": _table(both)})
    new, _ = check_tables(
        {**as_texts(rows()), "milestones": _table([{**one, "title": "Other"} for one in both])}
    )
    (table,) = seen_between(Content(TOML, old), Content(TOML, new)).tables
    assert {edit.unchanged for edit in table.edits} == {("ru",)}


def _table(lines: list[dict]) -> TextTable:
    frame = pd.DataFrame(lines, dtype="str").assign(row=range(2, len(lines) + 2))
    return TextTable("milestones", frame)


def test_rows_that_came_and_went_are_shown_with_their_cells():
    frame = sample().milestones
    fewer = sample().with_tables(milestones=frame.iloc[:0])
    (gone,) = seen_between(Content(TOML, sample()), Content(TOML, fewer)).tables
    assert set(gone.removed["milestone_id"]) == set(frame["milestone_id"])
    (back,) = seen_between(Content(TOML, fewer), Content(TOML, sample())).tables
    assert list(back.added["title"]) == list(frame["title"])


def test_the_keys_of_named_things_stay_when_another_is_added():
    keys = keys_of(WILDCATS.read_bytes())
    assert "indicators.uly-balkan-detections.place.ru" in keys
