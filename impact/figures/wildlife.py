"""Wildlife: animals told apart, and the first records of each area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.once import once
from impact.figures.context import context_of, id_of, is_context, style_of, whose_column
from impact.figures.figure_card import FigureCard
from impact.figures.frame import (
    framed,
    inert,
    lines_needed,
    name_lines,
    room_for_legend,
    room_for_lines,
)
from impact.figures.not_shown import firsts_not_shown
from impact.figures.reports import marks, recorders
from impact.figures.style import SYMBOLS
from impact.figures.timeline import spans, timeline
from impact.model.attribution import PROGRAMME, by_programme
from impact.model.cells import each_row
from impact.wording.chosen import of_choice
from impact.wording.labels import all_species, species_name
from impact.wording.rows import (
    area_name,
    place_name,
    recorder,
    row_date,
    source_columns,
    sources_of,
)
from impact.wording.state import caveats_about
from impact.wording.surveys import survey_sources, whose_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words


def individuals(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """The least number of different animals, where animals were told apart."""
    _ = words._
    rows = selection.of(view, view.summaries.individuals).sort_values(["area_id", "year"])
    table = pd.DataFrame(
        {
            _("Area"): [area_name(view, area, words) for area in rows["area_id"]],
            _("Species"): [species_name(view, s, words) for s in rows["scientific_name"]],
            _("Year"): rows["year"].astype("Int64").astype("str"),
            _("Animals at least"): rows["animals"].astype("Int64"),
            _("Detections of unidentified animals"): rows["unidentified_detections"].astype(
                "Int64"
            ),
        }
    )
    if rows.empty:
        sentence = of_choice(
            _("Not recorded: no animal told apart by its coat is on file."), selection, words
        )
    else:
        most = rows.sort_values(["year", "animals"]).iloc[-1]
        sentence = _(
            "Animals told apart by their coats in {area} in {year}: at least {n}. Detections of "
            "unidentified animals: {unknown}."
        ).format(
            n=words.number(most["animals"]),
            area=area_name(view, most["area_id"], words),
            year=most["year"],
            unknown=words.number(most["unidentified_detections"]),
        )
    sentence = f"{sentence} {whose_words(selection, words)}".strip()
    title = _("Animals told apart")
    return FigureCard(
        id="individuals",
        title=title,
        sentence=sentence,
        figure=_animals(view, selection, rows, words, style, title) if len(rows) else None,
        table=table,
        method="individuals",
        caveats=(_("A minimum is not a population."),),
        sources=survey_sources(view, selection, words),
        missing=rows.empty,
    )


def _animals(
    view: View, selection: Selection, rows: pd.DataFrame, words: Words, style: Style, title: str
) -> go.Figure:
    """A line for each area and cat, a disc with its number for each year; larger is more."""
    rows = rows.assign(pair=list(zip(rows["scientific_name"], rows["area_id"], strict=True)))
    line = {pair: number for number, pair in enumerate(sorted(set(rows["pair"])))}
    names = [area_name(view, area, words) for _species, area in line]
    each = 39 + 17 * lines_needed(names, style) if style.narrow else 40
    height = 150 + each * len(line)
    figure = framed(view, selection, words, style, title=title, height=height)
    most = max(1, int(rows["animals"].max()))
    for number, (name, some) in enumerate(rows.groupby(rows["scientific_name"].astype("str"))):
        colour = style.series[number % len(style.series)]
        figure.add_scatter(
            x=some["year"],
            y=[line[pair] for pair in some["pair"]],
            name=inert(species_name(view, str(name), words)),
            mode="markers+text",
            text=[f"\u00a0{words.number(count)}" for count in some["animals"]],
            textposition="middle right",
            cliponaxis=False,
            marker={
                "size": [8 + 14 * (count / most) ** 0.5 for count in some["animals"]],
                "color": colour,
                "symbol": SYMBOLS[number % len(SYMBOLS)],
            },
            hoverinfo="skip",
        )
    years = sorted(rows["year"].unique())
    span = [min(years) - 0.3, max(years) + 0.5]
    figure.update_xaxes(tickvals=years, tickformat="d", showgrid=False, range=span)
    room_for_lines(figure, each, len(names))
    name_lines(figure, names, style, above=13)  # the largest disc is 22 pixels high
    if style.narrow and len(figure.data) > 1:
        room_for_legend(figure, figure.names, style)
    return figure.whole()


def first_records(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """The first record of each species in each area, those with a date first."""
    _ = words._
    rows = selection.of(view, _first_records(view))
    each = [
        row
        | {
            "line": place_name(view, row["area_id"], words),
            "kind": species_name(view, str(row["scientific_name"]), words),
            "ours": ours,
            "recorded_by": recorder(view, row, words),
        }
        for row, ours in zip(each_row(rows), by_programme(rows), strict=True)
    ]
    claimed = [str(row["first_record"]) == "yes" for row in each]
    areas = {row["area_id"] for row in each}
    drawn = len(spans(each))
    undated = len(each) - drawn
    left = firsts_not_shown(view, selection, words)
    sentence = _how_many_firsts(selection, words, undated=bool(undated)).format(
        n=words.number(len(areas)),
        drawn=words.number(drawn),
        undated=words.number(undated),
        claimed=words.number(sum(claimed)),
    )
    if not each and left:
        sentence = _(
            "No earliest record on file was made or published by the programme or its partners."
        )
    elif not each:
        sentence = of_choice(_("Not recorded: no record is on file."), selection, words)
    others, cats = is_context(selection), all_species(view, words)
    style = style_of(style, selection, rows)
    title = _("Earliest records on file, by others") if others else _("Earliest records on file")
    known = view.records.detections
    told = known["observation_id"].isin(rows["observation_id"].dropna())
    reports = known[source_columns(known)][told]
    return FigureCard(
        id=id_of("first-records", selection),
        title=title,
        sentence=" ".join(
            filter(None, (sentence, *_denied(each, words), marks(each, words), left))
        ),
        figure=timeline(view, selection, each, cats, words, style, title),
        table=pd.DataFrame(
            {
                _("Date"): [row_date(row, words) for row in each],
                _("Species"): [row["kind"] for row in each],
                _("Area"): [area_name(view, row["area_id"], words) for row in each],
                _("Why a first"): [_first_of_what(row, words) for row in each],
                **whose_column(rows, words),
                _("Recorded by"): [row["recorded_by"] for row in each],
            },
            dtype=object,  # a text keeps the language that it is in
        ),
        method="first_records",
        caveats=(
            _("Earliest on file does not mean that no cat lived there before."),
            _("A first record without a published date is only in the table."),
            _(
                "An area is not listed where an earlier record names a place in it, "
                "or only a larger area around it."
            ),
            *caveats_about(view, rows["observation_id"].dropna(), words),
        ),
        context=context_of(selection, words, rows),
        note="" if others else recorders(view, each, words),
        sources=tuple(
            dict((*survey_sources(view, selection, words), *sources_of(words, reports))).items()
        ),
        counts_others=bool(left),
        missing=rows.empty,
    )


@once
def _first_records(view: View) -> pd.DataFrame:
    """Those with a date first, the earliest before the others."""
    order, rows = ["dated", "event_end"], view.summaries.first_records
    return rows.sort_values(order, ascending=[False, True], na_position="last")


def _how_many_firsts(selection: Selection, words: Words, *, undated: bool) -> str:
    """In how many areas a record is the earliest; of the programme's, that it is one by it."""
    _ = words._
    if selection.whose == PROGRAMME and undated:
        return _(
            "Areas whose earliest record on file was made or published by the programme or its "
            "partners: {n}. Records drawn: {drawn}; without a date, and so not drawn: {undated}; "
            "called a first by their source: {claimed}."
        )
    if selection.whose == PROGRAMME:
        return _(
            "Areas whose earliest record on file was made or published by the programme or its "
            "partners: {n}; called a first by its source: {claimed}."
        )
    if undated:
        return _(
            "Areas with an earliest record on file: {n}. Records drawn: {drawn}; without a date, "
            "and so not drawn: {undated}; called a first by their source: {claimed}."
        )
    return _("Areas with an earliest record on file: {n}; called a first by its source: {claimed}.")


def _denied(rows: Sequence[dict], words: Words) -> list[str]:
    """Which of the drawn records is no first by its own source: a mark looks like one."""
    return [
        f"{row['line']}: {_first_of_what(row, words)}."
        for row in spans(rows)
        if str(row["first_record"]) == "no" and pd.notna(row["first_record_note"])
    ]


def _first_of_what(row: dict, words: Words) -> str:
    """What the source claims of an earliest record; only its own words deny a first."""
    _, claimed = words._, str(row["first_record"])
    if claimed == "yes":
        return _("called a first by its source")
    if claimed == "no" and pd.notna(row["first_record_note"]):
        return _("earliest on file; its source says it is not the first")
    if claimed == "no":
        return _("earliest on file; no source calls it the first")
    return _("earliest on file")
