"""What a meeting pack holds: slides made once from a view, for the deck and for the slides file.

The words and numbers of a slide are decided here and nowhere else; `deck` and `slide_file` only
set them. A sentence is the title of its slide, as it leads a card on the pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.difference import between
from impact.claims import Agreement
from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, places
from impact.figures.claim_charts import ClaimChart, claim_chart
from impact.model.attribution import PROGRAMME, by_programme
from impact.wording.citation import citation, version_words
from impact.wording.evidence import caveat, observed
from impact.wording.lists import milestone_lines
from impact.wording.methods import method
from impact.wording.questions import questions
from impact.wording.rows import source_lines
from impact.wording.sentences import (
    change_words,
    comparison,
    finding,
    headline_number,
    sentence,
    title,
    unit_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

SECTIONS = (
    "cover",
    "glance",
    "claims",
    "changes",
    "map",
    "places",
    "initiatives",
    "partners",
    "methods",
    "thanks",
)
"""The parts of a pack in their usual order."""

AT_A_GLANCE = 4  # more numbers than that are none
ROWS = 6  # of a table that can be read from the last row
CARDS = 9


@dataclass(frozen=True)
class Number:
    """A claim as one number among others."""

    number: str
    unit: str
    change: str
    text: str


@dataclass(frozen=True)
class Cover:
    """The first slide and the last: a few lines on the programme's own ground."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """Several claims at once."""

    numbers: tuple[Number, ...]
    foot: str


@dataclass(frozen=True)
class ClaimBody:
    """One claim: its number, its chart or the drawing of its cat, its evidence and sources."""

    claim_id: str
    number: Number
    finding: str
    own_word: str  # that only the programme's own statement supports it; else empty
    evidence: str
    sources: str
    chart: ClaimChart | None
    drawing: str


@dataclass(frozen=True)
class MapBody:
    """The map of areas."""

    areas: pd.DataFrame
    legend: str


@dataclass(frozen=True)
class Rows:
    """A table, and what it leaves out."""

    table: pd.DataFrame
    rest: str


@dataclass(frozen=True)
class Card:
    """A heading, its text, and a line below."""

    heading: str
    text: str
    foot: str = ""


@dataclass(frozen=True)
class Cards:
    """Several short texts side by side."""

    cards: tuple[Card, ...]


Body = Cover | Numbers | ClaimBody | MapBody | Rows | Cards


@dataclass(frozen=True)
class Slide:
    """A slide: its section, its title, what stands on it, what the presenter may say."""

    section: str
    title: str
    body: Body
    notes: tuple[tuple[str, str], ...] = field(default=())


def section_name(section: str, words: Words) -> str:
    """What a part of a pack is called."""
    _ = words._
    return {
        "cover": _("Title"),
        "glance": _("At a glance"),
        "claims": _("Each claim"),
        "changes": _("What changed"),
        "map": _("Map"),
        "places": _("Places"),
        "initiatives": _("Initiatives"),
        "partners": _("Partners"),
        "methods": _("How we count"),
        "thanks": _("Thanks"),
    }[section]


def outline(
    view: View,
    words: Words,
    *,
    sections: tuple[str, ...] = SECTIONS,
    before: View | None = None,
    selection: Selection | None = None,
) -> list[Slide]:
    """The slides of a pack.

    Parameters
    ----------
    view : View
    words : Words
    sections : tuple of str
        Which parts, in which order; the names of `SECTIONS`, or ``claim:`` and the id of one.
    before : View or None
        An earlier version: what changed since then is told.
    selection : Selection or None
        The areas that the map and the places show, and whose claims are told; all without one.
    """
    chosen = selection or Selection(whose=PROGRAMME)
    made = {
        "cover": lambda: _cover(view, words),
        "glance": lambda: _glance(view, chosen, words),
        "claims": lambda: [claim_slide(view, one, words) for one in _claims(view, chosen)],
        "changes": lambda: _changes(view, before, words),
        "map": lambda: _map(view, chosen, words),
        "places": lambda: _places(view, chosen, words),
        "initiatives": lambda: _initiatives(view, words),
        "partners": lambda: _partners(view, words),
        "methods": lambda: _methods(words),
        "thanks": lambda: _thanks(view, words),
    }
    return [slide for section in sections for slide in _section(section, made, view, words)]


