"""Tags and remarks that doubt the animal leave a record unverified, in every format that has them."""

from __future__ import annotations

import pytest

from impact.reading.doubt import remark_doubts
from tests.formats.corruptions import as_text
from tests.formats.samples import SAMPLES
from tests.formats.sending import received

DOUBTS = [
    "uncertain", "night|unsure", "not sure", "maybe a lynx", "ID uncertain; male", "lynx?", "?",
    "to be confirmed", "wrong ID", "low confidence", "не уверен, что барс", "возможно рысь",
    "есть сомнения", "это не барс", "текшерүү керек", "анық емес", "anyk däl", "not confirmed",
]  # fmt: skip
NO_DOUBTS = [
    "by the rock", "sex unknown", "probably female", "возможно самка", "maybe 2 cubs", "no doubt",
    "possibly the same individual as yesterday", "time uncertain", "сомнений нет", "certain", "2",
    "хороший снимок",
]  # fmt: skip


@pytest.mark.parametrize("remark", DOUBTS)
def test_a_remark_that_doubts_the_animal_is_doubt(remark):
    assert remark_doubts(remark)


@pytest.mark.parametrize("remark", NO_DOUBTS)
def test_a_remark_on_something_else_is_none(remark):
    assert not remark_doubts(remark)


# Format → a heading of its own for what people write beside a record.
HEADINGS = {
    "Camtrap DP, observations": ("observationTags",),
    "Wildlife Insights": ("individual_animal_notes",),
    "camera server": ("image_tags", "remarks"),
    "camtrapR": ("metadata_Comments", "Field notes"),
    "Camelot": ("Media Notes", "How sure"),
    "AddaxAI": ("remarks",),
    "Timelapse": ("Note0", "Certainty of the name"),
    "our own table": ("notes", "Примечания"),
}
EACH = [(name, heading) for name, headings in HEADINGS.items() for heading in headings]


def statuses(name: str, heading: str, remark: str) -> list[str]:
    """The status of each record of the sample, with a remark at the first."""
    sample = SAMPLES[name]
    head, first, *others = sample.files[sample.target]
    rows = [[*head, heading], [*first, remark], *([*row, ""] for row in others)]
    files = {
        n: as_text(r, sample.delimiter) for n, r in (sample.files | {sample.target: rows}).items()
    }
    frame = received(files, sample.answers).texts["detections"].frame
    word = frame.get("identification_verification_status", frame["row"].astype("str"))
    return word.where(word == "unverified", "verified").tolist()


@pytest.mark.parametrize(("name", "heading"), EACH)
def test_a_doubt_beside_a_record_leaves_that_record_unverified(name, heading):
    sure = statuses(name, heading, "by the rock")
    assert statuses(name, heading, "uncertain") == ["unverified", *sure[1:]]
    assert sure[0] == "verified"


@pytest.mark.parametrize("name", ["camtrapR", "Timelapse", "our own table"])
@pytest.mark.parametrize("heading", ["Sex", "Life_stage", "Collar"])
def test_an_uncertain_sex_is_no_uncertain_animal(name, heading):
    assert statuses(name, heading, "uncertain")[0] == "verified"
