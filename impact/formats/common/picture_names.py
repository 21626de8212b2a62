"""Names that people give to pictures in a camera program: species, people, nothing at all.

A scientific name of the programme, or another name in use for it, is taken. A common name is asked
once, with what it likely means. Where no name of a file is known to the programme, its other
names are asked too: they may be codes of the team's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.absences import FIELDS as ABSENCE
from impact.formats.common.identifications import FIELDS as IDENTIFICATION
from impact.formats.common.known import folded
from impact.formats.common.season_words import is_cat, is_other_animal
from impact.formats.common.species import accepted_name
from impact.formats.common.suggesting import suggested_species
from impact.reading.choices import Option, Question, Said
from impact.reading.doubt import doubt_in

if TYPE_CHECKING:
    from impact.formats.common.known import Known
    from impact.reading.account import Reasons
    from impact.reading.choices import Choices

SAID = {**ABSENCE, **IDENTIFICATION}
"""The columns that any program may have of an identification, by their headings."""

_MOST_ASKED = 12
_SHORTEST_CODE = 3
NOT_ANIMALS = {
    "blank": "blank|empty|nothing|none|no animal|false trigger|ghost|time ?lapse|"
    "(?:empty|blank) \\w+|пуст\\w*(?: \\w+)?|бош|бос|boş",
    "human": "humans?|persons?|people|homo sapiens|hikers?|herders?|tourists?|люди|человек|"
    "чабан\\w*|пастух\\w*|люди|адам\\w*|киши\\w*|adam\\w*|шопан\\w*|çopan\\w*",
    "vehicle": "vehicles?|cars?|motorcycle|bicycle|truck|машина|транспорт",
    "setup": "set ?up|pick ?up|team|staff|researchers?|camera ?check|test|retrieval|calibration",
    "unknown": "unknown|unidentified|unidentifiable|unid|animal|other|неизвестно|не определен\\w*",
    "unclassified": "unclassified|not identified|to ?do",
}


def read_animals(
    rows: pd.DataFrame, known: Known, choices: Choices, why: Reasons
) -> tuple[pd.DataFrame, list[Question]]:
    """Read the names of pictures, and set those aside that show no species of the programme.

    Parameters
    ----------
    rows : DataFrame
        ``species`` (the scientific name where there is one) and ``common_name``, as text.
    known : Known
    choices : Choices
        Answers to ``species:NAME``.
    why : Reasons
        Of `rows`.

    Returns
    -------
    names : DataFrame
        ``written, name`` (accepted; missing where it is none of ours) and ``doubted``.
    questions : list of Question
    """
    written = rows["species"].fillna(rows["common_name"])
    written = written.str.replace("_", " ").str.replace(r"\s+", " ", regex=True).str.strip()
    for reason, words in NOT_ANIMALS.items():
        why.give(written.str.fullmatch(words, case=False, na=False), reason)
    why.give(written.isna(), "unclassified")
    counts = written[why.kept].value_counts()
    read = {text: _read(text, known, choices) for text in counts.index}
    asked = _questions(list(counts.index), known, choices)
    required = {question.id for question in asked if not question.optional}
    names = pd.DataFrame(
        [read.get(text, (None, False, None)) for text in written],
        columns=["name", "doubted", "several"],
        index=rows.index,
    )
    for reason in ("hybrid", "genus_only"):
        why.give(names["several"] == reason, reason, written)
    waits = {text for text in read if f"species:{folded(_bare(text))}" in required}
    why.give(written.isin(waits), "waits_for_answer", written)
    why.give(names["name"].isna(), "other_species", written)
    return names.assign(written=written).astype({"name": "str"}), asked


def _read(text: str, known: Known, choices: Choices) -> tuple[str | None, bool, str | None]:
    doubt = doubt_in(text)
    if doubt.hybrid or doubt.genus_alone:
        return None, True, "hybrid" if doubt.hybrid else "genus_only"
    said = (
        accepted_name(n, known) or choices.answers.get(f"species:{folded(n)}") for n in doubt.names
    )
    return next((name for name in said if name), None), doubt.doubted, None


def _bare(text: str) -> str:
    """The name without its words of doubt."""
    return doubt_in(text).names[0] if doubt_in(text).names else text


def _questions(texts: list[str], known: Known, choices: Choices) -> list[Question]:
    """What common names mean; names without a suggestion only where no name is known at all."""
    bare = list(dict.fromkeys(_bare(text) for text in texts))
    none_known = not any(accepted_name(name, known) for name in bare)
    asked, optional = [], 0
    for name in bare:
        id_ = f"species:{folded(name)}"
        if id_ in choices.answers or accepted_name(name, known) or doubt_in(name).genus_alone:
            continue
        likely = suggested_species(name, known) or _abbreviated(name, known)
        if not likely and is_cat(name):  # a name of a cat that the programme does not list
            asked.append(replace(_question(id_, name, likely, known), optional=False))
            continue
        if not likely and (is_other_animal(name) or not none_known or optional == _MOST_ASKED):
            continue
        optional += not likely
        asked.append(_question(id_, name, likely, known))
    return asked


def _abbreviated(name: str, known: Known) -> str:
    """The one species whose genus and epithet begin as a code does: ``PanUnc``, ``PUN``."""
    code, fits = folded(name), set()
    for written, accepted in known.species.items():
        genus, _, epithet = written.partition(" ")
        if any(
            genus.startswith(code[:cut]) and epithet.startswith(code[cut:])
            for cut in range(1, len(code))
        ):
            fits.add(accepted)
    return fits.pop() if len(fits) == 1 and len(code) >= _SHORTEST_CODE else ""


def _question(id_: str, name: str, likely: str, known: Known) -> Question:
    accepted = sorted(set(known.species.values()))
    options = (
        *(Option(each, Said("option.species", {"species": each})) for each in accepted),
        Option("", Said("option.none")),
    )
    said = Said("question.species", {"value": name})
    return Question(id_, said, options, suggested=likely, optional=not likely)
