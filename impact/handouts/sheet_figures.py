"""What stands on a wall sheet: sightings by year, incidents by month, and who counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd
from babel import Locale

from impact.figures import incident_months, rates
from impact.metrics import conflicts
from impact.model.attribution import PROGRAMME
from impact.wording.labels import species_name
from impact.wording.rows import sources_of
from impact.wording.surveys import survey_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words

MOST_SOURCES = 4
ALIKE = 1.1  # the most effort of a year is no more than that much of the least


@dataclass(frozen=True)
class YearBar:
    """A year as it stands on the sheet.

    Attributes
    ----------
    value : float or None
        None where nothing is on file: the bar is then an empty frame.
    above : str
        The number on the bar, or what the frame says.
    detections, nights : str
        What the number is made of; empty where nothing is on file.
    """

    year: str
    value: float | None
    above: str
    detections: str = ""
    nights: str = ""


@dataclass(frozen=True)
class Sightings:
    """The detections of one cat by year, as counts or, where effort differs, as rates."""

    species: str
    bars: tuple[YearBar, ...]
    as_rates: bool

    @property
    def flat(self) -> bool:
        """Whether no bar has a height: nothing but zeros, or nothing on file."""
        return not any(bar.value for bar in self.bars)

    def tall(self, bar: YearBar) -> float:
        """The height of a bar, of 100 for the largest."""
        most = max(one.value or 0.0 for one in self.bars)
        return round(100 * (bar.value or 0.0) / most, 1) if most else 0.0


def sightings(view: View, selection: Selection, words: Words, *, years: int = 8) -> list[Sightings]:
    """The detections of each cat that cameras looked for in the chosen areas.

    A year without camera effort on file, between others or since the last, is an empty frame: it
    is not known whether anybody looked. One whose figures stand with a wider area says so.
    """
    table = rates.chosen_rates(view, selection)
    if table.empty:
        return []
    shown = _years(view, selection, table, years)
    return [
        _of_species(view, str(name), rows.set_index("year"), shown, words)
        for name, rows in table.groupby("scientific_name")
    ]


def _years(view: View, selection: Selection, table: pd.DataFrame, most: int) -> dict[int, bool]:
    """The years to show, the last ones; whether each stands with a wider area."""
    apart = set(selection.of(view, view.merged)["year"].dropna().astype(int))
    until = view.held_from or pd.Timestamp(view.programme.about.as_of)
    looked = set(table["year"].astype(int)) | apart
    last = max(*looked, until.year - 1)
    return {year: year in apart for year in range(min(looked), last + 1)[-most:]}


def _of_species(
    view: View, name: str, rows: pd.DataFrame, years: dict[int, bool], words: Words
) -> Sightings:
    nights = rows["trap_nights"]
    as_rates = bool(nights.max() > ALIKE * nights.min())
    bars = [_bar(year, rows, words, as_rates=as_rates, apart=years[year]) for year in years]
    return Sightings(species_name(view, name, words), tuple(bars), as_rates)


def _bar(year: int, rows: pd.DataFrame, words: Words, *, as_rates: bool, apart: bool) -> YearBar:
    _ = words._
    if year not in rows.index:
        text = _("counted with a wider area") if apart else _("nothing on file")
        return YearBar(str(year), None, text)
    row = rows.loc[year]
    count, nights = words.number(row["detections"]), words.number(row["trap_nights"])
    return YearBar(
        year=str(year),
        value=float(row["rate"] if as_rates else row["detections"]),
        above=words.ratio(row["rate"]) if as_rates else count,
        detections=count,
        nights=nights,
    )


def year_notes(cats: list[Sightings], words: Words) -> Iterator[str]:
    """What to know to read the bars, and no more."""
    _ = words._
    yield _("A detection is a visit to a camera, not an animal.")
    if cats:
        yield _("A trap-night is one camera at work for 24 hours.")
    if any(bar.value is None for one in cats for bar in one.bars):
        yield _("An empty frame is a year of which nothing is on file here: not known, not zero.")


@dataclass(frozen=True)
class MonthCell:
    """A month of the calendar: its number, and how sure it is."""

    text: str
    state: str  # a class of the style sheet: collected, partly, unknown
    says: str


def month_names(words: Words) -> list[str]:
    """The months, short, as they stand in the head of a table."""
    names = Locale.parse(words.language).months["stand-alone"]["abbreviated"]
    return [names[number] for number in range(1, 13)]


def incident_calendar(
    view: View, selection: Selection, words: Words, *, years: int = 5
) -> dict[str, tuple[MonthCell, ...]]:
    """Year → its twelve months, the last years; empty where nothing is on file.

    A 0 stands only where reports were collected from everybody.
    """
    period = incident_months.span(view, selection)
    if period is None:
        return {}
    chosen = incident_months.collected(view, selection)
    who = incident_months.reporters(view, tuple(selection.area_ids(view)))
    table = conflicts.incidents_by_month(chosen, who, *period)
    if (table["state"] == "unknown").all() and table["incidents"].isna().all():
        return {}
    table = table[table["month"] < (view.held_from or pd.Timestamp(view.programme.about.as_of))]
    by_year = table.groupby(table["month"].dt.year)
    return {
        str(year): tuple(_cell(row, words) for row in rows.to_dict("records"))
        for year, rows in list(by_year)[-years:]
    }


def _cell(row: dict, words: Words) -> MonthCell:
    _ = words._
    number = "" if pd.isna(row["incidents"]) else words.number(row["incidents"])
    state = {"collected": "collected", "partly collected": "partly"}.get(row["state"], "unknown")
    says = {
        "collected": _("reports collected"),
        "partly": _("reports collected from only some of the villages or areas"),
        "unknown": _("no reports on file"),
    }[state]
    return MonthCell(number, state, says)


def month_notes(calendar: dict[str, tuple[MonthCell, ...]], words: Words) -> Iterator[str]:
    """What to know to read the calendar, and no more."""
    _, cells = words._, [cell for row in calendar.values() for cell in row]
    states = {cell.state for cell in cells}
    if any(cell.text == "0" for cell in cells):
        yield _("0: reports were collected, and there was none.")
    if "unknown" in states:
        yield _("An empty frame: no reports are on file, so we do not know.")
    if "partly" in states:
        yield _(
            "A dotted frame: reports came from only some of the villages or areas, so there may "
            "have been more."
        )


def counted_by(view: View, selection: Selection, words: Words) -> Iterator[tuple[str, str]]:
    """Who counted: what was counted, and by whom, as far as the rows name them.

    A survey without camera work on file is a published figure: nobody is known to have counted.
    """
    _ = words._
    reporting = selection.of(view, view.records.reporting)
    roles = [words.cell(row, "reported_by_role") for row in reporting.to_dict("records")]
    incidents = incident_months.collected(view, selection)
    at_work = not selection.of(view, view.summaries.effort).empty
    cameras = [name for name, _link in survey_sources(view, selection, words, at_work=at_work)]
    reports = [name for name, _link in sources_of(words, reporting, incidents)]
    for heading, names in (
        (_("Cameras"), cameras),
        (_("Reports collected by"), list(dict.fromkeys(role for role in roles if role))),
        (_("Incident reports"), reports),
    ):
        kept = list(dict.fromkeys(names))[:MOST_SOURCES]
        if kept:
            yield heading, ", ".join(kept)


def recorded_by(view: View, selection: Selection, words: Words) -> list[str]:
    """Who made the programme's records of a place, as far as the rows name them."""
    rows = replace(selection, whose=PROGRAMME).of(view, view.records.detections)
    named = Counter(words.cell(row, "recorded_by") for row in rows.to_dict("records"))
    return [
        words.ngettext("{who} ({n} record)", "{who} ({n} records)", n).format(
            who=who, n=words.number(n)
        )
        for who, n in named.items()
        if who
    ][:MOST_SOURCES]
