"""Timelines of published reports: which mark is whose."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from impact.checking.written import known_to
from impact.disclosure.selection import Selection
from impact.figures import page_figures, reports
from impact.figures.estimates import estimates
from impact.figures.style import LIGHT
from impact.model.attribution import OTHERS
from impact.wording import words_in
from tests.handouts.packs_of import view_of


def marks(language: str) -> set[tuple]:
    """Day, colour and shape of each mark on the timeline of incidents."""
    shown = reports.of_incidents(view_of("wildcats"), Selection(), words_in(language), LIGHT)
    return {
        (day, one.marker.color, symbol)
        for one in shown.figure.data
        if one.mode == "markers"
        for day, symbol in zip(one.x, one.marker.symbol, strict=True)
    }


def test_a_report_has_the_same_colour_and_shape_in_every_language():
    english = marks("en")
    assert len({symbol.removesuffix("-open") for _day, _colour, symbol in english}) == 4
    assert english == marks("ru")


def test_the_legend_shows_a_filled_mark_and_the_sentence_says_what_a_hollow_one_is():
    shown = reports.of_cats(view_of("wildcats"), Selection(whose=OTHERS), words_in("en"), LIGHT)
    symbols = [one.marker.symbol for one in shown.figure.data if one.mode == "markers"]
    assert any("open" in symbol for one in symbols for symbol in one)
    assert not any("open" in one[0] for one in symbols)  # the legend takes the first
    assert "Hollow marker" in shown.sentence


def test_what_nobody_verified_is_no_mark_of_an_incident_and_is_said_not_to_be_counted():
    view = view_of("wildcats")
    shown = reports.of_incidents(view, Selection(whose=OTHERS), words_in("en"), LIGHT)
    rows = view.records.conflicts
    doubted = rows["verification"].eq("unverified") & rows["incident_type"].notna()
    drawn = doubted & (rows["event_start"].notna() | rows["event_end"].notna())
    assert drawn.sum() > 1
    crosses = [one for one in shown.figure.data if one.name == "not verified"]
    assert [len(one.x) for one in crosses] == [drawn.sum()]
    for one in shown.figure.data:
        for symbol in (one.marker.symbol or ()) if one.name else ():
            assert symbol.startswith("x") == (one.name == "not verified")
    assert f"Not verified and so not counted: {doubted.sum()}." in shown.sentence


def test_a_line_of_a_single_incident_names_its_country_and_its_day():
    shown = reports.of_incidents(
        view_of("wildcats"), Selection(whose=OTHERS), words_in("en"), LIGHT
    )
    names = " ".join(shown.figure.layout.yaxis.ticktext).replace("<br>", " ")
    assert "attack on livestock: Jumgal district, Kyrgyzstan, January 2020" in names
    killed = "cat killed or hurt, motive not stated"
    assert f"{killed}: Balkan velayat, Turkmenistan, 28 December 2023" in names


def test_a_line_of_one_mark_names_its_day_though_an_undated_row_is_of_it_too():
    shown = reports.of_incidents(
        view_of("wildcats"), Selection(whose=OTHERS), words_in("en"), LIGHT
    )
    named = [name for name in shown.figure.layout.yaxis.ticktext if "Jeti" in name]
    assert len(named) == 1
    assert named[0].replace("<br>", " ").endswith("29 January 2026")


@pytest.mark.parametrize(("area", "drawn"), [("A-KG-03", False), ("A-KZ-01", True), ("KG", True)])
def test_the_start_of_the_programme_is_drawn_where_it_works(area, drawn):
    # It has a line of its own in Kyrgyzstan, and none in Khan-Tengri, which is the work of others.
    view = view_of("wildcats")
    shown = reports.of_cats(view, Selection(area=area), words_in("en"), LIGHT)
    notes = " ".join(note.text for note in shown.figure.layout.annotations)
    assert ("due to" in notes.replace("<br>", " ")) is drawn


@pytest.mark.parametrize(
    ("start", "end", "known"),
    [
        ("2018-01-01", "2022-09-22", ("year", "day")),
        ("2018-01-01", "2019-12-31", ("year", "year")),
        ("2018-01-01", "2018-03-31", ("month", "month")),
        ("2019-07-27", "2019-09-30", ("day", "month")),
        ("2024-10-29", "2024-12-21", ("day", "day")),
    ],
)
def test_each_end_of_a_range_is_no_more_exact_than_it_is_known(start, end, known):
    assert known_to(pd.Timestamp(start), pd.Timestamp(end)) == known


def test_a_killing_is_called_retaliation_only_where_its_motive_is_told():
    rows = view_of("wildcats").records.conflicts.set_index("incident_id")
    untold = rows[rows["verification_note"].str.contains("motive", na=False)]
    assert untold["incident_type"].to_dict() == {"C-TM-01": "cat harmed", "C-KG-01": "cat harmed"}
    assert "retaliatory killing" not in set(rows["incident_type"])


def test_estimates_stand_by_land_from_the_newest_on_and_an_open_end_is_one():
    shown = estimates(view_of("wildcats"), Selection(), words_in("en"), LIGHT)
    names = [" ".join(name.split("<br>")) for name in shown.figure.layout.yaxis.ticktext]
    kyrgyz = [name.split(", ")[2][:4] for name in names if "Kyrgyzstan" in name]
    assert kyrgyz == ["2026", "2024", "2024", "year"]
    numbers = [text.strip() for text in shown.figure.data[1].text]
    told = {"likely not over 60", "over 550", "over 400", "about 100"}
    assert told | {"60–80", "285 (234–349)"} <= set(numbers)


def test_below_a_narrow_chart_there_is_room_for_each_line_of_its_source():
    style, chosen = replace(LIGHT, narrow=True), Selection(whose="programme")
    makers = page_figures.OF_PUBLISHED_RECORDS
    cards = page_figures.figures(makers, view_of("wildcats"), chosen, words_in("en"), style)
    figures = [one.figure for one in cards if one.figure is not None]
    assert figures
    for layout in (one.layout for one in figures):
        source, smallest = layout.annotations[0], 1.2 * layout.annotations[0].font.size
        lines = source.text.count("<br>") + 1
        assert lines > 3  # more than fit while the code of the choice was not there yet
        assert layout.margin.b + source.yshift >= lines * smallest
