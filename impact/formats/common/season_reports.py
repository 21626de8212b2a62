"""Reports of conflicts, and which village collected reports in which month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common import season_words as words
from impact.formats.common.ids import mark_of
from impact.formats.common.near_areas import near_area
from impact.formats.common.package import canonical_table, lower
from impact.formats.common.personal import scrubbed
from impact.formats.common.places import Placed, placed
from impact.formats.common.season_cameras import Read
from impact.formats.common.season_doubts import unclear_answers
from impact.formats.common.season_months import marks_of_no_month, month_in
from impact.formats.common.season_rows import (
    SOURCE,
    is_total,
    listed_places,
    named,
    read_roles,
)
from impact.formats.common.season_times import days
from impact.formats.common.season_visits import answers_of, visits_of
from impact.formats.common.suggesting import suggested_incident
from impact.formats.common.times import date_order_question, iso_times, precision_of
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.schemas import choices as listed
from impact.reading.account import Reasons, together
from impact.reading.choices import Option, Question, Said
from impact.reading.export_sentences import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.known import Known
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

_INCIDENT = (
    "date", "village", "district", "happened", "predator", "livestock_type", "livestock_killed",
    "livestock_injured", "confirmed",
)  # fmt: skip
_OTHER = ("Another animal is named as the predator", "Хищником назван другой зверь")


def read_incidents(sheets: Iterable[Sheet], area: str, known: Known, choices: Choices) -> Read:
    """Conflicts. `area` is that of the stations, where there is one: it is what is suggested."""
    rows, problems = read_roles(sheets, _INCIDENT)
    unknown = rows["predator"].str.fullmatch(words.UNKNOWN, case=False, na=False)
    rows["predator"] = rows["predator"].mask(unknown.astype(bool))
    rows, exchanged = _villages_and_districts(rows, known)
    problems += exchanged
    why = Reasons(rows)
    silent = rows[["village", "happened", "predator"]].isna().all(axis="columns")
    title = ~rows["date"].fillna("").str.contains(r"[0-9]").astype(bool)
    why.give(is_total(rows[["date", "village"]]) | silent & title, "total")
    names, questions = named(rows["predator"], known, choices)
    kind, asked = _types(rows[why.kept], choices)
    questions += asked
    kind = kind.reindex(rows.index)
    why.give(kind == "", "no_incident", rows["happened"])
    # What waits for an answer is asked for its area too: nobody is asked twice.
    group, places = _places(rows[why.kept], area, known, choices)
    why.give(kind.isna(), "waits_for_answer", rows["happened"])
    why.give(names["open"], "waits_for_answer", rows["predator"])
    mine, names = rows[why.kept], names[why.kept]
    problems += unclear_answers(mine)
    group = group[mine.index]
    moment = iso_times(days(mine["date"]), choices)
    other = mine["predator"].notna() & names["name"].isna()
    sure = lower(mine["confirmed"]).isin(words.YES) & ~names["doubted"] & names["name"].notna()
    verification = sure.map({True: "confirmed", False: "unverified"}).mask(other, "rejected")
    when = moment.text.where(_is_day(moment.text)).fillna("no-date").astype("str")
    key = when + "|" + group + "|" + mine["village"].fillna("").astype("str")
    nth = key.groupby(key).cumcount().astype("str")
    table = canonical_table(
        mine,
        incident_id="field-" + when.str.slice(0, 10) + "-" + (key + nth).map(mark_of).astype("str"),
        area_id=places.area_id,
        unit=mine["village"],
        locality=mine["village"],
        event_start=moment.text,
        date_precision=precision_of(moment.text),
        scientific_name=names["name"],
        species_suspected=scrubbed(mine["predator"]),
        incident_type=kind[why.kept],
        verification=verification,
        verification_note=other.map({True: _OTHER[0], False: None}),
        verification_note_ru=other.map({True: _OTHER[1], False: None}),
        livestock_type=scrubbed(mine["livestock_type"]),
        livestock_killed=_number(mine["livestock_killed"]),
        livestock_injured=_number(mine["livestock_injured"]),
        published="no",
        source=SOURCE,
    )  # fmt: skip
    questions += [*places.questions, *date_order_question({"date": moment.open}, "")]
    return Read(table, [*problems, *places.problems], questions, why.aside(), len(rows))


def _places(
    rows: pd.DataFrame, area: str, known: Known, choices: Choices
) -> tuple[pd.Series, Placed]:
    """What is asked about together, and the area of each incident."""
    group = rows["district"].fillna(listed_places(rows["village"])).astype("str")
    own = (
        rows["district"] if rows["district"].notna().any() else pd.Series(area or None, rows.index)
    )
    own = own.astype("str")
    nowhere = {"latitude": pd.NA, "longitude": pd.NA, "group": group, "name": group}
    at = rows.assign(
        area_id=own.where(_is_area(own, known)),
        location_id=rows["village"].fillna(group),
        **nowhere,
    )
    return group, placed(at, known, choices, column="district")


def _villages_and_districts(rows: pd.DataFrame, known: Known) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows in which areas stand as villages and villages as districts are exchanged, and said."""
    villages, districts = (rows[c].dropna().unique() for c in ("village", "district"))
    is_area = [bool(near_area(name, known.areas, whole=True)) for name in villages]
    other = any(near_area(name, known.areas, whole=True) for name in districts)
    if not len(districts) or not is_area or not all(is_area) or other:
        return rows, []
    told = Problem(
        str(rows["file"].iloc[0]), None, "village", "", "import.column_by_content",
        Sentence("Areas stand under the village, and villages under the district: they are read "
                 "the other way round."),
        Sentence("Exchange the two headings."),
        "warning",
    )  # fmt: skip
    return rows.rename(columns={"village": "district", "district": "village"}), [told]


