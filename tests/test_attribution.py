"""Whose work a row is, and that nobody can take for the programme's what others did."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from markupsafe import escape

from impact.claims import Verdict
from impact.disclosure.selection import Selection
from impact.figures import land_set_up, places, reports, wildlife
from impact.figures.claim_charts import claim_chart, claim_table
from impact.figures.context import beside
from impact.figures.style import LIGHT
from impact.handouts.darwin_core import occurrences
from impact.handouts.iati import iati_results
from impact.handouts.packs import Choice, map_names
from impact.handouts.pictures import drawn_pictures
from impact.handouts.report import report_html
from impact.handouts.tables import csv_of
from impact.metrics.areas import set_up_since
from impact.model.attribution import apart, by_programme
from impact.model.schemas import schema
from impact.plain.figure_pages import place_page
from impact.plain.site import plain_page
from impact.reading.choices import Choices
from impact.reading.uploads import read_upload
from impact.versions.tables import from_parquet
from impact.wording import words_in
from impact.wording.cause import cause_not_shown, context_words
from impact.wording.lists import milestone_text
from impact.wording.methods import method
from tests.handouts.packs_of import view_of

EN = words_in("en")
WILDCATS = Path(__file__).parents[1] / "data" / "wildcats"
PROGRAMMES, OTHERS = Selection(whose="programme"), Selection(whose="others")


def test_a_silent_row_is_the_programmes_only_where_it_is_not_published() -> None:
    whose = ["programme", "others", None, None]
    rows = pd.DataFrame({"attribution": whose, "published": [True, False, False, True]})
    assert by_programme(rows).tolist() == [True, False, True, False]


def test_a_silent_area_or_milestone_is_nobodys_result() -> None:
    rows = pd.DataFrame({"attribution": ["programme", "others", None]})
    assert by_programme(rows).tolist() == [True, False, False]


def test_rows_that_say_whose_they_are_are_kept_apart() -> None:
    rows = pd.DataFrame({"attribution": ["others", "programme", None], "published": True})
    assert [list(some.index) for some in apart(rows)] == [[1], [0, 2]]
    assert [len(some) for some in apart(rows[["published"]])] == [3, 0]


@pytest.mark.parametrize("heading", ["programme", "Programme", "Программа"])
def test_a_file_of_an_earlier_version_is_read_as_it_is(heading: str) -> None:
    file = f"milestone_id,title,{heading}\nm-1,One,own\nm-2,Two,partner\nm-3,Three,context\n"
    upload = read_upload(file.encode(), "milestones.csv", Choices(table="milestones"))
    found = upload.texts["milestones"].frame["attribution"]
    assert found.tolist() == ["programme", "others", "others"]


def test_a_stored_table_of_an_earlier_version_is_read_as_it_is() -> None:
    bare = pd.DataFrame({"area_id": ["a", "b"], "programme": ["own", "context"], "row": [2, 3]})
    buffer = io.BytesIO()
    bare.astype({"programme": "category"}).to_parquet(buffer)
    rows = from_parquet("areas", buffer.getvalue())
    assert rows["attribution"].astype("str").tolist() == ["programme", "others"]
    assert "programme" not in rows
    assert rows["set_up_by"].isna().all()


def test_every_former_name_is_no_name_of_another_column() -> None:
    for table in ("areas", "detections", "conflicts", "milestones"):
        described = schema(table)
        former = {name for one in described.fields for name in one.former_names}
        assert not former & set(described.names)


def test_land_set_up_by_others_or_before_is_not_the_programmes() -> None:
    areas = pd.DataFrame(
        {
            "area_id": ["own-new", "own-old", "own-undated", "others-new", "own-planned"],
            "area_type": ["conservancy"] * 5,
            "status": ["established"] * 4 + ["in creation"],
            "attribution": ["programme", "programme", "programme", "others", "programme"],
            "established": pd.to_datetime(["2024", "2020", None, "2024", "2024"]),
        }
    )
    found = set_up_since(areas, pd.Timestamp("2023-03-01"))
    assert found["area_id"].tolist() == ["own-new", "own-undated"]


def test_the_published_record_says_that_no_land_on_file_is_the_programmes() -> None:
    shown = land_set_up.set_up_since(view_of("wildcats"), Selection(), EN)
    assert shown.sentence == (
        "As the programme says, 1 area was set up with its support. No date is published, so it "
        "is not known whether that was since the programme began."
    )


@pytest.mark.parametrize("make", [wildlife.first_records, reports.of_cats])
def test_the_programmes_and_others_are_two_figures_with_no_row_in_common(make) -> None:
    view = view_of("wildcats")
    own = make(view, PROGRAMMES, EN, LIGHT)
    others = make(view, OTHERS, EN, LIGHT)
    every = make(view, Selection(), EN, LIGHT)
    assert len(own.table) + len(others.table) == len(every.table)
    assert own.id != others.id
    assert others.title.endswith("by others")
    colours = {trace.marker.color for trace in others.figure.data if trace.mode == "markers"}
    assert colours == {LIGHT.muted}


def test_every_first_record_says_who_recorded_it() -> None:
    shown = wildlife.first_records(view_of("wildcats"), Selection(), EN, LIGHT)
    assert shown.table["Recorded by"].str.len().gt(0).all()


def test_nothing_from_before_the_programme_is_its_own() -> None:
    view = view_of("wildcats")
    began = pd.Timestamp(view.programme.about.began)
    for rows in (view.records.detections, view.records.milestones):
        own = rows[by_programme(rows)]
        assert not own["event_end"].lt(began).any()


def test_a_plain_page_of_a_place_keeps_the_work_of_others_apart():
    blocks = place_page(view_of("wildcats"), "TM", EN).blocks
    headings = [one.heading for one in blocks]
    context = headings.index("Context: the region and the work of others")
    own, others = (
        " ".join(line.text for one in some if "Milestones" in one.heading for line in one.lines)
        for some in (blocks[:context], blocks[context:])
    )
    assert "SMART seminar in Syunt-Hasardag" in own
    assert "CITES takes effect" in others
    assert "CITES" not in own


@pytest.mark.parametrize("name", ["", "wildlife", "coexistence", "places/TM"])
def test_beneath_the_claims_of_every_plain_page_stands_that_they_show_no_cause(name):
    view = view_of("wildcats")
    texts = [text for one in plain_page(view, name, EN).blocks for text in one.texts]
    assert cause_not_shown(view.claims, EN) in texts


def test_a_pack_shows_the_work_of_others_as_context_alone():
    chosen = Choice().selection
    assert chosen.whose == "programme"
    report = report_html(view_of("wildcats"), EN, map_names(), selection=chosen)
    own, context = report.split(">Context: the region and the work of others<", 1)
    assert "NABU" not in own
    assert "NABU" in context
    # The first two pages stand alone: there too each initiative says whose work it is.
    (_first, front) = own.split('class="front second', 1)
    for one in view_of("wildcats").programme.initiatives:
        assert escape(EN.of(one.text)) in front.split("<nav", 1)[0]


def test_no_record_of_others_names_the_programme_as_its_institution():
    view = view_of("wildcats")
    table = occurrences(view, EN).set_index("occurrenceID")
    rows = view.records.detections
    rows = rows[rows["observation_id"].isin(table.index)]
    for row, own in zip(rows.to_dict("records"), by_programme(rows), strict=True):
        said = table.loc[row["observation_id"]]
        # A report of its work that somebody else published is in their keeping, not in its own.
        held = own and row["source_name"] == "Conservation X Labs"
        assert pd.notna(said["institutionCode"]) == held
        assert pd.notna(said["datasetName"]) == own
        assert pd.isna(said["informationWithheld"]) != own
        assert said["recordedBy"] == row["recorded_by"]


def test_an_archive_says_machine_or_person_only_where_the_source_does():
    table = occurrences(view_of("wildcats"), EN).set_index("occurrenceID")
    said = table.loc[["D-KZ-16", "D-KZ-02", "D-KG-03", "D-TM-11", "D-KZ-58"], "basisOfRecord"]
    assert said.tolist() == [
        "MachineObservation",  # a camera trap
        "HumanObservation",  # found in a trap for wolves
        "Occurrence",  # the method is not stated
        "MachineObservation",  # a collar
        "HumanObservation",  # captured, to fit a collar
    ]


def test_a_result_for_iati_says_that_no_cause_is_shown_and_never_0_for_none_reported():
    view = view_of("example")
    results = ElementTree.fromstring(iati_results(view, EN)).findall(".//result")
    for claim, result in zip(view.claims, results, strict=True):
        assert cause_not_shown([claim], EN) in result.find("indicator/description/narrative").text
        if claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN:
            assert result.find("indicator/period") is None


@pytest.mark.parametrize(
    ("folder", "kind", "day", "told"),
    [
        ("wildcats", "1", "2023-03-01", "The programme was due to begin: March 2023."),
        ("example", "2", "2022-03-01", "The programme began: March 2022."),
    ],
)
def test_a_start_is_actual_in_iati_only_where_it_is_published_as_that(folder, kind, day, told):
    activity = ElementTree.fromstring(iati_results(view_of(folder), EN)).find("iati-activity")
    (start,) = activity.findall("activity-date")
    assert (start.get("type"), start.get("iso-date")) == (kind, day)
    assert start.find("narrative").text == told


@pytest.mark.parametrize(
    ("folder", "told"),
    [("wildcats", "the programme was due to begin"), ("example", "the programme begins")],
)
def test_the_line_of_a_chart_says_no_more_of_the_start(folder, told):
    shown = reports.of_cats(view_of(folder), Selection(), EN, LIGHT)
    if shown.figure is None:  # nothing is published of the example but its land
        shown = places.protected_by_year(view_of(folder), Selection(), EN, LIGHT)
    words = [" ".join(note.text.split("<br>")) for note in shown.figure.layout.annotations]
    assert told in words


def test_a_chart_draws_no_0_that_nothing_proves():
    claim = view_of("wildcats").claim("turkmenistan-conflicts")
    chart = claim_chart(view_of("wildcats"), claim, EN)
    assert chart.is_unproven(chart.values[-1])
    assert claim_table(chart, EN).iloc[:, 1].tolist() == [8.0, "none reported"]


def test_a_first_that_its_source_denies_is_only_the_earliest_on_file():
    shown = wildlife.first_records(view_of("wildcats"), PROGRAMMES, EN, LIGHT).table
    said = shown.set_index("Area")["Why a first"]
    assert "not the first" in said["Garabogazgol / Southern Ustyurt"]
    # The older record of its cluster, of others, may have been made on the range.
    assert "Uly Balkan (Greater Balkhan) range" not in said.index


@pytest.mark.parametrize(
    "make", [reports.of_cats, reports.of_incidents, wildlife.first_records, places.by_status]
)
def test_a_file_of_numbers_alone_says_whose_they_are(make):
    view = view_of("wildcats")
    shown = make(view, OTHERS, EN, LIGHT)
    last = csv_of(view, shown, EN, OTHERS).decode("utf-8-sig").splitlines()[-1]
    assert last.startswith(f'"{shown.title}. {context_words(EN)} ')
    assert f"{beside(shown, OTHERS, EN)} {shown.sentence} Wildcats. " in last
    assert "by others" in last or "whoever set it up" in last


def test_a_report_that_is_not_the_programmes_or_was_not_found_says_so_on_the_plain_page():
    (shown,) = (
        one
        for one in plain_page(view_of("wildcats"), "", EN).blocks
        if one.heading == "Read the reports"
    )
    said = [line.text for line in shown.lines]
    assert sum("was not found" in one for one in said) == 3
    assert "before the programme" in said[-1]


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_a_record_among_the_milestones_of_the_programme_names_who_recorded_it(language):
    rows = view_of("wildcats").records.milestones
    own = rows[rows["category"].astype("str").eq("record") & by_programme(rows)]
    assert len(own)
    for row in own.to_dict("records"):
        said = milestone_text(row, words_in(language))
        assert any(name.strip() in said for name in row["actors"].split(";"))


def test_reports_in_the_press_are_explained_as_reports():
    shown = reports.of_cats(view_of("wildcats"), OTHERS, EN, LIGHT)
    assert method(shown.method, EN).what.startswith("Published reports")


def test_a_sum_of_land_says_what_it_leaves_out_and_of_nothing_that_it_counts_twice():
    for make in (places.protected_by_year, places.by_status):
        said = " ".join(make(view_of("wildcats"), OTHERS, EN, LIGHT).caveats)
        assert "A corridor, which joins them, is not." in said
        assert "counted twice" not in said


def test_a_picture_of_a_claim_goes_with_its_limits():
    made = {
        one.id: one.drawing.title for one in drawn_pictures(view_of("wildcats"), EN, map_names())
    }
    assert "Counts only: we do not know" in made["claim-uly-balkan-detections"]
    assert "We do not know whether reports" in made["claim-turkmenistan-conflicts"]
    for name in ("claim-uly-balkan-detections", "claim-turkmenistan-conflicts"):
        assert "no second source yet" in made[name]
        assert "not shown to be caused by it." in made[name]
