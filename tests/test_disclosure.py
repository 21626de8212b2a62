"""No view of the public's gives away where a rare cat lives, or when it was last seen there.

`whole` walks everything that a view holds, down to the last cell; `leaks` holds it against
every id, place, coordinate and moment of the rows that are not public.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from pydantic import BaseModel

from impact.checking.folder import read_folder
from impact.claims import Claim
from impact.disclosure import View, cells, for_audience, generalisations, shown_problems
from impact.model.errors import DisclosureError, Problem
from impact.model.programme import read_programme
from impact.model.records import Records
from impact.versions.version import Version, make_version
from tests.tables import PROGRAMME, event, programme, records, table

EXAMPLE = Path(__file__).parent.parent / "data" / "example"
IDS = {
    "deployments": ("deployment_id", "location_id", "location_name", "camera_id"),
    "detections": ("observation_id", "deployment_id", "location_id", "event_id", "locality"),
    "conflicts": ("incident_id", "locality"),
}
WHERE = ("latitude", "longitude")
DECIMALS = re.compile(r"-?\d{1,3}\.\d{3,}")
APART = re.compile(r"[\s;,()]+")


# --- the walker -------------------------------------------------------------------------------


def whole(thing: object, path: str = "view") -> Iterator[tuple[str, object]]:
    """Every single value that a thing holds, with the way to it."""
    if isinstance(thing, pd.DataFrame):
        yield from whole(list(thing.columns), f"{path}.columns")
        yield from whole(thing.index.to_series(), f"{path}.index")
        for column in thing.columns:
            yield from whole(thing[column], f"{path}[{column}]")
    elif isinstance(thing, pd.Series):
        # Levels travel with a table, also those that no row has.
        levels = thing.dtype.categories if isinstance(thing.dtype, pd.CategoricalDtype) else []
        for value in {*thing.dropna().unique(), *levels}:
            yield from whole(value, path)
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from whole(getattr(thing, name), f"{path}.{name}")
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from whole(getattr(thing, field.name), f"{path}.{field.name}")
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from whole(key, f"{path}.keys")
            yield from whole(value, f"{path}[{key}]")
    elif isinstance(thing, (list, tuple, set, frozenset)):
        for number, value in enumerate(thing):
            yield from whole(value, f"{path}[{number}]")
    else:
        yield path, thing


@dataclass(frozen=True)
class Secrets:
    """What must not be in a view of somebody who may know the area and the month."""

    names: frozenset[str]
    coordinates: frozenset[float]
    moments: frozenset[pd.Timestamp]


def hidden(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that stand in no public source."""
    if "published" not in rows:
        return rows
    return rows[~rows["published"].fillna(False).astype(bool)]


def secrets(exact: Records) -> Secrets:
    names: set[str] = set()
    coordinates: set[float] = set()
    for name, columns in IDS.items():
        rows = hidden(exact.table(name))
        told = [c for c in rows if c.startswith(tuple(columns))]
        names |= {str(value) for column in told for value in rows[column].dropna().unique()}
        coordinates |= {float(value) for c in WHERE for value in rows[c].dropna()}
    rows = hidden(exact.detections)
    times = pd.concat([rows["event_start"], rows["event_end"]]).dropna()
    # A day alone may be any row's; an instant is one visit of one animal.
    moments = times[times != times.dt.normalize()]
    return Secrets(
        frozenset(names - places_in_print(exact)),
        # The middle of an area is rounded, and a pasture may happen to lie on the same degree.
        frozenset(coordinates - {float(v) for c in WHERE for v in exact.areas[c].dropna()}),
        frozenset(moments),
    )


def places_in_print(exact: Records) -> set[str]:
    """The places that a published row names itself."""
    tables = (exact.detections, exact.conflicts)
    columns = [rows.drop(index=hidden(rows).index)["locality"].dropna() for rows in tables]
    return {str(value) for column in columns for value in column}


