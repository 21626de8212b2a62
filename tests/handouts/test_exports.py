"""What goes out is valid, says no more than its audience may know, and comes back as it went."""

from __future__ import annotations

import datetime as dt
import io
import json
from xml.etree import ElementTree as Xml

import pandas as pd
import pytest

from impact.__main__ import main
from impact.checking.checks import check_tables
from impact.disclosure import for_audience
from impact.disclosure.selection import Selection
from impact.formats.receiving import receive
from impact.handouts.clocks import with_clock
from impact.handouts.darwin_core import occurrences
from impact.handouts.exports import EXPORTS, export_named
from impact.handouts.iati import iati_results
from impact.model.errors import HandoutError
from impact.versions.version import make_version
from tests.handouts.opened import ROOT, WORDS, csv_in, unzipped
from tests.tables import table

MARCH, AT_NIGHT = pd.Timestamp("2024-03-01"), pd.Timestamp("2024-03-05T21:00")


def test_the_public_gets_no_place_of_a_camera_in_any_form(version):
    deployments = version.records.deployments
    places = {*deployments["location_id"].astype("str"), *deployments["deployment_id"]}
    places |= {f"{value:.4f}" for value in deployments["latitude"]}
    view = for_audience(version, "public")
    made = 0
    for export in EXPORTS:
        try:
            content = export.make(view, WORDS)
        except HandoutError as error:
            assert export.id in ("camtrap-dp", "darwin-core"), export.id
            assert "this audience may see" in error.message
            continue
        made += 1
        text = b"".join(unzipped(content).values()) if content[:2] == b"PK" else content
        assert [place for place in places if place.encode() in text] == [], export.id
    assert made >= 3


@pytest.mark.parametrize("table", ["detections", "conflicts"])
def test_a_village_that_a_source_names_is_in_no_public_table(published, table):
    areas = published.records.areas
    places = set(areas["name"].astype("str")) | set(areas["name_ru"].astype("str"))
    name, make = f"{table}.csv", export_named("csv").make
    staff = csv_in(unzipped(make(for_audience(published, "staff"), WORDS))[name])
    public = csv_in(unzipped(make(for_audience(published, "public"), WORDS))[name])
    assert any("village" in place for place in staff["locality"])
    assert set(public["locality"]) | set(public["locality_ru"]) <= {*places, ""}
    one = public.set_index(public.columns[0]).loc[{"detections": "D-KG-12"}.get(table, "C-KG-05")]
    assert (one["locality"], one["locality_ru"]) == ("Kemin district", "Кеминский район")


def test_the_archive_says_what_is_withheld_from_the_public(published):
    files = unzipped(export_named("darwin-core").make(for_audience(published, "public"), WORDS))
    lines = csv_in(files["occurrence.csv"])
    assert len(lines) > 0
    assert "decimalLatitude" not in lines
    of_others = lines["datasetName"] == ""
    assert lines.loc[~of_others, "informationWithheld"].str.contains("Chapman 2020").all()
    assert (lines.loc[of_others, "informationWithheld"] == "").all()
    assert set(lines["occurrenceStatus"]) == {"present"}


def test_the_archive_describes_each_of_its_columns(version):
    files = unzipped(export_named("darwin-core").make(for_audience(version, "staff"), WORDS))
    meta = Xml.fromstring(files["meta.xml"])
    space = {"t": "http://rs.tdwg.org/dwc/text/"}
    terms = [field.get("term") for field in meta.findall("t:core/t:field", space)]
    lines = csv_in(files["occurrence.csv"])
    assert [term.rpartition("/")[2] for term in terms] == list(lines.columns)
    assert lines["occurrenceID"].is_unique
    assert set(lines["basisOfRecord"]) <= {"MachineObservation", "HumanObservation", "Occurrence"}
    assert "MachineObservation" in set(lines["basisOfRecord"])
    assert lines["decimalLatitude"].ne("").any()
    assert Xml.fromstring(files["eml.xml"]).find("dataset/title").text


def test_dates_of_the_archive_are_no_more_exact_than_the_record(version):
    rows = [
        {"observation_id": "a", "event_start": AT_NIGHT, "date_precision": "day"},
        {"observation_id": "b", "event_start": MARCH, "date_precision": "month"},
        {"observation_id": "c", "event_start": pd.Timestamp("2024"), "date_precision": "year"},
        {
            "observation_id": "d",
            "event_start": MARCH,
            "event_end": pd.Timestamp("2024-05-31"),
            "date_precision": "range",
        },
        {"observation_id": "e", "event_start": MARCH, "date_precision": "published-by"},
    ]
    detections = table("detections", *({"scientific_name": "Panthera uncia", **r} for r in rows))
    records = version.records.with_tables(detections=detections)
    view = for_audience(make_version(version.programme, records, {}), "staff")
    dates = occurrences(view, WORDS).set_index("occurrenceID")["eventDate"]
    assert dates.fillna("").to_dict() == {
        "a": "2024-03-05T21:00:00",
        "b": "2024-03",
        "c": "2024",
        "d": "2024-03/2024-05",
        "e": "",
    }


def test_baseline_target_and_actual_stand_in_the_results(version):
    document = Xml.fromstring(iati_results(for_audience(version, "public"), WORDS))
    results = zip(version.claims, document.findall("iati-activity/result"), strict=True)
    target, result = next(pair for pair in results if pair[0].indicator.target)
    found = result.find("indicator")
    aim = target.indicator.target
    assert found.find("baseline").attrib == {
        "year": str(aim.baseline_year),
        "value": f"{aim.baseline:g}",
    }
    assert found.find("period/target").get("value") == f"{aim.target:g}"
    assert found.find("period/actual").get("value") == str(target.value)


