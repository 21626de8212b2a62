"""A file that is sent again changes nothing, however its program writes times and numbers."""

from __future__ import annotations

import pytest

from impact.changes.merge import Way
from impact.changes.prepare import prepare
from impact.model.records import Records
from tests.formats.corruptions import as_text
from tests.formats.outcomes import KNOWN_HERE, PROGRAMME
from tests.formats.samples import SAMPLES
from tests.formats.sending import received
from tests.tables import table


@pytest.mark.parametrize("name", ["Camtrap DP, observations", "Wildlife Insights", "Timelapse"])
def test_a_file_that_is_sent_again_changes_no_cell(name):
    sample = SAMPLES[name]
    files = {n: as_text(rows, sample.delimiter) for n, rows in sample.files.items()}
    texts = received(files, sample.answers, KNOWN_HERE).texts
    ways = dict.fromkeys(texts, Way.REPLACE_ROWS)
    programme = PROGRAMME.model_copy(update={"indicators": []})
    first = prepare(programme, Records.of(areas=_areas()), texts, ways)
    again = prepare(programme, first.records, texts, ways)
    assert first.differences["detections"].added
    assert all(one.nothing for one in again.differences.values())


def _areas():
    rows = (
        {"area_id": one, "name": one, "country_code": "TM", "area_type": "country", "source": "x"}
        for one in ("TM", "ridge", "valley", "KG")
    )
    return table("areas", *rows)
