"""What the tables of a season share: columns by role, totals, dates, stations, areas and names."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.formats.common import season_words as words
from impact.formats.common.ids import mark_of, tidy_id
from impact.formats.common.known import folded
from impact.formats.common.personal import may_be_personal
from impact.formats.common.season_content import CONTENT, NO_COLUMN, roles_by_content
from impact.formats.common.season_months import month_in, villages_of_grid
from impact.formats.common.sheets import read_together
from impact.formats.common.species import accepted_name
from impact.formats.common.suggesting import suggested_species
from impact.reading.choices import Option, Question, Said
from impact.reading.doubt import doubt_in
from impact.reading.headings import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.known import Known
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.choices import Choices

SOURCE = "Field records of the programme"
ABOVE = "station_above"
_OF_HARM = {"happened", "livestock_type", "livestock_killed", "livestock_injured"}
_MOST_NAMED = 5
_FAR = 0.5  # degrees of latitude, some 55 km: farther than stations of one area stand apart
_LOOKS_LIKE = str.maketrans("авекмнорстух", "abekmhopctyx")
_WHOLE_NUMBER = re.compile(r"(?<=[0-9])[.]0+$")  # a number as a spreadsheet writes it


def roles_of(sheet: Sheet) -> dict[str, str]:
    """Role → heading; the first heading that fits, else the column that holds such a thing."""
    roles: dict[str, str] = {}
    for heading in sheet.headings:
        role = role_in(heading) if heading else ""
        if role:
            roles.setdefault(role, heading)
    for role, pattern in (
        ("station", words.CAMERA),
        ("latitude", words.BOTH_COORDINATES),
        ("longitude", words.BOTH_COORDINATES),
    ):
        fits = (h for h in sheet.headings if h and re.fullmatch(pattern, key_of(h)))
        if role not in roles and (heading := next(fits, "")):
            roles[role] = heading
    if CONTENT not in sheet.remembered:
        sheet.remembered[CONTENT] = roles_by_content(sheet, roles)
        if "village" not in roles and (villages := villages_of_grid(sheet)) is not None:
            sheet.remembered[CONTENT]["village"] = villages
    found = {**roles, **sheet.remembered[CONTENT]}
    harm = found.keys() & _OF_HARM or any(words.says_harm(heading) for heading in sheet.headings)
    if "species" in found and harm:  # where something happened, the animal did it
        found.setdefault("predator", found["species"])
    return found


def role_in(heading: str) -> str:
    """The role of one heading."""
    return words.role_of(key_of(heading.replace("№", "")))


def read_roles(sheets: Iterable[Sheet], names: Iterable[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """The columns of those roles of all sheets as one table."""
    sheets = list(sheets)
    roles = [roles_of(sheet) for sheet in sheets]
    columns = {n: tuple(r[n] for r in roles if n in r) or (NO_COLUMN,) for n in names}
    return read_together(sheets, columns)


def persons(sheet: Sheet) -> list[str]:
    """The headings of a sheet under which people may be named, or anything may be written."""
    by_content = sheet.remembered.get(CONTENT, {}).values()
    return [
        h
        for h in sheet.headings
        if h and h not in by_content and not month_in(h)[1]
        and (role_in(h) in ("", "note"))
        and (may_be_personal(h) or words.names_a_person(key_of(h)) or role_in(h) == "note")
    ]  # fmt: skip


def is_total(cells: pd.DataFrame) -> pd.Series:
    """Rows in which a cell is a word of totals, or the heading of its column once more."""
    found = pd.Series(False, index=cells.index)
    for name in cells:
        written = cells[name].fillna("")
        keys = written.map(key_of)
        found |= keys.str.fullmatch(words.TOTAL).astype(bool)
        found |= written.map(role_in) == {"unit": "village"}.get(name, name)
    return found


def station_key(station: str) -> str:
    """A station as it is compared: without case, spaces, hyphens and zeros before a number.

    Cyrillic letters count as the Latin ones that look the same: nobody sees which were typed.
    """
    key = key_of(_WHOLE_NUMBER.sub("", station)).translate(_LOOKS_LIKE)
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", key)


def named_places(rows: pd.DataFrame, known: Known) -> pd.DataFrame:
    """The id of each station's place, and what is asked about together.

    Parameters
    ----------
    rows : DataFrame
        ``file, station``, and ``latitude, longitude`` where the file has them.
    known : Known
        A station far from all stations on file that are named as it is belongs to another area.

    Returns
    -------
    DataFrame
        ``location_id`` and ``group``: what the station's name shares with those of its area. A
        bare number says neither, so the coordinates tell it from that number in another area.
    """
    station, file = rows["station"].fillna(""), rows["file"].astype("str")
    point = rows["latitude"] + " " + rows["longitude"]
    about = (whole_degrees(rows["latitude"]) + ", " + whole_degrees(rows["longitude"])).fillna("")
    far = far_from_its_like(rows, known)
    made = [
        _named_place(*each)
        for each in zip(station, file, point.fillna(""), about, far, strict=True)
    ]
    frame = pd.DataFrame(made, columns=["location_id", "group"], index=rows.index)
    return frame.astype("str").assign(location_id=frame["location_id"].where(station != ""))


def _named_place(
    station: str, file: str, point: str, about: str, far: bool
) -> tuple[str, str]:  # fmt: skip
    station = _WHOLE_NUMBER.sub("", station)
    prefix = station_prefix(station)
    if prefix and not far:
        return tidy_id(station), prefix
    if prefix:
        return tidy_id(f"{station}-{mark_of(point)}"), f"{prefix} ({about})"
    own = f"{station}-{mark_of(point or bare_file(file))}"
    return tidy_id(own), f"{bare_file(file)} ({about})" if about else bare_file(file)


def station_prefix(station: str) -> str:
    """What a station's name shares with those of its area: МБ of МБ-01."""
    found = re.match(r"[^\W\d_]+(?:[-_ ][^\W\d_]+)*", station)
    return found[0] if found else ""


