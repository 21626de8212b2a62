"""The few words that problems share: did you mean, a list of choices, a day."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import reduce
from typing import TYPE_CHECKING

from impact.model.messages import Day, Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import pandas as pd

# Comparing every wrong id with every known one would take minutes where a whole column is
# wrong; the first few suggestions are what a reader looks at.
_MOST_COMPARISONS = 200_000
_LOOKED_AT = 3
_MOST_ROWS = 20
_WORDS = re.compile(r"[^\W\d_]+")
# Words that deny, and beginnings of words that do, in the languages of the tables.
_NOT = frozenset(
    {"not", "no", "non", "without", "never", "absent", "false"}
    | {"не", "нет", "без", "ни", "отсутствует"}
    | {"däl", "ýok", "эмес", "жок", "емес", "жоқ"}
)
_BEGINNINGS = ("un", "non", "in", "dis", "не", "без")


def did_you_mean(value: str, choices: Iterable[str]) -> str:
    """The question that names the nearest choice, or nothing where none is near.

    Parameters
    ----------
    value : str
        What was written.
    choices : iterable of str
        What would have been right.

    Returns
    -------
    str
        ``"Did you mean established? "``, with the space after it, or ``""``.
    """
    by_lower_case = {choice.lower(): choice for choice in choices}
    near = get_close_matches(value.lower(), list(by_lower_case), n=_LOOKED_AT, cutoff=0.7)
    alike = [each for each in near if not reverses(value, each)]
    return meant(by_lower_case[alike[0]]) if alike else ""


def reverses(one: str, other: str) -> bool:
    """Whether one of two texts denies what the other says.

    "designated" is not nearly "not designated", nor "verified" nearly "unverified".
    """
    first, second = (set(_WORDS.findall(text.casefold())) for text in (one, other))
    if bool(first & _NOT) != bool(second & _NOT):
        return True
    return _has_denied(first - second, second - first) or _has_denied(
        second - first, first - second
    )


def _has_denied(words: set[str], others: set[str]) -> bool:
    """Whether one of the words is another with a beginning that denies it."""
    bare = (word.removeprefix(no) for word in words for no in _BEGINNINGS if word.startswith(no))
    return any(len(word) > 2 and get_close_matches(word, others, n=1, cutoff=0.85) for word in bare)


def meant(choice: str) -> str:
    """The question whether that was meant; nothing where there is no choice."""
    return Sentence("Did you mean {choice}? ", choice=choice) if choice else ""


def either(choices: Iterable[str]) -> str:
    """Sentences with "or" between them."""
    return reduce(lambda one, other: Sentence("{one} or {other}", one=one, other=other), choices)


def suggestions(values: Iterable[str], choices: Collection[str]) -> dict[str, str]:
    """`did_you_mean` for each distinct value, the later ones left blank if there are too many."""
    distinct = list(dict.fromkeys(values))
    most = _MOST_COMPARISONS // max(len(choices), 1) + 1
    asked = {value: did_you_mean(value, choices) for value in distinct[:most]}
    return {value: asked.get(value, "") for value in distinct}


def listed(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return ", ".join(names)


def two_days(first: pd.Timestamp, second: pd.Timestamp) -> tuple[Day, Day]:
    """Two days, with the time of day where they would read the same without it."""
    timed = first.normalize() == second.normalize()
    return Day(first, timed=timed), Day(second, timed=timed)


def rows_listed(rows: Sequence[int]) -> str:
    """Row numbers with commas between them, the first of many."""
    more = "…" if len(rows) > _MOST_ROWS else ""
    return ", ".join(map(str, rows[:_MOST_ROWS])) + more
