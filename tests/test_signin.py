"""Who is taken for staff, and who is not: cookies, codes, sign-outs, limits, the audit log."""

from __future__ import annotations

import io
import json
import secrets
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from itsdangerous import URLSafeTimedSerializer
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pages.shared import people
from signin import audit
from signin.code import COOKIE, CodeDesk
from signin.limits import Limiter, Tries
from signin.office import BYTES, FILES, LONGEST, REFUSALS, Office
from signin.opening import announce, open_office, opened
from signin.people import Person, Refusal, SignInError
from signin.provider import COOKIE as PROVIDER_COOKIE
from signin.provider import ProviderDesk
from signin.sign_outs import KEPT, SignOuts
from tests.callers import AIDA, CLAIMS, HOME, NOON, SECRET, caller, signed_in

ROOT = Path(__file__).parent.parent
HOUR = 3600


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """A state folder of the test's own; no office is open before or after."""
    monkeypatch.setenv("IMPACT_STATE", str(tmp_path / "state"))
    open_office({"IMPACT_STAFF": "off"}, {}, 8501)
    yield tmp_path / "state"
    open_office({"IMPACT_STAFF": "off"}, {}, 8501)


def office_for(desk, tmp_path) -> Office:
    return Office(desk, SignOuts(tmp_path / "signed-out.json"))


def lines(state) -> list[dict]:
    file = state / audit.NAME
    return [json.loads(line) for line in file.read_text("ascii").splitlines()]


# --- the code of a laptop ---------------------------------------------------------------------


@pytest.fixture
def desk() -> CodeDesk:
    return CodeDesk()


def test_whoever_has_the_codes_cookie_is_staff_for_twelve_hours(desk, tmp_path):
    office = office_for(desk, tmp_path)
    shown = caller({COOKIE: desk.cookie_for("Aida", NOON)})
    assert office.judge(shown, NOON) == Person("Aida")
    assert office.judge(shown, NOON + 12 * HOUR - 1) == Person("Aida")
    assert office.judge(shown, NOON + 12 * HOUR) == Refusal("expired", "aida")


def test_whoever_shows_nothing_is_nobody(desk, tmp_path):
    assert office_for(desk, tmp_path).judge(caller(), NOON) == Refusal("nothing")


def test_no_other_cookie_is_taken(desk, tmp_path):
    good = desk.cookie_for("Aida", NOON)
    payload, signature = good.split(".")
    other_payload = CodeDesk().cookie_for("Boss", NOON).split(".")[0]
    forged = [
        CodeDesk().cookie_for("Aida", NOON),  # of another run
        f"{other_payload}.{signature}",  # another name under the signature
        payload,  # no signature
        f"{payload}.",
        f"{payload}.{signature[:-2]}",
        URLSafeTimedSerializer(SECRET, salt=COOKIE).dumps(["Aida", NOON]),
        "x" * 5000,
        "ы.ы",
    ]
    office = office_for(desk, tmp_path)
    found = [office.judge(caller({COOKIE: value}), NOON) for value in forged]
    assert found == [Refusal("forged")] * len(forged)


@pytest.mark.parametrize(
    ("host", "address", "headers", "taken"),
    [
        ("localhost:8501", "127.0.0.1", {}, True),
        ("127.0.0.1:8501", "127.0.0.1", {}, True),
        ("[::1]:8501", "::1", {}, True),
        ("localhost", "::ffff:127.0.0.1", {}, True),
        ("localhost:8501", "192.168.1.7", {}, False),
        ("evil.example:8501", "127.0.0.1", {}, False),  # DNS rebinding
        ("localhost.evil.example", "127.0.0.1", {}, False),
        ("", "127.0.0.1", {}, False),
        ("localhost:8501", "127.0.0.1", {"x_forwarded_for": "8.8.8.8"}, False),
        ("localhost:8501", "127.0.0.1", {"forwarded": "for=8.8.8.8"}, False),
        ("localhost:8501", None, {}, False),
    ],
)
def test_the_code_works_at_this_machine_alone(desk, tmp_path, host, address, headers, taken):
    shown = caller({COOKIE: desk.cookie_for("Aida", NOON)}, host=host, address=address, **headers)
    found = office_for(desk, tmp_path).judge(shown, NOON)
    assert found == (Person("Aida") if taken else Refusal("elsewhere"))


