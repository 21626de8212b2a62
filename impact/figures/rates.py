"""How often the cats are detected: rates and stations by year and species."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.once import once
from impact.disclosure.selection import ALL
from impact.figures.figure_card import FigureCard
from impact.figures.frame import framed, room_for_legend
from impact.figures.series import add_years, with_half, years_below
from impact.metrics.summaries import rates_by_year
from impact.model.cells import each_row
from impact.wording.chosen import of_choice
from impact.wording.labels import species_name
from impact.wording.rows import area_name
from impact.wording.surveys import survey_sources, whose_words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words


def detection_rates(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Detections per 100 trap-nights by year and species, with 95% intervals."""
    _ = words._
    table = chosen_rates(view, selection)
    title = _("Detections per 100 trap-nights")
    return FigureCard(
        id="detection-rates",
        title=title,
        sentence=" ".join(
            [_rate_sentence(view, table, selection, words), whose_words(selection, words)]
        ).strip(),
        figure=_rate_figure(view, selection, table, words, style, title) if len(table) else None,
        table=_rate_table(view, selection, words),
        method="rates",
        caveats=(
            _("A detection is a visit to a camera, not an animal."),
            _("Areas without effort on record in a year are left out of that year."),
            *apart(view, selection, words),
        ),
        settings=(_event_rule(view, words),),
        sources=survey_sources(view, selection, words),
        missing=table.empty and not apart(view, selection, words),
    )


def cameras_on_file(view: View, selection: Selection) -> bool:
    """Whether any camera effort is on file for a choice."""
    return len(selection.of(view, view.summaries.effort)) > 0


@once
def chosen_rates(view: View, selection: Selection) -> pd.DataFrame:
    """The rates of a selection; a species that was asked for is there even with none seen.

    Where cameras worked and saw no cat at all, every cat of the programme is there with its 0.
    """
    detections = selection.of(view, view.summaries.detections)
    effort = selection.of(view, view.summaries.effort)
    if selection.species != ALL:
        return rates_by_year(detections, effort, species=(selection.species,))
    seen = rates_by_year(detections, effort)
    every = [species.scientific_name for species in view.programme.species]
    return seen if len(seen) else rates_by_year(detections, effort, species=every)


def apart(view: View, selection: Selection, words: Words) -> tuple[str, ...]:
    """A note on chosen areas with too few stations to stand alone; none where all have enough."""
    _ = words._
    chosen = selection.of(view, view.merged).drop_duplicates("area_id")
    names = [area_name(view, area, words) for area in chosen["area_id"]]
    if not names:
        return ()
    text = _(
        "In some years fewer than {n} camera stations were out in {areas}: these years stand with "
        "a wider area or are left out, so that no figure leads to a place."
    )
    return (text.format(n=view.audience.minimum_stations, areas=", ".join(n for n in names if n)),)


def _event_rule(view: View, words: Words) -> str:
    return words._("New detection after {minutes} minutes without a record.").format(
        minutes=view.programme.events.threshold_minutes
    )


def _rate_sentence(view: View, table: pd.DataFrame, selection: Selection, words: Words) -> str:
    _ = words._
    if table.empty and apart(view, selection, words):
        return apart(view, selection, words)[0]
    if table.empty:
        return of_choice(_("Not recorded: no camera effort is on file."), selection, words)
    parts = []
    for scientific_name, rows in table.groupby("scientific_name"):
        last = rows.sort_values("year").iloc[-1]
        text = _(
            "{species}: {rate} detections per 100 trap-nights in {year} "
            "({low} to {high}; {n} in {nights} trap-nights)."
        )
        parts.append(
            text.format(
                species=species_name(view, scientific_name, words),
                rate=words.ratio(last["rate"]),
                year=last["year"],
                low=words.ratio(last["low"]),
                high=words.ratio(last["high"]),
                n=words.number(last["detections"]),
                nights=words.number(last["trap_nights"]),
            )
        )
    return " ".join(parts)


