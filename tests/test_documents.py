"""The README speaks of everything that there is, and of nothing that there is not.

Each check takes the root of the project, so that a copy can be spoilt on purpose.
"""

from __future__ import annotations

import ast
import io
import re
import shutil
import sys
from contextlib import redirect_stdout
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import get_args

import pytest

from impact.__main__ import main
from impact.programme import Indicator

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 300  # lines of a module
SHIPPED = ("impact", "pages", "signin")  # with the modules at the root: what runs at a reader's
TEXT = {".py", ".md", ".toml", ".txt", ".css", ".j2", ".yml"}
# Some of these are words too, or letters that stand for others, unless they are written large.
UNFINISHED = re.compile(r"\b(?:(?i:todo|fixme|lorem ipsum)|XXX|HACK|TBD)\b")
ORDER = [
    "# ",
    "## Two commands",
    "## Where is what",
    "## How to add",
    "**a record.**",
    "**an indicator.**",
    "**a page.**",
    "**another programme.**",
]
# What a reader is told to make: it is not there yet.
TO_BE_MADE = {"pages/public/name.py", "data/yours"}


# --- what there is ----------------------------------------------------------------------------


def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def section(root: Path, heading: str) -> str:
    """The text below a heading, up to the next; empty where there is no such heading."""
    found = re.search(rf"^## {re.escape(heading)}.*?$(.*?)(?=^## |\Z)", readme(root), re.M | re.S)
    return found[1] if found else ""


def quoted(text: str) -> list[str]:
    """What stands in backticks within lines."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


def unshared(root: Path) -> set[str]:
    """The folders at the root that the project does not hand on."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    return {line.strip("/") for line in lines if line and not line.startswith("#")}


def folders(root: Path, under: str = "") -> list[str]:
    """The folders directly in one, with at least a file of the project in them."""
    left_out = unshared(root)
    return sorted(
        path.relative_to(root).as_posix()
        for path in (root / under).iterdir()
        if path.is_dir()
        and not path.name.startswith((".", "__"))
        and path.name not in left_out
        and any(file.is_file() and file.suffix != ".pyc" for file in path.rglob("*"))
    )


def files(root: Path, *parts: str) -> list[Path]:
    """The text files at the root and in some of its folders (without any, in all)."""
    inside = parts or tuple(folders(root))
    found = [path for path in root.iterdir() if path.is_file()]
    found += [path for part in inside for path in (root / part).rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix in TEXT or path.name == "Makefile")


def modules(root: Path, *parts: str) -> list[Path]:
    return [path for path in files(root, *parts) if path.suffix == ".py"]


def help_of(*arguments: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said), pytest.raises(SystemExit):
        main([*arguments, "--help"])
    return said.getvalue()


@cache
def commands() -> dict[str, frozenset[str]]:
    """Each command of ``python -m impact`` with its options, as the program itself lists them."""
    names = re.findall(r"^ {4}(\w[\w-]*)(?= |$)", help_of(), re.M)
    assert "claims" in names
    return {
        name: frozenset(re.findall(r"--[a-z][a-z-]*", help_of(name))) - {"--help"} for name in names
    }


def packages(root: Path, file: str = "requirements.txt") -> set[str]:
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    return {line.partition("==")[0].strip().lower() for line in lines if "==" in line}


def imported(root: Path, *parts: str) -> dict[str, str]:
    """Each package from elsewhere that modules import → one of these modules."""
    own = {path.name for path in root.iterdir()}
    own |= {
        path.stem for on_path in (root, root / "tests/browser") for path in on_path.glob("*.py")
    }
    found = {}
    for path in modules(root, *parts):
        own_here = own | {other.stem for other in path.parent.glob("*.py")}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in {name.partition(".")[0] for name in names}:
                if name not in own_here and name not in sys.stdlib_module_names:
                    found.setdefault(name, path.relative_to(root).as_posix())
    return found


# --- what is amiss ----------------------------------------------------------------------------


