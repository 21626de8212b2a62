"""What has to stand beside a number, the heaviest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.claims.comparison import Reason
from impact.claims.model import EFFORT_MAY_DIFFER, Agreement, Caveat, Evidence, Verdict

if TYPE_CHECKING:
    from impact.claims.comparison import Comparison
    from impact.claims.model import Count, First, Held
    from impact.metrics.change import RateRatio
    from impact.model.programme import Indicator
    from impact.model.records import Records

FEW_IN_COMMON = 0.75  # of months, or of stations
MUCH_FROM_ONE = 1 / 3  # of the detections


def effort_difference(current: Count, baseline: Count | None) -> float | None:
    """How much more (or, negative, less) effort the current period had, as a share."""
    if baseline is None or not current.exposure or not baseline.exposure:
        return None
    return current.exposure / baseline.exposure - 1


def of_comparison(
    indicator: Indicator,
    current: Count,
    baseline: Count | None,
    comparison: Comparison | None,
) -> list[Caveat]:
    """What makes the two periods hard to compare, each with its number: these lead."""
    if comparison is None or baseline is None:
        return []
    found = []
    months = shared_months(current, baseline)
    if months is not None and months < FEW_IN_COMMON:
        found.append(Caveat("months_differ", {"share": months}))
    units = comparison.units
    if units is not None:
        kind = {"kind": indicator.kind}
        if units.share_in_both is not None and units.share_in_both < FEW_IN_COMMON:
            figures = {"share": units.share_in_both, "moved": units.moved}
            found.append(Caveat("stations_differ", figures | kind))
        if units.largest_share is not None and units.largest_share > MUCH_FROM_ONE:
            found.append(Caveat("one_station", {"share": units.largest_share} | kind))
    reported = [one.reporting for one in (current, baseline) if one.reporting]
    of_areas = bool(reported) and not any(one.by_units for one in reported)
    return [*_of_reason(indicator, comparison, of_areas=of_areas), *found]


def _of_reason(indicator: Indicator, comparison: Comparison, *, of_areas: bool) -> list[Caveat]:
    """Why neither an increase nor a decrease can be named, with the number that is too small.

    Whole areas that report are not too few villages: of their villages nothing is known.
    """
    reason, units, kind = comparison.reason, comparison.units, {"kind": indicator.kind}
    if reason is None:
        return []
    if units is None or (of_areas and reason is Reason.TOO_FEW_UNITS):
        return [Caveat("no_units_on_file")]
    if reason is Reason.FEW_WITH_DETECTION:
        return [Caveat("few_with_detection", {"number": units.with_event} | kind)]
    if reason is Reason.FEW_WITH_EFFORT:
        return [Caveat("few_with_effort", {"number": min(units.current, units.baseline)} | kind)]
    if reason is Reason.TOO_UNLIKE:
        return [Caveat("too_unlike", {"current": units.current, "baseline": units.baseline} | kind)]
    return [Caveat("too_few_units")]


def shared_months(current: Count, baseline: Count) -> float | None:
    """The calendar months with effort in both periods, as a share of those in either.

    Where no camera or reporting tells, the dates of the periods do; None where they are open.
    """
    now, before = _calendar_months(current), _calendar_months(baseline)
    if now is None or before is None:
        return None
    return len(now & before) / len(now | before)


def _calendar_months(one: Count) -> set[int] | None:
    if one.months:
        return set(one.months)
    if one.period.days is None:
        return None
    return set(pd.period_range(*one.period.days, freq="M").month.tolist()) or None


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
    if ratio is not None and difference is not None and abs(difference) > EFFORT_MAY_DIFFER:
        found.append(Caveat("effort_differs", {"share": difference}))
    unknown = sum(one.effort_unknown for one in (current, baseline) if one is not None)
    if unknown:
        found.append(Caveat("effort_partly_unknown", {"cameras": unknown}))
    found += _of_verdict(indicator, current, baseline, verdict)
    if current.value is not None and not current.period.dated:
        found.append(Caveat("end_unknown" if current.period.start is not None else "no_period"))
    found += _months_without_reports(current)
    outside = _outside_effort(current, baseline)
    if outside:
        found.append(Caveat("outside_effort", {"rows": outside}))
    if current.open_ended:
        found.append(Caveat("cameras_still_out", {"cameras": current.open_ended}))
    if ratio is not None:
        found.append(Caveat("two_periods"))
    if current.value and not _reported(indicator):
        found.append(Caveat("not_animals"))
    if ratio is not None and not _reported(indicator):
        found.append(Caveat("detectability"))
    return found


def _of_verdict(
    indicator: Indicator, current: Count, baseline: Count | None, verdict: Verdict
) -> list[Caveat]:
    """What the verdict itself asks to be said."""
    if verdict is Verdict.ZERO_EFFORT_UNKNOWN:
        return [Caveat("no_reporting_on_file" if _reported(indicator) else "effort_unknown")]
    if verdict is Verdict.COUNTS_ONLY and baseline is not None:
        known = current.exposure and baseline.exposure
        return [] if known else [Caveat("effort_unknown")]
    if verdict in (Verdict.NO_CLEAR_CHANGE, Verdict.TOO_FEW_TO_TELL):
        return [Caveat("within_chance")]
    if verdict is not Verdict.ZERO:
        return []
    bound = Caveat("zero_upper_bound", {"exposure": current.exposure, "kind": indicator.kind})
    if baseline is None or baseline.value is None or baseline.exposure:
        return [bound]
    reported = _reported(indicator)
    return [
        Caveat("earlier_reporting_unknown" if reported else "earlier_effort_unknown"),
        bound,
    ]


def of_contradicted_zero(counted: Count | None) -> list[Caveat]:
    """A published total of none, in place of which the records that contradict it are counted."""
    return [] if counted is None else [Caveat("total_contradicted", {"records": counted.value})]


def of_levels(lost: int) -> list[Caveat]:
    """Records that no count has, since the event level of their deployment lacks the species."""
    return [Caveat("lost_at_event_level", {"records": lost})] if lost else []


def _outside_effort(current: Count, baseline: Count | None) -> int:
    """How many counted rows lie where or when no effort is on file."""
    both = [one for one in (current, baseline) if one is not None and one.exposure]
    return sum((one.value or 0) - (one.in_effort or 0) for one in both)


def _months_without_reports(current: Count) -> list[Caveat]:
    if current.reporting is None:
        return []
    months = {
        "months_partly": current.reporting.months_partly,
        "months_inactive": current.reporting.months_inactive,
        "months_unknown": current.reporting.months_unknown,
    }
    found = [Caveat(code, {"months": number}) for code, number in months.items() if number]
    last = current.reporting.last_month
    if current.period.end is None and last is not None:
        # Months are counted to the last with a report: an open period goes on behind it.
        found.append(Caveat("reported_until", {"month": last}))
    return found


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
    """The rows of the caveats table about this indicator, its areas or its evidence.

    What is noted of an area is about what others publish of it: its status, its extent, reports in
    the press. Detections that are counted from our own records rest on none of that.
    """
    own_records = indicator.kind == "detections" and indicator.basis == "records"
    areas = () if own_records else indicator.areas
    about = {indicator.id, *areas, *(item.id for item in evidence)}
    named = records.caveats["about"].astype("str").str.split(";")
    bears = [bool(about & {part.strip() for part in parts}) for parts in named]
    return [Caveat("data", {"id": str(i)}) for i in records.caveats.loc[bears, "caveat_id"]]


def _reported(indicator: Indicator) -> bool:
    return indicator.kind == "conflict_incidents"
