"""Names of species as other systems write them → the accepted names of the programme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.known import folded
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.choices import Said
from impact.reading.phrases import suggestions

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.formats.common.package import Imported

# "Panthera pardus subsp. tulliana (Valenciennes, 1856)": genus, epithets, then the author.
_NAME = re.compile(
    r"(?P<genus>[A-Z][a-z-]+)(?P<epithets>(?: (?:(?:subsp|ssp|var)\. )?[a-z][a-z-]+){0,2})"
    r"(?P<author> (?:\(?[A-ZÀ-Ž].*))?"
)
_RANK = re.compile(r" (?:subsp|ssp|var)\.")
_MOST_TOLD = 20
_NO_SPECIES = ("other_species", "genus_only", "waits_for_answer")


def accepted_names(column: pd.Series, known: Known) -> pd.Series:
    """The accepted name of each row; missing where it is no species of the programme."""
    names = column.astype("category")
    told = {name: accepted_name(name, known) for name in names.cat.categories}
    return names.map(told).astype("str")


def accepted_name(written: str, known: Known) -> str | None:
    """The accepted name of one written name, or of the species that it is a subspecies of."""
    name = bare_name(written)
    species = " ".join(name.split()[:2])
    if folded(name) in known.species:
        return known.species[folded(name)]
    return species if known.species.get(folded(species)) == species else None


def bare_name(written: str) -> str:
    """A name without its author and without the mark of its rank."""
    tidy = " ".join(written.split())
    found = _NAME.fullmatch(tidy)
    if found is None:
        return tidy
    return f"{found['genus']}{_RANK.sub('', found['epithets'])}"


def renamed(written: pd.Series, accepted: pd.Series) -> list[Said]:
    """What was taken for another name, and how often."""
    pairs = pd.DataFrame({"written": written, "accepted": accepted}).dropna()
    pairs = pairs[pairs["written"] != pairs["accepted"]].astype("str")
    return [
        Said("account.renamed", {"written": was, "accepted": name, "rows": str(len(rows))})
        for (was, name), rows in pairs.groupby(["written", "accepted"])
    ]


def unknown_species(rows: pd.DataFrame, column: str, known: Known) -> list[Problem]:
    """A warning for each name that is no species of the programme, at its first row.

    Parameters
    ----------
    rows : DataFrame
        The rows that are set aside for it: ``file, row, name``.
    column : str
        What the file calls the column.
    known : Known
    """
    names = rows["name"].astype("str")
    times = names.value_counts()
    first = rows.assign(name=names).drop_duplicates("name").set_index("name")
    accepted = sorted(set(known.species.values()))
    nearest = suggestions(times.index, accepted)
    problems = []
    for name, count in times.head(_MOST_TOLD).items():
        where = first.loc[name]
        problems.append(
            Problem(
                str(where["file"]),
                int(where["row"]),
                column,
                str(name),
                "import.species_unknown",
                Sentence(
                    "{name} ({rows} rows) is not a species of programme.toml: set aside.",
                    name=name,
                    rows=count,
                ),
                Sentence(
                    "{hint}If the programme follows it, add it to programme.toml, as a species or "
                    "as another name of one.",
                    hint=nearest[name],
                ),
                "warning",
            )
        )
    return problems


def stations_as_species(made: Imported, known: Known) -> list[Problem]:
    """An error for each file in which stations stand under the species: headings are exchanged.

    Its rows would be set aside as another species, and its cameras would have seen nothing.

    Parameters
    ----------
    made : Imported
        What a format has read.
    known : Known
    """
    cameras = made.tables.get("deployments", pd.DataFrame())
    stations = {folded(name) for name in known.locations}
    for column in cameras.columns.intersection(["deployment_id", "location_id", "location_name"]):
        stations |= set(cameras[column].dropna().astype("str").map(folded))
    lines = made.account.aside[made.account.aside["reason"].isin(_NO_SPECIES)]
    values = lines["value"].astype("category")
    names = [name for name in values.cat.categories if folded(str(name)) in stations]
    mine = lines[values.isin(names)]
    return [
        Problem(
            str(file), None, "", str(rows["value"].iloc[0]), "import.station_as_species",
            Sentence(
                "{name} (row {row}) stands where the species should stand, but is a station.",
                name=str(rows["value"].iloc[0]), row=int(rows["row"].iloc[0]),
            ),
            Sentence("Look whether two columns or their headings are exchanged, and correct them."),
        )
        for file, rows in mine.groupby("file", observed=True)
    ]  # fmt: skip
