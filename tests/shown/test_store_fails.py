"""What pages show when the store fails, when a version is withdrawn, and to many at once."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from pathlib import Path

import pytest

from impact.versions.entries import FORMAT
from pages.shared import cache, people
from pages.shared.view import live_view
from signin.people import Person
from tests.shown.versions import ELEVEN, NOW, ROOT, THIRTEEN, again, opened, publish, said, shown

PUBLIC = sorted((ROOT / "pages" / "public").glob("*.py"))


def spoil_newest(folder: Path, before: str, after: str) -> None:
    newest = max((folder / "versions").iterdir())
    text = newest.read_text(encoding="utf-8")
    assert before in text
    newest.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("fault", ["vanished", "newer program", "damaged", "unreadable table"])
def test_the_last_good_version_is_shown_while_the_store_fails_and_staff_are_told(
    fault, store, tmp_path, monkeypatch, caplog
):
    folder = tmp_path / "store"
    app = opened()
    if fault == "vanished":
        folder.rename(tmp_path / "away")
    else:
        store.restore(1, author="Aina", note="back", now=NOW)
        if fault == "newer program":
            spoil_newest(folder, f'"format": {FORMAT}', f'"format": {FORMAT + 1}')
        elif fault == "damaged":
            spoil_newest(folder, '"kind"', '"knid"')
        else:
            next(folder.glob("files/*-programme.toml")).write_bytes(b"")
    assert THIRTEEN in said(again(app))
    assert not app.error
    assert "is not shown as it is now" in caplog.text
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))
    assert "The last good version is still shown" in again(app).error[0].value
    if fault == "vanished":
        (tmp_path / "away").rename(folder)
        assert not again(app).error


def test_a_store_that_cannot_be_read_from_the_start_names_no_place_to_visitors(
    tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("no folder")
    shown(tmp_path / "file", monkeypatch)
    app = opened()
    assert app.title[0].value == "The data cannot be reached"
    assert str(tmp_path) not in said(app)


@pytest.mark.parametrize("fault", ["damaged entry", "folder in place of a table"])
def test_a_server_that_starts_on_a_damaged_store_shows_nothing_and_tells_staff_why(
    fault, store, tmp_path, monkeypatch
):
    # An older version may have been withdrawn by the very entry that cannot be read.
    store.restore(1, author="Aina", note="back", now=NOW)
    if fault == "damaged entry":
        spoil_newest(tmp_path / "store", '"kind"', '"knid"')
    else:
        for table in (tmp_path / "store" / "files").glob("*detections*"):
            table.unlink()
            table.mkdir()
    app = opened()
    assert app.title[0].value == "The data cannot be reached"
    assert not app.error
    assert ELEVEN not in said(app)
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))
    (told,) = again(app).error
    assert "Nothing is shown until it can be" in told.value
    assert "backup" in told.value


def test_what_is_withdrawn_leaves_every_cache_of_the_running_server(
    tmp_path, monkeypatch, two_versions
):
    folder = tmp_path / "store"
    shutil.copytree(two_versions, folder)
    store = shown(folder, monkeypatch)
    app, old = opened(), opened(version="2")
    view = weakref.ref(live_view())
    assert THIRTEEN in said(app)
    store.withdraw(2, reason="A place in it", author="Aina", now=NOW, harmless=())
    assert ELEVEN in said(again(app))
    assert again(old).title[0].value == "This version was withdrawn"
    gc.collect()
    assert view() is None
    assert THIRTEEN not in said(app) + said(old)


@pytest.mark.parametrize("page", PUBLIC, ids=lambda page: page.stem)
def test_nothing_holds_the_last_version_once_a_session_has_gone_on(page, store, thirteen):
    # For the life of a session Streamlit keeps what any of its widgets was given: a function of
    # a page among that would keep the page, and so all tables of every version that it showed.
    app = opened()
    app.switch_page(str(page.relative_to(ROOT)))
    again(app)
    view = weakref.ref(live_view())
    publish(store, *thirteen)
    app.switch_page("pages/public/overview.py")
    again(app)
    gc.collect()
    assert view() is None


def test_when_all_is_withdrawn_the_folder_does_not_come_back(store):
    store.withdraw([1, 2], reason="A place in it", author="Aina", now=NOW)
    app = opened()
    assert "leopard detections" not in said(app)
    assert app.title[0].value == "Nothing is published"


@pytest.mark.parametrize(
    ("patience", "made"), [(60, ["first", "second"]), (0, ["second", "first"])]
)
def test_pages_are_made_in_turn_but_nobody_waits_long_for_another(monkeypatch, patience, made):
    monkeypatch.setattr(cache, "PATIENCE", patience)
    begun, go_on, order = threading.Event(), threading.Event(), []

    def first() -> None:
        with cache.turn():
            begun.set()
            go_on.wait()
            order.append("first")

    def second() -> None:
        with cache.turn():
            order.append("second")

    one, other = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    begun.wait()
    other.start()
    if not patience:
        other.join()
    go_on.set()
    one.join()
    other.join()
    assert order == made
