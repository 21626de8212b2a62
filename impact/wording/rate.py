"""The rate of one period with its interval and its stations, where no other is compared with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.metrics.rates import rate
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.wording.language import Words

PER = {"detections": 100.0, "conflict_incidents": 12.0}  # trap-nights, months of reporting
RATE = {
    "trap-nights": Sentence(
        "{rate} detections per 100 trap-nights (95% confidence interval {low} to {high}): {n} in "
        "{effort} trap-nights."
    ),
    "area-months": Sentence(
        "{rate} conflicts per year of reporting in one area (95% confidence interval {low} to "
        "{high}): {n} in {effort} months of reporting, summed over areas."
    ),
    "unit-months": Sentence(
        "{rate} conflicts per year of reporting in one village or herders' group (95% confidence "
        "interval {low} to {high}): {n} in {effort} months of reporting, summed over them."
    ),
}
SPREAD = {
    "trap-nights": Sentence("Stations with a detection: {some} of {all}."),
    "area-months": Sentence("Areas with a conflict: {some} of {all}."),
    "unit-months": Sentence("Villages or herders' groups with a conflict: {some} of {all}."),
}


def alone_with_effort(claim: Claim) -> bool:
    """Whether a count of known effort has no other period beside it."""
    found = claim.effort
    if found is None or claim.kind not in PER or claim.baseline_period is not None:
        return False
    return bool(found.current) and found.compared is not None


def rate_words(claim: Claim, words: Words) -> str:
    """The rate with its exact Poisson interval and how it is spread; empty for two periods.

    Without effort there is no rate; that of two periods stands in their comparison, and how high
    a rate of nothing may be in a caveat of its own.
    """
    found = claim.effort
    if found is None or not found.current or not found.compared or not alone_with_effort(claim):
        return ""
    made = rate(found.compared, found.current, per=PER[claim.kind])
    texts = [
        words.said(
            RATE[found.unit].with_values(
                rate=words.ratio(made.estimate),
                low=words.ratio(made.low),
                high=words.ratio(made.high),
                n=words.number(found.compared),
                effort=words.number(found.current),
            )
        )
    ]
    if found.units is not None and found.units_with_event is not None:
        some, every = words.number(found.units_with_event), words.number(found.units)
        texts.append(words.said(SPREAD[found.unit].with_values(some=some, all=every)))
    return " ".join(texts)
