"""What stands on a slide, for the deck and for the slides file alike."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from impact.figures.claim_charts import ClaimChart


@dataclass(frozen=True)
class Number:
    """A claim as one number among others."""

    number: str
    unit: str
    change: str
    text: str


@dataclass(frozen=True)
class Cover:
    """The first slide and the last: a few lines on the programme's own ground."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """Several claims at once."""

    numbers: tuple[Number, ...]
    foot: str


@dataclass(frozen=True)
class ClaimBody:
    """One claim: its number, its chart or the drawing of its cat, its evidence and sources."""

    claim_id: str
    number: Number
    finding: str
    own_word: str  # that only the programme's own statement supports it; else empty
    evidence: str
    sources: str
    chart: ClaimChart | None
    drawing: str


@dataclass(frozen=True)
class MapBody:
    """The map of areas."""

    areas: pd.DataFrame
    legend: str


@dataclass(frozen=True)
class Rows:
    """A table, and what it leaves out."""

    table: pd.DataFrame
    rest: str


@dataclass(frozen=True)
class Card:
    """A heading, its text, and a line below."""

    heading: str
    text: str
    foot: str = ""


@dataclass(frozen=True)
class Cards:
    """Several short texts side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Milestone:
    """When something happened, what, and who says so."""

    when: str
    what: str
    source: str


@dataclass(frozen=True)
class Timeline:
    """Milestones in their order, the earliest first; not to scale."""

    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class Photo:
    """A photograph, and who took it under which licence."""

    content: bytes
    credit: str


Body = Photo | Cover | Numbers | ClaimBody | MapBody | Rows | Cards | Timeline


@dataclass(frozen=True)
class Slide:
    """A slide: its section, its title, what stands on it, what the presenter may say."""

    section: str
    title: str
    body: Body
    notes: tuple[tuple[str, str], ...] = field(default=())
