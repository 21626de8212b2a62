"""Areas set up with the programme's support, by its own account, as far as it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.figures.figure_card import FigureCard
from impact.figures.places import area_table, chosen_areas
from impact.figures.style import LIGHT
from impact.metrics import areas
from impact.model.attribution import by_programme
from impact.wording.rows import sources_of

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words


def set_up_since(
    view: View, selection: Selection, words: Words, _style: Style = LIGHT
) -> FigureCard:
    """What land the programme set up since it began, as far as its extent is on file."""
    _ = words._
    began = view.programme.about.began
    rows = areas.set_up_since(
        chosen_areas(view, selection), pd.Timestamp(began or pd.Timestamp.min)
    )
    own = area_table(view, selection, words)
    ids = chosen_areas(view, selection)
    ids = ids[by_programme(ids)]["area_id"].astype("str")
    return FigureCard(
        id="set-up-since",
        title=_("Areas set up with the programme's support, as it says"),
        sentence=_set_up_words(rows, words),
        figure=None,
        table=own.loc[own.index.isin(ids), _columns(words)].reset_index(drop=True),
        method="areas",
        caveats=(
            _("Only what is established counts as protected."),
            _("An area whose extent is not published adds nothing to the sum; it is not 0 km²."),
        ),
        sources=sources_of(words, rows),
    )


def _set_up_words(rows: pd.DataFrame, words: Words) -> str:
    """How much land is dated since the programme began; what has no date proves nothing of it."""
    if rows.empty:  # 0 km² would be said of the land of others as well, and of undated land
        return words._(
            "The programme says of no established area on file here that it was set up with its "
            "support since it began."
        )
    undated = int(rows["established"].isna().sum())
    of_no_date = words.ngettext(
        "As the programme says, {n} area was set up with its support. No date is published, so it "
        "is not known whether that was since the programme began.",
        "As the programme says, {n} areas were set up with its support. No dates are published, so "
        "it is not known whether that was since the programme began.",
        undated,
    ).format(n=words.number(undated))
    dated = rows[rows["established"].notna()]
    if undated and dated.empty:
        return of_no_date
    text = _dated_land(dated["area_km2"], words)
    return f"{text} {of_no_date}" if undated else text


def _dated_land(extents: pd.Series, words: Words) -> str:
    unknown = int(extents.isna().sum())
    if unknown and unknown == len(extents):  # 0 km² would be a number that nobody published
        return words.ngettext(
            "{n} area has been set up since the programme began; its extent is not published.",
            "{n} areas have been set up since the programme began; their extents are not "
            "published.",
            unknown,
        ).format(n=words.number(unknown))
    text = words._("{km2} km² on file has been set up since the programme began.").format(
        km2=words.number(extents.sum())
    )
    more = words.ngettext(
        "{n} area of the programme has no published extent, so it adds nothing to this sum.",
        "{n} areas of the programme have no published extent, so they add nothing to this sum.",
        unknown,
    ).format(n=words.number(unknown))
    return f"{text} {more}" if unknown else text


def _columns(words: Words) -> list[str]:
    _ = words._
    return [_("Name"), _("Status"), _("km²"), _("Set up by")]
