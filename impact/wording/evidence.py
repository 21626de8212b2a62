"""How we know: the rule of a claim, its caveats, and what would be needed to say more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement, Verdict
from impact.metrics.targets import progress
from impact.metrics.zero import next_count, upper_bound

if TYPE_CHECKING:
    from impact.claims import Caveat, Claim
    from impact.disclosure import View
    from impact.wording.language import Words


SMALLEST = 0.001


def observed(words: Words) -> str:
    """What stands beneath every list of claims."""
    return words._("Observed, not shown to be caused by the programme.")


def caveat(view: View, found: Caveat, words: Words) -> str:
    """A caveat as a sentence."""
    if found.code == "data":
        rows = view.records.caveats
        row = rows[rows["caveat_id"].astype("str") == found.values["id"]].iloc[0]
        return words.cell(row, "sentence")
    wording = _with_figures if found.values else _plain
    return wording(found, words)


def _plain(found: Caveat, words: Words) -> str:
    _ = words._
    return {
        "effort_unknown": _(
            "How long cameras or people looked in both periods is not on record, so these are "
            "counts: looking more, or less, may explain the difference."
        ),
        "earlier_reporting_unknown": _(
            "It is not on file in which areas and months reports were collected in the earlier "
            "period, so the two periods cannot be compared."
        ),
        "earlier_effort_unknown": _(
            "How long cameras were out in the earlier period is not on record, so the two periods "
            "cannot be compared."
        ),
        "two_periods": _(
            "Only two periods are compared, and two years cannot tell a trend from a good year: "
            "a good year at all stations at once gives such a difference in a quarter of cases."
        ),
        "single_visits": _(
            "How the count is spread over stations or villages is not on file. The interval would "
            "be right only if every event came alone; where events come in clusters it is too "
            "narrow, so neither an increase nor a decrease is named."
        ),
        "no_reporting_on_file": _(
            "It is not on file in which areas and months reports were collected. "
            "None reported is not the same as none happened."
        ),
        "within_chance": _("The difference is within what chance alone gives."),
        "no_period": _("The period of this count has not been published."),
        "end_unknown": _("The end of this period has not been published."),
        "not_animals": _(
            "A detection is a visit to a camera, not an animal: "
            "one animal can be detected many times."
        ),
        "detectability": _(
            "A rate of detection mixes how many animals there are with how easily "
            "they are detected."
        ),
        "first_undated": _("The date of this record has not been published."),
        "first_held_back": _(
            "The date is not told here: the record is too new, or from too few camera stations, "
            "and it could lead to the animal."
        ),
        "effort_before_unknown": _("How long people had looked there before is not on record."),
        "first_in_the_data": _(
            "First means the earliest in this data set; the source does not call it the first ever."
        ),
    }[found.code]


def _with_figures(found: Caveat, words: Words) -> str:
    _, values = words._, found.values
    if found.code == "effort_differs":
        more = values["share"] > 0
        text = (
            _("Effort was {share} higher than in the period compared with, so the rate leads.")
            if more
            else _("Effort was {share} lower than in the period compared with, so the rate leads.")
        )
        return text.format(share=words.percent(abs(values["share"])))
    if found.code in ("months_differ", "stations_differ", "one_station"):
        return _unlike(found, words)
    if found.code == "effort_partly_unknown":
        return words.ngettext(
            "Part of the effort is not on file: of {n} camera it is not known how long it worked.",
            "Part of the effort is not on file: of {n} cameras it is not known how long they "
            "worked.",
            values["cameras"],
        ).format(n=words.number(values["cameras"]))
    if found.code == "zero_upper_bound":
        return _upper_bound(values, words)
    if found.code == "months_inactive":
        return words.ngettext(
            "In {n} month of the period no reports were collected; it is unknown, not quiet.",
            "In {n} months of the period no reports were collected; they are unknown, not quiet.",
            values["months"],
        ).format(n=words.number(values["months"]))
    if found.code == "months_unknown":
        return words.ngettext(
            "For {n} month of the period nothing is on file; it is unknown, not quiet.",
            "For {n} months of the period nothing is on file; they are unknown, not quiet.",
            values["months"],
        ).format(n=words.number(values["months"]))
    if found.code == "lost_at_event_level":
        return words.ngettext(
            "{n} photograph of this species is not counted: its camera's records are already put "
            "together to visits, and none of these visits is of this species.",
            "{n} photographs of this species are not counted: their cameras' records are already "
            "put together to visits, and none of these visits is of this species.",
            values["records"],
        ).format(n=words.number(values["records"]))
    if found.code == "outside_effort":
        return words.ngettext(
            "{n} of the counted lies outside the effort on file and is left out of the comparison.",
            "{n} of the counted lie outside the effort on file and are left out of the comparison.",
            values["rows"],
        ).format(n=words.number(values["rows"]))
    if found.code == "effort_in_vain":
        return _("{n} trap-nights were spent there, and none of the records is of it.").format(
            n=words.number(values["trap_nights"])
        )
    if found.code == "cameras_still_out":
        return words.ngettext(
            "{n} camera was still out; its effort is counted to its last record.",
            "{n} cameras were still out; their effort is counted to their last record.",
            values["cameras"],
        ).format(n=words.number(values["cameras"]))
    if found.code == "first_published_by":
        return _("The day is not published; it was no later than {date}.").format(
            date=words.date(values["date"])
        )
    if found.code == "effort_before":
        return _("{n} trap-nights were spent there before it.").format(
            n=words.number(values["trap_nights"])
        )
    return _statement(found, words)


def _unlike(found: Caveat, words: Words) -> str:
    """What makes the two periods hard to compare."""
    _, share = words._, words.percent(found.values["share"])
    if found.code == "months_differ":
        return _("The two periods share only {share} of their calendar months.").format(share=share)
    of_incidents = found.values["kind"] == "conflict_incidents"
    if found.code == "one_station":
        text = (
            _("One village or area gives {share} of all incidents of both periods.")
            if of_incidents
            else _("One camera station gives {share} of all detections of both periods.")
        )
        return text.format(share=share)
    if of_incidents:
        return _("Only {share} of the villages or areas were reported on in both periods.").format(
            share=share
        )
    moved = found.values["moved"]
    if not moved:
        return _("Only {share} of the camera stations were at work in both periods.").format(
            share=share
        )
    return words.ngettext(
        "Only {share} of the camera stations were at work in both periods; {n} was moved.",
        "Only {share} of the camera stations were at work in both periods; {n} were moved.",
        moved,
    ).format(share=share, n=words.number(moved))


def _upper_bound(values: dict, words: Words) -> str:
    """How high the true average may still be, and what the next period may show."""
    _ = words._
    text = (
        _(
            "None in {exposure} trap-nights: if visits come singly, the true average may still be "
            "as high as {bound} detections in that effort. Next time, with as much effort, up to "
            "{next_count} would be no surprise."
        )
        if values["kind"] == "detections"
        else _(
            "None in {exposure} months of reporting, summed over areas: if incidents come singly, "
            "the true average may still be as high as {bound} in that effort. Next time, with as "
            "much reporting, up to {next_count} would be no surprise."
        )
    )
    bound = upper_bound(values["exposure"]) * values["exposure"]
    return text.format(
        exposure=words.number(values["exposure"]),
        bound=words.ratio(bound),
        next_count=words.number(next_count()),
    )


def _statement(found: Caveat, words: Words) -> str:
    _ = words._
    figures = _figures(found.values["value"], found.values["baseline"], words)
    return {
        Agreement.DIFFERS: _(
            "The programme has published other figures: {figures}. Both are shown."
        ),
        Agreement.CANNOT_BE_COMPUTED: _(
            "The programme has published {figures}; "
            "the records needed to check it are not in this data set."
        ),
        Agreement.RESTS_ON_THE_STATEMENT: _(
            "The figures come from the programme's own published statement; "
            "no independent record confirms them yet."
        ),
    }[Agreement(found.code)].format(figures=figures)


def _figures(value: float | None, baseline: float | None, words: Words) -> str:
    if baseline is None:
        return words.number(value) if value is not None else ""
    return words._("{value}, compared with {baseline}").format(
        value=words.number(value), baseline=words.number(baseline)
    )


def agreement(claim: Claim, words: Words) -> str:
    """How the claim stands to the published statement; empty where there is none."""
    if claim.held is None:
        return ""
    _ = words._
    return {
        Agreement.AGREES: _("The records give the same figures as the published statement."),
        Agreement.DIFFERS: _("The records give other figures than the published statement."),
        Agreement.CANNOT_BE_COMPUTED: _(
            "The published statement cannot be checked with the records on file."
        ),
        Agreement.RESTS_ON_THE_STATEMENT: _(
            "The figures are the published statement's own; nothing else confirms them yet."
        ),
    }[claim.held.agreement]


def rule(view: View, claim: Claim, words: Words) -> str:
    """How the number is made."""
    _ = words._
    if claim.kind == "first_record":
        return _(
            "The earliest verified record of the species in this area, whatever its source. "
            "If an earlier record arrives, the claim moves to it."
        )
    if claim.indicator.basis == "published_total":
        return _(
            "A published total: the number is taken from the source as it stands. "
            "Single records are not added to it."
        )
    if claim.kind == "conflict_incidents":
        return _(
            "One incident is one event on one day at one place with one kind of animal. "
            "Only confirmed and probable incidents with harm count; sightings near people "
            "are counted apart."
        )
    events = view.programme.events
    text = (
        _(
            "A detection is an independent event: records of one species at one location belong "
            "together while less than {minutes} minutes lie between one and the next."
        )
        if events.rule == "since_previous_record"
        else _(
            "A detection is an independent event: a record counts when at least {minutes} "
            "minutes lie between it and the last record that counted."
        )
    )
    return text.format(minutes=words.number(events.threshold_minutes))


def interval_rule(claim: Claim, words: Words) -> str:
    """How the interval of the comparison is made; empty where there is none."""
    if claim.ratio is None:
        return ""
    _, comparison = words._, claim.comparison
    if comparison is None or comparison.stations is None:
        return _(
            "Given both counts, the current one is binomial with a share that follows from the "
            "two efforts; Clopper-Pearson bounds on that share give the exact 95 % interval of "
            "the ratio. It assumes that every event came alone, so it names neither an increase "
            "nor a decrease. {p}."
        ).format(p=_p_value(claim.ratio.p_value, words))
    return _(
        "The interval shown is the wider, at each end, of two 95 % intervals: the exact one, "
        "{exact_low} to {exact_high}, which assumes that every event came alone, and one that "
        "takes the stations (or villages) as the sample, {low} to {high}, made by reshuffling "
        "them between the periods in {arrangements} ways. {p}, the larger of both; with all "
        "{comparisons} comparisons of this page in mind (Holm), {adjusted}."
    ).format(
        exact_low=words.ratio(comparison.exact.low),
        exact_high=_end(comparison.exact.high, words),
        low=words.ratio(comparison.stations.low),
        high=_end(comparison.stations.high, words),
        arrangements=words.number(comparison.stations.arrangements),
        p=_p_value(claim.ratio.p_value, words),
        comparisons=words.number(comparison.comparisons),
        adjusted=_p_value(comparison.holm_p, words),
    )


def _end(high: float, words: Words) -> str:
    return words._("no upper end") if high == float("inf") else words.ratio(high)


def _p_value(p: float, words: Words) -> str:
    """The p-value to three decimals; smaller ones as below that."""
    if p < SMALLEST:
        return f"p < {words.number(SMALLEST, 3)}"
    return f"p = {words.number(p, 3)}"


def other_basis(claim: Claim, words: Words) -> str:
    """The same question answered the other way round; empty where that has no answer."""
    if claim.other_basis is None:
        return ""
    current, baseline = claim.other_basis
    _ = words._

    def said(count):
        return (
            _("not recorded") if count is None or count.value is None else words.number(count.value)
        )

    alone = claim.baseline_period is None
    if claim.indicator.basis == "published_total" and alone:
        text = _("Counted from single records on file: {current}.")
    elif alone:
        text = _("Published totals on file: {current}.")
    elif claim.indicator.basis == "published_total":
        text = _(
            "Counted from single records on file: {current}; in the earlier period: {baseline}."
        )
    else:
        text = _("Published totals on file: {current}; for the earlier period: {baseline}.")
    return text.format(current=said(current), baseline=said(baseline))


def needed(claim: Claim, words: Words) -> list[str]:
    """What would be needed to say more, most useful first; empty where nothing is missing."""
    _ = words._
    codes = {found.code for found in claim.caveats}
    wanted = []
    if claim.verdict is Verdict.NOT_RECORDED:
        wanted.append(_("The records themselves: nothing is on file for this claim."))
    if "no_period" in codes or "end_unknown" in codes:
        wanted.append(_("The first and the last day of each period."))
    if "effort_unknown" in codes:
        wanted.append(_("The trap-nights of both periods: when each camera was set and collected."))
    if "no_reporting_on_file" in codes:
        wanted.append(
            _("A list of the areas and months in which reports were collected, and by whom.")
        )
    if "first_undated" in codes or "first_published_by" in codes:
        wanted.append(_("The day of the record, and who verified it."))
    if "effort_before_unknown" in codes:
        wanted.append(_("When monitoring began there, and with how many cameras."))
    if "within_chance" in codes:
        wanted.append(_("More seasons with the same effort."))
    if claim.held is not None and claim.held.agreement is Agreement.RESTS_ON_THE_STATEMENT:
        wanted.append(_("A second source: the survey's own table, or its report."))
    if claim.held is not None and claim.held.agreement is Agreement.DIFFERS:
        wanted.append(_("The list of records behind the published figure."))
    return wanted


def target_words(claim: Claim, words: Words) -> str:
    """How far the claim is on the way to its published target; empty where there is none."""
    target = claim.indicator.target
    if target is None or claim.value is None:
        return ""
    gone = progress(claim.value, target.baseline, target.target)
    return words._(
        "Target: {target} by {target_year}, from {baseline} in {baseline_year}. "
        "Now {value}: {share} of the way."
    ).format(
        target=words.number(target.target, 1),
        target_year=target.target_year,
        baseline=words.number(target.baseline, 1),
        baseline_year=target.baseline_year,
        value=words.number(claim.value),
        share=words.percent(gone),
    )


def effort_words(claim: Claim, words: Words) -> str:
    """How much looking, or asking, stands behind both counts."""
    _ = words._
    if claim.kind == "first_record":
        before = claim.first.trap_nights_before if claim.first else None
        if before is None:
            return _("The effort spent there is not on record.")
        return _("{n} trap-nights before the record.").format(n=words.number(before))
    if claim.effort is None:
        return _("Not on record. It is unknown, which is not the same as none.")
    alone = {
        "trap-nights": _("{current} trap-nights."),
        "area-months": _("Reports were collected in {current} area-months."),
    }
    compared = {
        "trap-nights": _("{current} trap-nights; in the period compared with: {baseline}."),
        "area-months": _(
            "Reports were collected in {current} area-months; "
            "in the period compared with: {baseline}."
        ),
    }
    text = (alone if claim.baseline_period is None else compared)[claim.effort.unit]
    unknown = _("not on record")
    return text.format(
        current=unknown if claim.effort.current is None else words.number(claim.effort.current),
        baseline=unknown if claim.effort.baseline is None else words.number(claim.effort.baseline),
    )
