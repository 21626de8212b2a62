"""The projection of every map of ours: Mercator, in degrees of the equator; and boxes on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


def stretched(latitude: float) -> float:
    """How far north of the equator a latitude (degrees) is drawn, in degrees of the equator."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def latitude_of(north: float) -> float:
    """The latitude (degrees) that is drawn so far north: the inverse of `stretched`."""
    return math.degrees(math.atan(math.sinh(math.radians(north))))


class Box(NamedTuple):
    """A rectangle on a map, in pixels; down is more."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_free(self, taken: Iterable[Box]) -> bool:
        """Whether it meets none of those that are taken."""
        return not any(self.meets(other) for other in taken)


def around(x: float, y: float, radius: float) -> Box:
    """The box around a disc."""
    return Box(x - radius, y - radius, x + radius, y + radius)
