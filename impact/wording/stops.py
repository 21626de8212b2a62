"""A sentence begins with a capital and ends with one stop, whatever it is joined from."""

from __future__ import annotations

import re

_TWO = re.compile(r"(?<!\.)\.\.(?=\s|$)")


def one_stop(text: str) -> str:
    """A text in which the point of "5 марта 2024 г." is the stop of its sentence as well."""
    return _TWO.sub(".", text)


def small(text: str) -> str:
    """A title within a sentence."""
    return text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """A text as a sentence begins: some languages begin with the place, or with the period."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """A text as a sentence: with a stop where it ends without any."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def with_colon(text: str) -> str:
    """A heading before what it names: with a colon, but for a question or a sentence."""
    return text if not text or text.endswith((".", "?", "!")) else f"{text}:"


def headed(heading: str, text: str) -> str:
    """A text behind its heading: a stop where it is a sentence or has a colon, else a colon."""
    if not heading:
        return text
    apart = ":" in heading + text or text == ended(text)
    return f"{ended(heading) if apart else with_colon(heading)} {text}"
