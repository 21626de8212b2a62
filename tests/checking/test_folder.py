"""A data folder is read whole or not at all; loose files are told for what they are."""

from __future__ import annotations

import hashlib

import pytest

from impact.checking.cells import type_table
from impact.checking.checks import check_tables
from impact.checking.folder import read_folder
from impact.formats.receiving import receive
from impact.model.errors import FileError, ProgrammeError, RecordsError
from impact.reading.table_recognition import tables_of
from impact.reading.uploads import read_upload
from tests.reading.forms import Form, as_text_file, as_workbook
from tests.reading.sample import PROGRAMME, PROGRAMME_TOML, as_csv, rows
from tests.reading.uploaded import book


@pytest.fixture
def folder(tmp_path):
    """A data folder without a mistake."""
    (tmp_path / "programme.toml").write_text(PROGRAMME_TOML, encoding="utf-8")
    for name, of in rows().items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv(of))
    return tmp_path


def test_a_folder_is_read_with_its_programme_and_all_its_tables(folder):
    data = read_folder(folder)
    assert data.programme == PROGRAMME
    assert {name: len(table) for name, table in data.records.items()} == {
        name: len(of) for name, of in rows().items()
    }
    assert data.warnings == ()


def test_every_file_that_was_read_has_its_hash(folder):
    expected = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()
    }
    assert read_folder(folder).hashes == expected


def test_a_table_without_a_file_is_empty(folder):
    (folder / "milestones.csv").unlink()
    assert len(read_folder(folder).records.milestones) == 0


def test_a_link_to_a_table_without_a_file_is_an_error(folder):
    (folder / "deployments.csv").unlink()
    with pytest.raises(RecordsError) as caught:
        read_folder(folder)
    assert {p.rule for p in caught.value.problems} == {
        "detections.deployment_id.foreign_key",
        "failures.deployment_id.foreign_key",
    }


def test_a_warning_does_not_stop_the_data_from_being_read(folder):
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    (warning,) = read_folder(folder).warnings
    assert (warning.file, warning.rule) == ("notes.csv", "file.unknown_table")
    assert warning.severity == "warning"


def test_no_folder_and_no_programme_are_file_errors(folder):
    with pytest.raises(FileError):
        read_folder(folder / "elsewhere")
    (folder / "programme.toml").unlink()
    with pytest.raises(FileError):
        read_folder(folder)


def test_a_programme_that_cannot_be_read_is_an_error_of_its_own(folder):
    (folder / "programme.toml").write_text("species = 1", encoding="utf-8")
    with pytest.raises(ProgrammeError):
        read_folder(folder)
    (folder / "programme.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FileError):
        read_folder(folder)


def test_a_file_that_cannot_be_read_is_told_of_once_and_the_others_are_still_checked(folder):
    (folder / "areas.csv").write_bytes(b"area_id\0")
    broken = rows()["status"]
    broken[0]["low"] = "81"
    (folder / "status.csv").write_bytes(as_csv(broken))
    with pytest.raises(RecordsError) as caught:
        read_folder(folder)
    found = [(p.file, p.rule) for p in caught.value.problems]
    assert found == [("areas.csv", "file.unreadable"), ("status.csv", "status.low_above_high")]


def test_a_file_is_taken_for_the_table_of_its_name_else_of_its_headings(folder):
    (folder / "detections.csv").rename(folder / "export 2024.csv")
    files = [(n, (folder / n).read_bytes()) for n in ("areas.csv", "export 2024.csv")]
    assert [list(upload.texts) for upload in receive(files).uploads] == [["areas"], ["detections"]]


@pytest.mark.parametrize("table", rows())
def test_every_table_is_recognised_by_its_headings_alone(table):
    assert tables_of(list(rows()[table][0]), {}, "export") == [table]


def test_a_folder_in_other_forms_gives_the_same_records(folder):
    plain = read_folder(folder)
    content = (folder / "areas.csv").read_bytes().decode()
    (folder / "areas.csv").write_bytes(content.encode("utf-16"))
    for name in ("detections", "conflicts"):
        table = folder / f"{name}.csv"
        form = Form(encoding="windows-1251", delimiter=";", decimal=",", dates="dots")
        days = [
            {
                n: cell.partition("T")[0] if n.startswith("event_") else cell
                for n, cell in of.items()
            }
            for of in rows()[name]
        ]
        table.write_bytes(as_text_file(name, days, form))
        (folder / f"plain-{name}.csv").write_bytes(as_csv(days))
    (folder / "status.csv").unlink()
    (folder / "status.xlsx").write_bytes(as_workbook("status", rows()["status"], Form()))
    (folder / "~$status.xlsx").write_bytes(b"open in Excel")
    data = read_folder(folder)
    assert data.records.areas.equals(plain.records.areas)
    assert data.records.status.equals(plain.records.status)
    assert data.hashes.keys() == plain.hashes.keys() - {"status.csv"} | {"status.xlsx"}
    for name in ("detections", "conflicts"):
        as_plain = read_upload((folder / f"plain-{name}.csv").read_bytes(), f"{name}.csv")
        (table,) = read_upload((folder / f"{name}.csv").read_bytes(), f"{name}.csv").tables
        # 55.50 and 55,5 are written differently, and the same number.
        assert type_table(table.text, name).frame.equals(
            type_table(as_plain.texts[name], name).frame
        )


def test_a_question_that_a_file_of_a_folder_leaves_open_is_an_error(folder):
    changed = [of | {"event_start": "5/3/24", "event_end": ""} for of in rows()["milestones"]]
    (folder / "milestones.csv").write_bytes(as_csv(changed))
    with pytest.raises(RecordsError) as caught:
        read_folder(folder)
    assert "file.question" in {problem.rule for problem in caught.value.problems}


def test_two_sheets_of_a_table_in_a_folder_are_an_error(folder):
    lines = [list(rows()["status"][0]), list(rows()["status"][0].values())]
    (folder / "status.csv").unlink()
    (folder / "status.xlsx").write_bytes(book(old=lines, new=lines))
    with pytest.raises(RecordsError) as caught:
        read_folder(folder)
    assert [p.rule for p in caught.value.problems] == ["file.unreadable"]


def test_two_files_of_a_table_in_a_folder_are_an_error(folder):
    (folder / "status.tsv").write_bytes(as_csv(rows()["status"]))
    with pytest.raises(RecordsError) as caught:
        read_folder(folder)
    assert [(p.file, p.rule) for p in caught.value.problems] == [("status.tsv", "file.second_file")]


def test_a_workbook_of_all_tables_is_read_as_all_of_them():
    lines = {n: [list(of[0]), *(list(row.values()) for row in of)] for n, of in rows().items()}
    received = receive([("all.xlsx", book(**lines))])
    assert list(received.texts) == list(rows())
    _, problems = check_tables(received.texts, programme=PROGRAMME)
    assert problems == []
