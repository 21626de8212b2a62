"""The short id of whatever is handed out: derived from what it was made of, kept nowhere.

An id is three parts: a check over everything, two letters of the disclosure rules, and what was
chosen. Who has the id finds the version by trying each version and language on the check. It is
made of numbers and names that everybody may see, or of the fingerprint of what is shown, so it
gives nothing hidden away.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.disclosure.once import once
from impact.disclosure.selection import ALL, Selection
from impact.model.attribution import OTHERS, PROGRAMME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.disclosure.view import View

# Crockford's letters: none that is read as another, and case does not matter.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
CHECK, RULES, MOST = 6, 2, 24  # letters: of the check, of the rules, of a whole id
YEARS = range(1800, 2200)  # that may be chosen; none is the first choice
WHOSE = (ALL, PROGRAMME, OTHERS)


@dataclass(frozen=True)
class HandoutId:
    """An id, taken apart."""

    check: str
    rules: str
    chosen: str

    def is_of(self, programme: str, state: str, language: str) -> bool:
        """Whether it was made of that version of a programme, in that language."""
        return self.check == _check(programme, state, language, self.rules, self.chosen)

    def __str__(self) -> str:
        text = self.check + self.rules + self.chosen
        return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def handout_id(view: View, language: str, selection: Selection | None = None) -> str:
    """The id of what is made of a view, as it is written: ``K7Q2-M4XA``."""
    state = state_of(view.number, view.fingerprint)
    chosen = choices(view).written(selection or Selection())
    return str(made_id(view.programme.about.id, state, language, view.rules, chosen))


def made_id(programme: str, state: str, language: str, rules: str, chosen: str = "") -> HandoutId:
    """The id of a state of the data, also of one of which nothing else is known any more."""
    of_rules = _letters(rules, RULES)
    return HandoutId(_check(programme, state, language, of_rules, chosen), of_rules, chosen)


def read_id(text: str) -> HandoutId | None:
    """An id as somebody has typed it; None where it cannot be one."""
    typed = text.upper().translate(READ_AS)
    if not CHECK + RULES <= len(typed) <= MOST or not set(typed) <= set(LETTERS):
        return None
    return HandoutId(typed[:CHECK], typed[CHECK : CHECK + RULES], typed[CHECK + RULES :])


def state_of(number: int | None, fingerprint: str) -> str:
    """What an id says of the data: the version, or what it shows where it has no number."""
    return f"version {number}" if number is not None else f"data {fingerprint}"


def rules_differ(found: HandoutId, view: View) -> bool:
    """Whether a handout was made under other disclosure rules than a view."""
    return found.rules != _letters(view.rules, RULES)


class Choices:
    """What can be chosen of a view, in a fixed order, so that a choice is a number.

    `known` are the values of each part of a selection.
    """

    def __init__(self, view: View) -> None:
        areas = view.records.areas
        years = (None, *YEARS)
        self.known: dict[str, tuple] = {
            "whose": WHOSE,
            "area": (ALL, *_sorted(areas["area_id"].astype("str"))),
            "country": (ALL, *_sorted(areas["country_code"].dropna().astype("str"))),
            "species": (ALL, *(one.scientific_name for one in view.programme.species)),
            "first_year": years,
            "last_year": years,
        }

    def written(self, selection: Selection) -> str:
        """A choice as letters; none where everything is chosen.

        What the view does not have is written as if all were chosen: more is listed then, never
        less.
        """
        number, size = 0, 1
        for name, values in self.known.items():
            value = getattr(selection, name)
            number += size * (values.index(value) if value in values else 0)
            size *= len(values)
        letters = ""
        while number:
            number, place = divmod(number, len(LETTERS))
            letters = LETTERS[place] + letters
        return letters

    def read(self, letters: str) -> Selection:
        """The choice that was written so."""
        number = 0
        for letter in letters:
            number = number * len(LETTERS) + LETTERS.index(letter)
        found = {}
        for name, values in self.known.items():
            number, place = divmod(number, len(values))
            found[name] = values[place]
        return Selection(**found)


choices = once(Choices)


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _check(programme: str, state: str, language: str, rules: str, chosen: str) -> str:
    return _letters("\n".join((programme, state, language, rules, chosen)), CHECK)


def _letters(text: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(count))
