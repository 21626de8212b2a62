"""Who is taken for staff by the code of a laptop, and who is not."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from itsdangerous import URLSafeTimedSerializer

from signin.code import COOKIE, CodeDesk
from signin.opening import announce, open_office
from signin.people import Person, Refusal
from tests.callers import NOON, SECRET, caller
from tests.signin.offices import HOUR, office_for


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


def test_the_processes_of_one_run_have_one_code_and_take_each_others_cookies(tmp_path):
    here, there = (CodeDesk(run=tmp_path) for _ in range(2))
    assert there.takes(here.code)
    shown = caller({COOKIE: here.cookie_for("Aida", NOON)})
    # The one that gave the cookie has ended; one that began after that takes it too.
    for desk in (there, CodeDesk(run=tmp_path)):
        assert office_for(desk, tmp_path).judge(shown, NOON) == Person("Aida")
    assert (tmp_path / "code.json").stat().st_mode & 0o077 == 0


def test_the_first_process_of_a_run_says_the_code_for_all(state):
    state.mkdir()
    said = io.StringIO()
    for _ in range(3):
        announce(open_office({"IMPACT_RUN": str(state)}, {}, 8501), said, 8501)
    assert said.getvalue().count("with the code of this run") == 1


def test_a_sign_out_at_one_process_holds_at_the_other(tmp_path):
    desk = CodeDesk()
    here, there = (office_for(desk, tmp_path) for _ in range(2))
    shown = caller({COOKIE: desk.cookie_for("Aida", NOON)})
    here.sign_out(there.person(shown, NOON + 1), NOON + 1)
    assert there.judge(shown, NOON + 2) == Refusal("signed_out", "aida")
