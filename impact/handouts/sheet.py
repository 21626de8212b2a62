"""The wall sheet: one printed page about an area, for those who live there.

It says what the pages say and no more: it is made from what everybody may see, so it keeps the
delay and the least number of stations as they do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.disclosure.selection import Selection
from impact.figures import rates
from impact.figures.claim_charts import claim_chart
from impact.figures.claim_drawing import claim_drawing
from impact.figures.not_shown import cats_not_shown
from impact.figures.painting import svg
from impact.figures.style import LIGHT
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
from impact.handouts.sheet_paper import ROOMS
from impact.handouts.sheet_places import (
    cat_of,
    facts,
    maps_of,
    milestones,
    none_on_file,
    reports,
)
from impact.model.attribution import PROGRAMME
from impact.wording.beside_mark import beside_mark, cause_beside
from impact.wording.cause import own_figure
from impact.wording.chance import chance_in_a_word
from impact.wording.citation import check_line, source_line
from impact.wording.disputes import disputed
from impact.wording.headline import in_few_words, own_word, second_source
from impact.wording.rows import area_name, source_names, sources_of
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.handouts.sheet_paper import Room
    from impact.wording.language import Words


BREAK, WHOLE = "/\u200b", "-\u2060"  # an address breaks there, not within a word
MOST_CATS, CROWDED = 2, 2  # answers, where bars and a calendar take the room
MOST_LETTERS = 710  # of these answers on the smaller paper


def sheet_html(
    view: View,
    words: Words,
    area_id: str,
    places_named: pd.DataFrame,
    *,
    size: str = "A4",
    logo: bytes = b"",
    small: bool = False,
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
    small : bool
        Whether its letters are smaller: of a programme with more to say than fits.
    """
    chosen, programme, room = Selection(area=area_id), view.programme, ROOMS[size]
    cats = sightings(view, chosen, words, years=room.years)[:MOST_CATS]
    calendar = incident_calendar(view, chosen, words, years=room.month_years)
    claims = _questions(view, chosen, words)
    grows = any(not one.flat for one in cats)
    answered = _that_fit(view, claims, words, room, crowded=bool(cats and calendar))
    asked_of = [claim for _question, claim in answered]
    room = _making_room(view, asked_of, words, room)
    own = second_source(asked_of, words) if all(map(own_figure, asked_of)) else ""
    chart = "" if cats else _published(view, answered, words, room)
    bare = not (claims or cats or calendar)
    steps, more_steps = milestones(view, area_id, words, room.lines * (bare or room.full))
    told, more_told = reports(view, area_id, words, room.lines * bare)
    beside = bool(steps) and not bare
    where, drawing = {}, ""
    if room.full or not (calendar and grows):
        drawing = cat_of(view, area_id, asked_of)
        if room.full or bare or not drawing:
            where = maps_of(view, area_id, words, places_named, room, beside=beside)
    wanted = lacking(view, asked_of, words)[: room.needs]
    needed, who = who_once(of_others(view, wanted, words))
    html = TEMPLATES.get_template("sheet.html.j2").render(
        _=words._,
        words=words,
        about=programme.about,
        name=area_name(view, area_id, words),
        facts=facts(view, area_id, words),
        observed=cause_beside(asked_of, words),
        answers=[
            _answer(view, question, claim, words, room, named=not own)
            for question, claim in answered
        ],
        more_claims=_more_claims(len(claims) - len(answered), words),
        sightings=cats,
        grows=grows,
        year_notes=[*year_notes(cats, words), *rates.apart(view, chosen, words)],
        chart=chart,
        months=month_names(words),
        calendar=calendar,
        month_notes=list(month_notes(calendar, words)),
        drawing=drawing,
        who_says=_who(view, chosen, asked_of, words),
        needed=needed,
        who=who,
        reply_to=reply_to(view, words)
        .replace("https://", "")
        .replace("/", BREAK)
        .replace("-", WHOLE),
        bare=bare,
        reports=told,
        more_reports=more_told,
        none_on_file=none_on_file(view, area_id, words),
        others_here=cats_not_shown(view, Selection(area=area_id, whose=PROGRAMME), words),
        where=where,
        milestones=steps,
        more_milestones=more_steps,
        own=own,
        source=source_line(view, words, chosen),
        check=check_line(view, words, chosen),
        code=code_svg(view, words, chosen),
        fonts=fonts_css(),
        colours=colours_css(programme),
        drawings=drawing_css(["ridge", drawing]),
        sheet=template_text("sheet.css"),
        size=size,
        small=small,
        logo=picture_address(logo),
    )
    return with_policy(html)


def _making_room(view: View, claims: list[Claim], words: Words, room: Room) -> Room:
    """Less for chart and needs where what a source has against a figure has to stand, too."""
    if not any(disputed(view, claim, words) for claim in claims):
        return room
    return replace(room, chart=room.chart - 45, needs=room.needs - 1)


def _questions(view: View, selection: Selection, words: Words) -> list[tuple[str, Claim]]:
    """What the area asked, with the claim that answers it, then the other claims about it."""
    sheets = [one for one in view.programme.sheets if one.area == selection.area]
    asked = [(words.of(one.question), view.claim(one.claim)) for one in sheets]
    found = [(question, claim) for question, claim in asked if claim is not None]
    answering = [claim.id for _question, claim in found]
    others = [one for one in claims_of(view, selection) if one.id not in answering]
    return [*found, *(("", claim) for claim in others)]


def _that_fit(
    view: View,
    claims: list[tuple[str, Claim]],
    words: Words,
    room: Room,
    *,
    crowded: bool,
) -> list[tuple[str, Claim]]:
    """The first of them that the paper has room for, at least one."""
    if room.full:
        return claims[: CROWDED if crowded else room.answers]
    # The area's own questions have the room, where it has any.
    own = sum(bool(question) for question, _claim in claims)
    found = claims[: own or room.answers]
    letters = [
        len(" ".join(map(str, _answer(view, *one, words, room, named=True).values())))
        for one in found
    ]
    return found if not crowded or sum(letters) <= MOST_LETTERS else found[:1]


def _more_claims(count: int, words: Words) -> str:
    text = words.ngettext(
        "{n} more claim about this place is in the report.",
        "{n} more claims about this place are in the report.",
        count,
    )
    return text.format(n=words.number(count)) if count else ""


def _answer(
    view: View, question: str, claim: Claim, words: Words, room: Room, *, named: bool
) -> dict:
    """A question with its answer: the claim's sentence, how sure it is, and why."""
    marks = in_few_words(claim, words), own_word(claim, words) if named else ""
    differs = disputed(view, claim, words)
    why = beside_mark(view, claim, words)[: room.reasons - bool(differs)]
    why = why or [chance_in_a_word(claim, words)]  # the room is for what a source has against it
    return {
        "question": question,
        "sentence": sentence(view, claim, words),
        "marks": list(filter(None, marks)),
        "why": " ".join(filter(None, (*why, differs))),
    }


def _published(view: View, answered: list[tuple[str, Claim]], words: Words, room: Room) -> Markup:
    """The chart of the first claim that has one: where no camera effort is on file."""
    for _question, claim in answered:
        chart = claim_chart(view, claim, words)
        if chart is not None:
            drawn = claim_drawing(
                chart, words, width=room.wide, height=room.chart, size=room.letters
            )
            return Markup(svg(drawn, LIGHT))
    return Markup()


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
