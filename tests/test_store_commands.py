"""Publishing, looking back, restoring, withdrawing and backing up from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from impact.__main__ import main
from impact.store import Store

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


def test_the_first_publish_keeps_the_folder_as_version_1(store, file, capsys):
    assert publish(store, file, "--yes") == 0
    assert "Published version 2" in capsys.readouterr().out
    assert main(["history", "--store", store, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["author"]) for one in found] == [(2, "Aina"), (1, "data folder")]
    assert found[0]["files"] == ["reporting.csv"]
    assert Store.at(store).original(2, "reporting.csv") == REPORTING.encode()


def test_a_claim_that_changes_is_shown_before_it_is_published(store, file, capsys):
    publish(store, file, "--yes")
    out = capsys.readouterr().out
    assert out.startswith("changed: 0 human-leopard conflicts")
    assert "as before: 11 leopard detections" in out


def test_without_a_yes_nothing_is_published(store, file, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    assert publish(store, file) == 1
    assert Store.at(store).latest() == 1
    capsys.readouterr()


def test_a_file_with_an_error_is_not_published(store, file, capsys):
    file.write_text(REPORTING.replace("yes", "perhaps"), encoding="utf-8")
    assert publish(store, file, "--yes") == 1
    assert "reporting.csv, row 2, active" in capsys.readouterr().out
    assert Store.at(store).latest() == 1


def test_claims_come_from_any_version_and_a_restored_one_says_the_same(store, file, capsys):
    publish(store, file, "--yes")
    main(["restore", "1", "--store", store, "--author", "Aina"])
    capsys.readouterr()
    said = {}
    for number in ("1", "2", "3"):
        assert main(["claims", "--store", store, "--version", number, "--json"]) == 0
        said[number] = capsys.readouterr().out
    assert said["1"] == said["3"] != said["2"]


def test_a_withdrawn_version_is_gone_and_says_why(store, file, capsys):
    publish(store, file, "--yes")
    gone = ["withdraw", "2", "--store", store, "--author", "Aina", "--reason", "A den's place"]
    assert main(gone) == 0
    assert main(["claims", "--store", store, "--version", "2"]) == 1
    assert "A den's place" in capsys.readouterr().err


def test_somebody_who_published_meanwhile_is_a_conflict_with_its_own_status(
    store, file, capsys, monkeypatch
):
    publish(store, file, "--yes")

    def meanwhile(_question: str) -> str:
        main(["restore", "1", "--store", store, "--author", "Somebody else"])
        return "y"

    monkeypatch.setattr("builtins.input", meanwhile)
    file.write_text(REPORTING.replace("2024-01", "2024-02"), encoding="utf-8")
    assert publish(store, file) == 3
    assert "Somebody else" in capsys.readouterr().err


def test_a_backup_brings_everything_back(store, file, tmp_path, capsys):
    publish(store, file, "--yes")
    assert main(["backup", str(tmp_path / "all.zip"), "--store", store]) == 0
    again = Store.from_backup(tmp_path / "all.zip", str(tmp_path / "again"))
    assert [one.number for one in again.history()] == [2, 1]
    capsys.readouterr()


def test_data_and_store_exclude_each_other(store):
    with pytest.raises(SystemExit):
        main(["claims", "--store", store, "--data", str(WILDCATS)])
