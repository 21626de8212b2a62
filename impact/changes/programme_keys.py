"""The keys of programme.toml: each with its value, and written back with the comments kept."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import AoT, Array

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

Value = Any
"""What a key may have: text, a number, a date, a list or a table; None is what is not there."""
_COMMENT = re.compile(r"""(?:[^"'#]|"(?:\\.|[^"\\])*"|'[^']*')*(#.*)$""")
NAMES = ("id", "scientific_name", "name", "file")
"""The keys by which things in a list are told apart."""


def keys_of(programme_text: bytes) -> dict[str, str]:
    """Every key of the programme with its value as text, lists of things by their names.

    Returns
    -------
    dict of str to str
        Such as ``indicators.uly-balkan-detections.place.ru``. Where things in a list have no
        name, their number stands in its place. The order of named things is a key of its own.
    """
    return dict(_leaves((), tomllib.loads(programme_text.decode("utf-8-sig"))))


def _leaves(place: tuple, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*place, name), inner)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        things = named(value)
        if things is not None:
            yield joined((*place, "order")), as_text(list(things))
        by_number = {str(number): one for number, one in enumerate(value, start=1)}
        for name, inner in (things or by_number).items():
            yield from _leaves((*place, name), inner)
    else:
        yield joined(place), as_text(value)


def named(things: Sequence) -> dict[str, dict] | None:
    """Things of a list by their names; None where one has none, or two have the same."""
    if not all(isinstance(one, dict) for one in things):
        return None
    names = [next((o[k] for k in NAMES if isinstance(o.get(k), str)), "") for o in things]
    if not all(names) or len(set(names)) < len(names):
        return None
    return dict(zip(names, things, strict=True))


def as_text(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(as_text(one)) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {as_text(one)}" for name, one in value.items())
    return str(value)


def joined(place: tuple) -> str:
    """A key as one text: its parts with dots between them."""
    return ".".join(map(str, place))


def rewritten(programme_text: bytes, wanted: dict) -> bytes:
    """The text in which every key has the value wanted; comments and what is alike stay.

    Comments that stood in what is written anew, or removed, come to the end of the file.
    """
    text = programme_text.decode("utf-8-sig")
    document = tomlkit.parse(text)
    _write(document, wanted)
    made = tomlkit.dumps(document)
    lost = Counter(comments_of(text)) - Counter(comments_of(made))
    if lost and not made.endswith("\n"):
        made += "\n"
    return (made + "".join(f"{one}\n" for one in lost.elements())).encode()


def comments_of(text: str) -> list[str]:
    """The comments of a text in TOML, each from its mark to the end of its line."""
    return [found[1] for line in text.splitlines() if (found := _COMMENT.match(line))]


def _write(table: MutableMapping, wanted: dict) -> None:
    for name in [name for name in table if name not in wanted]:
        del table[name]
    for name, value in wanted.items():
        existing = table.get(name)
        if isinstance(existing, dict) and isinstance(value, dict):
            _write(existing, value)
        elif isinstance(existing, AoT | Array) and _can_be_aligned(existing, value):
            _write_list(existing, value)
        elif name not in table or tomlkit.item(existing).unwrap() != value:
            table[name] = _item(value, in_document=isinstance(table, tomlkit.TOMLDocument))


def _can_be_aligned(existing: AoT | Array, wanted: Value) -> bool:
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        return False
    return bool(wanted) and all(isinstance(one, dict) for one in existing)


def _write_list(existing: AoT | Array, wanted: list[dict]) -> None:
    """The things in place where their order stays; moved ones and all below are written anew."""
    names = [list(named(one) or range(len(one))) for one in (existing.unwrap(), wanted)]
    for at in reversed(range(len(existing))):
        if names[0][at] not in names[1]:
            del existing[at]
            del names[0][at]
    for at, (name, thing) in enumerate(zip(names[1], wanted, strict=True)):
        if at < len(names[0]) and names[0][at] == name:
            _write(existing[at], thing)
            continue
        if name in names[0]:
            moved = names[0].index(name)
            del existing[moved]
            del names[0][moved]
        existing.insert(at, _item(thing, in_document=isinstance(existing, AoT)))
        names[0].insert(at, name)


def _item(value: Value, *, in_document: bool) -> Any:
    """A value as it is written: inside a table in one line, at the top as a table of its own."""
    if isinstance(value, dict):
        made = tomlkit.table() if in_document else tomlkit.inline_table()
        for name, inner in value.items():
            made[name] = _item(inner, in_document=False)
        return made
    if in_document and isinstance(value, list) and any(isinstance(one, dict) for one in value):
        things = tomlkit.aot()
        for one in value:
            things.append(_item(one, in_document=True))
        return things
    return tomlkit.item(value)
