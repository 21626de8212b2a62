"""A page of HTML printed as PDF by Chromium, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from impact.model.errors import PrinterError

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ELSEWHERE = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
LONGEST = 120.0  # seconds
STEP = 0.1
CURE = (
    "Install Chromium (Debian: apt install chromium) or set CHROMIUM to the path of yours; "
    "or open the HTML report in any browser and print it."
)
OPTIONS = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # it may ask nobody for anything
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
]


def browser() -> str | None:
    """The path of a Chromium, or None. The variable CHROMIUM goes first."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = [path for path in map(shutil.which, NAMES) if path]
    found += [path for path in ELSEWHERE if Path(path).is_file()]
    return found[0] if found else None


def printed(html: str, *, on_wait: Callable[[], None] = lambda: None) -> bytes:
    """A page as PDF: with bookmarks from its headings, and tags for those who do not see it.

    Parameters
    ----------
    html : str
    on_wait : callable
        Called while Chromium works; what it raises ends the work.

    Raises
    ------
    PrinterError
        There is no Chromium, or it failed.
    """
    return _made(html, "page.pdf", ["--print-to-pdf={out}"], on_wait)


def pictured(html: str, *, width: int, height: int) -> bytes:
    """A page as a picture (PNG) of its first so many pixels.

    Raises
    ------
    PrinterError
        There is no Chromium, or it failed.
    """
    options = ["--hide-scrollbars", f"--window-size={width},{height}", "--screenshot={out}"]
    return _made(html, "page.png", options, lambda: None)


def _made(html: str, name: str, options: list[str], on_wait: Callable[[], None]) -> bytes:
    """The file that Chromium makes of a page."""
    path = browser()
    if path is None:
        raise PrinterError("There is no Chromium here to print the PDF with.", CURE)
    # The folder is cleared without a word about what Chromium's helpers still write into it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        page, out = Path(kept, "page.html"), Path(kept, name)
        page.write_text(html, encoding="utf-8")
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        profile = f"--user-data-dir={Path(kept, 'profile')}"
        wanted = [one.format(out=out) for one in options]
        command = [path, *OPTIONS, *as_root, profile, *wanted, page.as_uri()]
        said = _run(command, on_wait)
        if not out.is_file():
            raise PrinterError(f"Chromium at {path} printed nothing ({said[-200:]}).", CURE)
        return out.read_bytes()


def _run(command: list[str], on_wait: Callable[[], None]) -> str:
    """Run to the end, asking between steps whether to go on; what it said."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise PrinterError(f"{command[0]} cannot be started ({error}).", CURE) from error
    with process:
        try:
            for _step in range(int(LONGEST / STEP)):
                try:
                    _out, said = process.communicate(timeout=STEP)
                except subprocess.TimeoutExpired:
                    on_wait()
                else:
                    return said.decode("utf-8", "replace").strip()
            raise PrinterError(f"Chromium took longer than {LONGEST:g} s.", CURE)
        finally:
            if process.poll() is None:
                process.kill()
