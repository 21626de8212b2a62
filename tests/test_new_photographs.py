"""A new photograph is published once somebody has looked whether it tells where it was taken."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from impact.model.programme import Photograph
from pages.shared import people
from signin.people import Person


def published(*files: str) -> SimpleNamespace:
    """A version whose programme has those photographs."""
    photographs = [
        Photograph(file=one, alt={"en": "A cat"}, credit="Aina", licence="CC BY 4.0")
        for one in files
    ]
    kept = BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "PNG")
    pictures = {one: kept.getvalue() for one in files if one != "missing.png"}
    return SimpleNamespace(programme=SimpleNamespace(photographs=photographs), pictures=pictures)


def page() -> None:
    import streamlit as st

    from impact.wording import words_in
    from pages.sending import disclosed

    st.session_state["open"] = disclosed.not_confirmed(st.session_state["change"], words_in("en"))


@pytest.fixture
def rehearsal(monkeypatch):
    """``rehearsal(before, after)``: the page, for photographs of these names."""
    monkeypatch.setattr(people, "current_person", lambda: Person("Aina"))

    def opened(before: list[str], after: list[str]) -> AppTest:
        app = AppTest.from_function(page, default_timeout=60)
        app.session_state["change"] = SimpleNamespace(
            latest=SimpleNamespace(version=published(*before)),
            after=lambda: published(*after),
            confirmed=frozenset(),
        )
        app.run()
        assert not app.exception
        return app

    return opened


def test_each_new_photograph_is_confirmed_by_itself_and_known_ones_are_not_asked_again(rehearsal):
    app = rehearsal(["old.png"], ["old.png", "new.png", "other.png"])
    assert [box.key for box in app.checkbox] == ["photograph-new.png", "photograph-other.png"]
    assert app.session_state["open"] == ["new.png", "other.png"]
    app.checkbox[0].check().run()
    assert app.session_state["open"] == ["other.png"]
    app.checkbox[1].check().run()
    assert app.session_state["open"] == []
    app.checkbox[0].uncheck().run()
    assert app.session_state["open"] == ["new.png"]


def test_where_no_photograph_is_new_nothing_is_asked(rehearsal):
    app = rehearsal(["old.png"], ["old.png"])
    assert (list(app.checkbox), app.session_state["open"]) == ([], [])


def test_a_photograph_that_is_not_there_cannot_be_confirmed(rehearsal):
    app = rehearsal([], ["missing.png"])
    assert (list(app.checkbox), app.session_state["open"]) == ([], ["missing.png"])
    assert app.error


def test_nobody_but_staff_confirms_it(rehearsal, monkeypatch):
    app = rehearsal([], ["new.png"])
    monkeypatch.setattr(people, "current_person", lambda: None)
    app.checkbox[0].check().run()
    assert not app.session_state["change"].confirmed


def logos() -> None:
    from types import SimpleNamespace

    from pages.shared import photographs
    from tests.test_new_photographs import published

    view = SimpleNamespace(pictures=published("logo.png").pictures)
    for place, name in enumerate(("logo.png", "logo.png", "", "missing.png")):
        photographs.logo(view, name, "A partner", str(place))


def test_two_partners_may_have_the_same_logo_and_some_have_none():
    app = AppTest.from_function(logos, default_timeout=60).run()
    assert not app.exception
    assert len(app.get("image")) == 2
