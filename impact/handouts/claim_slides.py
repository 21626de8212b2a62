"""The slides of claims: at a glance, one by one, and what changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from impact.changes.difference import between
from impact.disclosure.selection import Selection
from impact.figures.claim_charts import claim_chart
from impact.handouts.slide_content import (
    Card,
    Cards,
    ClaimBody,
    Milestone,
    Number,
    Numbers,
    Rows,
    Slide,
    Timeline,
)
from impact.model.attribution import by_programme
from impact.wording.beside_mark import beside_mark, cause_beside, not_in_mark
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import caveat
from impact.wording.chance import chance_in_a_word, chance_in_brief
from impact.wording.citation import version_words
from impact.wording.disputes import disputed_in_brief, origin_unknown
from impact.wording.findings import finding
from impact.wording.headline import headline, in_few_words, own_word, second_source
from impact.wording.lists import milestone_lines, milestone_with_actors
from impact.wording.questions import questions
from impact.wording.rows import row_date, source_names, source_of
from impact.wording.sentences import (
    SAID,
    change_words,
    counted_words,
    headline_number,
    sentence,
    title,
)
from impact.wording.stops import capital, ended, one_stop
from impact.wording.unreviewed import in_russian

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


Of = TypeVar("Of")
AT_A_GLANCE = LEADING = 4  # more numbers than that are none
ON_LINE = 5  # milestones that are told
# So many letters can be read side by side; with more, so few stand on a slide.
CROWDED_LINE, FEW_ON_LINE = 350, 3


ROWS = 6  # of a table that can be read from the last row


def claims_of(view: View, selection: Selection) -> list[Claim]:
    inside = set(selection.area_ids(view))
    return [claim for claim in view.claims if inside & set(claim.indicator.areas)]


def _number(claim: Claim, view: View, words: Words) -> Number:
    return Number(
        headline_number(claim, words),
        counted_words(claim, words),
        change_words(claim, words),
        _counts(view, claim, words),
    )


def _counts(view: View, claim: Claim, words: Words) -> str:
    """What a number is of. Where none is known, since when: no change beside it says so."""
    told = headline(view, claim, words)
    return capital(told.rest) if told.opening else title(view, claim, words)


def at_a_glance(view: View, selection: Selection, words: Words) -> list[Slide]:
    claims = claims_of(view, selection)[:AT_A_GLANCE]
    if len(claims) < 2:
        return []
    numbers = tuple(_with_finding(_number(claim, view, words), claim, words) for claim in claims)
    notes = tuple(("", _with_limits(view, claim, words)) for claim in claims)
    foot = f"{second_source(claims, words)} {cause_not_shown(claims, words)}".strip()
    return [Slide("glance", words._("At a glance"), Numbers(numbers, foot), (*notes, ("", foot)))]


def _with_limits(view: View, claim: Claim, words: Words) -> str:
    """A claim as a presenter reads it out: with its mark and the heaviest of its caveats."""
    told = [sentence(view, claim, words), in_few_words(claim, words), own_word(claim, words)]
    told += beside_mark(view, claim, words)[:1]
    return " ".join(one_stop(f"{text}.") for text in told if text)


def _with_finding(number: Number, claim: Claim, words: Words) -> Number:
    """A number that stands alone says beside what it counts what may be made of it."""
    told = finding(claim, words) if claim.verdict in SAID else in_few_words(claim, words)
    chance = chance_in_a_word(claim, words)
    return replace(number, text=f"{number.text}. {ended(told)} {chance}".strip())


def claim_slide(view: View, claim: Claim, words: Words, section: str = "claims") -> Slide:
    """The slide of one claim."""
    _ = words._
    species = view.programme.species_named(claim.indicator.species)
    named = ", ".join(source_names(view, claim, words))
    sources = f"{_('Sources')}: {named}" if named else ""
    chart = claim_chart(view, claim, words)
    if chart and not chart.rates and not any(chart.values):
        chart = None  # two bars of nothing are an empty picture
    beside = _beside(view, claim, words)
    body = ClaimBody(
        claim_id=claim.id,
        finding=in_few_words(claim, words),
        own_word=own_word(claim, words),
        evidence=" ".join(filter(None, [disputed_in_brief(view, claim, words), *beside])),
        sources=f"{cause_beside([claim], words)} {sources}".strip(),
        chart=chart,
        drawing=species.drawing if species else "",
    )
    # The likely questions first: they are what a presenter looks for when one is asked.
    notes = questions(view, claim, words)
    if russian := in_russian(view, claim, words):
        notes.insert(0, ("", russian))
    answered = [*beside, *(answer for _question, answer in notes)]
    caveats = [caveat(view, found, words) for found in not_in_mark(claim, words)]
    others = [text for text in caveats if not any(text in answer for answer in answered)]
    notes += [(_("Keep in mind") if text == others[0] else "", text) for text in others]
    return Slide(section, sentence(view, claim, words), body, tuple(notes))


def _beside(view: View, claim: Claim, words: Words) -> tuple[str, str, str]:
    """What a slide says beside the mark: who counted, the heaviest caveat, whether by chance."""
    origin, chance = origin_unknown(view, claim, words), chance_in_brief(claim, words)
    heaviest = next(iter(beside_mark(view, claim, words)), "")
    if chance and chance in heaviest:
        # Where a slide has no room for both, who counted is told: the mark says the rest.
        return (origin, "", chance_in_a_word(claim, words)) if origin else ("", heaviest, "")
    return origin, heaviest, chance_in_a_word(claim, words)


def changes(
    view: View, before: View | None, words: Words, *, of_a_place: bool = False
) -> list[Slide]:
    """The claims that read otherwise than in an earlier version, and the dated milestones.

    These are the whole programme's: slides `of_a_place` say so.
    """
    return [
        *_changed_claims(view, before, words),
        *_milestones(view, words, of_a_place=of_a_place),
    ]


def _changed_claims(view: View, before: View | None, words: Words) -> list[Slide]:
    if before is None:
        return []
    _ = words._
    cards, changed, since = [], [], version_words(before, words)
    for claim in view.claims:
        old = before.claim(claim.id)
        now = sentence(view, claim, words)
        was = sentence(before, old, words) if old else ""
        if now != was:
            # Not “before”: a corrected number would read as one that has risen.
            text = _("{version} said: {sentence}") if old else _("New claim.")
            told = ended(text.format(version=capital(since), sentence=was))
            chance = chance_in_a_word(claim, words)
            cards.append(Card(now, f"{told} {chance}".strip(), in_few_words(claim, words)))
            changed.append(claim)
    told = words.ngettext(
        "{n} claim has changed since {version}",
        "{n} claims have changed since {version}",
        len(cards),
    ).format(n=words.number(len(cards)), version=since)
    if not cards:
        cards = [Card(_("No claims have changed."), "")]
        told = _("What changed since {version}").format(version=since)
    below = cause_not_shown(changed, words) if changed else ""
    return [Slide("changes", told, Cards(tuple(some), below)) for some in in_groups(cards, 3)]


def _milestones(view: View, words: Words, *, of_a_place: bool) -> list[Slide]:
    """The last dated milestones of the programme since it began, before the records' own day."""
    _, about = words._, view.programme.about
    since = pd.Timestamp(about.began or pd.Timestamp.min)
    found = between(view, since, pd.Timestamp(about.as_of)).milestones
    own = found[by_programme(found)].tail(ON_LINE)
    others = milestone_lines(found[~by_programme(found)].tail(ON_LINE), words)
    if own.empty:
        return []
    points = tuple(
        Milestone(
            row_date(row, words),
            words.whole(partial(milestone_with_actors, row)),
            source_of(row, words)[0],
        )
        for row in own.to_dict("records")
    )
    notes = [(_("Context: the region and the work of others"), text) for text, *_more in others[:1]]
    notes += [("", text) for text, *_more in others[1:]]
    crowded = sum(len(one.what) for one in points) > CROWDED_LINE
    lines = [Timeline(some) for some in (_evenly(points) if crowded else [points])]
    told = _("Latest milestones of the programme and its partners")
    if of_a_place:
        told = _("Latest milestones of the whole programme and its partners, here and elsewhere")
    return numbered([Slide("changes", told, one) for one in lines], tuple(notes))


