"""Who may import whom. One direction, from files to pages, and no way back."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]

TABLES_OF = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

# The rooms of impact/, from left to right. A room may import itself and those to its left.
ROOMS = re.findall(r"^\| `impact/(\w+)`", TABLES_OF, flags=re.MULTILINE)

# Outside impact/: the rooms of impact/ and the folders of pages/ that each may import.
OUTSIDE = {
    place: (set(rooms.split()), set(folders.split()))
    for place, rooms, folders in re.findall(
        r"^\| `((?!impact)[\w/.]+)` \| ([\w ]+) \| ([\w ]+) \|$", TABLES_OF, flags=re.MULTILINE
    )
}

# Exact versions are for staff pages alone and for what is made for these; what reads the store,
# for the modules that guard it.
FOR_STAFF = ("versions", "history", "undoing")
OF_STAFF = ("pages/staff/", "pages/sending/", *(f"pages/shared/{name}.py" for name in FOR_STAFF))
GUARDED = {
    **{f"pages.shared.{name}": OF_STAFF for name in FOR_STAFF},
    "pages.shared.published": tuple(
        f"pages/shared/{name}.py" for name in ("view", "following", "versions")
    ),
    # Outside impact/ there is no way to records, and few have a way to publish.
    "impact.model.records": ("impact/",),
    "impact.changes.publishing": ("impact/", "pages/sending/", "pages/shared/"),
}

# What Streamlit does not promise to keep is used in one module, with a test for each use.
INSIDES = "pages/shared/streamlit_compat.py"
PRIVATE = re.compile(r"streamlit\.(?!testing\.v1\.)\w+\.|streamlit\.(config|file_util)$")

NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib3"}
TOUCHES_THE_WORLD = {"versions"}
# `today` is passed in; it is read where somebody asks, and where a version gets its time.
READS_THE_CLOCK = {"versions", "commands", "__main__"}
CLOCKS = {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"}


# A module of more lines than this is about more than one thing.
LONGEST = 300
WITH_CODE = ("impact", "pages", "signin", "serving", "tests", "benchmarks")
MAY_BE_LONGER = {"benchmarks/simulate.py": "makes data: a list of places, people and mistakes"}


class Break(NamedTuple):
    """One line that breaks a rule."""

    file: str
    line: int
    rule: str


def breaks(root: Path) -> list[Break]:
    """Every line under a root that imports or asks what its place forbids.

    The rules are named ``streamlit``, ``insides`` (of Streamlit), ``direction``, ``guarded``,
    ``unplaced``, ``network``, ``clock`` and ``discovered`` (a page where Streamlit finds it by
    itself and runs it without dashboard.py).
    """
    rooms = ("*.py", "impact/**/*.py", "pages/**/*.py", "serving/**/*.py", "signin/**/*.py")
    files = [file for room in rooms for file in root.glob(room)]
    return sorted(found for file in files for found in _breaks_in(file.relative_to(root), root))


def _breaks_in(file: Path, root: Path) -> Iterator[Break]:
    def broken(rule: str, line: int = 1) -> Break:
        return Break(file.as_posix(), line, rule)

    if file.parent == Path("pages"):
        yield broken("discovered")
    in_impact = file.parts[0] == "impact"
    place = _place(file)
    if place is None or (in_impact and place not in {*ROOMS, "__init__"}):
        yield broken("unplaced")
        return
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    for line, name in imports(tree, file):
        top = name.split(".")[0]
        if top == "streamlit" and in_impact:
            yield broken("streamlit", line)
        elif file.as_posix() != INSIDES and PRIVATE.match(name):
            yield broken("insides", line)
        if in_impact and place not in TOUCHES_THE_WORLD and _is_network(name):
            yield broken("network", line)
        if any(
            name.startswith(one) and not file.as_posix().startswith(allowed)
            for one, allowed in GUARDED.items()
        ):
            yield broken("guarded", line)
        if top in ("impact", "pages") and not _may_import(place, in_impact, name):
            yield broken("direction", line)
    if in_impact and place not in READS_THE_CLOCK:
        yield from (broken("clock", line) for line in _clock_calls(tree))


def _place(file: Path) -> str | None:
    """``impact/metrics/rates.py`` → ``metrics``; ``pages/public/map.py`` → ``pages/public``."""
    if file.parts[0] == "impact":
        return file.parts[1].removesuffix(".py")
    folder = file.parent.parts[:2]
    place = "/".join(folder) if folder else file.name
    return place if place in OUTSIDE else None


def imports(tree: ast.Module, file: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported, with relative imports resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = file.parent.parts[: len(file.parent.parts) - node.level + 1]
            base = ".".join([*(above if node.level else ()), *filter(None, [node.module])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _may_import(place: str, in_impact: bool, name: str) -> bool:
    package, wanted = [*name.split("."), ""][:2]
    if wanted == "__version__":  # anybody may say which program this is
        return package == "impact"
    if not in_impact:
        rooms, folders = OUTSIDE[place]
        return wanted in (rooms if package == "impact" else folders)
    if package == "pages" or place == "__init__" or wanted not in ROOMS:
        return False
    return ROOMS.index(wanted) <= ROOMS.index(place)


def _is_network(name: str) -> bool:
    # urllib.parse only takes addresses apart.
    is_urllib = name.startswith("urllib.") and not name.startswith("urllib.parse")
    return name.split(".")[0] in NETWORK or name == "urllib" or is_urllib


def _clock_calls(tree: ast.Module) -> Iterator[int]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            first, *rest = ast.unparse(node.func).split(".")
            called = ".".join([names.get(first, first), *rest])
            if called in CLOCKS or called.endswith((".now", ".today", ".utcnow")):
                yield node.lineno


def test_every_room_imports_only_what_its_place_allows():
    assert breaks(ROOT) == []


def too_long(root: Path) -> list[str]:
    """The modules under a root that have too many lines."""
    files = {
        *root.glob("*.py"),
        *(file for room in WITH_CODE for file in (root / room).rglob("*.py")),
    }
    long = (file for file in files if len(file.read_text("utf-8").splitlines()) > LONGEST)
    return sorted({file.relative_to(root).as_posix() for file in long} - set(MAY_BE_LONGER))


def test_no_module_is_too_long():
    assert too_long(ROOT) == []


def test_a_module_that_is_too_long_is_caught(tmp_path):
    _write(tmp_path, "tests/metrics/test_rates.py", "\n" * LONGEST)
    assert too_long(tmp_path) == []
    _write(tmp_path, "tests/metrics/test_rates.py", "\n" * (LONGEST + 1))
    assert too_long(tmp_path) == ["tests/metrics/test_rates.py"]


def test_no_public_page_ends_before_it_has_begun_to_follow_what_is_published():
    pages = sorted((ROOT / "pages" / "public").glob("*.py"))
    assert pages
    assert [page.name for page in pages if "st.stop(" in page.read_text()] == []


def test_the_rules_are_asked_of_the_real_files():
    assert set(ROOMS) == {
        path.stem
        for path in (ROOT / "impact").iterdir()
        if not path.name.startswith("__init_") and path.name != "__pycache__"
    }
    assert all((ROOT / place).exists() for place in OUTSIDE)
    assert {"pages/public", "serving", "server.py"} <= set(OUTSIDE)


@pytest.mark.parametrize(
    ("file", "source", "rule"),
    [
        ("impact/metrics/rates.py", "import streamlit as st", "streamlit"),
        ("impact/figures/maps.py", "from streamlit.runtime import caching", "streamlit"),
        ("signin/doors.py", "from streamlit import config", "insides"),
        ("server.py", "from streamlit.runtime.scriptrunner import get_script_run_ctx", "insides"),
        ("pages/shared/text.py", "import streamlit.proto.BackMsg_pb2", "insides"),
        ("impact/metrics/rates.py", "from impact.claims import Claim", "direction"),
        ("impact/metrics/rates.py", "from impact import disclosure", "direction"),
        ("impact/metrics/rates.py", "from ..figures import charts", "direction"),
        ("impact/metrics/rates.py", "def f():\n    import impact.wording", "direction"),
        ("impact/model/records.py", "from pages.shared import view", "direction"),
        ("impact/__init__.py", "from impact.model.records import Records", "direction"),
        ("impact/metrics/rates.py", "from impact.helpers import best", "direction"),
        ("impact/helpers.py", "", "unplaced"),
        ("impact/model/records.py", "from impact.reading import text_tables", "direction"),
        ("utils.py", "", "unplaced"),
        ("pages/admin/publish.py", "", "unplaced"),
        ("pages/public/wildlife.py", "from impact.model.records import Records", "guarded"),
        ("pages/public/wildlife.py", "import impact", "direction"),
        ("pages/public/wildlife.py", "from impact import metrics", "direction"),
        ("pages/public/wildlife.py", "from pages.staff import publish", "direction"),
        ("pages/shared/view.py", "from impact.model.records import Records", "guarded"),
        ("pages/shared/view.py", "from pages.public import overview", "direction"),
        ("dashboard.py", "from impact.versions import open_version", "direction"),
        ("pages/public/wildlife.py", "from pages.shared import versions", "guarded"),
        ("pages/public/wildlife.py", "from pages.shared.published import now", "guarded"),
        ("pages/public/wildlife.py", "import pages.shared.versions as v", "guarded"),
        ("pages/shared/claims.py", "from pages.shared import versions", "guarded"),
        ("pages/public/wildlife.py", "from pages.shared import history", "guarded"),
        ("pages/staff/update.py", "from pages.shared import published", "guarded"),
        ("dashboard.py", "from pages.shared.versions import base", "guarded"),
        ("pages/public/wildlife.py", "from impact.changes.publishing import publish", "guarded"),
        ("pages/public/wildlife.py", "from impact.commands.shared import opened", "direction"),
        ("impact/reading/text_tables.py", "import requests", "network"),
        ("impact/reading/text_tables.py", "from urllib.request import urlopen", "network"),
        ("impact/reading/text_tables.py", "from urllib import request", "network"),
        ("impact/claims/model.py", "import datetime as dt\ndt.date.today()", "clock"),
        ("impact/claims/model.py", "from datetime import datetime\ndatetime.now()", "clock"),
        ("impact/claims/model.py", "import time as t\nt.time()", "clock"),
        ("impact/claims/model.py", "from time import time\ntime()", "clock"),
        ("impact/claims/model.py", "import pandas as pd\npd.Timestamp.now()", "clock"),
    ],
)
def test_a_line_that_breaks_a_rule_is_caught(tmp_path, file, source, rule):
    _write(tmp_path, file, source)
    assert [(found.file, found.rule) for found in breaks(tmp_path)] == [(file, rule)]


def test_a_page_where_streamlit_finds_it_by_itself_is_caught(tmp_path):
    _write(tmp_path, "pages/publish.py", "")
    assert "discovered" in {found.rule for found in breaks(tmp_path)}


@pytest.mark.parametrize(
    ("file", "source"),
    [
        (
            "impact/metrics/rates.py",
            "from impact.metrics.effort import x\nimport impact.model.errors",
        ),
        ("impact/metrics/rates.py", "from impact import model, reading"),
        ("impact/metrics/rates.py", "from . import effort\nfrom ..model.errors import MetricError"),
        ("impact/reading/text_tables.py", "from urllib.parse import urlsplit"),
        (
            "impact/reading/text_tables.py",
            "import datetime as dt\ndt.time(12, 30)\ndt.date(2024, 1, 1)",
        ),
        ("impact/versions/log.py", "import datetime as dt\nimport socket\ndt.datetime.now(dt.UTC)"),
        (
            "impact/__main__.py",
            "from datetime import date\nfrom impact.handouts import x\ndate.today()",
        ),
        ("pages/public/wildlife.py", "import streamlit\nfrom impact.wording import sentence"),
        ("pages/shared/view.py", "from impact.checking.folder import read_folder"),
        ("dashboard.py", "import streamlit as st\nfrom pages.shared import view"),
        ("server.py", "from streamlit.testing.v1 import AppTest"),
        ("pages/shared/streamlit_compat.py", "from streamlit.proto.BackMsg_pb2 import BackMsg"),
        ("pages/staff/update.py", "from pages.shared import versions"),
        ("pages/shared/history.py", "from pages.shared import versions"),
    ],
)
def test_what_is_allowed_is_left_in_peace(tmp_path, file, source):
    _write(tmp_path, file, source)
    assert breaks(tmp_path) == []


def _write(root: Path, file: str, source: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
