"""The papers of a wall sheet, and what each has room for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """What a paper has room for: the larger one says more, in letters a little larger."""

    answers: int
    reasons: int  # of each answer
    years: int
    month_years: int
    needs: int
    lines: int  # of milestones and reports
    wide: int  # pixels between its margins
    chart: int  # the height of a chart that is drawn
    letters: int  # of what is drawn, in pixels
    full: bool  # whether map and milestones stand beside bars and charts, too


ROOMS = {
    "A4": Room(2, 1, 8, 5, 2, 3, 706, 150, 16, full=False),
    "A3": Room(4, 2, 14, 10, 3, 4, 1034, 230, 20, full=True),
}
SIZES = tuple(ROOMS)
