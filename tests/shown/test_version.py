"""What pages show once something is published."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from argparse import Namespace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from impact.changes import publishing
from impact.commands.shared import chosen_version
from pages.shared import people, published, url_state
from pages.shared.view import live_view
from tests.shown.versions import (
    ELEVEN,
    NOW,
    THIRTEEN,
    WILDCATS,
    again,
    changed,
    opened,
    publish,
    said,
    shown,
)


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
    assert "A draft cannot be presented from a link" in pack.caption[0].value
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


@pytest.mark.usefixtures("store")
def test_two_versions_are_compared_claim_by_claim_and_row_by_row():
    app = opened(compare="versions")
    app.switch_page("pages/public/changes.py")
    text = said(again(app))
    assert f"Before: {ELEVEN}, up from 5" in text
    assert f"Now: {THIRTEEN}, up from 5" in text
    assert "Reported by the programme; not shown to be caused by it" in text
    assert "Changed: the claim now (1)" in [one.value for one in app.subheader]
    assert app.selectbox(key="choose-since-version").value == "1"


@pytest.mark.usefixtures("store")
def test_what_is_cited_of_a_version_names_it_in_its_link(monkeypatch):
    monkeypatch.setattr(type(url_state.st.context), "url", "https://wildcats.example/places")
    app = opened(version="1", country="KZ")
    app.switch_page("pages/public/places.py")
    app.query_params["country"] = "KZ"
    app.session_state["made-areas-by-status"] = True  # its notes are made for those who open them
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
    for view in (live_view(), chosen_version(options)):
        assert view.programme.about.as_of <= dt.date.today()
