"""The colours and fonts of .streamlit/config.toml: everybody can read them, in every language."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[1]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
COLOURS = ["red", "orange", "yellow", "blue", "green", "violet", "gray"]

# What the eye of somebody with each colour blindness makes of linear RGB, at full severity:
# Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113.
EYES = {
    "trichromat": np.eye(3),
    "protanope": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranope": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanope": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])  # relative to the white of daylight, D65

LETTERS = "AZaz09–’«»" + "ýňşäöüžçÝŇŞÄÖÜŽÇ" + "АЯаяЁё№" + "ңөүқғәіұһҢӨҮҚҒӘІҰҺ"


def linear(colour: str) -> np.ndarray:
    """``"#FBF8F3"`` → linear red, green and blue, 0 to 1 (WCAG 2.2, relative luminance)."""
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour laid over a ground, as a half-transparent text is."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 (none) to 21 (black on white)."""
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, eye: str) -> np.ndarray:
    """CIELAB of a colour as an eye sees it; about 2 is a difference that can just be seen."""
    x, y, z = np.cbrt(TO_XYZ @ np.clip(EYES[eye] @ linear(colour), 0.01, 1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def grounds_of(mode: str) -> list[str]:
    """The page, its boxes, the sidebar and the boxes in it."""
    keys = ["backgroundColor", "secondaryBackgroundColor"]
    return [part[key] for part in (THEME[mode], THEME[mode]["sidebar"]) for key in keys]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_captions_can_be_read_though_streamlit_pales_them(mode):
    caption = {g: mixed(THEME[mode]["textColor"], g, share=0.6) for g in grounds_of(mode)}
    assert [ground for ground, words in caption.items() if contrast(words, ground) < 4.5] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_links_and_accent_can_be_read_on_every_ground(mode):
    theme, grounds = THEME[mode], grounds_of(mode)
    for words in ["textColor", "linkColor", "primaryColor", "codeTextColor"]:
        assert [ground for ground in grounds if contrast(theme[words], ground) < 4.5] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_coloured_words_can_be_read_on_the_page_and_in_their_badge(mode):
    theme = THEME[mode]
    for colour in COLOURS:
        words = theme[f"{colour}TextColor"]
        assert contrast(words, theme[f"{colour}BackgroundColor"]) >= 4.5
        assert contrast(words, theme["backgroundColor"]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_colours_stand_out_from_the_page(mode):
    page = THEME[mode]["backgroundColor"]
    faint = [c for c in THEME[mode]["chartCategoricalColors"] if contrast(c, page) < 3]
    assert faint == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_colours_differ_for_every_eye(mode, eye):
    pairs = combinations(THEME[mode]["chartCategoricalColors"], 2)
    alike = [(a, b) for a, b in pairs if np.linalg.norm(lab(a, eye) - lab(b, eye)) < 12]
    assert alike == []


def test_the_heading_font_has_every_letter_and_every_file():
    ranges, files = [], set()
    for face in THEME["fontFaces"]:
        assert face["family"] == THEME["headingFont"]
        files.add(face["url"].removeprefix("app/"))
        for span in face["unicodeRange"].replace("U+", "").split(","):
            first, _, last = span.partition("-")
            ranges.append((int(first, 16), int(last or first, 16)))
    missing = [c for c in LETTERS if not any(a <= ord(c) <= b for a, b in ranges)]
    assert missing == []
    assert files == {
        file.relative_to(ROOT).as_posix() for file in ROOT.glob("static/fonts/*.woff2")
    }


def test_a_button_that_leads_on_is_outlined_because_white_on_saffron_cannot_be_read():
    assert contrast("#FFFFFF", THEME["dark"]["primaryColor"]) < 4.5  # the reason still holds
    look = (ROOT / "serving" / "look.css").read_text(encoding="utf-8")
    (rule,) = re.findall(r"body \[data-testid\^=stBaseButton-primary\] \{([^}]*)\}", look)
    assert "background: none !important" in rule
    assert "color: inherit !important" in rule
