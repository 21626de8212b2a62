"""A command, what it prints, and what it ends with."""

from __future__ import annotations

from pathlib import Path

from impact.__main__ import main

ROOT = Path(__file__).parents[2]
WILDCATS = ROOT / "data" / "wildcats"
REPORTING = "area_id,month,active,source\nA-TM-02,2024-01,yes,Field team\n"
FIELDS = ["file", "row", "column", "value", "rule", "message", "cure", "severity"]


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    """The exit status, and what stands on stdout and on stderr."""
    status = main([str(one) for one in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err
