"""What changed in the last year, and how each figure is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.difference import Changes, between
from impact.plain.blocks import Block, Line, PlainPage, lines
from impact.wording.cause import context_words
from impact.wording.lists import (
    area_lines,
    detection_lines,
    incident_lines,
    milestone_lines,
    undated_words,
)
from impact.wording.methods import METRICS, method
from impact.wording.state import contradictions, resting, species_status

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def changes_page(view: View, words: Words) -> PlainPage:
    """What is dated in the year before the data was gathered."""
    _ = words._
    until = pd.Timestamp(view.programme.about.as_of)
    since = until - pd.DateOffset(years=1)
    found = between(view, since, until)
    period = _("From {start} to {end}, by the dates that the records themselves give.").format(
        start=words.date(since), end=words.date(until)
    )
    own, others = found.of(own=True), found.of(own=False)
    blocks = _part_of(view, own, words, _("The work of the programme and its partners"))
    if others.rows or others.undated:
        title = _("Context: the region and the work of others")
        blocks += _part_of(view, others, words, title, context_words(words))
    return PlainPage("changes", _("What changed"), period, (Block(texts=(period,)), *blocks))


def _part_of(view: View, found: Changes, words: Words, heading: str, note: str = "") -> list[Block]:
    """What is dated in the period, and how much without a date may belong to it."""
    nothing = "" if found.rows else words._("Nothing is on file that is dated in this period.")
    undated = undated_words(found.undated, words)
    return [
        Block(heading=heading, texts=tuple(filter(None, (note, nothing)))),
        *_listed(view, found, words),
        *([Block(texts=(undated,))] if undated else []),
    ]


def _listed(view: View, found: Changes, words: Words) -> list[Block]:
    """The rows of each table under its heading; no heading where there are none."""
    _ = words._
    incidents = [
        (text, name, address)
        for text, _why, name, address in incident_lines(view, found.incidents, words)
    ]
    listed = (
        (_("Milestones"), milestone_lines(found.milestones, words)),
        (_("Reports of the cats"), detection_lines(view, found.detections, words)),
        (_("Confirmed and probable conflict incidents"), incidents),
        (_("Places set up"), area_lines(view, found.areas, words)),
    )
    return [
        Block(heading=f"{heading} ({words.number(len(rows))})", level=3, lines=lines(rows))
        for heading, rows in listed
        if rows
    ]


def methods_page(view: View, words: Words) -> PlainPage:
    """How each figure is made, and in what state the data is."""
    _, about = words._, view.programme.about
    how = _("How each figure on these pages is made.")
    described = [(metric, method(metric, words)) for metric in METRICS]
    metrics = [
        Block(heading=one.heading, anchor=metric, texts=one.how) for metric, one in described
    ]
    cats = tuple(Line(text, _("source"), address) for text, address in species_status(view, words))
    rest = [Line(text) for text in resting(view, words) or [_("Nothing.")]]
    data = [
        Block(heading=_("State of the data"), anchor="data", texts=(words.of(about.data_note),)),
        Block(heading=_("How threatened the cats are"), level=3, lines=cats),
        Block(
            heading=_("Supported only by the programme's own statement"), level=3, lines=tuple(rest)
        ),
        *(
            Block(heading=title, level=3, lines=lines(rows))
            for title, rows in contradictions(view, words)
        ),
    ]
    return PlainPage("methods", _("Methods"), how, (Block(texts=(how,)), *metrics, *data))
