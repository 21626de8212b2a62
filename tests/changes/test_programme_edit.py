"""The programme written by a form: nothing else moves, and what is wrong is named by its field."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from impact.changes import picture_forms, programme_forms, rule_forms
from impact.changes.form_fields import Form
from impact.changes.list_edit import in_order, things_of, with_thing, without_thing
from impact.changes.picture_forms import LOOK, PHOTOGRAPHS
from impact.changes.programme_edit import form_values, with_form
from impact.changes.programme_forms import CONTACT, NAME, NEEDS, PARTNERS, STORY
from impact.changes.programme_keys import comments_of
from impact.changes.programme_merge import merge_programmes
from impact.changes.rule_forms import COUNTING
from impact.model.errors import ProgrammeError
from impact.model.programme import Programme, read_programme

DATA = Path(__file__).parents[2] / "data"
TEXTS = {name: (DATA / name / "programme.toml").read_bytes() for name in ("wildcats", "example")}
TEXT = TEXTS["wildcats"]
FORMS = [one for module in (programme_forms, rule_forms, picture_forms)
         for one in vars(module).values() if isinstance(one, Form)]  # fmt: skip
INLINE = b"""
# What the programme is
about.id = "small" # for tests
about.name = { en = "Small" }
about.short_name = { en = "S" }
about.promise = { en = "P" } # kept
about.story = [ # two of them
    { en = "One." }, # the first
    { en = "Two." }, # the second
]
about.as_of = 2024-12-31
about.contact_name = { en = "C" }
about.data_note = { en = "N" }
species = [{ scientific_name = "Panthera uncia", name = { en = "snow leopard" }, short = { en =
"leopard" }, iucn_category = { en = "V" }, iucn_source = "s" }]
audiences = [{ id = "public", name = { en = "Public" } }, { id = "staff", name = { en = "Staff" } }]
""".replace(b"{ en =\n", b"{ en = ")
WITHOUT_A_FIELD = {
    "about.id": "the data folder's own name; addresses and kept files are found by it",
    "about.simulated": "whether rows are invented is a matter of the folder, not of a choice",
    "id_key": "a secret, which no screen shows",
    "indicators": "the form of a claim has its keys (tests/test_claim_forms.py)",
    "iati": "the form for IATI has its keys (tests/test_iati_form.py)",
}
"""Keys of programme.toml without a field in these forms, each with the reason."""


def keys_of(model: type[BaseModel], above: str = "") -> list[str]:
    """The places of all keys of a model, without numbers."""
    found = []
    for name, about in model.model_fields.items():
        kinds = [about.annotation]
        while (origin := get_origin(kinds[0])) in (list, types.UnionType):
            kinds = [one for one in get_args(kinds[0]) if one is not type(None)]
        inner: Any = kinds[0]
        if isinstance(inner, type) and issubclass(inner, BaseModel) and origin is not dict:
            found += keys_of(inner, f"{above}{name}.")
        else:
            found.append(f"{above}{name}")
    return found


def test_every_key_of_the_programme_has_a_field_or_a_reason():
    fields = {key for form in FORMS for key in form.keys}
    missing = {
        next((one for one in ("indicators", "iati") if key.startswith(f"{one}.")), key)
        for key in keys_of(Programme)
        if key not in fields
    }
    assert missing == set(WITHOUT_A_FIELD)
    assert fields <= {*keys_of(Programme)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("data", TEXTS)
def test_a_form_that_is_kept_as_it_is_leaves_the_file_to_the_letter(data, form):
    text = TEXTS[data]
    places = range(len(things_of(text, form.name))) if form.new else [None]
    for at in places:
        assert with_form(text, form, form_values(text, form, at), at) == text


def test_a_text_is_changed_in_its_own_line_alone():
    values = form_values(TEXT, NAME)
    values["about.promise"] = {**values["about.promise"], "ru": "Обещание"}
    before, after = TEXT.decode().splitlines(), with_form(TEXT, NAME, values).decode().splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        'ru = "Обещание"'
    ]


def test_a_key_is_new_and_one_is_emptied():
    values = form_values(TEXT, CONTACT)
    values |= {"about.address": "https://cats.example.org", "about.contact": " "}
    about = read_programme(with_form(TEXT, CONTACT, values).decode()).about
    assert (about.address, about.contact) == ("https://cats.example.org", "")
    values = {**form_values(TEXT, COUNTING), "moved_metres": 300.0, "events.threshold_minutes": 60}
    programme = read_programme(with_form(TEXT, COUNTING, values).decode())
    assert (programme.moved_metres, programme.events.threshold_minutes) == (300, 60)
    values = {**form_values(TEXT, LOOK), "look.primary": "#112233"}
    assert read_programme(with_form(TEXT, LOOK, values).decode()).look.primary == "#112233"


@pytest.mark.parametrize("text", [TEXT, INLINE], ids=["headings", "inline"])
def test_paragraphs_are_new_changed_moved_and_removed_and_no_comment_is_lost(text):
    first, second = things_of(text, "about.story")[:2]
    new = {"en": "Third.", "ru": "Третий."}
    made = with_form(text, STORY, {"": new})
    made = with_form(made, STORY, {"": {**first, "ru": "Первый."}}, 0)
    order = [1, 0, *range(2, len(things_of(made, "about.story")))]
    made = in_order(made, "about.story", order)
    story = things_of(made, "about.story")
    assert (story[0], story[1], story[-1]) == (second, {**first, "ru": "Первый."}, new)
    made = without_thing(made, "about.story", 0)
    assert things_of(made, "about.story") == story[1:]
    for mark in (b"# kept", b"# two of them", b"# the first", b"# the second", b"# Every key"):
        assert made.count(mark) >= text.count(mark)


def test_a_list_that_is_not_there_yet_gets_its_first_thing():
    made = with_form(INLINE, PARTNERS, {"name": "A", "role": {"en": "Helps"}})
    assert things_of(made, "partners") == [{"name": "A", "role": {"en": "Helps"}}]
    assert made.startswith(INLINE)


def test_a_photograph_is_changed_and_is_no_longer_handed_out():
    values = {"file": "photograph-1.jpg", "alt": {"en": "A cat"}, "credit": "A", "licence": "B"}
    text = with_form(TEXT, PHOTOGRAPHS, {**values, "handed_out": True})
    now = form_values(text, PHOTOGRAPHS, 0)
    assert with_form(text, PHOTOGRAPHS, now, 0) == text
    made = with_form(text, PHOTOGRAPHS, {**now, "credit": "Aina", "handed_out": False}, 0)
    assert things_of(made, "photographs") == [{**values, "credit": "Aina"}]


def test_keys_that_have_no_field_stay_in_a_thing():
    lone = Form("partners", PARTNERS.title, PARTNERS.fields[:1], new=PARTNERS.new)
    text = with_thing(INLINE, "partners", {"name": "A", "role": {"en": "R"}})
    renamed = things_of(with_form(text, lone, {"name": "B"}, 0), "partners")
    assert renamed == [{"role": {"en": "R"}, "name": "B"}]


@pytest.mark.parametrize(
    ("form", "values", "named"),
    [
        (NEEDS, {"what": {"en": "A"}, "by": "soon"}, "“By when” cannot stay as it is."),
        (NEEDS, {"what": {"ru": "А"}}, "“What is needed” has no English."),
        (NEEDS, {"what": {"en": "  "}}, "“What is needed” is empty."),
        (PARTNERS, {"name": " ", "role": {"en": "R"}}, "“Name” is empty."),
        (programme_forms.INITIATIVES, {"id": "A b"}, "“Title” is empty."),
        (rule_forms.AUDIENCES, {"id": "public", "name": {"en": "P"}, "records": "area",
                                "delay_days": 0, "minimum_stations": 3}, "is there already"),
        (rule_forms.AUDIENCES, {"id": "Own", "name": {"en": "P"}, "records": "area",
                                "delay_days": 0, "minimum_stations": 3}, "cannot be a short name"),
        (rule_forms.AUDIENCES, {"id": "partner", "name": {"en": "P"}, "records": "cell",
                                "delay_days": 0, "minimum_stations": 3}, "cell_degrees goes with"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_field(form, values, named):
    with pytest.raises(ProgrammeError, match=named.replace("(", "\\(")):
        with_form(TEXT, form, values)


def test_the_last_species_stays():
    with pytest.raises(ProgrammeError):
        without_thing(INLINE, "species", 0)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_two_people_who_change_two_texts_of_one_form_keep_both(text):
    first = form_values(text, STORY, 0)[""]
    name = form_values(text, NAME)
    english = with_form(text, STORY, {"": {**first, "en": "Snow leopards live high up."}}, 0)
    russian = with_form(text, STORY, {"": {**first, "ru": "Барсы живут высоко."}}, 0)
    russian = with_form(russian, NAME, {**name, "about.promise": {"en": "For cats."}})
    merged, conflicts = merge_programmes(text, english, russian, {})
    both = {**first, "en": "Snow leopards live high up.", "ru": "Барсы живут высоко."}
    assert conflicts == []
    assert form_values(merged, STORY, 0)[""] == both
    assert form_values(merged, NAME)["about.promise"] == {"en": "For cats."}
    assert comments_of(merged.decode()) == comments_of(text.decode())
