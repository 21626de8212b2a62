"""Coexistence: conflict incidents, what was lost, and how sure a quiet month is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.once import once
from impact.figures.bars import bars
from impact.figures.context import context_of, id_of, is_context, style_of, title_of
from impact.figures.figure_card import FigureCard
from impact.figures.incident_months import reporters
from impact.metrics import conflicts
from impact.metrics.one_incident import ENCOUNTER
from impact.model.cells import each_row
from impact.wording.chosen import of_choice
from impact.wording.labels import incident_type, outcome
from impact.wording.rows import sources_of
from impact.wording.stops import capital, small

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words


def incidents_by_type(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Incidents of each type, by how far they are verified."""
    _ = words._
    chosen = selection.of(view, view.summaries.incidents)
    table, style = conflicts.incidents_by_type(chosen), style_of(style, selection, chosen)
    kinds = [incident_type(kind, words) for kind in table["incident_type"]]
    counts = {
        _("Confirmed"): table["confirmed"],
        _("Probable"): table["probable"],
        _("Not verified"): table["unverified"],
        _("Rejected"): table["rejected"],
    }
    title = title_of(_("Incidents by type"), selection, words)
    return FigureCard(
        id=id_of("incidents-by-type", selection),
        title=title,
        sentence=_type_sentence(table, not_counted(view, selection), words)
        if len(chosen) or _asked(view, selection)
        else _none_on_file(selection, words),
        figure=bars(view, selection, words, style, title, kinds, occurring(counts))
        if kinds
        else None,
        table=pd.DataFrame({_("Type"): kinds, **counts}),
        method="conflicts",
        context=context_of(selection, words, conflicts.incidents(chosen)),
        caveats=(_("What is not verified is shown apart; what was rejected is never counted."),),
        sources=sources_of(words, chosen),
        missing=chosen.empty and not _asked(view, selection),
    )


@once
def counted(view: View, selection: Selection) -> pd.DataFrame:
    """The chosen incidents that are counted."""
    return conflicts.counted(selection.of(view, view.summaries.incidents))


