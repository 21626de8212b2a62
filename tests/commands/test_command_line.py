"""The command line: what it prints, what it exits with, and what it says to those who err."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
from anyascii import anyascii

from impact.__main__ import main, readable_on_any_terminal
from tests.commands.running import FIELDS, ROOT, WILDCATS, change, run

ELEVEN = "11 leopard detections on Uly Balkan, up from 5"


# --- claims -----------------------------------------------------------------------------------


def test_claims_are_sentences_each_with_its_caveats_below(capsys):
    status, out, err = run(capsys, "claims", "--data", WILDCATS)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0] == ELEVEN
    assert len([line for line in lines if not line.startswith("  - ")]) == 3
    assert lines[1] == "  - Reported by the programme; not shown to be caused by it."
    assert lines[2].startswith("  - We do not know how much monitoring was done in each period")


def test_claims_as_json_say_the_same(capsys):
    text = run(capsys, "claims", "--data", WILDCATS)[1]
    status, out, _err = run(capsys, "claims", "--data", WILDCATS, "--json")
    claims = json.loads(out)
    assert status == 0
    assert [claim["value"] for claim in claims] == [11, None, 1]
    assert [claim["shown"] for claim in claims] == ["11", "none reported", "1st"]
    for claim in claims:
        assert claim["sentence"] in text
        assert all(f"  - {caveat}\n" in text for caveat in claim["caveats"])


def test_claims_speak_the_language_asked_for(capsys):
    _status, out, _err = run(capsys, "claims", "--data", WILDCATS, "--language", "ru", "--json")
    first = json.loads(out)[0]
    assert first["sentence"].startswith("11 регистраций леопарда")
    assert first["id"] == "uly-balkan-detections"


def test_the_audience_changes_the_rows_and_never_the_numbers(capsys, folder):
    change(folder / "detections.csv", ",published,", ",not_published,")
    (folder / "caveats.csv").unlink()
    rows = (folder / "detections.csv").read_text(encoding="utf-8").splitlines()
    assert "not_published" in rows[0]
    seen = {}
    for audience in ("public", "staff"):
        asked = ("claims", "--data", folder, "--audience", audience, "--json")
        seen[audience] = json.loads(run(capsys, *asked)[1])[0]
    assert seen["public"]["value"] == seen["staff"]["value"] == 11
    assert [row["id"] for row in seen["staff"]["evidence_rows"]] == [
        "D-TM-01",
        "D-TM-01-baseline",
    ]
    assert not any("id" in row for row in seen["public"]["evidence_rows"])
    assert sum(row["records"] for row in seen["public"]["evidence_rows"]) == 2


def test_the_data_folder_comes_from_the_environment_unless_it_is_named(capsys, folder, monkeypatch):
    change(folder / "detections.csv", ",11,", ",13,")
    monkeypatch.setenv("IMPACT_DATA", str(folder))
    assert run(capsys, "claims")[1].startswith("13 leopard detections")
    assert run(capsys, "claims", "--data", WILDCATS)[1].startswith(ELEVEN)
    monkeypatch.delenv("IMPACT_DATA")
    assert run(capsys, "claims")[1].startswith(ELEVEN)
    monkeypatch.setenv("IMPACT_DATA", "")
    assert run(capsys, "claims")[1].startswith(ELEVEN)


def test_a_version_without_a_store_is_not_passed_over_in_silence(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["claims", "--data", str(WILDCATS), "--version", "7"])
    assert ended.value.code == 2
    assert "--version" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["count"], ["check"], ["claims", "--colour", "red"]])
def test_what_no_command_understands_is_a_question_of_usage(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m impact")


# --- what is broken ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["claims", "--data", "no/such/folder"], "no/such/folder"),
        (["claims", "--data", str(ROOT / "docs")], "programme.toml"),
        (["claims", "--data", str(WILDCATS), "--language", "xx"], "xx"),
        (["claims", "--data", str(WILDCATS), "--audience", "donors"], "donors"),
        (["claims", "--store", "no/such/store"], "Publish one first."),
        (["check", "x.csv", "--data", "no/such/folder"], "no/such/folder"),
    ],
)
def test_an_error_is_a_sentence_on_stderr_and_an_exit_status(
    arguments, named, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (1, "")
    assert named in err
    assert err.strip().endswith(".")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("broken", ["[about\n", "about = 1\n", ""])
def test_a_broken_programme_is_a_sentence_and_no_claim(broken, capsys, folder):
    (folder / "programme.toml").write_text(broken, encoding="utf-8")
    for command in (["claims"], ["check", folder / "areas.csv"]):
        status, out, err = run(capsys, *command, "--data", folder)
        assert (status, out) == (1, "")
        assert "programme.toml" in err
        assert "Traceback" not in err


def test_a_broken_table_gives_its_problems_and_no_claim(capsys, folder):
    change(folder / "detections.csv", "unknown", "sometime")
    status, out, _err = run(capsys, "claims", "--data", folder)
    assert status == 1
    assert "error: detections.csv, rows 2, 3, 9, 10, 11, 35, date_precision: " in out
    assert "leopard detections on" not in out
    status, out, _err = run(capsys, "claims", "--data", folder, "--json")
    assert status == 1
    assert {tuple(problem) for problem in json.loads(out)} == {tuple(FIELDS)}


def test_python_m_impact_runs_it(folder):
    (folder / "programme.toml").write_text("[about\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "impact", "claims"],
        cwd=ROOT,
        env={**os.environ, "IMPACT_DATA": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("programme.toml cannot be read")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", ["ascii", "cp437", "cp866", "cp1252", "koi8-r", "utf-8"])
def test_a_terminal_of_any_code_page_shows_every_letter_or_its_latin_one(page, monkeypatch):
    written = io.BytesIO()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(written, encoding=page))
    readable_on_any_terminal()
    letters = "Снежный барс · Balkan gorağy · қар барысы · ак илбирс – 95 %"
    sys.stdout.write(letters)
    sys.stdout.flush()
    shown = written.getvalue().decode(page)
    assert shown == letters or "bars" in shown or "барс" in shown
    assert "?" not in shown
    assert anyascii(shown) == anyascii(letters)