def leaks(view: View, secret: Secrets) -> list[str]:
    """What a view gives away, each with the way to it."""
    found = []
    for path, value in whole(view):
        if isinstance(value, pd.Timestamp):
            told = value in secret.moments
        elif isinstance(value, str):
            parts = {value, *APART.split(value)}
            numbers = {float(number) for number in DECIMALS.findall(value)}
            told = bool(parts & secret.names or numbers & secret.coordinates)
            told = told or any(" " in name and name in value for name in secret.names)
        else:
            told = isinstance(value, float) and value in secret.coordinates
        if told:
            found.append(f"{path}: {value}")
    return found


def finer_than_a_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose dates tell more than the month, whatever their precision says."""
    start = rows["event_start"].dropna()
    end = rows["event_end"].dropna()
    # An end is the first or the last day of a month, as far as a whole day goes.
    exact_start = start[start != start.dt.to_period("M").dt.start_time]
    edges = (end == end.dt.to_period("M").dt.start_time) | (
        end.dt.normalize() == end.dt.to_period("M").dt.end_time.dt.normalize()
    )
    return rows.loc[exact_start.index.union(end[~edges].index)]


# --- the simulated survey ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def version() -> Version:
    folder = read_folder(EXAMPLE)
    return make_version(folder.programme, folder.records, folder.hashes)


@pytest.fixture(scope="module")
def public(version) -> View:
    return for_audience(version, "public")


@pytest.fixture(scope="module")
def staff(version) -> View:
    return for_audience(version, "staff")


def test_nothing_in_the_public_view_is_a_place_an_id_or_a_moment_of_a_hidden_row(version, public):
    secret = secrets(version.records)
    assert len(secret.names) > 4000
    assert len(secret.coordinates) > 100
    assert len(secret.moments) > 1000
    assert leaks(public, secret) == []


def test_the_same_walk_finds_them_all_in_the_view_of_staff(version, staff):
    found = leaks(staff, secrets(version.records))
    for cell in (
        "detections[observation_id]",
        "detections[event_start]",
        "deployments[location_id]",
        "deployments[latitude]",
        "conflicts[locality]",
    ):
        assert any(cell in one for one in found), cell


def test_the_public_sees_no_camera_and_no_row_that_is_not_published(public):
    assert public.records.deployments.empty
    assert public.records.failures.empty
    for name in ("detections", "conflicts"):
        assert hidden(public.records.table(name)).empty
        for column in WHERE:
            assert public.records.table(name)[column].isna().all()


def test_staff_see_every_row(version, staff):
    for name, rows in version.records.items():
        pd.testing.assert_frame_equal(staff.records.table(name), rows)
    assert len(staff.records.deployments) > 100


def test_the_small_tables_tell_no_more_than_the_month(public):
    incidents = hidden(public.summaries.incidents)
    firsts = public.summaries.first_records
    firsts = firsts[firsts["observation_id"].isna()]
    assert len(incidents) > 50
    assert len(firsts) > 3
    for rows in (incidents, firsts):
        assert finer_than_a_month(rows).empty
        assert "day" not in set(rows["date_precision"].astype("str"))
    assert not {"location_id", "month"} & set(public.summaries.detections)


def unseen_firsts(view: View) -> list[Claim]:
    """The claims of a first record whose row the audience may not see."""
    return [claim for claim in view.claims if claim.first is not None and not claim.evidence]


def finer(dates: list[object]) -> list[object]:
    return [one for one in dates if isinstance(one, pd.Timestamp) and one not in edges(one)]


def edges(day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of the month of a day."""
    month = day.to_period("M")
    return month.start_time, month.end_time.normalize()


def test_a_first_record_that_is_not_public_has_no_id_and_no_more_than_its_month(public):
    firsts = [claim.first for claim in unseen_firsts(public)]
    assert len(firsts) == 2
    assert {first.observation for first in firsts} == {""}
    assert finer([date for first in firsts for date in (first.start, first.end)]) == []


def test_the_period_of_a_first_record_that_is_not_public_is_its_month_too(public):
    periods = [claim.current_period for claim in unseen_firsts(public)]
    assert finer([date for period in periods for date in (period.start, period.end)]) == []


