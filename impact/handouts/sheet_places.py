"""What a wall sheet says of the place itself: what it is, where it lies, what is on file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.disclosure.selection import Selection
from impact.figures import map_words, maps, place_facts, rates
from impact.figures.map_picture import map_drawing
from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.claim_slides import claims_of
from impact.handouts.sheet_figures import incident_calendar
from impact.metrics.areas import overlapping
from impact.metrics.one_incident import verified
from impact.metrics.reports import published
from impact.model import area_tree
from impact.model.attribution import PROGRAMME, apart
from impact.wording.lists import detection_lines, milestone_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.handouts.sheet_paper import Room
    from impact.wording.language import Words

# Of a map's width, as sheet.css names them.
HEIGHTS = {"highest": 0.55, "high": 0.45, "middle": 0.35, "low": 0.22, "lowest": 0.17}
BESIDE = {"beside": 0.38}  # the milestones


def says_something(view: View, area_id: str, words: Words) -> bool:
    """Whether a sheet of this area would say more than what the area is and where it lies."""
    chosen, ours = Selection(area=area_id), Selection(area=area_id, whose=PROGRAMME)
    return (
        bool(claims_of(view, chosen))
        or any(one.area == area_id for one in view.programme.sheets)
        or not ours.of(view, view.records.milestones).empty
        or not published(ours.of(view, view.records.detections)).empty
        or not rates.chosen_rates(view, chosen).empty
        or bool(incident_calendar(view, chosen, words))
    )


def facts(view: View, area_id: str, words: Words) -> list[tuple[str, str]]:
    """What the area is, how large, and who set it up: that need not be the programme."""
    rows = view.records.areas
    if "country" in set(rows.loc[rows["area_id"].astype("str") == area_id, "area_type"]):
        return []
    found = place_facts.facts(view, area_id, words)
    kept = (words._("Set up by"), words._("Relation to the programme"))
    return found[:3] + [one for one in found[3:] if one[0] in kept]


def milestones(view: View, area_id: str, words: Words, most: int) -> tuple[list[str], str]:
    """What programme and partners did in the area, the latest first, and how many more."""
    rows = Selection(area=area_id, whose=PROGRAMME).of(view, view.records.milestones)
    return _first(milestone_lines(rows, words), most, words)


def reports(view: View, area_id: str, words: Words, most: int) -> tuple[list[str], str]:
    """The programme's published reports of cats in the area, and how many more there are."""
    rows = Selection(area=area_id, whose=PROGRAMME).of(view, view.records.detections)
    return _first(detection_lines(view, published(rows), words, recorder=False), most, words)


def none_on_file(view: View, area_id: str, words: Words) -> str:
    """That nobody, or not the programme, has a record of a cat in the area."""
    _, known, shared = words._, view.records.detections, overlapping(view.records.areas)
    if Selection(area=area_id).of(view, known).empty:
        beside = shared.loc[shared["area_id"].eq(area_id), "overlaps_with"]
        _own, theirs = apart(known[known["area_id"].astype("str").isin(beside)])
        if len(theirs):
            return _(
                "No record of a cat on file names this area; others have records in areas that "
                "share its land."
            )
        told = [*_of_wider_or_smaller(view, area_id, words), *_in_incidents(view, area_id, words)]
        bare = _("No record of a cat here is on file yet. That is not the same as no cats.")
        return " ".join(told) or bare
    return _("The programme has no record of a cat here.")


def _of_wider_or_smaller(view: View, area_id: str, words: Words) -> Iterator[str]:
    """That records may name what lies in an area, or do name what lies around it."""
    areas = view.records.areas
    if place_facts.is_of_many_places(areas[areas["area_id"].astype("str") == area_id].iloc[0]):
        yield words._(
            "No record of a cat on file names this area as a whole. What is on file of places in "
            "it stands with them."
        )
        return
    _self, *around = area_tree.line(area_id, area_tree.parents(areas))
    countries = areas.loc[areas["area_type"].astype("str") == "country", "area_id"]
    named = view.records.detections["area_id"].isin(set(around) - {*countries})
    if named.any():
        told = words._(
            "No record of a cat on file names this area alone. Records that name a wider area "
            "around it: {n}."
        )
        yield told.format(n=words.number(named.sum()))


def _in_incidents(view: View, area_id: str, words: Words) -> Iterator[str]:
    """How many incidents name a cat, those that are not verified apart."""
    _, rows = words._, Selection(area=area_id).of(view, view.records.conflicts)
    rows = rows[rows["scientific_name"].notna()]
    met, doubted = rows[verified(rows)], rows[~verified(rows)]
    if len(met):
        told = _("Conflict incidents here that name a cat: {n}.")
        if apart(met)[0].empty:
            told = _("Conflict incidents here that name a cat, all reported by others: {n}.")
        yield told.format(n=words.number(len(met)))
    if len(doubted):
        told = _("Reports of incidents here that name a cat, not verified or rejected: {n}.")
        if apart(doubted)[0].empty:
            told = _(
                "Reports of incidents here that name a cat, all by others, not verified or "
                "rejected: {n}."
            )
        yield told.format(n=words.number(len(doubted)))


def _first(lines: list[tuple[str, str, str]], most: int, words: Words) -> tuple[list[str], str]:
    more = len(lines) - most
    told = words.ngettext("and {n} more", "and {n} more", more).format(n=words.number(more))
    return [text for text, _source, _link in lines[:most]], told if most and more > 0 else ""


def cat_of(view: View, area_id: str, claims: list[Claim]) -> str:
    """The drawing of the cat that the page is about; empty where it is about none."""
    rows = Selection(area=area_id, whose=PROGRAMME).of(view, view.records.detections)
    reported = rows["scientific_name"].dropna().astype("str")
    for name in (*(claim.indicator.species for claim in claims), *reported):
        species = view.programme.species_named(name)
        if species and species.drawing:
            return species.drawing
    return ""


def maps_of(
    view: View, area_id: str, words: Words, named: pd.DataFrame, room: Room, *, beside: bool
) -> dict:
    """The map of the area and of what lies in it, as on its page; empty where no place is known.

    It is drawn in several heights: the highest that the rest of the page has room for is shown.
    """
    chosen = Selection(area=area_id, whose=PROGRAMME)
    table = maps.areas_on_file(view, chosen, words)
    table = table[table["latitude"].notna()]
    if table.empty:
        return {}
    told = map_words.map_counts(view, chosen, table, words)
    width = room.wide // 2 - 15 if beside else room.wide
    drawn = {
        name: map_drawing(
            table, named, words, told, width=width, height=width * of_it, size=room.letters
        )
        for name, of_it in (BESIDE if beside else HEIGHTS).items()
    }
    legend = f"{map_words.map_legend(table, words)} {maps.whose_counted(chosen, words)}"
    pictures = {name: Markup(svg(one, LIGHT)) for name, one in drawn.items()}
    return {"pictures": pictures, "legend": legend}
