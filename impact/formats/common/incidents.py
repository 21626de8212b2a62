"""What SMART and EarthRanger share: which report is which incident, suggested and asked once.

A category or type of report means what the people mean who set the system up: nothing is taken
for an incident before somebody has confirmed it. The answers do not depend on a file, so the next
month's file asks only for what is new in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.incident_problems import no_numbers, without_column
from impact.formats.common.incident_reports import Reports
from impact.formats.common.package import Imported, canonical_table, nothing
from impact.formats.common.personal import scrubbed
from impact.formats.common.places import placed
from impact.formats.common.season_words import is_other_animal
from impact.formats.common.suggesting import (
    suggested_attribute,
    suggested_incident,
    suggested_species,
)
from impact.formats.common.times import date_order_question, iso_times
from impact.model.schemas import choices
from impact.reading.account import Account, Reasons, together
from impact.reading.choices import Option, Question, Said
from impact.reading.doubt import doubt_in
from impact.reading.export_sentences import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from impact.formats.common.known import Known
    from impact.model.errors import Problem
    from impact.reading.choices import Choices

ATTRIBUTES = ("species", "livestock_type", "livestock_killed", "livestock_injured")
CATEGORY_ITSELF = "@category"
THE_FORM = "@form"
"""The category of reports of a form that does not ask for one."""
VERIFICATION = ("unverified", "probable", "confirmed")
_MOST_SPECIES = 60
_TYPES = choices("conflicts", "incident_type")  # the gravest first


def incidents(reports: Reports, known: Known, choices: Choices) -> Imported:
    """Incidents of reports, as far as it is said what these mean."""
    rows, questions = reports.rows, []
    kind, asked = _incident_types(rows, reports, choices)
    questions += asked
    why = Reasons(rows)
    why.give(kind.isna(), "waits_for_answer", rows["category"])
    why.give(kind == "", "no_incident", rows["category"])
    chosen, asked = _chosen_attributes(reports, choices)
    # As long as no row may be an incident, nothing more needs to be asked.
    may_be = _may_be(rows, reports, choices)
    if may_be.any():
        questions += asked
    values = {name: _values(rows, name, chosen, reports) for name in ATTRIBUTES}
    species, asked = _species(values["species"], may_be, known, choices)
    questions += asked
    verification = choices.answers.get(f"verification:{reports.system}", "")
    if may_be.any() and not verification and "verification" not in rows:
        questions.append(_verification(reports.system))
    mine = rows[why.kept].assign(
        kind=kind[why.kept],
        scientific_name=species[why.kept],
        suspected=scrubbed(values["species"][why.kept]),
        livestock_type=scrubbed(values["livestock_type"][why.kept]),
        **{n: _number(values[n][why.kept]) for n in ("livestock_killed", "livestock_injured")},
    )
    once, further = _one_each(mine, reports.merged_for)
    places = placed(
        once.assign(location_id=once["incident_id"]),
        known,
        choices,
        column="area_id",
    )
    # Asked together with the rest, before the rows are incidents: one confirmation is enough.
    likely = rows[may_be].drop_duplicates("incident_id")
    asked_places = placed(
        likely.assign(location_id=likely["incident_id"]), known, choices, column="area_id"
    ).questions
    moments = iso_times(once["moment"], choices)
    left = {"event_start": moments.open}
    sure, notes = _as_sure_as_its_animal(once, verification or "unverified")
    table = canonical_table(
        once,
        incident_id=once["incident_id"],
        area_id=places.area_id,
        event_start=moments.text,
        date_precision="day",
        latitude=once["latitude"],
        longitude=once["longitude"],
        scientific_name=once["scientific_name"],
        species_suspected=once["suspected"],
        incident_type=once["kind"],
        locality=once.get("locality", nothing(once)),
        unit=once.get("unit", nothing(once)),
        verification=sure,
        livestock_type=once["livestock_type"],
        livestock_killed=once["livestock_killed"],
        livestock_injured=once["livestock_injured"],
        published="no",
        source=reports.source,
    )
    needs_area = table["verification"].isin(["probable", "confirmed"]).any()
    lost = list(places.problems) if needs_area else [_as_warning(p) for p in places.problems]
    at_rows = set(zip(once["file"].astype("str"), once["row"], strict=True))
    # What is wrong with a row that was set aside matters to nobody; a row that could not be read
    # at all was set aside by nobody.
    read = set(zip(rows["file"].astype("str"), rows["row"], strict=True)) - at_rows
    told = [p for p in reports.problems if (p.file, p.row) not in read]
    told += [*without_column(reports, chosen), *no_numbers(mine, values, chosen)]
    return Imported(
        {"conflicts": table},
        {"conflicts": [*told, *lost]},
        (*questions, *asked_places, *date_order_question(left, "")),
        Account(
            {"reports": reports.total or len(rows)},
            {"conflicts": len(table)},
            together([reports.aside, why.aside(), further]),
            (*reports.notes, *notes),
        ),
        reports.personal,
        reports.headings | (reports.attributes.keys() & set(chosen.values())),
        frozenset(reports.attributes.keys() - set(chosen.values())),
    )


def _as_warning(problem: Problem) -> Problem:
    """Only what is counted needs an area."""
    return replace(problem, severity="warning")


def _incident_types(
    rows: pd.DataFrame, reports: Reports, choices: Choices
) -> tuple[pd.Series, list[Question]]:
    """The type of each row: empty where it is no incident, missing where it waits for an answer."""
    times = rows["category"].value_counts()
    ids = {category: f"incident:{reports.system}:{category}" for category in times.index}
    answers = {c: choices.answers[i] for c, i in ids.items() if i in choices.answers}
    kind = rows["category"].map(answers).astype("str")
    options = (
        *(Option(t, Said("option.incident", {"incident_type": WORDS[t]})) for t in _TYPES),
        Option("", Said("option.no_incident")),
    )
    asked = [
        Question(
            ids[category],
            Said("question.incident_form", {"rows": str(count)})
            if category == THE_FORM
            else Said("question.incident", {"category": str(category), "rows": str(count)}),
            options,
            suggested=suggested_incident(str(category)) or reports.suggested,
        )
        for category, count in times.items()
        if category not in answers
    ]
    return kind, asked


def _may_be(rows: pd.DataFrame, reports: Reports, choices: Choices) -> pd.Series:
    """Rows that are incidents, or would be if every suggestion were confirmed."""
    told = {
        category: choices.answers.get(
            f"incident:{reports.system}:{category}",
            suggested_incident(str(category)) or reports.suggested,
        )
        for category in rows["category"].unique()
    }
    return rows["category"].map(told).fillna("").astype("str") != ""


def _chosen_attributes(reports: Reports, choices: Choices) -> tuple[dict[str, str], list[Question]]:
    """For each thing that an attribute may say the heading that says it; and what is asked."""
    chosen, asked = {}, []
    numbers = {h for h, column in reports.attributes.items() if _is_numeric(reports.rows[column])}
    for name in ATTRIBUTES:
        question_id = f"attribute:{reports.system}:{name}"
        suggested = suggested_attribute(name, list(reports.attributes), numbers)
        if question_id in choices.answers:
            chosen[name] = choices.answers[question_id]
            continue
        # Before it is confirmed, a suggestion is only used to ask the next question with it.
        chosen[name] = suggested
        options = [
            Option(heading, Said("option.attribute", {"heading": heading}))
            for heading in reports.attributes
        ]
        if name == "species":
            options.append(Option(CATEGORY_ITSELF, Said("option.category_itself")))
        options.append(Option("", Said("option.none")))
        said = Said(f"question.attribute.{name}")
        asked.append(Question(question_id, said, tuple(options), suggested=suggested))
    return chosen, asked


def _is_numeric(column: pd.Series) -> bool:
    filled = column.dropna()
    return bool(len(filled)) and bool(filled.str.fullmatch(r"[0-9.,]+").all())


def _values(
    rows: pd.DataFrame, name: str, chosen: Mapping[str, str], reports: Reports
) -> pd.Series:
    heading = chosen[name]
    if heading == CATEGORY_ITSELF:
        return rows["category"]
    # A month without such reports may lack the column: nothing is said then, nothing is asked.
    return rows[reports.attributes[heading]] if heading in reports.attributes else nothing(rows)


def _species(
    values: pd.Series, may_be: pd.Series, known: Known, choices: Choices
) -> tuple[pd.Series, list[Question]]:
    """The accepted name of each row; missing where it is another animal, or open."""
    distinct = values[may_be].dropna().value_counts()
    accepted = sorted(set(known.species.values()))
    options = (
        *(Option(name, Said("option.species", {"species": name})) for name in accepted),
        Option("", Said("option.none")),
    )
    asked = [
        Question(
            f"species:{value}",
            Said("question.species", {"value": str(value)}),
            options,
            suggested="" if _names_several(str(value)) else suggested_species(str(value), known),
        )
        for value in distinct.head(_MOST_SPECIES).index
        if f"species:{value}" not in choices.answers
    ]
    told = {value: choices.answers.get(f"species:{value}", "") for value in distinct.index}
    names = values.map({value: name for value, name in told.items() if name})
    return names.astype("str"), asked


def _names_several(value: str) -> bool:
    """Whether an answer names a second animal beside a cat: nobody knows which of them it was."""
    words = re.split(r"[\s,;/|]+", value.casefold())
    return len(words) > 1 and any(is_other_animal(word) for word in words)


def _as_sure_as_its_animal(once: pd.DataFrame, of_all: str) -> tuple[pd.Series, list[Said]]:
    """How sure each incident is: unverified, where its animal is doubted or one of several."""
    sure = once.get("verification", pd.Series(of_all, index=once.index, dtype="str"))
    named = once["suspected"].fillna("").astype("str")
    doubted = named.map(lambda one: doubt_in(one).doubted or _names_several(one)).astype(bool)
    doubted = (doubted & once["scientific_name"].notna()) | once.get("doubted", False)
    lowered = doubted & sure.isin(["probable", "confirmed"])
    note = Said("account.unverified.doubtful", {"rows": str(int(lowered.sum()))})
    return sure.mask(lowered, "unverified"), [note] if lowered.any() else []


def _verification(system: str) -> Question:
    options = tuple(
        Option(code, Said("option.verification", {"verification": WORDS[code]}))
        for code in VERIFICATION
    )
    said = Said("question.verification")
    return Question(f"verification:{system}", said, options, suggested=VERIFICATION[0])


def _number(column: pd.Series) -> pd.Series:
    """Whole numbers; what is none says nothing."""
    plain = column.where(column.str.fullmatch(r"[0-9]{1,6}(?:[.,]0+)?", na=False).astype(bool))
    return pd.to_numeric(plain.str.replace(r"[.,]0+$", "", regex=True)).astype("Int64")


def _one_each(rows: pd.DataFrame, merged_for: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row an incident: the gravest of its reports, the losses of all of them together."""
    grave = rows["kind"].map({kind: rank for rank, kind in enumerate(_TYPES)})
    order = rows.assign(grave=grave, cat=rows["scientific_name"].isna())
    order = order.sort_values(["incident_id", "grave", "cat", "row"], kind="stable")
    by = order.groupby("incident_id", sort=False)
    once = order[~order["incident_id"].duplicated()].set_index("incident_id", drop=False)
    for column in ("livestock_killed", "livestock_injured"):
        once[column] = by[column].sum(min_count=1).astype("str")
    for column in ("scientific_name", "suspected", "livestock_type", "latitude", "longitude"):
        once[column] = by[column].first().astype("str")
    further = order[order["incident_id"].duplicated()]
    why = Reasons(further)
    why.give(pd.Series(True, index=further.index), merged_for)
    return once.sort_values("row").reset_index(drop=True), why.aside()


def attributes_of(headings: Sequence[str], others: Sequence[str], personal: Sequence[str]) -> dict:
    """Headings that may say something of an incident → the names of their columns."""
    left = [h for h in headings if h and h not in others and h not in personal]
    return {heading: f"attribute {place}" for place, heading in enumerate(left)}
