"""Doubt and absence in the programme's own tables of detections, however they are written.

The table has a column for a verified identification and none for words of doubt, for an absence
or for who identified: where a file has them, in columns of their own or in the name, they are
read all the same. A doubted row is unverified; a row that says the animal was not there is set
aside as an absence. A picture without an animal stays: it shows that its camera worked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.reading.account import Reasons, together
from impact.reading.doubt import (
    doubt_in,
    is_doubt,
    is_machine,
    is_of_another_matter,
    is_sure,
    presence_of,
    remark_doubts,
    says_doubt,
    says_not_found,
)
from impact.reading.headings import key_of
from impact.reading.workbooks import STORED

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADINGS = {
    "qualifier": (
        *("identificationqualifier", "taxonqualifier", "qualifier", "certainty", "уверенность"),
        *("identificationcertainty", "identificationconfidence", "определениеподвопросом"),
    ),
    "reviewed": (
        *("isverified", "reviewed", "isreviewed", "humanverified", "проверено", "confirmed"),
        *("isconfirmed", "sure", "issure", "подтверждено", "тастыкталды", "расталды"),
    ),
    "method": ("classificationmethod", "classifiedby", "identifiedby", "ктоопределил"),
    "status": (
        *("occurrencestatus", "presencestatus", "detectionstatus", "detected", "presence"),
        *("found", "seen", "observed", "status", "result", "статус", "результат", "жыйынтык"),
        *("статусвстречи", "присутствие", "обнаружен", "обнаружено", "найден", "найдено"),
        *("встречен", "встречено", "табылды", "байкалды", "анықталды", "нәтиже", "tapyldy"),
        *("görüldi", "netije"),
    ),
    "quantity": ("organismquantity",),
}
_KINDS = {key: kind for kind, keys in _HEADINGS.items() for key in keys}
_OF_REMARKS = re.compile(
    r"(?:\w*(?:tags|notes?|remarks?|comments?)|(?:примечани|комментари|заметк)\w|эскертүү(?:лөр)?|"
    r"ескерту(?:лер)?|bellikler?|bellik)\d*"
)


def columns_of_doubt(beside: pd.DataFrame) -> dict[str, str]:
    """Heading → kind, of columns that the table lacks and that say a doubt or an absence.

    A heading that is known says it; any other column does where a whole cell of it is words of
    absence ("not found", "табылган жок") or of doubt ("probable", "не подтверждено"), and a
    column of remarks where one of them doubts the animal. An uncertain sex is no uncertain animal.
    """
    found = {}
    for heading in beside:
        cells = beside[heading].str.removeprefix(STORED)
        if kind := _KINDS.get(key_of(heading)):
            found[heading] = kind
        elif _OF_REMARKS.fullmatch(key_of(heading)) and _which(cells, remark_doubts).any():
            found[heading] = "remarks"
        elif not is_of_another_matter(heading) and _which(cells, _says_itself).any():
            found[heading] = "words"
    return found


def said_beside(beside: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Which rows such columns doubt, and which they say are of an animal that was not there."""
    doubted = pd.Series(False, index=beside.index)
    absent = doubted.copy()
    for heading, kind in columns_of_doubt(beside).items():
        column = beside[heading].str.removeprefix(STORED)
        if kind == "status":
            absent |= _which(column, lambda word: presence_of(word) is False)
        elif kind in ("words", "remarks"):
            absent |= _which(column, says_not_found)
        elif kind == "quantity":
            absent |= pd.to_numeric(column, errors="coerce").eq(0)
        if kind in _JUDGED:
            doubted |= _which(column, _JUDGED[kind])
    return doubted, absent


def _says_itself(word: str) -> bool:
    return says_not_found(word) or is_doubt(word)


