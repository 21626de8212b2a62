"""The first two pages of the report, which stand alone: story, claims, map, whose work, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.disclosure.selection import ALL
from impact.figures import place_facts
from impact.figures.claim_charts import claim_chart
from impact.figures.claim_drawing import claim_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.asks import Ask, asks, with_reply
from impact.handouts.cover_slides import partner_logos, programme_as_a_whole
from impact.handouts.offline import picture_address
from impact.wording.beside_mark import beside_mark
from impact.wording.cause import own_figure
from impact.wording.chance import chance_in_a_word
from impact.wording.disputes import disputed
from impact.wording.headline import (
    Headline,
    headline,
    in_few_words,
    own_word,
    second_source,
)
from impact.wording.state import caveats_about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.handouts.slide_content import Logo
    from impact.wording.language import Words

LEADING, MOST_ASKS, MOST_LACKING = 4, 4, 3
MOST_LETTERS, FAR_MORE = 800, 1700  # of a page; the second with its story


@dataclass(frozen=True)
class FrontClaim:
    """A claim on the first page: its sentence in parts, how sure it is, its chart."""

    headline: Headline
    marks: tuple[str, ...]
    why: str  # the heaviest reason of its mark; the shortest, where a source disputes it
    disputed: str  # what another source says against it; empty where none does
    chart: Markup
    drawing: str  # of the cat, where there is no chart


@dataclass(frozen=True)
class Front:
    """What stands on the first two pages."""

    relation: tuple[tuple[str, str], ...]  # of one place with the programme
    whole: str  # that the story is of more than one place; empty where it is about all
    story: tuple[str, ...]
    claims: tuple[FrontClaim, ...]
    own: str  # that all of them are the programme's own figures; empty where some are not
    more: str  # how many claims stand in the annex alone; empty where there is none
    asked: tuple[Ask, ...]
    reply: str  # who can help with all of it, and whom to answer
    lacking: tuple[str, ...]
    partners: tuple[Logo, ...]
    logo: str  # an address that holds all of it; empty where there is none

    @property
    def letters(self) -> str:
        """The style of its letters: smaller ones for many words, so that it stays on two pages."""
        of_claims = sum(
            len(" ".join((*one.headline.parts, *one.marks, one.why, one.disputed)))
            for one in self.claims
        )
        asked = sum(len(f"{one.what} {one.why} {one.terms}") for one in self.asked)
        if of_claims + sum(map(len, self.story)) > FAR_MORE:
            return "long longer"
        return "long" if max(of_claims, asked + sum(map(len, self.lacking))) > MOST_LETTERS else ""


def front_of(
    view: View, selection: Selection, claims: Sequence[Claim], words: Words, logo: bytes = b""
) -> Front:
    """The front of a report about these claims, of which the first lead."""
    leading = claims[:LEADING]
    lacking = _lacking(view, selection, claims, words)
    asked, reply = with_reply(view, asks(view, leading, words)[:MOST_ASKS], words)
    own = second_source(leading, words) if all(map(own_figure, leading)) else ""
    return Front(
        relation=tuple(place_facts.relation(view, selection, words)),
        whole=programme_as_a_whole(selection, words),
        story=tuple(words.of(text) for text in view.programme.about.story),
        claims=tuple(_front_claim(view, one, words, named=not own) for one in leading),
        own=own,
        more=_more(len(claims) - len(leading), words),
        asked=tuple(asked),
        reply=reply,
        lacking=tuple(lacking[:MOST_LACKING]),
        partners=partner_logos(view),
        logo=picture_address(logo),
    )


def _lacking(view: View, selection: Selection, claims: Sequence[Claim], words: Words) -> list[str]:
    """What is not known; of one place, only what bears on it or on what is on file there."""
    gaps = view.records.caveats
    gaps = gaps[gaps["kind"].astype("str").isin(["gap", "origin"])]
    told = [words.cell(row, "sentence") for row in gaps.to_dict("records")]
    if selection.area == ALL:
        return told
    there = selection.of(view, view.records.detections)["observation_id"]
    ids = [*selection.area_ids(view), *(one.id for one in claims), *there]
    return [one for one in told if one in caveats_about(view, ids, words)]


def _more(count: int, words: Words) -> str:
    """How many more claims there are: here, as words called in a template are not extracted."""
    text = words.ngettext(
        "{n} more claim is in the annex.", "{n} more claims are in the annex.", count
    )
    return text.format(n=words.number(count)) if count else ""


def _front_claim(view: View, claim: Claim, words: Words, *, named: bool) -> FrontClaim:
    chart, second = claim_chart(view, claim, words), own_word(claim, words) if named else ""
    species = view.programme.species_named(claim.indicator.species)
    drawn = claim_drawing(chart, words, width=320, height=132, size=14) if chart else None
    differs = disputed(view, claim, words)
    return FrontClaim(
        headline=headline(view, claim, words),
        marks=tuple(filter(None, (in_few_words(claim, words), second))),
        why=chance_in_a_word(claim, words)
        if differs
        else next(iter(beside_mark(view, claim, words)), ""),
        disputed=differs,
        chart=Markup(svg(drawn, LIGHT)) if drawn else Markup(),
        drawing=species.drawing if species and not drawn else "",
    )
