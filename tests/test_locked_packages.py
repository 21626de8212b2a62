"""The lock files are those of the requirement lists: ``make lock`` writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LISTS = ["requirements", "requirements-dev", "requirements-spark"]
STALE = "make lock writes {} anew"


def required(path: Path) -> dict[str, str]:
    """What a list asks for, by name, with the lists that it reads: "==1.67.0" of "streamlit"."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found |= required(path.parent / line.removeprefix("-r "))
        elif line and not line.startswith(("#", "-c ")):
            asked = Requirement(line)
            found[canonicalize_name(asked.name)] = str(asked.specifier)
    return found


def locked(path: Path) -> dict[str, tuple[str, int]]:
    """What a lock file installs, by name: its version, and the number of its files' hashes."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = {}
    for entry in entries:
        asked = Requirement(entry.split("--hash")[0])
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}(?= |$)", entry)
        found[canonicalize_name(asked.name)] = (str(asked.specifier), len(hashes))
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_lock_file_has_every_package_of_its_list_at_that_version_and_with_hashes(name):
    asked, installs = required(ROOT / f"{name}.txt"), locked(ROOT / f"{name}.lock")
    others = {one for one, version in asked.items() if installs.get(one, ("",))[0] != version}
    assert not others, STALE.format(f"{name}.lock")
    assert [one for one, (_, hashes) in installs.items() if not hashes] == []


@pytest.mark.parametrize("name", LISTS)
def test_the_packages_below_are_at_the_versions_of_constraints(name):
    asked = required(ROOT / "constraints.txt") | required(ROOT / f"{name}.txt")
    installs = locked(ROOT / f"{name}.lock")
    others = {one: version for one, (version, _) in installs.items() if asked.get(one) != version}
    assert others == {}, STALE.format(f"{name}.lock")


def test_packages_with_code_for_each_system_are_locked_with_the_files_of_all():
    installs = locked(ROOT / "requirements.lock")
    # Five versions of Python on Windows, macOS and Linux are far more files than one system has.
    assert {one: installs[one][1] > 15 for one in ("numpy", "pandas", "scipy")} == {
        "numpy": True,
        "pandas": True,
        "scipy": True,
    }


def test_the_image_and_make_install_from_the_lock_files_alone():
    for name in ("Makefile", "Dockerfile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--require-hashes" in text
        installs = re.findall(r"(?:pip install|\$\(PIP\)).* -r (\S+?)(?:[;\s]|$)", text)
        assert installs and all(one.endswith(".lock") for one in installs)
