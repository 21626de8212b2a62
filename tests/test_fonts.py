"""The served fonts draw every letter of the five languages, and nothing is drawn as a box."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit
from babel.messages.pofile import read_po
from PIL import ImageFont

from impact.handouts.offline import FONTS
from impact.wording import words_in
from impact.wording.catalogues import catalogues
from impact.wording.language import NAMES
from impact.wording.order import ALPHABETS
from impact.wording.reviewing import forms, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PAGES = [(face["url"].removeprefix("app/"), face["unicodeRange"]) for face in THEME["fontFaces"]]
FACES = {"pages": PAGES, "handouts": list(FONTS["Literata"])}
OURS = ROOT / "impact" / "figures" / "fonts" / "source-sans.woff2"
(STREAMLITS,) = Path(streamlit.__file__).parent.glob("static/static/media/SourceSansVF-Upright*")
SIGNS = "0123456789.,:;!?()/–—«»“”‘’%№²\u00a0"
NOWHERE = "\ue000"  # of a private area: no font has it
# Marks of no width, which no browser draws.
UNDRAWN = set("\n\t\u2060\u00ad")


@cache
def font(file: Path) -> ImageFont.FreeTypeFont:
    # One sign at a time, as it stands in the table of the font.
    return ImageFont.truetype(file, 40, layout_engine=ImageFont.Layout.BASIC)


def drawn(letter: str, file: Path) -> tuple[bytes, float]:
    return bytes(font(file).getmask(letter)), font(file).getlength(letter)


def has(letter: str, file: Path) -> bool:
    """Whether a font has a sign of its own for a letter, not the box of what it lacks."""
    return drawn(letter, file) != drawn(NOWHERE, file)


def spans(ranges: str) -> Iterator[range]:
    for span in ranges.replace("U+", "").split(","):
        first, _, last = span.partition("-")
        yield range(int(first, 16), int(last or first, 16) + 1)


def face_of(letter: str, faces: list[tuple[str, str]]) -> Path | None:
    """The file that a browser takes a letter from: the last whose range names it."""
    found = [file for file, ranges in faces if any(ord(letter) in one for one in spans(ranges))]
    return ROOT / found[-1] if found else None


@pytest.mark.parametrize("where", FACES)
@pytest.mark.parametrize("language", NAMES)
def test_headings_have_every_letter_of_a_language(language, where):
    letters = {*ALPHABETS[language], *ALPHABETS[language].upper(), *"ёЁ", *SIGNS}
    taken = {letter: face_of(letter, FACES[where]) for letter in letters}
    assert sorted(one for one, file in taken.items() if file is None or not has(one, file)) == []


@pytest.mark.parametrize("where", FACES)
def test_no_font_is_asked_for_a_blank_that_it_lacks(where):
    for blank in "\u00a0\u2009\u202f":
        file = face_of(blank, FACES[where])
        assert file is None or has(blank, file), f"U+{ord(blank):04X}"


@pytest.mark.parametrize("file", [OURS, STREAMLITS], ids=["drawings", "pages"])
def test_running_text_has_every_sign_of_every_public_message(file):
    signs = {letter for alphabet in ALPHABETS.values() for letter in alphabet + alphabet.upper()}
    for language, path in catalogues().items():
        for message in read_po(path.open("rb"), locale=language):
            if message.id and is_public(message):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                signs |= {*"".join((*ids, *forms(message)))}
    assert {"ә", "ň", "ө", "2"} <= signs
    assert sorted(one for one in signs - UNDRAWN if not has(one, file)) == []


@pytest.mark.parametrize("language", NAMES)
def test_a_date_draws_no_box_in_a_heading(language):
    day, words = pd.Timestamp("2024-03-05"), words_in(language)
    said = "".join(words.date(day, precision) for precision in ("day", "month", "year"))
    letters = {*said, *words.number(1234567.8, 1), *words.percent(0.126)}
    assert sorted(one for one in letters if not has(one, face_of(one, PAGES))) == []
    assert re.search(r"2024", said)


def test_a_letter_that_is_missing_is_found():
    assert has("ә", ROOT / "static/fonts/literata-cyrillic-ext.woff2")
    assert not has("ә", ROOT / "static/fonts/literata-latin.woff2")
    assert not has("\u202f", ROOT / "static/fonts/literata-latin.woff2")
