"""The pages on which staff send something in, step by step, without a browser."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from impact.changes import publishing
from impact.changes.conflicts import Side
from impact.changes.edit import edits, table_rows
from impact.changes.programme_edit import form_values, with_form
from impact.changes.programme_forms import PARTNERS
from impact.changes.submit import bring_in, version_with
from impact.versions import Store
from pages.shared import people
from signin.people import Person
from tests.reading.sample import as_csv

ROOT = Path(__file__).parent.parent
WILDCATS = ROOT / "data" / "wildcats"
NOW = dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    monkeypatch.setenv("IMPACT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(people, "current_person", lambda: Person("Aida"))
    return Store.at(str(tmp_path / "store"))


def page(name: str, language: str = "en") -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    app.query_params["lang"] = language
    return again(app.run().switch_page(f"pages/staff/{name}.py"))


def again(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return again(app)


def said(app: AppTest) -> str:
    parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption]
    parts += [*app.info, *app.warning, *app.error, *app.success]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def detections(*ids: str) -> list[dict[str, str]]:
    with (WILDCATS / "detections.csv").open(encoding="utf-8") as file:
        rows = {row["observation_id"]: row for row in csv.DictReader(file)}
    return [rows[one] for one in ids]


def test_a_question_is_asked_and_bad_rows_are_left_out_only_by_choice(store):
    good, bad = detections("D-TM-01", "D-TM-03")
    good |= {"event_start": "5/3/24", "event_end": "5/3/24", "date_precision": "day"}
    bad |= {"area_id": "nowhere"}
    app = page("update", "ru")
    assert app.button(key="step-on").disabled
    app.file_uploader[0].set_value(("detections.csv", as_csv([good, bad]), "text/csv"))
    app = press(again(app), "step-on")
    assert "Что стоит первым в датах вроде 5/3/24" in said(app)
    assert app.button(key="step-on").disabled
    app.radio[0].set_value("day_first")
    app = press(again(app), "step-on")
    assert "detections.csv · строка 3 · area_id · “nowhere”" in said(app)
    assert "«nowhere» нет в таблице areas." in said(app)
    assert app.button(key="step-on").disabled
    app.checkbox(key="without-bad-rows").check()
    app = press(press(press(again(app), "step-on"), "step-on"), "step-on")
    assert "К примечанию добавится: Пропущены строки: detections.csv: 3." in said(app)
    press(app, "publish-update")
    assert store.latest() is None
    app.text_area[0].set_value("Уточнена дата")
    app = press(again(app), "publish-update")
    assert "Опубликовано как версия 2." in said(app)
    manifest = store.manifest(2)
    assert manifest.note == (
        "Уточнена дата Пропущены строки: detections.csv: 3. "
        "(detections.csv: строк: 2 = взято 1 + отложено 0 + не принято 1)"
    )
    assert (manifest.author, manifest.originals[0].name) == ("Aida", "detections.csv")


@pytest.mark.usefixtures("store")
def test_an_outline_is_shown_on_a_map_before_it_is_taken():
    ring = "[[78.3,41.8],[78.6,41.8],[78.6,42.0],[78.3,42.0],[78.3,41.8]]"
    outline = (
        '{"type":"Feature","properties":{"name":"Upper gorge"},'
        f'"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}'
    )
    app = page("update")
    app.file_uploader[0].set_value(("gorge.geojson", outline.encode(), "application/json"))
    app = press(again(app), "step-on")
    assert len(app.get("deck_gl_json_chart")) == 1
    assert "Upper gorge: 553\xa0km²" in said(app)
    asked = [box.label for box in (*app.radio, *app.selectbox)]
    assert "May the outlines of this file be passed on?" in asked


@pytest.mark.usefixtures("store")
def test_metres_of_a_grid_are_shown_on_a_map_and_the_answer_may_be_taken_back():
    camera = {"deployment_id": "k1", "location_id": "L1", "area_id": "A-KG-05", "source": "Book"}
    camera |= {"latitude": "4639000", "longitude": "450000"}
    camera |= {"deployment_start": "2025-04-01", "deployment_end": "2025-06-05"}
    app = page("update")
    app.file_uploader[0].set_value(("deployments.csv", as_csv([camera]), "text/csv"))
    app = press(again(app), "step-on")
    assert not app.get("deck_gl_json_chart")
    app.radio[0].set_value("32643")
    (drawn,) = again(app).get("deck_gl_json_chart")
    (layer,) = (one for one in json.loads(drawn.proto.json)["layers"] if one["id"] == "sent-places")
    (mark,) = layer["data"]
    assert (mark["name"], *np.round(mark["position"], 2)) == ("k1", 74.4, 41.9)
    assert not app.button(key="step-on").disabled
    app = press(app, "ask-again")
    assert app.radio[0].value is None
    assert app.button(key="step-on").disabled


def test_cells_and_the_programme_are_edited_rehearsed_and_published(store):
    app = page("edit")
    assert "Change something and press “Keep these changes” first." in said(app)
    change = app.session_state["sending-edit"]
    before = table_rows(change.base.version.records, "detections", "D-TM-01")
    after = before.assign(count=before["count"].mask(before["observation_id"] == "D-TM-01", "12"))
    change.edited["detections"] = edits("detections", before, after)
    partner = form_values(change.base.programme_text, PARTNERS, 0)
    partner["role"] = {**partner["role"], "ru": "Новая роль"}
    change.programme_text = with_form(change.base.programme_text, PARTNERS, partner, 0)
    app = press(again(app), "step-on")
    for step in ("check", "rehearse"):
        text = said(app)
        assert "1 changed row" in text, step
        assert "D-TM-01 · count**: :red[~~11~~] :blue[**12**]" in text, step
        assert "Role · Русский" in text, step
        assert "Not changed: English" in text, step
        if step == "check":
            app = press(app, "step-on")
    assert "1 public claim changes" in text
    assert "12 leopard detections" in text
    app = press(app, "step-on")
    app.text_area[0].set_value("A slip of the pen")
    app = press(again(app), "publish-edit")
    copied = "\n".join(one.value for one in app.code)
    assert "D-TM-01 · count: [− 11] [+ 12]" in copied
    snapshot = store.open(2)
    assert snapshot.programme.partners[0].role["ru"] == "Новая роль"
    counts = snapshot.records.detections.set_index("observation_id")["count"]
    assert counts["D-TM-01"] == 12


def publish_meanwhile(store: Store, **cells: str) -> None:
    """Bek publishes an edit of D-TM-01 as version 2."""
    publishing.seed(store, WILDCATS, now=NOW)
    snapshot = store.open(1)
    before = table_rows(snapshot.records, "detections", "D-TM-01")
    before = before[before["observation_id"] == "D-TM-01"]
    edited = {"detections": edits("detections", before, before.assign(**cells))}
    change = bring_in(snapshot, snapshot.programme_text, edited, {}, today=NOW.date())
    text, after = snapshot.programme_text, version_with(change)
    about = {"author": "Bek", "note": "Bek counted", "now": NOW, "expected": 1}
    publishing.publish(store, text, after, **about)


def test_what_somebody_published_meanwhile_is_kept_or_chosen_and_never_lost(store):
    app = page("edit")
    change = app.session_state["sending-edit"]
    before = table_rows(change.base.version.records, "detections", "D-TM-01")
    mine = before["observation_id"] == "D-TM-01"
    after = before.assign(count=before["count"].mask(mine, "12"))
    change.edited["detections"] = edits("detections", before, after)
    publish_meanwhile(store, count="13", locality="By the spring")
    app = press(press(again(app), "step-on"), "step-on")
    text = said(app)
    assert "Bek counted" in text
    assert "Detections · D-TM-01 · count" in text
    assert "Version 2, by Bek" in text
    assert app.button(key="step-on").disabled
    app.radio[0].set_value(Side.MINE)
    app = press(again(app), "step-on")
    app.text_area[0].set_value("A slip of the pen")
    app = press(again(app), "publish-edit")
    row = store.open(3).records.detections.set_index("observation_id").loc["D-TM-01"]
    assert (row["count"], row["locality"]) == (12, "By the spring")


def test_who_publishes_second_is_stopped_and_led_to_the_choice(store):
    app = page("edit")
    change = app.session_state["sending-edit"]
    before = table_rows(change.base.version.records, "detections", "D-TM-01")
    after = before.assign(count=before["count"].mask(before["observation_id"] == "D-TM-01", "12"))
    change.edited["detections"] = edits("detections", before, after)
    app = press(press(press(again(app), "step-on"), "step-on"), "step-on")
    publish_meanwhile(store, count="13")
    app.text_area[0].set_value("A slip of the pen")
    app = press(again(app), "publish-edit")
    assert "Nothing of yours was published." in said(app)
    assert store.latest() == 2
    app = press(app, "again-edit")
    assert "Detections · D-TM-01 · count" in said(app)
    # The button on was pressed before the page had seen the conflict: nothing is published
    app.session_state["sending-edit"].step += 1
    app = again(app)
    assert "Choose one side" in said(app)
    assert "publish-edit" not in {one.key for one in app.button}


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", ["update", "edit"])
def test_a_visitor_sees_nothing_of_it(name, monkeypatch):
    monkeypatch.setattr(people, "current_person", lambda: None)
    app = AppTest.from_file(str(ROOT / "pages" / "staff" / f"{name}.py"), default_timeout=60)
    again(app)
    assert "This page is for staff." in said(app)
    assert not app.button
    assert not app.title


@pytest.mark.usefixtures("store")
def test_what_is_known_of_reporting_is_entered_in_a_form():
    app = page("edit")
    next(one for one in app.selectbox if one.label == "What is to be edited").select("reporting")
    app = again(app)
    add = next(one for one in app.button if one.label == "Add these months")
    assert "Changes are kept" not in said(app)
    add.click()
    app = again(app)
    assert "No source is named." in said(app)
    source = next(one for one in app.text_input if one.label.startswith("Source"))
    source.input("The head of the ranger service, by letter")
    next(one for one in app.button if one.label == "Add these months").click()
    assert "Changes are kept in: Table" in said(again(app))
