"""Who reports of an area: its villages and herders' groups, by one name everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.checking.rules.registry import Finding, Rule, RuleInput, rule
from impact.model.area_units import listed_units
from impact.model.messages import Sentence
from impact.reading.phrases import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "areas.reporting_units_unreadable",
    "Each village that an area lists has its first and last month behind it, or none.",
    of_row=True,
)
def unreadable(material: RuleInput) -> Iterator[Finding]:
    areas = material.records.areas
    for index, written in areas["reporting_units"].dropna().items():
        listed = listed_units(areas.loc[[index]])
        wrong = listed["unit"].isna() | (listed["last"] < listed["first"])
        if wrong.any():
            yield Finding(
                index,
                "reporting_units",
                Sentence("'{value}' does not say from when to when each reports.", value=written),
                Sentence(
                    "Write a name, then its first and last month, such as Yagly 2023-01/2024-06; "
                    "leave out the last month where it still reports: Madau 2024-07/."
                ),
            )


def _unit_unknown(table: str) -> Rule:
    @rule(
        f"{table}.unit_unknown",
        "Where an area lists its villages, the village is one of them.",
        severity="warning",
        needs=("areas",),
    )
    def unit_unknown(material: RuleInput) -> Iterator[Finding]:
        listed = listed_units(material.records.areas).dropna(subset="unit")
        of_area = listed.groupby("area_id")["unit"].agg(set).to_dict()
        rows = material.records.table(table)[["area_id", "unit"]].dropna().astype("str")
        for index, area, unit in rows.itertuples():
            known = of_area.get(area, {unit})
            if unit not in known:
                hint = suggestions([unit], known)[unit]
                yield Finding(
                    index,
                    "unit",
                    Sentence("{area} does not list {unit}.", area=area, unit=unit),
                    Sentence("{hint}Correct it, or add it to the area's list.", hint=hint),
                )

    return unit_unknown


RULES = (unreadable, _unit_unknown("reporting"), _unit_unknown("conflicts"))
