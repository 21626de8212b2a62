"""The sentence of a claim: what leads a card, a slide, an alt text and a spoken note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Reason, Verdict
from impact.claims.caveats import EFFORT_MAY_DIFFER
from impact.metrics.rates import rate
from impact.wording.methods import method

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.claims.model import Period
    from impact.disclosure import View
    from impact.model.programme import Text
    from impact.wording.language import Words

METRIC_OF = {
    "detections": "detections",
    "conflict_incidents": "conflicts",
    "first_record": "first_records",
}


def sentence(view: View, claim: Claim, words: Words) -> str:
    """The claim in one sentence that can stand alone.

    The direction ("an increase") is said only where the interval allows it; where effort
    differs much between the periods, the rate comes before the count.
    """
    if claim.kind == "first_record":
        text = _first(view, claim, words)
    elif claim.verdict is Verdict.NOT_RECORDED:
        text = words._("Not recorded: {what} {place} {when}").format(
            what=_subject(view, claim, words), **_where_and_when(claim, words)
        )
    elif _effort_differs(claim):
        text = _rates(view, claim, words)
    else:
        text = _counts(view, claim, words)
    return " ".join(text.split()).replace(" ,", ",")


def headline_number(claim: Claim, words: Words) -> str:
    """The number as a card shows it; a dash where nothing is recorded."""
    if claim.value is None:
        return "–"
    return words._("1st") if claim.kind == "first_record" else words.number(claim.value)


def title(view: View, claim: Claim, words: Words) -> str:
    """What the claim is about, without figures: for headings, files and link texts."""
    what = _subject(view, claim, words)
    text = words._("{what} {place}").format(what=what, place=words.of(claim.indicator.place))
    return text[:1].upper() + text[1:]


def finding(claim: Claim, words: Words) -> str:
    """What the verdict means, in a few words; it stands beside the number as a mark."""
    _ = words._
    return {
        Verdict.INCREASE: _("Increase"),
        Verdict.DECREASE: _("Decrease"),
        Verdict.NO_CLEAR_CHANGE: _("No clear change"),
        Verdict.TOO_FEW_TO_TELL: _("Too few to tell"),
        Verdict.TOO_FEW_STATIONS: _too_few(claim, words),
        Verdict.NO_UNITS: _("No finding: villages not known")
        if claim.kind == "conflict_incidents"
        else _("No finding: stations not known"),
        Verdict.COUNTS_ONLY: _("Counts only"),
        Verdict.ZERO: _("None recorded, with reports collected")
        if claim.kind == "conflict_incidents"
        else _("None recorded, with cameras out"),
        Verdict.ZERO_EFFORT_UNKNOWN: _("None reported; effort unknown"),
        Verdict.FIRST_RECORD: _("First record"),
        Verdict.FIRST_AS_REPORTED: _("First, as reported"),
        Verdict.NOT_RECORDED: _("Not recorded"),
    }[claim.verdict]


def _too_few(claim: Claim, words: Words) -> str:
    _ = words._
    if claim.comparison is not None and claim.comparison.reason is Reason.TOO_UNLIKE:
        return _("Too unlike to tell")
    if claim.kind == "conflict_incidents":
        return _("Too few villages to tell")
    return _("Too few stations to tell")


def comparison(claim: Claim, words: Words) -> str:
    """How the two periods compare at equal effort; empty where effort is not known."""
    ratio = claim.ratio
    if ratio is None:
        return ""
    if ratio.high == float("inf"):
        return words._(
            "At equal effort at least {low} times as many (95 % interval, no upper end)."
        ).format(low=words.ratio(ratio.low))
    return words._(
        "At equal effort {estimate} times as many (95 % interval {low} to {high})."
    ).format(
        estimate=words.ratio(ratio.estimate),
        low=words.ratio(ratio.low),
        high=words.ratio(ratio.high),
    )


def period_words(period: Period | None, given: Text, words: Words) -> str:
    """When: the programme's own words, else the dates as far as they are known."""
    if given:
        return words.of(given)
    if period is None or period.start is None:
        return ""
    start, end, _ = period.start, period.end, words._
    if end is None and period.precision == "year":
        return _("since {year}").format(year=start.year)
    if end is None:
        return _("since {start}").format(start=words.date(start, period.precision, inside=True))
    if start.is_year_start and end.normalize().is_year_end:
        if start.year == end.year:
            return _("in {year}").format(year=start.year)
        return _("from {first_year} to {last_year}").format(
            first_year=start.year, last_year=end.year
        )
    if period.precision == "month":
        if start.to_period("M") == end.to_period("M"):
            return _("in {month}").format(month=words.date(start, "month"))
        return _("from {first_month} to {last_month}").format(
            first_month=words.date(start, "month"), last_month=words.date(end, "month")
        )
    if start.normalize() == end.normalize():
        return _("on {date}").format(date=words.date(start))
    return _("from {start} to {end}").format(start=words.date(start), end=words.date(end))


def _subject(view: View, claim: Claim, words: Words) -> str:
    """The thing counted, in the plural: "leopard detections"."""
    names = _species(view, claim, words)
    if claim.kind == "conflict_incidents":
        return words._("human-{species} conflicts").format(**names)
    if claim.kind == "first_record":
        return words._("first {species}").format(**names)
    return words._("{species} detections").format(**names)


def _species(view: View, claim: Claim, words: Words) -> dict[str, str]:
    """The species' short name, and its genitive for the languages that have one."""
    species = view.programme.species_named(claim.indicator.species)
    short = words.of(species.short) if species else claim.indicator.species
    return {"species": short, "species_of": (species and words.of(species.genitive)) or short}