def _section(
    section: str, made: dict[str, Callable[[], list[Slide]]], view: View, words: Words
) -> list[Slide]:
    if section.startswith("claim:"):
        claim = view.claim(section.removeprefix("claim:"))
        return [claim_slide(view, claim, words)] if claim else []
    return made[section]()


def _claims(view: View, selection: Selection) -> list[Claim]:
    inside = set(selection.area_ids(view))
    return [claim for claim in view.claims if inside & set(claim.indicator.areas)]


def _cover(view: View, words: Words) -> list[Slide]:
    about = view.programme.about
    lines = [words.of(about.promise)]
    if about.simulated:
        lines.append(
            words._("Simulated data: an example, not a survey. No animal stands behind it.")
        )
    notes = [(words._("About the data"), words.of(about.data_note))]
    notes += [("", words.of(text)) for text in about.story]
    return [Slide("cover", words.of(about.name), Cover(tuple(lines)), tuple(notes))]


def _number(claim: Claim, view: View, words: Words) -> Number:
    return Number(
        headline_number(claim, words),
        unit_words(claim, words),
        change_words(claim, words),
        title(view, claim, words),
    )


def _glance(view: View, selection: Selection, words: Words) -> list[Slide]:
    claims = _claims(view, selection)
    if not 2 <= len(claims) <= AT_A_GLANCE:
        return []
    numbers = tuple(_number(claim, view, words) for claim in claims)
    notes = tuple(("", sentence(view, claim, words)) for claim in claims)
    return [Slide("glance", words._("At a glance"), Numbers(numbers, observed(words)), notes)]


def claim_slide(view: View, claim: Claim, words: Words) -> Slide:
    """The slide of one claim."""
    _ = words._
    species = view.programme.species_named(claim.indicator.species)
    caveats = [caveat(view, found, words) for found in claim.caveats]
    rests = claim.held and claim.held.agreement is Agreement.RESTS_ON_THE_STATEMENT
    named = ", ".join(name for name, _link in source_lines(view, claim, words))
    sources = named or _("No row is on file for this claim.")
    body = ClaimBody(
        claim_id=claim.id,
        number=_number(claim, view, words),
        finding=finding(claim, words),
        own_word=_("The programme's own figure; no second source yet") if rests else "",
        evidence=comparison(claim, words) or (caveats[0] if caveats else ""),
        sources=f"{observed(words)} {_('Sources')}: {sources}",
        chart=claim_chart(view, claim, words),
        drawing=species.drawing if species else "",
    )
    notes = [(_("To bear in mind"), text) for text in caveats]
    notes += questions(view, claim, words)
    return Slide("claims", sentence(view, claim, words), body, tuple(notes))


def _changes(view: View, before: View | None, words: Words) -> list[Slide]:
    """The claims that read otherwise than in an earlier version, and the dated milestones."""
    return [*_changed_claims(view, before, words), *_milestones(view, words)]


def _changed_claims(view: View, before: View | None, words: Words) -> list[Slide]:
    if before is None:
        return []
    _ = words._
    cards = []
    for claim in view.claims:
        old = before.claim(claim.id)
        now = sentence(view, claim, words)
        was = sentence(before, old, words) if old else _("Not told before.")
        if now != was:
            cards.append(Card(now, _("Before: {sentence}").format(sentence=was)))
    since = version_words(before, words)
    told = words.ngettext(
        "{n} claim reads otherwise than in {version}",
        "{n} claims read otherwise than in {version}",
        len(cards),
    ).format(n=words.number(len(cards)), version=since)
    if not cards:
        cards = [Card(_("All claims read as they did."), "")]
        told = _("What changed since {version}").format(version=since)
    return [Slide("changes", told, Cards(tuple(some))) for some in _in_groups(cards, 3)]


def _milestones(view: View, words: Words) -> list[Slide]:
    """What is dated in the year before the records were gathered."""
    _ = words._
    until = pd.Timestamp(view.programme.about.as_of)
    since = until - pd.DateOffset(years=1)
    found = between(view, since, until).milestones
    lines = milestone_lines(found[by_programme(found)], words)
    others = milestone_lines(found[~by_programme(found)], words)
    if not lines:
        return []
    table = pd.DataFrame(
        {_("Milestone"): [text for text, *_more in lines], _("Source"): [one[1] for one in lines]}
    )
    told = _("Milestones of the programme from {start} to {end}").format(
        start=words.date(since), end=words.date(until)
    )
    notes = tuple((_("Context: the work of others"), text) for text, *_more in others)
    return [Slide("changes", told, _rows(table, words), notes)]


