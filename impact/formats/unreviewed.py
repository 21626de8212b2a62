"""Tables of what a program saw in pictures, and nobody has looked at yet: refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.signatures import REVIEW

if TYPE_CHECKING:
    from impact.formats.common.sheets import Sheet

PROGRAMS = {
    "DeepFaune": {"prediction", "score", "top1"},
    "SpeciesNet": {"filepath", "prediction", "predictionscore"},
    "MegaDetector": {"maxdetectionconf", "detections"},
}
"""Program → headings, as `key_of` writes them, that only its tables have together."""


def refuse_unreviewed(sheet: Sheet) -> None:
    """See that a table was not written by a detector or a classifier.

    Raises
    ------
    FileError
        It was: which program wrote it, and in which programs its findings are reviewed.
    """
    for program, headings in PROGRAMS.items():
        if sheet.keys >= headings:
            raise FileError(
                Sentence(
                    "{name} is the output of {program}: nobody has looked yet.",
                    name=sheet.label,
                    program=program,
                ),
                REVIEW,
            )
