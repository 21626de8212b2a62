"""No pattern takes far longer over a text twice as long: a small file cannot stop the server."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import deque
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import impact.checking
import impact.formats
import impact.reading
from tests.reading.worst_texts import worst_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

ANYWHERE, AT_THE_START, ALL_OF_IT = "finditer", "match", "fullmatch"
# How each function of `re` and of text columns of pandas looks for a pattern.
LOOKS = dict.fromkeys(
    ("search", "finditer", "findall", "sub", "split", "contains", "extract", "replace"), ANYWHERE
) | {"match": AT_THE_START, "fullmatch": ALL_OF_IT}
LENGTHS = (5, 10, 24, 50, 200, 800, 2000)
NOTICED = 20_000  # nanoseconds; what takes less is the clock's own time
DOUBLED = 3.0  # linear growth doubles, quadratic growth is fourfold


def modules() -> Iterator[ModuleType]:
    for room in (impact.reading, impact.formats, impact.checking):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(module.name)


@cache
def patterns() -> dict[tuple[str, str], re.Pattern]:
    """``(pattern, how it is looked for)``: of every call in these rooms, and of their constants."""
    found: dict[tuple[str, str], re.Pattern] = {}
    for module in modules():
        for value, way in _looked_for(module):
            try:
                pattern = re.compile(value)
            except re.error:
                continue  # a text of some constant that is no pattern
            found[repr(pattern.pattern), way] = pattern
    return found


def _looked_for(module: ModuleType) -> Iterator[tuple[str | bytes | re.Pattern, str]]:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    passed_on = set()
    for call in calls:
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in LOOKS:
            continue
        way, owner = LOOKS[call.func.attr], call.func.value
        if isinstance(owner, ast.Name) and isinstance(vars(module).get(owner.id), re.Pattern):
            yield vars(module)[owner.id], way
        elif call.args and ast.unparse(owner).endswith(("re", ".str")):
            try:
                value = eval(compile(ast.Expression(call.args[0]), "", "eval"), vars(module))
            except NameError:
                passed_on.add(way)  # one of the constants of the module, most likely
            else:
                yield from ((one, way) for one in _texts(value))
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern) or not name.startswith("__"):
            for one in _texts(value):
                if isinstance(one, str) and re.search(r"[*+]|\{\d*,\}", one):
                    yield from ((one, way) for way in passed_on)


def _texts(value: object) -> Iterator[str | bytes | re.Pattern]:
    if isinstance(value, str | bytes | re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _texts((*value, *value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _texts(one)


def grows_too_fast(pattern: re.Pattern, way: str) -> str:
    """The text over which it takes more than thrice as long when it is twice as long; else none."""
    look = getattr(pattern, way)
    is_bytes = isinstance(pattern.pattern, bytes)

    def over(text: str) -> Callable[[], None]:
        given = text.encode("latin-1", "ignore") if is_bytes else text
        # Nothing is kept: a list of what was found would call the collector of garbage.
        return lambda: deque(look(given), maxlen=0) if way == ANYWHERE else look(given)

    for worst in worst_texts(pattern):
        for length in LENGTHS:
            short, long = over(worst.text(length)), over(worst.text(2 * length))
            # On a busy machine one measure says little: it has to be so each time.
            if all(_took(long) > DOUBLED * max(_took(short), NOTICED) for _ in range(8)):
                return repr(worst)
    return ""


def _took(look: Callable[[], None]) -> int:
    """Processor time of this thread: what others do meanwhile does not count."""
    begun = time.thread_time_ns()
    look()
    return time.thread_time_ns() - begun


@pytest.mark.parametrize(
    ("written", "way"),
    [
        (r"\s*;", ANYWHERE),
        (r"[0-9]+\.?[0-9]*", ALL_OF_IT),
        (r"<c(\s[^<>]*)>(.*?)</c>", ANYWHERE),
        (r"(a|a)*b", AT_THE_START),
        (r"\s*(?:<\?.*?\?>\s*)*<[a-z]+", AT_THE_START),
    ],
)
def test_a_pattern_that_grows_too_fast_is_found(written, way):
    assert grows_too_fast(re.compile(written), way)


@pytest.mark.parametrize(("written", "way"), [(r"\d+", ANYWHERE), (r"(?<!\s)\s*;", ANYWHERE)])
def test_a_pattern_that_does_not_is_not_found(written, way):
    assert not grows_too_fast(re.compile(written), way)


def test_no_pattern_of_reading_grows_faster_than_its_text():
    found = patterns()
    assert len(found) > 100
    assert not [
        (module, way, worst)
        for (module, way), pattern in found.items()
        if (worst := grows_too_fast(pattern, way))
    ]
