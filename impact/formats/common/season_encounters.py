"""Sightings without a station: what people met or found, by date, species and place.

No camera made them, so they show that the species was there, and are in no rate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.formats.common import season_words as words
from impact.formats.common.identifications import doubted_in_file
from impact.formats.common.ids import mark_of, tidy_ids
from impact.formats.common.package import canonical_table, lower
from impact.formats.common.personal import scrubbed
from impact.formats.common.places import Placed, areas_named, few_groups, placed
from impact.formats.common.said_beside import with_said_beside
from impact.formats.common.season_cameras import Read
from impact.formats.common.season_doubts import without_date
from impact.formats.common.season_rows import (
    SOURCE,
    bare_file,
    is_total,
    listed_places,
    read_roles,
    whole_degrees,
    with_merged,
)
from impact.formats.common.season_species import set_aside_other_animals
from impact.formats.common.season_times import joined
from impact.formats.common.times import date_order_question, iso_times, precision_of
from impact.formats.common.whose import whose_records
from impact.reading.account import Reasons

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from impact.formats.common.known import Known
    from impact.formats.common.sheets import Sheet
    from impact.reading.choices import Choices

WHOSE = "recorded_by:field-season encounters"
_ENCOUNTER = (
    "date", "time", "species", "count", "individual_id", "district", "village", "latitude",
    "longitude", "confirmed",
)  # fmt: skip


def read_encounters(sheets: Iterable[Sheet], known: Known, choices: Choices) -> Read:
    """Detections of tables that have no station."""
    sheets = list(sheets)
    rows, problems = read_roles(sheets, _ENCOUNTER)
    rows = with_merged(rows, sheets, ("date", "species", "district", "village"))
    rows = with_said_beside(rows, sheets)
    why = Reasons(rows)
    bare = rows[["date", "time", "species"]].isna().all(axis="columns")
    why.give(is_total(rows[["date", "district", "village"]]) | bare, "total")
    why.give(rows["time"].notna() & rows.drop(columns="row").duplicated(), "repeated")
    names, found, questions = set_aside_other_animals(rows, why, known, choices)
    mine, names = rows[why.kept], names[why.kept]
    places = _places(mine, known, choices)
    moment = iso_times(joined(mine["date"], mine["time"]), choices)
    verified = lower(mine["confirmed"]).fillna("+").isin(words.YES)
    verified &= ~names["doubted"] & ~mine["doubted_beside"]
    number = mine["count"].str.extract(r"^([0-9]+)(?:[.,]0+)?$", expand=False)
    table = canonical_table(
        mine,
        observation_id=_ids(mine, moment.text),
        scientific_name=names["name"],
        area_id=places.area_id,
        locality=scrubbed(mine["village"].fillna(mine["district"])),
        latitude=mine["latitude"],
        longitude=mine["longitude"],
        observation_type="animal",
        event_start=moment.text,
        date_precision=precision_of(moment.text),
        count=number,
        count_unit=number.notna().map({True: "individuals", False: None}),
        individual_id=mine["individual_id"],
        identification_verification_status=verified.map({True: "verified", False: "unverified"}),
        attribution="others" if choices.answers.get(WHOSE) == "others" else "programme",
        source=SOURCE,
    )
    problems += [*found, *without_date(mine[mine["date"].isna()]), *places.problems]
    problems += doubted_in_file(mine, ~verified)
    questions += [*places.questions, *date_order_question({"date": moment.open}, "")]
    if len(mine) and WHOSE not in choices.answers:
        questions.append(whose_records(WHOSE, len(mine)))
    return Read(table, problems, questions, why.aside(), len(rows))


def _places(rows: pd.DataFrame, known: Known, choices: Choices) -> Placed:
    """The area of each: by its name or its coordinates, else asked."""
    own = areas_named(rows["district"], known).fillna(areas_named(rows["village"], known))
    written = rows["district"].fillna(rows["village"])
    file = rows["file"].astype("str").map(bare_file)
    point = whole_degrees(rows["latitude"]) + ", " + whole_degrees(rows["longitude"])
    # Of places by the same whole degrees one question is enough, whatever their names are.
    group = (file + " (" + point + ")").fillna(written).fillna(file).astype("str")
    group = few_groups(group, listed_places(written) or "-")
    at = rows.assign(area_id=own, location_id=written.fillna(group), group=group, name=group)
    return placed(at, known, choices, column="district")


def _ids(rows: pd.DataFrame, moment: pd.Series) -> pd.Series:
    """Ids of what tells a sighting, so that the same one has the same id when it is sent again."""
    telling = ["species", "district", "village", "latitude", "longitude", "individual_id"]
    key = moment.fillna("no-date").str.cat(rows[telling].fillna("").astype("str"), sep="|")
    nth = key.groupby(key).cumcount().astype("str")
    day = moment.str.slice(0, 10).fillna("no-date")
    return tidy_ids("seen-" + day + "-" + (key + nth).map(mark_of).astype("str"))
