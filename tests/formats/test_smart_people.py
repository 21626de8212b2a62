"""Nothing that a SMART query says about people goes further than the file."""

from __future__ import annotations

import io
import json
import logging
import zipfile

import pandas as pd
import pytest

from impact.__main__ import main
from impact.formats.receiving import blanked
from impact.handouts.marked import marked
from tests.formats.sending import (
    only,
    zipped,
)
from tests.formats.smart_queries import (
    ALL_DATA,
    NAME,
    NATIONAL_ID,
    PHONE,
    QUERY,
    confirmed,
    conflicts,
)

PERSONAL = (NAME, "Amanow", PHONE, "123456", NATIONAL_ID, "1234567890", "Gulbahar-7", "XY 55")


def test_names_telephone_and_identity_numbers_are_nowhere_in_what_becomes_of_the_file():
    upload = confirmed()
    everything = repr(upload.texts) + str(conflicts(upload).to_dict()) + repr(upload.account)
    everything += repr([s.text for s in upload.account.said]) + repr(upload.questions)
    assert not [text for text in PERSONAL if text in everything]


def test_the_kept_original_is_blanked_and_says_so():
    (original,) = confirmed().originals
    assert original.name == "query (personal data removed).csv"
    text = original.content.decode("utf-8-sig")
    assert not [each for each in PERSONAL if each in text]
    lines = text.splitlines()
    assert lines[0].startswith("Conservation Area ID,Conservation Area Name,Patrol ID")
    assert len(lines) == 8
    assert "(removed)" in lines[1]
    assert "Leopard,sheep,5" in lines[1]


def test_the_workbook_of_problems_and_the_log_hold_no_trace(caplog):
    caplog.set_level(logging.DEBUG)
    upload = confirmed()
    book = zipfile.ZipFile(io.BytesIO(marked(upload, upload.texts["conflicts"].problems)))
    written = b"".join(book.read(name) for name in book.namelist()).decode()
    assert "Leopard" in written
    assert not [each for each in PERSONAL if each in written + caplog.text]


def test_no_file_of_a_store_holds_a_trace_after_publishing(tmp_path, capsys):
    (tmp_path / "query.csv").write_text(QUERY, encoding="utf-8")
    answers = confirmed().answers | {"area:TM1": "TM"}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    store = tmp_path / "store"
    sent = ["publish", str(tmp_path / "query.csv"), "--answers", str(tmp_path / "answers.json")]
    status = main([*sent, "--store", str(store), "--author", "A", "--note", "July", "--yes"])
    printed = capsys.readouterr()
    assert status == 0, printed
    files = [file for file in store.rglob("*") if file.is_file()]
    assert any(b"(removed)" in file.read_bytes() for file in files)
    everything = printed.out + printed.err + "".join(map(_text_of, files))
    assert "livestock depredation" in everything
    assert not [each for each in PERSONAL if each in everything]


def _text_of(file):
    """What a file of the store holds: the cells of a table, or its text."""
    content = file.read_bytes()
    if content.startswith(b"PAR1"):
        return pd.read_parquet(io.BytesIO(content)).to_csv()
    return content.decode("utf-8", errors="replace")


def test_the_bytes_alone_can_be_blanked_too():
    for name, content in {"q.csv": QUERY.encode(), "q.zip": zipped({"q.csv": QUERY})}.items():
        kept = blanked(content, name)
        assert b"Amanow" not in kept
        assert NATIONAL_ID.encode() not in kept
    ours = b"area_id,name\nTM,Turkmenistan\n"
    assert blanked(ours, "areas.csv") == ours


@pytest.mark.parametrize(
    "heading", ["Phone", "ФИО", "Ady", "Owner name", "National ID Number", "Паспорт"]
)
def test_a_column_that_may_name_a_person_is_never_offered(heading):
    upload = only({"q.csv": ALL_DATA.replace("Species", heading)})
    offered = {o.code for q in upload.questions for o in q.options}
    assert heading not in offered
