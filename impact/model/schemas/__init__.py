"""What each column is: one Table Schema (JSON) per table, and nothing else.

The template, the checks, the help texts and the documentation are all made from these files.
The format is Frictionless Table Schema 2 with additions of ours on a field: ``labels`` (the
heading in each language), ``unit``, ``translatable`` (the column may have siblings such as
``name_ru``), and ``former_names``, ``former_values``: what files of earlier versions say. Formats
of ours: ``partial-date`` (a year, a month, a day or a date with time) and ``list`` (ids separated
by semicolons).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

TABLES = (
    "areas",
    "surveys",
    "deployments",
    "failures",
    "detections",
    "conflicts",
    "reporting",
    "milestones",
    "status",
    "statements",
    "caveats",
)
LANGUAGES = ("en", "ru", "tk", "ky", "kk")


@dataclass(frozen=True)
class Field:
    """One column of a table, as its schema describes it."""

    name: str
    type: str
    labels: dict[str, str]
    description: str
    example: str
    format: str = "default"
    unit: str | None = None
    translatable: bool = False
    constraints: dict = field(default_factory=dict)
    former_names: tuple[str, ...] = ()
    former_values: dict[str, str] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def is_partial_date(self) -> bool:
        return self.format == "partial-date"

    @property
    def is_list(self) -> bool:
        return self.format == "list"

    @property
    def kind(self) -> str:
        """How its cells are to be read: its format where it is ours, else its type."""
        return self.format if self.is_partial_date or self.is_list else self.type


@dataclass(frozen=True)
class ForeignKey:
    """`field` must be one of the values of `reference_field` in `table`."""

    field: str
    table: str
    reference_field: str


@dataclass(frozen=True)
class TableSchema:
    """One table: its fields in order, its key, and the tables that it points to."""

    name: str
    title: dict[str, str]
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def needed_key(self) -> tuple[str, ...]:
        """The columns of the key that every file has to have; others of it may be empty."""
        return tuple(name for name in self.primary_key if self.field(name).required)

    @property
    def names(self) -> list[str]:
        return [f.name for f in self.fields]

    def field(self, name: str) -> Field:
        """The field of that name; a translated column (``name_ru``) has its original's field."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        base = re.sub(rf"_({'|'.join(LANGUAGES[1:])})$", "", name)
        for candidate in self.fields:
            if candidate.translatable and candidate.name == base:
                return candidate
        raise KeyError(name)

    def knows(self, name: str) -> bool:
        """Whether the schema has a column of that name, translations included."""
        try:
            self.field(name)
        except KeyError:
            return False
        return True


@cache
def schema(table: str) -> TableSchema:
    """Read the schema of a table.

    Parameters
    ----------
    table : str
        One of `TABLES`.
    """
    text = files(__package__).joinpath(f"{table}.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    return TableSchema(
        name=raw["name"],
        title=raw["title"],
        description=raw["description"],
        fields=tuple(Field(**f) for f in raw["fields"]),
        primary_key=tuple(raw["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(
                key["fields"][0],
                # Table Schema writes the table itself as an empty resource name.
                key["reference"]["resource"] or raw["name"],
                key["reference"]["fields"][0],
            )
            for key in raw["foreignKeys"]
        ),
    )


def choices(table: str, field: str) -> tuple[str, ...]:
    """The words that a column may hold, in the order of its schema."""
    return tuple(schema(table).field(field).constraints["enum"])
