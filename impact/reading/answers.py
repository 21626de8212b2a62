"""answers.toml: what a person has said about files, for the command line and the browser alike.

::

    [answers]                       # holds for every file, this one and those to come
    "area:Sarychat 2024" = "A-KG-04"

    ["detections 2024.csv"]         # holds for the file of this name
    date_order = "day_first"
    mapping."Дата" = "event_start"
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import tomlkit

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.choices import ALL_FILES, Choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from impact.reading.choices import Option, Question

_FOR_ALL = "answers"


def read_answers(text: str) -> dict[str, Choices]:
    """What answers.toml says.

    Parameters
    ----------
    text : str
        TOML as above, or the older form: a JSON object of the id of each question and its answer.

    Returns
    -------
    dict of str to Choices
        File → what is said about it; `ALL_FILES` → what holds for every file.

    Raises
    ------
    FileError
        It is no such text.
    """
    try:
        said = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        for_all = {key: value for key, value in said.items() if isinstance(value, str)}
        tables = {key: dict(value) for key, value in said.items() if key not in for_all}
        for_all |= tables.pop(_FOR_ALL, {})
        choices = {file: _choices(table) for file, table in tables.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise FileError(
            Sentence("The answers cannot be read ({error}).", error=str(error)),
            Sentence(
                "Take the lines that the check command prints, and leave one for each question."
            ),
        ) from error
    return {ALL_FILES: Choices(answers=for_all), **choices}


def _choices(table: Mapping) -> Choices:
    return Choices(**{**table, "sheets": tuple(table.get("sheets", ()))})


def written_answers(choices: Mapping[str, Choices]) -> str:
    """The same as text, for the next time and for the command line."""
    document = tomlkit.document()
    for_all = {id_: code for said in choices.values() for id_, code in said.answers.items()}
    if for_all:
        document[_FOR_ALL] = for_all
    for file, said in choices.items():
        own = _own(replace(said, answers={}))
        if file != ALL_FILES and own:
            document[file] = own
    return tomlkit.dumps(document)


def _own(said: Choices) -> dict[str, object]:
    """What is said, without what is left to the file itself."""
    values = {each.name: getattr(said, each.name) for each in fields(said)}
    values = {name: value for name, value in values.items() if value}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}


def answer_lines(asked: Iterable[tuple[str, Question]]) -> str:
    """The lines of answers.toml for open questions: every answer is there, after a ``#``.

    Parameters
    ----------
    asked : iterable of (str, Question)
        The file and the question.
    """
    lines: dict[str, list[str]] = {}
    for file, question in asked:
        for_all = bool(Choices().answered(question, "").answers)
        block = lines.setdefault(_FOR_ALL if for_all else file, [])
        block.append(f"# {file}: {question.said.text}")
        for option in question.options:
            first, *rest = _lines(question, option)
            likely = " (likely)" if option.code and option.code == question.suggested else ""
            block.append(f"# {first}  # {option.said.text}{likely}")
            block += [f"# {line}" for line in rest]
    blocks = [
        "\n".join([f"[{tomlkit.key([name]).as_string()}]", *block]) for name, block in lines.items()
    ]
    return "\n\n".join(blocks)


def _lines(question: Question, option: Option) -> list[str]:
    """One answer as lines of TOML."""
    said = Choices().answered(question, option.code)
    if said.answers:
        return [f"{_quoted(question.id)} = {_quoted(option.code)}"]
    if said.mapping:
        return [f"mapping.{_quoted(h)} = {_quoted(c)}" for h, c in said.mapping.items()]
    return [f"{name} = {tomlkit.item(value).as_string()}" for name, value in _own(said).items()]


def _quoted(text: str) -> str:
    return tomlkit.item(text).as_string()
