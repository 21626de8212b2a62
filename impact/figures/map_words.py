"""The map without its picture: its sentence, its numbers, and what to bear in mind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.selection import ALL
from impact.figures.coexistence import counted
from impact.figures.figure_card import FigureCard
from impact.figures.maps import whose_counted
from impact.figures.not_shown import cats_not_shown
from impact.metrics import conflicts
from impact.metrics.reports import are_single, are_totals
from impact.model.attribution import OTHERS, PROGRAMME, apart
from impact.wording.chosen import of_choice
from impact.wording.rows import sources_of
from impact.wording.state import caveats_about
from impact.wording.stops import capital, ended
from impact.wording.surveys import whose_words

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words


def map_table(table: pd.DataFrame, selection: Selection, words: Words) -> pd.DataFrame:
    """The same as the map, as a table with headings in this language.

    A 0 beside a place where others reported something says in its heading that it is not theirs;
    where both are counted, the programme's are told apart: of a place where it works most may be
    of others.
    """
    _, own = words._, {}
    if selection.whose == PROGRAMME:
        reports = _("Records from published reports, without those by others")
        incidents = _("Conflict incidents, without those by others")
    elif selection.whose == OTHERS:
        reports = _("Records from published reports, those by others alone")
        incidents = _("Conflict incidents, those by others alone")
    else:
        reports = _("Records from published reports, those by others too")
        incidents = _("Conflict incidents, those by others too")
        own = {_("Of these records, the programme's"): table["own_reports"]}
    plain = _("not designated")  # a range of mountains is not what anybody sets up
    return pd.DataFrame(
        {
            _("Name"): table["name"],
            _("Kind"): table["kind"],
            _("Status"): table["status"],
            _("Set up by"): [
                who or (_("does not apply") if status == plain else _("not stated"))
                for who, status in zip(table["set_up_by"], table["status"], strict=True)
            ],
            _("Linked with the programme"): [
                words.whole(partial(_link, row)) for row in table.to_dict("records")
            ],
            _("Detections in surveys"): [
                _("not recorded") if pd.isna(n) else words.number(n) for n in table["detections"]
            ],
            reports: table["reports"],
            **own,
            incidents: [
                _("no reports on file") if pd.isna(n) else words.number(n)
                for n in table["incidents"]
            ],
            _("On the map"): [
                _("yes") if known else _("no coordinates on file")
                for known in table["latitude"].notna()
            ],
        }
    )


def _link(row: dict, words: Words) -> str:
    """Whether an area is blue on the map, and why, as far as the table of areas says it."""
    linked = words._("no") if row["context"] else words._("yes")
    return " ".join(ended(capital(one)) for one in (linked, row["role"])) if row["role"] else linked


def map_sentence(view: View, selection: Selection, table: pd.DataFrame, words: Words) -> str:
    """What the map shows, and what it leaves out: its heading's text and its alt text."""
    told = map_counts(view, selection, table, words)
    if table.empty:
        return told
    return f"{told} {cats_not_shown(view, selection, words) or whose_counted(selection, words)}"


def map_counts(view: View, selection: Selection, table: pd.DataFrame, words: Words) -> str:
    """What the map shows, in a sentence.

    It counts all that is on file for the choice: what names no more than a country, too.
    """
    _ = words._
    detections = selection.of(view, view.records.detections)
    in_total = int(are_totals(detections).sum())
    incidents = counted(view, selection)
    located = int(table["latitude"].notna().sum())
    if table.empty:
        return of_choice(_("Not recorded: no area is on file."), selection, words)
    told = _(
        "Areas on the map: {located}; not on it, as no checked coordinates are on file: {beside}. "
        "Records from published reports: {reports}. Conflict incidents on file: {incidents}."
    )
    if incidents.empty and table["incidents"].isna().all():
        # Nobody collected reports there: a 0 would say that nothing happened.
        told = of_choice(_without_incidents(view, selection, words), selection, words)
    if in_total:
        told = f"{told} {_('Published totals of detections, not single records: {totals}.')}"
    return told.format(
        located=words.number(located),
        beside=words.number(len(table) - located),
        reports=words.number(are_single(detections).sum()),
        incidents=words.number(len(incidents)),
        totals=words.number(in_total),
    )


