"""What is asked of single rows over and over, looked up by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.once import once
from impact.model.area_tree import countries

if TYPE_CHECKING:
    from impact.disclosure import View


@once
def areas_by_id(view: View) -> dict[str, dict]:
    """The names of each area, by its id."""
    return _cells(view.records.areas, "area_id", "name")


@once
def countries_by_id(view: View) -> dict[str, str]:
    """The code of the country that each area lies in; nothing where all lie in one."""
    found = countries(view.records.areas)
    return found if len({*found.values()} - {""}) > 1 else {}


@once
def recorders_by_id(view: View) -> dict[str, dict]:
    """Who recorded each first record, by its id: of all detections there may be millions."""
    known, firsts = view.records.detections, view.summaries.first_records["observation_id"]
    told = known[known["observation_id"].isin(firsts.dropna())]
    return _cells(told, "observation_id", "recorded_by", "source_name")


def _cells(rows: pd.DataFrame, key: str, *columns: str) -> dict[str, dict]:
    """The cells of these columns and their translations, by the key; of two rows the first."""
    wanted = [name for name in rows if any(name == c or name.startswith(f"{c}_") for c in columns)]
    found = rows[wanted].to_dict("records")
    keyed = zip(rows[key].astype("str"), found, strict=True)
    return {key: cells for key, cells in reversed(list(keyed)) if not pd.isna(key)}
