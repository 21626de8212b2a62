"""Charts and the map as pictures: PNG at twice the size, and SVG.

Each has its title, its source and, where the programme has an address, a code to scan. All are
drawn by ourselves, the charts of the pages too: their own script would need a browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, page_figures
from impact.figures.chart_drawing import chart_drawing
from impact.figures.claim_charts import claim_chart
from impact.figures.claim_drawing import claim_drawing
from impact.figures.context import beside, quoted
from impact.figures.drawing import framed_drawing
from impact.figures.map_picture import map_drawing
from impact.figures.painting import png, svg
from impact.figures.style import LIGHT
from impact.handouts.check_code import code_drawing
from impact.model.attribution import PROGRAMME
from impact.wording.cause import cause_not_shown
from impact.wording.chance import chance_in_a_word
from impact.wording.chosen import chosen_words
from impact.wording.citation import citation, source_line
from impact.wording.disputes import origin_unknown
from impact.wording.headline import marks
from impact.wording.preview import to_pass_on
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.figures.drawing import Drawing
    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words

MAP, WIDE = "map", 760  # pixels of a chart


@dataclass(frozen=True)
class Picture:
    """A picture that can be had: what it is called, and what to say beside it."""

    id: str
    title: str
    sentence: str
    drawing: Drawing


def pictures(
    view: View, words: Words, named: pd.DataFrame, selection: Selection | None = None
) -> list[Picture]:
    """Every picture of a view: the claims with a chart, the map, the charts of the pages."""
    chosen = selection or Selection(whose=PROGRAMME)
    return [*drawn_pictures(view, words, named, chosen), *_charts(view, words, chosen)]


def drawn_pictures(
    view: View, words: Words, named: pd.DataFrame, selection: Selection | None = None
) -> list[Picture]:
    """The claims with a chart, and the map: these have an address each."""
    chosen = selection or Selection(whose=PROGRAMME)
    return [*_claims(view, words, chosen), _map(view, words, named, chosen)]


def drawn_picture(
    view: View,
    words: Words,
    named: pd.DataFrame,
    picture_id: str,
    selection: Selection | None = None,
) -> Picture | None:
    """One of these, with no other drawn; None where there is none of this name."""
    chosen = selection or Selection(whose=PROGRAMME)
    if picture_id == MAP:
        return _map(view, words, named, chosen)
    return next(_claims(view, words, chosen, only=picture_id), None)


def names_of_drawn(view: View) -> set[str]:
    """What these may be called; a claim without a chart has none."""
    return {MAP, *map(_name, view.claims)}


def _name(claim: Claim) -> str:
    return f"claim-{claim.id}"


def _map(view: View, words: Words, named: pd.DataFrame, selection: Selection) -> Picture:
    table = maps.areas_on_file(view, selection, words)
    told = map_words.map_sentence(view, selection, table, words)
    drawn = map_drawing(table, named, words, told, width=1160, height=600)
    legend = map_words.map_legend(table, words)
    framed = _framed(drawn, told, view, words, selection, note=legend)
    return Picture(MAP, words._("Map"), told, framed)


def _framed(
    drawn: Drawing, title: str, view: View, words: Words, selection: Selection, *, note: str = ""
) -> Drawing:
    """With its title, what was chosen, its source and its code: with these it may go anywhere."""
    code = code_drawing(view, words, selection, one_module=3)
    told = (note, chosen_words(view, selection, words), source_line(view, words, selection))
    source = " ".join(filter(None, told))
    return framed_drawing(drawn, title, source, code=code)


def _limits(view: View, claim: Claim, words: Words) -> str:
    """What has to go with a claim wherever its picture goes: how sure it is, and of whom."""
    sure = f"{' · '.join(marks(claim, words))}."
    told = (sure, chance_in_a_word(claim, words), origin_unknown(view, claim, words))
    told = (*told, cause_not_shown([claim], words))
    return " ".join(filter(None, told))


def _claims(view: View, words: Words, selection: Selection, *, only: str = "") -> Iterator[Picture]:
    inside = set(selection.area_ids(view))
    for claim in view.claims:
        if only and _name(claim) != only:
            continue
        chart = claim_chart(view, claim, words)
        if chart is None or not inside & set(claim.indicator.areas):
            continue
        told = sentence(view, claim, words)
        drawn = claim_drawing(chart, words, width=760, height=380, size=20)
        note = _limits(view, claim, words)
        framed = _framed(drawn, told, view, words, selection, note=note)
        yield Picture(_name(claim), told, to_pass_on(view, [claim], words), framed)


def _charts(view: View, words: Words, selection: Selection) -> Iterator[Picture]:
    makers = (
        page_figures.OF_CAMERAS
        + page_figures.OF_PUBLISHED_RECORDS
        + page_figures.OF_ESTIMATES
        + page_figures.OF_INCIDENTS
        + page_figures.OF_LAND_OF_THE_REGION
    )
    for shown in page_figures.figures(makers, view, selection, words, LIGHT):
        if shown.figure is not None:
            yield chart_picture(view, shown, words, selection)


def chart_picture(view: View, shown: FigureCard, words: Words, selection: Selection) -> Picture:
    """A chart of the pages, made with the light style of what was chosen."""
    drawn = chart_drawing(shown.figure, shown.sentence, words, width=WIDE)
    # Its sentence says what no mark can: what has no date, or is not stated, and so is not drawn.
    note = f"{shown.sentence} {beside(shown, selection, words)}"
    framed = _framed(drawn, shown.title, view, words, selection, note=note)
    return Picture(shown.id, shown.title, quoted(shown, selection, words), framed)


def content(picture: Picture, kind: str) -> bytes:
    """A picture as a file.

    Parameters
    ----------
    picture : Picture
    kind : str
        ``png`` or ``svg``.
    """
    if kind == "png":
        return png(picture.drawing, LIGHT)
    return svg(picture.drawing, LIGHT).encode("utf-8")


def to_copy(picture: Picture, view: View, words: Words, selection: Selection | None = None) -> str:
    """The sentence of a picture with its citation, whose code is that of the picture."""
    chosen = selection or Selection(whose=PROGRAMME)
    said = (picture.sentence, chosen_words(view, chosen, words), citation(view, words, chosen))
    return " ".join(filter(None, said))
