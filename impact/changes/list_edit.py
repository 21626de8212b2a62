"""A list of programme.toml: one of its things new, changed, removed, moved; every comment stays.

The text of the file is taken apart at the headings of the list, so that what stands between the
things, and the lines of those that are not touched, stay to the letter. A list that is written
without headings, such as ``partners = [{...}]``, is written key by key.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from impact.changes.programme_keys import comments_of, rewritten
from impact.model.programme import read_programme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tomlkit.items import Table

_OTHER_HEADER = re.compile(r"""\s*\[{1,2}\s*[\w"'. -]+\s*\]{1,2}\s*(?:#.*)?$""")


def things_of(programme_text: bytes, part: str) -> list[dict]:
    """The things of a list as plain values, in their order.

    Parameters
    ----------
    programme_text : bytes
    part : str
        Where the list stands: ``partners``, ``about.story``.
    """
    found: Any = tomllib.loads(programme_text.decode("utf-8-sig"))
    for name in part.split("."):
        found = found.get(name, {})
    return list(found)


def with_thing(programme_text: bytes, part: str, values: Mapping, at: int | None = None) -> bytes:
    """The programme with a thing that is new, or takes the place of another.

    Parameters
    ----------
    programme_text : bytes
    part : str
    values : mapping
        Key → value, without those that are empty.
    at : int, optional
        The place of the one that is changed, from 0; without it the thing is new and comes last.

    Raises
    ------
    ProgrammeError
        It would not be a programme any more.
    """
    things = things_of(programme_text, part)
    wanted = (
        [*things, dict(values)] if at is None else [*things[:at], dict(values), *things[at + 1 :]]
    )
    pieces = _pieces(programme_text, part)
    if pieces is None:
        return _by_keys(programme_text, part, wanted)
    gaps, bodies = pieces
    if at is not None:
        bodies[at] = _changed(bodies[at], part, values)
        return _together(gaps, bodies)
    table = tomlkit.table()
    _fill(table, values)
    bodies.append(f"[[{part}]]\n" + table.as_string())
    gaps[-1] = gaps[-1] if bodies[:-1] or gaps[-1].endswith("\n\n") else gaps[-1] + "\n"
    return _together([*gaps[:-1], "\n", gaps[-1]] if bodies[:-1] else [*gaps, ""], bodies)


def without_thing(programme_text: bytes, part: str, at: int) -> bytes:
    """The programme without a thing; comments in it stay where it stood.

    Raises
    ------
    ProgrammeError
        It would not be a programme any more, such as one without a species.
    """
    pieces = _pieces(programme_text, part)
    if pieces is None:
        things = things_of(programme_text, part)
        return _by_keys(programme_text, part, [*things[:at], *things[at + 1 :]])
    gaps, bodies = pieces
    comments = "".join(f"{one}\n" for one in comments_of(bodies[at]))
    before, after = gaps[at], gaps[at + 1].lstrip("\n")
    return _together(
        [*gaps[:at], before + comments + after, *gaps[at + 2 :]],
        [*bodies[:at], *bodies[at + 1 :]],
    )


def in_order(programme_text: bytes, part: str, order: Sequence[int]) -> bytes:
    """The programme with the things of a list in that order of their places."""
    pieces = _pieces(programme_text, part)
    if pieces is None:
        things = things_of(programme_text, part)
        return _by_keys(programme_text, part, [things[at] for at in order])
    gaps, bodies = pieces
    return _together(gaps, [bodies[at] for at in order])


def _by_keys(programme_text: bytes, part: str, things: list[dict]) -> bytes:
    wanted = tomllib.loads(programme_text.decode("utf-8-sig"))
    *above, name = part.split(".")
    inside = wanted
    for one in above:
        inside = inside[one]
    inside[name] = things
    made = rewritten(programme_text, wanted)
    read_programme(made.decode())
    return made


def _pieces(programme_text: bytes, part: str) -> tuple[list[str], list[str]] | None:
    """What stands around the things, and the things: one more of the first.

    None where the list is not written with a heading for each.
    """
    text = programme_text.decode("utf-8-sig")
    name = r"\s*\.\s*".join(part.split("."))
    header = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    part_of_it = re.compile(rf"\s*\[{{1,2}}\s*{name}\s*\.")
    gaps, bodies, inside = [""], [], False
    for line in text.splitlines(keepends=True):
        if header.match(line):
            bodies.append(line)
            gaps.append("")
            inside = True
        elif inside and not (_OTHER_HEADER.match(line) and not part_of_it.match(line)):
            bodies[-1] += line
        else:
            inside = False
            gaps[-1] += line
    for at, body in enumerate(bodies):
        bodies[at], tail = _without_tail(body)
        gaps[at + 1] = tail + gaps[at + 1]
    return (gaps, bodies) if _are(bodies, things_of(programme_text, part), part) else None


def _are(bodies: Sequence[str], things: Sequence[dict], part: str) -> bool:
    """Whether each piece, read by itself, is the thing of its place."""
    try:
        return [things_of(body.encode(), part) for body in bodies] == [[one] for one in things]
    except tomllib.TOMLDecodeError:
        return False


def _without_tail(body: str) -> tuple[str, str]:
    """A thing, and the empty lines and comments between it and what follows."""
    lines = body.splitlines(keepends=True)
    last = max(at for at, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")
    own = "".join(lines[: last + 1])
    return own if own.endswith("\n") else own + "\n", "".join(lines[last + 1 :])


def _changed(body: str, part: str, values: Mapping) -> str:
    document = tomlkit.parse(body)
    table: Any = document
    for name in part.split("."):
        table = table[name]
    _write(table[0], values)
    text = tomlkit.dumps(document)
    lost = [one for one in comments_of(body) if one not in comments_of(text)]
    return text + "".join(f"{one}\n" for one in lost)


def _write(table: Table, values: Mapping) -> None:
    for name in [name for name in table if name not in values]:
        del table[name]
    _fill(table, values)


def _fill(table: Table | dict, values: Mapping) -> None:
    for name, value in values.items():
        there = table.get(name)
        if isinstance(there, dict) and isinstance(value, dict):
            for key in [key for key in there if key not in value]:
                del there[key]
            _fill(there, value)
        elif there is None or tomlkit.item(there).unwrap() != value:
            table[name] = _inline(value) if isinstance(value, dict) else value


def _inline(values: Mapping) -> dict:
    made = tomlkit.inline_table()
    made.update(values)
    return made


def _together(gaps: Sequence[str], bodies: Sequence[str]) -> bytes:
    """The file again, read once more: it is a programme still."""
    text = gaps[0] + "".join(body + gap for body, gap in zip(bodies, gaps[1:], strict=True))
    read_programme(text)
    return text.encode()
