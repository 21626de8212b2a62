"""Detection rates on the pages are the metric's own for what was chosen."""

from __future__ import annotations

from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import facts
from tests.page_numbers.grid import EXAMPLE
from tests.page_numbers.sections import (
    NOT_RECORDED,
    both,
    column,
    compare_rates,
    only_table,
    rate_sections,
    sections,
)


@both
def test_detection_rates_are_pooled_over_stations_in_chart_table_and_sentence(data):
    found, told = Differences(), 0
    for choice, section in rate_sections(data, "detection-rates"):
        table = facts(data).rates(choice)
        told += len(table)
        compare_rates(found, choice, section, table, facts(data).species)
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)


@both
def test_stations_with_a_detection_are_counted_among_those_with_effort(data):
    found = Differences()
    names = facts(data).species
    for choice, section in sections(data, "wildlife", "stations"):
        table = facts(data).rates(choice)
        found.same(choice, "charts", len(section.charts), int(not table.empty))
        if table.empty:
            found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), True)
        if table.empty or not section.charts:
            continue
        traces = {trace["name"]: trace for trace in section.charts[0].marks()}
        stated = []
        for species, some in table.groupby("scientific_name"):
            trace = traces[names[species]]
            found.close(choice, "x", trace["x"], list(some["year"]))
            found.close(choice, "y", trace["y"], list(some["share_of_stations"]))
            pairs = some[["stations_with_detection", "stations"]].to_numpy("float64").tolist()
            found.same(choice, "on the mark", trace["customdata"], pairs)
            last = some.iloc[-1]
            stated += [last["stations_with_detection"], last["stations"], last["year"]]
        found.stated(choice, "sentence", section.sentence, stated)
    found.assert_none()


@both
def test_detection_rates_of_each_area_are_pooled_over_its_years_with_cameras(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, section in sections(data, "wildlife", "detections-by-area"):
        table = here.rates_by_area(choice)
        told += len(table)
        found.same(choice, "charts", len(section.charts), int(not table.empty))
        if table.empty or not section.charts:
            found.same(choice, "begins", section.sentence.startswith(NOT_RECORDED), table.empty)
            continue
        shown = only_table(section)
        keyed = {
            (here.species[row["scientific_name"]], here.names[row["area_id"]]): row
            for _i, row in table.iterrows()
        }
        pairs = list(zip(shown["Species"], shown["Area"], strict=True))
        found.alike(choice, "pairs", pairs, list(keyed))
        rows = [keyed[pair] for pair in pairs if pair in keyed]
        for heading, figure, digits in (
            ("Detections", "detections", 0),
            ("Trap-nights", "trap_nights", 1),
            ("Per 100 trap-nights", "rate", 2),
            ("95% from", "low", 2),
            ("95% to", "high", 2),
        ):
            wanted = [row[figure] for row in rows]
            found.cells(choice, heading, column(shown, heading), wanted, digits=digits)
        drawn = [x for trace in section.charts[0].marks() for x in trace["x"]]
        found.close(choice, "marks", sorted(drawn), sorted(table["rate"]))
        stated = []
        for _species, some in table.groupby("scientific_name"):
            most = some.sort_values("rate", ascending=False).iloc[0]
            figures = [most[one] for one in ("rate", "low", "high", "detections", "trap_nights")]
            stated += figures if most["detections"] else [0, some["trap_nights"].sum()]
        found.stated(choice, "sentence", section.sentence, stated)
    found.assert_none()
    assert bool(told) == (data == EXAMPLE)
