"""Every number that a handout gives of a claim is a number of that claim, wherever it stands."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from lxml import html as markup
from pptx import Presentation

from impact.figures.charts import rate_unit, series_table
from impact.handouts.claim_slides import LEADING
from impact.handouts.packs import map_names
from impact.handouts.sheet import sheet_html
from impact.wording import words_in
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import caveat
from impact.wording.findings import finding
from impact.wording.rows import source_lines
from impact.wording.sentences import comparison, sentence, title
from tests.handouts.packs_of import pack, view_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
BOTH = pytest.mark.parametrize(("name", "language"), [("wildcats", "ru"), ("example", "en")])


def numerals(*texts: str) -> set[str]:
    return {one for text in texts for one in NUMERAL.findall(text)}


def text_of(element) -> str:
    """All text of an element but its footer, its parts held apart."""
    return " ".join(element.xpath(".//text()[not(ancestor::*[contains(@class, 'footer')])]"))


def numbers_of(view: View, claim: Claim, words: Words) -> set[str]:
    """The numerals that may stand beside a claim: its values, and those of its words."""
    counts = [claim.value, claim.baseline]
    series = series_table(claim)
    years = range(series["year"].min(), series["year"].max() + 1) if len(series) else ()
    given = [
        *(words.number(value) for value in counts if value is not None),
        *(words.ratio(rate) for rate in series["rate"].dropna()),
        *map(str, years), words.percent(0.95),  # the level of every interval
        *(words.of(text) for text in (claim.indicator.current_words,
                                      claim.indicator.baseline_words)),
        sentence(view, claim, words), title(view, claim, words),
        comparison(claim, words), finding(claim, words), cause_not_shown([claim], words),
        rate_unit(claim, words), *(caveat(view, found, words) for found in claim.caveats),
        *(name for name, _link in source_lines(view, claim, words)),
    ]  # fmt: skip
    return numerals(words._("1st"), *given)


def headline(claim: Claim, words: Words) -> set[str]:
    """The number that has to stand there, where it is a number."""
    if claim.kind == "first_record" or not claim.value:
        return set()
    return {words.number(claim.value)}


def on_deck(claims: list[Claim], name: str, language: str) -> Iterator[tuple[Claim, str]]:
    page = markup.fromstring(pack("deck", name, language))
    slides = page.xpath("//section[contains(@class, 'is-claimbody')]")
    yield from zip(claims, map(text_of, slides), strict=True)
    glance = page.xpath("//section[contains(@class, 'is-numbers')]//div[@class='figure']")
    yield from zip(claims[:LEADING], map(text_of, glance), strict=True)


def on_slides(claims: list[Claim], name: str, language: str) -> Iterator[tuple[Claim, str]]:
    view, words = view_of(name), words_in(language)
    told = {sentence(view, claim, words): claim for claim in claims}
    found = []
    for slide in Presentation(BytesIO(pack("slides", name, language))).slides:
        claim = told.get(slide.shapes.title.text_frame.text)
        if claim is None:
            continue
        found.append(claim.id)
        own = [one for one in slide.shapes if one == slide.shapes.title or not one.is_placeholder]
        texts = [one.text_frame.text for one in own if one.has_text_frame]
        for chart in (one.chart for one in own if one.has_chart):
            plot = chart.plots[0]
            shown = words.ratio if len(plot.series) > 1 else words.number
            drawn = [value for value in plot.series[0].values if value is not None]
            texts += [*plot.categories, *map(shown, drawn)]
        yield claim, " ".join(texts)
    assert found == [claim.id for claim in claims]


def on_report(claims: list[Claim], name: str, language: str) -> Iterator[tuple[Claim, str]]:
    page = markup.fromstring(pack("report", name, language))
    front = page.xpath("//div[@class='lead-claim']")
    yield from zip(claims[:LEADING], map(text_of, front), strict=True)
    heads = page.xpath("//article/div[@class='head']")
    yield from zip(claims, map(text_of, heads), strict=True)


def on_sheets(claims: list[Claim], name: str, language: str) -> Iterator[tuple[Claim, str]]:
    view, words = view_of(name), words_in(language)
    by_area = {one.indicator.areas[0]: one for one in claims if len(one.indicator.areas) == 1}
    asked = {one.area: view.claim(one.claim) for one in view.programme.sheets}
    for area in asked or list(by_area)[:1]:
        page = markup.fromstring(sheet_html(view, words, area, map_names()).encode())
        answer = page.xpath("//div[@class='answer']/*[not(@class='question')]")
        yield {**by_area, **asked}[area], " ".join(map(text_of, answer))


@BOTH
@pytest.mark.parametrize("places", [on_deck, on_slides, on_report, on_sheets])
def test_beside_a_claim_stands_its_number_and_no_number_of_another(places, name, language):
    view, words = view_of(name), words_in(language)
    seen = 0
    for claim, text in places(list(view.claims), name, language):
        seen += 1
        assert numerals(text) - numbers_of(view, claim, words) == set(), (claim.id, text)
        assert headline(claim, words) <= numerals(text), (claim.id, text)
    assert seen


def test_a_number_that_is_wrong_by_one_is_found():
    view, words = view_of("example"), words_in("en")
    claim = view.claims[0]
    wrong = sentence(view, claim, words).replace(
        words.number(claim.value), words.number(claim.value + 1)
    )
    assert numerals(wrong) - numbers_of(view, claim, words)


def values(cells: Iterable, language: str) -> list[float]:
    """The numbers of cells as numbers again."""
    texts = ["".join(cell.itertext()).replace("\u00a0", "") for cell in cells]
    return [float(text.replace(",", "." if language == "ru" else "")) for text in texts]


@BOTH
def test_the_table_below_a_chart_of_the_report_has_the_rates_of_its_claim(name, language):
    view = view_of(name)
    page = markup.fromstring(pack("report", name, language))
    for claim in view.claims:
        series = series_table(claim).dropna(subset=["rate"])
        if len(series) < 2:
            continue
        (table, *_others) = page.xpath(f"//article[@id='claim-{claim.id}']//table")
        for row, wanted in zip(table.xpath(".//tbody/tr"), series.itertuples(), strict=True):
            year, *cells = row.xpath("td")
            assert year.text == str(wanted.year)
            assert values(cells, language) == pytest.approx(
                [wanted.rate, wanted.low, wanted.high], abs=0.0051
            )
