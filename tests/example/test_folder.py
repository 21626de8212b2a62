"""The simulated example: the same seed makes it again, in the schema's own terms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.simulate import write_example
from impact.claims.model import Agreement, Verdict
from impact.model.programme import Programme
from impact.model.schemas import TABLES, schema
from tests.example.folder import EXAMPLE, brute_force_events, digests
from tests.folders import folder_of, version_of


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 11), ("two", 11), ("other", 12)):
        write_example(tmp_path / name, seed, stations=20, observations=400)
    one, other = digests(tmp_path / "one"), digests(tmp_path / "other")
    assert one == digests(tmp_path / "two")
    for table in ("deployments", "failures", "detections", "conflicts", "reporting"):
        # More than the seed in the source differs: without that column the rows do too.
        rows = [
            pd.read_csv(tmp_path / name / f"{table}.csv", dtype="str").drop(columns="source")
            for name in ("one", "other")
        ]
        assert not rows[0].equals(rows[1]), table
    assert one["programme.toml"] == other["programme.toml"]


def test_the_folder_is_what_the_generator_makes(tmp_path: Path) -> None:
    write_example(tmp_path, 7)
    assert digests(tmp_path) == digests(EXAMPLE)


def test_the_example_stays_small_and_is_utf8_with_lf(tables: dict[str, pd.DataFrame]) -> None:
    assert len(tables["detections"]) <= 6_000
    assert sum(path.stat().st_size for path in EXAMPLE.iterdir()) < 1_500_000
    for path in EXAMPLE.iterdir():
        assert b"\r" not in path.read_bytes()
        assert not path.read_text(encoding="utf-8").startswith("\ufeff")


@pytest.mark.parametrize("name", TABLES)
def test_every_column_and_value_is_one_that_the_schema_allows(
    name: str, tables: dict[str, pd.DataFrame]
) -> None:
    table, description = tables[name], schema(name)
    assert [c for c in table.columns if not description.knows(c)] == []
    key = [name for name in description.primary_key if name in table]
    assert not table.duplicated(key).any()
    assert {f.name for f in description.fields if f.required} <= set(table.columns)
    for column in table.columns:
        field, values = description.field(column), table[column].dropna()
        if field.required:
            assert len(values) == len(table), column
        if "enum" in field.constraints:
            assert set(values) <= set(field.constraints["enum"]), column
        if "pattern" in field.constraints:
            assert values.str.match(field.constraints["pattern"]).all(), column
        if field.type in ("integer", "number"):
            numbers = values.astype(float)
            assert numbers.between(
                field.constraints.get("minimum", -np.inf), field.constraints.get("maximum", np.inf)
            ).all(), column


@pytest.mark.parametrize("name", TABLES)
def test_every_foreign_key_resolves(name: str, tables: dict[str, pd.DataFrame]) -> None:
    for key in schema(name).foreign_keys:
        if key.field in tables[name]:
            told = set(tables[name][key.field].dropna())
            assert told <= set(tables[key.table][key.reference_field]), key


def test_every_area_but_a_country_lies_in_one(tables: dict[str, pd.DataFrame]) -> None:
    areas = tables["areas"].set_index("area_id")
    assert list(areas.index[areas["parent_id"].isna()]) == ["TM", "KG", "KZ"]
    for area_id, country in areas["country_code"].items():
        above = area_id
        while isinstance(areas.loc[above, "parent_id"], str):
            above = areas.loc[above, "parent_id"]
        assert above == country


@pytest.mark.parametrize("name", TABLES)
def test_words_in_one_language_stand_in_the_other_too(
    name: str, tables: dict[str, pd.DataFrame]
) -> None:
    table = tables[name]
    pairs = [c for c in table.columns if f"{c}_ru" in table.columns]
    for column in pairs:
        assert (table[column].isna() == table[f"{column}_ru"].isna()).all(), column
    words = {f.name for f in schema(name).fields if f.translatable} & set(table.columns)
    # Figures as published read alike in both languages.
    assert words - set(pairs) <= {"value", "year"}


def test_it_says_that_it_is_simulated(
    tables: dict[str, pd.DataFrame], programme: Programme
) -> None:
    assert programme.about.simulated
    places = tables["areas"][tables["areas"]["area_type"] != "country"]
    assert places["name"].str.startswith("Simulated").all()
    assert places["name_ru"].str.contains("пример").all()
    for table in tables.values():
        assert table["source"].str.startswith("Simulated").all()
    for name in ("detections", "conflicts"):
        assert set(tables[name]["published"].dropna()) == {"no"}


def test_every_question_of_the_programme_finds_its_areas_surveys_and_statements(
    tables: dict[str, pd.DataFrame], programme: Programme
) -> None:
    ids = [indicator.id for indicator in programme.indicators]
    first = ["uly-balkan-detections", "turkmenistan-conflicts", "jashyl-oroon-first-record"]
    assert ids[:3] == first
    assert len(ids) == len(set(ids))
    for indicator in programme.indicators:
        assert set(indicator.areas) <= set(tables["areas"]["area_id"])
        assert programme.species_named(indicator.species) is not None
        statements = {None, *tables["statements"]["statement_id"]}
        assert indicator.statement in statements
        for window in (indicator.current, indicator.baseline):
            assert window is None or {window.survey} <= {None, *tables["surveys"]["survey_id"]}
    initiatives = {initiative.id for initiative in programme.initiatives}
    assert set(tables["areas"]["initiative"].dropna()) <= initiatives
    assert set(tables["milestones"]["initiative"].dropna()) <= initiatives
    named = {species.scientific_name for species in programme.species}
    assert set(tables["detections"]["scientific_name"]) == named


def test_every_verdict_and_every_kind_of_agreement_is_reached() -> None:
    assert folder_of(EXAMPLE).warnings == ()
    claims = version_of(EXAMPLE).claims
    assert {claim.verdict for claim in claims} == set(Verdict)
    held = {claim.held.agreement if claim.held else None for claim in claims}
    assert held == {None, *Agreement}


def test_the_caveats_are_about_something_that_is_there(
    tables: dict[str, pd.DataFrame], programme: Programme
) -> None:
    known = {indicator.id for indicator in programme.indicators}
    for name in ("areas", "detections", "conflicts", "status", "milestones"):
        known |= set(tables[name][schema(name).needed_key[0]])
    about = tables["caveats"]["about"].str.split("; ").explode()
    assert set(about) <= known


def test_the_number_of_detections_hangs_on_the_threshold_and_on_the_rule(
    photographs: pd.DataFrame,
) -> None:
    thresholds = (1, 15, 30, 60)
    previous = [brute_force_events(photographs, m, "since_previous_record") for m in thresholds]
    counted = [brute_force_events(photographs, m, "since_last_counted") for m in thresholds]
    assert previous[0] > previous[1] > previous[2] > previous[3]
    assert counted[0] > counted[1] > counted[2] > counted[3]
    # The second rule measures from further back: a long rest before the camera counts again.
    assert all(c > p for c, p in zip(counted, previous, strict=True))
