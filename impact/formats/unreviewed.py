"""Tables of what a program saw in pictures, and nobody has looked at yet: refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.signatures import REVIEW

if TYPE_CHECKING:
    from impact.formats.common.sheets import Sheet

PROGRAMS = (
    ("DeepFaune", {"prediction", "score", "top1"}),
    ("DeepFaune", {"prediction", "score", "seqnum"}),
    ("SpeciesNet", {"filepath", "prediction", "predictionscore"}),
    ("MegaDetector", {"maxdetectionconf", "detections"}),
    ("MegaDetector", {"imagepath", "maxconfidence", "detections"}),
    ("Mbaza AI", {"pred1", "score1"}),
    ("AddaxAI", {"relativepath", "datatype", "maxconfidence"}),
    ("AddaxAI", {"relativepath", "datatype", "label", "confidence"}),
)
"""Program and headings, as `key_of` writes them, that only its tables have together."""

_PICTURE = {"file", "filename", "filepath", "image", "imagepath", "imagename", "imageid", "path"}
_GUESSED = {"prediction", "predictedlabel", "predictedspecies", "predictedclass", "predlabel"}
_HOW_SURE = {"score", "confidence", "probability", "prob", "conf", "predictionscore"}
_REVIEWED = {"isverified", "verified", "humanverified", "reviewed", "identifiedby", "classifiedby"}


def refuse_unreviewed(sheet: Sheet) -> None:
    """See that a table was not written by a detector or a classifier.

    Raises
    ------
    FileError
        It was: which program wrote it, and in which programs its findings are reviewed.
    """
    if sheet.keys & _REVIEWED:
        return
    for program, headings in PROGRAMS:
        if sheet.keys >= headings:
            raise FileError(
                Sentence(
                    "{name} is the output of {program}: nobody has looked yet.",
                    name=sheet.label,
                    program=program,
                ),
                REVIEW,
            )
    if all(sheet.keys & words for words in (_PICTURE, _GUESSED, _HOW_SURE)):
        raise FileError(
            Sentence(
                "{name} is what a machine saw in pictures: nobody has looked yet.", name=sheet.label
            ),
            REVIEW,
        )
