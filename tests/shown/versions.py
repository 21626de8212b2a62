"""Two published versions of the folder, and the pages that show them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from streamlit.testing.v1 import AppTest

from impact.changes import publishing
from impact.checking.folder import read_folder
from impact.versions import Store
from impact.versions.version import make_version
from pages.shared import published

ROOT = Path(__file__).parents[2]
WILDCATS = ROOT / "data" / "wildcats"
NOW = dt.datetime.now(dt.UTC)  # drafts expire by the clock of the server
ELEVEN, THIRTEEN = "11 leopard detections on Uly Balkan", "13 leopard detections on Uly Balkan"


def changed(before: str, after: str, folder: Path, programme: tuple[str, str] = ("", "")):
    """The published record with one change: a version, and its programme.toml."""
    copy = Path(shutil.copytree(WILDCATS, folder))
    for name, old, new in (("detections.csv", before, after), ("programme.toml", *programme)):
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = read_folder(copy)
    version = make_version(found.programme, found.records, found.hashes)
    return version, (copy / "programme.toml").read_bytes()


def shown(folder: Path, monkeypatch) -> Store:
    monkeypatch.setenv("IMPACT_STORE", str(folder))
    monkeypatch.setattr(published, "LOOKS_EVERY", 0.0)
    monkeypatch.setattr(published, "IN_TROUBLE", 0.0)
    return Store.at(str(folder))


def publish(store: Store, version, programme: bytes) -> int:
    return publishing.publish(
        store, programme, version, author="Aina", note="n", now=NOW, expected=store.latest()
    )


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return again(app)


def again(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    parts = [*app.title, *app.header, *app.markdown, *app.info, *app.warning, *app.error]
    text = "\n".join(str(part.value) for part in parts)
    return text.replace("\\", "").replace("*", "").replace("\xa0", " ")
