"""Every key of a claim as a field of a form; what stands in them is the claim as it would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from impact.model.programme import Programme, Window
from impact.wording import Words
from impact.wording.language import NAMES
from impact.wording.order import rows_in_order

_IN = {
    "en": "in {name}", "ru": "на территории «{name}»", "tk": "“{name}” çäginde",
    "ky": "«{name}» аймагында", "kk": "«{name}» аумағында",
}  # fmt: skip
DATES, NONE = "dates", "none"  # a period of two dates; no period


@dataclass(frozen=True)
class Fields:
    """Where the fields of one claim stand, and what is in the file for it now.

    Attributes
    ----------
    prefix : str
        Of the names of its fields.
    values : mapping
        Its keys, as from `impact.changes.claim_edit.indicator_values`.
    tables : mapping of str to DataFrame
        ``areas``, ``surveys`` and ``statements`` as they would be.
    """

    prefix: str
    values: Mapping
    programme: Programme
    tables: Mapping[str, pd.DataFrame]
    words: Words

    def key(self, name: str) -> str:
        """The name of a field."""
        return f"{self.prefix}-{name}"

    def names(self, table: str, column: str) -> dict[str, str]:
        """Id → name of the rows of a table, in the reader's language."""
        rows = rows_in_order(self.tables[table], self.words).to_dict("records")
        return {str(row[column]): self.words.cell(row, "name") or str(row[column]) for row in rows}

    def one_of(self, name: str, label: str, options: Mapping[str, str], note: str = "") -> str:
        """A choice of one, that of the file first."""
        now = self.values.get(name, "")
        codes = list(options)
        return st.selectbox(
            label, codes, index=codes.index(now) if now in codes else 0,
            format_func=options.__getitem__, key=self.key(name), help=note or None,
        )  # fmt: skip

    def texts(self, name: str, label: str, suggested: Mapping[str, str] | None = None) -> dict:
        """A text in each language of the programme; the one suggested where none is written."""
        now, suggested = self.values.get(name) or {}, suggested or {}
        return {
            language: st.text_input(
                f"{label} ({NAMES[language]})", now.get(language, ""), max_chars=300,
                placeholder=suggested.get(language), key=self.key(f"{name}-{language}"),
            ).strip() or suggested.get(language, "")
            for language in dict.fromkeys([*self.programme.languages, *now])
        }  # fmt: skip


def claim_fields(fields: Fields) -> dict:
    """The fields of a claim.

    Returns
    -------
    dict
        Key → value, as `impact.changes.claim_edit.with_indicator` takes it.
    """
    left, right = st.columns(2, gap="medium")
    with left:
        values = _question(fields)
    with right:
        values |= _periods(fields, values)
    with st.expander(fields.words._("Words for the place and the periods")):
        values |= _words(fields, values)
    with st.expander(fields.words._("Target, statement, initiative and short name")):
        values |= _further(fields, values)
    return values


def _question(fields: Fields) -> dict:
    """What is asked: of which species, where, and which way is good."""
    _ = fields.words._
    kinds = {
        "detections": _("Detections by cameras"),
        "conflict_incidents": _("Conflicts with people"),
        "first_record": _("The first record of a species"),
    }
    species = {
        one.scientific_name: fields.words.of(one.name) for one in fields.programme.species
    }  # fmt: skip
    areas = fields.names("areas", "area_id")
    kind = fields.one_of("kind", _("What is counted"), kinds)
    return {
        "kind": kind,
        "species": fields.one_of("species", _("Species"), species),
        "areas": st.multiselect(
            _("Areas, with everything that lies in them"), list(areas),
            default=[one for one in fields.values.get("areas", []) if one in areas],
            format_func=areas.__getitem__, key=fields.key("areas"),
        ),
        "good": fields.one_of("good", _("Which way is good"),
                              {"more": _("More is good"), "fewer": _("Fewer is good")}),
        "basis": fields.one_of(
            "basis", _("What it is counted from"),
            {"records": _("Single records"), "published_total": _("A published total")},
            _("The two are never added together. The other is shown beside the claim."),
        ),
    }  # fmt: skip


def _periods(fields: Fields, values: Mapping) -> dict:
    """The current period and the one that it is compared with; none for a first record."""
    _ = fields.words._
    if values["kind"] == "first_record":
        return {}
    return {
        "current": _period(fields, "current", _("Current period")),
        "baseline": _period(fields, "baseline", _("Compared with"), none=_("Nothing")),
    }


def _period(fields: Fields, name: str, label: str, none: str = "") -> dict | None:
    _ = fields.words._
    now = fields.values.get(name) or {}
    surveys = fields.names("surveys", "survey_id")
    options = {**({NONE: none} if none else {}), DATES: _("From a day to a day"), **surveys}
    start = now.get("survey") or (DATES if now else next(iter(options)))
    codes = list(options)
    chosen = st.selectbox(
        label, codes, index=codes.index(start) if start in codes else 0,
        format_func=options.__getitem__, key=fields.key(name),
    )  # fmt: skip
    if chosen == NONE:
        return None
    if chosen != DATES:
        return {"survey": chosen}
    return _dates(fields, name, now)