def map_in_brief(view: View, selection: Selection, table: pd.DataFrame, words: Words) -> str:
    """The same as the title of a slide, which has no room for reasons."""
    reports = are_single(selection.of(view, view.records.detections))
    _, located = words._, int(table["latitude"].notna().sum())
    told = _("Areas on the map: {located}. Records from published reports: {reports}.")
    if selection.whose == PROGRAMME:
        told = _(
            "Areas on the map, whoever set them up: {located}. Records counted as the programme's, "
            "from published reports: {reports}."
        )
    if not located:
        told = _("No coordinates are on file, so nothing is on the map. Records from published "
                 "reports: {reports}.")  # fmt: skip
        if selection.whose == PROGRAMME:
            told = _("No coordinates are on file, so nothing is on the map. Records counted as the "
                     "programme's, from published reports: {reports}.")  # fmt: skip
    return told.format(located=words.number(located), reports=words.number(reports.sum()))


def colour_words(
    table: pd.DataFrame, words: Words, *, brief: bool = False
) -> list[tuple[str, str]]:
    """What the colours mean that are on a map: a blue area need not be the programme's own.

    Parameters
    ----------
    table : DataFrame
        From `maps.areas_on_file`, whose ``context`` says which are grey.
    brief : bool
        Whether there is no room to say what a link with the programme may be.
    """
    _, located = words._, table[table["latitude"].notna()]
    grey = located["context"]
    blue = _("Blue: linked with the programme by its work, training or a record; others may "
             "have set it up.")  # fmt: skip
    if brief:
        blue = _("Blue: linked with the programme; others may have set it up.")
    found = [("blue", blue)] if (~grey).any() else []
    if grey.any():
        found.append(("gray", _("Grey: the work of others, for context.")))
    if (located.loc[~grey, "of_others"] > 0).any():
        found.append(("gray", _("Grey around blue: records of others there.")))
    return found


def map_legend(table: pd.DataFrame, words: Words, *, brief: bool = False) -> str:
    """What the marks of a printed map mean; a ring only where one is drawn."""
    _ = words._
    lines = [_("Circle: an area. A bigger circle means more records.")]
    if (table.loc[table["latitude"].notna(), "incidents"].fillna(0) > 0).any():
        lines.append(_("Ring: some of these records are conflict incidents."))
    lines += [text for _colour, text in colour_words(table, words, brief=brief)]
    lines.append(_("A mark is the centre of an area, never the place of a record."))
    return " ".join(lines)


def _without_incidents(view: View, selection: Selection, words: Words) -> str:
    """What the map shows where no incident is counted: what is on file of them all the same."""
    _, known = words._, view.records.conflicts
    totals = len(conflicts.published_totals(selection.of(view, known))) > 0
    there = conflicts.incidents(replace(selection, whose=ALL).of(view, known))
    own, theirs = apart(there[there["verification"].ne("rejected")])
    if totals and len(theirs):
        return _(
            "Areas on the map: {located}; not on it, as no checked coordinates are on file: "
            "{beside}. Records from published reports: {reports}. Of conflict incidents, only "
            "published totals and reports by others are on file."
        )
    if totals:
        return _(
            "Areas on the map: {located}; not on it, as no checked coordinates are on file: "
            "{beside}. Records from published reports: {reports}. For conflicts, only published "
            "totals are on file."
        )
    if own.empty and len(theirs):
        return _(
            "Areas on the map: {located}; not on it, as no checked coordinates are on file: "
            "{beside}. Records from published reports: {reports}. Of conflict incidents, only "
            "reports by others are on file."
        )
    return _(
        "Areas on the map: {located}; not on it, as no checked coordinates are on file: {beside}. "
        "Records from published reports: {reports}. No report of a conflict incident is on file."
    )


def why_beside(view: View, areas: pd.DataFrame, words: Words) -> list[str]:
    """Why an area without coordinates has none, where the table of areas says it.

    That of most was not looked up; that of some is not published, and must not be guessed.
    """
    known = view.records.areas
    rows = known[known["area_id"].isin(areas["area_id"])].to_dict("records")
    told = [(words.cell(row, "name"), words.cell(row, "location_note")) for row in rows]
    return [f"{name}: {reason}" for name, reason in told if reason]


def map_in_words(view: View, selection: Selection, table: pd.DataFrame, words: Words) -> FigureCard:
    """The map without its picture: its sentence, its numbers, and what to bear in mind."""
    _ = words._
    rows = view.records.areas
    rows = rows[rows["area_id"].isin(table["area_id"])]
    incidents = selection.of(view, view.summaries.incidents)
    reports = selection.of(view, view.records.detections)
    return FigureCard(
        id="map",
        title=_("Map"),
        sentence=map_sentence(view, selection, table, words),
        figure=None,
        table=map_table(table, selection, words),
        method="areas",
        caveats=(
            _(
                "A bigger circle means more records (detections, reports and incidents "
                "together), not more cats."
            ),
            *caveats_about(view, rows["area_id"], words),
        ),
        settings=tuple(one for one in (whose_words(selection, words),) if one),
        sources=sources_of(words, rows, reports, incidents),
    )
