"""Doubt, absence and a program's guess stay what they are, whatever format they come in."""

from __future__ import annotations

import pytest

from impact.reading.doubt import doubt_in, presence_of
from tests.formats.sending import SNOW_LEOPARD, only

CAMERAS = (
    "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd\n"
    "d1,l1,39.5,54.5,2024-03-01T10:00:00+05:00,2024-04-01T10:00:00+05:00\n"
)


def camtrap_dp(name=SNOW_LEOPARD, count="1", method="human", by="A. Reader", **more):
    head = "observationID,deploymentID,eventStart,observationType,scientificName,count,"
    head += ",".join(["classificationMethod", "classifiedBy", *more])
    row = ["o1", "d1", "2024-03-05T10:00:00+05:00", "animal", name, count, method, by]
    return {"d.csv": CAMERAS, "o.csv": f"{head}\n{','.join([*row, *more.values()])}\n"}


def darwin_core(name=SNOW_LEOPARD, count="1", by="A. Reader", method="human", **more):
    head = "occurrenceID,scientificName,eventDate,basisOfRecord,decimalLatitude,decimalLongitude,"
    head += ",".join(["individualCount", "classificationMethod", "identifiedBy", *more])
    row = ["o1", name, "2024-03-05", "HumanObservation", "39.5", "54.5", count, method, by]
    return {"o.csv": f"{head}\n{','.join([*row, *more.values()])}\n"}


def wildlife_insights(name=SNOW_LEOPARD, count="1", by="A. Reader", method="human", **more):
    genus, _, species = name.partition(" ")
    cameras = (
        "project_id,deployment_id,placename,longitude,latitude,start_date,end_date\n"
        "p,d1,l1,54.5,39.5,2024-03-01 10:00:00,2024-04-01 10:00:00\n"
    )
    head = "project_id,deployment_id,image_id,identified_by,genus,species,timestamp,"
    head += ",".join(["number_of_objects", "classificationMethod", *more])
    row = ["p", "d1", "o1", by, genus, species, "2024-03-05 10:00:00", count, method]
    pictures = f"{head}\n{','.join([*row, *more.values()])}\n"
    return {"d.csv": cameras, "i.csv": pictures}


FORMATS = pytest.mark.parametrize("made", [camtrap_dp, darwin_core, wildlife_insights])


def status(files, answers=None):
    """The status of the one record, or why it was set aside."""
    upload = only(files, answers)
    aside = upload.account.aside
    if len(aside):
        return aside["reason"].item()
    rows = upload.texts["detections"].frame
    assert rows["scientific_name"].tolist() == [SNOW_LEOPARD]
    return rows["identification_verification_status"].item()


@FORMATS
def test_a_person_who_named_the_species_has_verified_it(made):
    assert status(made()) == "verified"


DOUBTED = [
    "Panthera cf. uncia", "Panthera aff. uncia", "Panthera nr uncia", "Panthera uncia?",
    "probable Panthera uncia", "возможно Panthera uncia", "вероятно Panthera uncia",
    "похоже Panthera uncia", "мүмкүн Panthera uncia", "мүмкін Panthera uncia",
    "belki Panthera uncia", "Panthera uncia / Lynx lynx", "Panthera uncia or Lynx lynx",
    "Panthera uncia или Lynx lynx",
]  # fmt: skip


@pytest.mark.parametrize("name", DOUBTED)
def test_a_word_of_doubt_leaves_the_name_and_takes_the_certainty(name):
    doubt = doubt_in(name)
    assert doubt.names[0] == SNOW_LEOPARD
    assert doubt.doubted


@FORMATS
@pytest.mark.parametrize("name", ["Panthera cf. uncia", "Panthera uncia или Lynx lynx"])
def test_a_doubted_name_is_unverified_and_no_answer_makes_it_verified(made, name):
    files = made(name=name)
    assert status(files) == "unverified"
    asked = {q.id: "yes" for q in only(files).questions}
    assert status(files, asked) == "unverified"


@FORMATS
@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("identificationQualifier", "cf."),
        ("identificationQualifier", "возможно"),
        ("identificationVerificationStatus", "needs verification"),
        ("identificationVerificationStatus", "не проверено"),
        ("certainty", "probable"),
        ("confidence", "low"),
        ("is_verified", "FALSE"),
        ("is_verified", "N"),
        ("verified", "pending"),
        ("reviewed", "not yet"),
        ("identificationRemarks", "not sure"),
        ("observationComments", "возможно рысь"),
    ],
)
def test_doubt_in_a_column_of_its_own_is_doubt(made, heading, word):
    assert status(made(**{heading: word})) == "unverified"


@FORMATS
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Panthera sp.", "genus_only"),
        ("Panthera spp.", "genus_only"),
        ("Panthera uncia × Panthera pardus", "hybrid"),
        ("Panthera uncia x pardus", "hybrid"),
    ],
)
def test_a_hybrid_or_a_genus_alone_is_not_the_species(made, name, reason):
    assert status(made(name=name)) == reason


@FORMATS
@pytest.mark.parametrize("count", ["0", "0.0", "not detected", "не обнаружен", "табылган жок"])
def test_a_count_of_nothing_is_absence(made, count):
    assert status(made(count=count)) == "absent"


ABSENT = [
    "absent", "ABSENT", "not detected", "Not found", "отсутствует", "не обнаружен",
    "не встречена", "не был отмечен", "табылган жок", "табылмады", "жок", "жоқ", "тіркелмеді",
    "tapylmady", "ýok", "нет",
]  # fmt: skip


@pytest.mark.parametrize("word", ABSENT)
def test_absence_is_known_in_every_language_of_the_programme(word):
    assert presence_of(word) is False