def test_the_code_works_elsewhere_where_that_is_switched_on(tmp_path):
    desk = CodeDesk(anywhere=True)
    shown = caller({COOKIE: desk.cookie_for("Aida", NOON)}, host="lan:8501", address="10.0.0.9")
    assert office_for(desk, tmp_path).judge(shown, NOON) == Person("Aida")


def test_a_code_is_drawn_anew_and_taken_as_people_type_it(desk):
    assert len({CodeDesk().code for _ in range(50)}) == 50
    assert desk.takes(desk.code)
    assert desk.takes(f" {desk.code.lower().replace('-', ' ')} ")
    assert not any(map(desk.takes, ["", desk.code[:-1], desk.code + "A", CodeDesk().code, "ы"]))


@given(some.text())
def test_a_name_is_one_short_printable_line(name):
    desk = CodeDesk()
    found = desk.shown_by(caller({COOKIE: desk.cookie_for(name, NOON)}))
    assert found.person.name.isprintable()
    assert len(found.person.name) <= 80


def test_the_code_is_shown_in_a_terminal_and_kept_out_of_a_log(state):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, log = Terminal(), io.StringIO()
    office = open_office({}, {}, 8501)
    announce(office, terminal, 8501)
    announce(office, log, 8501)
    assert office.desk.code in terminal.getvalue()
    assert office.desk.code not in log.getvalue()
    file = state / "staff-code-8501"
    assert str(file) in log.getvalue()
    assert file.read_text() == f"{office.desk.code}\n"
    assert file.stat().st_mode & 0o077 == 0


# --- the cookie of a provider -----------------------------------------------------------------


@pytest.fixture
def provider() -> ProviderDesk:
    return ProviderDesk(
        SECRET, HOME, allow=("aida@example.org", "kim@example.org", "@leopards.example")
    )


def test_whoever_is_on_the_list_is_staff_until_their_identity_expires(provider, tmp_path):
    office = office_for(provider, tmp_path)
    shown = caller(signed_in())
    assert office.judge(shown, time.time()) == AIDA
    assert office.judge(shown, time.time() + HOUR + 1) == Refusal("expired", AIDA.key)


def test_a_sign_in_lasts_twelve_hours_whatever_the_provider_says(provider, tmp_path):
    office = office_for(provider, tmp_path)
    shown = caller(signed_in(exp=time.time() + 365 * 24 * HOUR))
    assert office.judge(shown, time.time() + LONGEST - 60) == AIDA
    assert office.judge(shown, time.time() + LONGEST + 1) == Refusal("expired", AIDA.key)


def test_a_cookie_that_streamlit_has_cut_in_pieces_is_read(provider, tmp_path):
    cookies = signed_in(picture=secrets.token_hex(6000))  # random, so that nothing compresses it
    assert len(cookies) > 2
    office = office_for(provider, tmp_path)
    assert office.judge(caller(cookies), time.time()) == AIDA
    del cookies[f"{PROVIDER_COOKIE}_2"]
    assert office.judge(caller(cookies), time.time()) == Refusal("forged")


@pytest.mark.parametrize(
    ("claims", "refusal"),
    [
        ({"exp": 1.0}, Refusal("expired", "aida@example.org")),
        ({"exp": float("nan")}, Refusal("expired", "aida@example.org")),
        ({"exp": None}, Refusal("unverified")),
        ({"exp": "2099-01-01"}, Refusal("unverified")),
        ({"email": None}, Refusal("unverified")),
        ({"email_verified": False}, Refusal("unverified", "Aida@Example.org")),
        ({"email_verified": None}, Refusal("unverified", "Aida@Example.org")),
        ({"email": "bek@example.org"}, Refusal("not_listed", "bek@example.org")),
        ({"email": "a@sub.leopards.example"}, Refusal("not_listed", "a@sub.leopards.example")),
        ({"email": "a@b@leopards.example"}, Refusal("not_listed", "a@b@leopards.example")),
        ({"email": "\u212aim@example.org"}, Refusal("not_listed", "\u212aim@example.org")),
        ({"email": "@example.org"}, Refusal("not_listed", "@example.org")),
        ({"email": ""}, Refusal("not_listed")),
        ({"origin": "http://localhost:9999"}, Refusal("forged")),
        ({"is_logged_in": False}, Refusal("forged")),
    ],
)
def test_others_are_not(provider, tmp_path, claims, refusal):
    found = office_for(provider, tmp_path).judge(caller(signed_in(**claims)), time.time())
    assert found == refusal


