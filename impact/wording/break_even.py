"""What would have to be otherwise for a finding to turn: arithmetic on two counts, in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.wording.language import Words


def break_even_words(claim: Claim, words: Words) -> list[str]:
    """The sentences of a comparison, effort first; empty where nothing is compared."""
    if claim.break_even is None:
        return []
    told = (_effort(claim, words), _recording(claim, words), _groups(claim, words))
    return [text for text in told if text]


def turning_question(claim: Claim, words: Words) -> str:
    """What the sentences of a comparison answer, as the heading above them."""
    _, now, before = words._, claim.value, claim.baseline
    if claim.ratio is not None or now is None or before is None or now == before:
        return _("What would change this finding?")
    if claim.kind == "conflict_incidents":
        return (
            _("With how much reporting would this be a real rise?")
            if now > before
            else _("With how much reporting would this be a real fall?")
        )
    return (
        _("With how much camera work would this be a real rise?")
        if now > before
        else _("With how much camera work would this be a real fall?")
    )


def _effort(claim: Claim, words: Words) -> str:
    """From which effort on the two counts mean fewer, or more; where the effort is not known."""
    more, fewer = claim.break_even.more_below, claim.break_even.fewer_above
    if claim.ratio is not None or more is None or fewer is None:
        return ""
    if more == 0:
        return _fall_to_none(fewer, claim, words)
    if math.isinf(fewer):
        return _rise_from_none(more, claim, words)
    text = _around_equal(claim, words) if more < 1 < fewer else _off_equal(claim, words)
    return text.format(low=words.ratio(more), high=words.ratio(fewer))


def _around_equal(claim: Claim, words: Words) -> str:
    _ = words._
    if claim.kind == "conflict_incidents":
        return _(
            "Even with equal reporting, chance alone could explain the two counts. This is a "
            "higher rate of incidents only if the later period had less than {low} times the "
            "earlier reporting, and a lower one only if it had more than {high} times as much."
        )
    return _(
        "Even with equal camera work, chance alone could explain the two counts. This is a "
        "higher detection rate only if the later period had less than {low} times the earlier "
        "camera work, and a lower one only if it had more than {high} times as much."
    )


def _off_equal(claim: Claim, words: Words) -> str:
    _ = words._
    if claim.kind == "conflict_incidents":
        return _(
            "This is a higher rate of incidents only if the later period had less than {low} "
            "times the earlier reporting, and a lower one only if it had more than {high} times "
            "as much. In between, chance alone could explain the two counts."
        )
    return _(
        "This is a higher detection rate only if the later period had less than {low} times the "
        "earlier camera work, and a lower one only if it had more than {high} times as much. In "
        "between, chance alone could explain the two counts."
    )


def _fall_to_none(fewer: float, claim: Claim, words: Words) -> str:
    _ = words._
    text = (
        _(
            "If the later period had at least {share} of the earlier reporting, and every "
            "incident came alone, a fall would be unlikely to be chance. How much it had is not "
            "known."
        )
        if claim.kind == "conflict_incidents"
        else _(
            "If the later period had at least {share} of the earlier camera work, and every "
            "visit came alone, a fall would be unlikely to be chance. How much it had is not known."
        )
    )
    return text.format(share=words.percent(math.ceil(fewer * 100) / 100))


def _rise_from_none(more: float, claim: Claim, words: Words) -> str:
    _ = words._
    text = (
        _(
            "If the later period had less than {share} of the earlier reporting, and every "
            "incident came alone, a rise would be unlikely to be chance. How much it had is not "
            "known."
        )
        if claim.kind == "conflict_incidents"
        else _(
            "If the later period had less than {share} of the earlier camera work, and every "
            "visit came alone, a rise would be unlikely to be chance. How much it had is not known."
        )
    )
    return text.format(share=words.percent(math.floor(more * 100) / 100))


def _recording(claim: Claim, words: Words) -> str:
    """How far the share of what gets recorded would have to change, where the effort is known."""
    share = claim.break_even.recording
    if share is None:
        return ""
    _ = words._
    incidents = claim.kind == "conflict_incidents"
    if claim.ratio is not None and claim.ratio.estimate > 1:
        text = (
            _(
                "The difference would vanish if the share of incidents that get reported had risen "
                "to {times} times the earlier one."
            )
            if incidents
            else _(
                "The difference would vanish if the share of visits that get recorded had risen to "
                "{times} times the earlier one."
            )
        )
        return text.format(times=words.ratio(share))
    text = (
        _(
            "The difference would vanish if the share of incidents that get reported were now only "
            "{share} of the earlier one."
        )
        if incidents
        else _(
            "The difference would vanish if the share of visits that get recorded were now only "
            "{share} of the earlier one."
        )
    )
    return text.format(share=words.percent(share))


def _groups(claim: Claim, words: Words) -> str:
    size = claim.break_even.clustering
    if size is None:
        return ""
    _ = words._
    text = (
        _("If incidents come in groups of about {size}, chance alone could give this difference.")
        if claim.kind == "conflict_incidents"
        else _("If visits come in groups of about {size}, chance alone could give this difference.")
    )
    return text.format(size=words.ratio(size))
