"""The fields of a form of the programme: every language side by side, long texts shown whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from impact.changes.form_fields import FormField
from impact.model.programme import Programme
from impact.wording import Words
from impact.wording.language import NAMES, languages
from impact.wording.order import area_names
from pages.sending.sent_picture import sent_picture
from pages.sending.state import Sending
from pages.shared.text import plain

ABREAST = 3  # languages in a row


@dataclass(frozen=True)
class Fields:
    """Where the fields of one form stand, and what is in the file for them now.

    Attributes
    ----------
    prefix : str
        Of the names of its fields.
    values : mapping
        As from `impact.changes.programme_edit.form_values`.
    existing : bool
        Whether the thing is in the file already: its short name stays then.
    """

    prefix: str
    values: Mapping[str, Any]
    existing: bool
    programme: Programme
    change: Sending
    words: Words

    def key(self, field: FormField, end: str = "") -> str:
        """The name of a field."""
        return f"{self.prefix}-{field.name}{f'-{end}' if end else ''}"

    def value_of(self, field: FormField) -> Any:
        """Draw a field; what stands in it."""
        draw = {
            "words": _texts, "long": _texts, "lines": _lines, "number": _number, "whole": _number,
            "date": _date, "flag": _flag, "colour": _colour, "languages": _languages,
            "choice": _choice, "picture": sent_picture,
        }.get(field.kind, _line)  # fmt: skip
        return draw(self, field)

    def label(self, field: FormField) -> str:
        """What it is, with a mark where it has to be filled in."""
        label = self.words.said(field.label)
        return self.words._("{field} (needed)").format(field=label) if field.needed else label

    def help(self, field: FormField) -> str:
        """What belongs into it."""
        return self.words.said(field.help)


def _texts(fields: Fields, field: FormField) -> dict[str, str]:
    """A text in each language of the programme, side by side."""
    now = fields.values.get(field.name) or {}
    codes = list(dict.fromkeys([*fields.programme.languages, *now]))
    st.markdown(f"**{plain(fields.label(field))}**  \n:small[{plain(fields.help(field))}]")
    found = {}
    across = min(len(codes), ABREAST)
    for start in range(0, len(codes), across):
        for column, code in zip(st.columns(across), codes[start : start + across], strict=False):
            found[code] = _text(fields, field, code, now.get(code, ""), column)
    return found


def _text(fields: Fields, field: FormField, code: str, now: str, column: Any) -> str:
    label = f"{fields.words.said(field.label)} ({NAMES[code]})"
    empty = fields.words._("Empty: the text of another language is shown")
    about: dict[str, Any] = {"key": fields.key(field, code)}
    about["placeholder"] = empty if code != "en" and field.english else None
    if field.kind == "long":
        return column.text_area(label, now, max_chars=5000, height="content", **about)
    return column.text_input(label, now, max_chars=300, **about)


def _line(fields: Fields, field: FormField) -> str:
    fixed = field.kind == "id" and fields.existing
    return st.text_input(
        fields.label(field), fields.values.get(field.name, ""), max_chars=500, disabled=fixed,
        help=fields.help(field), key=fields.key(field),
    )  # fmt: skip


def _lines(fields: Fields, field: FormField) -> list[str]:
    now = "\n".join(fields.values.get(field.name, []))
    text = st.text_area(
        fields.label(field), now, help=fields.help(field), key=fields.key(field), height="content"
    )
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(fields: Fields, field: FormField) -> float | None:
    now = _now(fields, field)
    step = 1 if field.kind == "whole" else None
    return st.number_input(
        fields.label(field), value=now, step=step, min_value=0 if step else 0.0,
        help=fields.help(field), key=fields.key(field),
    )  # fmt: skip


def _date(fields: Fields, field: FormField) -> Any:
    return st.date_input(
        fields.label(field), fields.values.get(field.name), "1900-01-01", "2100-12-31",
        help=fields.help(field), key=fields.key(field), format="DD/MM/YYYY",
    )  # fmt: skip


def _flag(fields: Fields, field: FormField) -> bool:
    return st.checkbox(
        fields.label(field), bool(fields.values.get(field.name, not fields.existing)),
        help=fields.help(field), key=fields.key(field),
    )  # fmt: skip


def _colour(fields: Fields, field: FormField) -> str:
    return st.color_picker(
        fields.label(field), _now(fields, field), help=fields.help(field), key=fields.key(field)
    ).upper()


def _languages(fields: Fields, field: FormField) -> list[str]:
    return st.multiselect(
        fields.label(field), languages(), default=fields.values.get(field.name, ["en"]),
        format_func=NAMES.__getitem__, help=fields.help(field), key=fields.key(field),
    )  # fmt: skip


def _choice(fields: Fields, field: FormField) -> Any:
    """One of some codes; one that is in the file and not among them stays."""
    named: dict[Any, str] = _named(field.options, fields) if isinstance(field.options, str) else {
        code: fields.words.said(text) for code, text in field.options.items()
    }  # fmt: skip
    now = _now(fields, field)
    if not field.needed and "" not in named and isinstance(field.options, str):
        named = {"": fields.words._("None"), **named}
    codes = list(named if now in named or now is None else {**named, now: now})
    return st.selectbox(
        fields.label(field), codes, index=codes.index(now) if now in codes else None,
        format_func=lambda code: named.get(code, str(code)), help=fields.help(field),
        key=fields.key(field),
    )  # fmt: skip


def _now(fields: Fields, field: FormField) -> Any:
    """What holds; of a new thing, what its key takes where nothing is chosen."""
    first = "" if isinstance(field.options, str) else next(iter(field.options))
    return fields.values.get(field.name, first if field.options and not field.needed else None)


def _named(options: str, fields: Fields) -> dict[str, str]:
    """What a key may name: code → name in the reader's language."""
    programme, words = fields.programme, fields.words
    if options == "areas":
        return area_names(fields.change.change().prepared.records.areas, words)
    if options == "languages":
        return {code: NAMES[code] for code in programme.languages}
    if options == "species":
        return {one.scientific_name: words.of(one.name) for one in programme.species}
    if options == "initiatives":
        return {one.id: words.of(one.title) for one in programme.initiatives}
    return {one.id: words.of(one.place) for one in programme.indicators}
