"""How often and how much anybody may try, and what the audit log says of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from signin import audit
from signin.limits import Limiter, Tries
from signin.office import BYTES, FILES, REFUSALS
from signin.people import Person, SignInError
from tests.callers import AIDA, NOON, caller
from tests.signin.offices import office_for


def lines(state) -> list[dict]:
    file = state / audit.NAME
    return [json.loads(line) for line in file.read_text("ascii").splitlines()]


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


def test_two_processes_count_in_one_file_and_a_restart_forgets_nothing(tmp_path):
    here, there = (
        Tries(each=2, together=3, seconds=10, name="codes", file=tmp_path / "limits")
        for _ in range(2)
    )
    here.take("1.1.1.1", NOON)
    there.take("1.1.1.1", NOON)
    assert not here.has_room("1.1.1.1", NOON)
    assert here.has_room("2.2.2.2", NOON)
    other = Limiter(1, 10, name="files", file=tmp_path / "limits")
    assert other.has_room("1.1.1.1", NOON)  # another limit in the same file
    there.take("2.2.2.2", NOON)
    begun_later = Tries(each=2, together=3, seconds=10, name="codes", file=tmp_path / "limits")
    assert not begun_later.has_room("3.3.3.3", NOON)
    assert (tmp_path / "limits").stat().st_mode & 0o077 == 0


def test_a_damaged_file_of_limits_lets_nobody_in_and_says_what_to_do(tmp_path):
    (tmp_path / "limits.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(SignInError, match=r"limits\.sqlite3.*delete it"):
        Limiter(1, 10, name="codes", file=tmp_path / "limits.sqlite3")
