"""The slides as LibreOffice opens them: a page a slide, with every text on it."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.handouts.packs_of import pack

SOFFICE = shutil.which("soffice")
MOST = 300  # seconds: then it hangs
NUMBER = "‹#›"  # what stands in the file where each page has its own number


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("name", ["wildcats", "example"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_libreoffice_sets_every_text_of_every_slide_on_its_page(name, language, tmp_path):
    file = tmp_path / "slides.pptx"
    file.write_bytes(pack("slides", name, language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, timeout=MOST, capture_output=True)
    slides = Presentation(BytesIO(file.read_bytes())).slides
    pages = PdfReader(tmp_path / "slides.pdf").pages
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        heights = []
        told = page.extract_text(visitor_text=lambda text, _cm, at, *_font, heights=heights: (
            heights.append(at[5]) if text.strip() else None))  # fmt: skip
        wanted = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        missing = [text for text in wanted if letters(text) not in letters(told)]
        assert [text for text in missing if text != NUMBER] == []
        assert all(0 < height < page.mediabox.height for height in heights)


def letters(text: str) -> str:
    """A text without its spaces, which a PDF sets as it likes."""
    return re.sub(r"\s|\u00ad", "", text)