@FORMATS
@pytest.mark.parametrize("heading", ["occurrenceStatus", "organismQuantity"])
def test_absence_in_a_column_of_its_own_is_absence(made, heading):
    word = {"occurrenceStatus": "табылмады", "organismQuantity": "0"}[heading]
    assert status(made(**{heading: word})) == "absent"


@FORMATS
def test_a_word_of_status_that_is_not_known_is_asked(made):
    files = made(occurrenceStatus="so so")
    assert status(files) == "waits_for_answer"
    (question,) = (q for q in only(files).questions if q.id.startswith("status:"))
    assert not question.optional
    assert status(files, {question.id: "present"}) == "verified"
    assert status(files, {question.id: "absent"}) == "absent"


@FORMATS
@pytest.mark.parametrize(
    "who",
    [{"method": "machine", "by": "AI 0.9"}, {"method": "", "by": "MegaDetector v5"}],
    ids=["method", "by"],
)
def test_a_machines_name_is_unverified_until_it_is_said_that_all_was_reviewed(made, who):
    files = made(**who)
    assert status(files) == "unverified"
    (question,) = (q for q in only(files).questions if q.id.startswith("reviewed:"))
    assert question.optional
    assert status(files, {question.id: "yes"}) == "verified"
    assert only(files, {question.id: "yes"}).answers[question.id] == "yes"
    # An answer is an answer: whoever says that nobody reviewed them is not asked for ever.
    assert status(files, {question.id: "no"}) == "unverified"
    assert question.id not in {q.id for q in only(files, {question.id: "no"}).questions}


@FORMATS
def test_an_answer_of_one_file_says_nothing_of_the_records_of_another(made):
    first = made(method="machine", by="AI")
    (question,) = (q for q in only(first).questions if q.id.startswith("reviewed:"))
    other = {name: text.replace("o1", "o2") for name, text in first.items()}
    assert status(other, {question.id: "yes"}) == "unverified"


@FORMATS
def test_a_server_keeps_machine_where_a_person_has_confirmed_it(made):
    assert status(made(method="machine", by="AI", is_verified="TRUE")) == "verified"


@FORMATS
def test_a_file_that_says_nothing_of_it_makes_no_claim_and_says_so(made):
    files = made(method="", by="")
    assert status(files) == "unverified"
    problems = only(files).texts["detections"].problems
    assert "import.nobody_checked" in {p.rule for p in problems}


def own(name=SNOW_LEOPARD, **more):
    head = ["observation_id", "scientific_name", "area_id", "event_start", "date_precision"]
    row = ["o1", name, "ridge", "2024-03-05", "day"]
    return {
        "detections.csv": f"{','.join([*head, 'source', *more])}\n{','.join([*row, 'a', *more.values()])}\n"
    }


@pytest.mark.parametrize(
    "more",
    [
        {"name": "Panthera cf. uncia"},
        {"name": "возможно Panthera uncia"},
        {"identificationQualifier": "cf."},
        {"identificationQualifier": "мүмкүн"},
        {"certainty": "low"},
        {"is_verified": "FALSE"},
        {"classificationMethod": "machine"},
    ],
)
def test_doubt_in_a_table_of_ours_is_doubt(more):
    text = only(own(**more)).texts["detections"]
    assert text.frame["scientific_name"].tolist() == [SNOW_LEOPARD]
    assert text.frame["identification_verification_status"].tolist() == ["unverified"]
    assert "detections.doubted" in {p.rule for p in text.problems}


@pytest.mark.parametrize(
    "more",
    [
        {"occurrenceStatus": "absent"},
        {"occurrenceStatus": "табылган жок"},
        {"organismQuantity": "0"},
        {"count": "0"},
    ],
)
def test_an_absence_in_a_table_of_ours_is_set_aside(more):
    upload = only(own(**more))
    assert len(upload.texts["detections"].frame) == 0
    assert upload.account.aside[["row", "reason"]].values.tolist() == [[2, "absent"]]
    assert "detections.absent" in {p.rule for p in upload.texts["detections"].problems}


def test_a_picture_without_an_animal_stays_since_it_shows_that_the_camera_worked():
    upload = only(own(observation_type="blank", count="0"))
    assert upload.texts["detections"].frame["observation_type"].tolist() == ["blank"]


def test_a_word_of_status_in_a_table_of_ours_that_is_not_known_is_an_error():
    problems = only(own(occurrenceStatus="so so")).texts["detections"].problems
    assert [(p.rule, p.row, p.value, p.severity) for p in problems] == [
        ("detections.status_unknown", 2, "so so", "error")
    ]


def test_a_table_of_ours_without_doubt_stays_as_it_is():
    text = only(own(occurrenceStatus="present", identificationQualifier="")).texts["detections"]
    assert "identification_verification_status" not in text.frame
    assert text.problems == ()


@pytest.mark.parametrize("heading", ["Статус", "result", "Что вышло", "notes"])
@pytest.mark.parametrize(
    ("word", "left"),
    [
        *[(word, "set aside") for word in ("not found", "не обнаружен", "табылган жок")],
        *[(word, "unverified") for word in ("probable", "не подтверждено", "балким", "?")],
    ],
)
def test_a_cell_of_absence_or_doubt_counts_under_any_heading(heading, word, left):
    upload = only(own(**{heading: word}))
    frame = upload.texts["detections"].frame
    status = frame.get("identification_verification_status", frame["row"]).tolist()
    assert (status or ["set aside"]) == [left]
    assert upload.texts["detections"].problems


def test_a_bare_no_under_a_heading_that_nobody_knows_says_nothing_of_the_animal():
    text = only(own(bait="no", weather="not found by the ranger")).texts["detections"]
    assert len(text.frame) == 1
    assert {p.rule for p in text.problems} == {"detections.unknown_column"}