def test_a_caveat_about_a_row_that_is_not_public_tells_no_day_of_it(public):
    caveats = [caveat for claim in unseen_firsts(public) for caveat in claim.caveats]
    assert finer([value for caveat in caveats for value in caveat.values.values()]) == []


def test_hidden_rows_are_counted_by_area_and_month(version, public):
    claim = next(c for c in version.claims if c.verdict == "increase" and len(c.evidence) > 10)
    shown = public.evidence[claim.id]
    assert shown.rows.empty
    assert shown.grouped["records"].sum() == len(claim.evidence)
    months = shown.grouped["month"].dropna()
    assert (months == months.dt.to_period("M").dt.start_time).all()
    assert set(shown.grouped) == {"period", "area_id", "month", "records"}


def test_every_number_is_the_same_for_everybody(version, public, staff):
    assert len(public.claims) == len(version.programme.indicators)
    for seen, exact, made in zip(public.claims, staff.claims, version.claims, strict=True):
        assert numbers(seen) == numbers(exact) == numbers(made)


def numbers(claim) -> tuple:
    return (
        claim.id,
        claim.value,
        claim.baseline,
        claim.ratio,
        claim.effort,
        claim.verdict,
        claim.held,
        claim.reporting,
        claim.series,
        [(one and one.value, one and one.exposure) for one in claim.other_basis or ()],
        [caveat.code for caveat in claim.caveats],
    )


def test_an_audience_that_nobody_described_sees_nothing(version):
    for name in ("", "donors", "Public", "staff "):
        with pytest.raises(DisclosureError):
            for_audience(version, name)


# --- small tables -----------------------------------------------------------------------------

FIRST = """
id = "first"
kind = "first_record"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
basis = "records"
"""
COUNT = """
id = "count"
kind = "detections"
species = "Panthera uncia"
areas = ["ridge"]
place = {en = "on the ridge"}
current = {start = 2024-01-01, end = 2024-12-31}
basis = "records"
"""
PLACE = {
    "area_id": "ridge",
    "deployment_id": "den-camera",
    "location_id": "the-den",
    "locality": "Cave below the pass",
    "latitude": 41.23456,
    "longitude": 74.65432,
}


def small(*indicators: str, **cells: object) -> Version:
    """One camera at a den, a row of it that is public and one that is not."""
    shown = event("shown", "2024-03-05 04:05:06", **PLACE, published=True, summary="A report")
    kept = event("kept", "2024-05-06 07:08:09", **{**PLACE, "locality": "Under the ice", **cells})
    den = {
        "deployment_id": "den-camera",
        "location_id": "the-den",
        "area_id": "ridge",
        "latitude": 41.23456,
        "longitude": 74.65432,
        "deployment_start": "2024-01-01",
        "deployment_end": "2024-12-31",
    }
    lost = {
        "incident_id": "lost-sheep",
        "area_id": "ridge",
        "scientific_name": "Panthera uncia",
        "event_start": "2024-06-17",
        "event_end": "2024-06-17",
        "incident_type": "livestock depredation",
        "verification": "confirmed",
        "locality": "Aibek's fold",
        "latitude": 41.11111,
    }
    return make_version(
        programme(*indicators),
        records(
            deployments=table("deployments", den),
            detections=table("detections", shown, kept),
            conflicts=table("conflicts", lost),
        ),
        {},
    )


def test_a_published_row_stays_with_its_words_and_without_its_place():
    rows = for_audience(small(COUNT), "public").records.detections
    assert list(rows["observation_id"]) == ["shown"]
    assert list(rows["summary"]) == ["A report"]
    for column in ("latitude", "longitude", "location_id", "deployment_id"):
        assert rows[column].isna().all()


def test_evidence_shows_the_published_row_and_counts_the_other():
    version = small(COUNT)
    assert version.claims[0].value == 2
    shown = for_audience(version, "public").evidence["count"]
    assert list(shown.rows["id"]) == ["shown"]
    assert list(shown.grouped["records"]) == [1]
    # A single camera stood on the ridge: neither area nor month goes with it.
    assert shown.grouped[["area_id", "month"]].isna().all(axis=None)
    assert len(for_audience(version, "staff").evidence["count"].rows) == 2


