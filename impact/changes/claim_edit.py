"""The claims of programme.toml: new, changed, retired, reordered; every comment stays.

The text of the file is taken apart at its indicators, so that what stands between them, and the
lines of those that are not touched, stay to the letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tomlkit

from impact.model.errors import ProgrammeError
from impact.model.messages import Sentence
from impact.model.programme import Indicator, read_programme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tomlkit.items import Table

_HEADER = re.compile(r"\s*\[\[\s*indicators\s*\]\]")
_PART_OF_IT = re.compile(r"\s*\[{1,2}\s*indicators\s*\.")
_OTHER_HEADER = re.compile(r"""\s*\[{1,2}\s*[\w"'. -]+\s*\]{1,2}\s*(?:#.*)?$""")
_COMMENT = re.compile(r"""(?:[^"'#]|"(?:\\.|[^"\\])*"|'[^']*')*(#.*)$""")


def indicator_values(programme_text: bytes, indicator: str) -> dict:
    """The keys of an indicator as plain values; empty where there is none of that id."""
    found = tomlkit.parse(programme_text.decode("utf-8-sig")).unwrap().get("indicators", [])
    return next((one for one in found if one["id"] == indicator), {})


def with_indicator(programme_text: bytes, values: Mapping, instead_of: str = "") -> bytes:
    """The programme with an indicator that is new, or takes the place of another.

    Parameters
    ----------
    programme_text : bytes
    values : mapping
        Key → value, as in the file; a key without a value, or of a first record that needs none,
        is left out.
    instead_of : str
        The id of the indicator that is changed; empty for a new one, which comes last.

    Raises
    ------
    ProgrammeError
        The id is another's, a value is missing, or the file is written in a way that cannot be
        taken apart.
    """
    gaps, bodies = _pieces(programme_text)
    ids = [_id(body) for body in bodies]
    _check_id(str(values.get("id") or ""), [one for one in ids if one != instead_of])
    filled = _filled(values)
    if instead_of in ids:
        at = ids.index(instead_of)
        bodies[at] = _changed(bodies[at], filled)
    else:
        table = tomlkit.table()
        _fill(table, filled)
        bodies.append("[[indicators]]\n" + table.as_string())
        gaps[-1] = gaps[-1] if bodies[:-1] or gaps[-1].endswith("\n\n") else gaps[-1] + "\n"
        gaps = [*gaps[:-1], "\n", gaps[-1]] if bodies[:-1] else [*gaps, ""]
    return _together(gaps, bodies)


def without_indicator(programme_text: bytes, indicator: str) -> bytes:
    """The programme without an indicator; comments in it stay where it stood."""
    gaps, bodies = _pieces(programme_text)
    at = [_id(body) for body in bodies].index(indicator)
    comments = "".join(f"{one}\n" for one in _comments(bodies[at]))
    before, after = gaps[at], gaps[at + 1].lstrip("\n")
    return _together(
        [*gaps[:at], before + comments + after, *gaps[at + 2 :]],
        [*bodies[:at], *bodies[at + 1 :]],
    )


def in_order(programme_text: bytes, ids: Sequence[str]) -> bytes:
    """The programme with its indicators in that order, which is the order of the public page."""
    gaps, bodies = _pieces(programme_text)
    by_id = {_id(body): body for body in bodies}
    return _together(gaps, [by_id[one] for one in ids])


def _pieces(programme_text: bytes) -> tuple[list[str], list[str]]:
    """What stands around the indicators, and the indicators: one more of the first."""
    text = programme_text.decode("utf-8-sig")
    gaps, bodies, inside = [""], [], False
    for line in text.splitlines(keepends=True):
        if _HEADER.match(line):
            bodies.append(line)
            gaps.append("")
            inside = True
        elif inside and not (_OTHER_HEADER.match(line) and not _PART_OF_IT.match(line)):
            bodies[-1] += line
        else:
            inside = False
            gaps[-1] += line
    for at, body in enumerate(bodies):
        bodies[at], tail = _without_tail(body)
        gaps[at + 1] = tail + gaps[at + 1]
    expected = [one.id for one in read_programme(text).indicators]
    if [_id(body) for body in bodies] != expected:
        raise ProgrammeError(
            Sentence("The claims of programme.toml are written in a way that no form can change."),
            Sentence("Write each as a part of its own that begins with [[indicators]]."),
        )
    return gaps, bodies


def _without_tail(body: str) -> tuple[str, str]:
    """An indicator, and the empty lines and comments between it and what follows."""
    lines = body.splitlines(keepends=True)
    last = max(at for at, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")
    own = "".join(lines[: last + 1])
    return own if own.endswith("\n") else own + "\n", "".join(lines[last + 1 :])


def _id(body: str) -> str:
    try:
        return str(tomlkit.parse(body)["indicators"][0].get("id", ""))
    except tomlkit.exceptions.ParseError:
        return ""


def _check_id(name: str, others: Sequence[str]) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise ProgrammeError(
            Sentence("“{name}” cannot be the short name of a claim.", name=name),
            Sentence("Use small Latin letters, figures and hyphens, such as uly-balkan-2026."),
        )
    if name in others:
        raise ProgrammeError(
            Sentence("There is a claim with the short name {name} already.", name=name),
            Sentence("Give this one another, or change that one."),
        )


def _filled(values: Mapping) -> dict:
    """The keys with a value, in the order of the model; no period where the kind has none."""
    without = {"current", "baseline"} if values.get("kind") == "first_record" else set()
    found = {}
    for name in Indicator.model_fields:
        value = values.get(name)
        if isinstance(value, dict):
            value = {key: one for key, one in value.items() if one not in (None, "")}
        if value not in (None, "", {}, []) and name not in without:
            found[name] = value
    return found


def _changed(body: str, values: Mapping) -> str:
    document = tomlkit.parse(body)
    table = document["indicators"][0]
    for name in [name for name in table if name not in values]:
        del table[name]
    _fill(table, values)
    text = tomlkit.dumps(document)
    lost = [one for one in _comments(body) if one not in _comments(text)]
    return text + "".join(f"{one}\n" for one in lost)


def _fill(table: Table | dict, values: Mapping) -> None:
    for name, value in values.items():
        there = table.get(name)
        if isinstance(there, dict) and isinstance(value, dict):
            for key in [key for key in there if key not in value]:
                del there[key]
            _fill(there, value)
        elif there is None or there.unwrap() != value:
            table[name] = _inline(value) if isinstance(value, dict) else value


def _inline(values: Mapping) -> dict:
    made = tomlkit.inline_table()
    made.update(values)
    return made


def _comments(text: str) -> list[str]:
    return [found[1] for line in text.splitlines() if (found := _COMMENT.match(line))]


def _together(gaps: Sequence[str], bodies: Sequence[str]) -> bytes:
    """The file again, read once more: it is a programme still."""
    text = gaps[0] + "".join(body + gap for body, gap in zip(bodies, gaps[1:], strict=True))
    read_programme(text)
    return text.encode()
