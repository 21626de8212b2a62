"""The sentence of a claim: what leads a card, a slide, an alt text and a spoken note."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from impact.claims import Reason, Verdict
from impact.claims.model import EFFORT_MAY_DIFFER
from impact.metrics.rates import rate
from impact.wording.counted import COUNTED
from impact.wording.counted_rates import RATES
from impact.wording.methods import method
from impact.wording.periods import first_day, period_words
from impact.wording.rate import PER
from impact.wording.stops import capital

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

# The findings that a sentence names at its end.
SAID = (
    Verdict.INCREASE,
    Verdict.DECREASE,
    Verdict.NO_CLEAR_CHANGE,
    Verdict.TOO_FEW_TO_TELL,
    Verdict.TOO_FEW_STATIONS,
)
LARGEST = 1000  # of a ratio's end that is printed as it is
METRIC_OF = {
    "detections": "detections",
    "conflict_incidents": "conflicts",
    "first_record": "first_records",
}


def sentence(view: View, claim: Claim, words: Words) -> str:
    """The claim in one sentence that can stand alone, wholly in one language.

    The direction ("an increase") is said only where the interval allows it; where effort
    differs much between the periods, the rate comes before the count.
    """
    return words.whole(lambda one: _sentence(view, claim, one))


def _sentence(view: View, claim: Claim, words: Words) -> str:
    if claim.kind == "first_record":
        text = _first(view, claim, words)
    elif claim.verdict is Verdict.NOT_RECORDED:
        text = words._("Not recorded: {what} {place} {when}").format(
            what=_subject(view, claim, words), **_where_and_when(claim, words)
        )
    elif claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN:
        text = words._("None reported: {what} {place} {when}").format(
            what=_subject(view, claim, words), **_where_and_when(claim, words)
        )
    elif _rates_lead(claim):
        text = _rates(view, claim, words)
    else:
        text = _counts(view, claim, words)
    # Ordinary spaces alone: one that must not break stands within a number.
    text = re.sub(" {2,}", " ", text).replace(" ,", ",").strip()
    return capital(text)


def headline_number(claim: Claim, words: Words) -> str:
    """The number as a card shows it; a dash where nothing is recorded."""
    if claim.value is None:
        return "–"
    if claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN:
        return words._("none reported")
    return words._("1st") if claim.kind == "first_record" else words.number(claim.value)


def title(view: View, claim: Claim, words: Words) -> str:
    """What the claim is about, without figures: for headings, files and link texts."""
    return words.whole(lambda one: capital(_about(view, claim, one)))


def title_within(view: View, claim: Claim, words: Words) -> str:
    """The same within a sentence: a name keeps its capital, a common word has none."""
    return words.whole(lambda one: _about(view, claim, one))


def _about(view: View, claim: Claim, words: Words) -> str:
    what = _subject(view, claim, words)
    return words._("{what} {place}").format(what=what, place=words.of(claim.indicator.place))


def comparison(claim: Claim, words: Words) -> str:
    """How the two periods compare at equal effort; empty where effort is not known."""
    ratio, _ = claim.ratio, words._
    if ratio is None:
        return ""
    if math.isinf(ratio.estimate):
        text = _(
            "None before, so there is no ratio; at equal effort, the records fit {low} times as "
            "many or more (95% confidence interval)."
        )
    elif math.isinf(ratio.high):
        text = _(
            "At equal effort, {estimate} times as many: the records fit {low} times as many or "
            "more (95% confidence interval)."
        )
    else:
        text = _(
            "At equal effort, {estimate} times as many: the records fit anything from {low} to "
            "{high} times as many (95% confidence interval), if the two periods differ in nothing "
            "else."
        )
    ends = {name: _end(getattr(ratio, name), words) for name in ("estimate", "low", "high")}
    return text.format(**ends)


def _end(value: float, words: Words) -> str:
    """An end of an interval; nobody can tell 1,200 times from 3,000."""
    if value > LARGEST:
        return words._("over {n}").format(n=words.number(LARGEST))
    return words.ratio(value)


def _subject(view: View, claim: Claim, words: Words) -> str:
    """The thing counted, in the plural: "leopard detections"."""
    names = _species(view, claim, words)
    if claim.kind == "conflict_incidents":
        return words._("human–{species} conflicts").format(**names)
    if claim.verdict is Verdict.FIRST_AS_REPORTED:
        return words._("first reported {species}").format(**names)
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


def _against(claim: Claim, words: Words, when: str | None = None) -> str:
    """ "up from 5 in 2023": the plain comparison of two counts."""
    if claim.baseline is None or (claim.value == 0 < claim.baseline and not claim.compares_zero):
        return ""
    _ = words._
    when = _baseline_when(claim, words) if when is None else when
    if claim.value > claim.baseline:
        text = _("up from {n} {when}")
    elif claim.value < claim.baseline:
        text = _("down from {n} {when}")
    else:
        text = _("as many as {when}") if when else _("as many as before")
    said = text.format(n=words.number(claim.baseline), when=when)
    return re.sub(" {2,}", " ", said).strip()  # without a date there are two blanks


def _baseline_when(claim: Claim, words: Words) -> str:
    return period_words(claim.baseline_period, claim.indicator.baseline_words, words)


def _counts(view: View, claim: Claim, words: Words) -> str:
    """ "11 leopard detections on Uly Balkan since 2024, up from 5 in 2023: no clear change" """
    direction = _direction(claim, words)
    if direction != "alone" and not _baseline_when(claim, words):
        direction = f"{direction}_undated"
    finding_said = "plain" if direction.endswith("_undated") else _finding_said(claim)
    text = words.ngettext(*COUNTED[claim.kind, direction, finding_said], claim.value)
    return text.format(**_figures(view, claim, words))


def _direction(claim: Claim, words: Words) -> str:
    """Which way the counts went; alone where they are not compared."""
    if not _against(claim, words):
        return "alone"
    if claim.value == claim.baseline:
        return "same"
    return "up" if claim.value > claim.baseline else "down"


def _finding_said(claim: Claim) -> str:
    """What a sentence says at its end; plain where nothing can be said."""
    if claim.comparison is not None and claim.comparison.reason is Reason.TOO_UNLIKE:
        return "too_unlike" if claim.verdict is Verdict.TOO_FEW_STATIONS else "plain"
    return str(claim.verdict) if claim.verdict in SAID else "plain"


def _figures(view: View, claim: Claim, words: Words) -> dict[str, str]:
    """What the sentence of a count needs beside its words."""
    before = "" if claim.baseline is None else words.number(claim.baseline)
    return {
        "n": words.number(claim.value),
        "before": before,
        "baseline_when": _baseline_when(claim, words),
        **_species(view, claim, words),
        **_where_and_when(claim, words),
    }


def _rates_lead(claim: Claim) -> bool:
    """Whether the counts alone would mislead: effort differs, or only what lies outside it turns.

    Where nothing lies within the effort of either period there is no ratio, and two rates of 0.
    """
    effort = claim.effort
    if effort is None or not effort.current or not effort.baseline or claim.baseline is None:
        return False
    differs = abs(effort.current / effort.baseline - 1) > EFFORT_MAY_DIFFER
    return (claim.ratio is not None and differs) or _outside_turns(claim)


def _outside_turns(claim: Claim) -> bool:
    """Whether only what lies outside the effort makes the counts rise, or fall."""
    now, before = claim.effort.compared, claim.effort.baseline_compared
    if now is None or before is None:
        return False
    counted = claim.value > claim.baseline, claim.value < claim.baseline
    return counted != (now > before, now < before)


def _rates(view: View, claim: Claim, words: Words) -> str:
    """The rate first, because so many more cameras would see more cats anyway."""
    by_unit = claim.effort.unit == "unit-months"
    kind = "incidents_by_unit" if by_unit else claim.kind
    text = words._(RATES[kind, _finding_said(claim)])
    per = PER[claim.kind]
    now = rate(claim.effort.compared, claim.effort.current, per=per).estimate
    earlier = rate(claim.effort.baseline_compared, claim.effort.baseline, per=per).estimate
    return text.format(
        rate=words.ratio(now),
        earlier_rate=words.ratio(earlier),
        **_figures(view, claim, words),
    )


def _first(view: View, claim: Claim, words: Words) -> str:
    _ = words._
    fields = {**_species(view, claim, words), "place": _noted_place(claim, words)}
    if claim.verdict is Verdict.NOT_RECORDED:
        return _("Not recorded: {species} {place}").format(**fields)
    if claim.verdict is Verdict.FIRST_AS_REPORTED:
        return _("1st {species} reported {place}").format(**fields)
    when = first_day(claim.first, words)
    return _("1st {species} recorded {place}: {date}").format(date=when, **fields)


def _noted_place(claim: Claim, words: Words) -> str:
    """The place, and what it is: an apposition behind it, or one phrase of the data."""
    indicator = claim.indicator
    if phrase := indicator.place_with_note.get(words.language):
        return phrase
    place, note = words.of(indicator.place), words.of(indicator.place_note)
    return f"{place}, {note}" if note else place


def unit_words(claim: Claim, words: Words) -> str:
    """What the number counts, as a label of its own."""
    _ = words._
    return _("detections") if claim.kind == "detections" else _("conflicts")


def counted_words(claim: Claim, words: Words) -> str:
    """What the number counts, as it is said behind the number; empty behind words."""
    if claim.kind == "first_record":
        return words._("record")
    if claim.value is None or claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN:
        return ""
    if claim.kind == "detections":
        return words.ngettext("detection", "detections", claim.value)
    return words.ngettext("conflict", "conflicts", claim.value)


def unit_meaning(claim: Claim, words: Words) -> str:
    """What exactly the number counts, as its metric is defined: one look away from the label."""
    return method(METRIC_OF[claim.kind], words).what


def change_words(claim: Claim, words: Words) -> str:
    """ "up from 5": the plain comparison below the number; empty where the rates go before it."""
    if claim.value is None or claim.kind == "first_record" or _rates_lead(claim):
        return ""
    return _against(claim, words)
