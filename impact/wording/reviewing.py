"""Which messages the public reads, and which of them a native reader has reviewed.

A review stands in the catalogue as a comment with a fingerprint of the words that were read: words
that change afterwards are unreviewed again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

# What the public reads stands in these; Russian has everything, other languages at least this.
PUBLIC = (
    "dashboard.py",
    "serving/",
    "pages/public/",
    "pages/shared/",
    "impact/claims/",
    "impact/disclosure/",
    "impact/figures/",
    "impact/handouts/",
    "impact/metrics/",
    "impact/plain/",
    "impact/wording/",
)
# What only staff read of these.
NOT_PUBLIC = (
    "impact/figures/season.py",
    "impact/handouts/iati.py",
    "impact/handouts/season_template.py",
    "impact/handouts/template.py",
    "pages/shared/activity.py",
    "pages/shared/changes_seen.py",
    "pages/shared/conflicts.py",
    "pages/shared/history.py",
    "pages/shared/people.py",
    "pages/shared/reasons.py",
    "pages/shared/undoing.py",
)
# Written by whoever wrote the program, and read by its users since.
READ_LONG_AGO = ("en", "ru")
_MARK = "reviewed "


def is_public(message: Message) -> bool:
    """Whether the public reads a message."""
    places = [file for file, _line in message.locations]
    return any(one.startswith(PUBLIC) and one not in NOT_PUBLIC for one in places)


def forms(message: Message) -> list[str]:
    """The words of a message, one for each of its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or [])


def is_reviewed(message: Message) -> bool:
    """Whether the words that a message has now were reviewed."""
    return _mark_of(message) in message.user_comments


def mark_reviewed(message: Message) -> None:
    """Keep in the catalogue that a native reader has reviewed these words."""
    others = [one for one in message.user_comments if not one.startswith(_MARK)]
    message.user_comments = [*others, _mark_of(message)]


def _mark_of(message: Message) -> str:
    words = "\0".join(forms(message)).encode("utf-8")
    return _MARK + hashlib.sha256(words).hexdigest()[:8]


def unreviewed(catalogue: Catalog, language: str) -> bool:
    """Whether the public may read words in this language that nobody has reviewed."""
    if language in READ_LONG_AGO:
        return False
    return any(
        message.id and is_public(message) and all(forms(message)) and not is_reviewed(message)
        for message in catalogue
    )
