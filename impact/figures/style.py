"""How figures look, in light and in dark.

The palette is Okabe and Ito's (Color Universal Design, 2008), which people with any of the
common kinds of colour blindness can tell apart. Colour is never the only sign: marks differ in
shape, and every figure has its sentence and its alt text.
"""

from __future__ import annotations

from dataclasses import dataclass

PALETTE = "Okabe-Ito"


@dataclass(frozen=True)
class Style:
    """The colours of a figure on one background."""

    name: str
    ink: str
    muted: str
    grid: str
    detections: str
    incidents: str
    protected: str
    first: str


LIGHT = Style(
    name="light",
    ink="#2b2320",
    muted="#6b5f57",
    grid="#e4dacd",
    detections="#0072b2",
    incidents="#b54708",  # vermillion, darkened until it reads on paper
    protected="#00785a",  # bluish green, likewise
    first="#9c5282",  # reddish purple, likewise
)
DARK = Style(
    name="dark",
    ink="#f3ece2",
    muted="#b9aea2",
    grid="#3a3f49",
    detections="#56b4e9",
    incidents="#e69f00",
    protected="#2fbf94",
    first="#d995bd",
)
FONT = "Source Sans 3, Source Sans, sans-serif"


def style_for(theme: str | None) -> Style:
    """The style of a theme; light where the theme is not known yet."""
    return DARK if theme == "dark" else LIGHT
