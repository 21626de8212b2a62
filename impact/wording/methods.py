"""How each figure is made, in the words of the module that makes it.

A metric is defined in one place: the text at the head of its module in `impact.metrics`. The
methods page, the notes under the charts and the reports all read it from there. The text is
translated like any other words: its paragraphs are messages of the catalogue.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.metrics import (
    areas,
    change,
    conflicts,
    effort,
    estimates,
    events,
    first_records,
    individuals,
    rates,
    reports,
    targets,
    zero,
)

if TYPE_CHECKING:
    from types import ModuleType

    from impact.wording.language import Words

METRICS: dict[str, ModuleType] = {
    "detections": events,
    "effort": effort,
    "rates": rates,
    "change": change,
    "zero": zero,
    "first_records": first_records,
    "individuals": individuals,
    "conflicts": conflicts,
    "areas": areas,
    "reports": reports,
    "estimates": estimates,
    "targets": targets,
}


@dataclass(frozen=True)
class Method:
    """How a figure is made: what it is, and the rule in a few paragraphs."""

    metric: str
    what: str
    how: tuple[str, ...]

    @property
    def heading(self) -> str:
        """What it is, without the stop that ends a sentence: a heading is none."""
        return self.what.rstrip(".")


def paragraphs(metric: str) -> list[str]:
    """The text of a metric, a paragraph each, as it stands in the catalogue."""
    text = inspect.getdoc(METRICS[metric]) or ""
    blocks = [" ".join(block.split()) for block in text.split("\n\n")]
    return [block.replace("`", "") for block in blocks if block]


def method(metric: str, words: Words) -> Method:
    """How a figure is made, in one language."""
    what, *how = (words._(text) for text in paragraphs(metric))
    return Method(metric, what, tuple(how))
