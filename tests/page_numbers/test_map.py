"""The map counts what is on file in each area, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from impact.metrics import conflicts
from tests.page_numbers.compare import Differences
from tests.page_numbers.expected import facts
from tests.page_numbers.grid import screens
from tests.page_numbers.sections import BESIDE, NOT_RECORDED, NOT_SHOWN, both, column, map_rows
from tests.page_numbers.totals import single


@both
def test_the_map_and_its_table_count_what_is_on_file_in_each_area(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table, shown = here.on_the_map(choice), map_rows(screen)
        told += int(table[["reports", "incidents"]].sum().sum() + table["detections"].sum())
        found.same(choice, "names", column(shown, "Name"), list(table["name"]))
        reports = list(table["reports"])
        found.cells(choice, "reports", column(shown, "Records from published reports"), reports)
        for heading, figure in (
            ("Detections in surveys", "detections"),
            ("Conflict incidents", "incidents"),
        ):
            # What is shown for nothing at all has tests of its own.
            some = (table[figure].fillna(0) > 0).to_numpy()
            texts = [t for t, one in zip(shown[heading], some, strict=True) if one]
            found.cells(choice, figure, texts, list(table[figure][some]))
            rest = [t for t, one in zip(shown[heading], some, strict=True) if not one]
            wrong = [text for text in rest if re.search(r"[1-9]", text)]
            found.same(choice, f"{figure} where there is none", wrong, [])
        placed = ["yes" if one else "no coordinates on file" for one in table["latitude"].notna()]
        found.same(choice, "on the map", column(shown, "On the map"), placed)
    found.assert_none()
    assert told


@both
def test_the_marks_of_the_map_stand_where_the_areas_are_and_say_what_the_table_says(data):
    found = Differences()
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table = here.on_the_map(choice)
        located = table[table["latitude"].notna()]
        layers = {layer["id"]: layer.get("data", []) for layer in screen.deck["layers"]}
        marks = {mark["area_id"]: mark for mark in layers["areas"]}
        # What would hide another mark stands in a cluster, which says whose it is.
        within = {area: one["label"] for one in layers["clusters"] for area in one["members"]}
        found.same(choice, "marks", sorted([*marks, *within]), sorted(located.index))
        named = [row["name"] in within[area] for area, row in located.iterrows() if area in within]
        found.same(choice, "named in their cluster", all(named), True)
        alone = located[~located.index.isin(list(within))]
        texts = map_rows(screen).set_index("Name") if len(table) else None
        for area, row in alone.iterrows():
            mark = marks[area]
            found.same(choice, area, mark["position"], [row["longitude"], row["latitude"]])
            found.same(choice, area, mark["name"], row["name"])
            label = mark["label"].split("\n")
            for line, heading in (
                (label[1], "Detections in surveys"),
                (label[2], "Records from published reports"),
                (label[4 if row["totals"] else 3], "Conflict incidents"),
            ):
                said = line.partition(": ")[2]
                found.same(choice, f"{area} {heading}", said, texts.at[row["name"], heading])
        total = located[["detections", "reports", "incidents"]].fillna(0).sum(axis=1).astype(float)
        most = max([1.0, *total])
        radius = {
            area: round(5 + 12 * (n / most) ** 0.5, 1) for area, n in total[alone.index].items()
        }
        drawn = {area: mark["radius"] for area, mark in marks.items()}
        found.same(choice, "sizes", drawn, radius)
        rings = sorted(mark["area_id"] for mark in layers["rings"] if mark["area_id"])
        found.same(choice, "rings", rings, sorted(alone.index[alone["incidents"] > 0]))
        beside = screen.sections.get(BESIDE)
        named = beside.lines[0].split(" · ") if beside else []
        found.same(choice, "beside", named, list(table["name"][table["latitude"].isna()]))
        found.same(choice, "alt text", screen.deck_alt, screen[""].lines[0])
    found.assert_none()


@both
def test_the_sentence_of_the_map_counts_its_areas_and_all_that_is_on_file_for_the_choice(data):
    found, told = Differences(), 0
    here = facts(data)
    for choice, screen in screens(data, "map"):
        table, sentence = here.on_the_map(choice), screen[""].lines[0]
        if table.empty:
            found.same(choice, "begins", sentence.startswith(NOT_RECORDED), True)
            continue
        located = int(table["latitude"].notna().sum())
        reports, totals = (len(single(here.reports(choice), total=one)) for one in (False, True))
        incidents = len(conflicts.counted(here.incidents(choice)))
        told += reports + incidents
        numbers = [located, len(table) - located, reports, *([totals] if totals else [])]
        if incidents or any(here.asked(choice, area) for area in here.area_ids(choice)):
            numbers.append(incidents)  # else nobody collected reports: it is no 0
        found.stated(choice, "sentence", NOT_SHOWN.sub("", sentence), numbers)
        others = here.reports(replace(choice, records="others"))
        left = len(others) if choice.records == "programme" else 0
        said = [int(number) for number in NOT_SHOWN.findall(sentence)]
        found.same(choice, "of others, not shown", said, [left] if left else [])
    found.assert_none()
    assert told