def test_a_figure_without_published_dates_is_no_period_of_iati(published):
    document = Xml.fromstring(iati_results(for_audience(published, "public"), WORDS))
    results = document.findall("iati-activity/result")
    undated = [
        (claim, result)
        for claim, result in zip(published.claims, results, strict=True)
        if claim.current_period and not claim.current_period.dated and claim.value
    ]
    assert undated
    for claim, result in undated:
        assert result.find("indicator/period") is None
        said = result.find("title/narrative").text
        assert str(claim.value) in said or claim.kind == "first_record"


def test_the_tables_come_back_as_they_were(version):
    content = export_named("csv").make(for_audience(version, "staff"), WORDS)
    files = unzipped(content)
    readme = files.pop("README.txt").decode()
    assert "SIMULATED" in readme
    received = receive([("tables.zip", content)])
    records, problems = check_tables(received.texts, programme=version.programme)
    assert [problem for problem in problems if problem.severity == "error"] == []
    again = make_version(version.programme, records, {"x": "y"})
    assert [(c.id, c.value, c.baseline) for c in again.claims] == [
        (c.id, c.value, c.baseline) for c in version.claims
    ]


def test_the_workbook_begins_with_what_it_is(version):
    content = export_named("excel").make(for_audience(version, "public"), WORDS)
    sheets = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="calamine")
    assert next(iter(sheets)) == "Read me"
    said = " ".join(sheets["Read me"][0].dropna())
    assert "Made for: " in said
    assert "withheld" in said
    assert {"areas", "surveys"} <= set(sheets)


def test_times_keep_their_offset_and_get_none_that_nobody_wrote():
    times = pd.Series(pd.to_datetime(["2024-03-01 02:00", "2024-02-29 20:00", None]))
    offsets = pd.Series(["+06:00", None, None], dtype="str")
    written = with_clock(times, offsets)
    assert written[:2].tolist() == ["2024-03-01T02:00:00+06:00", "2024-02-29T20:00:00"]
    assert written.isna().tolist() == [False, False, True]


@pytest.mark.parametrize("export", [e.id for e in EXPORTS if e.id != "camtrap-dp"])
def test_each_export_can_be_had_from_the_command_line(export, tmp_path, capsys):
    out = tmp_path / "out"
    arguments = ["export", export, str(out), "--data", str(ROOT / "data/wildcats"), "--json"]
    assert main([*arguments, "--audience", "staff"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"out": str(out), "bytes": out.stat().st_size, "audience": "staff"}


def test_the_public_is_the_default_reader(tmp_path, capsys):
    arguments = ["export", "camtrap-dp", str(tmp_path / "x"), "--data", str(ROOT / "data/wildcats")]
    assert main(arguments) == 1
    assert "this audience may see" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_when_it_was_made_is_when_it_was_published(version):
    view = for_audience(version, "staff")
    files = unzipped(export_named("camtrap-dp").make(view, WORDS))
    created = json.loads(files["datapackage.json"])["created"]
    assert dt.datetime.fromisoformat(created).date() == version.programme.about.as_of


def test_the_archive_keeps_users_from_counting_an_animal_twice(published):
    rows = occurrences(for_audience(published, "public"), WORDS).set_index("occurrenceID")
    remarks = rows["occurrenceRemarks"]
    assert "This may repeat D-KZ-06, D-KZ-07." in remarks["D-KZ-08"]
    assert remarks["D-KZ-17"].endswith("This may repeat D-KZ-16. The same young male.")
    assert "the same event is listed among the encounters" in remarks["D-KG-12"]
    added = "Reports of other years may be of the same animals: counts are not to be added."
    counted = rows["individualCount"].notna()
    assert remarks[counted].str.endswith(added).all()
    assert not remarks[~counted].str.contains(added, regex=False).any()


@pytest.mark.parametrize("made", ["csv", "excel"])
def test_every_table_of_what_anybody_did_says_of_each_row_whose_work_it_is(published, made):
    """Whoever has one sheet alone takes what others did for nobody else's."""
    view = for_audience(published, "public")
    content = export_named(made).make(view, WORDS)
    tables = (
        {name: csv_in(text) for name, text in unzipped(content).items() if name.endswith(".csv")}
        if made == "csv"
        else pd.read_excel(io.BytesIO(content), sheet_name=None, dtype="str", engine="calamine")
    )
    names = {name.removesuffix(".csv"): rows for name, rows in tables.items()}
    assert {"surveys", "status", "detections", "conflicts", "milestones", "areas"} <= set(names)
    # What the programme has said, what contradicts it or is not known, and what explains all.
    for name in set(names) - {"statements", "caveats", "Read me"}:
        rows = names[name]
        told = rows["attribution"].isin(["programme", "others"])
        assert (told | rows.get("area_type", pd.Series(index=rows.index)).eq("country")).all(), name


def test_a_choice_of_whose_work_leaves_no_estimate_and_no_survey_out(published):
    view = for_audience(published, "public")
    for whose in ("programme", "others"):
        for rows in (view.records.status, view.records.surveys):
            assert len(Selection(whose=whose).of(view, rows)) == len(rows) > 0


def test_tables_that_do_not_say_whose_work_it_is_are_still_read(version):
    """Folders and stores that were written before there was such a column."""
    for rows in (version.records.surveys, version.records.status):
        assert len(rows) > 0
        assert rows["attribution"].isna().all()
