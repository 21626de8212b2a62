"""Published reports on a timeline: a mark a report, never a bar and never a trend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.disclosure.once import once
from impact.figures.context import context_of, id_of, is_context, style_of, whose_column
from impact.figures.figure_card import FigureCard
from impact.figures.not_shown import cats_not_shown, incidents_not_shown
from impact.figures.timeline import is_hollow, spans, timeline
from impact.metrics.one_incident import TYPES, verified
from impact.metrics.reports import published, totals
from impact.model.attribution import TELLS_WHOSE, by_programme
from impact.model.cells import each_row
from impact.wording.chosen import of_choice
from impact.wording.labels import all_species, incident_type, species_name, verification
from impact.wording.rows import (
    area_name,
    place_name,
    row_count,
    row_date,
    sources_of,
    where_to_look,
)
from impact.wording.state import caveats_about
from impact.wording.stops import capital, one_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words


def of_cats(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Published reports of the cats, a line for each area."""
    _ = words._
    rows = published(selection.of(view, view.records.detections))
    each = [
        row
        | {
            "line": place_name(view, row["area_id"], words),
            "kind": species_name(view, str(row["scientific_name"]), words),
            "ours": ours,
            "table": "detections",
        }
        for row, ours in zip(each_row(rows), by_programme(rows), strict=True)
    ]
    of_many = [row["observation_id"] in _totals(view) for row in each]
    left = cats_not_shown(view, selection, words)
    survey = _(
        "These are reports, not a survey: "
        "their number over time shows how much was published, not how many cats there are."
    )
    others, cats = is_context(selection), all_species(view, words)
    style = style_of(style, selection, rows)
    title = _("Reports of the cats by others") if others else _("Reports of the cats")
    return FigureCard(
        id=id_of("reports", selection),
        title=title,
        sentence=_how_many(each, selection, words, left, in_total=sum(of_many)),
        figure=timeline(view, selection, each, cats, words, style, title),
        table=_report_table(view, each, whose_column(rows, words), words),
        method="reports",
        caveats=(survey, *caveats_about(view, rows["observation_id"], words)),
        context=context_of(
            selection, words, rows, rows[TELLS_WHOSE][~np.array(of_many, dtype=bool)]
        ),
        note=survey if others else f"{survey} {recorders(view, each, words)}".strip(),
        sources=sources_of(words, rows),
        counts_others=bool(left),
        missing=rows.empty,
    )


@once
def _totals(view: View) -> frozenset[str]:
    """The ids of what is a total of many records."""
    return frozenset(totals(view.records.detections)["observation_id"])