def unnamed_targets(root: Path) -> list[str]:
    """Targets of the Makefile that the README does not name."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.M)
    text = readme(root)
    return [f"make {name}" for name in targets if not re.search(rf"\bmake {name}\b(?!-)", text)]


def unnamed_options(root: Path) -> list[str]:
    """Commands and options of ``python -m impact`` that the README does not show.

    An option that it says each command takes is shown for all.
    """
    text = readme(root)
    blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S))
    shown: dict[str, set[str]] = {}
    for part in blocks.split("python -m impact ")[1:]:
        shown.setdefault(part.split()[0], set()).update(re.findall(r"--[a-z][a-z-]*", part))
    for_all = set(re.findall(r"Each takes `(--[a-z-]+)`", text))
    missing = [name for name in commands() if name not in shown]
    return missing + [
        f"{name} {option}"
        for name, options in commands().items()
        for option in sorted(options - shown.get(name, set()) - for_all)
        if name in shown
    ]


def unnamed_kinds(root: Path) -> list[str]:
    """Kinds of indicator that the README does not name."""
    kinds = get_args(Indicator.model_fields["kind"].annotation)
    assert kinds
    return sorted(set(kinds) - set(quoted(section(root, "How to add"))))


def unnamed_folders(root: Path) -> list[str]:
    """Folders that 'Where is what' does not name: in full, or short in its parent's row."""
    rows = [quoted(line) for line in section(root, "Where is what").splitlines()]
    named = {name.rstrip("/") for row in rows for name in row}
    named |= {f"{row[0].rstrip('/')}/{name.rstrip('/')}" for row in rows if row for name in row}
    there = folders(root) + [
        one for top in ("data", "impact", "pages") for one in folders(root, top)
    ]
    # A folder whose own folders are all named needs no row of its own.
    parents = {name.rpartition("/")[0] for name in named}
    return [name for name in there if name not in named and name not in parents]


def unnamed_packages(root: Path) -> list[str]:
    """Where requirements.txt and the table of packages differ."""
    rows = re.findall(r"^\| ([^|]+?) \|", section(root, "What it is built on"), re.M)
    named = {name.strip().lower() for row in rows for name in row.split(",")}
    return sorted(packages(root) ^ (named - {"package", "---"}))


def unlisted_imports(root: Path) -> list[str]:
    """Packages that the code imports itself and that no requirements file lists for it."""
    shipped, all_of_them = packages(root), packages(root) | packages(root, "requirements-dev.txt")
    wanted = [
        *((name, file, shipped) for name, file in imported(root, *SHIPPED).items()),
        *((name, file, all_of_them) for name, file in imported(root, "tests").items()),
    ]
    known = packages_distributions()
    return sorted(
        f"{file}: {name}"
        for name, file, listed in wanted
        if not {one.lower() for one in known.get(name, [name])} & listed
    )


def missing_pictures(root: Path) -> list[str]:
    """Pictures and links of the README that lead nowhere in the project."""
    targets = re.findall(r"\]\(([^)]+)\)", readme(root))
    return [one for one in targets if "://" not in one and not (root / one).is_file()]


def missing_paths(root: Path) -> list[str]:
    """Paths in backticks that are not there; a short one is looked for beside its row's first."""
    gone = []
    for line in readme(root).splitlines():
        first = next(iter(quoted(line)), "").rstrip("/") if line.startswith("|") else ""
        for word in " ".join(quoted(line)).split():
            path = word.rpartition("=")[2].rstrip(",.;:")
            if "/" not in path or "://" in path or path in TO_BE_MADE:
                continue
            if not (root / path).exists() and not (root / first / path).exists():
                gone.append(path)
    return gone


def out_of_order(root: Path) -> list[str]:
    """Parts of the README that are missing, or that stand before what should precede them."""
    text, at, wrong = readme(root), 0, []
    for part in ORDER:
        found = text.find(part if not at else f"\n{part}", at)
        if found < 0:
            wrong.append(part)
        else:
            at = found + len(part)
    what_it_is = text.partition("\n## ")[0].partition("\n")[2]
    return wrong if len(what_it_is.split()) >= 20 else [*wrong, "what it is"]


