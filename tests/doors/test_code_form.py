"""The form with the code, asked one door at a time."""

from __future__ import annotations

import pytest

from signin import audit
from signin.code import COOKIE
from tests.doors.visitors import FILE, events, sign_in

CROWD = ["127.0.0.1", "127.0.0.2"]


def test_the_right_code_gives_a_cookie_that_only_this_site_can_use(office, visitor):
    answer = sign_in(visitor(), office.desk.code)
    assert (answer.status_code, answer.headers["location"]) == (303, "../sign-in?lang=en")
    flags = answer.headers["set-cookie"].lower().split("; ")
    assert {"httponly", "samesite=strict", "path=/", "max-age=43200"} <= set(flags)
    assert "secure" not in flags


def test_behind_tls_every_cookie_is_secure_and_the_browser_stays_with_tls(office, visitor):
    client = visitor(base="https://localhost")
    for answer in (sign_in(client, office.desk.code), client.get("/hello")):
        assert answer.headers["set-cookie"].lower().count("; secure") == 1
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in visitor().get("/hello").headers


def test_a_form_comes_back_in_its_language_and_never_leads_away(office, visitor):
    for sent, kept in [("ru", "ru"), ("//evil.example", "en"), ("ru&refused=", "en"), ("", "en")]:
        data = {"who": "Aida", "code": office.desk.code, "language": sent}
        answer = visitor().post("/auth/login", data=data)
        assert answer.headers["location"] == f"../sign-in?lang={kept}"


@pytest.mark.parametrize(
    ("who", "code", "headers", "status", "reason"),
    [
        ("Aida", "WRONG", {}, 303, "code"),
        ("Aida", "", {}, 303, "code"),
        (" \u202e ", None, {}, 303, "name"),
        ("Aida", None, {"x-forwarded-for": "8.8.8.8"}, 303, "elsewhere"),
        ("Aida", None, {"host": "evil.example", "origin": "http://evil.example"}, 303, "elsewhere"),
        ("Aida", None, {"origin": "http://evil.example"}, 403, None),  # a form on another site
        ("Aida", None, {"origin": "null"}, 403, None),
    ],
)
def test_no_cookie_is_given_otherwise(office, visitor, who, code, headers, status, reason):
    answer = sign_in(visitor(), office.desk.code if code is None else code, who, **headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (status, False)
    if reason:
        assert answer.headers["location"] == f"../sign-in?lang=en&refused={reason}"


def test_a_form_must_say_where_it_comes_from(office, visitor):
    client = visitor()
    del client.headers["origin"]
    assert "set-cookie" not in sign_in(client, office.desk.code).headers
    assert client.post("/auth/logout").status_code == 403


def test_five_wrong_codes_shut_an_address_out_and_no_other(office, visitor):
    first, second = map(visitor, CROWD)
    reasons = [sign_in(first, "WRONG").headers["location"].split("=")[-1] for _ in range(6)]
    assert reasons == ["code"] * 5 + ["wait"]
    assert "refused=wait" in sign_in(first, office.desk.code).headers["location"]
    assert "set-cookie" in sign_in(second, office.desk.code).headers


def test_right_codes_are_not_counted(office, visitor):
    assert all("set-cookie" in sign_in(visitor(), office.desk.code).headers for _ in range(9))


def test_what_happened_is_in_the_audit_log_and_no_secret_is(office, visitor, tmp_path):
    client = visitor()
    sign_in(client, "WRONG-GUESS")
    sign_in(client, office.desk.code)
    cookie = client.cookies[COOKIE]
    client.put(FILE, content=b"some bytes")
    client.post("/auth/logout")
    assert events(tmp_path) == ["sign_in_refused", "signed_in", "uploaded", "signed_out"]
    text = (tmp_path / audit.NAME).read_text()
    assert not any(secret in text for secret in ("WRONG-GUESS", office.desk.code, cookie))


def test_nobody_signs_in_who_cannot_be_written_down(office, visitor, tmp_path):
    (tmp_path / audit.NAME).mkdir()
    answer = sign_in(visitor(), office.desk.code)
    assert "refused=unknown" in answer.headers["location"]
    assert "set-cookie" not in answer.headers
