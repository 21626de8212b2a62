"""`make test-newest` runs the tests of the numbers where nothing else is installed."""

from __future__ import annotations

import ast

import pytest

from tests.test_layers import ROOMS, ROOT, imports


@pytest.mark.parametrize("room", ["model", "metrics", "claims"])
def test_the_tests_of_the_numbers_ask_for_no_more_than_the_numbers(room):
    numbers = ROOMS[: ROOMS.index("claims") + 1]
    for file in (ROOT / "tests" / room).glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        rooms = {name.split(".")[1] for _, name in imports(tree, file) if name[:7] == "impact."}
        assert rooms <= set(numbers), file
