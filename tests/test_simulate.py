"""The simulated example: the same seed makes it again, and every metric finds something in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.simulate import bursts, simulate, write_example, write_large
from impact.checking.folder import read_folder
from impact.claims.answers import answer_all
from impact.claims.model import Agreement, Verdict
from impact.model.programme import Programme, read_programme
from impact.model.schemas import TABLES, schema

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The example as it stands in the folder, every cell as text."""
    return {t: pd.read_csv(EXAMPLE / f"{t}.csv", dtype="str") for t in TABLES}


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme((EXAMPLE / "programme.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def photographs(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Camera rows that may be detections, one level per deployment, with place and time."""
    rows = tables["detections"].merge(
        tables["deployments"][["deployment_id", "location_id", "area_id"]],
        on="deployment_id",
        suffixes=("_told", ""),
    )
    rows = rows[rows["identification_verification_status"] == "verified"]
    rows["time"] = pd.to_datetime(rows["event_start"])
    by_event = rows.loc[rows["observation_level"] == "event", "deployment_id"].unique()
    media = (rows["observation_level"] == "media") & ~rows["deployment_id"].isin(by_event)
    events = (rows["observation_level"] == "event") & ~rows.duplicated("event_id")
    return rows[media | events].sort_values(["location_id", "time"])


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def brute_force_events(photographs: pd.DataFrame, minutes: int, rule: str) -> int:
    """Detections, counted one photograph after the other; events sorted by hand stand as such."""
    counted, last, place = 0, None, None
    rows = zip(
        photographs["location_id"],
        photographs["observation_level"] == "event",
        photographs["time"].astype("datetime64[s]").astype("int64"),
        strict=True,
    )
    # One species lives at each location of the example.
    for location, sorted_by_hand, second in rows:
        new = sorted_by_hand or location != place or second - last >= minutes * 60
        counted += new
        if new or rule == "since_previous_record":
            last = second
        place = location
    return counted


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
    assert not table.duplicated(list(description.needed_key)).any()
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
    assert places["name_ru"].str.contains("симуляция").all()
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
    folder = read_folder(EXAMPLE)
    assert folder.warnings == ()
    claims = answer_all(folder.records, folder.programme)
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


@pytest.mark.parametrize(
    ("survey", "detections"),
    [
        ("ridge-north-2023", 20),
        ("ridge-north-2024", 34),
        ("ridge-north-2025", 52),
        ("ridge-south-2023", 30),
        ("ridge-south-2025", 18),
        ("glacier-2022", 30),
        ("glacier-2025", 41),
        ("high-valley-2023", 40),
        ("high-valley-2025", 15),
        ("plateau-2025", 0),
    ],
)
def test_a_season_has_as_many_detections_as_planned(
    survey: str, detections: int, photographs: pd.DataFrame
) -> None:
    area, year = survey.rsplit("-", 1)
    season = photographs[
        (photographs["area_id"] == area) & (photographs["time"].dt.year == int(year))
    ]
    assert brute_force_events(season, 30, "since_previous_record") == detections


def test_the_yearbook_is_right_about_detections_and_wrong_about_incidents(
    tables: dict[str, pd.DataFrame],
) -> None:
    said = tables["statements"].set_index("statement_id")[["value", "baseline"]].astype(float)
    assert said.loc["uly-balkan-detections"].tolist() == [52, 20]
    conflicts = tables["conflicts"].merge(tables["areas"][["area_id", "country_code"]])
    counted = conflicts[
        (conflicts["country_code"] == "TM")
        & conflicts["verification"].isin(["confirmed", "probable"])
        & conflicts["count"].isna()
        & (conflicts["incident_type"] != "close encounter")
    ]
    years = counted["event_start"].str[:4].value_counts()
    assert said.loc["turkmenistan-conflicts"].tolist() == [years["2025"] - 1, years["2023"]]


def test_every_record_was_made_while_its_camera_was_out_and_working(
    tables: dict[str, pd.DataFrame],
) -> None:
    rows = tables["detections"].merge(tables["deployments"], on="deployment_id")
    time = pd.to_datetime(rows["event_start"])
    end = pd.to_datetime(rows["deployment_end"])
    assert (time >= pd.to_datetime(rows["deployment_start"])).all()
    assert ((time <= end) | end.isna()).all()
    failed = tables["detections"].merge(tables["failures"], on="deployment_id")
    time = pd.to_datetime(failed["event_start"])
    failing = (time > failed["failure_start"]) & (time < failed["failure_end"])
    assert len(failed) > 0
    assert not failing.any()


def test_a_card_is_swapped_in_the_middle_of_a_visit(photographs: pd.DataFrame) -> None:
    earlier = photographs.shift()
    same = photographs["location_id"] == earlier["location_id"]
    other_card = photographs["deployment_id"].str.rstrip("b") != earlier[
        "deployment_id"
    ].str.rstrip("b")
    within = photographs["time"] - earlier["time"] < pd.Timedelta(minutes=30)
    assert (same & other_card & within).sum() == 1


def test_cameras_face_each_other_and_one_is_still_out(tables: dict[str, pd.DataFrame]) -> None:
    deployments = tables["deployments"]
    together = deployments.groupby(["location_id", "deployment_start"])["camera_id"].nunique()
    assert together.max() == 2
    assert deployments["deployment_end"].isna().sum() == 1
    still_out = deployments.loc[deployments["deployment_end"].isna(), "deployment_id"]
    assert tables["detections"]["deployment_id"].isin(still_out).any()


def test_one_deployment_has_both_levels_and_an_event_with_two_animals(
    tables: dict[str, pd.DataFrame],
) -> None:
    detections = tables["detections"]
    events = detections[detections["observation_level"] == "event"]
    assert events["deployment_id"].nunique() == 1
    there = detections[detections["deployment_id"] == events["deployment_id"].iloc[0]]
    assert set(there["observation_level"]) == {"media", "event"}
    assert events["event_id"].value_counts().tolist()[:2] == [2, 1]


def test_animals_are_known_from_the_left_the_right_and_both_sides(
    tables: dict[str, pd.DataFrame],
) -> None:
    known = tables["detections"].dropna(subset="individual_id")
    flanks = known.groupby("individual_id")["flank"].agg(set)
    assert {"left"} in list(flanks)
    assert {"right"} in list(flanks)
    assert {"left", "right"} in list(flanks)
    assert "both" in set(known["flank"])
    assert tables["detections"]["individual_id"].isna().any()


def test_the_first_sure_record_of_green_valley_is_not_its_first_row(
    tables: dict[str, pd.DataFrame],
) -> None:
    rows = tables["detections"].merge(tables["deployments"], on="deployment_id")
    there = rows[rows["area_id_y"] == "green-valley"].sort_values("event_start")
    assert there["identification_verification_status"].iloc[0] == "unverified"
    assert "verified" in set(there["identification_verification_status"])


def test_the_plateau_has_effort_and_doubtful_records_only(
    tables: dict[str, pd.DataFrame],
) -> None:
    deployments = tables["deployments"]
    plateau = deployments.loc[deployments["area_id"] == "plateau", "deployment_id"]
    rows = tables["detections"][tables["detections"]["deployment_id"].isin(plateau)]
    assert len(plateau) > 0
    assert set(rows["identification_verification_status"]) == {"unverified"}


def test_dates_of_every_precision_and_counts_of_every_unit_occur(
    tables: dict[str, pd.DataFrame],
) -> None:
    for column in ("date_precision", "count_unit"):
        allowed = schema("detections").field(column).constraints["enum"]
        assert set(tables["detections"][column].dropna()) == set(allowed)


def test_incidents_of_every_type_verification_and_outcome_occur(
    tables: dict[str, pd.DataFrame],
) -> None:
    for column in ("incident_type", "verification", "outcome_for_cat"):
        allowed = schema("conflicts").field(column).constraints["enum"]
        assert set(tables["conflicts"][column].dropna()) == set(allowed)
    lost = tables["conflicts"]
    stock = lost[lost["incident_type"] == "livestock depredation"]["livestock_killed"]
    assert stock.notna().any()
    assert stock.isna().any()


def test_reporting_has_months_without_collection_and_months_not_on_file(
    tables: dict[str, pd.DataFrame],
) -> None:
    reporting = tables["reporting"]
    assert set(reporting["active"]) == {"yes", "no"}
    months = reporting[reporting["area_id"] == "ridge-north"]["month"]
    every = pd.period_range("2022-01", "2025-12", freq="M").astype("str")
    assert set(every) - set(months) == {"2022-03", "2022-04"}
    # An incident stands in a month without collection, and one in a month not on file.
    incidents = tables["conflicts"].set_index("incident_id")
    state = reporting.set_index(["area_id", "month"])["active"]
    assert state[("plain", "2024-02")] == "no"
    assert incidents.loc["month-not-collected", "event_start"].startswith("2024-02")
    assert ("plain", "2022-04") not in state.index
    assert incidents.loc["month-not-on-file", "event_start"].startswith("2022-04")


def test_areas_have_every_status_and_the_gaps_that_pages_must_cope_with(
    tables: dict[str, pd.DataFrame],
) -> None:
    areas = tables["areas"]
    land = areas[areas["area_type"].isin(["protected area", "conservancy"])]
    assert set(land["status"]) == {"established", "in creation", "proposed"}
    established = land[land["status"] == "established"]
    assert established["established"].isna().sum() == 1
    assert established["area_km2"].isna().sum() == 1
    assert areas["latitude"].isna().sum() == 1
    corridor = areas[areas["area_type"] == "corridor"].iloc[0]
    assert corridor["overlaps"].split("; ") == ["ridge-north", "ridge-south"]


def trap_nights(tables: dict[str, pd.DataFrame], survey: str) -> float:
    """Days in which the first camera of each station worked; the facing one adds nothing."""
    area, year = survey.rsplit("-", 1)
    table = tables["deployments"].merge(tables["failures"], on="deployment_id", how="left")
    start, end, failed, mended = (
        pd.to_datetime(table[name])
        for name in ("deployment_start", "deployment_end", "failure_start", "failure_end")
    )
    nights = (end - start) - (mended - failed).fillna(pd.Timedelta(0))
    there = (table["area_id"] == area) & (start.dt.year == int(year))
    return (nights / pd.Timedelta(days=1))[there & table["camera_id"].str.endswith("a")].sum()


def area_months(tables: dict[str, pd.DataFrame], areas: list[str], year: str) -> int:
    reporting = tables["reporting"]
    there = reporting["area_id"].isin(areas) & reporting["month"].str.startswith(year)
    return int((there & (reporting["active"] == "yes")).sum())


def ratio_interval(x1: int, t1: float, x0: int, t0: float) -> tuple[float, float]:
    """The exact conditional interval of the ratio of two Poisson rates."""
    low = stats.beta.ppf(0.025, x1, x0 + 1)
    high = stats.beta.ppf(0.975, x1 + 1, x0)
    return low / (1 - low) * t0 / t1, high / (1 - high) * t0 / t1


def test_effort_differs_by_more_than_a_quarter_on_ridge_south_and_not_elsewhere(
    tables: dict[str, pd.DataFrame],
) -> None:
    def share(current: str, baseline: str) -> float:
        return trap_nights(tables, current) / trap_nights(tables, baseline)

    assert share("ridge-south-2025", "ridge-south-2023") < 0.75
    assert 1 < share("ridge-north-2025", "ridge-north-2023") < 1.25
    assert 0.8 < share("glacier-2025", "glacier-2022") < 1.25
    assert 0.8 < share("high-valley-2025", "high-valley-2023") < 1.25


@pytest.mark.parametrize(
    ("area", "current", "baseline", "finding"),
    [
        ("ridge-north", (52, "2025"), (20, "2023"), "increase"),
        ("high-valley", (15, "2025"), (40, "2023"), "decrease"),
        ("glacier", (41, "2025"), (30, "2022"), "no clear change"),
        ("ridge-south", (18, "2025"), (30, "2023"), "no clear change"),
    ],
)
def test_detections_give_an_increase_a_decrease_and_no_clear_change(
    area: str,
    current: tuple[int, str],
    baseline: tuple[int, str],
    finding: str,
    tables: dict[str, pd.DataFrame],
) -> None:
    now, before = (trap_nights(tables, f"{area}-{p[1]}") for p in (current, baseline))
    low, high = ratio_interval(current[0], now, baseline[0], before)
    found = "increase" if low > 1 else "decrease" if high < 1 else "no clear change"
    assert found == finding


def test_incidents_in_turkmenistan_fall_and_those_of_the_high_valley_show_no_clear_change(
    tables: dict[str, pd.DataFrame],
) -> None:
    west = ["ridge-north", "ridge-south", "plain"]
    months = [area_months(tables, west, year) for year in ("2025", "2023")]
    assert ratio_interval(8, months[0], 27, months[1])[1] < 1
    months = [area_months(tables, ["high-valley"], year) for year in ("2025", "2023")]
    low, high = ratio_interval(5, months[0], 4, months[1])
    assert low < 1 < high


def test_a_quiet_year_is_proven_in_green_valley_and_not_around_the_plateau(
    tables: dict[str, pd.DataFrame],
) -> None:
    conflicts = tables["conflicts"]
    counted = conflicts["verification"].isin(["confirmed", "probable"]) & (
        conflicts["incident_type"] != "close encounter"
    )
    for area, months in (("green-valley", 9), ("plateau-buffer", 0)):
        years = conflicts[counted & (conflicts["area_id"] == area)]["event_start"].str[:4]
        assert len(years) > 0
        assert "2025" not in set(years)
        assert area_months(tables, [area], "2025") == months


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_gaps_within_a_visit_stay_below_half_an_hour(seed: int) -> None:
    visit, seconds = bursts(np.random.default_rng(seed), 500)
    assert set(visit) == set(range(500))
    gaps = np.diff(seconds)[np.diff(visit) == 0]
    assert gaps.min() > 0
    assert gaps.max() < 1800
    assert (seconds[np.diff(visit, prepend=-1) > 0] == 0).all()
    assert {60, 900} <= {m for m in (60, 900) if (gaps >= m).any()}


def test_too_few_stations_for_so_many_visits_are_refused() -> None:
    with pytest.raises(ValueError):
        simulate(7, stations=20, observations=200_000)
    with pytest.raises(ValueError):
        simulate(7, stations=6)


def test_a_large_survey_has_exactly_the_records_asked_for(tmp_path: Path) -> None:
    write_large(tmp_path, 7, observations=2_500, stations=8, chunk=1_000)
    detections = pd.read_csv(tmp_path / "detections.csv", dtype="str")
    deployments = pd.read_csv(tmp_path / "deployments.csv", dtype="str")
    assert len(detections) == 2_500
    assert detections["observation_id"].is_unique
    assert deployments["location_id"].nunique() == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deployments.csv", "detections.csv"]
    rows = detections.merge(deployments, on="deployment_id")
    assert len(rows) == 2_500
    assert (rows["event_start"] >= rows["deployment_start"]).all()
    assert (rows["event_start"] <= rows["deployment_end"]).all()
    for name, table in (("detections", detections), ("deployments", deployments)):
        assert all(schema(name).knows(column) for column in table.columns)
        assert {f.name for f in schema(name).fields if f.required} <= set(table.columns)


def test_a_large_survey_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("two", 3), ("other", 4)):
        write_large(tmp_path / name, seed, observations=1_500, stations=6, chunk=400)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert digests(tmp_path / "one") != digests(tmp_path / "other")
