"""Who is taken for staff by a provider's cookie, and how signing out ends it."""

from __future__ import annotations

import json
import secrets
import time

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from signin.code import COOKIE
from signin.office import LONGEST
from signin.people import Person, Refusal, SignInError
from signin.provider import COOKIE as PROVIDER_COOKIE
from signin.provider import ProviderDesk
from signin.sign_outs import KEPT, SignOuts
from tests.callers import AIDA, CLAIMS, HOME, NOON, SECRET, caller, signed_in
from tests.signin.offices import HOUR, office_for


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
