"""Choices that meet each other in pairs, and the pages that they open."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

from tests.page_numbers.expected import ALL, SPECIES, Choice
from tests.page_numbers.screen import Screen, go, open_app

EXAMPLE, WILDCATS = "data/example", "data/wildcats"
DATA = (EXAMPLE, WILDCATS)
YEARS = {
    EXAMPLE: ((None, None), (2023, 2023), (2024, None), (2025, 2022)),
    WILDCATS: ((None, None), (2020, 2021), (2024, None), (2025, 2022)),
}
# A country, an area with everything, one with areas in it, one without cameras or without reports.
WHERE = {
    EXAMPLE: (
        (ALL, ALL),
        ("KG", ALL),
        (ALL, "ridge-north"),
        ("TM", "west-cluster"),
        (ALL, "plateau-buffer"),
    ),
    WILDCATS: (
        (ALL, ALL),
        ("TM", ALL),
        ("KZ", ALL),
        (ALL, "A-KZ-01"),
        ("KG", "A-KG-06"),
    ),
}
UNASKED = {"places": ("species", "years")}


def choices(data: str, page: str) -> list[Choice]:
    """Every pair of settings at least once, in as few choices as a greedy walk needs."""
    settings = {
        "where": WHERE[data],
        "years": YEARS[data],
        "species": (ALL, *SPECIES),
        "records": (ALL, "programme", "others"),
    }
    for name in UNASKED.get(page, ()):
        settings[name] = settings[name][:1]
    every = list(product(*settings.values()))
    open_pairs = {pair for one in every for pair in _pairs(one)}
    chosen = []
    while open_pairs:
        best = max(every, key=lambda one: len(open_pairs & _pairs(one)))
        open_pairs -= _pairs(best)
        chosen.append(best)
    return [
        Choice(*where, species=species, records=records, first=first, last=last)
        for where, (first, last), species, records in chosen
    ]


def _pairs(one: tuple) -> set:
    return set(combinations(enumerate(one), 2))


@cache
def _app(data: str):
    return open_app(data)


@cache
def opened(data: str, page: str, choice: Choice) -> Screen:
    """The page of a choice; each is opened once a process."""
    return go(_app(data), data, page, choice.address())


def screens(data: str, page: str) -> list[tuple[Choice, Screen]]:
    """Every choice of the grid with its page."""
    return [(choice, opened(data, page, choice)) for choice in choices(data, page)]