def with_doubt(
    rows: pd.DataFrame, beside: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Rows of detections with what is doubted as unverified, without what was absent.

    Parameters
    ----------
    rows : DataFrame
        As text, as the schema wants it.
    beside : DataFrame
        Columns that the table lacks, under their headings, in the same rows.
    file : str

    Returns
    -------
    rows : DataFrame
    aside : DataFrame
        The absences, as `impact.reading.account.Account.aside` has them.
    problems : list of Problem
        A warning of each kind, at its first row; an error for a word of status that is not known.
    """
    if "scientific_name" not in rows:
        return rows, together([]), []
    names = rows["scientific_name"].astype("category")
    read = {name: doubt_in(name) for name in names.cat.categories}
    one = {
        name: d.names[0] if not (d.hybrid or d.genus_alone) else name for name, d in read.items()
    }
    doubted = _true(names, {name: d.doubted for name, d in read.items()})
    said, absent = said_beside(beside)
    doubted |= said
    unknown = [
        problem
        for heading, kind in columns_of_doubt(beside).items()
        if kind == "status"
        for problem in _not_known(rows, beside[heading].str.removeprefix(STORED), heading, file)
    ]
    new = rows.assign(scientific_name=names.map(one).astype("str"))
    problems = list(unknown)
    if doubted.any():
        status = _column(rows, "identification_verification_status")
        new["identification_verification_status"] = status.mask(doubted, "unverified")
        problems += _told(rows, doubted, file, "detections.doubted", _DOUBTED, _CONFIRM)
    absent = (absent | _none_counted(rows)) & ~_shows_no_animal(rows)
    problems += _told(rows, absent, file, "detections.absent", _ABSENT, _NO_ROW)
    why = Reasons(rows.assign(file=file))
    why.give(absent, "absent")
    return new[~absent].reset_index(drop=True), why.aside(), problems


def _shows_no_animal(rows: pd.DataFrame) -> pd.Series:
    kind = _column(rows, "observation_type").str.casefold()
    return kind.notna() & (kind != "animal")


def _none_counted(rows: pd.DataFrame) -> pd.Series:
    """Single records whose count is 0; a published total of 0 is a figure of its own."""
    total = _column(rows, "survey_id").notna() & _column(rows, "count_unit").notna()
    count = _column(rows, "count").str.removeprefix(STORED)
    return pd.to_numeric(count, errors="coerce").eq(0) & ~total


_JUDGED: dict[str, Callable[[str], bool]] = {
    "status": is_doubt,
    "words": is_doubt,
    "remarks": remark_doubts,
    "qualifier": says_doubt,
    "reviewed": lambda word: not is_sure(word),
    "method": is_machine,
}
_UNKNOWN = Sentence("It is not known whether '{value}' means that the animal was there.")
_SAY = Sentence("Write present or absent.")
_DOUBTED = Sentence(
    "The identification is doubted, or nobody has reviewed it ({rows} rows): unverified, and not "
    "counted."
)
_CONFIRM = Sentence("If it is sure, leave the words of doubt out.")
_ABSENT = Sentence("The animal was not there ({rows} rows): set aside, and never counted.")
_NO_ROW = Sentence(
    "Nothing needs to be done, unless such a row is to correct a record that was published "
    "before: take that record out where rows are edited."
)


def _not_known(rows: pd.DataFrame, column: pd.Series, heading: str, file: str) -> list[Problem]:
    cells = column[_which(column, _says_nothing_known)]
    return [
        Problem(
            file,
            int(rows.at[index, "row"]),
            heading,
            word,
            "detections.status_unknown",
            _UNKNOWN.with_values(value=word),
            _SAY,
        )
        for index, word in cells.items()
    ]


def _says_nothing_known(word: str) -> bool:
    return presence_of(word) is None and not (is_sure(word) or is_doubt(word))


def _column(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[name] if name in rows else pd.Series(np.nan, index=rows.index, dtype="str")


def _which(column: pd.Series, holds: Callable[[str], bool]) -> pd.Series:
    words = column.astype("category")
    return _true(words, {word: holds(word) for word in words.cat.categories})


def _true(words: pd.Series, holds: dict[str, bool]) -> pd.Series:
    return words.map(holds).astype("boolean").fillna(False).astype(bool)


def _told(
    rows: pd.DataFrame,
    which: pd.Series,
    file: str,
    rule: str,
    message: Sentence,
    cure: Sentence,
) -> list[Problem]:
    if not which.any():
        return []
    first = rows[which].iloc[0]
    counted = message.with_values(rows=int(which.sum()))
    return [Problem(file, int(first["row"]), "", "", rule, counted, cure, "warning")]
