"""A sentence that remembers what it was made of, so that another language can say it.

Whoever finds a problem makes the English sentence; whoever shows it chooses the language. In
between it is plain text, and can be printed, compared and kept as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


class Sentence(str):
    """English text, with the message and the values that it was made of.

    Parameters
    ----------
    message : str
        English with names in braces, such as ``"{value} is not a date."``: it is translated as
        a whole (`impact.wording.catalogues` finds it by the name of this class).
    **values
        What stands in place of the names: text, a number, a `Day`, or another sentence.
    """

    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, /, **values: object) -> Sentence:
        made = super().__new__(cls, message.format_map(values) if values else message)
        made.message, made.values = message, values
        return made

    def with_values(self, **values: object) -> Sentence:
        """The same sentence of other values."""
        return Sentence(self.message, **{**self.values, **values})


def together(*parts: str, between: str = "") -> Sentence:
    """Sentences, or parts of one, in a row; each is said in its language by itself."""
    named = {f"part_{place}": part for place, part in enumerate(parts)}
    made = between.join(f"{{{name}}}" for name in named)
    return Sentence(made, **named)


class Day(str):
    """A day as a person writes it: ``3 Feb 2023``, or ``3 Feb 2023 10:30``.

    Parameters
    ----------
    moment : Timestamp
    timed : bool
        Whether the time of day is told too.
    """

    moment: pd.Timestamp
    timed: bool

    def __new__(cls, moment: pd.Timestamp, *, timed: bool = False) -> Day:
        clock = f" {moment:%H:%M}" if timed else ""
        made = super().__new__(cls, f"{moment.day} {moment:%b %Y}{clock}")
        made.moment, made.timed = moment, timed
        return made
