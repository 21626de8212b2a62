"""What must not stand in a table at all: numbers by which a person can be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.intake.rules.registry import Finding, Material, rule
from impact.schemas import schema
from impact.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATES = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
_PERSONAL = "|".join(
    (
        r"\+[0-9][0-9 ()-]{7,}[0-9]",  # +996 555 123 456
        r"\b[08][ -]?\(?[0-9]{2,3}\)?[ -]?[0-9]{2,3}[ -]?[0-9]{2,3}(?:[ -]?[0-9]{2})?\b",
        r"\b[0-9]{9,}\b",  # identity numbers have 12 or 14 digits
        r"\b[A-Z]{1,2} ?[0-9]{7,8}\b",  # passports
    )
)


def without_personal_numbers(text: str) -> str:
    """Text in which telephone and identity numbers are struck out; dates stay."""
    parts = re.split(rf"({_DATES})", text)
    return "".join(
        part if place % 2 else re.sub(_PERSONAL, "(number removed)", part)
        for place, part in enumerate(parts)
    )


@rule(
    "conflicts.personal_number",
    "No telephone or identity number stands in the text.",
    severity="warning",
)
def personal_number(material: Material) -> Iterator[Finding]:
    rows = material.records.conflicts
    described = schema("conflicts")
    free_text = [n for n in rows if described.knows(n) and described.field(n).translatable]
    for column in free_text:
        text = rows[column].dropna().str.replace(_DATES, " ", regex=True)
        for index in text.index[text.str.contains(_PERSONAL, regex=True)]:
            yield Finding(
                index,
                column,
                Sentence("The text seems to hold a telephone or identity number."),
                Sentence("Take it out: the table holds no names or numbers of people."),
            )


RULES = (personal_number,)
