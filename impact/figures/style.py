"""How figures look, in light and in dark.

The palette is Okabe and Ito's (Color Universal Design, 2008): blue, vermillion, bluish green and
reddish purple, which people with any of the common kinds of colour blindness can tell apart,
darkened for paper and lightened for the night until lines and letters can be read. Colour is
never the only sign: marks differ in shape, and every figure has its sentence and its alt text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PALETTE = "Okabe-Ito"
SYMBOLS = ("circle", "diamond", "square", "triangle-up")


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
    paper: str
    water: str
    narrow: bool = False  # a phone: names stand above their lines, not beside them

    @property
    def series(self) -> tuple[str, str, str, str]:
        """The colours of several lines in one figure, in their order."""
        return (self.detections, self.incidents, self.protected, self.first)


LIGHT = Style(
    name="light",
    ink="#2b221b",
    muted="#6b5f57",
    grid="#e4dacd",
    detections="#064373",
    incidents="#9a3d0a",
    protected="#137a58",
    first="#a8327f",
    paper="#fbf8f3",
    water="#c9d8de",
)
DARK = Style(
    name="dark",
    ink="#f1e9dc",
    muted="#b9aea2",
    grid="#3a3f49",
    detections="#6fb1ee",
    incidents="#ee8a52",
    protected="#45cb8a",
    first="#d39cc5",
    paper="#14191f",
    water="#1d2a36",
)


_ROLES = {
    getattr(LIGHT, role): role
    for role in ("ink", "muted", "grid", "detections", "incidents", "protected", "first")
}


def role_of(colour: object) -> str:
    """What a colour of the light style is for; "ink" for any other."""
    return _ROLES.get(colour, "ink") if isinstance(colour, str) else "ink"


def style_for(theme: str | None, *, narrow: bool = False) -> Style:
    """The style of a theme on a screen; light where the theme is not known yet."""
    return replace(DARK if theme == "dark" else LIGHT, narrow=narrow)
