"""What is wrong with files, as anybody may see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.checking.checks import schema_rules
from impact.checking.rules import RULES
from impact.reading.text_tables import FILE_RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.model.errors import Problem


def shown_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Problems as anybody may see them: where, and which rule, but nothing that a cell holds.

    Any cell of a broken row may tell of a place, so the sentences made of cells are kept for
    those who have the files: ``python -m impact check`` prints them.
    """
    rules = {rule.id: rule.description for rule in schema_rules()} | FILE_RULES
    rules |= {rule.id: rule.description for rule in RULES}
    return [
        replace(
            found,
            value="",
            message=rules.get(found.rule, "Something in this row cannot be used."),
            cure="`python -m impact check` says more to those who have the file.",
        )
        for found in problems
    ]