def long_modules(root: Path) -> list[str]:
    """Modules that have grown too long to be read in one go."""
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(root, *SHIPPED, "benchmarks", "data")
    }
    return [
        f"{path.relative_to(root).as_posix()}: {lines}"
        for path, lines in lengths.items()
        if lines >= LIMIT
    ]


def unfinished(root: Path) -> list[str]:
    """Lines with a mark of work that was put off."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in files(root)
        if path.name != Path(__file__).name
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]


CHECKS = (
    unnamed_targets,
    unnamed_options,
    unnamed_kinds,
    unnamed_folders,
    unnamed_packages,
    unlisted_imports,
    missing_pictures,
    missing_paths,
    out_of_order,
    long_modules,
    unfinished,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_is_amiss(check):
    assert check(ROOT) == []


# --- the checks themselves --------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the project that a test may spoil."""
    target = tmp_path / "copy"
    heavy = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "var")
    shutil.copytree(ROOT, target, ignore=heavy)
    return target


def spoil(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


@pytest.mark.parametrize(
    ("check", "file", "old", "new", "found"),
    [
        (unnamed_targets, "README.md", "make lint", "the linter", "make lint"),
        (unnamed_targets, "Makefile", "", "\npolish: ## shine\n", "make polish"),
        (unnamed_options, "README.md", "--language", "-l", "claims --language"),
        (unnamed_options, "README.md", "python -m impact check", "python -m check", "check"),
        (unnamed_kinds, "README.md", "`first_record`", "a first", "first_record"),
        (unnamed_folders, "README.md", "`benchmarks/`", "benchmarks", "benchmarks"),
        (unnamed_folders, "README.md", "`wording`", "words", "impact/wording"),
        (unnamed_folders, "data/rivers/areas.csv", "", "area_id", "data/rivers"),
        (unnamed_packages, "requirements.txt", "", "\nleftpad==1.0\n", "leftpad"),
        (unnamed_packages, "README.md", "| Jinja2 |", "| Django |", "jinja2"),
        (unlisted_imports, "requirements.txt", "jinja2==", "# ", "jinja2"),
        (unlisted_imports, "impact/guess.py", "", "import leftpad\n", "leftpad"),
        (missing_pictures, "README.md", "(docs/overview.png)", "(docs/all.png)", "docs/all.png"),
        (missing_paths, "README.md", "`impact/programme.py`", "`impact/plan.py`", "impact/plan.py"),
        (missing_paths, "README.md", "in `public/`", "in `visitors/`", "visitors/"),
        (out_of_order, "README.md", "**a page.**", "", "**a page.**"),
        (out_of_order, "README.md", "## Where is what", "## Rooms", "## Where is what"),
        (long_modules, "impact/guess.py", "", "x = 1\n" * LIMIT, "impact/guess.py"),
        (unfinished, "pages/shared/text.py", "", "# todo: later\n", "pages/shared/text.py"),
        (unfinished, "Makefile", "", "\n# FIXME\n", "Makefile"),
    ],
)
def test_what_is_spoilt_is_caught(copy, check, file, old, new, found):
    before = set(check(copy))
    spoil(copy, file, old, new)
    caught = set(check(copy)) - before
    assert any(found in one for one in caught), caught


def test_sections_that_change_places_are_caught(copy):
    text = readme(copy)
    record, indicator = text.index("**a record.**"), text.index("**an indicator.**")
    page = text.index("**a page.**")
    turned = text[:record] + text[indicator:page] + text[record:indicator] + text[page:]
    (copy / "README.md").write_text(turned, encoding="utf-8")
    assert out_of_order(copy) == ["**an indicator.**"]


def test_a_readme_that_does_not_say_what_it_is_is_caught(copy):
    title, _between, rest = readme(copy).partition("\n## ")
    (copy / "README.md").write_text(f"{title.splitlines()[0]}\n## {rest}", encoding="utf-8")
    assert "what it is" in out_of_order(copy)
