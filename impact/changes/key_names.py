"""The keys of programme.toml as the forms call them: about.story.1.en is Story · 1 · English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.changes.picture_forms import LOOK, PHOTOGRAPHS
from impact.changes.programme_forms import (
    CONTACT,
    INITIATIVES,
    NAME,
    NEEDS,
    PARTNERS,
    REPORTS,
    SHEETS,
    STORY,
)
from impact.changes.rule_forms import AUDIENCES, COUNTING, LANGUAGES, SPECIES
from impact.model.messages import Sentence
from impact.wording.language import NAMES

if TYPE_CHECKING:
    from impact.changes.form_fields import Form
    from impact.wording import Words

FORMS = {
    form.name: form
    for form in (
        *(STORY, NAME, CONTACT, INITIATIVES, PARTNERS, PHOTOGRAPHS, LOOK, REPORTS),
        *(NEEDS, SHEETS, LANGUAGES, SPECIES, AUDIENCES, COUNTING),
    )
}
"""Every form of the programme by its name, as they stand in the menu."""
_CLAIMS = "indicators"
_OF_CLAIMS = {
    "kind": Sentence("What is counted"),
    "species": Sentence("Species"),
    "areas": Sentence("Areas, with everything that lies in them"),
    "good": Sentence("Which way is good"),
    "basis": Sentence("What it is counted from"),
    "current": Sentence("Current period"),
    "baseline": Sentence("Compared with"),
    "place": Sentence("The place, as the sentence says it"),
    "place_note": Sentence("What the place is, if that is to be said"),
    "place_with_note": Sentence("Both as one phrase, where the note comes before the name"),
    "current_words": Sentence("The current period; empty: its dates"),
    "baseline_words": Sentence("The earlier period; empty: its dates"),
    "statement": Sentence("The published statement that it answers to"),
    "initiative": Sentence("Initiative"),
    "target": Sentence("Target"),
    "id": Sentence("Short name, for its address"),
    "survey": Sentence("Survey"),
    "start": Sentence("First day"),
    "end": Sentence("Last day; empty while it goes on"),
}
_CHOICES = {
    "kind": {
        "detections": Sentence("Detections by cameras"),
        "conflict_incidents": Sentence("Conflicts with people"),
        "first_record": Sentence("The first record of a species"),
    },
    "basis": {
        "records": Sentence("Single records"),
        "published_total": Sentence("A published total"),
    },
    "good": {"more": Sentence("More is good"), "fewer": Sentence("Fewer is good")},
}


def name_of_key(key: str, words: Words) -> str:
    """A key as a person finds it: the form, which thing of it, the field, the language.

    Parameters
    ----------
    key : str
        As from `impact.changes.programme_keys.keys_of`. One without a form stays as it is.
    words : Words
    """
    stem, _, end = key.rpartition(".")
    language = NAMES.get(end, "") if stem else ""
    parts = _named(stem if language else key, words)
    return " · ".join([*parts, *([language] if language else [])]) if parts else key


def value_of_key(key: str, value: str, words: Words) -> str:
    """What a key of a claim was set to as its form says it; any other value as it is."""
    choices = _CHOICES.get(key.rpartition(".")[2], {}) if key.startswith(f"{_CLAIMS}.") else {}
    return words.said(choices[value]) if value in choices else value


def _named(key: str, words: Words) -> list[str]:
    for form in FORMS.values():
        if form.new is None:
            labels = {field.name: field.label for field in form.fields}
            if key in labels:
                return [words.said(form.title), words.said(labels[key])]
        elif key.startswith(f"{form.name}."):
            return _of_a_list(form, key.removeprefix(f"{form.name}."), words)
    if key.startswith(f"{_CLAIMS}."):
        thing, _, rest = key.removeprefix(f"{_CLAIMS}.").partition(".")
        return [words._("Claims"), *_thing(thing, words), *_field(rest, _OF_CLAIMS, words)]
    return []


def _of_a_list(form: Form, rest: str, words: Words) -> list[str]:
    """The things of a list by their names; such a name may hold dots itself."""
    labels = {field.name: field.label for field in form.fields if field.name}
    name = next((one for one in labels if rest.endswith(f".{one}")), "")
    thing = rest.removesuffix(f".{name}") if name else rest
    return [words.said(form.title), *_thing(thing, words), *_field(name, labels, words)]


def _thing(name: str, words: Words) -> list[str]:
    return [words._("their order") if name == "order" else name] if name else []


def _field(rest: str, labels: dict[str, Sentence], words: Words) -> list[str]:
    first, _, further = rest.partition(".")
    named = [words.said(labels[first]) if first in labels else first] if first else []
    part = words.said(labels[further]) if further in labels else further
    return [*named, *([part] if part else [])]