def test_a_cookie_signed_otherwise_is_not_taken(provider, tmp_path):
    cookies = [
        signed_in(secret="t" * 40),
        {PROVIDER_COOKIE: signed_in(cookie="_streamlit_user_tokens")["_streamlit_user_tokens"]},
        {PROVIDER_COOKIE: create_signed_value(SECRET, PROVIDER_COOKIE, "[1]").decode()},
        {PROVIDER_COOKIE: create_signed_value(SECRET, PROVIDER_COOKIE, "{").decode()},
        {PROVIDER_COOKIE: json.dumps(CLAIMS)},
        {PROVIDER_COOKIE: "ы"},
    ]
    office = office_for(provider, tmp_path)
    found = [office.judge(caller(one), time.time()) for one in cookies]
    assert found == [Refusal("forged")] * len(cookies)


def test_everybody_of_a_listed_domain_is_staff(provider, tmp_path):
    shown = caller(signed_in(email="Bek@Leopards.example", name=None))
    found = office_for(provider, tmp_path).judge(shown, time.time())
    assert found == Person("Bek@Leopards.example", "bek@leopards.example")


def test_a_silent_provider_is_believed_where_staff_say_so(tmp_path):
    desk = ProviderDesk(SECRET, HOME, allow=("aida@example.org",), trust_email=True)
    office = office_for(desk, tmp_path)
    assert office.judge(caller(signed_in(email_verified=None)), time.time()) == AIDA
    refused = office.judge(caller(signed_in(email_verified=False)), time.time())
    assert refused.reason == "unverified"


# --- signing out ------------------------------------------------------------------------------


def test_a_cookie_from_before_the_sign_out_opens_nothing(desk, tmp_path):
    office = office_for(desk, tmp_path)
    before = caller({COOKIE: desk.cookie_for("Aida", NOON)})
    elsewhere = caller({COOKIE: desk.cookie_for("Aida", NOON + 5)})
    other = caller({COOKIE: desk.cookie_for("Bek", NOON)})
    office.sign_out(office.person(before, NOON + 9), NOON + 9)
    assert office.judge(before, NOON + 10) == Refusal("signed_out", "aida")
    assert office.judge(elsewhere, NOON + 10) == Refusal("signed_out", "aida")
    assert office.person(other, NOON + 10) == Person("Bek")
    after = caller({COOKIE: desk.cookie_for("Aida", NOON + 11)})
    assert office.person(after, NOON + 12) == Person("Aida")
    assert not office.may_upload(before, NOON + 10)


def test_a_sign_out_outlives_the_server_and_is_forgotten_when_no_cookie_can_be_as_old(tmp_path):
    file = tmp_path / "signed-out.json"
    SignOuts(file).note("aida", NOON)
    SignOuts(file).note("bek", NOON + 1)
    assert [SignOuts(file).since(who) for who in ("aida", "bek", "cho")] == [NOON, NOON + 1, 0]
    SignOuts(file).note("cho", NOON + KEPT)
    assert [SignOuts(file).since(who) for who in ("aida", "bek", "cho")] == [
        0,
        NOON + 1,
        NOON + KEPT,
    ]
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"aida": "noon"}', '{"aida": null}', "\x00"])
def test_while_sign_outs_cannot_be_read_nobody_is_staff(desk, tmp_path, damage):
    office = office_for(desk, tmp_path)
    (tmp_path / "signed-out.json").write_text(damage)
    shown = caller({COOKIE: desk.cookie_for("Aida", NOON)})
    assert office.judge(shown, NOON) == Refusal("unknown", "aida")
    assert office.person(shown, NOON) is None
    with pytest.raises(SignInError):
        office.sign_out(Person("Aida"), NOON)


