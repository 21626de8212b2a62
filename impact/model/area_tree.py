"""The tree of areas: what each lies in, and what lies in it.

An area that lies in itself is an error of the table, which the checks report. Until it is
corrected every walk here ends where it would begin again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


def parents(areas: pd.DataFrame) -> dict[str, str]:
    """Area → the one that it lies in, of those that name one.

    Parameters
    ----------
    areas : DataFrame
        ``area_id, parent_id``. Of two rows with one id the first is used.
    """
    pairs = list(zip(areas["area_id"].tolist(), areas["parent_id"].tolist(), strict=True))
    return {area: above for area, above in dict(reversed(pairs)).items() if isinstance(above, str)}


def line(area: str, above: Mapping[str, str]) -> list[str]:
    """The area, the one that it lies in, and so on to the outermost.

    Parameters
    ----------
    area : str
    above : mapping
        As from `parents`.
    """
    found = [area]
    while above.get(found[-1]) is not None and above[found[-1]] not in found:
        found.append(above[found[-1]])
    return found


def within(areas: pd.DataFrame, area_ids: Iterable[str]) -> list[str]:
    """The areas and everything that lies in them.

    Parameters
    ----------
    areas : DataFrame
        ``area_id, parent_id``.
    area_ids : iterable of str
        The areas asked for.

    Returns
    -------
    list of str
        Ids in the order of the table; one that the table does not have stands at the end.
    """
    asked, above = list(dict.fromkeys(area_ids)), parents(areas)
    wanted = set(asked)
    listed = [area for area in areas["area_id"].tolist() if wanted & {*line(area, above)}]
    known = set(listed)
    return listed + [area for area in asked if area not in known]


def innermost(areas: Iterable[str], above: Mapping[str, str]) -> list[str]:
    """Those of the areas that none of the others lies in, in their order."""
    asked = list(areas)
    outer = {outside for area in asked for outside in line(area, above)[1:]}
    return [area for area in asked if area not in outer]


def countries(areas: pd.DataFrame) -> dict[str, str]:
    """Area → the code of the country that it lies in: its own, else that of the nearest above.

    Parameters
    ----------
    areas : DataFrame
        ``area_id, parent_id, country_code``.

    Returns
    -------
    dict of str to str
        Empty text where no area of the line has a code.
    """
    above = parents(areas)
    codes = areas.drop_duplicates("area_id").set_index("area_id")["country_code"]
    code = codes.astype("str").dropna().to_dict()
    return {
        area: next((code[one] for one in line(area, above) if code.get(one)), "")
        for area in areas["area_id"].astype("str")
    }
