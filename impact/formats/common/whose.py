"""Whose records those of a file are that does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    import pandas as pd

    from impact.reading.choices import Choices

_PORTALS = r"^https?://(?:[\w-]+\.)*(?:inaturalist|gbif|ebird|observation|naturgucker|plazi)\.org/"


def whose_cameras(id_: str) -> Question:
    """The question, under that id."""
    options = (
        Option("ours", Said("option.our_cameras")),
        Option("others", Said("option.others_cameras")),
    )
    return Question(id_, Said("question.recorded_by"), options, suggested="ours")


def of_others(
    rows: pd.DataFrame, group: pd.Series, format_: str, choices: Choices
) -> tuple[pd.Series, list[Question]]:
    """Which records are others': those of a public portal; of the rest each data set asks once.

    Parameters
    ----------
    rows : DataFrame
        ``gbif_id, occurrence_id, references``.
    group : Series of str
        The data set of each.
    format_ : str
    choices : Choices
        Answers to ``recorded_by:FORMAT GROUP``; without one they are the programme's.

    Returns
    -------
    attribution : Series of str
        ``others``, else missing.
    questions : list of Question
    """
    public = rows["gbif_id"].notna()
    for column in ("occurrence_id", "references"):
        public |= rows[column].str.contains(_PORTALS, na=False).astype(bool)
    ids = f"recorded_by:{format_} " + group
    said = ids.map(dict(choices.answers)).astype("str")
    left = ids[~public & said.isna()].value_counts(sort=False)
    attribution = said.where(said == "others").mask(public, "others")
    return attribution, [whose_records(id_, rows) for id_, rows in left.items()]


def whose_records(id_: str, rows: int) -> Question:
    """The question whose so many records are, under that id."""
    options = (
        Option("ours", Said("option.our_records")),
        Option("others", Said("option.others_records")),
    )
    said = Said("question.recorded_by_whom", {"rows": str(rows)})
    return Question(id_, said, options, suggested="ours", optional=True)
