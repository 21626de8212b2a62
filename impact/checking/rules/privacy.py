"""What must not stand in a table at all: numbers by which a person can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.checking.rules.registry import Finding, RuleInput, rule
from impact.model.messages import Sentence
from impact.model.schemas import schema
from impact.reading.personal_numbers import DATES, PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "conflicts.personal_number",
    "No telephone or identity number stands in the text.",
    severity="warning",
)
def personal_number(material: RuleInput) -> Iterator[Finding]:
    rows = material.records.conflicts
    described = schema("conflicts")
    free_text = [n for n in rows if described.knows(n) and described.field(n).translatable]
    for column in free_text:
        text = rows[column].dropna().str.replace(DATES, " ", regex=True)
        for index in text.index[text.str.contains(PERSONAL, regex=True)]:
            yield Finding(
                index,
                column,
                Sentence("The text seems to hold a telephone or identity number."),
                Sentence("Take it out: the table holds no names or numbers of people."),
            )


RULES = (personal_number,)
