"""Places that were blurred are circles: they never choose between areas that they touch."""

from __future__ import annotations

import pytest

from impact.checking.checks import check_tables
from impact.metrics.events import countable, presence
from tests.formats.sending import SNOW_LEOPARD, only

HEAD = (
    "id,observed_on,time_observed_at,time_zone,user_login,quality_grade,url,captive_cultivated,"
    "latitude,longitude,positional_accuracy,public_positional_accuracy,coordinates_obscured,"
    "scientific_name\n"
)


def inaturalist(y="39.5", x="54.5", metres="28000", grade="research", captive="false"):
    return {
        "observations-1.csv": HEAD
        + f"7,2024-04-01,2024-04-01 21:30:00 UTC,Asia/Bishkek,someone,{grade},"
        f"https://www.inaturalist.org/observations/7,{captive},{y},{x},5,{metres},true,{SNOW_LEOPARD}\n"
    }


def gbif(y="39.5", x="54.5", metres="28000"):
    return {
        "0001.txt": "gbifID\toccurrenceID\tbasisOfRecord\teventDate\tdecimalLatitude\t"
        "decimalLongitude\tcoordinateUncertaintyInMeters\tscientificName\tinformationWithheld\n"
        "6\thttps://www.inaturalist.org/observations/7\tHUMAN_OBSERVATION\t2024-04-02T03:30\t"
        f"{y}\t{x}\t{metres}\t{SNOW_LEOPARD}\tmoved on purpose\n"
    }


def row(files, answers=None):
    return only(files, answers).texts["detections"].frame.iloc[0]


BOTH = pytest.mark.parametrize("made", [inaturalist, gbif])


# The ridge lies from 54 to 55 E and from 39 to 40 N, within the country; 28 km are 0.25° of
# latitude and 0.33° of longitude there.
@BOTH
@pytest.mark.parametrize(
    ("x", "metres", "area"),
    [
        ("54.5", "28000", "ridge"),  # 54.17 to 54.83: wholly within
        ("54.8", "28000", None),  # 54.47 to 55.13: it may be beyond the ridge
        ("54.8", "50", "ridge"),  # the same place by a receiver
        ("55.5", "28000", "TM"),  # 55.17 to 55.83: between the ridge and the valley
        ("51.9", "28000", None),  # across the border of the country
    ],
)
def test_a_circle_lies_in_an_area_only_if_all_of_it_does(made, x, metres, area):
    files = made(x=x, metres=metres)
    found = row(files).get("area_id")
    assert (found if isinstance(found, str) else None) == area
    asked = [q.id for q in only(files).questions if q.id.startswith("area:")]
    assert len(asked) == (area is None)
    if asked:
        assert row(files, {asked[0]: "valley"})["area_id"] == "valley"


@pytest.mark.parametrize(
    ("said", "instead", "metres"),
    [
        ("5,,true", "", "31500"),  # the receiver's 5 m are of the place before it was moved
        ("5,,false", "", "5"),
        ("5,28000,true", "", "28000"),
        ("5,,obscured", "taxon_geoprivacy", "31500"),
        ("5,,open", "geoprivacy", "5"),
        ("5,,x", "description", "31500"),  # nothing says that this is the place itself
    ],
)
def test_a_place_that_inaturalist_moved_is_a_circle_whether_or_not_it_says_how_large(
    said, instead, metres
):
    ((name, text),) = inaturalist().items()
    text = text.replace("5,28000,true", said).replace("coordinates_obscured", instead or "obscured")
    assert row({name: text})["coordinate_uncertainty"] == metres


@BOTH
def test_the_uncertainty_and_what_is_withheld_are_kept(made):
    found = row(made())
    assert found["coordinate_uncertainty"] == "28000"
    assert "purpose" in found["information_withheld"]


@BOTH
def test_a_citizens_record_is_presence_beside_the_survey_and_never_in_its_rate(made):
    records, problems = check_tables({"detections": only(made()).texts["detections"]})
    rows = records.detections
    assert not [p for p in problems if p.severity == "error"]
    assert len(presence(rows)) == 1
    assert len(countable(rows)) == 0
    assert rows["attribution"].tolist() == ["others"]
    assert rows["source"].str.startswith("https://").all()


def test_the_day_is_that_of_the_time_zone_beside_it():
    # 21:30 UTC on 1 April is 03:30 on 2 April in Bishkek.
    assert row(inaturalist())["event_start"] == "2024-04-02T03:30:00+06:00"


@pytest.mark.parametrize(
    ("grade", "status"),
    [("research", "verified"), ("needs_id", "unverified"), ("casual", "unverified")],
)
def test_only_research_grade_is_verified(grade, status):
    assert row(inaturalist(grade=grade))["identification_verification_status"] == status


def test_an_animal_in_captivity_is_set_aside():
    assert only(inaturalist(captive="true")).account.counts == {"other_basis": 1}
    ((name, text),) = gbif().items()
    text = text.replace("informationWithheld", "degreeOfEstablishment")
    assert only({name: text.replace("moved on purpose", "captive")}).account.counts == {
        "other_basis": 1
    }


@pytest.mark.parametrize(("precision", "metres"), [("0.25", "39250"), ("0.0001", "16"), ("30", "")])
def test_a_place_is_within_the_last_digit_of_its_degrees(precision, metres):
    ((name, text),) = gbif(x="54.8", metres=precision).items()
    text = text.replace("coordinateUncertaintyInMeters", "coordinatePrecision")
    found = row({name: text.replace("moved on purpose", "")})
    assert found.get("coordinate_uncertainty", "") == metres
    # 39 km around it reach beyond the ridge, which ends at 55 E: 17 km away.
    assert (found.get("area_id") == "ridge") == (metres != "39250")


def test_a_record_without_a_place_is_asked_about():
    upload = only(inaturalist(y="", x="", metres=""))
    assert "area:iNaturalist" in {q.id for q in upload.questions}


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("dataGeneralizations", "Coordinates rounded to 0.1 degree"),
        ("dataGeneralizations", "Координаты округлены"),
        ("informationWithheld", "precise location hidden, taxon at risk"),
    ],
)
def test_a_place_changed_by_nobody_knows_how_much_is_not_known(column, words):
    (name, text), = gbif(metres="").items()  # fmt: skip
    text = text.replace("informationWithheld", column).replace("moved on purpose", words)
    upload = only({name: text})
    frame = upload.texts["detections"].frame
    assert frame.reindex(columns=["latitude", "longitude", "area_id"]).isna().all(axis=None)
    assert frame["information_withheld"].tolist() == [words]
    told = {(p.rule, p.column) for p in upload.texts["detections"].problems}
    assert ("import.place_moved", "decimalLatitude") in told
    assert [q.id for q in upload.questions if q.id.startswith("area:")]
