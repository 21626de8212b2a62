"""What stands beside words that no native reader has reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.wording.language import words_in
from impact.wording.other_language import InLanguage
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


def review_note(view: View, words: Words) -> str:
    """That a translation is not reviewed yet, and to whom to write; empty where it is."""
    if not words.unreviewed:
        return ""
    about = view.programme.about
    return words._(
        "This translation has not been reviewed by a native reader yet. Report a mistake: {contact}"
    ).format(contact=about.contact or words.of(about.contact_name))


def in_russian(view: View, claim: Claim, words: Words) -> str:
    """The Russian sentence of a claim, to read beside one that is not reviewed; else empty."""
    said = sentence(view, claim, words_in("ru")) if words.unreviewed else ""
    return InLanguage(said, "ru") if said else ""
