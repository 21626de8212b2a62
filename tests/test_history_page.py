"""The History page: what staff see of every version, and what they do with it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from impact.changes import publishing
from impact.model.errors import StaffOnly
from impact.versions import Original, Store
from pages.shared import people, published, versions
from signin.people import Person
from tests.shown.versions import ELEVEN, NOW, ROOT, THIRTEEN, changed
from tests.versions.sample import everything

WILDCATS = ROOT / "data" / "wildcats"
DEN = "obs-secret-den"
CHANGED = "D-TM-01 · count**: :red[~~11~~] :blue[**13**]"


@pytest.fixture(scope="module")
def three_versions(tmp_path_factory) -> Path:
    """The published record; 13 in place of 11, with the file that brought it; the record again."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    store = Store.at(str(folder))
    publishing.seed(store, WILDCATS, now=NOW)
    version, programme = changed(",11,", ",13,", tmp_path_factory.mktemp("data") / "wildcats")
    file = Original("from the field.csv", f"{DEN}\n".encode())
    about = {"author": "Aina", "note": "Cameras read", "now": NOW}
    publishing.publish(store, programme, version, expected=1, originals=[file], **about)
    store.restore(1, author="Bakyt", note="Was wrong", now=NOW)
    return folder


@pytest.fixture
def folder(tmp_path, monkeypatch, three_versions) -> Path:
    copy = tmp_path / "store"
    shutil.copytree(three_versions, copy)
    monkeypatch.setenv("IMPACT_STORE", str(copy))
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(published, "LOOKS_EVERY", 0.0)
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))
    return copy


def history() -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    return again(app.switch_page("pages/staff/history.py"))


