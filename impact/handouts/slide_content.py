"""What stands on a slide, for the deck and for the slides file alike."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from impact.figures.claim_charts import ClaimChart

SHORT_CARD, LONG_MILESTONE, LONG_EVIDENCE = 120, 200, 215  # letters
TWO_CARDS, MANY_ON_LINE = 225, 350  # letters of one of two cards, of few milestones together


@dataclass(frozen=True)
class Number:
    """A claim as one number among others."""

    number: str
    unit: str
    change: str
    text: str


@dataclass(frozen=True)
class Logo:
    """The logo of a partner: whose it is, and the picture."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Opening:
    """The first slide: a few lines, a picture, a small map of where the programme works.

    Attributes
    ----------
    lines : tuple of str
    areas : DataFrame
        From `maps.areas_on_file`.
    places : str
        The map as a sentence, for those who do not see it.
    key : str
        What the colour of its marks means; it stands in the picture.
    photo : Photo or None
        Takes the place of our drawing.
    logos : tuple of Logo
    """

    lines: tuple[str, ...]
    areas: pd.DataFrame
    places: str
    key: str
    photo: Photo | None
    logos: tuple[Logo, ...]


@dataclass(frozen=True)
class Cover:
    """A few lines on the programme's own ground: the thanks, and where the annex begins."""

    lines: tuple[str, ...]
    code: bool = False  # whether the code to scan stands large on it


@dataclass(frozen=True)
class Numbers:
    """Several claims at once."""

    numbers: tuple[Number, ...]
    foot: str


@dataclass(frozen=True)
class ClaimBody:
    """One claim: its chart or the drawing of its cat, its evidence and sources.

    Its number leads the sentence that is the title of the slide.
    """

    claim_id: str
    finding: str
    own_word: str  # that only the programme's own statement supports it; else empty
    evidence: str
    sources: str
    chart: ClaimChart | None
    drawing: str

    @property
    def long(self) -> bool:
        """Whether below a chart its evidence needs smaller letters."""
        return len(self.evidence) > LONG_EVIDENCE


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
    """Several short texts side by side, and a line below all of them."""

    cards: tuple[Card, ...]
    below: str = ""

    @property
    def short(self) -> bool:
        """Whether all of them are so short that larger letters fit."""
        return all(len(one.text) + len(one.foot) < SHORT_CARD for one in self.cards)

    @property
    def roomy(self) -> bool:
        """Whether they are two with so little to say that the largest letters fit."""
        return len(self.cards) == 2 and all(
            len(one.heading + one.text + one.foot) < TWO_CARDS for one in self.cards
        )

    @property
    def bare(self) -> bool:
        """Whether none has a line below, so that there is room for larger letters."""
        return not any(one.foot for one in self.cards)


@dataclass(frozen=True)
class Milestone:
    """When something happened, what, and who says so."""

    when: str
    what: str
    source: str


def _words(one: Milestone) -> list[str]:
    return f"{one.when} {one.what} {one.source}".split()


@dataclass(frozen=True)
class Timeline:
    """Milestones in their order, the earliest first; not to scale."""

    milestones: tuple[Milestone, ...]

    @property
    def long(self) -> bool:
        """Whether they have so much to say that it needs smaller letters."""
        letters = [len(one.what) for one in self.milestones]
        return max(letters) > LONG_MILESTONE or sum(letters) > MANY_ON_LINE

    @property
    def shares(self) -> list[float]:
        """How much of the line each takes: more, where there is much to say or a long word."""
        needs = [
            max(14, min(len(one.what) / 8, 26), *(1.2 * min(len(word), 24) for word in _words(one)))
            for one in self.milestones
        ]
        return [need / sum(needs) for need in needs]


@dataclass(frozen=True)
class Photo:
    """A photograph, what is to be seen on it, and who took it under which licence."""

    content: bytes
    alt: str
    credit: str


Body = Photo | Opening | Cover | Numbers | ClaimBody | MapBody | Rows | Cards | Timeline


@dataclass(frozen=True)
class Slide:
    """A slide: its section, its title, what stands on it, what the presenter may say."""

    section: str
    title: str
    body: Body
    notes: tuple[tuple[str, str], ...] = field(default=())
