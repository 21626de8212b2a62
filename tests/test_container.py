"""What the Dockerfile copies is all that the server needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

from walk import _free_port, _wait_for

ROOT = Path(__file__).parents[1]


def laid_out(folder: Path) -> None:
    """The files of the image, as the Dockerfile's COPY lines name them."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (.+)$", text, flags=re.MULTILINE):
        *sources, target = line.split()
        for source in sources:
            into = folder / target
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                into.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, into)


def test_the_server_starts_in_a_folder_of_the_files_that_the_dockerfile_copies(
    tmp_path, monkeypatch
):
    folder, log, port = tmp_path / "app", tmp_path / "log.txt", _free_port()
    laid_out(folder)
    for name in ("IMPACT_STORE", "IMPACT_STATE"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=folder, stdout=out, stderr=out) as process,
    ):
        try:
            url = f"http://localhost:{port}"
            _wait_for(f"{url}/_stcore/health", process, log)
            for path in ("/", "/plain/?lang=ru", "/deck"):
                with urllib.request.urlopen(url + path) as answer:
                    assert answer.status == 200
        finally:
            process.kill()
    assert "Traceback" not in log.read_text(encoding="utf-8")
