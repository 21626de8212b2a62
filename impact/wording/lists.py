"""Rows as lines of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.wording.rows import area_name, row_date

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def incident_lines(view: View, rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str, str]]:
    """Incidents as lines: what happened, why it is not counted, its source and its link."""
    lines = []
    for _i, row in rows.iterrows():
        where = area_name(view, row["area_id"], words)
        parts = [row_date(row, words), where, words.cell(row, "summary")]
        source = str(row["source"])
        lines.append(
            (
                ". ".join(part.rstrip(".") for part in parts if part) + ".",
                words.cell(row, "verification_note"),
                words.cell(row, "source_name") or source,
                source if source.startswith("http") else "",
            )
        )
    return lines


def milestone_lines(rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """Milestones as lines, latest first: the text, its source and its link."""
    ordered = rows.sort_values("event_end", ascending=False, na_position="last")
    lines = []
    for _i, row in ordered.iterrows():
        source = str(row["source"])
        lines.append(
            (
                f"{row_date(row, words)}: {words.cell(row, 'title')}",
                words.cell(row, "source_name") or source,
                source if source.startswith("http") else "",
            )
        )
    return lines


def detection_lines(view: View, rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """Records of the cats as lines: the text, its source and its link."""
    lines = []
    for _i, row in rows.iterrows():
        source = str(row["source"])
        where = area_name(view, row["area_id"], words)
        lines.append(
            (
                f"{row_date(row, words)}, {where}: {words.cell(row, 'summary')}",
                words.cell(row, "source_name") or source,
                source if source.startswith("http") else "",
            )
        )
    return lines


def area_lines(rows: pd.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """Areas by the day they were set up: the text, its source and its link."""
    lines = []
    for _i, row in rows.sort_values("established").iterrows():
        source = str(row["source"])
        date = words.date(row["established"], str(row["established_precision"]))
        lines.append(
            (
                f"{date}: {words.cell(row, 'name')}",
                words.cell(row, "source_name") or source,
                source if source.startswith("http") else "",
            )
        )
    return lines