def _where_and_when(claim: Claim, words: Words) -> dict[str, str]:
    indicator = claim.indicator
    return {
        "place": words.of(indicator.place),
        "when": period_words(claim.current_period, indicator.current_words, words),
    }


def _counted_things(view: View, claim: Claim, words: Words) -> str:
    """ "11 leopard detections on Uly Balkan since 2024" """
    if claim.kind == "conflict_incidents":
        text = words.ngettext(
            "{n} human-{species} conflict {place} {when}",
            "{n} human-{species} conflicts {place} {when}",
            claim.value,
        )
    else:
        text = words.ngettext(
            "{n} {species} detection {place} {when}",
            "{n} {species} detections {place} {when}",
            claim.value,
        )
    return text.format(
        n=words.number(claim.value),
        **_species(view, claim, words),
        **_where_and_when(claim, words),
    )


def _against(claim: Claim, words: Words, when: str | None = None) -> str:
    """ "up from 5 in 2023": the plain comparison of two counts."""
    if claim.baseline is None:
        return ""
    _ = words._
    when = _baseline_when(claim, words) if when is None else when
    if claim.value > claim.baseline:
        text = _("up from {n} {when}")
    elif claim.value < claim.baseline:
        text = _("down from {n} {when}")
    else:
        text = _("as many as {when}") if when else _("as many as before")
    return text.format(n=words.number(claim.baseline), when=when).strip()


def _baseline_when(claim: Claim, words: Words) -> str:
    return period_words(claim.baseline_period, claim.indicator.baseline_words, words)


def _counts(view: View, claim: Claim, words: Words) -> str:
    text = _counted_things(view, claim, words)
    against = _against(claim, words)
    if against:
        text = f"{text}, {against}"
    return f"{text}{_finding_tail(claim, words)}"


def _finding_tail(claim: Claim, words: Words) -> str:
    _ = words._
    if claim.verdict is Verdict.TOO_FEW_STATIONS:
        if claim.comparison is not None and claim.comparison.reason is Reason.TOO_UNLIKE:
            return _(": the two periods are too unlike to tell")
        if claim.kind == "conflict_incidents":
            return _(": too few villages to tell")
        return _(": too few stations to tell")
    return {
        Verdict.INCREASE: _(": an increase"),
        Verdict.DECREASE: _(": a decrease"),
        Verdict.NO_CLEAR_CHANGE: _(": no clear change"),
        Verdict.TOO_FEW_TO_TELL: _(": too few to tell"),
    }.get(claim.verdict, "")


def _effort_differs(claim: Claim) -> bool:
    effort = claim.effort
    if claim.ratio is None or effort is None or not claim.value:
        return False
    return abs(effort.current / effort.baseline - 1) > EFFORT_MAY_DIFFER


def _rates(view: View, claim: Claim, words: Words) -> str:
    """The rate first, because so many more cameras would see more cats anyway."""
    if claim.kind == "conflict_incidents":
        per = 12.0
        text = words.ngettext(
            "{rate} human-{species} conflicts a year of reporting in one area {place} {when}, "
            "against {before} {baseline_when} ({n} incident, {against})",
            "{rate} human-{species} conflicts a year of reporting in one area {place} {when}, "
            "against {before} {baseline_when} ({n} incidents, {against})",
            claim.value,
        )
    else:
        per = 100.0
        text = words.ngettext(
            "{rate} {species} detections per 100 trap-nights {place} {when}, "
            "against {before} {baseline_when} ({n} detection, {against})",
            "{rate} {species} detections per 100 trap-nights {place} {when}, "
            "against {before} {baseline_when} ({n} detections, {against})",
            claim.value,
        )
    now = rate(claim.effort.compared, claim.effort.current, per=per).estimate
    before = rate(claim.effort.baseline_compared, claim.effort.baseline, per=per).estimate
    return text.format(
        rate=words.ratio(now),
        before=words.ratio(before),
        n=words.number(claim.value),
        against=_against(claim, words, when=""),
        baseline_when=_baseline_when(claim, words),
        **_species(view, claim, words),
        **_where_and_when(claim, words),
    ) + _finding_tail(claim, words)


def _first(view: View, claim: Claim, words: Words) -> str:
    _ = words._
    place = words.of(claim.indicator.place)
    note = words.of(claim.indicator.place_note)
    fields = {
        **_species(view, claim, words),
        "place": f"{place}, {note}" if note else place,
    }
    if claim.verdict is Verdict.NOT_RECORDED:
        return _("Not recorded: {species} {place}").format(**fields)
    if claim.verdict is Verdict.FIRST_AS_REPORTED:
        return _("1st {species} reported {place}").format(**fields)
    start, end = claim.first.start, claim.first.end
    when = words.date(start, claim.first.precision)
    if end is not None and end.to_period("M") != start.to_period("M"):
        last = words.date(end, claim.first.precision)
        when = when if last == when else f"{when} – {last}"
    return _("1st {species} recorded {place}: {date}").format(date=when, **fields)


def unit_words(claim: Claim, words: Words) -> str:
    """What the number counts, as the label above it."""
    _ = words._
    return {
        "detections": _("detections"),
        "conflict_incidents": _("conflicts"),
        "first_record": _("first record"),
    }[claim.kind]


def unit_meaning(claim: Claim, words: Words) -> str:
    """What exactly the number counts, as its metric is defined: one look away from the label."""
    return method(METRIC_OF[claim.kind], words).what


def change_words(claim: Claim, words: Words) -> str:
    """ "up from 5": the plain comparison below the number; empty where there is none."""
    if claim.value is None or claim.kind == "first_record":
        return ""
    return _against(claim, words)
