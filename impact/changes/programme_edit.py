"""The programme as a form leaves it: what is filled in is written, every comment stays."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from impact.changes import list_edit
from impact.changes.programme_keys import rewritten
from impact.model.errors import ProgrammeError
from impact.model.messages import Sentence
from impact.model.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.changes.form_fields import Form, FormField


def form_values(programme_text: bytes, form: Form, at: int | None = None) -> dict[str, Any]:
    """What holds for the fields of a form: name of the field → value, written or taken for it.

    Parameters
    ----------
    programme_text : bytes
    form : Form
    at : int, optional
        Which thing of a list, from 0; without it the form is empty.
    """
    programme = read_programme(programme_text.decode("utf-8-sig"))
    if form.new is None:
        return {field.name: attrgetter(field.name)(programme) for field in form.fields}
    if at is None:
        return {}
    thing = attrgetter(form.name)(programme)[at]
    return {f.name: getattr(thing, f.name) if f.name else thing for f in form.fields}


def with_form(
    programme_text: bytes, form: Form, values: Mapping[str, Any], at: int | None = None
) -> bytes:
    """The programme with what a form has: a thing that is new or changed, or keys.

    Parameters
    ----------
    programme_text : bytes
    form : Form
    values : mapping
        Name of the field → value; what is empty is taken out.
    at : int, optional
        Which thing of a list is changed, from 0; without it a new one comes last.

    Raises
    ------
    ProgrammeError
        A needed value is empty, or a value is not what its key takes: it names the field.
    """
    filled = {field.name: _filled(field, values.get(field.name)) for field in form.fields}
    _check_id(programme_text, form, filled, at)
    try:
        if form.new is None:
            return _with_keys(programme_text, filled)
        thing = filled[""] if "" in filled else _thing(programme_text, form, filled, at)
        return list_edit.with_thing(programme_text, form.name, thing, at)
    except ProgrammeError as error:
        raise _named(error, form) from error


def _filled(field: FormField, value: Any) -> Any:
    """A value without empty parts; None where it is empty."""
    if isinstance(value, dict):
        value = {language: text.strip() for language, text in value.items() if text.strip()}
        if value and field.english and "en" not in value:
            raise ProgrammeError(
                Sentence("“{field}” has no English.", field=field.label),
                Sentence("Write it: it stands in for languages that have no text."),
            )
    if isinstance(value, str):
        value = value.strip()
    if value not in (None, "", {}, []) and value is not False:
        return value
    if field.needed:
        raise ProgrammeError(
            Sentence("“{field}” is empty.", field=field.label), Sentence("Fill it in.")
        )
    return None


def _thing(programme_text: bytes, form: Form, filled: Mapping, at: int | None) -> dict[str, Any]:
    """A thing of a list with what is filled in; keys without a field stay."""
    if at is None:
        return {name: value for name, value in filled.items() if value is not None}
    before = list_edit.things_of(programme_text, form.name)[at]
    taken = form_values(programme_text, form, at)
    kept = {name: value for name, value in before.items() if name not in filled}
    return kept | {
        name: value
        for name, value in filled.items()
        if value is not None and (name in before or value != taken[name])
    }


def _check_id(programme_text: bytes, form: Form, values: Mapping, at: int | None) -> None:
    """A new thing has a name of its own: `id`, or the first field of its kind."""
    field = next((one for one in form.fields if one.kind == "id"), None)
    if field is None or at is not None:
        return
    name = values[field.name]
    if field.name == "id" and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise ProgrammeError(
            Sentence("“{name}” cannot be a short name.", name=name),
            Sentence("Use small Latin letters, figures and hyphens, such as protected-areas."),
        )
    if name in [one[field.name] for one in list_edit.things_of(programme_text, form.name)]:
        raise ProgrammeError(
            Sentence("“{name}” is there already.", name=name),
            Sentence("Give this one another name, or change that one."),
        )


def _with_keys(programme_text: bytes, values: Mapping[str, Any]) -> bytes:
    text = programme_text.decode("utf-8-sig")
    before, programme = tomllib.loads(text), read_programme(text)
    wanted = deepcopy(before)
    for name, value in values.items():
        if value == attrgetter(name)(programme):  # as it is, or as it is without the key
            continue
        *above, key = name.split(".")
        inside = wanted
        for one in above:
            inside = inside.setdefault(one, {})
        if value is not None:
            inside[key] = value
        elif inside.get(key):  # what stands there empty may stay
            del inside[key]
    wanted = {name: one for name, one in wanted.items() if one != {} or name in before}
    if wanted == before:
        return programme_text
    made = rewritten(programme_text, wanted)
    read_programme(made.decode())
    return made


def _named(error: ProgrammeError, form: Form) -> ProgrammeError:
    """The same error with the field that it is about, in the words of the form."""
    if not isinstance(error.__cause__, ValidationError):
        return error
    first = error.__cause__.errors()[0]
    place = ".".join(part for part in first["loc"] if isinstance(part, str))
    for field, key in zip(form.fields, form.keys, strict=True):
        if place == key or place.startswith(f"{key}."):
            return ProgrammeError(
                Sentence("“{field}” cannot stay as it is.", field=field.label), field.help
            )
    return ProgrammeError(
        Sentence("The programme cannot be kept like that: {reason}.", reason=first["msg"]),
        Sentence("Change what you filled in."),
    )
