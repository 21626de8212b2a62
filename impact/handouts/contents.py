"""The page numbers in the contents of a printed report, which are known once it is printed."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

# Empty and of one width, so that no line moves when the number is filled in.
_PLACE = re.compile(r'(<span class="at" data-of="([^"]+)">)(</span>)')


def with_page_numbers(html: str, pdf: bytes) -> str:
    """A page with the number of the page that each line of its contents leads to.

    Chromium has no `target-counter`, by which a style sheet could say the same.

    Parameters
    ----------
    html : str
        With ``<span class="at" data-of="ID"></span>`` where a number belongs.
    pdf : bytes
        The same page, printed: it keeps the place of each id that a link leads to.
    """
    reader = PdfReader(BytesIO(pdf))
    pages = {
        name.removeprefix("/"): reader.get_destination_page_number(place)
        for name, place in reader.named_destinations.items()
    }
    numbers = {name: str(page + 1) for name, page in pages.items() if page is not None}
    return _PLACE.sub(lambda found: found[1] + numbers.get(found[2], "") + found[3], html)
