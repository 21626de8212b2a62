"""The overview, and the evidence of each claim."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.figures.claim_charts import claim_chart, claim_table
from impact.figures.claim_drawing import claim_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.plain.blocks import Block, Line, PlainPage, numbers
from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words, turning_question
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import limitations
from impact.wording.citation import citation
from impact.wording.evidence import (
    effort_words,
    interval_rule,
    needed,
    other_basis,
    rule,
    target_words,
)
from impact.wording.headline import lead, marks
from impact.wording.labels import partner_name
from impact.wording.preview import in_a_preview, to_pass_on
from impact.wording.published import published_words
from impact.wording.rows import evidence_row, grouped_rows, source_lines, with_address
from impact.wording.sensitivity import rule_rows, under_rules
from impact.wording.sentences import comparison, sentence
from impact.wording.stops import ended
from impact.wording.unreviewed import in_russian

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.model.programme import Report
    from impact.wording.language import Words

SIZE = (470, 270, 16)  # of a chart, and of its letters


def overview(view: View, words: Words) -> PlainPage:
    """What changed, at a glance; then the programme."""
    about, _ = view.programme.about, words._
    return PlainPage(
        name="",
        title=words.of(about.name),
        description=in_a_preview(view, view.claims[:3], words),
        blocks=(
            Block(texts=(words.of(about.promise),)),
            *claim_blocks(view, view.claims, words),
            *([] if view.claims else [Block(texts=(_no_claim(words),))]),
            *_programme(view, words),
        ),
    )


def evidence(view: View, claim: Claim, words: Words) -> PlainPage:
    """How one claim is known: the same parts in the same order as on the page How we know."""
    said = sentence(view, claim, words)
    blocks = [
        _finding(view, claim, words),
        *_otherwise(claim, words),
        *_about(view, claim, words),
        *_rows(view, claim, words),
    ]
    return PlainPage(
        name=f"evidence/{claim.id}",
        title=said,
        description=f"{in_a_preview(view, [claim], words)} {comparison(claim, words)}".strip(),
        blocks=tuple(blocks),
        picture=f"claim-{claim.id}",
    )


def _no_claim(words: Words) -> str:
    return words._("This programme names no indicator yet.")


def claim_blocks(view: View, claims: Sequence[Claim], words: Words) -> list[Block]:
    """Claims on a page about something else, and what is true of all of them."""
    made = [claim_block(view, one, words) for one in claims]
    return [*made, Block(texts=(cause_not_shown(claims, words),))] if made else []


def claim_block(view: View, claim: Claim, words: Words) -> Block:
    """A claim as it stands on a page that is not about it alone."""
    return Block(
        heading=sentence(view, claim, words),
        anchor=claim.id,
        marks=tuple(marks(claim, words)),
        texts=tuple(filter(None, (in_russian(view, claim, words), *lead(view, claim, words)))),
        picture=chart_of(view, claim, words),
        links=((words._("How we know"), f"evidence/{claim.id}"),),
    )


def chart_of(view: View, claim: Claim, words: Words) -> Markup | None:
    """The chart of a claim as SVG; None where it has none."""
    chart = claim_chart(view, claim, words)
    if chart is None:
        return None
    width, height, size = SIZE
    drawn = claim_drawing(chart, words, width=width, height=height, size=size)
    return Markup(svg(drawn, LIGHT, variables=True))


def _finding(view: View, claim: Claim, words: Words) -> Block:
    chart = claim_chart(view, claim, words)
    texts = (
        in_russian(view, claim, words),
        comparison(claim, words),
        as_published(view, claim, words),
    )
    return Block(
        anchor=claim.id,
        marks=tuple(marks(claim, words)),
        texts=(*(text for text in texts if text), cause_not_shown([claim], words)),
        picture=chart_of(view, claim, words),
        numbers=None if chart is None else numbers(claim_table(chart, words), words),
    )


def _otherwise(claim: Claim, words: Words) -> list[Block]:
    texts = break_even_words(claim, words)
    if not texts:
        return []
    return [Block(heading=turning_question(claim, words), texts=tuple(texts))]


def _about(view: View, claim: Claim, words: Words) -> list[Block]:
    _ = words._
    target = target_words(claim, words)
    found = [
        (_("What the programme itself published"), published_words(view, claim, words)),
        (_("What would be needed to say more"), needed(claim, words)),
        (
            _("How it is counted"),
            [rule(view, claim, words), interval_rule(claim, words), other_basis(claim, words)],
        ),
        (_("Effort"), [effort_words(claim, words)]),
        (_("Towards the target"), [target] if target else []),
        (_("Under other rules"), [under_rules(view, claim, words)]),
    ]
    open_points = tuple(Line(*one) for one in limitations(view, claim, words))
    made = [Block(heading=_("Limitations"), lines=open_points)] if open_points else []
    for heading, texts in found:
        said = tuple(Line(text) for text in texts if text)
        if said:
            table = rule_rows(view, claim, words) if heading == _("Under other rules") else None
            shown = None if table is None else numbers(table, words)
            made.append(Block(heading=heading, lines=said, numbers=shown))
    return made


def _rows(view: View, claim: Claim, words: Words) -> list[Block]:
    _ = words._
    grouped = grouped_rows(view, claim, words)
    listed = []
    for row in view.evidence[claim.id].rows.to_dict("records"):
        made = evidence_row(view, claim, row, words)
        listed.append(
            Line(words.whole(partial(_row, view, claim, row)), made["source"], made["link"])
        )
    texts = []
    if len(grouped):
        texts.append(
            _(
                "Records that are not public are counted by area and month: "
                "places and days could lead to the animals."
            )
        )
    elif not listed:
        texts.append(_("No row is on file for this claim."))
    sources = tuple(Line("", *one) for one in source_lines(view, claim, words))
    return [
        Block(
            heading=_("The rows"),
            texts=tuple(texts),
            lines=tuple(listed),
            numbers=numbers(grouped, words),
        ),
        *([Block(heading=_("Sources"), lines=sources)] if sources else []),
        Block(
            heading=_("Cite this"),
            texts=(f"{to_pass_on(view, [claim], words)} {citation(view, words)}",),
        ),
    ]


def _row(view: View, claim: Claim, row: dict, words: Words) -> str:
    made = evidence_row(view, claim, row, words)
    facts = (made[name] for name in ("id", "area", "date", "count", "period"))
    told = (made[name] for name in ("summary", "note", "recorded", "confidence"))
    line = "\xa0· ".join(fact for fact in facts if fact)
    return " ".join(ended(text) for text in (line, *told) if text)


def _programme(view: View, words: Words) -> list[Block]:
    _, programme = words._, view.programme
    told = []
    for one in programme.initiatives:
        status = f"{_('Status')}: {words.of(one.status)}"
        address = one.source if one.source.startswith("http") else ""
        source = (Line(_("Source"), with_address(one.source_name, address, words), address),)
        text = words.of(one.text)
        told.append(Block(heading=words.of(one.title), level=3, texts=(text, status), lines=source))
    partners = tuple(
        Line(words.of(one.role), partner_name(one, words), one.url) for one in programme.partners
    )
    reports = tuple(_report(one, words) for one in programme.reports)
    return [
        *([Block(heading=_("Initiatives")), *told] if told else []),
        *([Block(heading=_("Partners"), lines=partners)] if partners else []),
        Block(
            heading=_("The programme"),
            texts=tuple(words.of(text) for text in programme.about.story),
        ),
        *([Block(heading=_("Read the reports"), lines=reports)] if reports else []),
    ]


def _report(one: Report, words: Words) -> Line:
    """A report to read. What it is not, or that it was not found, stands beside its name."""
    told, note = f"{one.publisher}, {one.year}", words.of(one.note)
    return Line(f"{told}. {note}" if note else told, words.of(one.title), one.url)