def again(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    parts = [*app.title, *app.header, *app.markdown, *app.info, *app.warning, *app.error]
    parts += [*app.success, *app.caption]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def titles(app: AppTest) -> list[str]:
    return [one.label.replace("\\", "") for one in app.expander]


@pytest.mark.usefixtures("folder")
def test_every_version_tells_who_when_why_and_what_changed():
    app = history()
    newest, second, first = titles(app)[:3]
    assert newest.startswith("Version 3")
    assert "Bakyt" in newest
    assert newest.endswith("shown now")
    assert "Aina" in second
    assert "data folder" in first
    text = said(app)
    assert "Cameras read" in text
    assert "The same as version 1, published again." in text
    assert len(re.findall(r"Detections: (\d+) rows before, \1 now", text)) == 2
    assert text.count("1 claim changed") == 2


@pytest.mark.usefixtures("folder")
def test_any_two_versions_are_compared_in_claims_and_cells():
    app = history()
    app.selectbox(key="compare-from").set_value(1)
    app.selectbox(key="compare-to").set_value(2)
    text = said(again(app))
    assert f"Before: {ELEVEN}" in text
    assert f"After: {THIRTEEN}" in text
    assert "1 changed row" in text
    assert CHANGED in text


@pytest.mark.usefixtures("folder")
def test_the_history_shows_every_change_of_a_version_cell_by_cell():
    app = history()
    assert CHANGED not in said(app)
    app.toggle(key="seen-2").set_value(True)
    assert CHANGED in said(again(app))


def test_restoring_takes_two_steps_and_a_reason_and_is_written_down(folder, tmp_path):
    app = history()
    app.button(key="restore-2").click()
    again(app)
    assert Store.at(str(folder)).latest() == 3
    app.button(key="restore-sure").click()
    assert "Write down why." in said(again(app))
    app.text_input(key="restore-note-2").set_value("It was right")
    app.button(key="restore-sure").click()
    assert "Version 2 is published again, as version 4." in said(again(app))
    newest = Store.at(str(folder)).manifest(4)
    assert (newest.author, newest.note, newest.restored_from) == ("Aina", "It was right", 2)
    log = (tmp_path / "state" / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(log[-1])["event"] == "restores"


def test_what_somebody_published_meanwhile_is_not_restored_over(folder):
    app = history()
    app.button(key="restore-2").click()
    assert CHANGED in said(again(app))  # what the restoring would change is shown first
    Store.at(str(folder)).restore(2, author="Bakyt", note="I was quicker", now=NOW)
    app.text_input(key="restore-note-2").set_value("It was right")
    app.button(key="restore-sure").click()
    assert "I was quicker" in said(again(app))
    assert Store.at(str(folder)).latest() == 4


def test_one_change_is_undone_on_top_of_what_came_later(folder):
    app = history()
    # Version 3 put the 11 back already: undoing version 2 changes nothing
    app.button(key="undo-2").click()
    assert "No table and no text is different." in said(again(app))
    app.button(key="undo-3").click()
    text = said(again(app))
    assert "D-TM-01 · count**: :red[~~11~~] :blue[**13**]" in text
    assert f"After: {THIRTEEN}" in text
    app.text_input(key="undo-note-3").set_value("It was right")
    app.button(key="undo-sure").click()
    text = said(again(app))
    assert "What version 3 changed is undone, in version 4." in text
    assert [one.label.endswith("undone") for one in app.expander if "Version 3" in one.label] == [
        True
    ]
    assert "undo-3" not in [button.key for button in app.button]
    assert "Why claims changed: Mistake corrected" in text
    newest = Store.at(str(folder)).manifest(4)
    assert (newest.undoes, newest.reason, newest.author) == (3, "mistake_corrected", "Aina")


def test_withdrawing_takes_a_reason_and_typed_words_and_leaves_no_byte(folder):
    assert DEN in everything(str(folder))
    app = history()
    app.button(key="withdraw-2").click()
    again(app)
    assert app.button(key="withdraw-sure").disabled
    app.text_input(key="reason-2").set_value("A place in it")
    app.text_input(key="certain-2").set_value("delete")
    assert again(app).button(key="withdraw-sure").disabled
    app.text_input(key="certain-2").set_value("delete version 2")
    again(app)
    assert not app.button(key="withdraw-sure").disabled
    app.button(key="withdraw-sure").click()
    assert "Withdrawn: 2." in said(again(app))
    assert "A place in it" in said(app)
    left = everything(str(folder))
    assert DEN not in left
    assert THIRTEEN not in left
    assert "Cameras read" not in left


@pytest.mark.usefixtures("folder")
def test_rows_that_would_live_on_elsewhere_are_named_before_anything_is_withdrawn():
    app = history()
    app.button(key="withdraw-1").click()
    text = said(again(app))
    # The restored version holds all that came with the first
    assert "Version 3 holds rows that came with version 1, word for word" in text
    app.multiselect(key="also-1").set_value([3, 2])
    assert "word for word" not in said(again(app))


def test_who_is_not_staff_gets_nothing(folder, monkeypatch):
    app = history()
    monkeypatch.setattr(people, "current_person", lambda: None)
    stranger = AppTest.from_file(str(ROOT / "pages" / "staff" / "history.py")).run()
    assert not stranger.expander
    assert not stranger.button
    app.button(key="restore-2").click()
    app.run()
    assert Store.at(str(folder)).latest() == 3


@pytest.mark.usefixtures("folder")
def test_an_original_is_read_only_for_whoever_is_staff_at_that_moment(monkeypatch):
    judged = [Person("Aina"), None]

    class Office:
        def person(self, _caller, _now):
            return judged.pop(0)

    monkeypatch.setattr(versions, "opened", Office)
    monkeypatch.setattr(people, "caller", lambda: None)
    read = versions.original(2, "from the field.csv")
    assert read() == f"{DEN}\n".encode()
    with pytest.raises(StaffOnly):
        read()


@pytest.mark.usefixtures("folder")
def test_staff_are_told_when_the_data_folder_is_not_what_the_store_was_begun_with(
    tmp_path, monkeypatch
):
    assert "The data folder is not as it was" not in said(history())
    copy = tmp_path / "wildcats"
    shutil.copytree(WILDCATS, copy)
    (copy / "status.csv").write_text("changed", encoding="utf-8")
    monkeypatch.setenv("IMPACT_DATA", str(copy))
    assert "begun with it: status.csv" in said(history())


def test_a_long_note_is_cut_before_what_became_of_the_rows_and_not_within_its_numbers(folder):
    counts = "autumn.csv: rows: 214 = 200 taken + 14 set aside + 0 refused"
    Store.at(str(folder)).restore(1, author="Bakyt", note=f"Autumn ({counts})", now=NOW)
    assert "· Autumn… ·" in titles(history())[0]
