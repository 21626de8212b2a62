"""What a form of the programme is: its keys, the words beside each, and how each is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from impact.model.messages import Sentence

Kind = Literal[
    "line", "words", "long", "lines", "id", "number", "whole", "date", "flag", "colour",
    "languages", "picture", "choice",
]  # fmt: skip


@dataclass(frozen=True)
class FormField:
    """A key of the programme as a field of a form.

    Attributes
    ----------
    name : str
        The key within a thing of a list; empty where the thing is itself a text. In a form that
        is no list, the whole place: ``about.name``.
    kind : str
        ``words`` and ``long`` are texts in each language; ``lines`` is a list, one a line.
    options : str or dict
        Of a choice: its codes with their words, or what its codes name (``areas``).
    needed : bool
    english : bool
        Whether a text without English would leave a gap: it stands in for other languages.
    """

    name: str
    label: Sentence
    help: Sentence
    kind: Kind = "line"
    options: str | dict[str | int, Sentence] = ""
    needed: bool = False
    english: bool = True


@dataclass(frozen=True)
class Form:
    """A form of the programme.

    Attributes
    ----------
    name : str
        Where the list stands (``about.story``), or the name of a form that is no list.
    title : Sentence
    fields : tuple of FormField
    new : Sentence or None
        What a new thing of the list is called; None where the form is no list.
    title_key : str
        The key by which people know a thing of the list.
    staying : tuple of str
        Ids of things that the program cannot do without.
    """

    name: str
    title: Sentence
    fields: tuple[FormField, ...]
    new: Sentence | None = None
    title_key: str = ""
    staying: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The places of its fields in programme.toml, without numbers."""
        above = f"{self.name}." if self.new else ""
        return [f"{above}{field.name}".rstrip(".") for field in self.fields]


LINK = Sentence("A web address that begins with https://. May stay empty.")
SHORT = Sentence("Small Latin letters, figures and hyphens. It cannot be changed later.")
