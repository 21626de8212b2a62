"""A transparent logo stands on paper of its own only where it could not be seen otherwise."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from impact.figures.logos import ground_of
from impact.figures.style import DARK, LIGHT

BLACK, WHITE, CLEAR = (0, 0, 0, 255), (255, 255, 255, 255), (0, 0, 0, 0)


def logo(ink, ground) -> bytes:
    picture = Image.new("RGBA", (80, 40), ground)
    ImageDraw.Draw(picture).rectangle((20, 10, 60, 30), fill=ink)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("ink", "ground", "by_day", "by_night"),
    [
        (BLACK, CLEAR, None, LIGHT),
        (WHITE, CLEAR, DARK, None),
        (BLACK, WHITE, None, None),  # it has brought its ground
        (WHITE, BLACK, None, None),
    ],
    ids=["black", "white", "black on white", "white on black"],
)
def test_a_logo_that_its_page_would_swallow_stands_on_the_other_paper(
    ink, ground, by_day, by_night
):
    assert ground_of(logo(ink, ground), LIGHT) is by_day
    assert ground_of(logo(ink, ground), DARK) is by_night


def test_a_picture_with_nothing_on_it_is_no_error():
    assert ground_of(logo(CLEAR, CLEAR), LIGHT) is None
