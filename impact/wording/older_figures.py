"""What staff are told before they publish: which figures stay as they were, until when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.wording.rows import area_name
from impact.wording.sentences import title

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.versions.figures import Figures
    from impact.wording.language import Words


def older_figures(figures: Figures, view: View, words: Words) -> list[str]:
    """A sentence for each figure that an audience does not yet see as it is.

    Parameters
    ----------
    figures : Figures
        Of the version that would be published.
    view : View
        What the audience would see of it.
    words : Words
    """
    return [*_areas(figures, view, words), *_claims(figures, view, words)]


def _areas(figures: Figures, view: View, words: Words) -> list[str]:
    rows = figures.shown.blocks
    staying = rows[rows["as_of"].notna() & rows["into"].notna()]
    found = []
    for (members, year), block in staying.groupby(["members", "year"]):
        text = words._(
            "{areas}, {year}: the public goes on seeing the figures of version {n}. The data of "
            "fewer than {least} camera stations differ from an earlier version, so subtracting "
            "the two would show what single stations recorded. The figures move with the first "
            "version in which those of {least} or more differ."
        )
        found.append(
            text.format(
                areas=_names(members, view, words),
                year=year,
                n=words.number(int(block["as_of"].iloc[0])),
                least=words.number(view.audience.minimum_stations),
            )
        )
    missing = rows[rows["into"].isna() & rows["changed"].gt(0)]
    for members, year in sorted(
        set(missing[["members", "year"]].itertuples(index=False, name=None))
    ):
        text = words._(
            "{areas}, {year}: the public sees no figures of this year yet. Beside those of earlier "
            "versions they would show what single camera stations recorded. They appear with the "
            "first version in which the data of {least} or more stations differ."
        )
        least = words.number(view.audience.minimum_stations)
        found.append(text.format(areas=_names(members, view, words), year=year, least=least))
    return found


def _claims(figures: Figures, view: View, words: Words) -> list[str]:
    found = []
    for row in figures.shown.questions.dropna(subset=["as_of"]).itertuples():
        claim = view.claim(row.claim)
        if claim is None:
            continue
        caveats = {one.code: one.values for one in claim.caveats}
        about = title(view, claim, words)
        least = words.number(view.audience.minimum_stations)
        if "effort_as_of" in caveats:
            text = words._(
                "{claim}: the public sees the new count at once, but effort, rate and finding as "
                "of version {n}: the data of fewer than {least} camera stations differ. They move "
                "with the first version in which those of {least} or more do."
            )
            n = words.number(caveats["effort_as_of"]["version"])
            found.append(text.format(claim=about, n=n, least=least))
        else:
            text = words._(
                "{claim}: the public sees the count alone. Its effort, beside that of earlier "
                "versions, would show what single camera stations recorded. Effort, rate and "
                "finding appear with the first version in which the data of {least} or more "
                "stations differ."
            )
            found.append(text.format(claim=about, least=least))
    return found


def _names(members: str, view: View, words: Words) -> str:
    ids = [] if pd.isna(members) else members.split("|")
    return ", ".join(area_name(view, one, words) for one in ids)
