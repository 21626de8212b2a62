"""Why something may not be published, for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.disclosure.refusals import close_pairs, small_areas
from impact.wording.rows import area_name

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.refusals import ClosePair, SmallArea
    from impact.versions.version import Version
    from impact.wording.language import Words


def refusals(version: Version, view: View, words: Words) -> list[str]:
    """A sentence for each thing that keeps a version from being published.

    Parameters
    ----------
    version : Version
        As it would be published.
    view : View
        What an audience would see of it.
    words : Words
    """
    audience = view.audience.id
    pairs = [_pair(one, view, words) for one in close_pairs(version, audience)]
    return [*pairs, *(_area(one, view, words) for one in small_areas(version, audience))]


def _pair(pair: ClosePair, view: View, words: Words) -> str:
    text = {
        "days": words._(
            "The indicators “{one}” and “{other}” begin or end on different days of one month. "
            "Their difference is a count of less than a month, and could date a record. Give "
            "both the same day, or whole months."
        ),
        "stations": words._(
            "The indicators “{one}” and “{other}” differ by what fewer than {least} camera "
            "stations recorded. Subtracted, they would place a record. Give both the same areas "
            "and period, or ones that differ by more stations."
        ),
        "delay": words._(
            "The indicators “{one}” and “{other}” differ only by months that are still held back. "
            "Subtracted, they would give away records that are too new. Let both end with the "
            "same month."
        ),
    }[pair.reason]
    least = words.number(view.audience.minimum_stations)
    return text.format(one=pair.one, other=pair.other, least=least)


def _area(small: SmallArea, view: View, words: Words) -> str:
    return words._(
        "{area} has an extent of {km2} km², and records there may be placed no more exactly than "
        "to {least} km². Naming it would tell more: record its cameras and records under the "
        "larger area around it."
    ).format(
        area=area_name(view, small.area, words),
        km2=words.number(small.km2),
        least=words.number(small.least_km2),
    )
