"""Reports of incidents that people fill into a form: KoboToolbox, ODK, Google Forms and others.

Whoever makes a form chooses its questions and answers, so what each says is suggested and asked
once, and kept under a mark of the form's own questions. The day is that of the incident, never of
sending; a report that was sent again stands once, as it was sent last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.form_columns import columns_of, joined_choices, places_in_text
from impact.formats.common.form_repeats import (
    PARENTS,
    side_by_side,
    with_all_repeats,
    with_repeats,
)
from impact.formats.common.ids import mark_of, tidy_ids
from impact.formats.common.incident_reports import Reports
from impact.formats.common.incidents import THE_FORM, incidents
from impact.formats.common.package import About, lower, nothing
from impact.formats.common.places import few_groups
from impact.formats.common.sheets import read_together
from impact.formats.common.suggesting import suggested_attribute
from impact.formats.common.times import iso_times
from impact.reading.account import Reasons, together
from impact.reading.choices import Option, Question, Said
from impact.reading.export_sentences import WORDS

if TYPE_CHECKING:
    from impact.formats.common.form_columns import Columns
    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported, Package
    from impact.reading.choices import Choices

_SELO = "(?<![а-я])сел[оеа](?![а-я])"  # in any of its cases, and behind an underscore
_SUGGESTED = {
    "kind": r"type of incident|incident.?type|what happened|тип происшеств|вид происшеств|что случ",
    "date": r"date|when|дата|когда|күнү|күні|senesi|güni",
    "locality": rf"village|settlement|locality|{_SELO}|аул|айыл|ауыл|посёлок|поселок|место|oba",
    "verification": r"verif|confirm|review.?state|подтвержд|провер|"
    r"ырастал|текшер|расталды|тексер|tassyk|barlan",
}
_NOT_APPROVED = r"(?:validation_status_)?not[_ ]approved|rejected"
_ON_HOLD = r"(?:validation_status_)?on[_ ]hold|has ?issues"
_VILLAGE = rf"village|settlement|herders?.?group|{_SELO}|аул|айыл|ауыл|кишлак|поселок|\boba"
_ONLY_IF_SUGGESTED = ("kind", "locality")
_OF_INCIDENT = r"incident|event|attack|происшеств|нападен|случа"
_SURE = {
    "confirmed": r"confirmed|yes|true|1|да|ооба|иә|hawa|подтвержд\w*|verified",
    "probable": r"probable|probably|likely|approved|вероятно|возможно|похоже",
    "rejected": r"rejected|false report|отклонен\w*|ложн\w*",
}
_UNSEEN = (
    r"(?:nobody|not|none|no)?\s{0,3}(?:seen|saw it|unknown|known|animal)|"
    r"не видел[ии]?|не ?извест\w*"
)


@dataclass(frozen=True)
class Form:
    """What the forms of one system share.

    Attributes
    ----------
    about : About
    key : tuple of str
        The headings, one of which holds the id of a report.
    sent : tuple of str
        The headings, one of which says when it was sent.
    own : frozenset of str
        The headings that the system adds itself, as `key_of` writes them.
    parent : tuple of str
        The headings in the main sheet to which the rows of a repeat point.
    review : tuple of str
        The headings, one of which says what the staff who reviewed a report decided.
    key_is_time : bool
        Whether nothing but the time of sending tells reports apart.
    """

    about: About
    key: tuple[str, ...]
    sent: tuple[str, ...]
    own: frozenset[str]
    parent: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    key_is_time: bool = False


def reports_of(package: Package, form: Form, known: Known, choices: Choices) -> Imported:
    """Read the reports of a form."""
    sheets = package.of("reports")
    columns = columns_of(sheets, form.own)
    rows, problems = read_together(sheets, _wanted(form, columns))
    rows = joined_choices(rows, columns)
    rows, point = (rows, "") if columns.place else places_in_text(rows, columns)
    rows, attributes = side_by_side(rows, columns.attributes)
    system = f"{form.about.id}-{mark_of(chr(10).join(sorted(attributes)))}"
    attributes.pop(point, None)
    rows, repeated, personal, added = with_repeats(rows, package.of("repeats"), form.own)
    attributes |= repeated
    chosen, questions = _chosen(system, attributes, choices)
    values = {
        name: rows[attributes[h]] if h in attributes else nothing(rows)
        for name, h in chosen.items()
    }
    rows["incident_id"] = _ids(rows, form, list(columns.attributes.values()), choices)
    rows["moment"], rows["area_id"] = values["date"], nothing(rows)
    rows["locality"] = values["locality"]
    if re.search(_VILLAGE, chosen["locality"].casefold().replace("ё", "е")):
        # The villages of an area are those whose reporting is known, month by month.
        rows["unit"] = values["locality"]
    group = few_groups(values["locality"], form.about.title)
    rows["group"] = rows["name"] = group
    rows["category"] = values["kind"].fillna(THE_FORM)
    why = Reasons(rows)
    why.give(_sent_again(rows, choices), "repeated")
    why.give(lower(rows["review"]).str.fullmatch(_NOT_APPROVED, na=False), "rejected")
    rows["doubted"] = lower(rows["review"]).str.fullmatch(_ON_HOLD, na=False).astype(bool)
    if chosen["verification"] in attributes:
        rows["verification"], asked = _verified(values["verification"], choices)
        questions += asked
        why.give(rows["verification"] == "rejected", "rejected")
        unseen = _unseen(rows, attributes)
        rows["verification"] = rows["verification"].mask(unseen, "unverified")
    read = {h for h in chosen.values() if h in attributes} | set(columns.place)
    read |= {*columns.options, point, *form.key, *form.review, *form.sent, *form.parent, *PARENTS}
    livestock = suggested_attribute("livestock_type", list(attributes))
    made = incidents(
        Reports(
            system=system,
            rows=rows[why.kept],
            attributes={h: c for h, c in attributes.items() if h not in chosen.values()},
            source=f"{form.about.title} form",
            aside=together([why.aside(), added]),
            problems=problems,
            personal=(*columns.personal, *personal),
            headings=frozenset(read),
            total=len(rows),
            suggested="livestock depredation" if livestock else "",
        ),
        known,
        choices,
    )
    return replace(
        made,
        questions=(*questions, *made.questions),
        kept=with_all_repeats(made.kept, columns.attributes),
        unused=with_all_repeats(made.unused, columns.attributes),
    )


def _wanted(form: Form, columns: Columns) -> dict[str, tuple[str, ...]]:
    place = dict(zip(("latitude", "longitude"), ((h,) for h in columns.place), strict=False))
    return {
        "key": form.key,
        "sent": form.sent,
        "parent": form.parent or form.key,
        "review": form.review or ("no such column",),
        "latitude": ("no such column",),
        "longitude": ("no such column",),
        **place,
        **{column: (heading,) for heading, column in columns.attributes.items()},
        **{column: (heading,) for heading, column in columns.options.items()},
    }


def _chosen(
    system: str, attributes: dict[str, str], choices: Choices
) -> tuple[dict[str, str], list[Question]]:
    """Which question of the form says when, where, what kind and how sure; and what is asked."""
    chosen, asked = {}, []
    for name, words in _SUGGESTED.items():
        fits = [h for h in attributes if re.search(words, h.casefold().replace("ё", "е"))]
        fits.sort(key=lambda h: not re.search(_OF_INCIDENT, h.casefold()))
        id_ = f"attribute:{system}:{name}"
        chosen[name] = choices.answers.get(id_, fits[0] if fits else "")
        if id_ in choices.answers or (name in _ONLY_IF_SUGGESTED and not fits):
            continue
        options = [Option(h, Said("option.attribute", {"heading": h})) for h in attributes]
        options.append(Option("", Said("option.none")))
        said = Said(f"question.attribute.{name}")
        asked.append(Question(id_, said, tuple(options), suggested=chosen[name]))
    return chosen, asked


def _ids(rows: pd.DataFrame, form: Form, columns: list[str], choices: Choices) -> pd.Series:
    """An id for each report; two different ones of the same second are two."""
    key = iso_times(rows["key"], choices).text if form.key_is_time else rows["key"]
    if form.key_is_time:
        answers = rows[columns].fillna("").agg("\n".join, axis="columns")
        other = answers.groupby(key).transform(lambda one: pd.factorize(one)[0])
        key = key.where(other.fillna(0) == 0, key + ":" + (other.fillna(0) + 1).astype("str"))
    whole = key.fillna("row-" + rows["row"].astype("str"))
    return tidy_ids((form.about.id + ":" + whole).astype("str"))


def _sent_again(rows: pd.DataFrame, choices: Choices) -> pd.Series:
    """The reports that were sent again later; of those the last is read."""
    sent = iso_times(rows["sent"], choices).text
    order = rows.assign(sent=sent).sort_values(["sent", "row"], kind="stable", na_position="first")
    return order["incident_id"].duplicated(keep="last").reindex(rows.index)


def _verified(values: pd.Series, choices: Choices) -> tuple[pd.Series, list[Question]]:
    """How sure each report is, by the answers of the form; each answer is matched once."""
    options = tuple(
        Option(code, Said("option.verification", {"verification": WORDS[code]}))
        for code in ("confirmed", "probable", "unverified", "rejected")
    )
    asked, meant = [], {}
    for value in values.dropna().unique():
        id_ = f"verified:{value}"
        if (answer := choices.answers.get(id_, "")) in {option.code for option in options}:
            meant[value] = answer
            continue
        text = str(value).strip().casefold()
        fits = (code for code, words in _SURE.items() if re.fullmatch(words, text))
        said = Said("question.verified", {"value": str(value)})
        asked.append(Question(id_, said, options, suggested=next(fits, "unverified")))
    return values.map(meant).astype("object").fillna("unverified").astype("str"), asked


def _unseen(rows: pd.DataFrame, attributes: dict[str, str]) -> pd.Series:
    """Reports in which nobody saw which animal it was: nothing confirms these."""
    heading = suggested_attribute("species", list(attributes))
    if heading not in attributes:
        return pd.Series(False, index=rows.index)
    seen = rows[attributes[heading]]
    return seen.isna() | seen.str.casefold().str.fullmatch(_UNSEEN, na=False).astype(bool)
