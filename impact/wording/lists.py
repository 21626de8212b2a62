"""Rows as lines of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.area_tree import countries
from impact.model.attribution import by_programme
from impact.model.schemas import schema
from impact.wording.labels import species_name
from impact.wording.rows import (
    area_name,
    in_country,
    place_name,
    recorded_words,
    row_date,
    source_of,
)
from impact.wording.stops import capital, ended, one_stop

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def incident_lines(view: View, rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str, str]]:
    """Incidents as lines: what happened, why it is not counted, its source and its link."""
    lines = []
    for row in rows.to_dict("records"):
        lines.append(
            (
                words.whole(partial(_incident, view, row)),
                words.cell(row, "verification_note"),
                *source_of(row, words),
            )
        )
    return lines


def not_counted_words(rows: pd.DataFrame, words: Words) -> str:
    """How many reports are listed that are not counted, by the reason: it adds up with the list."""
    _, level = words._, rows["verification"]
    doubted, refused = int(level.eq("unverified").sum()), int(level.eq("rejected").sum())
    told = _(
        "Reports that are not counted, each with the reason: {n}. "
        "Not verified: {doubted}. Rejected: {refused}."
    ).format(
        n=words.number(len(rows)), doubted=words.number(doubted), refused=words.number(refused)
    )
    rest = len(rows) - doubted - refused
    return f"{told} {_('Without a type: {n}.').format(n=words.number(rest))}" if rest else told


def _incident(view: View, row: dict, words: Words) -> str:
    where = place_name(view, row["area_id"], words)
    parts = [row_date(row, words), where, _with_species(view, row, words)]
    said = capital(". ".join(part.rstrip(".") for part in parts if part) + ".")
    return f"{said} {_recorded(row, words)}".rstrip()


def _with_species(view: View, row: dict, words: Words) -> str:
    """What happened, and to which cat where that is known: "a male" may be of either."""
    said, species = words.cell(row, "summary"), row["scientific_name"]
    return said if pd.isna(species) else f"{species_name(view, str(species), words)}. {said}"


def _recorded(row: dict, words: Words) -> str:
    """Who recorded it, without who published it: the source stands behind the line."""
    who, source = words.cell(row, "recorded_by"), source_of(row, words)[0].partition(", ")[0]
    known, _, published = who.rpartition("; ")
    if known and source.casefold() in published.casefold():  # within a text it begins small
        who = known
    return recorded_words({"recorded_by": who}, words)


def milestone_lines(rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """Milestones as lines, latest first: the text, its source and its link."""
    ordered = rows.sort_values("event_end", ascending=False, na_position="last")
    lines = []
    for row in ordered.to_dict("records"):
        lines.append(
            (
                words.whole(partial(_milestone, row)),
                *source_of(row, words),
            )
        )
    return lines


def no_milestone(view: View, area_id: str, words: Words) -> str:
    """That none is on file for a place; and where to find those that name only its country."""
    _, known = words._, view.records.milestones
    country = countries(view.records.areas).get(area_id, "")
    none = _("No milestone of the programme or its partners is on file for this place.")
    if country == area_id or not known.loc[by_programme(known), "area_id"].eq(country).any():
        return none
    more = _("Those that name only the country stand on its page: {country}.")
    return f"{none} {more.format(country=area_name(view, country, words) or country)}"


def _milestone(row: dict, words: Words) -> str:
    return capital(one_stop(f"{row_date(row, words)}. {milestone_with_actors(row, words)}"))


def milestone_with_actors(row: dict, words: Words) -> str:
    """What happened, and who acted where the text does not name them."""
    said, actors = milestone_text(row, words), words.cell(row, "actors")
    if all(one in said for one in actors.split("; ")):
        return ended(said)
    return words._("{what} By: {actors}.").format(what=one_stop(f"{said}."), actors=actors)


def milestone_text(row: dict, words: Words) -> str:
    """With its note: what a title leaves out (no decree yet, a disputed number) goes with it."""
    said, note = words.cell(row, "title"), words.cell(row, "note")
    return f"{said}. {note}" if note else said


def detection_lines(
    view: View, rows: pd.DataFrame, words: Words, *, recorder: bool = True
) -> list[tuple[str, str, str]]:
    """Records of the cats as lines: the text, who recorded it, its source and its link.

    `recorder` is False where that stands beside the list.
    """
    lines = []
    for row in rows.to_dict("records"):
        lines.append(
            (
                words.whole(partial(_detection, view, row, recorder)),
                *source_of(row, words),
            )
        )
    return lines


def _detection(view: View, row: dict, recorder: bool, words: Words) -> str:
    parts = [row_date(row, words), place_name(view, row["area_id"], words)]
    begun = ". ".join(part for part in parts if part)
    said = capital(one_stop(f"{begun}. {_with_species(view, row, words)}"))
    who = _recorded(row, words) if recorder else ""
    return f"{ended(said)} {who}" if who else said


def area_lines(view: View, rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """Areas by the day they were set up: the text, who did it, its source and its link."""
    lines = []
    for row in rows.sort_values("established").to_dict("records"):
        lines.append(
            (
                words.whole(partial(_area, view, row)),
                *source_of(row, words),
            )
        )
    return lines


def _area(view: View, row: dict, words: Words) -> str:
    name = in_country(view, row["area_id"], words.cell(row, "name"), words)
    date = words.date(row["established"], str(row["established_precision"]))
    said, who = capital(one_stop(f"{date}. {name}")), words.cell(row, "set_up_by")
    return (
        one_stop(words._("{what}. Set up by: {who}.").format(what=said, who=who)) if who else said
    )


def undated_words(count: int, words: Words) -> str:
    """That records without a date may belong to a period; empty where there are none."""
    text = words.ngettext(
        "{n} record has no published date; it may belong here.",
        "{n} records have no published date; some may belong here.",
        count,
    )
    return text.format(n=words.number(count)) if count else ""


def table_lines(
    view: View, table: str, rows: pd.DataFrame, words: Words
) -> list[tuple[str, str, str]]:
    """Rows of any table that a reader is told of, as lines: the text, its source and its link."""
    if table == "milestones":
        return milestone_lines(rows, words)
    if table == "detections":
        return detection_lines(view, rows, words)
    if table == "conflicts":
        return [(text, *source) for text, _why, *source in incident_lines(view, rows, words)]
    said = {
        "areas": lambda row: in_country(view, row["area_id"], words.cell(row, "name"), words),
        "status": lambda row: f"{words.cell(row, 'scope')}: {words.cell(row, 'value')}",
        "statements": lambda row: words.cell(row, "sentence"),
        "caveats": lambda row: words.cell(row, "sentence"),
    }[table]
    return [(said(row), *source_of(row, words)) for row in rows.to_dict("records")]


def table_name(table: str, words: Words) -> str:
    """The title of a table's schema in this language."""
    return words.of(schema(table).title)


def table_title(table: str, words: Words) -> str:
    """What the rows of a table are, as a heading."""
    _ = words._
    return {
        "milestones": _("Milestones"),
        "detections": _("Reports of the cats"),
        "conflicts": _("Reports of incidents"),
        "areas": _("Places"),
        "status": _("Published estimates"),
        "statements": _("Published statements"),
        "caveats": _("Limitations"),
    }[table]
