"""How often the cats are detected in each area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.selection import ALL
from impact.figures.figure_card import FigureCard
from impact.figures.frame import framed, lines_needed, name_lines, room_for_lines
from impact.figures.series import add_lines, with_half
from impact.metrics.summaries import rates_by_area
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


def detections_by_area(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Detections per 100 trap-nights of each area, over the chosen years."""
    _ = words._
    table = _chosen(view, selection)
    title = _("Detections per 100 trap-nights, by area")
    said = _sentence(view, table, selection, words), whose_words(selection, words)
    return FigureCard(
        id="detections-by-area",
        title=title,
        sentence=" ".join(filter(None, said)),
        figure=_figure(view, selection, table, words, style, title) if len(table) else None,
        table=_table(view, table, words),
        method="rates",
        caveats=(
            _(
                "Cats are easier to detect in some areas than in others, so this is "
                "not a ranking by number of cats."
            ),
            _("A detection is a visit to a camera, not an animal."),
        ),
        settings=(_("All chosen years with cameras out are taken together."),),
        sources=survey_sources(view, selection, words),
        missing=table.empty,
    )


def _chosen(view: View, selection: Selection) -> pd.DataFrame:
    """The rates of a selection; where cameras saw no cat at all, every cat has its 0."""
    detections = selection.of(view, view.summaries.detections)
    effort = selection.of(view, view.summaries.effort)
    every = [species.scientific_name for species in view.programme.species]
    asked = every if selection.species == ALL else [selection.species]
    found = set(detections["scientific_name"])
    table = rates_by_area(detections, effort, [one for one in asked if one in found] or asked)
    order = ["scientific_name", "rate", "area_id"]
    return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def _sentence(view: View, table: pd.DataFrame, selection: Selection, words: Words) -> str:
    _ = words._
    if table.empty:
        return of_choice(_("Not recorded: no camera effort is on file."), selection, words)
    parts = []
    for scientific_name, rows in table.groupby("scientific_name"):
        most, species = rows.iloc[0], species_name(view, scientific_name, words)
        nights = words.number(rows["trap_nights"].sum())
        if not most["detections"]:
            parts.append(
                _("{species}: 0 detections in {nights} trap-nights.").format(
                    species=species, nights=nights
                )
            )
            continue
        text = (
            _(
                "{species}: {rate} detections per 100 trap-nights in {area} "
                "({low} to {high}; {n} in {nights} trap-nights)."
            )
            if len(rows) == 1
            else _(
                "{species}: most often in {area}, {rate} detections per 100 trap-nights "
                "({low} to {high}; {n} in {nights} trap-nights)."
            )
        )
        parts.append(
            text.format(
                species=species,
                area=area_name(view, most["area_id"], words),
                rate=words.ratio(most["rate"]),
                low=words.ratio(most["low"]),
                high=words.ratio(most["high"]),
                n=words.number(most["detections"]),
                nights=words.number(most["trap_nights"]),
            )
        )
    return " ".join(parts)


def _figure(
    view: View, selection: Selection, table: pd.DataFrame, words: Words, style: Style, title: str
) -> go.Figure:
    """A mark and its interval for each area, the species on one line."""
    ids = list(dict.fromkeys(table.sort_values("rate", ascending=False)["area_id"]))
    line = {area: number for number, area in enumerate(ids)}
    names = [area_name(view, area, words) for area in ids]
    each = 27 + 17 * lines_needed(names, style) if style.narrow else 36
    height = 170 + each * len(ids)
    figure = framed(view, selection, words, style, title=title, height=height)
    for number, (scientific_name, rows) in enumerate(table.groupby("scientific_name")):
        add_lines(
            figure,
            with_half(rows),
            rows["area_id"].map(line) + 0.16 * number,  # side by side, never on each other
            species_name(view, str(scientific_name), words),
            number,
            style,
            customdata=rows[["detections", "trap_nights", "low", "high"]],
            hovertemplate="%{x:.2f} (%{customdata[2]:.2f}–%{customdata[3]:.2f})<br>"
            "n = %{customdata[0]} / %{customdata[1]:,.0f}",
        )
    figure.update_xaxes(rangemode="tozero", gridcolor=style.grid, showgrid=True)
    room_for_lines(figure, each, len(names))
    name_lines(figure, names, style)
    return figure.whole()


def _table(view: View, table: pd.DataFrame, words: Words) -> pd.DataFrame:
    _ = words._
    return pd.DataFrame(
        {
            _("Species"): [species_name(view, s, words) for s in table["scientific_name"]],
            _("Area"): [area_name(view, area, words) for area in table["area_id"]],
            _("First year"): table["first_year"].astype("str"),
            _("Last year"): table["last_year"].astype("str"),
            _("Detections"): table["detections"],
            _("Trap-nights"): table["trap_nights"].round(1),
            _("Per 100 trap-nights"): table["rate"].round(4),
            _("95% from"): table["low"].round(4),
            _("95% to"): table["high"].round(4),
        }
    )
