"""Wildlife: where and how often the cats are detected, and what others have estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from impact.figures.frame import framed, label_above
from impact.figures.shown import Shown
from impact.summaries import rates_by_year
from impact.wording.rows import area_name, row_count, row_date

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.figures.style import Style
    from impact.selection import Selection
    from impact.wording.language import Words

SYMBOLS = ("circle", "diamond", "square", "triangle-up")


def species_name(view: View, scientific_name: str, words: Words) -> str:
    """The name of a species in this language; the scientific one where there is none."""
    species = view.programme.species_named(scientific_name)
    name = words.of(species.name) if species else scientific_name
    return name[:1].upper() + name[1:]


def detection_rates(view: View, selection: Selection, words: Words, style: Style) -> Shown:
    """Detections per 100 trap-nights by year and species, with 95 % intervals."""
    _ = words._
    chosen = selection.of(view, view.summaries.detections)
    effort = selection.of(view, view.summaries.effort)
    table = rates_by_year(chosen, effort)
    title = _("Detections per 100 trap-nights")
    return Shown(
        id="detection-rates",
        title=title,
        sentence=_rate_sentence(view, table, words),
        figure=_rate_figure(view, table, words, style, title) if len(table) else None,
        table=_rate_table(view, table, words),
        method="rates",
        caveats=(
            _("A detection is a visit to a camera, not an animal."),
            _("Areas without effort on record in a year are left out of that year."),
        ),
        settings=(_event_rule(view, words),),
    )


def _event_rule(view: View, words: Words) -> str:
    return words._("New detection after {minutes} minutes without a record.").format(
        minutes=view.programme.events.threshold_minutes
    )


def _rate_sentence(view: View, table: pd.DataFrame, words: Words) -> str:
    _ = words._
    if table.empty:
        return _("Not recorded: no camera effort is on file for this choice.")
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
    view: View, table: pd.DataFrame, words: Words, style: Style, title: str
) -> go.Figure:
    figure = framed(view, words, style, title=title)
    colours = (style.detections, style.incidents, style.protected, style.first)
    for number, (scientific_name, rows) in enumerate(table.groupby("scientific_name")):
        colour = colours[number % len(colours)]
        figure.add_scatter(
            x=rows["year"],
            y=rows["rate"],
            name=species_name(view, scientific_name, words),
            mode="markers+lines",
            marker={"size": 11, "color": colour, "symbol": SYMBOLS[number % len(SYMBOLS)]},
            line={"color": colour, "width": 1.5, "dash": "dot"},
            error_y={
                "type": "data",
                "symmetric": False,
                "array": rows["high"] - rows["rate"],
                "arrayminus": rows["rate"] - rows["low"],
                "color": colour,
                "thickness": 1.5,
            },
            customdata=rows[["detections", "trap_nights", "low", "high"]],
            hovertemplate="%{x}: %{y:.2f} (%{customdata[2]:.2f}–%{customdata[3]:.2f})<br>"
            "n = %{customdata[0]} / %{customdata[1]:,.0f}",
        )
    figure.update_xaxes(tickvals=sorted(table["year"].unique()), tickformat="d", showgrid=False)
    figure.update_yaxes(rangemode="tozero", title=words._("per 100 trap-nights"))
    return figure


def _rate_table(view: View, table: pd.DataFrame, words: Words) -> pd.DataFrame:
    _ = words._
    return pd.DataFrame(
        {
            _("Species"): [species_name(view, s, words) for s in table["scientific_name"]],
            _("Year"): table["year"].astype("str"),
            _("Detections"): table["detections"].astype("Int64"),
            _("Trap-nights"): table["trap_nights"].round(1),
            _("Per 100 trap-nights"): table["rate"].round(3),
            _("95 % from"): table["low"].round(3),
            _("95 % to"): table["high"].round(3),
            _("Stations"): table["stations"].astype("Int64"),
            _("Stations with a detection"): table["stations_with_detection"].astype("Int64"),
        }
    )


def stations(view: View, selection: Selection, words: Words, style: Style) -> Shown:
    """The share of stations with a detection, by year and species."""
    _ = words._
    table = rates_by_year(
        selection.of(view, view.summaries.detections), selection.of(view, view.summaries.effort)
    )
    title = _("Stations with a detection")
    sentence = _("Not recorded: no camera station is on file for this choice.")
    figure = None
    if len(table):
        parts = []
        figure = framed(view, words, style, title=title, height=320)
        colours = (style.detections, style.incidents, style.protected, style.first)
        for number, (scientific_name, rows) in enumerate(table.groupby("scientific_name")):
            last = rows.sort_values("year").iloc[-1]
            name = species_name(view, scientific_name, words)
            parts.append(
                _("{species}: {n} of {stations} stations in {year}.").format(
                    species=name,
                    n=words.number(last["stations_with_detection"]),
                    stations=words.number(last["stations"]),
                    year=last["year"],
                )
            )
            figure.add_scatter(
                x=rows["year"],
                y=rows["share"],
                name=name,
                mode="markers+lines",
                marker={
                    "size": 11,
                    "color": colours[number % len(colours)],
                    "symbol": SYMBOLS[number % len(SYMBOLS)],
                },
                line={"color": colours[number % len(colours)], "width": 1.5, "dash": "dot"},
                customdata=rows[["stations_with_detection", "stations"]],
                hovertemplate="%{x}: %{customdata[0]} / %{customdata[1]}",
            )
        figure.update_xaxes(tickvals=sorted(table["year"].unique()), tickformat="d", showgrid=False)
        figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
        sentence = " ".join(parts)
    return Shown(
        id="stations",
        title=title,
        sentence=sentence,
        figure=figure,
        table=_rate_table(view, table, words),
        method="rates",
        caveats=(_("A station without a detection is not a place without cats."),),
    )


def reports(view: View, selection: Selection, words: Words, style: Style) -> Shown:
    """Published reports on a timeline: a mark a report, never a bar and never a trend."""
    _ = words._
    rows = selection.of(view, view.records.detections)
    rows = rows[rows["published"].fillna(False).astype(bool)].assign(table="detections")
    title = _("Reports of the cats")
    dated = rows.dropna(subset=["event_end"]).sort_values("event_end")
    undated = len(rows) - len(dated)
    if rows.empty:
        sentence = _("Not recorded: no published report is on file for this choice.")
    else:
        sentence = words.ngettext("{n} published report", "{n} published reports", len(rows))
        sentence = _("{reports}; {undated} of them without a date.").format(
            reports=sentence.format(n=words.number(len(rows))), undated=words.number(undated)
        )
    return Shown(
        id="reports",
        title=title,
        sentence=sentence,
        figure=_timeline(view, dated, words, style, title) if len(dated) else None,
        table=_report_table(view, rows, words),
        method="first_records",
        caveats=(
            _(
                "These are reports, not a survey: "
                "their number over time shows how much was published, not how many cats there are."
            ),
            _("Hollow marks: only the day of publication is known."),
        ),
    )


def first_records(view: View, selection: Selection, words: Words) -> Shown:
    """The first record of each species in each area, those with a date first."""
    _ = words._
    rows = selection.of(view, view.summaries.first_records)
    rows = rows.sort_values(["dated", "event_end"], ascending=[False, True], na_position="last")
    each = [row for _i, row in rows.iterrows()]
    claimed = [str(row["first_record"]) == "yes" for row in each]
    sentence = _(
        "First records on file in {n} areas; {claimed} are called a first by their source."
    ).format(n=words.number(rows["area_id"].nunique()), claimed=words.number(sum(claimed)))
    return Shown(
        id="first-records",
        title=_("First records"),
        sentence=sentence if each else _("Not recorded: no record is on file for this choice."),
        figure=None,
        table=pd.DataFrame(
            {
                _("Date"): [row_date(row, words) for row in each],
                _("Species"): [species_name(view, str(r["scientific_name"]), words) for r in each],
                _("Area"): [area_name(view, row["area_id"], words) for row in each],
                _("First of what"): [
                    _("called a first by its source") if one else _("earliest on file")
                    for one in claimed
                ],
            }
        ),
        method="first_records",
        caveats=(_("Earliest on file does not mean that no cat lived there before."),),
    )


def _timeline(view: View, rows: pd.DataFrame, words: Words, style: Style, title: str) -> go.Figure:
    names = [area_name(view, area, words) for area in rows["area_id"]]
    shown = rows.assign(name=names)
    height = 150 + 30 * len(set(names))
    figure = framed(view, words, style, title=title, height=height)
    lines = {name: line for line, name in enumerate(dict.fromkeys(names))}
    colours = (style.detections, style.incidents, style.protected, style.first)
    for number, (scientific_name, some) in enumerate(shown.groupby("scientific_name")):
        hollow = some["date_precision"].astype("str").eq("published-by")
        symbol = SYMBOLS[number % len(SYMBOLS)]
        figure.add_scatter(
            x=some["event_end"],
            y=some["name"].map(lines),
            name=species_name(view, scientific_name, words),
            mode="markers",
            marker={
                "size": 12,
                "color": colours[number % len(colours)],
                "symbol": [f"{symbol}-open" if one else symbol for one in hollow],
                "line": {"width": 2},
            },
            customdata=[[row["name"], row_date(row, words)] for _, row in some.iterrows()],
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )
    label_above(figure, list(lines), style)
    figure.update_xaxes(showgrid=False)
    return figure


def _report_table(view: View, rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    _ = words._
    each = [row for _, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Record"): [row["observation_id"] for row in each],
            _("Species"): [species_name(view, str(r["scientific_name"]), words) for r in each],
            _("Area"): [area_name(view, row["area_id"], words) for row in each],
            _("Date"): [row_date(row, words) for row in each],
            _("Reported"): [row_count(row, words) for row in each],
            _("What happened"): [words.cell(row, "summary") for row in each],
            _("Source"): [str(row["source"]) for row in each],
        }
    )


def individuals(view: View, selection: Selection, words: Words) -> Shown:
    """The least number of different animals, where animals were told apart."""
    _ = words._
    rows = selection.of(view, view.summaries.individuals).sort_values(["area_id", "year"])
    table = pd.DataFrame(
        {
            _("Area"): [area_name(view, area, words) for area in rows["area_id"]],
            _("Species"): [species_name(view, s, words) for s in rows["scientific_name"]],
            _("Year"): rows["year"].astype("Int64").astype("str"),
            _("Animals at least"): rows["animals"].astype("Int64"),
            _("Detections without an identity"): rows["unidentified_detections"].astype("Int64"),
        }
    )
    if rows.empty:
        sentence = _("Not recorded: no animal was told apart by its coat for this choice.")
    else:
        most = rows.sort_values(["year", "animals"]).iloc[-1]
        sentence = _(
            "At least {n} different animals in {area} in {year}, told apart by their coats; "
            "{unknown} detections had no identity."
        ).format(
            n=words.number(most["animals"]),
            area=area_name(view, most["area_id"], words),
            year=most["year"],
            unknown=words.number(most["unidentified_detections"]),
        )
    return Shown(
        id="individuals",
        title=_("Animals told apart"),
        sentence=sentence,
        figure=None,
        table=table,
        method="individuals",
        caveats=(_("A minimum is not a population."),),
    )


def estimates(view: View, selection: Selection, words: Words, style: Style) -> Shown:
    """Published population figures side by side, each with its range; never joined."""
    _ = words._
    rows = selection.of(view, view.records.status)
    rows = rows[rows["metric"].astype("str").eq("population")]
    rows = rows[~rows["use"].astype("str").eq("hidden")]
    title = _("Published estimates, side by side (animals)")
    label = [
        f"{species_name(view, str(r['scientific_name']), words)}, {words.cell(r, 'scope')}, "
        f"{words.cell(r, 'year') or _('year not stated')} ({words.cell(r, 'source_name')})"
        for _i, r in rows.iterrows()
    ]
    sentence = (
        words.ngettext(
            "{n} published estimate. Estimates by different methods are not a trend.",
            "{n} published estimates. Estimates by different methods are not a trend.",
            len(rows),
        ).format(n=words.number(len(rows)))
        if len(rows)
        else _("Not recorded: no published estimate is on file for this choice.")
    )
    return Shown(
        id="estimates",
        title=title,
        sentence=sentence,
        figure=_ranges(view, rows, label, words, style, title) if len(rows) else None,
        table=pd.DataFrame(
            {
                _("Estimate of"): label,
                _("As published"): [words.cell(r, "value") for _i, r in rows.iterrows()],
                _("Lowest"): rows["low"],
                _("Best"): rows["best"],
                _("Highest"): rows["high"],
                _("Note"): [words.cell(r, "note") for _i, r in rows.iterrows()],
                _("Source"): rows["source"],
            }
        ),
        method="estimates",
        caveats=(_("Rival estimates stand side by side and are never joined into a trend."),),
    )


def _ranges(
    view: View, rows: pd.DataFrame, label: list[str], words: Words, style: Style, title: str
) -> go.Figure:
    figure = framed(view, words, style, title=title, height=150 + 64 * len(rows))
    low = rows["low"].fillna(rows["best"]).fillna(rows["high"])
    high = rows["high"].fillna(rows["best"]).fillna(rows["low"])
    middle = rows["best"].fillna((low + high) / 2)
    figure.add_scatter(
        x=middle,
        y=list(range(len(label))),
        customdata=[[text] for text in label],
        mode="markers",
        marker={
            "size": 10,
            "color": style.detections,
            "opacity": [1.0 if known else 0.0 for known in rows["best"].notna() | (low == high)],
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": high - middle,
            "arrayminus": middle - low,
            "color": style.detections,
            "thickness": 5,
            "width": 0,
        },
        text=[words.cell(r, "value") for _i, r in rows.iterrows()],
        hovertemplate="%{customdata[0]}: %{text}<extra></extra>",
    )
    figure.update_xaxes(rangemode="tozero", gridcolor=style.grid)
    label_above(figure, label, style)
    return figure
