"""Numbers on screen against numbers worked out: what differs is listed, choice by choice."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NOT_STATED = "not stated"
# Of the unit and of the interval, not of the data.
OF_THE_UNIT = ("100", "95")


@dataclass
class Differences:
    """Collects what differs, so that one test tells of a whole grid."""

    found: list[str] = field(default_factory=list)

    def say(self, where: object, what: str, shown: object, expected: object) -> None:
        self.found.append(f"[{where}] {what}: shown {shown!r}, expected {expected!r}")

    def same(self, where: object, what: str, shown: object, expected: object) -> None:
        if shown != expected:
            self.say(where, what, shown, expected)

    def alike(self, where: object, what: str, shown: list, expected: list) -> None:
        """The same lines in any order; only those that differ are told."""
        more, less = Counter(map(repr, shown)), Counter(map(repr, expected))
        if more != less:
            self.say(where, what, sorted(more - less), sorted(less - more))

    def close(self, where: object, what: str, shown: list, expected: list) -> None:
        """Two rows of numbers, None or NaN where one is missing."""
        same = len(shown) == len(expected) and all(
            _missing(a) == _missing(b) and (_missing(a) or math.isclose(a, b, rel_tol=1e-9))
            for a, b in zip(shown, expected, strict=True)
        )
        if not same:
            self.say(where, what, shown, [None if _missing(b) else b for b in expected])

    def cells(
        self, where: object, what: str, shown: list[str], expected: list, *, digits: int = 0
    ) -> None:
        """A column of a table: numbers to so many digits; what is missing says so."""
        same = len(shown) == len(expected) and all(
            a == NOT_STATED if _missing(b) else reads(a, b, digits=digits)
            for a, b in zip(shown, expected, strict=True)
        )
        if not same:
            self.say(where, what, shown, [None if _missing(b) else b for b in expected])

    def stated(self, where: object, what: str, sentence: str, expected: list[float]) -> None:
        """A sentence says each of these numbers, and no other."""
        left = [text for text in NUMBER.findall(sentence) if text not in OF_THE_UNIT]
        unit = Counter(text for text in NUMBER.findall(sentence) if text in OF_THE_UNIT)
        for number in expected:
            found = next((text for text in left if reads(text, number)), None)
            if found is not None:
                left.remove(found)
            elif str(number) in unit and unit[str(number)]:
                unit[str(number)] -= 1
            else:
                self.say(where, f"{what} does not say {number}", sentence, expected)
        if left:
            self.say(where, f"{what} also says {left}", sentence, expected)

    def assert_none(self) -> None:
        assert not self.found, f"{len(self.found)} differ:\n" + "\n".join(self.found)


def reads(text: str, number: float, *, digits: int | None = None) -> bool:
    """Whether a text is this number, rounded to its last digit (or to so many)."""
    if not NUMBER.fullmatch(text):
        return False
    decimals = len(text.partition(".")[2]) if digits is None else digits
    # Half a digit, and as much again of a thousandth for a number that was rounded before.
    return abs(float(text.replace(",", "")) - number) <= 0.501 * 10**-decimals + 5e-4 * (
        decimals == 2
    )


def _missing(value: object) -> bool:
    return value is None or bool(pd.isna(value))
