"""The documents say what there is: every command, page, indicator, package and place."""

from __future__ import annotations

import re
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path

import pytest

from impact.__main__ import main
from impact.model.programme import Indicator

ROOT = Path(__file__).parent.parent
ORDER = [
    "# Wildcats",
    "![The overview",
    "## Two commands",
    "## Where is what",
    "**a record.**",
    "**an indicator.**",
    "**a page.**",
    "**another programme.**",
    "## What it is built on",
]


def gaps(readme: str, root: Path = ROOT) -> list[str]:
    """What README leaves out, or names although it is not there."""
    places = [readme.find(heading) for heading in ORDER]
    found = [] if places == sorted(places) and -1 not in places else ["sections out of order"]
    wanted = [*_make_targets(root), *_commands(), *_kinds(), *_packages(root)]
    found += [f"{name} is not documented" for name in wanted if name not in readme]
    named = re.findall(r"`((?:[\w.]+/)+[\w.]*)`", readme)
    pictures = re.findall(r"\]\(([^)]+\.png)\)", readme)
    paths = [name for name in [*named, *pictures] if "yours" not in name and "name.py" not in name]
    # Folders of pages are named without "pages/" in its own line.
    there = (root, root / "pages")
    missing = [name for name in paths if not any((one / name).exists() for one in there)]
    return found + [f"{name} is not there" for name in missing]


def _make_targets(root: Path) -> list[str]:
    text = (root / "Makefile").read_text(encoding="utf-8")
    return [f"make {name}" for name in re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE)]


def _help(*words: str) -> str:
    """What a command says of itself."""
    out = StringIO()
    with redirect_stdout(out), suppress(SystemExit):
        main([*words, "--help"])
    return out.getvalue()


def _commands() -> list[str]:
    names = re.findall(r"^    ([a-z]+) {2,}", _help(), re.MULTILINE)
    options = {one for name in names for one in re.findall(r"--[a-z]+", _help(name))}
    return [*(f"python -m impact {name}" for name in names), *sorted(options - {"--help"})]


def _kinds() -> list[str]:
    return list(Indicator.model_fields["kind"].annotation.__args__)


def _packages(root: Path) -> list[str]:
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([\w-]+)==", text, re.MULTILINE)
    known = {"babel": "Babel", "jinja2": "Jinja2", "pillow": "Pillow"}
    return [known.get(name, name) for name in names]


def test_the_readme_leaves_nothing_out_and_names_nothing_that_is_not_there():
    assert gaps((ROOT / "README.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ("make demo", "make nothing", "make demo is not documented"),
        ("--reason", "--because", "--reason is not documented"),
        ("conflict_incidents", "conflicts", "conflict_incidents is not documented"),
        ("| scipy |", "| science |", "scipy is not documented"),
        ("docs/overview.png", "docs/gone.png", "docs/gone.png is not there"),
        ("## Two commands", "## Commands", "sections out of order"),
    ],
)
def test_a_gap_planted_on_purpose_is_found(before, after, gap):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert before in text
    assert gap in gaps(text.replace(before, after))


def test_the_commands_are_found_at_all():
    assert {"python -m impact claims", "python -m impact withdraw", "--reason"} <= set(_commands())


def test_every_table_of_the_data_has_its_schema():
    tables = {path.stem for path in (ROOT / "impact" / "model" / "schemas").glob("*.json")}
    for folder in ("wildcats", "example"):
        files = {path.stem for path in (ROOT / "data" / folder).glob("*.csv")}
        assert files <= tables
