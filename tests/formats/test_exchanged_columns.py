"""Stations and species in each other's place in what camera programs export: never a silent zero."""

from __future__ import annotations

import pytest

from tests.formats.camera_samples import CAMTRAPR
from tests.formats.corruptions import as_text
from tests.formats.samples import CAMTRAP
from tests.formats.sending import only


@pytest.mark.parametrize(("sample", "station"), [(CAMTRAP, "deploymentID"), (CAMTRAPR, "Station")])
def test_a_station_where_the_species_should_stand_refuses_the_file(sample, station):
    files = {name: [list(row) for row in rows] for name, rows in sample.files.items()}
    headings = files[sample.target][0]
    one, other = headings.index(station), headings.index(sample.columns["name"])
    headings[one], headings[other] = headings[other], headings[one]
    upload = only({name: as_text(rows, ",") for name, rows in files.items()}, sample.answers)
    (problem,) = [p for p in upload.problems if p.rule == "import.station_as_species"]
    assert (problem.file, problem.severity) == (sample.target, "error")


@pytest.mark.parametrize("sample", [CAMTRAP, CAMTRAPR], ids=["camtrap-dp", "camtrapr"])
def test_columns_that_stand_right_are_not_complained_of(sample):
    files = {name: as_text(rows, ",") for name, rows in sample.files.items()}
    assert "import.station_as_species" not in {p.rule for p in only(files, sample.answers).problems}
