"""The wall sheet: one printed page about an area, for those who live there.

It says what the pages say and no more: it is made from what everybody may see, so it keeps the
delay and the least number of stations as they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.disclosure.selection import Selection
from impact.figures import places, rates
from impact.figures.claim_charts import claim_chart
from impact.figures.claim_drawing import claim_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.figures.year_bars import year_bars
from impact.handouts.check_code import code_svg
from impact.handouts.claim_slides import claims_of
from impact.handouts.offline import (
    TEMPLATES,
    colours_css,
    drawing_css,
    fonts_css,
    picture_address,
    template_text,
    with_policy,
)
from impact.handouts.sheet_figures import (
    counted_by,
    incident_calendar,
    month_names,
    month_notes,
    sightings,
    year_notes,
)
from impact.wording.caveats import caveat
from impact.wording.citation import check_line, source_line
from impact.wording.evidence import needed, observed
from impact.wording.headline import how_sure
from impact.wording.rows import area_name
from impact.wording.sentences import comparison, sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.handouts.sheet_figures import Sightings
    from impact.wording.language import Words

SIZES = ("A4", "A3")
MOST_CATS, MOST_ANSWERS, MOST_NEEDS = 2, 2, 2


def sheet_html(
    view: View, words: Words, area_id: str, *, size: str = "A4", logo: bytes = b""
) -> str:
    """The sheet of an area as one HTML file that prints on one page.

    Parameters
    ----------
    view : View
    words : Words
    area_id : str
        It is about this area and all that lies in it.
    size : str
        One of `SIZES`.
    logo : bytes
        Of the programme; none where empty.
    """
    chosen, programme = Selection(area=area_id), view.programme
    answered = _questions(view, chosen, words)
    cats = sightings(view, chosen, words)[:MOST_CATS]
    calendar = incident_calendar(view, chosen, words)
    drawing = "" if cats or calendar else _drawing_of(view, answered)
    html = TEMPLATES.get_template("sheet.html.j2").render(
        _=words._,
        words=words,
        about=programme.about,
        name=area_name(view, area_id, words),
        facts=_facts(view, area_id, words),
        observed=observed(words),
        answers=[_answer(view, question, claim, words) for question, claim in answered],
        sightings=[(one, _drawn(one, words)) for one in cats],
        year_notes=[*year_notes(cats, words), *rates.apart(view, chosen, words)],
        chart=_published(view, answered, words) if not cats else "",
        months=month_names(words),
        calendar=calendar,
        month_notes=list(month_notes(calendar, words)),
        drawing=drawing,
        counted=list(counted_by(view, chosen, words)),
        needed=_needed(answered, words),
        source=source_line(view, words, chosen),
        check=check_line(view, words, chosen),
        code=code_svg(view, words, chosen),
        fonts=fonts_css(),
        colours=colours_css(programme),
        drawings=drawing_css(["ridge", drawing]),
        sheet=template_text("sheet.css"),
        size=size,
        logo=picture_address(logo),
    )
    return with_policy(html)


def _facts(view: View, area_id: str, words: Words) -> list[tuple[str, str]]:
    """What the area is, how large, and who set it up: that need not be the programme."""
    found = places.facts(view, area_id, words)
    return found[:3] + [one for one in found[3:] if one[0] == words._("Set up by")]


def _questions(view: View, selection: Selection, words: Words) -> list[tuple[str, Claim]]:
    """What the area asked, with the claim that answers it; else the claims about the area."""
    sheets = [one for one in view.programme.sheets if one.area == selection.area]
    asked = [(words.of(one.question), view.claim(one.claim)) for one in sheets]
    found = [(question, claim) for question, claim in asked if claim is not None]
    return (found or [("", claim) for claim in claims_of(view, selection)])[:MOST_ANSWERS]


def _drawing_of(view: View, answered: list[tuple[str, Claim]]) -> str:
    """The drawing of the cat that the page is about, where no chart fills it."""
    for _question, claim in answered:
        species = view.programme.species_named(claim.indicator.species)
        if species and species.drawing:
            return species.drawing
    return ""


def _answer(view: View, question: str, claim: Claim, words: Words) -> dict[str, str]:
    """A question with its answer: the claim's sentence, how sure it is, and why."""
    caveats = [caveat(view, found, words) for found in claim.caveats]
    return {
        "question": question,
        "sentence": sentence(view, claim, words),
        "finding": how_sure(view, claim, words),
        "why": comparison(claim, words) or (caveats[0] if caveats else ""),
    }


def _drawn(one: Sightings, words: Words) -> Markup:
    title = words._("{species}: detections by year").format(species=one.species)
    return Markup(svg(year_bars(one.bars, title, "detections"), LIGHT))


def _published(view: View, answered: list[tuple[str, Claim]], words: Words) -> Markup:
    """The chart of the first claim that has one: where no camera effort is on file."""
    for _question, claim in answered:
        chart = claim_chart(view, claim, words)
        if chart is not None:
            return Markup(svg(claim_drawing(chart, words, width=900, height=250, size=22), LIGHT))
    return Markup()


def _needed(answered: list[tuple[str, Claim]], words: Words) -> list[str]:
    """What would be needed to say more, of all claims on the sheet, each once."""
    wanted = [text for _question, claim in answered for text in needed(claim, words)]
    return list(dict.fromkeys(wanted))[:MOST_NEEDS]
