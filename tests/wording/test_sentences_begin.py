"""Lines of lists and cells of reasons are sentences, and say where, of what and by whom once."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.disclosure import for_audience
from impact.figures.reports import incident_table
from impact.versions.version import make_version
from impact.wording import words_in
from impact.wording.labels import all_species
from impact.wording.language import NAMES
from impact.wording.lists import area_lines, detection_lines, incident_lines, milestone_lines
from tests.claims.claim_tables import DETECTIONS, survey
from tests.tables import programme, records, table
from tests.wording.situations import viewed

# By precision: what a line of that date begins with is a date, a month or a phrase.
DATES = [
    {"date_precision": precision, "event_start": start, "event_end": end}
    for precision, start, end in (
        ("day", "2024-05-03", "2024-05-03"),
        ("month", "2024-05-01", "2024-05-31"),
        ("published-by", None, "2024-05-03"),
        ("range", "2024-05-03", None),
        ("unknown", None, None),
    )
]
TOLD = {
    f"{name}{ending}": "An animal was seen"
    for name in ("summary", "title", "verification_note")
    for ending in ("", *(f"_{code}" for code in NAMES if code != "en"))
}
CELLS = TOLD | {"area_id": "ridge", "scientific_name": "Panthera uncia", "verification": "probable"}


def rows_of(name: str) -> pd.DataFrame:
    """A row for each precision of a date."""
    columns = table(name).columns
    told = {key: value for key, value in CELLS.items() if key in columns}
    return table(name, *(told | one for one in DATES))


def lines(view, words) -> list[str]:
    """Milestones, records of cats and incidents, a line for each precision of a date."""
    told = milestone_lines(rows_of("milestones"), words)
    told += detection_lines(view, rows_of("detections"), words)
    told += incident_lines(view, rows_of("conflicts"), words)
    return [text for text, *_ in told]


@pytest.mark.parametrize("language", NAMES)
def test_a_sentence_that_is_joined_begins_with_a_capital(language):
    view, words = viewed(survey(5, 11), DETECTIONS), words_in(language)
    told = lines(view, words)
    told += incident_table(view, rows_of("conflicts"), words).iloc[:, 5].to_list()
    set_up = {"name": "Ridge", "established": "2024-05-01", "established_precision": "month"}
    told += [text for text, *_ in area_lines(view, table("areas", set_up), words)]
    assert len(told) == 4 * len(DATES) + 1
    assert [text for text in told if text[0].islower()] == []


@pytest.mark.parametrize("language", NAMES)
def test_date_place_and_cat_of_a_line_end_with_a_stop(language):
    """A colon would stand before a capital, and often before a second colon."""
    view, words = viewed(survey(5, 11), DETECTIONS), words_in(language)
    told = lines(view, words)
    assert [text for text in told if ": An animal was seen" in text] == []


@pytest.mark.parametrize("language", NAMES)
def test_a_milestone_ends_as_a_sentence_whether_or_not_somebody_is_named(language):
    rows, words = rows_of("milestones"), words_in(language)
    somebody = rows.assign(actors="Ministry", **{f"actors_{code}": "Ministry" for code in NAMES})
    told = [text for each in (rows, somebody) for text, *_ in milestone_lines(each, words)]
    assert [text for text in told if not text.endswith(".") or text.endswith("..")] == []


# Two countries, a place in each, one that names its country itself, and one in neither.
PLACES = table(
    "areas",
    *(
        {
            "area_id": area,
            "parent_id": above,
            "country_code": code,
            "established": "2024-05-01",
            "established_precision": "month",
            **{f"name{end}": name for end in ("", *(f"_{one}" for one in NAMES if one != "en"))},
        }
        for area, above, code, name in (
            ("XA", None, "XA", "Northland"),
            ("XB", None, "XB", "Southland"),
            ("ridge", "XA", None, "Ridge"),
            ("border", "XA", "XA", "Border of Northland"),
            ("sea", None, None, "Sea"),
        )
    ),
)


def lines_at(area: str, language: str, areas: pd.DataFrame = PLACES, **cells: str) -> list[str]:
    """A report and an incident of one place, and the place itself, as lines."""
    held = records(areas=areas)
    view, words = for_audience(make_version(programme(), held, {}), "public"), words_in(language)
    told = CELLS | DATES[0] | {"area_id": area, "source": "Paper"} | cells

    def row(name: str) -> pd.DataFrame:
        columns = table(name).columns
        return table(name, {key: value for key, value in told.items() if key in columns})

    return [
        *(text for text, *_ in detection_lines(view, row("detections"), words)),
        *(text for text, *_ in incident_lines(view, row("conflicts"), words)),
        *(text for text, *_ in area_lines(view, areas[areas["area_id"] == area], words)),
    ]


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize(
    ("area", "named"),
    [
        ("ridge", "Ridge, Northland"),  # by the country above it
        ("XB", "Southland"),
        ("border", "Border of Northland"),
        ("sea", "Sea"),
    ],
)
def test_a_line_of_a_record_names_the_country_once(language, area, named):
    for line in lines_at(area, language):
        assert named in line
        assert line.count("Northland") + line.count("Southland") == named.count("land")


def test_a_line_names_no_country_where_all_lie_in_one():
    one = PLACES[PLACES["area_id"].isin(["XA", "ridge"])]
    assert [line for line in lines_at("ridge", "en", one) if "Northland" in line] == []


@pytest.mark.parametrize("language", NAMES)
def test_a_line_of_a_record_names_the_species_where_it_is_known(language):
    report, incident, _place = lines_at("ridge", language)
    (name,) = all_species(
        for_audience(make_version(programme(), records(areas=PLACES), {}), "public"),
        words_in(language),
    )
    assert f". {name}. An animal was seen" in report
    assert f". {name}. An animal was seen" in incident
    unknown = lines_at("ridge", language, scientific_name=None)[1]
    assert name not in unknown


@pytest.mark.parametrize("language", NAMES)
def test_who_recorded_it_does_not_repeat_the_source_behind_the_line(language):
    repeated, not_repeated = (
        {
            f"recorded_by{ending}": f"Not stated; {who}"
            for ending in ("", *(f"_{code}" for code in NAMES if code != "en"))
        }
        for who in ("paper", "published by the programme")
    )
    report, incident, _place = lines_at("ridge", language, **repeated)
    assert report.endswith("Not stated.")
    assert incident.endswith("Not stated.")
    assert all("programme." in one for one in lines_at("ridge", language, **not_repeated)[:2])
