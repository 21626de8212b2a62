"""How we know: the rule of a claim, its caveats, and what would be needed to say more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement, Declared, Verdict
from impact.metrics.targets import progress
from impact.wording.cause import own_figure
from impact.wording.findings import known_but_too_few

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


SMALLEST = 0.001


def rule(view: View, claim: Claim, words: Words) -> str:
    """How the number is made."""
    _ = words._
    if claim.kind == "first_record":
        return (
            _(
                "The earliest record of the species reported from this area, whatever its "
                "source; who verified it is not known. If an earlier record arrives, the claim "
                "moves to it."
            )
            if own_figure(claim) or claim.verdict is Verdict.FIRST_AS_REPORTED
            else _(
                "The earliest record on file of the species in this area, whatever its source. "
                "If an earlier record arrives, the claim moves to it."
            )
        )
    if claim.indicator.basis == "published_total" and not claim.contradicted:
        return _(
            "A published total: the number is taken from the source as it stands. "
            "Single records are not added to it."
        )
    if claim.kind == "conflict_incidents":
        return _(
            "One incident is one event on one day at one place with one kind of animal. "
            "Only confirmed and probable incidents with harm count; close encounters "
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
            "two efforts; Clopper-Pearson bounds on that share give the exact 95% interval of "
            "the ratio. It assumes that every event came alone, so it names neither an increase "
            "nor a decrease. {p}; corrected (Holm) for the comparisons of this page "
            "({comparisons} in all): {adjusted}."
        ).format(
            p=_p_value(claim.ratio.p_value, words),
            comparisons=words.number(1 if comparison is None else comparison.comparisons),
            adjusted=_p_value(_adjusted(claim), words),
        )
    return _(
        "The interval shown is the wider, at each end, of two 95% intervals: the exact one, "
        "{exact_low} to {exact_high}, which assumes that every event came alone, and one that "
        "takes the stations (or villages) as the sample, {low} to {high}, made by reshuffling "
        "them between the periods in {arrangements} ways. {p}, the larger of the two; corrected "
        "(Holm) for the comparisons of this page ({comparisons} in all): {adjusted}."
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


def _adjusted(claim: Claim) -> float:
    """The p-value with all comparisons of the page in mind."""
    found = claim.comparison and claim.comparison.holm_p
    return claim.ratio.p_value if found is None else found


def declared_words(claim: Claim, words: Words) -> str:
    """Whether the question was asked before its data; empty where no version tells."""
    _ = words._
    if claim.declared is None:
        return ""
    if claim.declared is Declared.BEFORE:
        return _(
            "Declared before: a version published before this period began asked the question as "
            "it stands."
        )
    return _(
        "Chosen after: the question, as it stands, was first published after this period had "
        "begun. Of many questions asked of data that are already there, some seem to show a change "
        "by chance alone."
    )


def _end(high: float, words: Words) -> str:
    return words._("infinity") if high == float("inf") else words.ratio(high)


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
    _, own = words._, claim.indicator.basis
    from_records = own == "published_total" and not claim.contradicted

    def said(count):
        if count is None or count.value is None:
            return _("not recorded")
        unproven = from_records and count.value == 0 and not count.exposure
        return _("not recorded") if unproven else words.number(count.value)

    alone = claim.baseline_period is None
    if from_records and alone:
        text = _("Counted from single records on file: {current}.")
    elif alone:
        text = _("Published totals: {current}.")
    elif from_records:
        text = _(
            "Counted from single records on file: {current}; in the comparison period, {baseline}."
        )
    else:
        text = _("Published totals: {current}; in the comparison period, {baseline}.")
    who = {
        "by_others": _("Recorded by others, not by the programme."),
        "partly_by_others": _("Recorded in part by others."),
    }.get(claim.other_basis_by, "")
    return f"{text.format(current=said(current), baseline=said(baseline))} {who}".strip()


def needed(claim: Claim, words: Words) -> list[str]:
    """What would be needed to say more, most useful first; empty where nothing is missing."""
    _ = words._
    codes = {found.code for found in claim.caveats}
    wanted = []
    if claim.verdict is Verdict.NOT_RECORDED:
        wanted.append(_("The records themselves: nothing is on file for this claim."))
    if "no_period" in codes or "end_unknown" in codes:
        wanted.append(_("The first and the last day of each period."))
    if codes & {"effort_unknown", "earlier_effort_unknown"}:
        wanted.append(_("The trap-nights of both periods: when each camera was set and collected."))
    if codes & {"no_reporting_on_file", "earlier_reporting_unknown"}:
        wanted.append(
            _("A list of the areas and months in which reports were collected, and by whom.")
        )
    if "first_undated" in codes or "first_published_by" in codes:
        wanted.append(_("The day of the record, and who verified it."))
    if "effort_before_unknown" in codes:
        wanted.append(_("When monitoring began there, and with how many cameras."))
    if "within_chance" in codes:
        wanted.append(_("More seasons with the same effort."))
    incidents = claim.kind == "conflict_incidents"
    too_few = known_but_too_few(claim)
    if "too_unlike" in codes:
        wanted.append(
            _("About as many stations (or villages) in both periods, each for about as long.")
        )
    elif claim.verdict is Verdict.TOO_FEW_STATIONS or too_few:
        wanted.append(
            _("Reports from more villages: incidents in at least six of them.")
            if incidents
            else _("More stations: at least six with a detection, and six at work in each period.")
        )
    if claim.verdict is Verdict.NO_UNITS and not too_few:
        wanted.append(
            _("The village or herders' group of each incident, and of each month of reporting.")
            if incidents
            else _("The station of each detection, and when each camera was out.")
        )
    if own_figure(claim):
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
        if claim.first is None:
            for found in claim.caveats:
                if found.code == "effort_in_vain":
                    nights = words.number(found.values["trap_nights"])
                    return _("Trap-nights: {current}.").format(current=nights)
        before = claim.first.trap_nights_before if claim.first else None
        if before is None:
            return _("We do not know how much monitoring was done there.")
        return _("{n} trap-nights before the record.").format(n=words.number(before))
    if claim.effort is None:
        return _("No information. Unknown does not mean zero.")
    alone = {
        "trap-nights": _("Trap-nights: {current}."),
        "area-months": _("Months of reporting, summed over areas: {current}."),
        "unit-months": _(
            "Months of reporting, summed over villages and herders' groups: {current}."
        ),
    }
    compared = {
        "trap-nights": _("Trap-nights: {current}; in the comparison period, {baseline}."),
        "area-months": _(
            "Months of reporting, summed over areas: {current}; "
            "in the comparison period, {baseline}."
        ),
        "unit-months": _(
            "Months of reporting, summed over villages and herders' groups: {current}; "
            "in the comparison period, {baseline}."
        ),
    }
    text = (alone if claim.baseline_period is None else compared)[claim.effort.unit]
    unknown = _("not recorded")
    return text.format(
        current=unknown if claim.effort.current is None else words.number(claim.effort.current),
        baseline=unknown if claim.effort.baseline is None else words.number(claim.effort.baseline),
    )
