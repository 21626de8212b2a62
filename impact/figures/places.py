"""Places: conservancies and protected areas, and everything on file about one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from impact.figures.context import began_line, muted
from impact.figures.figure_card import FigureCard
from impact.figures.frame import framed, room_for_legend, wrapped
from impact.figures.style import LIGHT
from impact.metrics import areas
from impact.wording.cause import context_words
from impact.wording.chosen import of_choice
from impact.wording.labels import area_status, area_type
from impact.wording.order import rows_in_order
from impact.wording.rows import area_name, sources_of
from impact.wording.state import caveats_about
from impact.wording.stops import capital, ended

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words

SHORT_LINE = 22  # letters that stand on a phone beside the years in which the land grew


def chosen_areas(view: View, selection: Selection) -> pd.DataFrame:
    """The areas of a selection; provinces and mere places only help records to find one."""
    rows = selection.of(view, view.records.areas)
    return rows[~rows["area_type"].astype("str").isin(["country", "region", "locality"])]


def protected_by_year(view: View, selection: Selection, words: Words, style: Style) -> FigureCard:
    """Established land over the years; the line over all of them has land of unknown year too."""
    _ = words._
    rows = chosen_areas(view, selection)
    table, noted = areas.protected_by_year(rows), areas.noted_extents(rows)
    title = _("Protected land in the region over the years, whoever set it up")
    dated = table[table["year"].notna() & table["cumulative_km2"].notna()]
    return FigureCard(
        id="protected-by-year",
        title=title,
        sentence=_land_sentence(table, noted, selection, words),
        figure=_land_figure(view, selection, table, words, style, title) if len(dated) else None,
        table=pd.DataFrame(
            {
                _("Year"): [
                    str(year) if pd.notna(year) else _("year unknown") for year in table["year"]
                ],
                _("Areas"): table["areas"].astype("Int64"),
                _("km² set up"): table["area_km2"].round(1),
                _("km² so far"): table["cumulative_km2"].round(1),
                _("Extent unknown"): table["unknown_extent"].astype("Int64"),
                _("Shares land with another"): [
                    _("yes") if one else _("no") for one in table["overlapping"]
                ],
            }
        ),
        method="areas",
        context=context_words(words),
        note=_land_sentence(table, noted, selection, words),
        caveats=(
            _("An area whose extent is not published adds nothing to the sum; it is not 0 km²."),
            *_twice(table, words),
            *_left_out(rows, words),
            _("This is the work of governments and communities: context, not a result."),
            *noted_extents(rows, words),
            *caveats_about(view, rows["area_id"], words),
        ),
        sources=sources_of(words, rows[rows["status"].astype("str") == "established"]),
        missing=table.empty,
    )


def _twice(table: pd.DataFrame, words: Words) -> list[str]:
    said = words._("Where areas overlap, the shared land is counted twice. The table shows which.")
    return [said] if table["overlapping"].any() else []


def _left_out(rows: pd.DataFrame, words: Words) -> list[str]:
    said = words._(
        "Protected areas and conservancies are counted. A corridor, which joins them, is not."
    )
    return [said] if rows["area_type"].isin(["corridor"]).any() else []


def noted_extents(rows: pd.DataFrame, words: Words) -> list[str]:
    """What stands below a figure of the extents that bear a note, each with its area's name."""
    noted = areas.noted_extents(rows)
    return [words.whole(partial(_noted, row)) for row in noted.to_dict("records")]


def _land_sentence(
    table: pd.DataFrame, noted: pd.DataFrame, selection: Selection, words: Words
) -> str:
    _ = words._
    if table.empty or table["cumulative_km2"].isna().all():
        none = _("Not recorded: no established area of known extent is on file.")
        return of_choice(none, selection, words)
    text = words.ngettext(
        "{areas} established area with {km2} km² on file; the extent of {unknown} is unknown.",
        "{areas} established areas with {km2} km² on file; the extent of {unknown} is unknown.",
        int(table["areas"].sum()),
    ).format(
        areas=words.number(table["areas"].sum()),
        km2=words.number(table["cumulative_km2"].iloc[-1]),
        unknown=words.number(table["unknown_extent"].sum()),
    )
    if noted.empty:
        return text
    qualified = words.ngettext(
        "{km2} km² of this is the extent of {n} area with a note: the figure may be old, "
        "or may include more land than the area itself.",
        "{km2} km² of this is the extent of {n} areas with a note: some figures are old, "
        "some include more land than the area itself.",
        len(noted),
    ).format(km2=words.number(noted["area_km2"].sum()), n=words.number(len(noted)))
    return f"{text} {qualified}"


