"""What a logo stands on: a transparent one may be drawn for white paper, or for the night."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from impact.figures.style import DARK, LIGHT

if TYPE_CHECKING:
    from impact.figures.style import Style

FAR = 90  # of 255: so much lighter or darker than its ground ink has to be on the whole
LARGE = (64, 64)  # pixels are enough to know


def ground_of(logo: bytes, style: Style) -> Style | None:
    """The style whose paper a logo needs behind it; None where it can be seen on this one's.

    Parameters
    ----------
    logo : bytes
        A picture that can be opened.
    style : Style
        Of the page.
    """
    picture = Image.open(BytesIO(logo)).convert("RGBA")
    picture.thumbnail(LARGE)
    light, opacity = (np.asarray(picture.convert("LA"), dtype=float)[..., n] for n in (0, 1))
    if opacity.min() > 127:
        return None
    ink = float(np.average(light, weights=opacity + 1e-9))
    if abs(ink - _lightness(style)) >= FAR:
        return None
    return max((LIGHT, DARK), key=lambda one: abs(ink - _lightness(one)))


def _lightness(style: Style) -> float:
    """Of a style's paper, from 0 (black) to 255."""
    return float(np.asarray(Image.new("RGB", (1, 1), style.paper).convert("L"))[0, 0])
