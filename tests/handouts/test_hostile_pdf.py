"""Text that means harm, in what a reader of PDF or a map runs by itself."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from impact.disclosure.selection import Selection
from impact.handouts.packs import Choice, make, map_names
from impact.handouts.paper import printed
from impact.handouts.sheet import sheet_html
from impact.model.errors import HandoutError
from impact.wording import words_in
from tests.handouts.test_packs import hostile

ROOT = Path(__file__).parents[2]
ENGLISH = words_in("en")
# What a PDF may hold that does something by itself or when it is pointed at.
ACTING = ("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFiles", "/AcroForm")


def test_a_pdf_with_hostile_text_shows_it_and_does_nothing():
    choice = Choice(selection=Selection(area="ridge"))
    reader = PdfReader(BytesIO(make("sheet", hostile("12"), ENGLISH, choice)))
    objects = "\n".join(repr(reader.get_object(n)) for n in range(1, reader.trailer["/Size"]))
    assert [name for name in ACTING if re.search(rf"{name}\b", objects)] == []
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "alert(1)" in text.replace("\n", "")
    links = re.findall(r"'/URI': '([^']*)'", objects)
    assert {urlsplit(link).scheme for link in links} <= {"https", "http", "mailto"}


@pytest.mark.parametrize("letters", [220, 3000])
def test_a_sheet_with_too_much_to_say_is_one_page_in_smaller_letters_or_refused(letters):
    view, choice = hostile("12", name="W" * letters), Choice(selection=Selection(area="ridge"))
    usual = printed(sheet_html(view, ENGLISH, "ridge", map_names()))
    assert len(PdfReader(BytesIO(usual)).pages) > 1
    if letters > 1000:
        with pytest.raises(HandoutError, match="does not fit on one page of A4"):
            make("sheet", view, ENGLISH, choice)
    else:
        assert len(PdfReader(BytesIO(make("sheet", view, ENGLISH, choice))).pages) == 1


def test_a_map_gives_what_is_pointed_at_as_text_and_never_as_markup():
    # deck.gl sets "text" as text; "html" would be read as markup, with the names of the data in it.
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "impact" / "figures").glob("*.py")
    )
    tooltips = re.findall(r"tooltip=\{\s*\"(\w+)\"", code)
    assert len(tooltips) == code.count("tooltip=") >= 2
    assert set(tooltips) == {"text"}
