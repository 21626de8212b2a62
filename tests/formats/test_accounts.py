"""Every row of every file is taken, set aside for a reason, or refused: the account adds up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.changes.prepare import prepare
from impact.changes.submit import checked
from impact.formats.common.known import known_to
from impact.formats.receiving import receive
from impact.model.records import Records
from tests.formats.sending import KNOWN, received
from tests.reading.sample import PROGRAMME, as_csv, rows

HEADINGS = "occurrenceID,basisOfRecord,occurrenceStatus,eventDate,scientificName,areaID,note"
KINDS = {
    "taken": "o{n},HumanObservation,present,2024-03-05,Panthera uncia,ridge,x",
    "other_species": "o{n},HumanObservation,present,2024-03-05,Capra sibirica,ridge,x",
    "absent": "o{n},HumanObservation,absent,2024-03-05,Panthera uncia,ridge,x",
    "short": "o{n},HumanObservation,2024-03-05,Panthera uncia,ridge,x",
    "long": "o{n},HumanObservation,present,2024-03-05,Panthera uncia,ridge,x,y,z",
    "nothing": ",,,,,,only a note",
    "blank": ",,,,,,",
}


def accounts(got):
    """The accounts of what was received, with an empty record below it."""
    ways = dict.fromkeys(got.texts, "replace_rows")
    found = prepare(PROGRAMME, Records.of(), got.texts, ways)
    return {each.file: each for each in checked(got, found).accounts}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=12))
def test_the_account_of_an_export_adds_up(kinds: list[str]):
    lines = [KINDS[kind].format(n=n) for n, kind in enumerate(kinds)]
    got = received({"o.csv": "\n".join([HEADINGS, *lines]) + "\n"})
    account = accounts(got)["o.csv"]
    assert account.rows == len(kinds) - kinds.count("blank")
    assert account.adds_up
    for reason in ("other_species", "absent"):
        assert account.aside.get(reason, 0) == kinds.count(reason)
    assert account.aside.get("nothing_needed", 0) == kinds.count("nothing") or not account.taken
    assert account.refused >= kinds.count("short") + kinds.count("long")


@pytest.mark.parametrize("table", rows())
def test_the_account_of_a_table_of_ours_adds_up(table: str):
    content = as_csv(rows()[table]) + b"\n" + b"x,\n"
    got = receive([(f"{table}.csv", content)], {}, known_to(PROGRAMME, Records.of()))
    account = accounts(got)[f"{table}.csv"]
    assert account.rows == len(rows()[table]) + 1
    assert account.adds_up
    assert account.refused


def test_a_part_that_gives_no_row_keeps_its_problems():
    got = received({"o.csv": f"{HEADINGS}\n{KINDS['short'].format(n=1)}\n"}, known=KNOWN)
    assert got.texts == {}
    assert [(p.file, p.row, p.rule) for p in got.problems] == [("o.csv", 2, "file.ragged_row")]
