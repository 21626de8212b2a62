"""The list of formats in docs/formats.md, made from what the formats say of themselves.

``python -m tests.formats.formats_list`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

from impact.commands.formats import as_list

DOCUMENT = Path(__file__).parents[2] / "docs/formats.md"
BEGIN, END = "<!-- formats: begin -->\n", "<!-- formats: end -->"


def as_markdown() -> str:
    """The formats as a table."""
    lines = ["| Format | Where it comes from | Recognised by |", "|---|---|---|"]
    lines += [f"| {o['title']} | {o['comes_from']} | {o['recognised_by']} |" for o in as_list()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    text = before + BEGIN + as_markdown() + END + rest.partition(END)[2]
    DOCUMENT.write_text(text, encoding="utf-8")
