"""A mail for donors and partners: what changed since a day, what is new, and what is needed.

It holds its pictures, so that it asks nobody for anything when it is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pandas as pd

from impact.changes.difference import Changes, between
from impact.handouts.packs import map_names
from impact.handouts.pictures import content, drawn_picture
from impact.plain.correction_pages import change_words, claim_steps, version_and_reason
from impact.plain.templating import TEMPLATES
from impact.wording.cause import cause_not_shown, context_words
from impact.wording.citation import citation
from impact.wording.evidence import needed
from impact.wording.lists import (
    area_lines,
    detection_lines,
    incident_lines,
    milestone_lines,
    undated_words,
)
from impact.wording.preview import with_mark
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    import datetime as dt

    from impact.disclosure import View
    from impact.plain.standing import History
    from impact.wording.language import Words


@dataclass(frozen=True)
class Part:
    """A part of the mail: a heading, then lines; what is empty is said in a line of its own.

    The note, above the lines, holds of all of them.
    """

    heading: str
    lines: tuple[str, ...]
    note: str = ""


def digest(
    view: View, history: History, words: Words, *, since: dt.date, now: dt.datetime
) -> bytes:
    """The mail as the content of an .eml file, without a receiver: whoever sends it names them.

    Parameters
    ----------
    view : View
        The newest version.
    history : History
    words : Words
    since : date
        The first day that it tells of.
    now : datetime
        The moment that it is written at, which its last day is.
    """
    parts = parts_of(view, history, words, since=since, until=now.date())
    shown = _pictures(view, words)
    mail = EmailMessage(policy=SMTP)
    # A header is one line: a name with a line break in it would make another header
    mail["Subject"] = " ".join(_subject(view, words, since, now.date()).split())
    mail["Date"] = format_datetime(now)
    mail["X-Unsent"] = "1"  # mail programs then open it as a draft
    mail.set_content(_text(view, words, parts))
    html = TEMPLATES.get_template("mail.html.j2").render(
        words=words,
        title=_subject(view, words, since, now.date()),
        parts=parts,
        pictures=[(f"claim-{n}", said) for n, (said, _png) in enumerate(shown)],
        citation=f"{cause_not_shown(view.claims, words)} {citation(view, words)}",
    )
    mail.add_alternative(html, subtype="html")
    _set_pictures(mail, shown)
    return mail.as_bytes()


def _set_pictures(mail: EmailMessage, shown: list[tuple[str, bytes]]) -> None:
    """The pictures beside the HTML that shows them; the same mail gives the same bytes."""
    # Boundaries are drawn by chance unless they are given
    mail.set_boundary("==impact-alternative==")
    body = mail.get_body(("html",))
    if body is None or not shown:
        return
    for number, (_said, png) in enumerate(shown):
        name = f"claim-{number}"
        body.add_related(
            png, "image", "png", cid=f"<{name}>", filename=f"{name}.png", disposition="inline"
        )
    body.set_boundary("==impact-related==")


def parts_of(
    view: View, history: History, words: Words, *, since: dt.date, until: dt.date
) -> tuple[Part, ...]:
    """What changed, what is new, what is needed."""
    _ = words._
    found = between(view, pd.Timestamp(since), pd.Timestamp(until))
    own, others = found.of(own=True), found.of(own=False)
    wanted = [
        _("{claim} Needed: {needed}").format(
            claim=with_mark(view, claim, words), needed=" ".join(texts)
        )
        for claim in view.claims
        if (texts := needed(claim, words))
    ]
    told, nothing = _("Context: the region and the work of others"), (_nothing_dated(words),)
    context = f"{context_words(words)} {undated_words(others.undated, words)}".strip()
    listed, beside = _new(view, own, words), _new(view, others, words)
    return (
        Part(_("What changed in the published claims"), _changed(history, words, since)),
        Part(
            _("The work of the programme and its partners"),
            listed or nothing,
            _not_told(view, own, until, words),
        ),
        *([Part(told, beside or nothing, context)] if beside or others.undated else []),
        Part(_("What is needed"), tuple(wanted) or (_("Nothing is missing for any claim."),)),
    )


def _not_told(view: View, found: Changes, until: dt.date, words: Words) -> str:
    """What the period may hold that no line tells of: records without a date, and later ones."""
    as_of, told = view.programme.about.as_of, undated_words(found.undated, words)
    if as_of < until:
        gathered = words._("Records were gathered by {date}; nothing later is on file.")
        told = f"{gathered.format(date=words.date(pd.Timestamp(as_of)))} {told}"
    return told.strip()


def _new(view: View, found: Changes, words: Words) -> tuple[str, ...]:
    """Each row with who acted or recorded it, and its source: a mail has no column for them."""
    listed = (
        *milestone_lines(found.milestones, words),
        *detection_lines(view, found.detections, words),
        *incident_lines(view, found.incidents, words),
        *area_lines(view, found.areas, words),
    )
    return tuple(f"{text} ({source})" for text, *_why, source, _link in listed)


def _changed(history: History, words: Words, since: dt.date) -> tuple[str, ...]:
    _, steps = words._, claim_steps(history, words.language)
    if not history.publications:
        return (
            _("No version has been published yet, so there are no earlier claims to compare with."),
        )
    found = []
    for one in history.publications:
        if one.moment.date() < since:
            continue
        if one.withdrawn:
            found.append(version_and_reason(one, words))
        found += [
            one_stop(f"{version_and_reason(one, words)}. {change_words(step, words)}")
            for step in steps.get(one.number, [])
        ]
    return tuple(found) or (_("No published claim has changed."),)


def _nothing_dated(words: Words) -> str:
    return words._("Nothing is on file that is dated in this period.")


def _pictures(view: View, words: Words) -> list[tuple[str, bytes]]:
    """The charts of claims, each with the sentence that says the same."""
    found = (drawn_picture(view, words, map_names(), f"claim-{one.id}") for one in view.claims)
    return [(one.sentence, content(one, "png")) for one in found if one is not None]


def _subject(view: View, words: Words, since: dt.date, until: dt.date) -> str:
    return words._("{programme}: what changed from {start} to {end}").format(
        programme=words.of(view.programme.about.short_name),
        start=words.date(pd.Timestamp(since)),
        end=words.date(pd.Timestamp(until)),
    )


def _text(view: View, words: Words, parts: tuple[Part, ...]) -> str:
    lines = []
    for part in parts:
        note = [part.note, ""] if part.note else []
        lines += [part.heading, "", *note, *(f"- {line}" for line in part.lines), ""]
    return "\n".join([*lines, cause_not_shown(view.claims, words), citation(view, words), ""])
