"""What is wrong with reports of incidents beyond single cells: a column that is gone, no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.errors import Problem
from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from impact.formats.common.incident_reports import Reports


def without_column(reports: Reports, chosen: Mapping[str, str]) -> list[Problem]:
    """A column that was confirmed for an earlier file and is not in this one."""
    file = str(reports.rows["file"].iloc[0]) if len(reports.rows) else ""
    return [
        Problem(
            file,
            None,
            heading,
            "",
            "import.no_such_column",
            Sentence(
                "The file has no column {heading}, from which {column} was to be read.",
                heading=heading,
                column=name,
            ),
            Sentence("If the column has another name now, give it its old name in the file."),
            "warning",
        )
        for name, heading in chosen.items()
        if heading and not heading.startswith("@") and heading not in reports.attributes
    ]


def no_numbers(
    mine: pd.DataFrame, values: Mapping[str, pd.Series], chosen: Mapping[str, str]
) -> list[Problem]:
    """Losses that are written as something else than a number: they are not counted."""
    return [
        Problem(
            str(row.file),
            int(row.row),
            chosen[name],
            str(values[name][row.Index]),
            "import.no_number",
            Sentence("'{value}' is not a whole number.", value=str(values[name][row.Index])),
            Sentence("Write digits only; till then the losses of this report are not counted."),
            "warning",
        )
        for name in ("livestock_killed", "livestock_injured")
        for row in mine[values[name][mine.index].notna() & mine[name].isna()].itertuples()
    ]
