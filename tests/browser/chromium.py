"""Finds a Chromium for the browser tests: ``python tests/browser/chromium.py`` installs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
CURE = (
    "The browser tests need Chromium, and none was found or could be installed. Install it "
    "(Debian: apt install chromium; elsewhere: .venv/bin/python -m playwright install "
    "--with-deps chromium), or set CHROMIUM to the path of yours."
)


def find() -> str | None:
    """The path of a Chromium that starts, or None. The variable CHROMIUM goes first."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES] + [MAC, _playwright()]
    return next((path for path in candidates if path and _starts(path)), None)


def _playwright() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    # Ubuntu's chromium-browser is a script that only says "install the snap".
    if not Path(path).is_file():
        return False
    command = [path, "--version"]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0


def install() -> str | None:
    """Install Chromium by apt as root, else Playwright's own; its path, or None."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium found: installing it with apt-get.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        packages = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        subprocess.run(packages, check=False, env=environment)
    if find() is None:
        print("No Chromium found: installing Playwright's own in your cache.", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


if __name__ == "__main__":
    path = find() or install()
    if path is None:
        sys.exit(CURE)
    print(f"Browser tests use {path}")
