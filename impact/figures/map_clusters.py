"""Marks of the map that would hide each other stand as one, which opens when it is chosen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from impact.figures.mercator import latitude_of, stretched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.figures.map_frame import Frame
    from impact.wording.language import Words

HIDDEN = 0.75  # of the larger radius: a mark whose centre lies so near is hidden, or hides
LEAST = 11.0  # of a cluster's radius: room for its number
NUMBER = 8.0  # pixels around the middle of a cluster, in which its number stands
RING = 6.0  # pixels of a ring around a mark
RIM = 3.0  # pixels of grey around the blue of a cluster
APART = 2.2  # radii between marks of one place, side by side


class Placing(Protocol):
    """Any map, framed or drawn: it says where a place (longitude, latitude) stands."""

    def pixels(self, position: Sequence[float], /) -> tuple[float, float]: ...


def clustered(
    frame: Placing, marks: list[dict], words: Words, *, numbered: bool = True
) -> tuple[list[dict], list[dict]]:
    """The marks that stand alone, and the clusters of those that would hide each other.

    Parameters
    ----------
    frame : Placing
        The part of the world that is shown.
    marks : list of dict
        ``position, radius, own, name, area_id, context, incidents``, the largest first.
    numbered : bool
        Whether clusters are drawn with their number, which then no other mark may cover.

    Returns
    -------
    tuple of list of dict
        A cluster has the position, the radius and the name of its largest mark with how many more
        there are, and ``members``: the ids of its areas.
    """
    groups: list[list[dict]] = []
    for mark in marks:
        near = next((group for group in groups if _hides(frame, group[0], mark)), None)
        if near is None:
            groups.append([mark])
        else:
            near.append(mark)
    while found := _covering(frame, groups) if numbered else None:
        both = [mark for number in found for mark in groups[number]]
        merged = sorted(both, key=lambda mark: -mark["radius"])
        groups = [one for n, one in enumerate(groups) if n not in found] + [merged]
    alone = [group[0] for group in groups if len(group) == 1]
    return alone, [_cluster(group, words) for group in groups if len(group) > 1]


def _hides(frame: Placing, first: dict, second: dict) -> bool:
    return _apart(frame, first, second) < HIDDEN * max(first["radius"], second["radius"])


def _apart(frame: Placing, first: dict, second: dict) -> float:
    """Pixels between two marks."""
    return math.dist(frame.pixels(first["position"]), frame.pixels(second["position"]))


def _covering(frame: Placing, groups: list[list[dict]]) -> tuple[int, int] | None:
    """The first cluster whose number stands below another mark, and that mark; by their places."""
    for number, group in enumerate(groups):
        if len(group) == 1:
            continue
        for other, marks in enumerate(groups):
            least = LEAST if len(marks) > 1 else 0.0
            reach = max(marks[0]["radius"], least) + (
                RING if any(one["incidents"] for one in marks) else 0
            )
            if other != number and _apart(frame, group[0], marks[0]) < NUMBER + reach:
                return number, other
    return None


def _cluster(group: list[dict], words: Words) -> dict:
    first, names = group[0], [mark["name"] for mark in group]
    radius = max(first["radius"], LEAST)
    own = max([mark["own"] for mark in group if not mark["context"]], default=radius)
    # Where others have records in one of them, the edge is grey.
    rim = RIM if any(mark["own"] < mark["radius"] for mark in group) else 0
    own = min(max(own, LEAST), radius - rim)
    more = words.ngettext("{name} and {n} more", "{name} and {n} more", len(group) - 1)
    return {
        **first,
        "area_id": "",
        "members": [mark["area_id"] for mark in group],
        "name": _unbroken(more).format(
            name=first["name"].split(" (")[0], n=words.number(len(group) - 1)
        ),
        "label": "\n".join(names),
        "context": all(mark["context"] for mark in group),
        "incidents": sum(mark["incidents"] for mark in group),
        "count": words.number(len(group)),
        "radius": radius,
        "own": own,
    }


def _unbroken(more: str) -> str:
    """How many more, with the name's last word: its spaces do not break."""
    return more.replace(" ", "\N{NO-BREAK SPACE}").replace("}\N{NO-BREAK SPACE}", "} ", 1)


def spread(frame: Frame, marks: Sequence[dict]) -> list[dict]:
    """The same marks, those of one and the same place side by side in a ring around it."""
    at: dict[tuple[float, float], list[dict]] = {}
    for mark in marks:
        at.setdefault(tuple(mark["position"]), []).append(mark)
    return [moved for same in at.values() for moved in _ring(frame, same)]


def _ring(frame: Frame, same: list[dict]) -> list[dict]:
    if len(same) == 1:
        return same
    scale = 512 * 2**frame.zoom / 360
    away = APART * max(mark["radius"] for mark in same) * len(same) / (2 * math.pi) + 4
    moved = []
    for number, mark in enumerate(same):
        turn = 2 * math.pi * number / len(same)
        longitude, latitude = mark["position"]
        north = stretched(latitude) + away * math.sin(turn) / scale
        position = [longitude + away * math.cos(turn) / scale, latitude_of(north)]
        moved.append({**mark, "position": position})
    return moved
