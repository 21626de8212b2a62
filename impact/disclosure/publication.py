"""What everybody may know of the versions there were: not who published them, nor their notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from impact.versions.entries import Manifest


@dataclass(frozen=True)
class Publication:
    """A version that was published.

    Attributes
    ----------
    number : int
    published : datetime
    reason : str
        Why claims read otherwise than in the version before, as `impact.versions.Reason` names
        it; empty where none does.
    withdrawn : datetime or None
        When it was withdrawn; of such a version nothing but this is known.
    """

    number: int
    published: dt.datetime
    reason: str = ""
    withdrawn: dt.datetime | None = None

    @property
    def moment(self) -> dt.datetime:
        """When something last happened to it."""
        return self.withdrawn or self.published


def publications(history: Iterable[Manifest]) -> tuple[Publication, ...]:
    """All versions of a store, the oldest first."""
    found = [
        Publication(
            one.log_number,
            one.published,
            str(one.reason or ""),
            one.withdrawn.at if one.withdrawn else None,
        )
        for one in history
    ]
    return tuple(sorted(found, key=lambda one: one.number))