def _evenly(points: tuple[Milestone, ...]) -> list[tuple[Milestone, ...]]:
    """Milestones on one slide or on two, so that the fuller one has as little to say as may be."""
    first = range(max(1, len(points) - FEW_ON_LINE), min(len(points), FEW_ON_LINE) + 1)
    halves = [(points[:end], points[end:]) for end in first]
    best = min(halves, key=lambda two: max(sum(len(one.what) for one in some) for some in two))
    return [some for some in best if some]


def first_rows(table: pd.DataFrame, words: Words) -> Rows:
    """As many rows as can be read, and how many more the report has."""
    more = len(table) - ROWS
    rest = words.ngettext(
        "{n} more is in the report and on the pages.",
        "{n} more are in the report and on the pages.",
        more,
    ).format(n=words.number(more))
    return Rows(table.head(ROWS).reset_index(drop=True), rest if more > 0 else "")


def numbered(slides: list[Slide], notes: tuple[tuple[str, str], ...]) -> list[Slide]:
    """Slides that continue each other: each says which of them it is, the last has the notes."""
    if len(slides) > 1:
        slides = [
            replace(one, title=f"{one.title}\u00a0({number}/{len(slides)})")
            for number, one in enumerate(slides, start=1)
        ]
    return [*slides[:-1], *(replace(one, notes=notes) for one in slides[-1:])]


def in_groups(cards: Sequence[Of], size: int) -> list[tuple[Of, ...]]:
    """What stands on each slide: no more than so many, and no slide with much less than another."""
    slides = -(-len(cards) // size)
    ends = [round(len(cards) * number / slides) for number in range(slides + 1)] if slides else []
    return [tuple(cards[start:end]) for start, end in pairwise(ends)]