def occurring(counts: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """The kinds of bars of which there is any: a legend of nothing only takes room."""
    return {kind: numbers for kind, numbers in counts.items() if numbers.sum() > 0}


def _asked(view: View, selection: Selection) -> bool:
    """Whether anybody collected reports in the chosen areas and years: only then is none a 0."""
    rows = selection.of(view, view.records.reporting)
    return bool(rows["active"].fillna(False).astype(bool).any())


def _none_on_file(selection: Selection, words: Words) -> str:
    return of_choice(words._("Not recorded: no incident is on file."), selection, words)


def _type_sentence(table: pd.DataFrame, aside: pd.DataFrame, words: Words) -> str:
    _ = words._
    harmless = table["incident_type"].isin([ENCOUNTER])
    sure, unsure = table["confirmed"] + table["probable"], table["unverified"] + table["rejected"]
    told = _(
        "Counted: {counted}. Close encounters, counted separately: {encounters}. "
        "Not verified or rejected: {others}."
    ).format(
        counted=words.number(sure[~harmless].sum()),
        encounters=words.number(sure[harmless].sum()),
        others=words.number(unsure.sum()),
    )
    bare = int(aside["incident_type"].isna().sum())
    without = _("Rejected, without a type, and so not here: {n}.").format(n=words.number(bare))
    return f"{told} {without}" if bare else told


def losses(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """What was lost, as far as it is stated."""
    _ = words._
    chosen = selection.of(view, view.summaries.incidents)
    table, style = conflicts.losses(chosen), style_of(style, selection, chosen)
    kinds = [name for name in words.columns("livestock_type") if name in chosen]
    names = {
        str(row["livestock_type"]): words.cell(row, "livestock_type")
        for row in each_row(chosen[kinds])
    }
    known, unknown = int(table["known"].sum()), int(table["unknown"].sum())
    sentence = _(
        "Incidents that state what was lost: {known}; that do not: {unknown}. "
        "What is not stated is not counted as nothing."
    ).format(known=words.number(known), unknown=words.number(unknown))
    if table.empty and not _asked(view, selection):
        sentence = of_choice(_("Not recorded: no loss is on file."), selection, words)
    named = table["livestock_type"].map(names).fillna(_("kind not stated or not shown"))
    animals = {
        _("Killed"): table["livestock_killed"],
        _("Injured"): table["livestock_injured"],
    }
    people = {
        _("People injured"): table["people_injured"],
        _("People killed"): table["people_killed"],
    }
    title = title_of(_("What was lost"), selection, words)
    return FigureCard(
        id=id_of("losses", selection),
        title=title,
        sentence=sentence,
        figure=_lost(view, selection, words, style, title, named, animals, people)
        if len(table)
        else None,
        table=pd.DataFrame({_("Livestock"): named, **animals, **people}),
        method="conflicts",
        context=context_of(selection, words, counted(view, selection)),
        caveats=(_("If several rows describe one incident, its losses are counted once."),),
        sources=sources_of(words, chosen),
        missing=table.empty and not _asked(view, selection),
    )


def _lost(
    view: View,
    selection: Selection,
    words: Words,
    style: Style,
    title: str,
    named: pd.Series,
    animals: dict[str, pd.Series],
    people: dict[str, pd.Series],
) -> go.Figure | None:
    """Bars of each kind of loss that occurs, animals by kind and people together; else None."""
    lines = {
        f"{kind}: {heading.lower()}": count
        for heading, counts in animals.items()
        for kind, count in zip(named, counts, strict=True)
        if pd.notna(count) and count
    }
    lines |= {small(name): int(counts.sum()) for name, counts in people.items() if counts.sum() > 0}
    return (
        bars(view, selection, words, style, title, list(lines), {title: list(lines.values())})
        if lines
        else None
    )


def outcomes(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """What became of the cats in the incidents."""
    _ = words._
    chosen = selection.of(view, view.summaries.incidents)
    table, style = conflicts.outcomes(chosen), style_of(style, selection, chosen)
    none = (
        _("Incidents on file: 0.") if _asked(view, selection) else _none_on_file(selection, words)
    )
    named = [outcome(value, words) for value in table["outcome_for_cat"]]
    parts = [
        f"{name}: {words.number(n)}" for name, n in zip(named, table["incidents"], strict=True)
    ]
    told = "; ".join(parts)
    title = title_of(_("What became of the cats"), selection, words)
    counts = {title: list(table["incidents"])}
    return FigureCard(
        id=id_of("outcomes", selection),
        title=title,
        sentence=f"{capital(told)}." if told else none,
        figure=bars(view, selection, words, style, title, named, counts) if parts else None,
        table=pd.DataFrame({_("Outcome"): named, _("Incidents"): table["incidents"]}),
        method="conflicts",
        context=context_of(selection, words, counted(view, selection)),
        caveats=(_("Only confirmed and probable incidents with harm are included."),),
        sources=sources_of(words, chosen),
        missing=table.empty and not _asked(view, selection),
    )


@once
def not_counted(view: View, selection: Selection) -> pd.DataFrame:
    """Rows that were reported and are not counted, by date: unverified, rejected, no incident."""
    rows = conflicts.set_aside(selection.of(view, view.records.conflicts))
    return rows.sort_values("event_start", na_position="last", kind="stable")


def not_counted_title(selection: Selection, words: Words) -> str:
    """The heading of what is not counted, which says whose it is where others reported it."""
    if is_context(selection):
        return words._("Reported by others, and not counted")
    return words._("Reported, and not counted")


def quiet(view: View, selection: Selection, words: Words) -> str:
    """Days from the last incident to the last reported month; empty where that is not known."""
    chosen = selection.of(view, view.summaries.incidents)
    who = reporters(view, tuple(selection.area_ids(view)))
    days = conflicts.quiet_days(chosen, who, selection.first_year, selection.last_year)
    if days is None:
        return ""
    return words.ngettext(
        "At least {n} day from the last incident to the end of the last month with reports.",
        "At least {n} days from the last incident to the end of the last month with reports.",
        days,
    ).format(n=words.number(days))
