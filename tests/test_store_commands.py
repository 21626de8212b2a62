"""Publishing, looking back, restoring, withdrawing and backing up from the command line."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from impact.__main__ import main
from impact.versions import Store

WILDCATS = Path(__file__).parent.parent / "data" / "wildcats"
REPORTING = "area_id,month,active,source\nTM,2024-01,yes,Field team\n"


@pytest.fixture
def store(tmp_path) -> str:
    return str(tmp_path / "store")


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "reporting.csv"
    path.write_text(REPORTING, encoding="utf-8")
    return path


def publish(store: str, file: Path, *more: str) -> int:
    asked = ["publish", str(file), "--store", store, "--data", str(WILDCATS)]
    return main([*asked, "--author", "Aina", "--note", "January", *more])


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> tuple[Path, str]:
    """A store in which that file was published once, and what the command said of it."""
    place, said = tmp_path_factory.mktemp("begun"), io.StringIO()
    (place / "reporting.csv").write_text(REPORTING, encoding="utf-8")
    with redirect_stdout(said):
        assert publish(str(place / "store"), place / "reporting.csv", "--yes") == 0
    return place / "store", said.getvalue()


@pytest.fixture
def published(begun, store) -> None:
    """That store, copied to where a test looks for its own."""
    shutil.copytree(begun[0], store)


@pytest.mark.usefixtures("published")
def test_the_first_publish_keeps_the_folder_as_version_1(begun, store, capsys):
    assert "Published version 2" in begun[1]
    assert main(["history", "--store", store, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["author"]) for one in found] == [(2, "Aina"), (1, "data folder")]
    assert found[0]["files"] == ["reporting.csv"]
    assert Store.at(store).original(2, "reporting.csv") == REPORTING.encode()


def test_a_claim_that_changes_is_shown_before_it_is_published(begun):
    _store, out = begun
    assert "\nchanged: None reported: human–leopard conflicts" in out
    assert "as before: 11 leopard detections" in out


def test_without_a_yes_nothing_is_published(store, file, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    assert publish(store, file) == 1
    assert Store.at(store).latest() is None
    capsys.readouterr()


def test_where_nobody_can_answer_nothing_is_published_and_the_way_is_named(
    store, file, capsys, monkeypatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert publish(store, file) == 1
    assert Store.at(store).latest() is None
    assert "With --yes nobody is asked." in capsys.readouterr().out


def test_a_program_is_not_asked_and_reads_one_object(store, file, capsys):
    assert publish(store, file, "--json") == 1
    rehearsed = json.loads(capsys.readouterr().out)
    assert rehearsed["published"] is None
    assert [one["id"] for one in rehearsed["claims"] if one["changed"]]
    assert publish(store, file, "--json", "--yes") == 0
    assert json.loads(capsys.readouterr().out) == rehearsed | {"published": 2}


def test_a_file_comes_in_any_form_that_staff_send(store, tmp_path, capsys):
    text = "Месяц;Территория;Сообщения собирались;Источник\n01.2024;TM;да;Полевая группа\n"
    inner = tmp_path / "reporting.csv"
    inner.write_text(text, encoding="cp1251")
    packed = tmp_path / "from the field.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(inner, "reporting.csv")
    status = publish(store, packed, "--yes")
    assert (status, capsys.readouterr().err) == (0, "")
    opened = Store.at(store).open(2)
    assert opened.records.reporting["source"].tolist() == ["Полевая группа"]
    assert Store.at(store).original(2, "from the field.zip") == packed.read_bytes()


@pytest.mark.usefixtures("published")
def test_adding_leaves_known_rows_alone_and_replacing_takes_the_file_for_the_whole(
    store, file, capsys
):
    file.write_text(
        "area_id,month,active,source\nTM,2024-01,no,Other\nTM,2024-02,yes,Other\n",
        encoding="utf-8",
    )
    publish(store, file, "--yes", "--add")
    added = Store.at(store).open(3).records.reporting
    assert added["source"].tolist() == ["Field team", "Other"]
    file.write_text("area_id,month,active,source\nTM,2024-03,yes,Third\n", encoding="utf-8")
    publish(store, file, "--yes", "--replace")
    assert Store.at(store).open(4).records.reporting["source"].tolist() == ["Third"]
    capsys.readouterr()


def test_a_file_with_an_error_is_not_published(store, file, capsys):
    file.write_text(REPORTING.replace("yes", "perhaps"), encoding="utf-8")
    assert publish(store, file, "--yes") == 1
    assert "reporting.csv, row 2, active" in capsys.readouterr().out
    assert Store.at(store).latest() is None


@pytest.mark.usefixtures("published")
def test_claims_come_from_any_version_and_a_restored_one_says_the_same(store, capsys):
    main(["restore", "1", "--store", store, "--author", "Aina"])
    capsys.readouterr()
    said = {}
    for number in ("1", "2", "3"):
        assert main(["claims", "--store", store, "--version", number, "--json"]) == 0
        # Each version has its own code, by which what it says can be looked up.
        said[number] = re.sub(r"Check code [\w-]+", "", capsys.readouterr().out)
    assert said["1"] == said["3"] != said["2"]


@pytest.mark.usefixtures("published")
def test_a_withdrawn_version_is_gone_and_says_why(store, capsys):
    gone = ["withdraw", "2", "--store", store, "--author", "Aina", "--reason", "A den's place"]
    assert main(gone) == 0
    assert main(["claims", "--store", store, "--version", "2"]) == 1
    assert "A den's place" in capsys.readouterr().err


@pytest.mark.usefixtures("published")
def test_somebody_who_published_meanwhile_is_a_conflict_with_its_own_status(
    store, file, capsys, monkeypatch
):

    def meanwhile(_question: str) -> str:
        main(["restore", "1", "--store", store, "--author", "Somebody else"])
        return "y"

    monkeypatch.setattr("builtins.input", meanwhile)
    file.write_text(REPORTING.replace("2024-01", "2024-02"), encoding="utf-8")
    assert publish(store, file) == 3
    assert "Somebody else" in capsys.readouterr().err


@pytest.mark.usefixtures("published")
def test_a_file_of_an_older_version_keeps_what_was_published_since(store, file, capsys):
    file.write_text(REPORTING.replace("yes", "no"), encoding="utf-8")
    publish(store, file, "--yes")
    capsys.readouterr()
    # Made from version 2: a month is new, and the old one stands as it stood there
    february = f"{REPORTING}TM,2024-02,yes,Field team\n"
    file.write_text(february, encoding="utf-8")
    assert publish(store, file, "--yes", "--base", "2") == 0
    rows = Store.at(store).open(4).records.reporting
    assert list(rows["active"]) == [False, True]
    # The same cell, from version 1 on, by both
    file.write_text(february.replace("Field team", "Rangers"), encoding="utf-8")
    capsys.readouterr()
    assert publish(store, file, "--yes", "--base", "1") == 3
    out = capsys.readouterr().out
    assert "conflict: reporting, TM 2024-01, active" in out
    assert "published in version 3 by Aina" in out
    assert "  published in version 2 by Aina" in out
    assert Store.at(store).latest() == 4


@pytest.mark.usefixtures("published")
def test_a_backup_brings_everything_back(store, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "all.zip"), "--store", store]) == 0
    again = str(tmp_path / "again")
    capsys.readouterr()
    assert main(["recover", str(tmp_path / "all.zip"), "--store", again, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"recovered": [1, 2]}
    assert [one.number for one in Store.at(again).history()] == [2, 1]
    assert main(["recover", str(tmp_path / "all.zip"), "--store", again]) == 3
    capsys.readouterr()


def test_data_and_store_exclude_each_other(store):
    with pytest.raises(SystemExit):
        main(["claims", "--store", store, "--data", str(WILDCATS)])


@pytest.mark.usefixtures("published")
def test_one_change_is_taken_back_and_later_ones_stay(store, file, capsys):
    file.write_text(REPORTING.replace("2024-01", "2024-02"), encoding="utf-8")
    publish(store, file, "--yes")
    about = ["--store", store, "--author", "Aina", "--yes"]
    assert main(["revert", "2", *about, "--note", "Not collected"]) == 0
    assert "− area_id: TM; month: 2024-01" in capsys.readouterr().out
    opened = Store.at(store).open(4)
    assert [f"{month:%Y-%m}" for month in opened.records.reporting["month"]] == ["2024-02"]
    assert (opened.manifest.undoes, opened.manifest.note) == (2, "Not collected")
    # What a later version changed again is listed, and nothing is published
    file.write_text(REPORTING.replace("2024-01", "2024-02").replace("yes", "no"), encoding="utf-8")
    publish(store, file, "--yes")
    assert main(["revert", "3", *about]) == 3
    assert "conflict: reporting, TM 2024-02" in capsys.readouterr().out
    assert main(["revert", "1", *about]) == 1
    assert "is the first" in capsys.readouterr().err


def test_two_versions_are_compared_claims_first(store, file, capsys):
    publish(store, file, "--yes")
    capsys.readouterr()
    assert main(["compare", "1", "2", "--store", store]) == 0
    out = capsys.readouterr().out
    claims, rows = out.split("changed: None reported")[1].split("1 new row")
    assert "now: " in claims
    assert "+ area_id: TM; month: 2024-01; active: yes; source: Field team" in rows


def test_the_reason_is_kept_where_a_claim_reads_otherwise_and_only_there(store, file):
    publish(store, file, "--yes", "--reason", "method-changed")
    file.write_text(REPORTING + "TM,2024-02,yes,Field team\n", encoding="utf-8")
    kept = Store.at(store)
    assert kept.manifest(2).reason == "method_changed"
    assert kept.manifest(1).reason is None
    main(["restore", "1", "--store", store, "--author", "Aina"])
    main(["restore", "1", "--store", store, "--author", "Aina"])
    assert [kept.manifest(n).reason for n in (3, 4)] == ["mistake_corrected", None]
