"""What figures have nothing to show of, and who could bring it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.wording.stops import small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words


OF_RECORDS = ("conflicts", "first_records", "reports")


def missing_lines(cards: Iterable[FigureCard], words: Words, *, own: bool = False) -> list[str]:
    """The titles of figures without a number, in a line for each kind of people who could help.

    Where the programme's `own` are meant alone, a line says so: others may have recorded there.
    """
    cards = list(cards)
    _ = words._
    lines = {
        ("rates", "individuals"): _(
            "No data for this choice: {what}. Those who run camera traps there could provide it."
        ),
        ("conflicts",): _(
            "No data for this choice: {what}. Rangers and villages that report incidents could "
            "provide it."
        ),
        ("areas",): _(
            "No data for this choice: {what}. The authorities that protect land could provide it."
        ),
        ("first_records", "reports", "estimates"): _(
            "No data for this choice: {what}. Those who publish such records could provide it."
        ),
    }
    found = []
    for methods, line in lines.items():
        titles = [small(one.title) for one in cards if one.missing and one.method in methods]
        if titles:
            found.append(line.format(what="; ".join(titles)))
    if own and any(one.missing and one.method in OF_RECORDS for one in cards):
        found.append(
            _(
                "This is said of the programme and its partners alone; records of others, if any, "
                "stand apart."
            )
        )
    return found
