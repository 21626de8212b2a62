"""Whose cameras made the records of a file that does not say it."""

from __future__ import annotations

from impact.reading.choices import Option, Question, Said


def whose_cameras(id_: str) -> Question:
    """The question, under that id."""
    options = (
        Option("ours", Said("option.our_cameras")),
        Option("others", Said("option.others_cameras")),
    )
    return Question(id_, Said("question.recorded_by"), options, suggested="ours")
