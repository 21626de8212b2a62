"""What the exports have in common: a zip file, and what may be said of the data in it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd

from impact.wording.citation import citation, source_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.disclosure import View
    from impact.wording.language import Words

_MADE = (2024, 1, 1, 0, 0, 0)  # the same content gives the same bytes


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their names as one zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def readme_lines(view: View, words: Words, *, own_tables: bool = False) -> list[str]:
    """What everybody who opens an export has to know.

    Parameters
    ----------
    view : View
    words : Words
    own_tables : bool
        Whether our own tables are in it: other forms have no column of whose work a row is.
    """
    _ = words._
    about = view.programme.about
    lines = [
        source_line(view, words),
        words.of(about.data_note),
        _("Made for: {audience}.").format(audience=words.of(view.audience.name)),
        _(
            "An empty cell means not known; 0 means that none were counted, or, in a published "
            "total, that its source states none."
        ),
        _(
            "A detection that is counted here from records is an independent event, neither a "
            "photograph nor an animal. A published total is what its source counted."
        ),
    ]
    lines += (
        _of_our_tables(words)
        if own_tables
        else [_("What others did is context, and no result of the programme.")]
    )
    if view.audience.records != "exact":
        lines.append(
            _(
                "Where a rare cat lives is withheld: no coordinates of records, camera places or "
                "records that are not public in their source. An area has the coordinates of its "
                "centre."
            )
        )
    return [*lines, _("Cite as: {citation}").format(citation=citation(view, words))]


def _of_our_tables(words: Words) -> list[str]:
    _ = words._
    return [
        _(
            "The column attribution says whose a row is: programme, where it is counted as the "
            "programme's, that is, the programme or its partners did or published it within the "
            "programme. Who did it stands in recorded_by, set_up_by or actors, in tables that have "
            "such a column and as far as the source says; surveys have none. What others did is "
            "context, and no result of the programme."
        ),
        _(
            "The table statements holds what the programme has said, whether confirmed or not: "
            "counts without effort show neither a rise nor a fall, and no cause is shown."
        ),
        _(
            "The table status holds what is published about the region: no result of the "
            "programme, whoever published it."
        ),
    ]


def made_at(view: View) -> dt.datetime:
    """When the data was published; the day it was gathered where it is not yet."""
    if view.published is not None:
        return view.published.astimezone(dt.UTC)
    return dt.datetime.combine(view.programme.about.as_of, dt.time(), dt.UTC)


def day_text(moment: pd.Timestamp) -> str:
    """A day as ISO 8601."""
    return pd.Timestamp(moment).strftime("%Y-%m-%d")


def as_text(column: pd.Series) -> pd.Series:
    """A column as text, missing cells empty."""
    return column.astype("str").fillna("")