def _is_area(column: pd.Series, known: Known) -> pd.Series:
    titles = [c for c in known.areas if c in ("area_id", "name") or c.startswith("name_")]
    names = {str(n).casefold() for c in titles for n in known.areas[c].dropna()}
    return column.fillna("").str.casefold().isin(names)


def _is_day(text: pd.Series) -> pd.Series:
    return text.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", na=False).astype(bool)


def _number(column: pd.Series) -> pd.Series:
    """Whole numbers without the point that a spreadsheet adds; all else as it was written."""
    return column.str.replace(r"[.,]0+$", "", regex=True)


def _types(rows: pd.DataFrame, choices: Choices) -> tuple[pd.Series, list[Question]]:
    """The type of each incident: by its words, else as it was said; missing while it is open."""
    options = (
        *(Option(t, Said("option.incident", {"incident_type": WORDS[t]}))
          for t in listed("conflicts", "incident_type")),
        Option("", Said("option.no_incident")),
    )  # fmt: skip
    killed = pd.to_numeric(rows["livestock_killed"], errors="coerce").fillna(0) > 0
    kinds, asked = {}, {}
    for index, text in rows["happened"].fillna("–").items():
        lost = bool(killed[index]) or isinstance(rows["livestock_type"][index], str)
        kind = words.type_of_incident(text, with_livestock=lost)
        id_ = f"incident:season:{text.casefold()}"
        kinds[index] = kind or choices.answers.get(id_)
        if kinds[index] is None:
            said = Said("question.incident", {"category": text, "rows": "1"})
            likely = suggested_incident(text) or ("livestock depredation" if lost else "")
            asked[id_] = Question(id_, said, options, suggested=likely)
    return pd.Series(kinds, dtype="str"), list(asked.values())


def read_reporting(
    sheets: Iterable[Sheet], areas: dict[str, str], years: set[str], known: Known, choices: Choices
) -> Read:
    """Months in which a village collected reports, of grids of villages and months.

    Parameters
    ----------
    sheets : iterable of Sheet
    areas : dict of str to str
        Village → its area, as the incidents say; that of all others under the empty text.
    years : set of str
        Years of the dates that were sent with it.
    known : Known
    choices : Choices
        Answers to ``area:FILE``.
    """
    tables, problems, questions, aside, total = [], [], [], [], 0
    for sheet in sheets:
        visits = visits_of(sheet)
        if visits is None:
            continue
        rows, wrong, long = answers_of(sheet, visits)
        why = Reasons(rows)
        why.give(~rows.index.to_series().isin(long["at"]), "total")
        year = _year_of(sheet, years)
        months = {heading: month_in(heading) for heading in long["heading"].unique()}
        said = lower(long["cell"])
        active = (
            said.isin(words.YES).map({True: "yes", False: None}).mask(said.isin(words.NO), "no")
        )
        problems += [*wrong, *_unclear(long[active.isna()])]
        problems += marks_of_no_month(sheet, [*visits[:2], *visits.answers])
        dated = long["heading"].map(lambda h, y=year, m=months: _month(m[h], y))
        if dated.isna().any():
            problems.append(_without_year(sheet, years))
        group = listed_places(long["unit"])
        own = long["unit"].map(areas).fillna(areas.get("")).astype("str")
        places = placed(
            long.assign(area_id=own, location_id=long["unit"].fillna(group), latitude=pd.NA,
                        longitude=pd.NA, group=group, name=group),
            known, choices, column=visits.months if visits.units is None else visits.units,
        )  # fmt: skip
        questions += places.questions
        problems += list(places.problems)[:1]
        tables.append(canonical_table(
            long.sort_values(["row", "heading"], kind="stable").loc[active.notna()],
            area_id=places.area_id, unit=long["unit"], month=dated, active=active, source=SOURCE,
        ))  # fmt: skip
        aside.append(why.aside())
        total += len(rows)
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    return Read(table, problems, questions, together(aside), total)


def _month(written: tuple[int, int], year: str) -> str | None:
    own = str(written[0]) if written[0] else year
    return f"{own}-{written[1]:02}" if own else None


def _year_of(sheet: Sheet, years: set[str]) -> str:
    """The year of headings that say none: that of its own name, if nothing else says another."""
    own = _year_named(sheet)
    if own:
        return own if not years or own in years else ""
    return next(iter(years)) if len(years) == 1 else ""


def _year_named(sheet: Sheet) -> str:
    """The one year that the sheet's name has, or else the name of its file."""
    for text in (sheet.grid.part, sheet.label):
        named = set(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text))
        if len(named) == 1:
            return named.pop()
    return ""


def _without_year(sheet: Sheet, years: set[str]) -> Problem:
    own = _year_named(sheet)
    return Problem(
        sheet.label, sheet.row, sheet.headings[1], "", "import.month_without_year",
        Sentence("The name says {own}, but the dates of the other files are of {years}.",
                 own=own, years=", ".join(sorted(years)))
        if own and years
        else Sentence("Nothing says of which year these months are."),
        Sentence("Write the year with the months (such as 2025-03), or into the file's name."),
    )  # fmt: skip


def _unclear(rows: pd.DataFrame) -> list[Problem]:
    return [
        Problem(
            str(row.file), int(row.row), str(row.heading), str(row.cell),
            "import.reporting_unclear",
            Sentence("'{value}' does not say whether reports were collected.", value=row.cell),
            Sentence("Write + or yes, - or no; leave the cell empty where it is not known."),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
