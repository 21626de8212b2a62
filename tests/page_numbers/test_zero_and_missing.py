"""Not recorded, no reports collected and 0 are three things on every page."""

from __future__ import annotations

import re

import pytest

from impact.model import area_tree
from impact.wording.stops import small
from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import ALL, Choice, facts
from tests.page_numbers.grid import EXAMPLE, opened, screens
from tests.page_numbers.screen import (
    Section,
)
from tests.page_numbers.sections import (
    LEOPARD,
    NOT_RECORDED,
    SNOW_LEOPARD,
    both,
    column,
    map_rows,
    only_table,
)


def section_text(section: Section) -> str:
    return " ".join([*section.lines[:1], *(table.to_csv() for table in section.tables)])


TITLES = {
    "detection-rates": "Detections per 100 trap-nights",
    "stations": "Stations with a detection",
    "incidents-by-type": "Incidents by type",
    "losses": "What was lost",
    "outcomes": "What became of the cats",
}


@pytest.mark.parametrize("name", ["detection-rates", "stations"])
@pytest.mark.parametrize(
    "choice", [Choice(area="glacier", species=LEOPARD), Choice(area="plateau")], ids=str
)
def test_cameras_that_saw_no_cat_show_0_and_not_that_nothing_was_recorded(choice, name):
    assert facts(EXAMPLE).worked(choice)["trap_nights"].sum() > 4000
    assert facts(EXAMPLE).detections(choice).empty
    section = opened(EXAMPLE, "wildlife", choice)[name]
    assert not section.sentence.startswith(NOT_RECORDED)
    assert re.search(r"\b0\b", section.sentence)


@pytest.mark.parametrize("name", ["detection-rates", "stations"])
@pytest.mark.parametrize(
    "choice",
    [Choice(area="far-valley"), Choice(area="plain", species=LEOPARD)],
    ids=str,
)
def test_where_no_camera_stood_nothing_is_recorded_and_no_0_is_shown(choice, name):
    assert facts(EXAMPLE).worked(choice).empty
    screen = opened(EXAMPLE, "wildlife", choice)
    assert small(TITLES[name]) in screen.missing()
    assert name not in screen.sections


def test_a_year_without_cameras_is_not_drawn_among_years_with_them():
    choice = Choice(area="high-valley")
    assert 2022 not in set(facts(EXAMPLE).worked(choice)["year"])
    section = opened(EXAMPLE, "wildlife", choice)["detection-rates"]
    assert [trace["x"] for trace in section.charts[0].marks()] == [[2023, 2024, 2025]]


@pytest.mark.parametrize(
    ("area", "species", "expected"),
    [("glacier", LEOPARD, "0"), ("plateau", ALL, "0"), ("far-valley", ALL, "not recorded")],
)
def test_the_map_tells_cameras_without_a_cat_from_no_cameras(area, species, expected):
    shown = map_rows(opened(EXAMPLE, "map", Choice(area=area, species=species)))
    assert column(shown, "Detections in surveys") == [expected]


@both
def test_the_map_shows_0_incidents_only_where_reports_were_collected(data):
    """A month without reporting is unknown, so that its 0 would prove nothing."""
    found, told = Differences(), set()
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table, shown = here.on_the_map(choice), map_rows(screen)
        for area, text in zip(table.index, shown.get("Conflict incidents", []), strict=True):
            lies_in_it = len(area_tree.within(here.records.areas, [area])) > 1
            if table.at[area, "incidents"] or lies_in_it:
                continue
            asked = here.asked(choice, area)
            told.add(asked)
            found.same(choice, f"{area}, reports collected: {asked}", text == "0", asked)
    found.assert_none()
    assert told == ({True, False} if data == EXAMPLE else {False})


def test_months_with_reports_and_none_show_0_and_the_others_say_what_is_not_known():
    choice = Choice(area="high-valley", first=2023, last=2023)
    table = facts(EXAMPLE).months(choice, 2023, 2023).set_index("month")
    assert set(table["state"]) == {"collected", "not collected"}
    shown = only_table(opened(EXAMPLE, "coexistence", choice)["incidents-by-month"])
    states = dict(zip(table["state"], shown["Reports"], strict=True))
    assert states["collected"] == "reports collected"
    assert states["not collected"] == "no reports collected"
    nothing = (table["incidents"].fillna(0) == 0).to_numpy()
    cells = set(zip(table["state"][nothing], shown["Incidents"][nothing], strict=True))
    assert cells == {("collected", "0"), ("not collected", "not stated")}


def test_months_of_which_nothing_is_on_file_are_not_known_and_no_0():
    choice = Choice(area="plateau-buffer", first=2023, last=2023)
    table = facts(EXAMPLE).months(choice, 2023, 2023)
    late = (table["state"] == "unknown").to_numpy()
    assert late.sum() == 6
    shown = only_table(opened(EXAMPLE, "coexistence", choice)["incidents-by-month"])
    assert set(shown["Reports"][late]) == {"not known whether reports were collected"}
    assert set(shown["Incidents"][late]) == {"not stated"}


def test_the_three_states_of_a_month_are_three_marks_on_the_chart():
    choice = Choice(area="plateau-buffer")
    section = opened(EXAMPLE, "coexistence", choice)["incidents-by-month"]
    marks = {
        trace["name"]: trace["marker"]["symbol"]
        for trace in section.charts[0].traces
        if trace["type"] == "scatter"
    }
    assert set(marks) == {
        "reports collected, no incident",
        "no reports collected",
        "not known whether reports were collected",
    }
    assert len(set(marks.values())) == 3
    bars = [trace for trace in section.charts[0].traces if trace["type"] == "bar"]
    assert not any(y == 0 for trace in bars for y in trace["y"])


REPORTED_AND_NONE = Choice(area="ridge-north", species=SNOW_LEOPARD)


def test_reports_and_no_incident_are_a_0_with_its_months():
    assert facts(EXAMPLE).incidents(REPORTED_AND_NONE).empty
    assert facts(EXAMPLE).asked(REPORTED_AND_NONE, "ridge-north")
    section = opened(EXAMPLE, "coexistence", REPORTED_AND_NONE)["incidents-by-month"]
    found = Differences()
    found.stated(REPORTED_AND_NONE, "sentence", section.sentence, [0, 44, 48])
    found.assert_none()


@pytest.mark.parametrize("name", ["incidents-by-type", "losses", "outcomes"])
def test_no_incident_in_months_with_reports_is_not_called_not_recorded(name):
    section = opened(EXAMPLE, "coexistence", REPORTED_AND_NONE)[name]
    assert not section.sentence.startswith(NOT_RECORDED)


@pytest.mark.parametrize("name", ["incidents-by-type", "losses", "outcomes"])
def test_no_incident_without_reports_is_no_0(name):
    choice = Choice(area="glacier")
    assert facts(EXAMPLE).incidents(choice).empty
    assert not facts(EXAMPLE).asked(choice, "glacier")
    screen = opened(EXAMPLE, "coexistence", choice)
    assert small(TITLES[name]) in screen.missing()
    assert name not in screen.sections


def test_a_year_of_reports_without_an_incident_is_no_empty_frame():
    """Axes without a mark have ticks of their own making, which are nobody's numbers."""
    choice = Choice(area="ridge-north", species=SNOW_LEOPARD, first=2023, last=2023)
    assert set(facts(EXAMPLE).months(choice, 2023, 2023)["state"]) == {"collected"}
    section = opened(EXAMPLE, "coexistence", choice)["incidents-by-month"]
    assert all(chart.points() for chart in section.charts)
