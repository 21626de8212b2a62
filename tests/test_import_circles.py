"""No module imports what imports it, at once or by a long way round."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("impact", "pages", "signin", "serving")


def circle(root: Path) -> list[str]:
    """The modules of one circle of imports, the first again at the end; empty where none is.

    Imports within functions are left out: those run when all modules are there.
    """
    files = [file for room in ROOMS for file in (root / room).rglob("*.py")]
    modules = {_name(file, root): file for file in files}
    imports = {
        name: {_existing(wanted, modules) for wanted in _imported(file, name)} - {None, name}
        for name, file in modules.items()
    }
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def _name(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _existing(name: str, modules: dict[str, Path]) -> str | None:
    """The module itself, or the one that a name is taken from."""
    parent = name.rpartition(".")[0]
    return name if name in modules else parent if parent in modules else None


def _imported(file: Path, name: str) -> Iterator[str]:
    """Full dotted names of all that a module imports when it is loaded."""
    above = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    nodes = list(ast.parse(file.read_text(encoding="utf-8")).body)
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = above[: len(above) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{start}.{alias.name}" for alias in node.names)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _for_types(node):
            nodes += [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.stmt)]


def _for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def test_there_is_no_circle_of_imports():
    assert circle(ROOT) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("from pages import b", "import pages.a"),
        ("from pages.b import x", "from .a import y"),
        ("try:\n    from pages.b import x\nexcept ImportError:\n    x = 1", "import pages.a"),
    ],
)
def test_a_circle_is_found(tmp_path, first, second):
    _write(tmp_path, a=first, b=second)
    assert set(circle(tmp_path)) == {"pages.a", "pages.b"}


@pytest.mark.parametrize(
    "first", ["def f():\n    from pages import b", "if TYPE_CHECKING:\n    from pages import b"]
)
def test_what_is_imported_later_or_for_types_makes_no_circle(tmp_path, first):
    _write(tmp_path, a=first, b="import pages.a")
    assert circle(tmp_path) == []


def _write(root: Path, **sources: str) -> None:
    (root / "pages").mkdir()
    for name, source in sources.items():
        (root / "pages" / f"{name}.py").write_text(source, encoding="utf-8")
