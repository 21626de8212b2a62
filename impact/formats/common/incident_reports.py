"""Reports of incidents of one export, as its format hands them on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from impact.reading.choices import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.model.errors import Problem


@dataclass(frozen=True)
class Reports:
    """Reports of a system, before anybody said what they mean.

    Attributes
    ----------
    system : str
        ``smart`` or ``earthranger``.
    rows : DataFrame
        ``file, row, incident_id`` (rows of one incident share it) ``, category, moment,
        latitude, longitude, group, area_id`` as text, and the attributes by position.
    attributes : mapping of str to str
        Heading of each column that may say something of an incident → its name in `rows`.
    source : str
    aside : DataFrame
        What was set aside before.
    problems : list of Problem
    personal : tuple of str
        Headings that were not read.
    headings : frozenset of str
        Headings that were read for what is not an attribute.
    merged_for : str
        Why a further row of one incident is no incident of its own.
    suggested : str
        The type of incident that is suggested where a category sounds like none.

    A form that says of each report how sure it is, or in which village it was, has these as
    ``verification``, ``locality`` and ``unit`` in `rows`.
    """

    system: str
    rows: pd.DataFrame
    attributes: Mapping[str, str]
    source: str
    aside: pd.DataFrame
    problems: list[Problem]
    personal: tuple[str, ...]
    headings: frozenset[str]
    merged_for: str = "repeated"
    total: int = 0
    notes: tuple[Said, ...] = field(default=())
    suggested: str = ""
