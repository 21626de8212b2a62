"""Every published claim that ever read otherwise, why, and how long a wrong figure stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.plain.blocks import Block, Line, PlainPage
from impact.plain.standing import Edition, steps_of
from impact.wording.reasons import reasons

if TYPE_CHECKING:
    from impact.disclosure.publication import Publication
    from impact.handouts.carried import Carried
    from impact.plain.standing import History, Step
    from impact.wording.language import Words


def claim_steps(history: History, language: str) -> dict[int, list[Step]]:
    """By version, the claims that read otherwise than in the version before it."""
    found = [
        Edition(one, history.claims(one.number, language))
        for one in history.publications
        if not one.withdrawn
    ]
    keys = {one.key: None for edition in found for one in edition.numbers}
    steps: dict[int, list[Step]] = {}
    for key in keys:
        for step in steps_of(key, found, history.publications):
            steps.setdefault(step.publication.number, []).append(step)
    return steps


def corrections_page(history: History, words: Words) -> PlainPage:
    """Each change of a claim, the newest first; the first time that one is published is none."""
    _ = words._
    intro = _(
        "Every published claim that later changed, with the reason given when the change "
        "was published. No claim changes without being listed here."
    )
    if not history.publications:
        intro = _(
            "No version has been published yet. These pages show the data folder as it is "
            "now, and earlier claims are not kept, so corrections cannot be listed."
        )
    steps = claim_steps(history, words.language)
    blocks = [
        _block(one, steps.get(one.number, []), words) for one in reversed(history.publications)
    ]
    listed = [one for one in blocks if one]
    if history.publications and not listed:
        listed = [Block(texts=(_("No published claim has changed so far."),))]
    title = _("Corrections")
    return PlainPage("corrections", title, intro, (Block(texts=(intro,)), *listed))


def _block(publication: Publication, steps: list[Step], words: Words) -> Block | None:
    anchor = f"version-{publication.number}"
    if publication.withdrawn:
        return Block(heading=version_and_reason(publication, words), anchor=anchor)
    changed = [change_words(step, words) for step in steps if step.before is not None]
    if not changed:
        return None
    return Block(
        heading=version_and_reason(publication, words),
        anchor=anchor,
        lines=tuple(Line(text) for text in changed),
    )


def version_and_reason(publication: Publication, words: Words) -> str:
    """The version, its day, and why its claims read otherwise; or that it was withdrawn."""
    if publication.withdrawn:
        text = words._("Version {n} was withdrawn.")
        return text.format(n=words.number(publication.number))
    reason = reasons(words).get(publication.reason)
    text = words._("Version {n} of {day}: {reason}") if reason else words._("Version {n} of {day}")
    day = words.date(pd.Timestamp(publication.published.date()))
    return text.format(n=words.number(publication.number), day=day, reason=reason)


def change_words(step: Step, words: Words) -> str:
    """How a claim read before, how it reads now, and how long a wrong one stood."""
    _ = words._
    if step.before is None:
        return _("New: {after}").format(after=_now(step.after) if step.after else "")
    if step.after is None:
        return _("Was: {before} It is no longer published.").format(before=step.before.text)
    both = {"before": step.before.text, "after": _now(step.after)}
    if not step.corrected or (step.at_least and not step.days):
        return _("Was: {before} Now: {after}").format(**both)
    if not step.days:
        text = _("Was: {before} Now: {after} The wrong figure stood for less than a day.")
        return text.format(**both)
    if step.at_least:
        text = words.ngettext(
            "Was: {before} Now: {after} The wrong figure stood for at least {n} day.",
            "Was: {before} Now: {after} The wrong figure stood for at least {n} days.",
            step.days,
        )
    else:
        text = words.ngettext(
            "Was: {before} Now: {after} The wrong figure stood for {n} day.",
            "Was: {before} Now: {after} The wrong figure stood for {n} days.",
            step.days,
        )
    return text.format(**both, n=words.number(step.days))


def _now(number: Carried) -> str:
    """As a claim reads, with how sure it is: a line that goes round alone has nothing else."""
    return f"{number.text} {number.beneath}".strip()