def far_from_its_like(rows: pd.DataFrame, known: Known) -> pd.Series:
    """Which stations stand far from all that are on file under names with the same letters."""
    there = known.stations.dropna(subset=["latitude", "longitude"])
    letters = there["station"].astype("str").map(station_prefix).map(folded)
    mine = rows["station"].fillna("").map(station_prefix).map(folded)
    at = rows[["latitude", "longitude"]].apply(pd.to_numeric, errors="coerce")
    far = pd.Series(False, index=rows.index)
    for prefix in set(mine) - {""}:
        like = there.loc[letters == prefix, ["latitude", "longitude"]].astype("float64")
        here = at[(mine == prefix) & at.notna().all(axis="columns")]
        if len(like) and len(here):
            gap = here.to_numpy()[:, None] - like.to_numpy()[None]
            gap[..., 1] *= np.cos(np.radians(here.to_numpy()[:, 0]))[:, None]
            far[here.index] = np.hypot(gap[..., 0], gap[..., 1]).min(axis=1) > _FAR
    return far


def whole_degrees(degrees: pd.Series) -> pd.Series:
    """Whole degrees: enough to tell areas apart, and too little to find a camera."""
    return pd.to_numeric(degrees, errors="coerce").round().astype("Int64").astype("str") + "°"


def bare_file(file: str) -> str:
    """A file's name without its ending and its year."""
    name = re.split(r"\.\w{2,4}(?:,|$)", file)[0]
    return re.sub(r"[\W_]{0,9}\b(?:19|20)[0-9]{2}\b[\W_]{0,9}", " ", name).strip() or "stations"


