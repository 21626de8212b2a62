"""Which figures stand on which page, in their order; handouts and plain pages show the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from impact.figures import (
    by_area,
    coexistence,
    estimates,
    incident_months,
    land_set_up,
    map_words,
    maps,
    places,
    rates,
    reports,
    wildlife,
)
from impact.figures.figure_card import FigureCard
from impact.model.attribution import OTHERS, PROGRAMME

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.style import Style
    from impact.wording.language import Words

Makers = tuple[Callable[..., FigureCard], ...]
"""Each makes a figure of a view, a selection, words and a style."""

OF_CAMERAS: Makers = (
    rates.detection_rates,
    by_area.detections_by_area,
    rates.stations,
    wildlife.individuals,
)
OF_PUBLISHED_RECORDS: Makers = (wildlife.first_records, reports.of_cats)
OF_INCIDENTS: Makers = (
    incident_months.incidents_by_month,
    reports.of_incidents,
    coexistence.incidents_by_type,
    coexistence.losses,
    coexistence.outcomes,
)
OF_LAND_SET_UP: Makers = (land_set_up.set_up_since,)
OF_LAND_OF_THE_REGION: Makers = (places.protected_by_year, places.by_status)
OF_ESTIMATES: Makers = (estimates.estimates,)
OF_CATS_BY_OTHERS: Makers = (wildlife.first_records, reports.of_cats)
OF_INCIDENTS_BY_OTHERS: Makers = (reports.of_incidents,)


def of_wildlife(view: View, selection: Selection) -> Makers:
    """What is on file comes first: where no camera stood, that is what others have published.

    Published estimates stand below with the work of others, where that stands apart.
    """
    published = OF_PUBLISHED_RECORDS + (() if selection.whose == PROGRAMME else OF_ESTIMATES)
    if rates.cameras_on_file(view, selection):
        return OF_CAMERAS + published
    return published + OF_CAMERAS


def of_cats_by_others(selection: Selection) -> Makers:
    """What stands as context beside the figures of a selection."""
    return OF_CATS_BY_OTHERS + (OF_ESTIMATES if selection.whose == PROGRAMME else ())


def figures(
    makers: Makers, view: View, selection: Selection, words: Words, style: Style
) -> list[FigureCard]:
    """The figures that these make."""
    return [make(view, selection, words, style) for make in makers]


def every_figure(view: View, selection: Selection, words: Words, style: Style) -> list[FigureCard]:
    """All figures of all pages: the programme's, those of others, and the map in words."""
    own = of_wildlife(view, selection) + OF_INCIDENTS
    land = OF_LAND_SET_UP + OF_LAND_OF_THE_REGION
    others = of_cats_by_others(selection) + OF_INCIDENTS_BY_OTHERS
    table = maps.areas_on_file(view, selection, words)
    return [
        *figures(own + land, view, selection, words, style),
        *figures(others, view, replace(selection, whose=OTHERS), words, style),
        map_words.map_in_words(view, selection, table, words),
    ]
