"""Coordinates as people and programs write them → decimal degrees (WGS 84).

Degrees with a point or a comma, degrees and minutes, degrees-minutes-seconds, letters for the
hemisphere in English and Russian; metres of a grid, whose zone is asked once for the file; axes
that seem to be swapped, asked once too. 0, 0 is what instruments write when they do not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.choices import Option, Question, Said
from impact.reading.grid_references import of_grid_reference
from impact.reading.grid_zones import in_degrees, zone_options
from impact.reading.phrases import rows_listed

if TYPE_CHECKING:
    from impact.reading.choices import Choices

_PLAIN = r"[+-]?\d{1,3}(?:\.\d+)?"
_PARTS = re.compile(r"\d+(?:[.,]\d+)?")
_LETTERS = {
    "lat": {"n": 1, "s": -1, "с": 1, "ю": -1, "сш": 1, "юш": -1, "north": 1, "south": -1},
    "lon": {"e": 1, "w": -1, "в": 1, "з": -1, "вд": 1, "зд": -1, "east": 1, "west": -1},
}
_WORDS = re.compile(r"[^\W\d_]+")
_ALLOWED = re.compile(r"[-+\d.,\s°º˚'′’\"″”:\w]+")
# Letters for the marks, and the º that became an o with the other letters of its width.
_MARKS = re.compile(r"(?<=\d)\s?(?:[dmoгм]|град|гр|мин|сек)(?:\.|(?=[\s\d])|$)")
_MOST_DEGREES = 180
_METRES = 1_000  # no degree is as large, and no grid has a place as near to its origin


@dataclass(frozen=True)
class Degrees:
    """One cell: degrees, and the axis that its letter names."""

    value: float
    axis: str = ""


def read_degrees(written: str) -> Degrees | None:
    """Degrees of one cell; None where it holds none.

    Examples
    --------
    ``41,901`` and ``41.901`` are the same; so are ``41°54'04"N``, ``N 41 54 04`` and
    ``41°54.067' с.ш.`` to the second.
    """
    text = written.strip().casefold().replace("−", "-")
    text = _MARKS.sub(" ", text)
    words = ["".join(_WORDS.findall(text))] if _WORDS.search(text) else []
    axis, sign = _hemisphere(words)
    parts = [float(part.replace(",", ".")) for part in _PARTS.findall(text)]
    if (words and not axis) or not 1 <= len(parts) <= 3 or not _ALLOWED.fullmatch(text):
        return None
    minutes = [*parts[1:], 0.0, 0.0][:2]
    if any(part >= 60 for part in minutes) or any(not p.is_integer() for p in parts[:-1]):
        return None
    value = parts[0] + minutes[0] / 60 + minutes[1] / 3600
    negative = text.lstrip("".join(_LETTERS["lat"]) + "ewвз ").startswith("-")
    return Degrees(value * (-1 if negative else 1) * sign, axis)


def _hemisphere(words: list[str]) -> tuple[str, int]:
    for axis, letters in _LETTERS.items():
        for word in words:
            if word in letters:
                return axis, letters[word]
    return "", 1


@dataclass(frozen=True)
class Places:
    """Coordinates of a file, read.

    Attributes
    ----------
    latitude, longitude : Series of str
        Decimal degrees; missing where a question is open. A cell that cannot be read stays as
        it was written, and is an error when the cells are checked.
    questions : tuple of Question
        ``grid`` and ``axes``.
    not_known : Series of bool
        Places written as 0, 0: they are missing now.
    """

    latitude: pd.Series
    longitude: pd.Series
    questions: tuple[Question, ...]
    not_known: pd.Series


def read_places(
    latitude: pd.Series,
    longitude: pd.Series,
    choices: Choices,
    countries: shapely.Geometry | None = None,
) -> Places:
    """Read the coordinates of a file together.

    Parameters
    ----------
    latitude, longitude : Series of str
        As they were written; missing where a cell is empty.
    choices : Choices
        `grid` and `axes` as a person has said.
    countries : Geometry, optional
        Where the programme works: `impact.reading.country_outlines.outline_of`. Without it, axes
        that are swapped are not noticed.
    """
    y, y_axis = _numbers(latitude)
    x, x_axis = _numbers(longitude)
    swapped = (y_axis == "lon") & (x_axis == "lat")
    y, x = y.where(~swapped, x), x.where(~swapped, y)
    y, x = _from_references(latitude, longitude, y, x)
    in_metres = (y.abs() > _METRES) & (x.abs() > _METRES)
    # Numbers that are metres of no zone here are no metres, and are told as too large.
    if in_metres.any() and not choices.grid:
        in_metres &= any(zone_options(y[in_metres].to_numpy(), x[in_metres].to_numpy(), countries))
    questions, waiting = [], in_metres & (choices.grid == "")
    if in_metres.any():
        if choices.grid:
            y, x = _from_grid(y, x, in_metres, choices.grid)
        else:
            questions.append(_zone_question(y[in_metres], x[in_metres], countries))
    not_known = (y == 0) & (x == 0)
    wrong_way = _wrong_way_round(y, x, countries)
    if wrong_way.any():
        if choices.axes == "swapped":
            y, x = y.where(~wrong_way, x), x.where(~wrong_way, y)
        elif not choices.axes:
            waiting = waiting | wrong_way
            questions.append(_axes_question(y[wrong_way], x[wrong_way]))
    return Places(
        _as_text(y, latitude).mask(not_known | waiting),
        _as_text(x, longitude).mask(not_known | waiting),
        tuple(questions),
        not_known,
    )


def _numbers(written: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Degrees (or metres) of each cell, and the axis that a letter names."""
    values = pd.to_numeric(written, errors="coerce").astype("float64")
    axis = pd.Series("", index=written.index, dtype="str")
    odd = written.notna() & values.isna()
    if odd.any():
        read = {cell: read_degrees(cell) for cell in written[odd].unique()}
        values[odd] = written[odd].map({c: r.value for c, r in read.items() if r}).astype("float64")
        axis[odd] = written[odd].map({c: r.axis if r else "" for c, r in read.items()})
    return values, axis


