"""What has to stand beside a number, the heaviest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims.model import Agreement, Caveat, Evidence, Verdict

if TYPE_CHECKING:
    from impact.claims.model import Count, First, Held
    from impact.metrics.change import RateRatio
    from impact.model.programme import Indicator
    from impact.model.records import Records

EFFORT_MAY_DIFFER = 0.25  # more than this, and the note leads with it


def effort_difference(current: Count, baseline: Count | None) -> float | None:
    """How much more (or, negative, less) effort the current period had, as a share."""
    if baseline is None or not current.exposure or not baseline.exposure:
        return None
    return current.exposure / baseline.exposure - 1


def of_counts(
    indicator: Indicator,
    current: Count,
    baseline: Count | None,
    ratio: RateRatio | None,
    verdict: Verdict,
) -> list[Caveat]:
    """The caveats of a count and its comparison."""
    found = []
    difference = effort_difference(current, baseline)
    if ratio is not None and abs(difference) > EFFORT_MAY_DIFFER:
        found.append(Caveat("effort_differs", {"share": difference}))
    if verdict is Verdict.ZERO_EFFORT_UNKNOWN:
        found.append(Caveat("no_reporting_on_file" if _reported(indicator) else "effort_unknown"))
    elif verdict is Verdict.COUNTS_ONLY and baseline is not None:
        found.append(Caveat("effort_unknown"))
    elif verdict is Verdict.NO_CLEAR_CHANGE:
        found.append(Caveat("within_chance"))
    elif verdict is Verdict.ZERO:
        found.append(
            Caveat("zero_upper_bound", {"exposure": current.exposure, "kind": indicator.kind})
        )
    if current.value is not None and not current.period.dated:
        found.append(Caveat("end_unknown" if current.period.start is not None else "no_period"))
    found += _months_without_reports(current)
    outside = _outside_effort(current, baseline)
    if ratio is not None and outside:
        found.append(Caveat("outside_effort", {"rows": outside}))
    if current.open_ended:
        found.append(Caveat("cameras_still_out", {"cameras": current.open_ended}))
    if current.value and not _reported(indicator):
        found.append(Caveat("not_animals"))
    if ratio is not None and not _reported(indicator):
        found.append(Caveat("detectability"))
    return found


def of_levels(lost: int) -> list[Caveat]:
    """Records that no count has, since the event level of their deployment lacks the species."""
    return [Caveat("lost_at_event_level", {"records": lost})] if lost else []


def _outside_effort(current: Count, baseline: Count | None) -> int:
    """How many counted rows lie where or when no effort is on file."""
    both = [one for one in (current, baseline) if one is not None and one.value is not None]
    return sum(one.value - one.in_effort for one in both)


def _months_without_reports(current: Count) -> list[Caveat]:
    if current.reporting is None:
        return []
    months = {
        "months_inactive": current.reporting.months_inactive,
        "months_unknown": current.reporting.months_unknown,
    }
    return [Caveat(code, {"months": number}) for code, number in months.items() if number]


def of_first(first: First | None, trap_nights: float | None) -> list[Caveat]:
    """The caveats of a first record; `trap_nights` is all effort ever spent there."""
    if first is None:
        return [Caveat("effort_in_vain", {"trap_nights": trap_nights})] if trap_nights else []
    found = []
    if first.precision == "unknown":
        found.append(Caveat("first_undated"))
    elif first.precision == "published-by":
        found.append(Caveat("first_published_by", {"date": first.end}))
    if first.trap_nights_before is None:
        found.append(Caveat("effort_before_unknown"))
    else:
        found.append(Caveat("effort_before", {"trap_nights": first.trap_nights_before}))
    if first.claimed != "yes":
        found.append(Caveat("first_in_the_data"))
    return found


def of_statement(held: Held | None) -> list[Caveat]:
    """What holding the claim against the published statement brought to light."""
    if held is None or held.agreement is Agreement.AGREES:
        return []
    figures = {"value": held.value, "baseline": held.baseline}
    return [Caveat(str(held.agreement), figures)]


def of_data(records: Records, indicator: Indicator, evidence: tuple[Evidence, ...]) -> list[Caveat]:
    """The rows of the caveats table about this indicator, its areas or its evidence."""
    about = {indicator.id, *indicator.areas, *(item.id for item in evidence)}
    named = records.caveats["about"].astype("str").str.split(";")
    bears = [bool(about & {part.strip() for part in parts}) for parts in named]
    return [Caveat("data", {"id": str(i)}) for i in records.caveats.loc[bears, "caveat_id"]]


def _reported(indicator: Indicator) -> bool:
    return indicator.kind == "conflict_incidents"