def of_incidents(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Published reports of incidents, a line for each type and area."""
    _, known = words._, published(view.records.conflicts)
    known = known[known["count"].isna() & known["incident_type"].notna()]
    rows = selection.of(view, known)
    left = incidents_not_shown(view, selection, known, words)
    survey = _(
        "These are reports, not a survey: their number over time shows how much was "
        "published, not how many conflicts there were."
    )
    doubted, sure = verification("unverified", words), verified(rows)
    told = zip(each_row(rows), by_programme(rows), sure, strict=True)
    each = [
        row
        | {
            "line": _incident_line(view, row, words),
            "kind": incident_type(row["incident_type"], words) if certain else doubted,
            "ours": ours,
        }
        for row, ours, certain in told
    ]
    drawn = _with_date(each, words)
    types = [incident_type(kind, words) for kind in TYPES]
    others = is_context(selection)
    title = _("Reports of incidents by others") if others else _("Reports of incidents")
    return FigureCard(
        id=id_of("incident-reports", selection),
        title=title,
        sentence=_how_many(each, selection, words, left, doubted=int((~sure).sum())),
        figure=timeline(
            view,
            selection,
            drawn,
            types,
            words,
            style_of(style, selection, rows),
            title,
            doubted=doubted,
        ),
        table=incident_table(view, rows, words),
        method="conflicts",
        caveats=(survey, *caveats_about(view, rows["incident_id"], words)),
        context=context_of(selection, words, rows),
        note=survey if others else f"{survey} {recorders(view, each, words)}".strip(),
        sources=sources_of(words, rows),
        counts_others=bool(left),
        missing=rows.empty,
    )


def _incident_line(view: View, row: dict, words: Words) -> str:
    """What happened and where: a mark without a place would be read as anywhere."""
    kind = incident_type(row["incident_type"], words)
    place = place_name(view, row["area_id"], words)
    return f"{kind}: {place}" if place else kind


def recorders(view: View, rows: Sequence[dict], words: Words) -> str:
    """Who recorded what is drawn, place by place: the line of a place would give it to us."""
    told: dict[str, list[str]] = {}
    for row in spans(rows):
        place = area_name(view, row["area_id"], words) or words._("place not known")
        who = words.cell(row, "recorded_by")
        if who and who not in told.setdefault(place, []):
            told[place].append(who)
    named = [f"{place} ({'; '.join(who)})" for place, who in told.items() if who]
    text = words._("Who recorded it, by area: {areas}.").format(areas="; ".join(named))
    return one_stop(text) if named else ""


def _with_date(rows: Sequence[dict], words: Words) -> list[dict]:
    """The rows; the line of a single mark names its date, too: an axis of years is coarse."""
    drawn = [row["line"] for row in spans(rows)]
    return [
        row | {"line": f"{row['line']}, {date}"}
        if drawn.count(row["line"]) == 1 and (date := row_date(row, words))
        else row
        for row in rows
    ]


def marks(rows: Sequence[dict], words: Words) -> str:
    """How the marks of a timeline are to be read, as far as it has such."""
    _ = words._
    dated = spans(rows)
    lines = []
    if any(row["first"] != row["last"] for row in dated):
        lines.append(_("The line shows the range of possible dates."))
    if any(is_hollow(row) for row in dated):
        lines.append(_("Hollow marker: we know only when it was published."))
    return " ".join(lines)


def _how_many(
    rows: Sequence[dict],
    selection: Selection,
    words: Words,
    left: str,
    *,
    doubted: int = 0,
    in_total: int = 0,
) -> str:
    """How many there are, how many marks, and what is `left` out: it adds up with what is drawn."""
    _ = words._
    if not rows and left:
        return f"{_('No published report by the programme or its partners is on file.')} {left}"
    if not rows:
        return of_choice(_("Not recorded: no published report is on file."), selection, words)
    if in_total:
        said = [
            _(
                "Published entries: {n} (single records: {single}; totals of many records: "
                "{totals})."
            ).format(
                n=words.number(len(rows)),
                single=words.number(len(rows) - in_total),
                totals=words.number(in_total),
            )
        ]
    else:
        told = words.ngettext(
            "{n} record from published reports.", "{n} records from published reports.", len(rows)
        )
        said = [told.format(n=words.number(len(rows)))]
    if doubted:
        told = _("Not verified and so not counted: {n}.")
        said.append(told.format(n=words.number(doubted)))
    drawn = len(spans(rows))
    if drawn < len(rows):
        told = _("Drawn: {drawn}; without a date, and so not drawn: {undated}.")
        undated = words.number(len(rows) - drawn)
        said.append(told.format(drawn=words.number(drawn), undated=undated))
    return " ".join(filter(None, [*said, marks(rows, words), left]))


def _report_table(
    view: View, each: Sequence[dict], whose: dict[str, list[str]], words: Words
) -> pd.DataFrame:
    _ = words._
    return pd.DataFrame(
        {
            _("Record"): [row["observation_id"] for row in each],
            _("Species"): [species_name(view, str(r["scientific_name"]), words) for r in each],
            _("Area"): [area_name(view, row["area_id"], words) for row in each],
            _("Date"): [row_date(row, words) for row in each],
            _("Reported"): [row_count(row, words) for row in each],
            _("What happened"): [words.whole(partial(what_happened, row)) for row in each],
            **whose,
            _("Recorded by"): [words.cell(row, "recorded_by") for row in each],
            _("Source"): [where_to_look(row, words) for row in each],
        },
        dtype=object,  # a text keeps the language that it is in
    )


def what_happened(row: dict, words: Words) -> str:
    """With the records that it may repeat: a reader would count them twice."""
    told = words.cell(row, "summary")
    if pd.isna(row["may_repeat"]):
        return told
    records = str(row["may_repeat"]).replace("; ", ", ")
    return words._("{what} This may repeat {records}.").format(what=told, records=records)


def incident_table(view: View, rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Incidents, a line each, with headings in this language."""
    _ = words._
    each = each_row(rows)
    return pd.DataFrame(
        {
            _("Incident"): [row["incident_id"] for row in each],
            _("Date"): [row_date(row, words) for row in each],
            _("Area"): [area_name(view, row["area_id"], words) for row in each],
            _("Type"): [incident_type(row["incident_type"], words) for row in each],
            _("Species"): [_species(view, row, words) for row in each],
            _("Verification, by those who gathered the records"): [
                words.whole(partial(_verified, row)) for row in each
            ],
            _("What happened"): [words.cell(row, "summary") for row in each],
            **whose_column(rows, words),
            _("Recorded by"): [words.cell(row, "recorded_by") for row in each],
            _("Source"): [where_to_look(row, words) for row in each],
        },
        dtype=object,  # a text keeps the language that it is in
    )


def _species(view: View, row: dict, words: Words) -> str:
    """What animal it was; what was suspected only where that is not known."""
    if pd.notna(row["scientific_name"]):
        return species_name(view, str(row["scientific_name"]), words)
    suspected = words.cell(row, "species_suspected")
    return words._("not established; suspected: {species}").format(species=suspected)


def _verified(row: dict, words: Words) -> str:
    """How far an incident is confirmed, and why."""
    level, note = (
        verification(str(row["verification"]), words),
        words.cell(row, "verification_note"),
    )
    return one_stop(f"{capital(level)}. {note}") if note else level
