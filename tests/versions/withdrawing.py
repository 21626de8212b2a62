"""A version with the place of a den in it, and why it is withdrawn."""

from __future__ import annotations

from impact.versions import Store
from tests.versions.sample import (
    HOUR,
    NOW,
    TEXT,
    cats,
    publish,
    upload,
)

DEN = "Den-under-the-red-rock"
WHY = {"reason": "It showed a den.", "author": "Bermet", "now": NOW + HOUR}


def with_a_den(store: Store) -> int:
    """A version that must go: the den stands in everything that a version is made of."""
    return publish(
        store,
        cats("North slope", DEN),
        text=TEXT.replace(b"A story.", DEN.encode()),
        note=f"Found {DEN}",
        claims=[{"id": "a", "evidence": [DEN]}],
        originals=[upload(f"{DEN}.csv", f"obs-2;{DEN}")],
    )
