"""Conflict incidents by month, and the months of which nothing is known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from impact.disclosure.once import once
from impact.figures.context import context_of, id_of, style_of, title_of
from impact.figures.figure_card import FigureCard
from impact.figures.frame import LINE, WIDE_LINE, framed, room_for_legend, wrapped
from impact.metrics import conflicts
from impact.metrics.dates import first_of_month
from impact.metrics.one_incident import TYPES
from impact.metrics.reporters import Reporters
from impact.model.attribution import TELLS_WHOSE
from impact.wording.chosen import of_choice
from impact.wording.labels import incident_type, reporting_state
from impact.wording.rows import sources_of

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.sketch import Sketch
    from impact.figures.style import Style
    from impact.wording.language import Words

MANY_MONTHS = pd.Timedelta(days=2 * 365)
# Of such a month nobody can say that nothing happened: a mark stands where a bar of 0 would.
UNKNOWN = (
    ("partly collected", "circle-open"),
    ("not collected", "x-thin"),
    ("unknown", "line-ew"),
)
# Below this plotly parts the axis by less than one incident, and writes the parts as 0, 0, 1, 1.
FEW = 5
PATTERNS = ("", "/", "x", "\\", ".", "-")


@once
def collected(view: View, selection: Selection) -> pd.DataFrame:
    """The incidents of those who collect reports; the press has a timeline of its own."""
    rows = selection.of(view, view.summaries.incidents)
    return rows[~rows["published"].fillna(False).astype(bool)]


@once
def reporters(view: View, area_ids: tuple[str, ...]) -> Reporters:
    """Who reports of these areas, whatever years are chosen."""
    return Reporters(view.records.reporting, view.records.areas, list(area_ids))


def span(view: View, selection: Selection) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The months to show: the chosen years, else all with an incident or with reporting."""
    incidents = collected(view, selection)
    months = view.records.reporting["month"]
    dates = pd.concat([incidents["event_start"], incidents["event_end"], months]).dropna()
    if dates.empty:
        return None
    first = selection.first_year or dates.min().year
    last = selection.last_year or dates.max().year
    if first > last:
        return None
    return pd.Timestamp(year=first, month=1, day=1), pd.Timestamp(year=last + 1, month=1, day=1)


