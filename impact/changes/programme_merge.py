"""Two changes of programme.toml, brought together key by key."""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from impact.changes.conflicts import PROGRAMME, Cell, Conflict, Side, is_mine
from impact.changes.programme_keys import as_text, joined, named, rewritten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.changes.programme_keys import Value

ONE_VALUE = frozenset({"current", "baseline", "target", "iati"})
"""A period, a target and the shares of countries are one thing each: half of one person's and half
of another's would be a target that nobody has set."""
ORDER = "order"


def merge_programmes(
    base: bytes, mine: bytes, theirs: bytes, chosen: Mapping[Conflict, Side]
) -> tuple[bytes, list[Conflict]]:
    """Bring two changes of the programme together.

    Parameters
    ----------
    base, mine, theirs : bytes
        programme.toml: what both began with, and what each made of it.
    chosen : mapping of Conflict to Side
        What stands where both touched the same; theirs where nothing is chosen.

    Returns
    -------
    tuple of (bytes, list of Conflict)
        The text of `theirs` with the keys that I changed, so that its comments stay; the
        conflicts, chosen or not.
    """
    if mine in (base, theirs):
        return theirs, []
    if theirs == base:
        return mine, []
    merge = _Merge(chosen)
    wanted = merge.tables((), *(tomllib.loads(_text(one)) for one in (base, mine, theirs)))
    return rewritten(theirs, wanted), merge.conflicts


def numbered(base: list, now: list) -> dict[int | str, dict]:
    """Things without names, each by its number in the list they began with, or as a new one.

    What stands between things that stayed, and is as many as before, is those that were changed.

    Examples
    --------
    Of ``[a, b, c]`` became ``[new, a, B, c]``: ``{"new …": new, 1: a, 2: B, 3: c}``.
    """
    before, after = ([as_text(one) for one in things] for things in (base, now))
    found: dict[int | str, dict] = {}
    for kind, start, end, first, last in SequenceMatcher(
        a=before, b=after, autojunk=False
    ).get_opcodes():
        same = kind == "equal" or end - start == last - first
        for at in range(first, last):
            name = start + at - first + 1 if same else f"new {after[at]}"
            found[name] = now[at]
    return found


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig")


class _Merge:
    """One walk through three programmes; None is what is not there."""

    def __init__(self, chosen: Mapping[Conflict, Side]) -> None:
        self._chosen = chosen
        self.conflicts: list[Conflict] = []

    def tables(self, place: tuple, base: dict, mine: dict, theirs: dict) -> dict:
        """The keys of both, each as whoever changed it has it."""
        merged = {}
        for name in dict.fromkeys([*theirs, *mine]):
            value = self._value((*place, name), base.get(name), mine.get(name), theirs.get(name))
            if value is not None:
                merged[name] = value
        return merged

    def _value(self, place: tuple, base: Value, mine: Value, theirs: Value) -> Value:
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if place[-1] not in ONE_VALUE:
            if _are_all(dict, base, mine, theirs):
                return self.tables(place, base or {}, mine, theirs)
            if _are_all(list, base, mine, theirs) and _of_tables(base or [], mine, theirs):
                return self._list(place, base or [], mine, theirs)
        return mine if self._mine_stands(place, base, mine, theirs) else theirs

    def _list(self, place: tuple, base: list, mine: list, theirs: list) -> list:
        """Lists of things: by their names, else by what each was in the list they began with."""
        by_name = [named(one) for one in (base, mine, theirs)]
        if all(one is not None for one in by_name):
            return self._named(place, *by_name)
        old = numbered(base, base)
        return self._named(place, old, numbered(base, mine), numbered(base, theirs))

    def _named(self, place: tuple, base: Any, mine: Any, theirs: Any) -> list:
        """Lists of things that have names, thing by thing, in the order of whoever moved them."""
        things = self.tables(place, base, mine, theirs)
        return [things[name] for name in self._order(place, base, mine, theirs) if name in things]

    def _order(self, place: tuple, base: dict, mine: dict, theirs: dict) -> list[str]:
        orders = [[name for name in one if name in base] for one in (mine, theirs)]
        by_me, by_them = (
            order != [name for name in base if name in one]
            for order, one in zip(orders, (mine, theirs), strict=True)
        )
        both = [[n for n in one if n in mine and n in theirs] for one in (base, mine, theirs)]
        mine_first = by_me and not by_them
        if by_me and by_them and both[1] != both[2]:
            mine_first = self._mine_stands((*place, ORDER), *both)
        first, second = (mine, theirs) if mine_first else (theirs, mine)
        order = list(first)
        for before, name in zip([None, *second], second, strict=False):
            if name not in order:
                order.insert(order.index(before) + 1 if before else 0, name)
        return order

    def _mine_stands(self, place: tuple, base: Value, mine: Value, theirs: Value) -> bool:
        """Whether mine is chosen, of two values that are both others than before."""
        texts = [None if one is None else as_text(one) for one in (base, mine, theirs)]
        removed_by = Side.MINE if mine is None else Side.THEIRS if theirs is None else None
        cell = Cell(str(place[-1]), *texts)
        conflict = Conflict(PROGRAMME, joined(place), (cell,), removed_by)
        self.conflicts.append(conflict)
        return is_mine(conflict, self._chosen)


def _are_all(kind: type, base: Value, *now: Value) -> bool:
    """Whether both sides are of a kind, and what they began with is too, where it was there."""
    return all(isinstance(one, kind) for one in now) and isinstance(base, kind | None)


def _of_tables(*lists: list) -> bool:
    return all(isinstance(thing, dict) for one in lists for thing in one)