def _from_references(
    latitude: pd.Series, longitude: pd.Series, y: pd.Series, x: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """Places of the military grid, in one cell of the two or half in each."""
    odd = y.isna() & latitude.notna()
    if not odd.any():
        return y, x
    whole = latitude[odd]
    rest = longitude[odd].fillna("")
    both = whole.where((rest == "") | (rest == whole), whole + " " + rest)
    found = {text: place for text in both.unique() if (place := of_grid_reference(text))}
    north = both.map({text: place[0] for text, place in found.items()}).astype("float64")
    east = both.map({text: place[1] for text, place in found.items()}).astype("float64")
    return y.fillna(north), x.where(~x.index.isin(north.dropna().index), east.reindex(x.index))


def _as_text(values: pd.Series, written: pd.Series) -> pd.Series:
    """Decimal degrees as text: as they were written where that is what they are."""
    same = written.notna() & written.str.fullmatch(_PLAIN, na=False).astype(bool)
    same &= pd.to_numeric(written.where(same), errors="coerce") == values
    made = values.map(lambda v: f"{v:.6f}".rstrip("0").rstrip("."), na_action="ignore")
    return written.where(same | values.isna(), made.astype("str")).astype("str")


def _from_grid(
    y: pd.Series, x: pd.Series, in_metres: pd.Series, zone: str
) -> tuple[pd.Series, pd.Series]:
    north, east = in_degrees(y[in_metres].to_numpy(), x[in_metres].to_numpy(), zone)
    y, x = y.copy(), x.copy()
    y[in_metres], x[in_metres] = north, east
    return y, x


def _wrong_way_round(y: pd.Series, x: pd.Series, countries: shapely.Geometry | None) -> pd.Series:
    """Places outside every country as they are written, and inside one the other way round."""
    none = pd.Series(False, index=y.index)
    if countries is None:
        return none
    known = y.notna() & x.notna() & ~((y == 0) & (x == 0))
    points = pd.DataFrame({"x": x[known], "y": y[known]}).drop_duplicates()
    here = shapely.contains_xy(countries, points["x"].to_numpy(), points["y"].to_numpy())
    there = shapely.contains_xy(countries, points["y"].to_numpy(), points["x"].to_numpy())
    wrong = set(points[~here & there].itertuples(index=False, name=None))
    if not wrong:
        return none
    pairs = zip(x.to_numpy(), y.to_numpy(), strict=True)
    return pd.Series([pair in wrong for pair in pairs], index=y.index)


def _axes_question(y: pd.Series, x: pd.Series) -> Question:
    first_y, first_x = f"{y.iloc[0]:.4f}", f"{x.iloc[0]:.4f}"
    swapped = Said("option.axes.swapped", {"latitude": first_x, "longitude": first_y})
    as_written = Said("option.axes.as_written", {"latitude": first_y, "longitude": first_x})
    return Question(
        "axes",
        Said("question.axes", {"places": str(len(y))}),
        (Option("swapped", swapped), Option("as_written", as_written)),
    )


def _zone_question(y: pd.Series, x: pd.Series, countries: shapely.Geometry | None) -> Question:
    values = {"example": f"{y.iloc[0]:.0f} / {x.iloc[0]:.0f}", "places": str(len(y))}
    options = [
        Option(
            code,
            Said(
                "option.grid",
                {"zone": title, "latitude": f"{north:.3f}", "longitude": f"{east:.3f}"},
            ),
        )
        for code, title, north, east in zone_options(y.to_numpy(), x.to_numpy(), countries)
    ]
    return Question("grid", Said("question.grid", values), tuple(options))


class PlaceReader:
    """Reads the coordinates of all parts of one file, and keeps what they ask and what is remarked.

    Parameters
    ----------
    choices : Choices
    countries : Geometry or None
    """

    def __init__(self, choices: Choices, countries: shapely.Geometry | None) -> None:
        self._choices, self._countries = choices, countries
        self.questions: dict[str, Question] = {}
        self.problems: list[Problem] = []

    def read(self, rows: pd.DataFrame, file: str) -> pd.DataFrame:
        """Rows with their ``latitude`` and ``longitude`` in degrees; ``row`` is for the remarks."""
        if not {"latitude", "longitude"} <= set(rows):
            return rows
        found = read_places(rows["latitude"], rows["longitude"], self._choices, self._countries)
        for question in found.questions:
            self.questions.setdefault(question.id, question)
        if found.not_known.any():
            self.problems.append(_not_known(file, rows.loc[found.not_known, "row"].tolist()))
        return rows.assign(latitude=found.latitude, longitude=found.longitude)


def _not_known(file: str, rows: list[int]) -> Problem:
    return Problem(
        file,
        None,
        "latitude",
        "0, 0",
        "file.place_not_known",
        Sentence("The place 0, 0 is read as not known (rows {rows}).", rows=rows_listed(rows)),
        Sentence("Fill in the coordinates if they are known; else leave the cells empty."),
        "warning",
    )