def _land_figure(
    view: View, selection: Selection, table: pd.DataFrame, words: Words, style: Style, title: str
) -> go.Figure:
    style = muted(style)
    figure, km2 = framed(view, selection, words, style, title=title), words._("km²")
    dated = table[table["year"].notna()]
    figure.add_scatter(
        x=dated["year"],
        y=dated["cumulative_km2"],
        mode="lines+markers",
        line={"shape": "hv", "color": style.protected, "width": 3},
        marker={"size": 8, "color": style.protected},
        name=words._("km² so far"),
        hovertemplate=f"%{{x}}: %{{y:,.0f}} {km2}",
    )
    undated = table[table["year"].isna() & table["area_km2"].notna()]
    years = [int(dated["year"].min()) - 1, _last(view, dated)]
    if len(undated):
        # In words: a line over all years was read as land that had always been protected, and a
        # mark in one year would give this land that year.
        total = f"{words.number(undated['cumulative_km2'].iloc[-1])} {km2}"
        said = f"{total} · {words._('with areas of unknown year')}"
        figure.add_scatter(
            x=[years[0]],
            y=[dated["cumulative_km2"].max()],
            mode="text",
            text=[wrapped(said, SHORT_LINE) if style.narrow else said],
            textposition="bottom right", textfont={"size": 13, "color": style.muted},
            showlegend=False, hoverinfo="skip",
        )  # fmt: skip
    figure.update_yaxes(rangemode="tozero", title={"text": km2}, tickformat=",.0f")
    span = pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 1, 1)
    began_line(figure, view, words, style, years=True, span=span)
    if style.narrow and len(figure.names) > 1:
        room_for_legend(figure, figure.names, style)
    figure.update_xaxes(tickformat="d", showgrid=False, range=years, nticks=6)
    return figure.whole()


def _last(view: View, dated: pd.DataFrame) -> int:
    """The year in which the axis ends."""
    began = view.programme.about.began
    return max(int(dated["year"].max()), int(began[:4]) if began else 0) + 1


def states_in_brief(view: View, selection: Selection, words: Words) -> str:
    """How many areas have each status, as part of a title."""
    return _counted(areas.protected_by_status(chosen_areas(view, selection)), words)


def _counted(table: pd.DataFrame, words: Words) -> str:
    """``established: 19; in creation: 1``; empty without an area."""
    counts = table.groupby("status", sort=False)["areas"].sum()
    return "; ".join(
        f"{area_status(status, words)}: {words.number(number)}"
        for status, number in counts.reindex(areas.STATUSES).dropna().items()
    )


def by_status(view: View, selection: Selection, words: Words, _style: Style = LIGHT) -> FigureCard:
    """How many areas are established, in creation and proposed, and of what extent."""
    _ = words._
    rows = chosen_areas(view, selection)
    table = areas.protected_by_status(rows)
    counted = _counted(table, words)
    whole = _("These are the areas on file, not all that a country has; corridors are not counted.")
    return FigureCard(
        id="areas-by-status",
        title=_("Protected land in the region, whoever set it up"),
        sentence=f"{capital(counted)}. {whole}"
        if counted
        else of_choice(_("Not recorded: no area is on file."), selection, words),
        figure=None,
        table=pd.DataFrame(
            {
                _("Country"): [area_name(view, code, words) for code in table["country_code"]],
                _("Status"): [area_status(status, words) for status in table["status"]],
                _("Areas"): table["areas"].astype("Int64"),
                _("km²"): table["area_km2"].round().astype("Int64"),
                _("Extent unknown"): table["unknown_extent"].astype("Int64"),
            }
        ),
        method="areas",
        context=context_words(words),
        caveats=(
            _("Only what is established counts as protected."),
            *_left_out(rows, words),
            *noted_extents(rows, words),
        ),
        sources=sources_of(words, rows),
        missing=table.empty,
    )


def area_table(view: View, selection: Selection, words: Words) -> pd.DataFrame:
    """The areas of a selection, a line each, with headings in this language."""
    _ = words._
    rows = chosen_areas(view, selection)
    shared = set(areas.overlapping(rows)["area_id"])
    each = rows_in_order(rows, words).to_dict("records")
    notes = [capital(words.cell(row, "area_note")) for row in each]
    return pd.DataFrame(
        {
            _("Name"): [words.cell(row, "name") for row in each],
            _("Kind"): [area_type(str(row["area_type"]), words) for row in each],
            _("Country"): [area_name(view, row["country_code"], words) for row in each],
            _("Status"): [area_status(str(row["status"]), words) for row in each],
            _("km²"): [_square_kilometres(row, words) for row in each],
            _("Set up"): [_year_set_up(row, words) for row in each],
            _("Set up by"): [_who_set_up(row, words) for row in each],
            _("Shares land"): [_("yes") if str(row["area_id"]) in shared else "" for row in each],
            # A cell that bears a note says nothing without it, and a list far below is not read.
            **({_("Note on the extent"): notes} if any(notes) else {}),
        },
        index=[str(row["area_id"]) for row in each],
        dtype=object,  # a text keeps the language that it is in
    )


def _year_set_up(row: dict, words: Words) -> str:
    """The year of an area as a cell; mountains and districts are not what anybody sets up."""
    if pd.notna(row["established"]):
        return words.date(row["established"], "year")
    if str(row["status"]) == "not designated":
        return words._("does not apply")
    established = str(row["status"]) == "established"
    return words._("year unknown") if established else words._("not set up")


def _who_set_up(row: dict, words: Words) -> str:
    if who := words.cell(row, "set_up_by"):
        return who
    plain = str(row["status"]) == "not designated"
    return words._("does not apply") if plain else words._("not stated")


def _square_kilometres(row: dict, words: Words) -> str:
    """An extent as a cell; one that is older, or of more land, says that it bears a note."""
    if pd.isna(row["area_km2"]):
        return words._("extent unknown")
    extent = words.number(row["area_km2"])
    return words._("{n} (with a note)").format(n=extent) if words.cell(row, "area_note") else extent


def _noted(row: dict, words: Words) -> str:
    return ended(f"{words.cell(row, 'name')}: {words.cell(row, 'area_note')}")
