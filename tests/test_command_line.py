"""The command line: what it prints, what it exits with, and what it says to those who err."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from impact.__main__ import main
from impact.model.errors import Problem

ROOT = Path(__file__).parent.parent
WILDCATS = ROOT / "data" / "wildcats"
ELEVEN = "11 leopard detections on Uly Balkan, up from 5"
REPORTING = "area_id,month,active,source\nA-TM-02,2024-01,yes,Field team\n"
FIELDS = ["file", "row", "column", "value", "rule", "message", "cure", "severity"]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the published record that a test may break."""
    return Path(shutil.copytree(WILDCATS, tmp_path / "data"))


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "reporting.csv"
    path.write_text(REPORTING, encoding="utf-8")
    return path


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    """The exit status, and what stands on stdout and on stderr."""
    status = main([str(one) for one in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


# --- claims -----------------------------------------------------------------------------------


def test_claims_are_sentences_each_with_its_caveats_below(capsys):
    status, out, err = run(capsys, "claims", "--data", WILDCATS)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0] == ELEVEN
    assert len([line for line in lines if not line.startswith("  - ")]) == 3
    assert lines[1].startswith(
        "  - How long cameras or people looked in both periods is not on record"
    )


def test_claims_as_json_say_the_same(capsys):
    text = run(capsys, "claims", "--data", WILDCATS)[1]
    status, out, _err = run(capsys, "claims", "--data", WILDCATS, "--json")
    claims = json.loads(out)
    assert status == 0
    assert [claim["value"] for claim in claims] == [11, 0, 1]
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


# --- check ------------------------------------------------------------------------------------


def test_a_good_file_is_named_with_its_table_and_has_no_problem(capsys, file):
    status, out, err = run(capsys, "check", file, "--data", WILDCATS)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"{file}: reporting",
        "reporting.csv: rows: 1 = 1 taken + 0 set aside + 0 refused",
        "No problem found.",
    ]


def test_a_planted_error_is_told_with_its_row_and_its_cure(capsys, file):
    change(file, ",yes,", ",perhaps,")
    status, out, _err = run(capsys, "check", file, "--data", WILDCATS)
    assert status == 1
    (line,) = [line for line in out.splitlines() if line.startswith("error: ")]
    assert line.startswith("error: reporting.csv, row 2, active: ")
    assert "perhaps" in line
    assert "No problem found." not in out


def test_a_problem_as_json_has_its_eight_fields_and_nothing_else_is_printed(capsys, file):
    change(file, ",yes,", ",perhaps,")
    status, out, _err = run(capsys, "check", file, "--data", WILDCATS, "--json")
    (found,) = json.loads(out)
    assert status == 1
    assert list(found) == FIELDS
    assert (found["file"], found["row"], found["column"]) == ("reporting.csv", 2, "active")
    assert (found["value"], found["severity"]) == ("perhaps", "error")
    assert Problem(**found).cure.endswith(".")


def test_a_good_file_as_json_is_an_empty_list(capsys, file):
    status, out, _err = run(capsys, "check", file, "--data", WILDCATS, "--json")
    assert (status, json.loads(out)) == (0, [])


def test_a_warning_is_told_and_stops_nothing(capsys, tmp_path, folder):
    (folder / "caveats.csv").unlink()  # they speak of rows that the file does not have
    file = tmp_path / "conflicts.csv"
    file.write_text(
        "incident_id,area_id,event_start,date_precision,incident_type,verification,summary,source\n"
        "new,A-TM-02,2024-05-06,day,livestock depredation,confirmed,Call +993 65 123456,Team\n",
        encoding="utf-8",
    )
    status, out, _err = run(capsys, "check", file, "--data", folder, "--json")
    assert {one["severity"] for one in json.loads(out)} == {"warning"}
    assert status == 0


def test_a_file_is_held_against_the_rows_of_the_folder_and_its_companions(capsys, file, folder):
    change(file, "A-TM-02", "A-NEW")
    assert run(capsys, "check", file, "--data", folder)[0] == 1
    areas = (folder / "areas.csv").read_text(encoding="utf-8")
    known = next(line for line in areas.splitlines() if line.startswith("A-TM-02,"))
    companion = file.with_name("areas.csv")
    companion.write_text(f"{areas}{known.replace('A-TM-02', 'A-NEW', 1)}\n", encoding="utf-8")
    assert run(capsys, "check", file, companion, "--data", folder)[0] == 0


def test_a_file_that_is_not_there_is_a_problem_with_a_cure(capsys, tmp_path):
    status, out, err = run(capsys, "check", tmp_path / "nothing.csv", "--data", WILDCATS)
    assert status == 1
    assert "nothing.csv: not recognised" in out
    assert "error: nothing.csv: " in out
    assert "Traceback" not in out + err


def test_a_file_that_is_no_table_of_ours_asks_which_it_is(capsys, tmp_path):
    path = tmp_path / "shopping.csv"
    path.write_text("milk,bread\n1,2\n", encoding="utf-8")
    status, out, _err = run(capsys, "check", path, "--data", WILDCATS)
    assert (status, "shopping.csv: not recognised" in out) == (4, True)
    assert '["shopping.csv"]\n' in out
    assert '# table = "areas"  # areas\n' in out
    assert "No problem found." not in out


def test_the_lines_that_are_printed_are_the_answers_that_are_read(capsys, tmp_path):
    path, answers = tmp_path / "open.csv", tmp_path / "answers.toml"
    days = REPORTING.replace("month,active", "event_start,month").replace("2024-01,yes", "5/3/24,")
    path.write_text(days.replace("area_id,", "milestone_id,"), encoding="utf-8")
    status, out, _err = run(capsys, "check", path, "--data", WILDCATS)
    assert status == 4
    lines = out[out.index('["open.csv"]') :].splitlines()
    chosen = [line.removeprefix("# ") if "day_first" in line else line for line in lines]
    answers.write_text("\n".join(chosen), encoding="utf-8")
    status, out, _err = run(capsys, "check", path, "--data", WILDCATS, "--answers", answers)
    assert status == 1
    assert "day_first" not in out


def test_nothing_taken_is_never_no_problem(capsys, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text(
        "occurrenceID,basisOfRecord,eventDate,scientificName\n"
        "a,HumanObservation,2024-03-05,Capra sibirica\n",
        encoding="utf-8",
    )
    status, out, _err = run(capsys, "check", path, "--data", WILDCATS)
    assert "other.csv: rows: 1 = 0 taken + 1 set aside + 0 refused" in out
    assert "  Set aside, other species: 1 rows (Capra sibirica: 1)" in out
    assert "Nothing was taken from this file" in out
    assert (status, "No problem found." in out) == (0, False)


def test_check_and_publish_say_the_same(capsys, tmp_path, folder):
    path = tmp_path / "detections.csv"
    path.write_text(
        "observation_id,scientific_name,area_id,event_start,date_precision,source,count\n"
        "mine-1,Panthera uncia,A-KG-05,2999-04-05,day,Field book,1\n",
        encoding="utf-8",
    )
    store = tmp_path / "store"
    said = [
        run(capsys, *command, path, "--data", folder)
        for command in (
            ["check"],
            ["publish", "--store", store, "--author", "A", "--note", "n", "--yes"],
        )
    ]
    assert said[0] == said[1]
    assert said[0][0] == 1
    assert "detections.csv, row 2, event_start" in said[0][1]


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