def _dates(fields: Fields, name: str, now: Mapping) -> dict:
    """Two days; the last may be open."""
    _ = fields.words._
    year = fields.programme.about.as_of.year
    earliest, latest = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
    start: dt.date = now.get("start", dt.date(year, 1, 1))
    end: dt.date | None = now.get("end")
    first = st.date_input(
        _("First day"), start, earliest, latest, key=fields.key(f"{name}-start"),
        format="DD/MM/YYYY",
    )  # fmt: skip
    last = st.date_input(
        _("Last day; empty while it goes on"), end, earliest, latest,
        key=fields.key(f"{name}-end"), format="DD/MM/YYYY",
    )  # fmt: skip
    return {"start": first, **({"end": last} if last else {})}


def still_missing(values: Mapping, words: Words) -> str:
    """What has to be filled in before there is a claim to look at; empty where nothing has."""
    _ = words._
    if not values["areas"]:
        return _("Choose the area that the claim is about.")
    for name in ("current", "baseline"):
        period = values.get(name) or {}
        if "start" in period and not Window.model_validate(period).of_whole_months:
            return _(
                "Let the period begin on the first day of a month and end on the last day of one: "
                "a count over a few days would say when a rare cat was where."
            )
    target = values["target"]
    if target and (None in target.values() or not target["source"]):
        return _("Fill in the whole target with its source, or nothing of it.")
    return ""


def suggested_place(
    areas: list[str], table: pd.DataFrame, languages: Sequence[str] = ("en", "ru")
) -> dict[str, str]:
    """Words for a place until somebody writes better ones: a name in quotes bears no ending."""
    rows = table.set_index(table["area_id"].astype("str"))
    if len(areas) != 1 or areas[0] not in rows.index:
        return {}
    row = rows.loc[areas[0]]
    names = {one: row.get("name" if one == "en" else f"name_{one}") for one in languages}
    return {one: _IN[one].format(name=name) for one, name in names.items() if pd.notna(name)}


def _words(fields: Fields, values: Mapping) -> dict:
    _ = fields.words._
    place = suggested_place(values["areas"], fields.tables["areas"])
    made = {
        "place": fields.texts("place", _("The place, as the sentence says it"), place),
        "place_note": fields.texts("place_note", _("What the place is, if that is to be said")),
        "place_with_note": fields.texts(
            "place_with_note", _("Both as one phrase, where the note comes before the name")
        ),
    }
    if values["kind"] != "first_record":
        made["current_words"] = fields.texts(
            "current_words", _("The current period; empty: its dates")
        )
        made["baseline_words"] = fields.texts(
            "baseline_words", _("The earlier period; empty: its dates")
        )
    return made


def _further(fields: Fields, values: Mapping) -> dict:
    _ = fields.words._
    rows = fields.tables["statements"].to_dict("records")
    statements = {str(row["statement_id"]): fields.words.cell(row, "sentence") for row in rows}
    initiatives = {one.id: fields.words.of(one.title) for one in fields.programme.initiatives}
    none = {"": _("None")}
    return {
        "statement": fields.one_of(
            "statement", _("The published statement that it answers to"), none | statements
        ),
        "initiative": fields.one_of("initiative", _("Initiative"), none | initiatives),
        "target": target_field(fields),
        "id": fields.values.get("id")
        or st.text_input(
            _("Short name, for its address"),
            placeholder=_short_name(values), max_chars=60, key=fields.key("id"),
            help=_("Small Latin letters, figures and hyphens. It cannot be changed later."),
        ).strip()
        or _short_name(values),
    }  # fmt: skip


def _short_name(values: Mapping) -> str:
    area = values["areas"][0] if values["areas"] else "claim"
    return f"{area}-{values['kind']}".lower().replace("_", "-")


def target_field(fields: Fields) -> dict | None:
    """A target that was published; None where none of it is filled in."""
    _ = fields.words._
    now = fields.values.get("target") or {}
    labels = {
        "baseline": _("Target: where it starts"),
        "baseline_year": _("Year in which it starts"),
        "target": _("Target: what it aims at"),
        "target_year": _("Year by which it is to be reached"),
    }
    number: Callable = st.number_input
    found = {
        name: number(
            label, value=now.get(name), step=1 if name.endswith("year") else None,
            key=fields.key(f"target-{name}"),
        )
        for name, label in labels.items()
    }  # fmt: skip
    source = st.text_input(
        _("Target: where it is published"), now.get("source", ""), key=fields.key("target-source")
    ).strip()
    return {**found, "source": source} if source or any(found.values()) else None
