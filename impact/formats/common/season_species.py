"""The animals of sightings: of whole files too, and what is set aside as none that is followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.formats.common.absences import set_aside_absences
from impact.formats.common.known import folded
from impact.formats.common.package import nothing
from impact.formats.common.picture_names import NOT_ANIMALS
from impact.formats.common.season_doubts import without_species
from impact.formats.common.season_rows import bare_file, named, roles_of
from impact.reading.choices import Option, Question, Said
from impact.reading.doubt import says_absence

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from impact.formats.common.known import Known
    from impact.formats.common.sheets import Sheet
    from impact.model.errors import Problem
    from impact.reading.account import Reasons
    from impact.reading.choices import Choices


def with_species_of_file(
    rows: pd.DataFrame, sheets: Iterable[Sheet], known: Known, choices: Choices
) -> tuple[pd.DataFrame, pd.Series, list[Question]]:
    """The rows with the species that a person has named for the whole file.

    Parameters
    ----------
    rows : DataFrame
        ``file, date, species``.
    sheets : iterable of Sheet
    known : Known
    choices : Choices

    Returns
    -------
    rows : DataFrame
    waiting : Series of bool
        Rows of files for which nobody has named it yet.
    questions : list of Question
        One a file; the same file of the next season is not asked again.
    """
    species, questions = rows["species"].copy(), {}
    waiting = rows["species"].isna() & False
    for sheet in sheets:
        if "species" in roles_of(sheet):
            continue
        mine = (rows["file"] == sheet.label) & rows["date"].notna()
        id_ = f"species_of_file:{folded(bare_file(sheet.label))}"
        if id_ not in choices.answers:
            questions[id_] = _asked(id_, sheet.label, known)
            waiting |= mine
        elif choices.answers[id_]:
            species = species.mask(mine, choices.answers[id_])
    return rows.assign(species=species.astype("str")), waiting, list(questions.values())


def set_aside_other_animals(
    rows: pd.DataFrame, why: Reasons, known: Known, choices: Choices
) -> tuple[pd.DataFrame, list[Problem], list[Question]]:
    """The species of the sightings; those of no species that is followed are set aside in `why`.

    Parameters
    ----------
    rows : DataFrame
        Sightings: ``file, row, species, count, absent_beside``.
    why : Reasons
    known : Known
    choices : Choices

    Returns
    -------
    names : DataFrame
        As from `named`, of all rows.
    problems : list of Problem
        One a row without a species.
    questions : list of Question
        One a name that is not known.
    """
    silent = rows.assign(status=nothing(rows), quantity=nothing(rows))
    set_aside_absences(why, silent, choices)
    for reason, words_of in NOT_ANIMALS.items():
        why.give(rows["species"].str.fullmatch(words_of, case=False, na=False), reason)
    absent = rows["species"].fillna("").map(says_absence).astype(bool) | rows["absent_beside"]
    why.give(absent, "absent")
    names, questions = named(rows["species"].where(why.kept), known, choices)
    problems = without_species(rows[why.kept & rows["species"].isna()])
    why.give(rows["species"].isna(), "unknown")
    for reason in ("hybrid", "genus_only"):
        why.give(names["several"] == reason, reason, rows["species"])
    why.give(names["open"], "waits_for_answer", rows["species"])
    why.give(names["name"].isna(), "other_species", rows["species"])
    return names, problems, questions


def _asked(id_: str, label: str, known: Known) -> Question:
    accepted = sorted(set(known.species.values()))
    options = (
        *(Option(each, Said("option.species", {"species": each})) for each in accepted),
        Option("", Said("option.none")),
    )
    words = re.findall(r"\w+", folded(label))
    named = {known.common_names[word] for word in words if word in known.common_names}
    likely = named.pop() if len(named) == 1 else ""
    said = Said("question.species_of_file", {"file": label})
    return Question(id_, said, options, suggested=likely)
