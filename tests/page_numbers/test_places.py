"""Places on the pages are those of the tables, with their extent."""

from __future__ import annotations

import re

import pandas as pd

from impact.metrics import areas
from impact.wording.labels import area_status
from tests.page_numbers.compare import Differences, reads
from tests.page_numbers.expected import ALL, facts
from tests.page_numbers.grid import screens
from tests.page_numbers.sections import WORDS, both, column, only_table, sections

NOTED = " (with a note)"


@both
def test_areas_by_status_are_counted_by_country_with_their_extent(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "places", "areas-by-status"):
        table = areas.protected_by_status(facts(data).areas(choice))
        shown = only_table(section)
        told += len(table)
        countries = [facts(data).names[code] for code in table["country_code"]]
        found.same(choice, "countries", column(shown, "Country"), countries)
        statuses = [area_status(status, WORDS) for status in table["status"]]
        found.same(choice, "statuses", column(shown, "Status"), statuses)
        found.cells(choice, "areas", column(shown, "Areas"), list(table["areas"]))
        found.cells(choice, "km²", column(shown, "km²"), list(table["area_km2"]), digits=0)
        unknown = list(table["unknown_extent"])
        found.cells(choice, "extent unknown", column(shown, "Extent unknown"), unknown)
        sums = table.groupby("status")["areas"].sum()
        found.stated(choice, "sentence", section.sentence, list(sums))
        for status, number in sums.items():
            said = f"{area_status(str(status), WORDS)}: {number}"
            found.same(choice, said, said.casefold() in section.sentence.casefold(), True)
    found.assert_none()
    assert told


@both
def test_protected_land_grows_by_what_was_set_up_in_each_year(data):
    found, told = Differences(), 0
    for choice, section in sections(data, "places", "protected-by-year"):
        table = areas.protected_by_year(facts(data).areas(choice))
        told += len(table)
        shown = only_table(section)
        years = ["year unknown" if pd.isna(year) else str(year) for year in table["year"]]
        found.same(choice, "years", column(shown, "Year"), years)
        for heading, figure, digits in (
            ("Areas", "areas", 0),
            ("km² set up", "area_km2", 1),
            ("km² so far", "cumulative_km2", 1),
            ("Extent unknown", "unknown_extent", 0),
        ):
            wanted = list(table[figure])
            found.cells(choice, heading, column(shown, heading), wanted, digits=digits)
        shared = ["yes" if one else "no" for one in table["overlapping"]]
        found.same(choice, "shared", column(shown, "Shares land with another"), shared)
        numbers = [
            int(table["areas"].sum()),
            table["cumulative_km2"].iloc[-1],
            int(table["unknown_extent"].sum()),
            *noted(facts(data).areas(choice)),
        ]
        found.stated(choice, "sentence", section.sentence, numbers)
        dated = table[table["year"].notna()]
        line = section.charts[0].traces[0]["y"]
        found.close(choice, "line", line, list(dated["cumulative_km2"]))
        found.close(choice, "years", section.charts[0].traces[0]["x"], list(dated["year"]))
        undated = table[table["year"].isna() & table["area_km2"].notna()]
        said = [text for trace in section.charts[0].traces for text in trace.get("text", [])]
        wanted = [
            f"{km2:,.0f} km² · with areas of unknown year" for km2 in undated["cumulative_km2"]
        ]
        found.same(choice, "year unknown", said, wanted)
    found.assert_none()
    assert told


def noted(rows: pd.DataFrame) -> list[float]:
    """The km² of established areas whose extent bears a note, and how many these are."""
    kinds = rows["area_type"].isin(["protected area", "conservancy"])
    there = rows[kinds & (rows["status"] == "established") & rows["area_km2"].notna()]
    extents = [row["area_km2"] for _i, row in there.iterrows() if pd.notna(row["area_note"])]
    return [sum(extents), len(extents)] if extents else []


@both
def test_all_places_are_listed_with_their_extent_or_the_word_that_it_is_unknown(data):
    found = Differences()
    for choice, section in sections(data, "places", "all-places"):
        rows = facts(data).listed_areas(choice)
        shown = only_table(section)
        found.same(choice, "names", column(shown, "Name"), list(rows["name"]))
        for text, (_i, row) in zip(shown["km²"], rows.iterrows(), strict=True):
            extent, number = row["area_km2"], text.removesuffix(NOTED)
            right = text == "extent unknown" if pd.isna(extent) else reads(number, extent, digits=0)
            found.same(choice, f"{text} for {extent}", right, True)
            note = pd.notna(extent) and pd.notna(row["area_note"])
            found.same(choice, f"{text} bears a note", text.endswith(NOTED), note)
        untold = {"established": "year unknown", "not designated": "does not apply"}
        without = rows["status"].astype("str").map(untold).fillna("not set up")
        since = [
            unknown if pd.isna(day) else f"{day:%Y}"
            for day, unknown in zip(rows["established"], without, strict=True)
        ]
        found.same(choice, "set up", column(shown, "Set up"), since)
        sharing = set(areas.overlapping(facts(data).records.areas)["area_id"])
        shared = ["yes" if area in sharing else "" for area in rows["area_id"].astype("str")]
        found.same(choice, "shares land", column(shown, "Shares land"), shared)
    found.assert_none()


@both
def test_a_place_states_its_own_extent(data):
    told = 0
    rows = facts(data).records.areas
    for choice, screen in screens(data, "places"):
        if choice.area == ALL:
            continue
        extent = rows.set_index(rows["area_id"].astype("str")).at[choice.area, "area_km2"]
        (line,) = (line for line in screen[""].lines if line.startswith("**Extent**"))
        if pd.isna(extent):
            assert line.startswith("**Extent**: no figure on file")
        else:
            text = re.match(r"\*\*Extent\*\*: ([\d,.]+) km²", line)[1]
            assert reads(text, extent, digits=1), (choice, line)
            told += 1
    assert told