def _rate_figure(
    view: View, selection: Selection, table: pd.DataFrame, words: Words, style: Style, title: str
) -> go.Figure:
    figure = framed(view, selection, words, style, title=title)
    for number, (scientific_name, rows) in enumerate(table.groupby("scientific_name")):
        add_years(
            figure,
            with_half(rows),
            "rate",
            species_name(view, str(scientific_name), words),
            number,
            style,
            customdata=rows[["detections", "trap_nights", "low", "high"]],
            hovertemplate="%{x}: %{y:.2f} (%{customdata[2]:.2f}–%{customdata[3]:.2f})<br>"
            "n = %{customdata[0]} / %{customdata[1]:,.0f}",
        )
    unit = words._("per 100 trap-nights")
    years_below(figure, table["year"], rangemode="tozero", title={"text": unit})
    if style.narrow:
        room_for_legend(figure, figure.names, style)
    return figure.whole()


@once
def _rate_table(view: View, selection: Selection, words: Words) -> pd.DataFrame:
    _, table = words._, chosen_rates(view, selection)
    return pd.DataFrame(
        {
            _("Species"): [species_name(view, s, words) for s in table["scientific_name"]],
            _("Year"): table["year"].astype("str"),
            _("Detections"): table["detections"].astype("Int64"),
            _("Trap-nights"): table["trap_nights"].round(1),
            _("Per 100 trap-nights"): table["rate"].round(3),
            _("95% from"): table["low"].round(3),
            _("95% to"): table["high"].round(3),
            _("Stations"): table["stations"].astype("Int64"),
            _("Stations with a detection"): table["stations_with_detection"].astype("Int64"),
        }
    )


def stations(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """The share of stations with a detection, by year and species."""
    _ = words._
    table = chosen_rates(view, selection)
    title = _("Stations with a detection")
    return FigureCard(
        id="stations",
        title=title,
        sentence=" ".join(
            [_station_sentence(view, table, selection, words), whose_words(selection, words)]
        ).strip(),
        figure=_station_figure(view, selection, table, words, style, title) if len(table) else None,
        table=_rate_table(view, selection, words),
        method="rates",
        caveats=(
            _("A station without a detection is not a place without cats."),
            *apart(view, selection, words),
        ),
        settings=(_event_rule(view, words),),
        sources=survey_sources(view, selection, words),
        missing=table.empty and not apart(view, selection, words),
    )


def _station_sentence(view: View, table: pd.DataFrame, selection: Selection, words: Words) -> str:
    _ = words._
    if table.empty and apart(view, selection, words):
        return apart(view, selection, words)[0]
    if table.empty:
        return of_choice(_("Not recorded: no camera station is on file."), selection, words)
    by_year = sorted(each_row(table), key=itemgetter("year"))
    latest = {row["scientific_name"]: row for row in by_year}
    return " ".join(
        _("{species}: {n} of {stations} stations in {year}.").format(
            species=species_name(view, row["scientific_name"], words),
            n=words.number(row["stations_with_detection"]),
            stations=words.number(row["stations"]),
            year=row["year"],
        )
        for _name, row in sorted(latest.items())
    )


def _station_figure(
    view: View, selection: Selection, table: pd.DataFrame, words: Words, style: Style, title: str
) -> go.Figure:
    figure = framed(view, selection, words, style, title=title, height=320)
    for number, (scientific_name, rows) in enumerate(table.groupby("scientific_name")):
        add_years(
            figure,
            rows,
            "share",
            species_name(view, str(scientific_name), words),
            number,
            style,
            customdata=rows[["stations_with_detection", "stations"]],
            hovertemplate="%{x}: %{customdata[0]} / %{customdata[1]}",
        )
    years_below(figure, table["year"], range=[0, 1.02], tickformat=".0%")
    if style.narrow:
        room_for_legend(figure, figure.names, style)
    return figure.whole()
