"""The wall sheet says what the pages say, on one page; what nobody looked at is an empty frame."""

from __future__ import annotations

from html import unescape
from io import BytesIO

import pytest
from lxml import html as markup
from pypdf import PdfReader

from impact.disclosure import for_audience
from impact.disclosure.selection import Selection
from impact.figures.rates import chosen_rates
from impact.handouts.packs import Choice, file_name, make, map_names
from impact.handouts.sheet import sheet_html
from impact.handouts.sheet_figures import Sightings, YearBar, incident_calendar, sightings
from impact.handouts.sheet_places import says_something
from impact.model.errors import ProgrammeError
from impact.model.programme import read_programme
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.sentences import sentence
from tests.handouts.packs_of import view_of
from tests.tables import PROGRAMME, event, programme, records, table

ENGLISH = words_in("en")
RIDGE = Selection(area="ridge")
# Three cameras for ten nights each in 2021 and in 2023, one camera in 2024, none in 2022.
NIGHTS = {2021: 10, 2023: 10, 2024: 10}
STATIONS = {2021: "abc", 2023: "abc", 2024: "a"}


def out(year: int, station: str, nights: int) -> dict:
    return {
        "deployment_id": f"{station}-{year}",
        "location_id": station,
        "area_id": "ridge",
        "latitude": 41.5,
        "longitude": 75.5,
        "deployment_start": f"{year}-05-01",
        "deployment_end": f"{year}-05-{1 + nights:02}",
    }


def of_ridge(nights: dict[int, int] | None = None):
    """Two detections in 2021, four in 2023 and one in 2024, at the cameras above."""
    nights = nights or NIGHTS
    cameras = [out(year, one, nights[year]) for year, them in STATIONS.items() for one in them]
    seen = {2021: ["a", "b"], 2023: ["a", "a", "b", "c"], 2024: ["a"]}
    detections = [
        event(
            f"{year}-{number}",
            f"{year}-05-{2 + number:02} 03:00",
            deployment_id=f"{one}-{year}",
            location_id=one,
            area_id="ridge",
        )
        for year, them in seen.items()
        for number, one in enumerate(them)
    ]
    reporting = [
        {"area_id": "ridge", "month": f"2025-{month:02}", "active": asked}
        for month, asked in ((1, True), (2, True), (3, False))
    ]
    incident = {
        "incident_id": "i",
        "area_id": "ridge",
        "event_start": "2025-01-09",
        "event_end": "2025-01-09",
        "scientific_name": "Panthera uncia",
        "incident_type": "livestock depredation",
        "verification": "confirmed",
        "livestock_killed": 1,
    }
    found = records(
        deployments=table("deployments", *cameras),
        detections=table("detections", *detections),
        reporting=table("reporting", *reporting),
        conflicts=table("conflicts", incident),
    )
    return for_audience(make_version(programme(), found, {}), "public")


def test_a_year_without_cameras_is_an_empty_frame_and_too_few_cameras_stand_with_a_wider_area():
    (one,) = sightings(of_ridge(), RIDGE, ENGLISH)
    by_year = {bar.year: bar for bar in one.bars}
    assert by_year["2021"].value == 2
    assert (by_year["2022"].value, by_year["2022"].above) == (None, "nothing on file")
    assert by_year["2023"].value == 4
    assert (by_year["2024"].value, by_year["2024"].above) == (None, "counted with a wider area")
    assert by_year["2025"].value is None  # since the last camera, nobody has looked
    assert not one.as_rates


def test_where_effort_differs_the_bars_are_rates():
    (one,) = sightings(of_ridge({2021: 10, 2023: 20, 2024: 10}), RIDGE, ENGLISH)
    first, third = one.bars[0], one.bars[2]
    # 2 detections in 3 × 10 nights, 4 in 3 × 20: 6.67 per 100 nights in both.
    assert one.as_rates
    assert first.value == pytest.approx(100 * 2 / 30)
    assert third.value == pytest.approx(100 * 4 / 60)
    assert (third.detections, third.nights) == ("4", "60")


def test_a_zero_stands_only_where_reports_were_collected():
    cells = incident_calendar(of_ridge(), RIDGE, ENGLISH)["2025"]
    assert [cell.text for cell in cells[:4]] == ["1", "0", "", ""]
    assert [cell.state for cell in cells[:4]] == ["collected", "collected", "unknown", "unknown"]


