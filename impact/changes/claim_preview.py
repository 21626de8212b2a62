"""A claim as it would read while it is still being written: nothing is published, nothing kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.claims.answers import answer, with_all_comparisons
from impact.claims.counting import material
from impact.disclosure import for_audience
from impact.model.programme import read_programme

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.versions.version import Version


def preview(version: Version, programme_text: bytes, indicator: str) -> View:
    """The view of the public with one claim, asked of the records of a version.

    Parameters
    ----------
    version : Version
    programme_text : bytes
        With the indicator, see `impact.changes.claim_edit.with_indicator`.
    indicator : str
        Its id.

    Raises
    ------
    ProgrammeError
        The text is no programme.
    """
    programme = read_programme(programme_text.decode("utf-8-sig"))
    one = [each for each in programme.indicators if each.id == indicator]
    alone = programme.model_copy(update={"indicators": one})
    made_from = material(version.records, programme.events, programme.moved_metres)
    # Without the same under other rules of counting, which no sentence says: that is most of it.
    claims = with_all_comparisons([answer(made_from, each) for each in one])
    return for_audience(replace(version, programme=alone, claims=claims), "public")
