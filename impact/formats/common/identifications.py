"""What a record says of its identification: the name, how sure it is, and who checked it.

One rule for every format: a record is *verified* where the file says that a person identified or
reviewed it and nothing in it doubts that. Words of doubt, a program's guess, and silence leave it
*unverified*: it is kept and shown, and carries no claim. Staff can say of one file that all of it
was reviewed; that answer is kept with the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.ids import mark_of
from impact.formats.common.package import lower
from impact.formats.common.species import accepted_name
from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.choices import Option, Question, Said
from impact.reading.doubt import doubt_in, is_machine, is_sure, remark_doubts, says_doubt

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.formats.common.known import Known
    from impact.reading.account import Reasons
    from impact.reading.choices import Choices

FIELDS = {
    "qualifier": ("identificationQualifier", "taxonQualifier", "nameQualifier"),
    "verification": ("identificationVerificationStatus", "verificationStatus"),
    "certainty": ("identificationCertainty", "certainty", "uncertainty", "confidence"),
    "is_verified": (
        "isVerified",
        "reviewed",
        "isReviewed",
        "verified",
        "humanVerified",
        "confirmed",
    ),
    "method": ("classificationMethod", "identificationMethod"),
    "identified_by": ("classifiedBy", "identifiedBy", "verifiedBy", "reviewedBy", "validatedBy"),
    "tags": ("observationTags", "imageTags", "tags"),
    "remarks": (
        *("observationComments", "observationRemarks", "occurrenceRemarks", "mediaNotes"),
        "individualAnimalNotes",
        *("comments", "comment", "remarks", "notes", "note", "примечания", "примечание"),
        *("комментарий", "комментарии", "эскертүү", "ескерту", "bellik"),
    ),
    "identification_remarks": ("identificationRemarks", "identificationNotes", "taxonRemarks"),
}
"""The columns that say it, by the headings that they have in any format."""

REMARKS = ("tags", "remarks", "identification_remarks")
"""Columns of `FIELDS` in which a person writes freely: they may doubt, and never say "sure"."""

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]+)? ?%?"
_YES = re.compile(r"true|t|yes|y|1(?:\.0)?|done|approved|да|истина|ооба|иә|hawa|✓|✔|\+|x")
_NO = re.compile(
    r"false|f|no|n|0(?:\.0)?|un(?:verified|confirmed|reviewed|checked)|not[ _].*|pending|to ?do|"
    r"open|new|in progress|awaiting.*|rejected|нет|ложь|не .*|жок|жоқ|ýok|[-–—]"
)


def read_names(written: pd.Series, known: Known) -> pd.DataFrame:
    """Read names with their words of doubt.

    Parameters
    ----------
    written : Series of str
    known : Known

    Returns
    -------
    DataFrame
        ``name`` (accepted; missing where it is no species of the programme), ``doubted``,
        ``several`` (the reason code ``hybrid`` or ``genus_only``, where it is no one species).
    """
    names = written.astype("category")
    read = {text: _read(text, known) for text in names.cat.categories}
    columns = {
        column: names.map({text: row[place] for text, row in read.items()})
        for place, column in enumerate(("name", "doubted", "several"))
    }
    return pd.DataFrame(
        {
            "name": columns["name"].astype("str"),
            "doubted": columns["doubted"].astype("boolean").fillna(False).astype(bool),
            "several": columns["several"].astype("str"),
        },
        index=written.index,
    )


def _read(text: str, known: Known) -> tuple[str | None, bool, str | None]:
    doubt = doubt_in(text)
    if doubt.hybrid:
        return None, True, "hybrid"
    if doubt.genus_alone:
        return None, True, "genus_only"
    accepted = [name for each in doubt.names if (name := accepted_name(each, known))]
    return (accepted[0] if accepted else None), doubt.doubted, None


def set_aside_several(why: Reasons, names: pd.DataFrame, written: pd.Series) -> None:
    """A hybrid, or a genus without its species, is not the species."""
    for reason in ("hybrid", "genus_only"):
        why.give(names["several"] == reason, reason, written)


@dataclass(frozen=True)
class Verification:
    """How far identifications are verified.

    Attributes
    ----------
    status : Series of str
        ``verified`` or ``unverified``.
    questions : tuple of Question
        Whether all was reviewed, where something was not; it may be left open.
    notes : tuple of Said
        How many are unverified, and why.
    problems : tuple of Problem
        A warning, where the file says nothing at all of it.
    """

    status: pd.Series
    questions: tuple[Question, ...] = ()
    notes: tuple[Said, ...] = ()
    problems: tuple[Problem, ...] = ()


def verification(rows: pd.DataFrame, doubted: pd.Series, choices: Choices) -> Verification:
    """Judge every row.

    Parameters
    ----------
    rows : DataFrame
        ``file, row, observation_id`` and the columns of `FIELDS`, as text.
    doubted : Series of bool
        Whether the name itself is doubted.
    choices : Choices
        The answer to ``reviewed:MARK``, where MARK stands for these very records.
    """
    doubtful = (
        doubted
        | _which(rows["qualifier"], says_doubt)
        | _which(rows["certainty"], lambda word: says_doubt(word) and not _is_number(word))
    )
    for name in REMARKS:
        doubtful |= _which(rows[name], remark_doubts)
    review = _review(rows)
    silent, not_reviewed = review.isna() & ~doubtful, (review == "no") & ~doubtful
    question = _question(rows, silent | not_reviewed)
    answer = choices.answers.get(question[0].id, "") if question else ""
    reviewed = answer == "yes"
    sure = ~doubtful & ((review == "yes") | reviewed)
    notes = [
        Said(f"account.unverified.{why}", {"rows": str(int(which.sum()))})
        for why, which in (
            ("doubtful", doubtful),
            ("not_reviewed", not_reviewed & ~reviewed),
            ("silent", silent & ~reviewed),
        )
        if which.any()
    ]
    if reviewed:
        notes.append(
            Said("account.all_reviewed", {"rows": str(int((silent | not_reviewed).sum()))})
        )
    return Verification(
        sure.map({True: "verified", False: "unverified"}).astype("str"),
        () if answer else question,
        tuple(notes),
        (*doubted_in_file(rows, doubtful), *(() if reviewed else _says_nothing(rows, silent))),
    )


def _which(column: pd.Series, holds: Callable[[str], bool]) -> pd.Series:
    """Where the words of a column are such; each distinct one is looked at once."""
    if column.isna().all():  # as most such columns are
        return pd.Series(False, index=column.index)
    words = column.astype("category")
    found = words.map({word: holds(word) for word in words.cat.categories})
    return found.astype("boolean").fillna(False).astype(bool)


def _is_number(word: str) -> bool:
    return word.replace(",", ".").strip(" %").replace(".", "", 1).isdigit()


def _review(rows: pd.DataFrame) -> pd.Series:
    """``yes``: a person identified or reviewed it; ``no``: nobody did; missing: it is not said.

    A column that says whether it was reviewed is believed before one that says how it was
    classified: a server keeps "machine" where somebody has confirmed the machine's name.
    """
    flag = _worded(
        lower(rows["is_verified"]),
        lambda w: is_sure(w) or _YES.fullmatch(w) is not None,
        lambda w: _NO.fullmatch(w) is not None,
    )
    status = _worded(rows["verification"], is_sure, lambda _: True)
    method = lower(rows["method"])
    how = _worded(method, lambda w: not is_machine(w) and is_sure(w), lambda _: True)
    who = _worded(rows["identified_by"], lambda w: not is_machine(w), lambda _: True)
    stated = how.fillna(who).mask((how == "yes") & (who == "no"), "no")
    machine_score = _which(rows["certainty"], _is_number)
    return (
        flag.fillna(status)
        .fillna(stated)
        .mask(flag.isna() & status.isna() & stated.isna() & machine_score, "no")
    )


def _worded(column: pd.Series, yes: Callable[[str], bool], no: Callable[[str], bool]) -> pd.Series:
    words = column.astype("category")
    said = {w: "yes" if yes(w) else "no" if no(w) else None for w in words.cat.categories}
    return words.map(said).astype("str")


def _question(rows: pd.DataFrame, which: pd.Series) -> tuple[Question, ...]:
    """Whether a person reviewed all of these records: never asked of other records alike."""
    if not which.any():
        return ()
    ids = rows["observation_id"].fillna(rows["row"].astype("str"))
    mark = mark_of("\n".join(sorted(ids[which])))
    options = (Option("no", Said("option.not_reviewed")), Option("yes", Said("option.reviewed")))
    said = Said("question.reviewed", {"rows": str(int(which.sum()))})
    return (Question(f"reviewed:{mark}", said, options, suggested="no", optional=True),)


def doubted_in_file(rows: pd.DataFrame, doubtful: pd.Series) -> list[Problem]:
    """A warning for the records of each file that it doubts itself."""
    return _one_a_file(
        rows,
        doubtful,
        "import.doubted",
        Sentence(
            "{rows} records are doubted in the file itself. They are unverified, and are not "
            "counted."
        ),
        Sentence("If the species is sure, take the words of doubt out of the records."),
    )


def _says_nothing(rows: pd.DataFrame, silent: pd.Series) -> list[Problem]:
    return _one_a_file(
        rows,
        silent,
        "import.nobody_checked",
        Sentence(
            "{rows} records do not say whether a person has checked the species. They are "
            "unverified, and are not counted."
        ),
        Sentence(
            "If somebody has looked at all of them, answer the question whether they were "
            "reviewed. Otherwise check them in the program that the file comes from."
        ),
    )


def _one_a_file(
    rows: pd.DataFrame, which: pd.Series, rule: str, message: Sentence, cure: Sentence
) -> list[Problem]:
    """One warning a file, at the first of its rows."""
    found = rows[which].groupby("file", observed=True)["row"].agg(["size", "first"])
    return [
        Problem(
            str(file),
            int(each["first"]),
            "",
            "",
            rule,
            message.with_values(rows=int(each["size"])),
            cure,
            "warning",
        )
        for file, each in found.iterrows()
    ]
