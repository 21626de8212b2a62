"""Text in another language than the page that it stands on, which says so to screen readers."""

from __future__ import annotations

from markupsafe import Markup


class InLanguage(str):
    """Text that nobody has written in the language of the page.

    It is a text like any other. `language` is the one that it is in; what is put together from
    it with other text has none.
    """

    language: str

    def __new__(cls, text: str, language: str) -> InLanguage:
        """The text, with its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.language


def marked(text: str) -> str | Markup:
    """Text for a page of HTML: with its language, where it is not that of the page."""
    if not isinstance(text, InLanguage):
        return text
    return Markup('<span lang="{}">{}</span>').format(text.language, str(text))
