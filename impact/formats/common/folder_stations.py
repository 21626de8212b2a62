"""Stations by the folders that pictures lie in: which part of the path it is, asked once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    import pandas as pd

    from impact.reading.choices import Choices

_LEVELS = r"[\\/]+"
_BEFORE_MARK = re.compile(r"^(.+?)[_ -][^_ -]+$")


def stations_of(
    folders: pd.Series, column: pd.Series, choices: Choices
) -> tuple[pd.Series, list[Question]]:
    """The station of each picture.

    Parameters
    ----------
    folders : Series of str
        The folder of each picture, its levels with slashes between.
    column : Series of str
        A column of stations; where all of it is filled in, it is taken and nothing is asked.
    choices : Choices
        The answer to ``station_in_folder:LEVELS``.

    Returns
    -------
    stations : Series of str
        Missing while the question is open.
    questions : list of Question
        Asked once for folders of as many levels, and kept.
    """
    if column.notna().all() and len(column):
        return column, []
    paths = folders.fillna("").str.strip("\\/")
    levels = int(paths.str.count(_LEVELS).max()) + 1 if len(paths) else 1
    id_ = f"station_in_folder:{levels}"
    ways = {code: _part(paths, code) for code in ("all", *_codes(levels))}
    answer = choices.answers.get(id_, "")
    if answer in ways:
        return ways[answer].fillna(paths).astype("str"), []
    whole = ways.pop("all")
    differing = {"all": whole} | {
        code: found
        for code, found in ways.items()
        if found.notna().all() and not found.equals(whole) and found.nunique() > 0
    }
    options = tuple(
        Option(code, Said("option.station_in_folder", _shown(found)))
        for code, found in differing.items()
    )
    said = Said("question.station_in_folder", {"folder": str(paths.iloc[0]) if len(paths) else ""})
    return paths.where(paths.isna()).astype("str"), [Question(id_, said, options, suggested="all")]


def _codes(levels: int) -> list[str]:
    """Each level of a path, and each up to its last hyphen, space or underscore."""
    return [code for level in range(levels) for code in (f"{level}", f"{level}:before")]


def _part(paths: pd.Series, code: str) -> pd.Series:
    if code == "all":
        return paths
    level, _, before = code.partition(":")
    part = paths.str.split(_LEVELS, regex=True).str[int(level)].astype("str")
    return part.str.extract(_BEFORE_MARK, expand=False).astype("str") if before else part


def _shown(found: pd.Series) -> dict[str, str]:
    names = found.drop_duplicates().sort_values()
    few = ", ".join(names.head(3))
    return {"examples": few, "stations": str(len(names))}