def test_a_small_view_of_the_public_holds_no_secret():
    version = small(COUNT)
    assert leaks(for_audience(version, "public"), secrets(version.records)) == []


def test_an_incident_over_a_few_days_is_told_to_the_month_too():
    version = small()
    days = version.records.conflicts.assign(
        date_precision="range", event_end=pd.Timestamp("2024-06-19")
    )
    longer = make_version(version.programme, version.records.with_tables(conflicts=days), {})
    assert finer_than_a_month(for_audience(longer, "public").summaries.incidents).empty


def test_making_a_view_leaves_the_version_as_it_was():
    version = small(COUNT, FIRST)
    before = version.records.detections.copy()
    for_audience(version, "public")
    pd.testing.assert_frame_equal(version.records.detections, before)
    assert version.claims[0].evidence


@pytest.mark.parametrize(
    "column", ["observation_id", "location_id", "deployment_id", "locality", "latitude"]
)
def test_a_helper_that_keeps_one_column_is_caught(monkeypatch, column):
    def keeps_one(rows: pd.DataFrame, *_rules: object) -> pd.DataFrame:
        return rows.assign(**{name: pd.NA for name in rows if name != column})

    version = small()
    monkeypatch.setattr("impact.disclosure.rows._rows", keeps_one)
    found = leaks(for_audience(version, "public"), secrets(version.records))
    assert any(f"detections[{column}]" in one for one in found)


def test_a_summary_that_keeps_the_words_of_an_incident_is_caught(monkeypatch):
    version = small()
    told = version.records.conflicts.assign(event_end=pd.NaT)
    monkeypatch.setattr("impact.disclosure.figures._incidents", lambda *_: told)
    found = leaks(for_audience(version, "public"), secrets(version.records))
    assert any("incidents[locality]" in one for one in found)
    assert any("incidents[incident_id]" in one for one in found)
    assert len(finer_than_a_month(told)) == 1


def _only_when(rows: pd.DataFrame, name: str, *_rules: object) -> pd.DataFrame:
    kept = ("event_start", "published")
    bare = rows.assign(**{column: pd.NA for column in rows if column not in kept})
    return rows[:0] if name == "deployments" else bare


def test_a_moment_that_is_kept_is_caught(monkeypatch):
    monkeypatch.setattr("impact.disclosure.rows._rows", _only_when)
    version = small()
    found = leaks(for_audience(version, "public"), secrets(version.records))
    assert any("detections[event_start]: 2024-05-06 07:08:09" in one for one in found)


def test_a_problem_tells_where_it_is_and_nothing_that_a_cell_holds():
    text = "41,23456 at the den"
    problem = Problem("d.csv", 2, "latitude", text, "no.such.rule", f"“{text}”?", f"Mend {text}.")
    (shown,) = shown_problems([problem])
    assert (shown.file, shown.row, shown.column) == ("d.csv", 2, "latitude")
    assert "41,23456" not in str(shown.as_dict())
    assert shown.message


# --- an audience of one's own, and other categories -------------------------------------------

PARTNER = """
[[audiences]]
id = "partner"
name = {en = "Partner"}
records = "cell"
cell_degrees = 0.1
minimum_stations = 1
"""
KEY = 'id_key = "nobody can guess this"\n'


def of_category(category: int, *, published: bool = False, **about: str) -> Version:
    """One camera and one record of it, of a species of a category."""
    text = KEY + PROGRAMME.replace(
        'iucn_category = {en = "Vulnerable"}',
        f'category = {category}\niucn_category = {{en = "Vulnerable"}}',
    )
    den = {**PLACE, "deployment_start": "2024-01-05", "deployment_end": "2024-12-07"}
    row = event("kept", "2024-05-06 07:08:09", **PLACE, published=published, **about)
    tables = records(
        deployments=table("deployments", {k: v for k, v in den.items() if k != "locality"}),
        detections=table("detections", row),
    )
    return make_version(read_programme(text + PARTNER), tables, {})


