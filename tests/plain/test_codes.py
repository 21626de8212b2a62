"""Each kind of handout of version 3, in each language: its code is read, and looked up later."""

from __future__ import annotations

import base64
import json
import re
import zipfile
from io import BytesIO

import pytest
import zxingcpp
from openpyxl import load_workbook
from PIL import Image, ImageDraw
from pptx import Presentation

from impact.disclosure.handout_id import handout_id, made_id
from impact.disclosure.selection import Selection
from impact.figures import page_figures
from impact.figures.style import LIGHT
from impact.handouts.data_tables import csv_zip, excel
from impact.handouts.packs import Choice, make, map_names
from impact.handouts.pictures import chart_picture, content, drawn_picture
from impact.handouts.tables import csv_of, xlsx_of
from impact.plain import holds_pages, site
from impact.plain.addresses import InFolder
from impact.wording import words_in
from impact.wording.citation import citation
from impact.wording.claims_json import claims_json
from tests.plain.ten_versions import CLAIM, SITE, WITHDRAWN, of_the_claim, view_of

OWN = Selection(whose="programme")
# By language: how the claim is called, and how a version that was withdrawn is spoken of.
SAID = {
    "en": ("Leopard detections on Uly Balkan", "made from version 7. That version was withdrawn"),
    "ru": ("Регистрации леопарда на хребте Большой Балхан", "из версии 7. Эта версия отозвана"),
    "tk": ("Uly Balkan dagynda alajagaplaňyň hasaba alynmalary", "Şol wersiýa yzyna alyndy"),
    "ky": ("Улуу Балкан тоосунда кабыландын катталуулары", "Ал версия кайтарып алынган"),
    "kk": ("Үлкен Балқан жотасында қабыланның тіркелулері", "Ол нұсқа кері қайтарып алынған"),
}
ADDRESS = re.compile(rf"{SITE}/holds/([0-9A-Z-]+)")
EACH = pytest.mark.parametrize("language", SAID)


class OfClaims:
    """The history with the claims alone: the numbers of figures take a second for each version."""

    def __init__(self, history) -> None:
        self.publications, self._history = history.publications, history

    def carried(self, number: int, language: str, selection: Selection):
        assert selection in (Selection(), OWN)
        return self._history.claims(number, language)


def scanned(picture: Image.Image) -> set[str]:
    return {one.text for one in zxingcpp.read_barcodes(picture)}


def seen(drawing: str) -> Image.Image:
    """An SVG of filled shapes alone, as somebody sees it."""
    wide, high = re.search(r'viewBox="0 0 (\S+) (\S+)"', drawing).groups()
    image = Image.new("RGB", (round(float(wide)), round(float(high))), "white")
    for path, colour in re.findall(r'<path d="([^"]+)" style="fill:(#\w+)"', drawing):
        for ring in re.findall("M([^Z]+)Z", path):
            corners = [tuple(map(float, one.split())) for one in ring.split("L")]
            # A shape ends before its right and lower edge
            across, down = zip(*corners, strict=True)
            ImageDraw.Draw(image).rectangle(
                (min(across), min(down), max(across) - 1, max(down) - 1), fill=colour
            )
    return image


def packs(view, words) -> dict[str, set[str]]:
    """The codes of a deck, a slide file and a report."""
    slides = Presentation(BytesIO(make("slides", view, words, Choice()))).slides
    blobs = [s.image.blob for one in slides for s in one.shapes if hasattr(s, "image")]
    deck = make("deck", view, words, Choice()).decode()
    (code,) = re.findall(
        r"scan\{background-image:url\(data:image/svg\+xml;base64,([\w+/=]+)\)", deck
    )
    report = make("report", view, words, Choice()).decode()
    (drawn,) = re.findall(r'<div class="code">(<svg.*?</svg>)', report, re.DOTALL)
    return {
        "slides": set().union(*(scanned(Image.open(BytesIO(one))) for one in blobs)),
        "deck": scanned(seen(base64.b64decode(code).decode())),
        "report": scanned(seen(drawn)),
    }


def pictures_and_tables(view, words) -> dict[str, set[str]]:
    """The codes of figures and of files for spreadsheets and programs."""
    (card,) = page_figures.figures((page_figures.reports.of_cats,), view, OWN, words, LIGHT)
    claim = drawn_picture(view, words, map_names(), f"claim-{CLAIM}", OWN)
    chart = chart_picture(view, card, words, OWN)
    books = {
        "excel": load_workbook(BytesIO(excel(view, words))),
        "excel of a figure": load_workbook(BytesIO(xlsx_of(view, card, words, OWN))),
    }
    cells = {
        name: " ".join(str(cell.value) for row in book.worksheets[0] for cell in row)
        for name, book in books.items()
    }
    with zipfile.ZipFile(BytesIO(csv_zip(view, words))) as tables:
        cells["tables"] = tables.read("README.txt").decode()
    cells["csv of a figure"] = csv_of(view, card, words, OWN).decode()
    cells["json"] = json.loads(claims_json(view, words))[0]["check"]
    cells["citation"] = citation(view, words, OWN)
    in_words = {name: {one[0] for one in ADDRESS.finditer(text)} for name, text in cells.items()}
    scans = {
        "png of a claim": scanned(Image.open(BytesIO(content(claim, "png")))),
        "png of a chart": scanned(Image.open(BytesIO(content(chart, "png")))),
    }
    code = handout_id(view, words.language, OWN)
    assert all(code in content(one, "svg").decode() for one in (claim, chart))
    return scans | in_words


@EACH
def test_what_was_handed_out_of_version_3_is_looked_up_by_its_codes(store, now, history, language):
    view, words = view_of(store, 3), words_in(language)
    found = packs(view, words) | pictures_and_tables(view, words)
    assert {name: len(codes) for name, codes in found.items()} == dict.fromkeys(found, 1)
    for code in {ADDRESS.fullmatch(one)[1] for codes in found.values() for one in codes}:
        page = holds_pages.holds_page(now, OfClaims(history), code, words)
        (group, texts) = of_the_claim(page, SAID[language][0])
        assert group == "changed"
        numbers = [re.search(r"\d+", text.rpartition(": ")[2])[0] for text in texts]
        assert numbers == ["13", "31", "13", "14", "15", "16"]


@EACH
def test_of_a_withdrawn_version_only_that_is_said(now, history, language):
    code = made_id(now.programme.about.id, f"version {WITHDRAWN}", language, now.rules)
    for reader in SAID:
        page = holds_pages.holds_page(now, history, str(code), words_in(reader))
        said = [text for block in page.blocks for text in (block.heading, *block.texts) if text]
        assert len(said) == 2
        assert SAID[reader][1] in said[1]
        text = site.html(now, page, words_in(reader), InFolder(page.name), tuple(SAID))
        # The number by itself: the fingerprint of the data may hold any two digits.
        for hidden in (r"\b99\b", "secret", "Secret", "note", "12 March", "22 March"):
            assert not re.search(hidden, text.replace(str(code), "")), hidden
