"""The wall sheet: one printed page about an area, for those who live there.

It says what the pages say and no more: it is made from what everybody may see, so it keeps the
delay and the least number of stations as they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.disclosure.selection import Selection
from impact.figures import incident_months, map_words, maps, places, rates
from impact.figures.claim_charts import claim_chart
from impact.figures.claim_drawing import claim_drawing
from impact.figures.map_picture import map_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.figures.year_bars import year_bars
from impact.handouts.asks import lacking, of_others, reply_to, who_once
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
    recorded_by,
    sightings,
    year_notes,
)
from impact.model.attribution import PROGRAMME
from impact.wording.beside_mark import beside_mark, cause_beside
from impact.wording.cause import own_figure
from impact.wording.citation import check_line, source_line
from impact.wording.headline import in_few_words, own_word, second_source
from impact.wording.lists import milestone_lines
from impact.wording.rows import area_name, source_names, sources_of
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.handouts.sheet_figures import Sightings
    from impact.wording.language import Words


@dataclass(frozen=True)
class Room:
    """What a paper has room for: the larger one says more, in letters a little larger."""

    answers: int
    reasons: int  # of each answer
    years: int
    month_years: int
    needs: int
    milestones: int
    chart: int  # its height beside a width of 900
    map: bool


ROOMS = {
    "A4": Room(2, 1, 8, 5, 2, 0, 250, map=False),
    "A3": Room(4, 2, 14, 10, 3, 3, 420, map=True),
}
SIZES = tuple(ROOMS)
BREAK = "/\u200b"  # an address breaks there, not within a word
MOST_CATS, CROWDED = 2, 2  # answers, where bars and a calendar take the room


def says_something(view: View, area_id: str) -> bool:
    """Whether a sheet of this area would have more on it than its name."""
    chosen = Selection(area=area_id)
    return (
        bool(claims_of(view, chosen))
        or any(one.area == area_id for one in view.programme.sheets)
        or not rates.chosen_rates(view, chosen).empty
        or incident_months.span(view, chosen) is not None
    )


def sheet_html(
    view: View,
    words: Words,
    area_id: str,
    places_named: pd.DataFrame,
    *,
    size: str = "A4",
    logo: bytes = b"",
) -> str:
    """The sheet of an area as one HTML file that prints on one page.

    Parameters
    ----------
    view : View
    words : Words
    area_id : str
        It is about this area and all that lies in it.
    places_named : DataFrame
        The map's own names.
    size : str
        One of `SIZES`.
    logo : bytes
        Of the programme; none where empty.
    """
    chosen, programme, room = Selection(area=area_id), view.programme, ROOMS[size]
    cats = sightings(view, chosen, words, years=room.years)[:MOST_CATS]
    calendar = incident_calendar(view, chosen, words, years=room.month_years)
    most = CROWDED if cats and calendar else room.answers
    answered = _questions(view, chosen, words, room)[:most]
    asked_of = [claim for _question, claim in answered]
    steps = _milestones(view, area_id, words)[: room.milestones]
    where = _where(view, area_id, words, places_named, alone=not steps) if room.map else {}
    own = second_source(asked_of, words) if all(map(own_figure, asked_of)) else ""
    chart = "" if cats else _published(view, answered, words, room)
    drawing = "" if cats or calendar or (where and chart) else _drawing_of(view, answered)
    wanted = lacking(view, asked_of, words)[: room.needs]
    needed, who = who_once(of_others(view, wanted, words))
    html = TEMPLATES.get_template("sheet.html.j2").render(
        _=words._,
        words=words,
        about=programme.about,
        name=area_name(view, area_id, words),
        facts=_facts(view, area_id, words),
        observed=cause_beside(asked_of, words),
        answers=[
            _answer(view, question, claim, words, room, named=not own)
            for question, claim in answered
        ],
        sightings=[(one, _drawn(one, words)) for one in cats],
        year_notes=[*year_notes(cats, words), *rates.apart(view, chosen, words)],
        chart=chart,
        months=month_names(words),
        calendar=calendar,
        month_notes=list(month_notes(calendar, words)),
        drawing=drawing,
        who_says=_who(view, chosen, asked_of, words),
        needed=needed,
        who=who,
        reply_to=reply_to(view, words).replace("https://", "").replace("/", BREAK),
        where=where,
        milestones=steps,
        own=own,
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
    rows = view.records.areas
    if "country" in set(rows.loc[rows["area_id"].astype("str") == area_id, "area_type"]):
        return []
    found = places.facts(view, area_id, words)
    kept = (words._("Set up by"), words._("In relation to the programme"))
    return found[:3] + [one for one in found[3:] if one[0] in kept]


def _questions(
    view: View, selection: Selection, words: Words, room: Room
) -> list[tuple[str, Claim]]:
    """What the area asked, with the claim that answers it, then the other claims about it."""
    sheets = [one for one in view.programme.sheets if one.area == selection.area]
    asked = [(words.of(one.question), view.claim(one.claim)) for one in sheets]
    found = [(question, claim) for question, claim in asked if claim is not None]
    answering = [claim.id for _question, claim in found]
    if not found or room.map:
        others = [one for one in claims_of(view, selection) if one.id not in answering]
        found += [("", claim) for claim in others]
    return found[: room.answers]


def _drawing_of(view: View, answered: list[tuple[str, Claim]]) -> str:
    """The drawing of the cat that the page is about, where no chart fills it."""
    for _question, claim in answered:
        species = view.programme.species_named(claim.indicator.species)
        if species and species.drawing:
            return species.drawing
    return ""


def _answer(
    view: View, question: str, claim: Claim, words: Words, room: Room, *, named: bool
) -> dict:
    """A question with its answer: the claim's sentence, how sure it is, and why."""
    marks = in_few_words(claim, words), own_word(claim, words) if named else ""
    return {
        "question": question,
        "sentence": sentence(view, claim, words),
        "marks": list(filter(None, marks)),
        "why": " ".join(beside_mark(view, claim, words)[: room.reasons]),
    }


