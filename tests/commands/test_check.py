"""What `check` prints, and what it takes for a problem."""

from __future__ import annotations

import json

from impact.model.errors import Problem
from tests.commands.running import FIELDS, REPORTING, WILDCATS, change, run


def test_a_good_file_is_named_with_its_table_and_has_no_problem(capsys, file):
    status, out, err = run(capsys, "check", file, "--data", WILDCATS)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"{file}: reporting",
        "reporting.csv: rows: 1 = 1 taken + 0 set aside + 0 refused",
        "No problem found.",
        (
            "Reporting effort: 1 row counts toward the claim "
            "“0 human–leopard conflicts in Turkmenistan since early 2024”."
        ),
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


def test_a_file_of_another_program_is_called_by_its_name_and_what_it_asks_has_a_likely_answer(
    capsys, tmp_path
):
    path = tmp_path / "form.csv"
    path.write_text(
        "Timestamp,Date of the incident,Which predator?,Livestock,Animals killed,Confirmed?\n"
        "3/3/2025 10:09:00,2025-03-01,snow leopard,sheep,4,yes\n",
        encoding="utf-8",
    )
    status, out, _err = run(capsys, "check", path, "--data", WILDCATS)
    assert status == 4
    assert out.startswith(f"{path}: Google Forms\n")
    assert '= "Which predator?"  # Which predator? (likely)' in out
    assert '# "species:snow leopard" = "Panthera uncia"  # Panthera uncia (likely)' in out
