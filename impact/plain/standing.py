"""How the numbers of a version went on in those after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.disclosure.publication import Publication
    from impact.disclosure.selection import Selection
    from impact.handouts.carried import Carried

CORRECTED = "mistake_corrected"


class History(Protocol):
    """The versions of a store, as far as everybody may see them, under the rules of today."""

    @property
    def publications(self) -> tuple[Publication, ...]:
        """All versions, the oldest first; none where a data folder is served as it lies."""

    def carried(self, number: int, language: str, selection: Selection) -> tuple[Carried, ...]:
        """The numbers of a version that is not withdrawn."""

    def claims(self, number: int, language: str) -> tuple[Carried, ...]:
        """The claims alone, which cost much less."""


class NoHistory:
    """Of a data folder that is served as it lies."""

    publications = ()

    def carried(self, number: int, language: str, selection: Selection) -> tuple[Carried, ...]:
        """There is no version to ask for."""
        raise NotImplementedError(number, language, selection)

    def claims(self, number: int, language: str) -> tuple[Carried, ...]:
        """There is no version to ask for."""
        raise NotImplementedError(number, language)


@dataclass(frozen=True)
class Edition:
    """A version that can be opened, and the numbers of it."""

    publication: Publication
    numbers: tuple[Carried, ...]


@dataclass(frozen=True)
class Step:
    """A version in which a number reads otherwise than before; None where it is not shown.

    `stood_since` is the first version in which it read as before; `at_least`, whether one before
    that was withdrawn, so that it may have read so for longer.
    """

    publication: Publication
    before: Carried | None
    after: Carried | None
    stood_since: Publication
    at_least: bool = False

    @property
    def corrected(self) -> bool:
        """Whether the version corrects a mistake."""
        return self.publication.reason == CORRECTED

    @property
    def days(self) -> int:
        """How long it stood as it was before."""
        return (self.publication.published - self.stood_since.published).days


class State(StrEnum):
    """What became of a number."""

    STILL = "still"
    CHANGED = "changed"
    CORRECTED = "corrected"
    GONE = "gone"


@dataclass(frozen=True)
class Standing:
    """A number of a version, and each later version in which it reads otherwise."""

    number: Carried
    steps: tuple[Step, ...]

    @property
    def now(self) -> Carried | None:
        """As it reads in the newest version; None where that does not show it."""
        return self.steps[-1].after if self.steps else self.number

    @property
    def state(self) -> State:
        """What became of it; one that reads as it did again still holds.

        It was corrected where it was left for good because of a mistake in it.
        """
        if self.now is None:
            return State.GONE
        if self.now.reads_as(self.number):
            return State.STILL
        left = [one for one in self.steps if one.before and one.before.reads_as(self.number)]
        return State.CORRECTED if left[-1].corrected else State.CHANGED


def editions(
    history: History, language: str, selection: Selection, *, since: int = 1
) -> list[Edition]:
    """The versions from one on that can be opened, with their numbers, the oldest first."""
    return [
        Edition(one, history.carried(one.number, language, selection))
        for one in history.publications
        if not one.withdrawn and one.number >= since
    ]


def standings(found: Sequence[Edition], everything: Sequence[Publication]) -> list[Standing]:
    """What became of each number of the first edition.

    Parameters
    ----------
    found : sequence of Edition
        The oldest first; at least one.
    everything : sequence of Publication
        With those that were withdrawn.
    """
    return [Standing(one, tuple(steps_of(one.key, found, everything))) for one in found[0].numbers]


def steps_of(
    key: tuple[str, str], found: Sequence[Edition], everything: Sequence[Publication]
) -> list[Step]:
    """Each version in which a number reads otherwise than in the one before."""
    steps, since = [], found[0].publication
    before = _number(found[0], key)
    for edition in found[1:]:
        after = _number(edition, key)
        if _same(before, after):
            continue
        earlier = [one for one in everything if one.number < since.number]
        at_least = bool(earlier and earlier[-1].withdrawn)
        steps.append(Step(edition.publication, before, after, since, at_least))
        before, since = after, edition.publication
    return steps


def _number(edition: Edition, key: tuple[str, str]) -> Carried | None:
    return next((one for one in edition.numbers if one.key == key), None)


def _same(before: Carried | None, after: Carried | None) -> bool:
    if before is None or after is None:
        return before is after
    return before.reads_as(after)
