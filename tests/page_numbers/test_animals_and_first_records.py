"""Animals told apart and first records on the pages are the metrics' own."""

from __future__ import annotations

from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import Choice, Facts, facts
from tests.page_numbers.grid import EXAMPLE
from tests.page_numbers.screen import (
    Section,
)
from tests.page_numbers.sections import (
    NOT_RECORDED,
    both,
    compare_first_records,
    only_table,
    sections,
)


@both
def test_animals_told_apart_are_the_minimum_of_each_area_and_year(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "wildlife", "individuals"):
        told += compare_individuals(found, choice, section, facts(data))
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


def compare_individuals(found: Differences, choice: Choice, section: Section, here: Facts) -> int:
    """How many rows the metric has; what differs is added to what was found."""
    table, shown = here.individuals(choice), only_table(section)
    if table.empty or shown.empty:
        found.same(choice, "rows", len(shown), len(table))
        found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), table.empty)
        return len(table)
    figures = ["Animals at least", "Detections of unidentified animals"]
    lines = shown[["Area", "Species", "Year", *figures]].to_numpy().tolist()
    wanted = [
        [here.names[a], here.species[s], f"{y}", f"{n:,}", f"{u:,}"]
        for a, s, y, n, u in table.itertuples(index=False)
    ]
    found.alike(choice, "table", lines, wanted)
    latest = table[table["year"] == table["year"].max()]
    most = latest[latest["animals"] == latest["animals"].max()]
    said = [
        one for one in most.itertuples(index=False) if here.names[one.area_id] in section.sentence
    ]
    found.same(choice, "area of the sentence", bool(said), True)
    if said:
        numbers = [said[0].animals, said[0].year, said[0].unidentified]
        found.stated(choice, "sentence", section.sentence, numbers)
    return len(table)


@both
def test_first_records_are_the_earliest_on_file_among_the_records_chosen(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "wildlife", "first-records"):
        told += compare_first_records(found, choice, section, facts(data))
    found.assert_none()
    assert told
