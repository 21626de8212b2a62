"""Where a check code is asked for, and what is said of one that is not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.plain.blocks import Block, PlainPage

if TYPE_CHECKING:
    from impact.wording.language import Words


def asking_page(words: Words, *, served: bool) -> PlainPage:
    """What a check code is for; on a server it can be typed here."""
    _ = words._
    texts = [
        _(
            "Each slide, report, figure and table made from these pages carries a check code. "
            "With it you can see which of its numbers still read the same, and which were changed "
            "or corrected."
        )
    ]
    if not served:
        texts.append(_("Scan the code, or open the address that stands beside it."))
    title = _("Does this still hold?")
    return PlainPage("holds", title, texts[0], (Block(texts=tuple(texts)),), asks=served)


def unknown_page(words: Words) -> PlainPage:
    """What is said where no version has the code; the same whatever it was."""
    _ = words._
    texts = (
        _("No version published here has this code."),
        _(
            "Check the code again: one wrong letter is enough. A handout made from a "
            "draft, from a data folder or by another programme has a code that is not "
            "known here: then we cannot say whether it still holds."
        ),
    )
    title = _("Does this still hold?")
    return PlainPage("holds", title, texts[0], (Block(texts=texts),), asks=True)