def incidents_by_month(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Counted incidents by month; months without reports are marked, never drawn as 0."""
    _ = words._
    chosen = collected(view, selection)
    # Few columns of it: so wide a table is slow to cut.
    wanted = ["event_start", "date_precision", "incident_type", *TELLS_WHOSE]
    counted = chosen[wanted].iloc[conflicts.rows_of_counted(chosen)]
    period = span(view, selection)
    title = title_of(_("Conflict incidents by month"), selection, words)
    table = pd.DataFrame(columns=["month", "state", "incidents", "encounters"])
    if period is not None:
        who = reporters(view, tuple(selection.area_ids(view)))
        table = conflicts.incidents_by_month(chosen, who, *period)
    return FigureCard(
        id=id_of("incidents-by-month", selection),
        title=title,
        sentence=_month_sentence(counted, table, selection, words),
        figure=_month_figure(
            view, selection, counted, table, words, style_of(style, selection, chosen), title
        ),
        table=_month_table(table, words),
        method="conflicts",
        context=context_of(selection, words, counted),
        caveats=(
            _(
                "Where no reports were collected in a month, we do not know whether anything "
                "happened."
            ),
            _("Incidents with no known month are not in this chart. See the table by type."),
        ),
        settings=(_("Confirmed and probable incidents with harm; encounters apart."),),
        sources=sources_of(words, chosen, selection.of(view, view.records.reporting)),
        missing=_nothing_known(counted, table),
    )


def _nothing_known(counted: pd.DataFrame, table: pd.DataFrame) -> bool:
    """Whether nobody collected reports, and no incident is on file all the same."""
    asked = table["state"].isin(["collected", "partly collected"]).any()
    return bool(table.empty or (not asked and counted.empty))


def _month_sentence(
    counted: pd.DataFrame, table: pd.DataFrame, selection: Selection, words: Words
) -> str:
    _ = words._
    asked = int((table["state"] == "collected").sum())
    if _nothing_known(counted, table):
        return of_choice(_("No month-by-month reports are on file."), selection, words)
    text = words.ngettext(
        "{n} confirmed or probable incident on file",
        "{n} confirmed or probable incidents on file",
        len(counted),
    ).format(n=words.number(len(counted)))
    partly = int((table["state"] == "partly collected").sum())
    whole = _("{incidents}; reports were collected in {collected} of {months} months.")
    if partly:
        whole = _(
            "{incidents}; reports were collected in {collected} of {months} months, and in "
            "{partly} more from only some of the villages or areas."
        )
    return whole.format(
        incidents=text,
        collected=words.number(asked),
        months=words.number(len(table)),
        partly=words.number(partly),
    )


def _month_figure(
    view: View,
    selection: Selection,
    counted: pd.DataFrame,
    table: pd.DataFrame,
    words: Words,
    style: Style,
    title: str,
) -> go.Figure | None:
    """Bars of incidents and marks of unknown months; None where there is neither."""
    if table["incidents"].notna().sum() == 0:
        return None
    figure = framed(view, selection, words, style, title=title)
    exact = counted[counted["date_precision"].isin(["day", "month"])]
    months = table["month"].tolist()
    kinds, begun = exact["incident_type"].astype("str"), first_of_month(exact["event_start"])
    found = Counter(zip(kinds, begun, strict=True))
    colours = (style.incidents, style.detections, style.first, style.protected, style.muted)
    for number, kind in enumerate(kind for kind in TYPES if kind in set(kinds)):
        figure.add_bar(
            x=months,
            y=[found[kind, month] or None for month in months],
            name=incident_type(kind, words),
            marker={
                "color": colours[number % len(colours)],
                "pattern": {"shape": PATTERNS[number % len(PATTERNS)]},
            },
            hovertemplate="%{x|%Y-%m}: %{y}",
        )
    _mark_unreported(figure, table, words, style)
    if not figure.data:
        return None  # reports every month, and nothing in them: the sentence says so
    _mark_zeros(figure, table, words, style)
    figure.update_layout(barmode="stack", bargap=0.15)
    lines = [line for one in figure.names for line in one.split("<br>")]
    room_for_legend(figure, lines, style)
    steps = {"dtick": 1} if table["incidents"].max() < FEW else {}
    figure.update_yaxes(
        rangemode="tozero", title={"text": words._("incidents")}, tickformat="d", **steps
    )
    # In numbers, which all languages share: names of months would need plotly's own translations.
    years = {"tickformat": "%Y", "dtick": "M12", "tick0": "2000-01-01"}
    short = table["month"].max() - table["month"].min() < MANY_MONTHS
    figure.update_xaxes(showgrid=False, **({"tickformat": "%Y-%m"} if short else years))
    return figure.whole()


def _mark_zeros(figure: Sketch, table: pd.DataFrame, words: Words, style: Style) -> None:
    """A full mark on the axis for each month in which everyone reported, and no incident."""
    rows = table[(table["state"] == "collected") & (table["incidents"] == 0)]
    if rows.empty:
        return
    said = words._("reports collected, no incident")
    figure.add_scatter(
        x=rows["month"],
        y=[0] * len(rows),
        mode="markers",
        name=wrapped(said, LINE if style.narrow else WIDE_LINE),
        marker={"symbol": "circle", "size": 7, "color": style.muted},
        cliponaxis=False,
        hovertemplate=f"%{{x|%Y-%m}}: {said}<extra></extra>",
    )


def _mark_unreported(figure: Sketch, table: pd.DataFrame, words: Words, style: Style) -> None:
    """A mark on the axis for each month of which nothing is known."""
    for state, symbol in UNKNOWN:
        rows = table[table["state"] == state]
        if rows.empty:
            continue
        figure.add_scatter(
            x=rows["month"],
            y=[0] * len(rows),
            mode="markers",
            name=wrapped(reporting_state(state, words), LINE if style.narrow else WIDE_LINE),
            marker={
                "symbol": symbol,
                "size": 7,
                "color": style.muted,
                "line": {"width": 2, "color": style.muted},
            },
            cliponaxis=False,
            hovertemplate=f"%{{x|%Y-%m}}: {reporting_state(state, words)}<extra></extra>",
        )


def _month_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    _ = words._
    return pd.DataFrame(
        {
            _("Month"): [words.date(month, "month") for month in table["month"]],
            _("Reports"): [reporting_state(state, words) for state in table["state"]],
            _("Incidents"): table["incidents"],
            _("Close encounters"): table["encounters"],
        }
    )
