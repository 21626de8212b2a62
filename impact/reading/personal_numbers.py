"""Telephone, identity and passport numbers in free text: found, and struck out."""

from __future__ import annotations

import re

DATES = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
PERSONAL = "|".join(
    (
        r"\+[0-9][0-9 ()-]{7,}[0-9]",  # +996 555 123 456
        r"\b[08][ -]?\(?[0-9]{2,3}\)?[ -]?[0-9]{2,3}[ -]?[0-9]{2,3}(?:[ -]?[0-9]{2})?\b",
        r"\b[0-9]{9,}\b",  # identity numbers have 12 or 14 digits
        r"\b[A-Z]{1,2} ?[0-9]{7,8}\b",  # passports
    )
)


def without_personal_numbers(text: str) -> str:
    """Text in which telephone and identity numbers are struck out; dates stay."""
    parts = re.split(rf"({DATES})", text)
    return "".join(
        part if place % 2 else re.sub(PERSONAL, "(number removed)", part)
        for place, part in enumerate(parts)
    )
