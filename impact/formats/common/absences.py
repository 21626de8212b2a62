"""Records that a species was *not* there: set aside as absence, never taken for presence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.reading.choices import Option, Question, Said
from impact.reading.doubt import presence_of

if TYPE_CHECKING:
    import pandas as pd

    from impact.reading.account import Reasons
    from impact.reading.choices import Choices

FIELDS = {
    "status": ("occurrenceStatus", "presenceStatus", "detectionStatus", "detected"),
    "quantity": ("organismQuantity",),
}
"""The columns that say it beside the count, by the headings that they have in any format."""

_ZERO = r"[+-]?0+(?:[.,]0+)?"


def set_aside_absences(why: Reasons, rows: pd.DataFrame, choices: Choices) -> tuple[Question, ...]:
    """Set absences aside, and ask about words of status that are not known.

    Parameters
    ----------
    why : Reasons
        Of `rows`; gets ``absent``, and ``waits_for_answer`` where the word is not known.
    rows : DataFrame
        ``status, count, quantity``, as text. A count may be a word ("not detected") too.
    choices : Choices
        Answers to ``status:WORD``.
    """
    said = _by_word(rows["status"], choices)
    for column in ("count", "quantity"):
        why.give(_nothing_there(rows[column]), "absent")
    why.give(said == "absent", "absent")
    unknown = rows["status"].notna() & said.isna()
    why.give(unknown, "waits_for_answer", rows["status"])
    return tuple(_question(word, rows) for word in rows.loc[unknown, "status"].unique())


def _by_word(column: pd.Series, choices: Choices) -> pd.Series:
    words = column.astype("category")
    meant = {word: _meant(word, choices) for word in words.cat.categories}
    return words.map(meant).astype("str")


def _meant(word: str, choices: Choices) -> str | None:
    present = presence_of(word)
    if present is None:
        answer = choices.answers.get(f"status:{word.casefold()}")
        return answer if answer in ("present", "absent") else None
    return "present" if present else "absent"


def _nothing_there(column: pd.Series) -> pd.Series:
    """A count of 0, in digits or in words."""
    words = column.astype("category")
    none = {
        word: re.fullmatch(_ZERO, word) is not None or presence_of(word) is False
        for word in words.cat.categories
    }
    return words.map(none).astype("boolean").fillna(False).astype(bool)


def _question(word: str, rows: pd.DataFrame) -> Question:
    options = tuple(Option(code, Said(f"option.{code}")) for code in ("present", "absent"))
    said = Said(
        "question.status", {"word": str(word), "rows": str(int((rows["status"] == word).sum()))}
    )
    return Question(f"status:{str(word).casefold()}", said, options)
