"""The forms of the programme on the page, without a browser."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from impact.changes.key_names import FORMS
from impact.changes.list_edit import things_of
from impact.model.programme import read_programme
from pages.shared import people
from signin.people import Person

TEXT = (Path(__file__).parent.parent / "data" / "wildcats" / "programme.toml").read_bytes()


def page() -> None:
    import streamlit as st

    from impact.changes.key_names import FORMS
    from impact.wording import words_in
    from pages.sending.programme_form import programme_form

    words = words_in(st.session_state["language"])
    programme_form(st.session_state["change"], FORMS[st.session_state["form"]], words)


@pytest.fixture
def opened(monkeypatch):
    """``opened(form, language)``: the page with a form of our own programme."""
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))
    areas = pd.DataFrame({"area_id": ["A-TM-02"], "name": ["Uly Balkan"]})
    records = SimpleNamespace(areas=areas)

    def _opened(form: str, language: str = "en") -> AppTest:
        app = AppTest.from_function(page, default_timeout=60)
        app.session_state["language"], app.session_state["form"] = language, form
        app.session_state["change"] = SimpleNamespace(
            base=SimpleNamespace(programme_text=TEXT),
            programme_text=None,
            pictures={},
            picture={}.get,
            change=lambda: SimpleNamespace(prepared=SimpleNamespace(records=records)),
        )
        return again(app)

    return _opened


def again(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def kept(app: AppTest) -> AppTest:
    next(one for one in app.button if str(one.key).startswith("FormSubmitter")).click()
    return again(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return again(app)


def field(app: AppTest, end: str):
    kinds = (app.text_area, app.text_input, app.selectbox, app.number_input)
    return next(one for kind in kinds for one in kind if str(one.key).endswith(end))


def names(app: AppTest) -> list[str]:
    return [
        one["name"] for one in things_of(app.session_state["change"].programme_text, "partners")
    ]


def test_a_paragraph_stands_in_every_language_side_by_side(opened):
    app = opened("about.story")
    assert [area.label for area in app.text_area] == [
        f"Paragraph ({name})" for name in ("English", "Русский", "Türkmençe", "Кыргызча", "Қазақша")
    ]
    field(app, "--ru").set_value("Барсы живут высоко.")
    app = kept(app)
    story = things_of(app.session_state["change"].programme_text, "about.story")
    first, *others = things_of(TEXT, "about.story")
    assert story == [{**first, "ru": "Барсы живут высоко."}, *others]


def test_a_thing_is_new_moved_and_removed_and_what_is_wrong_is_said(opened):
    app = opened("partners", "ru")
    app.selectbox(key="which-partners").select(-1)
    app = again(app)
    field(app, "-name").input("Newcomer")
    app = kept(app)
    assert "Поле «Роль» пустое." in app.error[0].value.replace("\\", "")
    field(app, "-role-en").input("Helps")
    app = kept(app)
    assert names(app)[-1] == "Newcomer"
    assert app.selectbox(key="which-partners").value == len(names(app)) - 1
    app = press(app, "thing-up")
    assert names(app)[-2] == "Newcomer"
    app = press(app, "thing-remove")
    assert "Newcomer" not in names(app)


def sent(app: AppTest, name: str, colour: tuple, size: tuple[int, int]) -> AppTest:
    kept = BytesIO()
    Image.new("RGB", size, colour).save(kept, "PNG")
    app.file_uploader[0].set_value((name, kept.getvalue(), "image/png"))
    return app


def test_a_photograph_is_sent_with_its_words_and_a_small_one_is_refused(opened):
    app = opened("photographs")
    app = kept(sent(app, "Шелек.png", (1, 2, 3), (9, 9)))
    assert "Шелек.png” is 9 × 9 pixels" in app.error[0].value.replace("\\", "")
    for end, text in {"-alt-en": "A cat", "-credit": "Aina", "-licence": "CC BY 4.0"}.items():
        field(app, end).input(text)
    change = kept(sent(app, "Шелек.png", (1, 2, 3), (400, 300))).session_state["change"]
    (name,) = change.pictures
    assert things_of(change.programme_text, "photographs") == [
        {"file": name, "alt": {"en": "A cat"}, "credit": "Aina", "licence": "CC BY 4.0",
         "handed_out": True}
    ]  # fmt: skip


def test_a_logo_is_sent_and_taken_out_again(opened):
    app = opened("look")
    app = kept(sent(app, "logo.png", (9, 9, 9), (80, 40)))
    change = app.session_state["change"]
    (name,) = change.pictures
    assert read_programme(change.programme_text.decode()).look.logo == name
    app.checkbox[0].check()
    change = kept(app).session_state["change"]
    assert read_programme(change.programme_text.decode()).look.logo == ""


def test_the_audiences_that_the_pages_need_cannot_be_removed(opened):
    app = opened("audiences")
    assert app.button(key="thing-remove").disabled


@pytest.mark.parametrize("name", FORMS)
def test_a_form_opens_with_what_holds_and_keeps_it(opened, name):
    app = opened(name)
    if FORMS[name].new and not things_of(TEXT, name):
        return
    assert kept(app).session_state["change"].programme_text is None
    assert not app.error


@pytest.mark.usefixtures("opened")
def test_nobody_but_staff_keeps_a_form(opened, monkeypatch):
    app = opened("about.story")
    field(app, "--en").set_value("Other")
    monkeypatch.setattr(people, "current_person", lambda: None)
    next(one for one in app.button if str(one.key).startswith("FormSubmitter")).click()
    app.run()
    assert app.session_state["change"].programme_text is None
