"""The workbook of a season, filled in and sent back, is a season without a question of headings."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from impact.handouts.season_template import season_template
from impact.wording import words_in
from tests.formats.sending import LEOPARD, only, suggested

HAPPENED = {"en": "Attack on sheep", "ru": "Нападение на овец"}
NAMES = {
    "en": {"area": ["Ridge", "Valley"], "species": ["Persian leopard", "Snow leopard"]},
    "ru": {"area": ["Хребет", "Долина"], "species": ["леопард", "снежный барс"]},
}


def filled(language: str) -> bytes:
    words = words_in(language)
    names = NAMES[language]
    made = season_template("season", names, 2025, words.said)
    book = openpyxl.load_workbook(io.BytesIO(made))
    stations, seen, conflicts, villages = book.worksheets[:4]
    stations["B1"] = names["area"][0]
    yes = book["lists"].cell(1, 4).value  # the first choice of the fourth list
    for sheet, row, cells in (
        (stations, 4, ["A-1", dt.date(2025, 3, 1), dt.date(2025, 3, 11), 39.5, 54.5]),
        (seen, 2, ["A-1", dt.date(2025, 3, 5), dt.time(5, 3), names["species"][0]]),
        (conflicts, 2, [dt.date(2025, 4, 1), "V", names["area"][0], HAPPENED[language], "", 2,
                        names["species"][0], yes]),
        (villages, 2, ["V", "+", "-"]),
    ):  # fmt: skip
        for column, value in enumerate(cells, start=1):
            sheet.cell(row, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_filled_template_of_a_season_is_read_as_one(language):
    files = {"season.xlsx": filled(language)}
    upload = only(files, suggested(only(files)))
    frames = {name: text.frame for name, text in upload.texts.items()}
    assert {name: len(rows) for name, rows in frames.items()} == {
        "deployments": 1, "detections": 1, "conflicts": 1, "reporting": 2, "surveys": 1,
    }  # fmt: skip
    assert frames["detections"]["scientific_name"].tolist() == [LEOPARD]
    assert frames["conflicts"]["verification"].tolist() == ["confirmed"]
    assert frames["reporting"]["month"].tolist() == ["2025-01", "2025-02"]


def test_areas_species_and_stations_are_chosen_by_name():
    book = openpyxl.load_workbook(io.BytesIO(season_template("season", NAMES["en"], 2025)))
    sources = [one.formula1 for sheet in book.worksheets[:4]
               for one in sheet.data_validations.dataValidation]  # fmt: skip
    assert "'Stations'!$A$4:$A$1001" in sources
    lists = book["lists"]
    assert [lists.cell(row, 1).value for row in (1, 2)] == ["Ridge", "Valley"]


def test_the_template_of_incidents_has_no_cameras():
    book = openpyxl.load_workbook(io.BytesIO(season_template("incidents", NAMES["en"], 2025)))
    assert book.sheetnames == ["Reports of conflicts", "Villages and months", "lists"]