def _drawn(one: Sightings, words: Words) -> Markup:
    title = words._("{species}: detections by year").format(species=one.species)
    return Markup(svg(year_bars(one.bars, title, "detections"), LIGHT))


def _published(view: View, answered: list[tuple[str, Claim]], words: Words, room: Room) -> Markup:
    """The chart of the first claim that has one: where no camera effort is on file."""
    for _question, claim in answered:
        chart = claim_chart(view, claim, words)
        if chart is not None:
            drawn = claim_drawing(chart, words, width=900, height=room.chart, size=22)
            return Markup(svg(drawn, LIGHT))
    return Markup()


def _where(view: View, area_id: str, words: Words, named: pd.DataFrame, *, alone: bool) -> dict:
    """The map of the area and of what lies in it, as on its page; empty where no place is known."""
    chosen = Selection(area=area_id, whose=PROGRAMME)
    table = maps.areas_on_file(view, chosen, words)
    table = table[table["latitude"].notna()]
    if table.empty:
        return {}
    told = map_words.map_sentence(view, chosen, table, words)
    drawn = map_drawing(table, named, words, told, width=846 if alone else 408, height=210, size=15)
    legend = f"{map_words.map_legend(table, words)} {maps.others_left_out(words)}"
    return {"picture": Markup(svg(drawn, LIGHT)), "legend": legend}


def _milestones(view: View, area_id: str, words: Words) -> list[str]:
    """What the programme did in the area, the latest first."""
    chosen = Selection(area=area_id, whose=PROGRAMME)
    rows = chosen.of(view, view.records.milestones)
    return [text for text, _source, _link in milestone_lines(rows, words)]


def _who(
    view: View, selection: Selection, claims: list[Claim], words: Words
) -> tuple[str, list[tuple[str, str]]]:
    """Who counted; where nobody is on file as having counted, who published or recorded it."""
    _ = words._
    counted = list(counted_by(view, selection, words))
    if counted:
        return _("Who counted"), counted
    published = [name for claim in claims for name in source_names(view, claim, words)]
    recorded = [] if published else recorded_by(view, selection, words)
    rows = view.records.areas
    about = sources_of(words, rows[rows["area_id"].astype("str") == selection.area])
    of_place = [] if published or recorded else [name for name, _link in about]
    kinds = (
        (_("Published by"), published),
        (_("Recorded by"), recorded),
        (_("What is said of the place"), of_place),
    )
    told = [(kind, ", ".join(dict.fromkeys(names))) for kind, names in kinds if names]
    return _("Who says so"), told