def _map(view: View, selection: Selection, words: Words) -> list[Slide]:
    _ = words._
    table = maps.areas_on_file(view, selection, words)
    legend = _(
        "Disc: an area; the larger, the more is on file. Ring: conflict incidents among it. "
        "A mark is the centre of an area, never a record."
    )
    notes = [("", legend), ("", _("No map of ours shows where a rare cat lives."))]
    beside = table[table["latitude"].isna()]["name"]
    if len(beside):
        notes.append((_("Places without a published location"), ", ".join(beside)))
    told = map_words.map_sentence(view, selection, table, words)
    return [Slide("map", told, MapBody(table, legend), tuple(notes))]


def _places(view: View, selection: Selection, words: Words) -> list[Slide]:
    shown = places.by_status(view, selection, words)
    table = places.area_table(view, selection, words)
    if table.empty:
        return []
    ordered = table.assign(km=_extent(view, table.index)).sort_values(
        "km", ascending=False, na_position="last", kind="stable"
    )
    kept = ordered.iloc[:, [0, 1, 3, 4, 5]]
    notes = tuple((words._("To bear in mind"), text) for text in shown.caveats)
    told = words._("Places: {states}").format(states=shown.sentence)
    return [Slide("places", told, _rows(kept, words), notes)]


def _extent(view: View, area_ids: pd.Index) -> list[float]:
    areas = view.records.areas
    known = dict(zip(areas["area_id"].astype("str"), areas["area_km2"], strict=True))
    return [known[area] for area in area_ids]


def _rows(table: pd.DataFrame, words: Words) -> Rows:
    """As many rows as can be read, and how many more the report has."""
    more = len(table) - ROWS
    rest = words.ngettext(
        "{n} more stands in the report and on the pages.",
        "{n} more stand in the report and on the pages.",
        more,
    ).format(n=words.number(more))
    return Rows(table.head(ROWS).reset_index(drop=True), rest if more > 0 else "")


def _initiatives(view: View, words: Words) -> list[Slide]:
    _ = words._
    cards = [
        Card(words.of(one.title), words.of(one.text), f"{_('Status')}: {words.of(one.status)}")
        for one in view.programme.initiatives
    ]
    notes = tuple((_("Source"), f"{i.source_name} {i.source}") for i in view.programme.initiatives)
    told = _("Initiatives")
    return [Slide("initiatives", told, Cards(some), notes) for some in _in_groups(cards, 3)]


def _partners(view: View, words: Words) -> list[Slide]:
    cards = [Card(one.name, words.of(one.role)) for one in view.programme.partners]
    return [
        Slide("partners", words._("Partners"), Cards(some)) for some in _in_groups(cards, CARDS)
    ]


def _in_groups(cards: list[Card], size: int) -> list[tuple[Card, ...]]:
    return [tuple(cards[start : start + size]) for start in range(0, len(cards), size)]


def _methods(words: Words) -> list[Slide]:
    _ = words._
    rules = [
        Card(
            _("Missing is not zero"),
            _("What nobody recorded stays empty. A 0 is shown only where somebody looked."),
        ),
        Card(
            _("A detection is not an animal"),
            _("It is a visit to a camera; one animal can be detected many times."),
        ),
        Card(
            _("Effort comes first"),
            _("A change is named only where effort is known and the 95 % interval allows it."),
        ),
        Card(
            _("No place is given away"),
            _("Only areas are shown, never the point where a rare cat was recorded."),
        ),
    ]
    notes = tuple(
        (method(metric, words).what, " ".join(method(metric, words).how))
        for metric in ("detections", "rates", "conflicts", "zero", "first_records")
    )
    told = _("How we count: a claim never says more than its evidence")
    return [Slide("methods", told, Cards(tuple(rules)), notes)]


def _thanks(view: View, words: Words) -> list[Slide]:
    _, about = words._, view.programme.about
    contact = " · ".join(text for text in (words.of(about.contact_name), about.contact) if text)
    lines = (contact, f"{_('How to cite')}: {citation(view, words)}")
    return [Slide("thanks", _("Thank you"), Cover(lines))]
