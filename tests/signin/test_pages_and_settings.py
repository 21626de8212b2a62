"""Staff pages open for staff alone, and only where it is set up right."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import people
from signin.code import COOKIE
from signin.opening import open_office, opened
from signin.people import SignInError
from signin.provider import ProviderDesk
from tests.callers import SECRET, caller

ROOT = Path(__file__).parents[2]


def staff_page() -> None:
    import streamlit as st

    from pages.shared import people

    person = people.require_staff()
    st.title(f"Secret of {person}")
    st.button("Publish")


def test_a_staff_page_ends_before_it_begins_for_others():
    for settings in ({"IMPACT_STAFF": "off"}, {}):
        open_office(settings, {}, 8501)
        app = AppTest.from_function(staff_page).run()
        assert [len(app.title), len(app.button), len(app.warning)] == [0, 0, 1]


def test_a_staff_page_opens_for_staff_and_shuts_when_they_have_signed_out(monkeypatch):
    office = open_office({}, {}, 8501)
    cookie = office.desk.cookie_for("Aida", time.time())
    monkeypatch.setattr(people, "caller", lambda: caller({COOKIE: cookie}))
    app = AppTest.from_function(staff_page).run()
    assert app.title[0].value == "Secret of Aida"
    office.sign_out(people.current_person(), time.time())
    app.run()
    assert [len(app.title), len(app.button), len(app.warning)] == [0, 0, 1]


@pytest.mark.parametrize("settings", [{"IMPACT_STAFF": "off"}, {}])
def test_no_staff_page_run_by_itself_gives_anything_away(settings):
    open_office(settings, {}, 8501)
    files = sorted((ROOT / "pages" / "staff").glob("*.py"))
    assert files
    for file in files:
        app = AppTest.from_file(str(file), default_timeout=60).run()
        assert not app.exception, file
        shown = [*app.button, *app.dataframe, *app.table, *app.metric, *app.markdown]
        assert [shown, len(app.get("file_uploader")), len(app.warning)] == [[], 0, 1], file


def test_the_way_in_is_shown_where_it_leads_somewhere(monkeypatch):
    assert not people.staff_may_come()
    open_office({}, {}, 8501)
    for address, may_come in [("127.0.0.1", True), ("192.168.1.7", False)]:
        monkeypatch.setattr(people, "caller", partial(caller, address=address))
        assert people.staff_may_come() == may_come


AUTH = {"cookie_secret": SECRET, "redirect_uri": "http://localhost:{port}/oauth2callback"}


def test_no_office_is_open_before_the_server_opens_one():
    assert opened() is None


def test_it_can_be_kept_shut():
    assert open_office({}, {}, 8501) is opened() is not None
    assert open_office({"IMPACT_STAFF": "off"}, {"auth": AUTH}, 8501) is None
    assert opened() is None


def test_providers_and_people_are_read_from_the_secrets():
    google = {"client_id": "1", "client_secret": "2"}
    auth = AUTH | {"client_id": "3", "client_kwargs": {"prompt": "login"}, "google": google}
    staff = {"allow": ["Aida@Example.org", "example.org ", "@leopards.example"]}
    desk = open_office({}, {"auth": auth, "staff": staff}, 8600).desk
    assert desk == ProviderDesk(
        cookie_secret=SECRET,
        origin="http://localhost:8600",
        allow=("aida@example.org", "@example.org", "@leopards.example"),
        providers=(None, "google"),
    )


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"IMPACT_STAFF": "on"}, {}),
        ({}, {"auth": AUTH}),
        ({}, {"auth": AUTH, "staff": {"allow": []}}),
        ({}, {"auth": AUTH, "staff": {"allow": ["*"]}}),
        ({}, {"auth": AUTH, "staff": {"allow": ["@"]}}),
        ({}, {"auth": AUTH, "staff": {"allow": [""]}}),
        ({}, {"auth": AUTH, "staff": {"allow": ["org"]}}),
        ({}, {"auth": AUTH, "staff": {"allow": [7]}}),
        ({}, {"auth": AUTH | {"cookie_secret": "xxx"}, "staff": {"allow": ["a@b.example"]}}),
        ({}, {"auth": AUTH | {"redirect_uri": "/back"}, "staff": {"allow": ["a@b.example"]}}),
        ({"IMPACT_STATE": "/dev/null/state"}, {}),
    ],
)
def test_a_mistake_in_the_settings_leaves_it_shut(environment, found, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SignInError):
        open_office(environment, found, 8501)
    assert opened() is None
