"""Sightings of files without a column of species: the species is asked once for the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.formats.common.known import folded
from impact.formats.common.season_rows import bare_file, roles_of
from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from impact.formats.common.known import Known
    from impact.formats.common.sheets import Sheet
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