def test_a_partner_sees_a_cell_and_a_month_and_ids_that_say_nothing():
    view = for_audience(of_category(1, summary="At its den"), "partner")
    row, camera = view.records.detections.iloc[0], view.records.deployments.iloc[0]
    assert (row["latitude"], row["longitude"]) == (camera["latitude"], camera["longitude"])
    assert (row["latitude"], row["longitude"]) == (41.2, 74.6)
    assert (row["event_start"], row["event_end"]) == tuple(edges(pd.Timestamp("2024-05-06")))
    assert row["date_precision"] == "month"
    assert row["deployment_id"] == camera["deployment_id"] != "den-camera"
    assert row[["locality", "summary", "source"]].isna().all()
    assert leaks(view, secrets(of_category(1, summary="At its den").records)) == []
    assert view.programme.id_key == ""


def test_a_cell_says_how_uncertain_it_is():
    # 0.1 degree at 41 N: 11.13 km by 8.38 km, a diagonal of 13.93 km, and 30 m of a GPS.
    view = for_audience(of_category(1), "partner")
    told = generalisations(view, "deployments").iloc[0]
    assert told["coordinateUncertaintyInMeters"] == pytest.approx(13_960, abs=15)
    assert told["coordinatePrecision"] == 0.1
    assert "0.1 degree" in told["dataGeneralizations"]
    (cell,) = cells(view).to_dict("records")
    assert (cell["latitude"], cell["longitude"], cell["records"]) == (41.2, 74.6, 1)


def test_ids_are_the_same_in_every_version_and_others_under_another_key():
    one, same = (for_audience(of_category(1), "partner").records for _ in range(2))
    version = of_category(1)
    other = version.programme.model_copy(update={"id_key": "another secret key"})
    changed = for_audience(dataclasses.replace(version, programme=other), "partner").records
    ids = [r.detections["location_id"].iloc[0] for r in (one, same, changed)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("category", "place", "day"),
    [(2, (41.2, 74.6), "2024-05-06"), (3, (41.23, 74.65), "2024-05-06")],
)
def test_the_public_sees_other_categories_in_their_cell_and_to_the_day(category, place, day):
    (row,) = for_audience(of_category(category), "public").records.detections.to_dict("records")
    assert (row["latitude"], row["longitude"]) == place
    assert row["event_start"] == pd.Timestamp(day)
    assert row["observation_id"] != "kept"


def test_the_delay_holds_back_a_whole_month_and_the_total_stays():
    held = of_category(1)
    version = dataclasses.replace(held, published=dt.datetime(2024, 6, 29, tzinfo=dt.UTC))
    assert for_audience(version, "partner").records.detections.empty
    later = dataclasses.replace(held, published=dt.datetime(2024, 7, 2, tzinfo=dt.UTC))
    assert len(for_audience(later, "partner").records.detections) == 1


def test_a_folder_gathered_in_the_future_is_held_back_from_today():
    version = of_category(1)  # gathered on 31 January 2026, as its programme.toml says
    today = dt.date(2024, 6, 28)
    early = dataclasses.replace(version, programme=version.programme.gathered_by(today))
    assert early.programme.about.as_of == today
    assert for_audience(early, "partner").records.detections.empty
    assert len(for_audience(version, "partner").records.detections) == 1
    assert version.programme.gathered_by(dt.date(2026, 2, 1)) == version.programme


def test_only_disclosure_makes_a_view():
    root = Path(__file__).parents[1]
    makers = [
        file.relative_to(root).as_posix()
        for folder in ("impact", "pages")
        for file in (root / folder).rglob("*.py")
        if re.search(r"(?<![A-Za-z_.])View\(\n? ", file.read_text(encoding="utf-8"))
        or re.search(r"return View\(", file.read_text(encoding="utf-8"))
    ]
    assert makers == ["impact/disclosure/audience.py"]
