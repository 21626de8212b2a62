"""For a pattern, the texts that it may take longest over: what repeats in it, many times over."""

from __future__ import annotations

import re
from re import _constants as codes  # how Python itself takes a pattern apart
from re import _parser as parser
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
AROUND = (codes.ASSERT, codes.ASSERT_NOT)
MANY = 100  # what repeats fewer times is over soon
LETTERS = "a0 .-_'\"<>,;:/(=\n\t" + "".join(map(chr, range(33, 127))) + "éя"
CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}
Parsed = Any  # operations with their arguments, which Python gives no type


class Worst(NamedTuple):
    """A beginning, what follows it many times, and an end that does not fit."""

    beginning: str
    unit: str
    end: str

    def text(self, length: int) -> str:
        return self.beginning + self.unit * (length // len(self.unit) + 1) + self.end


def worst_texts(pattern: re.Pattern) -> set[Worst]:
    """Of each part that may repeat: the part alone, after what comes before it, and with that."""
    whole = parser.parse(pattern.pattern, pattern.flags)
    texts = {("", _example(whole)), ("", _example(whole)[:-1])}
    for before, unit in _repeated(whole, ""):
        texts |= {(before, unit), ("", unit), ("", before + unit), ("", before)}
    return {Worst(*parts, end) for parts in texts if parts[1] for end in "!\x01"}


def _repeated(parsed: Parsed, before: str) -> Iterator[tuple[str, str]]:
    for code, given in parsed:
        if code in REPEATS:
            _least, most, inner = given
            if most >= MANY:
                yield from ((before, unit) for unit in _units(inner))
            yield from _repeated(inner, before)
        else:
            for inner in _inside(code, given):
                yield from _repeated(inner, before)
        before += _example([(code, given)])


def _inside(code: Any, given: Any) -> Sequence[Parsed]:
    if code is codes.SUBPATTERN:
        return [given[-1]]
    if code is codes.ATOMIC_GROUP:
        return [given]
    if code in AROUND:
        return [given[1]]
    return given[1] if code is codes.BRANCH else []


def _units(parsed: Parsed) -> set[str]:
    """What may stand there once: of a choice each, of a class of letters the first few."""
    units = {_example(parsed)}
    if len(parsed) == 1:
        code, given = parsed[0]
        for inner in _inside(code, given):
            units |= _units(inner)
        if code in (codes.IN, codes.ANY):
            fits = [x for x in LETTERS[:16] if code is codes.ANY or _is_in(x, given)]
            units |= set(fits)
    return units


def _example(parsed: Parsed) -> str:
    """The shortest text that a pattern fits, or nearly."""
    return "".join(_one(code, given) for code, given in parsed)


def _one(code: Any, given: Any) -> str:
    if code is codes.LITERAL:
        return chr(given)
    if code is codes.IN:
        return next((letter for letter in LETTERS if _is_in(letter, given)), "a")
    if code in (codes.ANY, codes.NOT_LITERAL):
        return "b" if given == ord("a") else "a"
    if code in REPEATS:
        least, _most, inner = given
        return _example(inner) * max(least, 1)
    if code in AROUND:
        return ""
    inside = _inside(code, given)
    return _example(inside[0]) if inside else ""


def _is_in(letter: str, given: Any) -> bool:
    others = (codes.NEGATE, None) in given
    found = any(_is(letter, code, value) for code, value in given if code is not codes.NEGATE)
    return found != others


def _is(letter: str, code: Any, value: Any) -> bool:
    if code is codes.LITERAL:
        return ord(letter) == value
    if code is codes.RANGE:
        return value[0] <= ord(letter) <= value[1]
    return re.match(CATEGORIES[value], letter) is not None