def listed_places(names: pd.Series) -> str:
    """Villages as one group to ask about: other villages are another question."""
    distinct = sorted(names.dropna().unique())
    further = len(distinct) - _MOST_NAMED
    return ", ".join(distinct[:_MOST_NAMED]) + (f" +{further}" if further > 0 else "")


def named(column: pd.Series, known: Known, choices: Choices) -> tuple[pd.DataFrame, list[Question]]:
    """Species by common or scientific names in any language.

    Returns
    -------
    names : DataFrame
        ``name`` (missing where it is another animal or open), ``doubted``, ``several`` (bool: a
        hybrid or a genus), ``open`` (waits for an answer).
    questions : list of Question
        One a name that is neither known nor a common other animal.
    """
    read, questions = {}, {}
    for text in column.dropna().unique():
        doubt = doubt_in(text)
        several = "hybrid" if doubt.hybrid else "genus_only" if doubt.genus_alone else None
        found = [n for each in doubt.names if (n := _accepted(each, known, choices))]
        left = [n for n in doubt.names if not found and not several and _is_open(n, choices)]
        for name in left:
            questions[name] = _which_species(name, known)
        read[text] = (
            found[0] if found and not several else None,
            doubt.doubted,
            several,
            bool(left),
        )
    titles = ("name", "doubted", "several", "open")
    columns = {t: column.map({w: r[i] for w, r in read.items()}) for i, t in enumerate(titles)}
    frame = pd.DataFrame(columns, index=column.index)
    for flag in ("doubted", "open"):
        frame[flag] = frame[flag].astype("boolean").fillna(False).astype(bool)
    return frame.astype({"name": "str", "several": "str"}), list(questions.values())


def _accepted(name: str, known: Known, choices: Choices) -> str | None:
    common = known.common_names.get(folded(name))
    return accepted_name(name, known) or common or choices.answers.get(f"species:{folded(name)}")


def _is_open(name: str, choices: Choices) -> bool:
    return f"species:{folded(name)}" not in choices.answers and not words.is_other_animal(name)


def _which_species(name: str, known: Known) -> Question:
    accepted = sorted(set(known.species.values()))
    options = (
        *(Option(each, Said("option.species", {"species": each})) for each in accepted),
        Option("", Said("option.none")),
    )
    said = Said("question.species", {"value": name})
    return Question(
        f"species:{folded(name)}", said, options, suggested=suggested_species(name, known)
    )


def with_merged(rows: pd.DataFrame, sheets: Iterable[Sheet], names: Iterable[str]) -> pd.DataFrame:
    """The rows with what a merged cell says in each row that the cell covers."""
    filled = {name: rows[name].copy() for name in names}
    for sheet, (name, column) in itertools.product(sheets, filled.items()):
        place = sheet.place_of([roles_of(sheet).get(name, "")])
        below = sheet.grid.merged_below.get(-1 if place is None else place, {})
        mine = rows[rows["file"] == sheet.label]
        written = mine.set_index("row")[name]
        column.update(mine["row"].map(dict(below)).map(written).dropna())
    return rows.assign(**{name: column.astype("str") for name, column in filled.items()})


def station_above(rows: pd.DataFrame, choices: Choices) -> tuple[pd.DataFrame, list[Question]]:
    """Rows without a station below one that has it: whether they belong to it is asked once."""
    empty = rows["station"].isna() & rows["date"].notna()
    if not empty.any():
        return rows, []
    filled = rows.groupby("file", observed=True, sort=False)["station"].ffill().astype("str")
    mark = mark_of("\n".join(sorted(rows.loc[empty, "date"] + str(empty.sum()))))
    id_ = f"{ABOVE}:{mark}"
    if id_ in choices.answers:
        return rows.assign(station=filled if choices.answers[id_] == "yes" else rows["station"]), []
    said = Said("question.station_above", {"rows": str(int(empty.sum()))})
    options = (Option("yes", Said("option.above_yes")), Option("no", Said("option.above_no")))
    return rows, [Question(id_, said, options, suggested="yes")]