def test_a_bar_is_as_high_as_its_share_of_the_largest_and_zeros_are_flat():
    two, four, none = YearBar("2021", 2, "2"), YearBar("2022", 4, "4"), YearBar("2023", None, "?")
    one = Sightings("Cat", (two, four, none), as_rates=False)
    assert [one.tall(bar) for bar in one.bars] == [50, 100, 0]
    assert not one.flat
    zeros = Sightings("Cat", (YearBar("2021", 0, "0"), none), as_rates=False)
    assert zeros.flat
    assert zeros.tall(zeros.bars[0]) == 0


def test_a_year_of_which_nothing_is_on_file_is_a_frame_and_no_bar():
    html = markup.fromstring(sheet_html(of_ridge(), ENGLISH, "ridge", map_names()))
    frames = [one.text for one in html.xpath("//div[@class='frame']")]
    assert frames == ["nothing on file", "counted with a wider area", "nothing on file"]
    assert [one.text_content().strip() for one in html.xpath("//div[@class='bar']")] == ["2", "4"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_question_of_the_area_is_answered_by_the_claim_in_its_own_words(language):
    view, words = view_of("example"), words_in(language)
    html = unescape(sheet_html(view, words, "high-valley", map_names()))
    (asked,) = [one for one in view.programme.sheets if one.area == "high-valley"]
    assert words.of(asked.question) in html
    assert sentence(view, view.claim(asked.claim), words) in html


def test_every_number_of_a_bar_is_that_of_the_page():
    view = view_of("example")
    html = markup.fromstring(sheet_html(view, ENGLISH, "ridge-north", map_names()))
    table = chosen_rates(view, Selection(area="ridge-north"))
    assert len(table) > 2
    bars = [one.text_content().strip() for one in html.xpath("//div[@class='bar']")]
    made = [one.text for one in html.xpath("//span[@class='made']")]
    assert bars == [ENGLISH.ratio(rate) for rate in table["rate"]]
    assert made == [
        ENGLISH.number(n) for column in ("detections", "trap_nights") for n in table[column]
    ]


def test_a_sheet_of_an_area_with_published_totals_alone_draws_those_and_no_year():
    html = unescape(sheet_html(view_of("wildcats"), ENGLISH, "A-TM-02", map_names()))
    assert "11 leopard detections on Uly Balkan, up from 5" in html
    assert "By year nothing can be drawn" in html
    assert "No month-by-month reports of incidents are on file for this area." in html


def test_each_of_two_claims_on_a_crowded_sheet_has_its_mark_and_its_reason():
    html = sheet_html(view_of("example"), ENGLISH, "TM", map_names())
    answers = markup.fromstring(html).xpath("//div[@class='answer']/p[@class='why']")
    assert len(answers) == 2
    for one in answers:
        (mark,) = one.xpath("span")
        assert mark.text
        assert len(one.text_content()) > len(mark.text) + 60


def test_the_larger_paper_says_more_and_not_only_larger():
    view = view_of("example")
    small, large = (
        markup.fromstring(sheet_html(view, ENGLISH, "high-valley", map_names(), size=size))
        for size in ("A4", "A3")
    )
    told = "What the programme and its partners did here"
    assert told not in small.text_content()
    assert told in large.text_content()
    assert len(large.xpath("//div[@class='answer']")) > len(small.xpath("//div[@class='answer']"))
    assert len(large.xpath("//div[@class='where']")) == 1


def _who(html: str) -> list[str]:
    """The heading of who stands behind a sheet, and what stands under it."""
    first, *lines = markup.fromstring(html).xpath("//section[@class='foot']/div[1]/*")
    return [one.text_content() for one in (first, *lines)]


@pytest.mark.parametrize("folder", ["wildcats", "example"])
def test_nobody_counted_with_cameras_where_no_camera_work_is_on_file(folder):
    view = view_of(folder)
    for area in view.records.areas["area_id"].astype("str"):
        heading, *lines = _who(sheet_html(view, ENGLISH, area, map_names()))
        chosen = Selection(area=area)
        nights = chosen.of(view, view.records.surveys)["trap_nights"].notna().any()
        told = any(line.startswith("Cameras:") for line in lines)
        assert told <= (nights or not chosen_rates(view, chosen).empty)
        assert (heading == "Who counted") <= (folder == "example")


OF_BRCC = "staff of the Ustyurt reserve, with cameras of BRCC's project within the programme"


@pytest.mark.parametrize(
    ("area", "line"),
    [
        ("A-TM-02", "Published by: Conservation X Labs"),
        ("TM", "Published by: Conservation X Labs"),
        ("KZ", f"Recorded by: {OF_BRCC} (2 records)"),
        ("A-KZ-03", "What is said of the place: Mirror of Wikipedia (fr)"),  # records are others'
    ],
)
def test_a_sheet_says_who_published_or_recorded_what_nobody_is_known_to_have_counted(area, line):
    assert _who(sheet_html(view_of("wildcats"), ENGLISH, area, map_names())) == [
        "Who says so",
        line,
    ]


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_pdf_is_one_page_of_its_paper(paper):
    view = view_of("example")
    made = make("sheet", view, words_in("ru"), Choice(selection=RIDGE_NORTH, paper=paper))
    (page,) = PdfReader(BytesIO(made)).pages
    millimetres = {"A4": (210, 297), "A3": (297, 420)}[paper]
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx(
        [mm / 25.4 * 72 for mm in millimetres], abs=2
    )
    assert "Кто считал" in page.extract_text()


def test_the_longest_heading_at_the_foot_is_not_cut():
    asked = "Can you help, or do you have a question?"
    words = max(map(words_in, ("en", "ru", "tk", "ky", "kk")), key=lambda one: len(one._(asked)))
    made = make("sheet", view_of("wildcats"), words, Choice(selection=Selection(area="A-TM-02")))
    (page,) = PdfReader(BytesIO(made)).pages
    assert "".join(words._(asked).split()) in "".join(page.extract_text().split())


RIDGE_NORTH = Selection(area="ridge-north")


def test_a_file_is_called_by_its_area():
    name = file_name("sheet", view_of("wildcats"), ENGLISH, "A-TM-02")
    assert name.startswith("wildcats-sheet-A-TM-02-")
    assert name.endswith("-en.pdf")


def test_a_sheet_that_names_no_claim_is_refused():
    text = f'{PROGRAMME}[[sheets]]\narea = "ridge"\nquestion = {{en = "?"}}\nclaim = "none"\n'
    with pytest.raises(ProgrammeError, match="none"):
        read_programme(text)


def test_a_sheet_is_offered_of_areas_that_the_programme_did_or_reported_something_in():
    view, example = view_of("wildcats"), view_of("example")
    offered = ("A-TM-02", "A-KZ-01", "A-TM-07")  # a claim, reports alone, a milestone alone
    assert all(says_something(view, area, ENGLISH) for area in offered)
    assert not says_something(view, "KG-tien-shan", ENGLISH)
    assert says_something(example, "ridge-north", ENGLISH)
    assert says_something(example, "canyon", ENGLISH)  # a milestone alone
    assert not says_something(example, "western-corridor", ENGLISH)


def test_a_sheet_with_little_says_what_is_reported_done_and_not_known():
    view = view_of("wildcats")
    reports, milestone = (
        unescape(sheet_html(view, ENGLISH, area, map_names())) for area in ("A-KZ-01", "A-TM-07")
    )
    assert "Four detections of the young male after it came back to the reserve." in reports
    assert "No record of a cat here is on file yet." not in reports
    assert "SMART seminar in Syunt-Hasardag" in milestone


@pytest.mark.parametrize("area", ["A-KZ-02", "A-TM-05", "A-TM-07", "A-KG-02"])
def test_that_no_record_is_on_file_is_said_only_where_nobody_has_any(area):
    view = view_of("wildcats")
    html = unescape(sheet_html(view, ENGLISH, area, map_names()))
    rows = Selection(area=area).of(view, view.records.detections)
    ours = (rows["attribution"] == "programme").any()
    land = {area} | ({"A-KG-03", "A-KG-04", "A-KG-05"} if area == "A-KG-02" else set())
    around = view.records.detections["area_id"].isin(land).any()
    assert ("No record of a cat here is on file yet." in html) == (rows.empty and not around)
    assert ("others have records in areas that share its land" in html) == (rows.empty and around)
    theirs = (rows["attribution"] == "others").sum()
    silent = "The programme has no record of a cat here."
    assert (silent in html) == (bool(theirs) and not ours)
    told = f"Records of cats here by others, which are not shown: {theirs}; the earliest, "
    assert (told in html) == bool(theirs)


def test_what_has_no_room_is_counted():
    view = view_of("example")
    html = sheet_html(view, ENGLISH, "high-valley", map_names())
    assert len(markup.fromstring(html).xpath("//div[@class='answer']")) == 1
    assert "1 more claim about this place is in the report." in html
