"""What pages show once something is published, and when the store fails."""

from __future__ import annotations

import datetime as dt
import gc
import re
import shutil
import threading
import weakref
from argparse import Namespace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from impact.changes import publishing
from impact.checking.folder import read_folder
from impact.commands.shared import chosen_version
from impact.versions import Store
from impact.versions.version import make_version
from pages.shared import cache, people, published, url_state
from pages.shared.view import live_view
from signin.people import Person

ROOT = Path(__file__).parent.parent
WILDCATS = ROOT / "data" / "wildcats"
PUBLIC = sorted((ROOT / "pages" / "public").glob("*.py"))
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


@pytest.fixture(scope="module")
def thirteen(tmp_path_factory):
    return changed(",11,", ",13,", tmp_path_factory.mktemp("data") / "wildcats")


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory, thirteen) -> Path:
    """A store with the published record, and the same with 13 in place of 11."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    store = Store.at(str(folder))
    publishing.seed(store, WILDCATS, now=NOW)
    publish(store, *thirteen)
    return folder


@pytest.fixture
def store(tmp_path, monkeypatch, two_versions) -> Store:
    """A copy of that store, which the pages show."""
    folder = tmp_path / "store"
    shutil.copytree(two_versions, folder)
    return shown(folder, monkeypatch)


def shown(folder: Path, monkeypatch) -> Store:
    monkeypatch.setenv("IMPACT_STORE", str(folder))
    monkeypatch.setattr(published, "LOOKS_EVERY", 0.0)
    monkeypatch.setattr(published, "IN_TROUBLE", 0.0)
    return Store.at(str(folder))


def publish(store: Store, version, programme: bytes) -> int:
    return publishing.publish(
        store, programme, version, author="Aina", note="n", now=NOW, expected=store.latest()
    )


@pytest.fixture
def staff(monkeypatch) -> None:
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))


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
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def test_the_folder_is_shown_until_something_is_published_and_then_the_store(
    tmp_path, monkeypatch, thirteen
):
    store = shown(tmp_path / "new", monkeypatch)
    app = opened()
    assert ELEVEN in said(app)
    publishing.seed(store, WILDCATS, now=NOW)
    publish(store, *thirteen)
    # The same session, which never reloads
    assert THIRTEEN in said(again(app))


@pytest.mark.usefixtures("store")
def test_an_old_version_is_shown_and_marked_on_every_page_until_it_is_left():
    app = opened(version="1")
    assert ELEVEN in said(app)
    assert "Version 1 of" in app.info[0].value
    app.switch_page("pages/public/methods.py")
    assert "Version 1 of" in again(app).info[0].value
    assert app.query_params["version"] == ["1"] or app.query_params["version"] == "1"
    app.button(key="back-to-now").click()
    assert not again(app).info
    assert "version" not in app.query_params


@pytest.mark.usefixtures("store")
def test_the_version_that_is_published_now_bears_no_mark_until_it_is_old(store):
    app = opened(version="2")
    assert THIRTEEN in said(app)
    assert not app.info
    store.restore(1, author="Aina", note="back", now=NOW)
    assert "Version 2 of" in again(app).info[0].value
    assert THIRTEEN in said(app)


@pytest.mark.parametrize("number", ["9", "0", "-1", "x", "1" * 40, "٣"])
@pytest.mark.usefixtures("store")
def test_a_version_that_is_not_there_is_a_sentence(number):
    app = opened(version=number)
    assert app.title[0].value == "There is nothing here"
    assert "leopard detections" not in said(app)


def test_an_old_version_is_shown_under_the_rules_of_today(store, tmp_path):
    rule = ("delay_days = 30", "delay_days = 77")
    stricter = changed("", "", tmp_path / "new", rule)
    publish(store, *stricter)
    now = published.now()
    view = published.view_of(store.open(1), now, "public")
    assert now.number == 3
    assert view.number == 1
    assert view.audience.delay_days == 77


@pytest.mark.usefixtures("staff")
def test_a_draft_is_shown_to_staff_alone(store, tmp_path, monkeypatch):
    version, programme = changed(",11,", ",17,", tmp_path / "new")
    token = publishing.save_draft(store, programme, version, author="Aina", now=NOW)
    app = opened(draft=token)
    assert "17 leopard detections" in said(app)
    assert "nothing of it is published" in said(app)
    app.selectbox(key="choose-see").set_value("staff")
    assert "17 leopard detections" in said(again(app))
    assert "17 leopard detections" not in said(opened())
    assert opened(draft="a" * 64).title[0].value == "There is nothing here"
    pack = again(app.switch_page("pages/public/meeting_pack.py"))
    assert not pack.get("link_button")  # anybody could follow it
    assert "A draft cannot be presented by a link" in pack.caption[0].value
    monkeypatch.setattr(people, "current_person", lambda: None)
    stranger = opened(draft=token)
    assert stranger.title[0].value == "Staff only"
    assert "leopard detections" not in said(stranger)


@pytest.mark.usefixtures("staff")
def test_a_draft_is_gone_after_seven_days(store, thirteen):
    week = dt.timedelta(days=7)
    version, programme = thirteen
    old = publishing.save_draft(store, programme, version, author="Aina", now=NOW - week)
    assert opened(draft=old).title[0].value == "There is nothing here"


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
            spoil_newest(folder, '"format": 2', '"format": 3')
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


@pytest.mark.usefixtures("store")
def test_two_versions_are_compared_claim_by_claim_and_row_by_row():
    app = opened(compare="versions")
    app.switch_page("pages/public/changes.py")
    text = said(again(app))
    assert f"**Before**: {ELEVEN}, up from 5" in text
    assert f"**Now**: {THIRTEEN}, up from 5" in text
    assert "Changed; as it reads now (1)" in [one.value for one in app.subheader]
    assert app.selectbox(key="choose-since-version").value == "1"


@pytest.mark.usefixtures("store")
def test_what_is_cited_of_a_version_names_it_in_its_link(monkeypatch):
    monkeypatch.setattr(type(url_state.st.context), "url", "https://wildcats.example/places")
    app = opened(version="1", country="KZ")
    app.switch_page("pages/public/places.py")
    app.query_params["country"] = "KZ"
    cited = [one.value for one in again(app).text if "#areas-by-status" in one.value]
    address = urlsplit(cited[0].split()[-1])
    assert dict(parse_qsl(address.query)) == {"country": "KZ", "version": "1"}
    assert "version 1" in cited[0]


def test_before_the_first_publish_there_are_no_versions_to_compare(tmp_path, monkeypatch):
    shown(tmp_path / "new", monkeypatch)
    app = opened()
    app.switch_page("pages/public/changes.py")
    assert not [one for one in again(app).selectbox if one.key == "choose-compare"]


def test_what_is_held_back_of_a_folder_is_never_counted_from_a_day_in_the_future(
    tmp_path, monkeypatch
):
    copy = Path(shutil.copytree(WILDCATS, tmp_path / "wildcats"))
    programme = (copy / "programme.toml").read_text(encoding="utf-8")
    dated = re.sub(r"as_of = \S+", "as_of = 2999-01-31", programme, count=1)
    (copy / "programme.toml").write_text(dated, encoding="utf-8")
    monkeypatch.setenv("IMPACT_DATA", str(copy))
    monkeypatch.setenv("IMPACT_STORE", str(tmp_path / "store"))
    options = Namespace(store=None, version=None, data=copy)
    for shown in (live_view(), chosen_version(options)):
        assert shown.programme.about.as_of <= dt.date.today()


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
