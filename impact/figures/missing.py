"""What figures have nothing to show of, and whom such data come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.attribution import PROGRAMME
from impact.wording.chosen import narrowed
from impact.wording.stops import small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.disclosure.selection import Selection
    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words


OF_RECORDS = ("conflicts", "first_records", "reports")


def missing_lines(cards: Iterable[FigureCard], selection: Selection, words: Words) -> list[str]:
    """The titles of figures without a number, in a line for each kind of people who could help.

    Where the programme's own are meant alone, a line says so: others may have recorded there.

    Parameters
    ----------
    selection : Selection
        What the reader has chosen; the place that a page is about is no choice.
    """
    cards = list(cards)
    _ = words._
    none = _("No data on file: {what}.")
    if narrowed(selection):
        none = _("No data for this choice: {what}.")
    sources = {
        ("rates", "individuals"): _("Such data come from those who run camera traps."),
        ("conflicts",): _("Such data come from rangers and villages that report incidents."),
        ("areas",): _("Such data come from the authorities that protect land."),
        ("first_records", "reports", "estimates"): _(
            "Such data come from those who publish records and estimates."
        ),
    }
    found = []
    for methods, source in sources.items():
        titles = [small(one.title) for one in cards if one.missing and one.method in methods]
        if titles:
            found.append(f"{none.format(what='; '.join(titles))} {source}")
    of_records = any(one.missing and one.method in OF_RECORDS for one in cards)
    if of_records and selection.whose == PROGRAMME:
        found.append(
            _(
                "This is said of the programme and its partners alone; records of others, if any, "
                "stand apart."
            )
        )
    return found
