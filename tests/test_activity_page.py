"""The Activity page: what the audit log says, for staff alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import people
from signin import audit
from signin.people import Person

PAGE = Path(__file__).parent.parent / "pages" / "staff" / "activity.py"


@pytest.fixture(autouse=True)
def _state(tmp_path, monkeypatch):
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(people, "current_person", lambda: Person("Aida"))


def shown() -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not app.exception
    return app


def cells(app: AppTest, head: str) -> list[str]:
    """The cells of a column of the table to read."""
    pages = [one.proto.body for one in app.get("html")]
    return re.findall(f'<td data-head="{head}">(.*?)</td>', "".join(pages))


def test_the_newest_line_is_first_and_a_broken_one_is_left_out(tmp_path):
    audit.record("signed_in", Person("Aida"), {"by": "code"})
    with (tmp_path / "state" / audit.NAME).open("a", encoding="ascii") as log:
        log.write('{"time": "2026-\n')
    audit.record("sign_in_refused", None, {"reason": "code", "who": ""})
    audit.record("publishes", Person("Bek"), {"note": "A season", "on": 3})
    app = shown()
    assert cells(app, "Who") == ["Bek", "a stranger", "Aida"]
    assert cells(app, "What") == ["published", "was refused: sign-in", "signed in"]
    assert cells(app, "Details")[0] == "note: A season, on: 3"
    app.text_input[0].set_value("REFUSED")
    assert cells(app.run(), "Who") == ["a stranger"]


def test_a_visitor_sees_nothing_of_it(monkeypatch):
    audit.record("signed_in", Person("Aida"))
    monkeypatch.setattr(people, "current_person", lambda: None)
    assert cells(shown(), "Who") == []