# --- how often, how much ----------------------------------------------------------------------


@given(some.lists(some.tuples(some.sampled_from("ab"), some.integers(0, 5), some.integers(1, 3))))
def test_no_window_holds_more_than_the_limit(steps):
    limiter, now, taken = Limiter(4, 10), 0.0, []
    for key, wait, cost in steps:
        now += wait
        if limiter.has_room(key, now, cost):
            limiter.take(key, now, cost)
            taken.append((now, key, cost))
        for one in "ab":
            window = [cost for when, key, cost in taken if key == one and when > now - 10]
            assert sum(window) <= 4
            assert limiter.has_room(one, now) == (sum(window) < 4)


def test_a_limiter_forgets_what_no_longer_matters():
    limiter = Limiter(1, 10)
    for second in range(1000):
        limiter.take(f"somebody {second}", float(second))
    assert len(limiter) == 10


def test_one_address_cannot_use_up_everybodys_tries():
    tries = Tries(each=2, together=3, seconds=10)
    for _ in range(5):
        if tries.has_room("1.1.1.1", NOON):
            tries.take("1.1.1.1", NOON)
    assert not tries.has_room("1.1.1.1", NOON)
    assert tries.has_room("2.2.2.2", NOON)
    tries.take("2.2.2.2", NOON)
    assert not tries.has_room("3.3.3.3", NOON)
    assert tries.has_room("1.1.1.1", NOON + 10)


def test_one_person_uploads_so_many_files_and_bytes_in_ten_minutes(desk, tmp_path):
    office, aida, bek = office_for(desk, tmp_path), Person("Aida"), Person("Bek")
    fitted = [office.has_room_for_upload(aida, 1, NOON) for _ in range(FILES + 1)]
    assert fitted == [True] * FILES + [False]
    assert office.has_room_for_upload(bek, BYTES, NOON)
    assert not office.has_room_for_upload(bek, 1, NOON)
    assert office.has_room_for_upload(aida, 1, NOON + 600)


# --- the audit log ----------------------------------------------------------------------------


def test_a_line_of_the_audit_log_says_who_did_what_and_is_never_taken_back(state):
    audit.record("published", AIDA, {"version": 12, "note": "x" * 900})
    audit.record("signed_in", Person("Bek"))
    first, second = lines(state)
    assert (first["event"], first["person"], first["name"]) == ("published", AIDA.key, AIDA.name)
    assert first["details"] == {"version": 12, "note": "x" * 500}
    assert (second["event"], second["person"], second["details"]) == ("signed_in", "bek", {})
    assert (state / audit.NAME).stat().st_mode & 0o077 == 0


@given(some.text())
def test_no_text_breaks_a_line_of_the_audit_log(tmp_path_factory, text):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("state")
        patch.setenv("IMPACT_STATE", str(folder))
        audit.record(text, None, {text: text})
        (line,) = lines(folder)
        assert line["event"] == text
        assert all(32 <= sign < 127 for sign in (folder / audit.NAME).read_bytes()[:-1])


def test_strangers_cannot_fill_the_audit_log(desk, tmp_path, state):
    office = office_for(desk, tmp_path)
    for _ in range(REFUSALS + 5):
        assert not office.may_upload(caller(), NOON)
    assert len(lines(state)) == REFUSALS
    assert lines(state)[0]["details"] == {"reason": "nothing", "who": "", "address": "127.0.0.1"}
    assert not office.may_upload(caller(), NOON + 600)
    assert len(lines(state)) == REFUSALS + 1


def test_what_cannot_be_written_down_stops_whoever_asked(state):
    (state / audit.NAME).mkdir(parents=True)
    with pytest.raises(SignInError):
        audit.record("published", AIDA)


# --- on the pages -----------------------------------------------------------------------------


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


# --- how it is set up -------------------------------------------------------------------------

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
