"""Species, initiatives, indicators and lists of ids: nothing points nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.checking.rules.registry import Finding, Rule, RuleInput, rule
from impact.model.messages import Sentence, together
from impact.reading.phrases import listed, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from impact.model.programme import Indicator

_IDS = {
    "areas": "area_id",
    "surveys": "survey_id",
    "deployments": "deployment_id",
    "detections": "observation_id",
    "conflicts": "incident_id",
    "milestones": "milestone_id",
    "status": "status_id",
    "statements": "statement_id",
}
"""Tables whose rows a caveat may be about, and their ids."""


def _species_unknown(table: str) -> Rule:
    @rule(
        f"{table}.species_unknown",
        "The species is one of programme.toml, by its accepted name.",
        needs=("programme",),
    )
    def species_unknown(material: RuleInput) -> Iterator[Finding]:
        species = material.programme.species
        accepted = {s.scientific_name for s in species}
        synonyms = {n: s.scientific_name for s in species for n in (*s.synonyms, *s.recorded_as)}
        names = material.records.table(table)["scientific_name"].astype("str")
        wrong = names[names.notna() & ~names.isin(accepted)]
        nearest = suggestions(wrong, accepted)
        for index, name in wrong.items():
            if name in synonyms:
                message = Sentence(
                    "{name} is another name of {accepted}.", name=name, accepted=synonyms[name]
                )
                cure = Sentence("Write {name}.", name=synonyms[name])
            else:
                message = Sentence("{name} is not a species of programme.toml.", name=name)
                cure = Sentence(
                    "{hint}Correct it, or add the species to programme.toml.", hint=nearest[name]
                )
            yield Finding(index, "scientific_name", message, cure)

    return species_unknown


def _initiative_unknown(table: str) -> Rule:
    @rule(
        f"{table}.initiative_unknown",
        "The initiative is one of programme.toml.",
        needs=("programme",),
    )
    def initiative_unknown(material: RuleInput) -> Iterator[Finding]:
        known = {initiative.id for initiative in material.programme.initiatives}
        yield from _lost(
            material, table, "initiative", known, Sentence("an initiative of programme.toml")
        )

    return initiative_unknown


@rule("areas.overlaps_unknown", "The areas that overlap are in the areas table.", needs=("areas",))
def overlaps_unknown(material: RuleInput) -> Iterator[Finding]:
    yield from _lost(material, "areas", "overlaps", _ids(material, "areas"), Sentence("an area"))


@rule(
    "detections.may_repeat_unknown",
    "A record that may be repeated is in the table.",
    needs=("detections",),
)
def may_repeat_unknown(material: RuleInput) -> Iterator[Finding]:
    if material.records.detections["may_repeat"].isna().all():
        return
    known = _ids(material, "detections")
    yield from _lost(material, "detections", "may_repeat", known, Sentence("a record"))


@rule(
    "caveats.about_unknown",
    "A caveat is about rows or indicators that are there.",
    needs=("programme", *_IDS),
)
def about_unknown(material: RuleInput) -> Iterator[Finding]:
    known = {indicator.id for indicator in material.programme.indicators}
    known = known.union(*(_ids(material, table) for table in _IDS))
    yield from _lost(
        material, "caveats", "about", known, Sentence("an indicator, an area or a row")
    )


def _ids(material: RuleInput, table: str) -> set[str]:
    ids = material.records.table(table)[_IDS[table]].dropna().astype("str")
    return set(ids.to_numpy(dtype=object))  # ten times as fast as one by one


def _lost(
    material: RuleInput, table: str, column: str, known: set[str], what: str
) -> Iterator[Finding]:
    """Cells with ids, separated by semicolons, that are not all known."""
    cells = material.records.table(table)[column].dropna().astype("str")
    split = cells.str.split("; ", regex=False)
    lost = {index: [i for i in ids if i not in known] for index, ids in split.items()}
    nearest = suggestions((i for ids in lost.values() for i in ids), known)
    for index, ids in lost.items():
        if ids:
            message = Sentence("{ids} is not {what}.", ids=listed(ids), what=what)
            cure = Sentence(
                "{hint}Correct it, or take it out.", hint=together(*(nearest[i] for i in ids))
            )
            yield Finding(index, column, message, cure)


def _indicator_points_nowhere(part: str, table: str) -> Rule:
    @rule(
        f"programme.indicator_{part}_unknown",
        f"What an indicator names as its {part} is in the {table} table.",
        needs=(table,),
    )
    def indicator_points_nowhere(material: RuleInput) -> Iterator[Finding]:
        known = _ids(material, table)
        for indicator in material.programme.indicators:
            for key, value in _named(indicator, part):
                if value in known:
                    continue
                yield Finding(
                    None,
                    f"indicators.{indicator.id}.{key}",
                    Sentence("{value} is not in the {table} table.", value=value, table=table),
                    Sentence(
                        "{hint}Correct programme.toml, or add the row to {table}.",
                        hint=suggestions([value], known)[value],
                        table=table,
                    ),
                    value,
                )

    return indicator_points_nowhere


def _named(indicator: Indicator, part: str) -> list[tuple[str, str]]:
    """(key, id) of what an indicator names, where it names it."""
    if part == "area":
        return [("areas", area) for area in indicator.areas]
    if part == "statement":
        return [("statement", indicator.statement)] if indicator.statement else []
    windows = {"current": indicator.current, "baseline": indicator.baseline}
    return [(f"{key}.survey", w.survey) for key, w in windows.items() if w and w.survey]


RULES = (
    *(_species_unknown(table) for table in ("detections", "conflicts", "status")),
    *(_initiative_unknown(table) for table in ("areas", "milestones")),
    overlaps_unknown,
    may_repeat_unknown,
    about_unknown,
    _indicator_points_nowhere("area", "areas"),
    _indicator_points_nowhere("survey", "surveys"),
    _indicator_points_nowhere("statement", "statements"),
)
