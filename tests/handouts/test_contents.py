"""The contents of a printed report say on which page a part begins."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter

from impact.handouts.contents import with_page_numbers

LINE = '<a href="#{id}">{id}</a><span class="at" data-of="{id}"></span>'


def test_each_line_of_the_contents_has_the_page_that_it_leads_to():
    printed = PdfWriter()
    for _page in range(3):
        printed.add_blank_page(595, 842)
    printed.add_named_destination("/claims", 1)
    printed.add_named_destination("/claim-a_b", 2)
    kept = BytesIO()
    printed.write(kept)
    html = "".join(LINE.format(id=name) for name in ("claims", "claim-a_b", "elsewhere"))
    numbered = with_page_numbers(html, kept.getvalue())
    assert '<span class="at" data-of="claims">2</span>' in numbered
    assert '<span class="at" data-of="claim-a_b">3</span>' in numbered
    assert '<span class="at" data-of="elsewhere"></span>' in numbered
    assert numbered.count("<a ") == 3
