"""What a program saw and nobody has looked at is refused by the program's name."""

from __future__ import annotations

import pytest

from impact.__main__ import main
from impact.formats.recognition import FORMATS
from tests.formats.sending import received


@pytest.mark.parametrize(
    ("program", "content"),
    [
        ("DeepFaune", "filename,date,seqnum,prediction,score,top1\na.jpg,,1,lynx,0.9,lynx\n"),
        ("SpeciesNet", "filepath,prediction,prediction_score\na.jpg,x;felidae,0.9\n"),
        ("MegaDetector", "image_path,max_detection_conf,detections\na.jpg,0.9,[]\n"),
        ("Mbaza AI", "filename,pred_1,score_1\na.jpg,leopard,0.9\n"),
        ("AddaxAI", "relative_path,data_type,label,confidence\na.jpg,img,leopard,0.9\n"),
        ("a machine", "image,predicted_species,probability\na.jpg,Panthera uncia,0.9\n"),
    ],
)
def test_the_program_is_named_with_those_in_which_it_is_reviewed(program, content):
    found = received({"table.csv": content})
    ((name, error),) = found.refused
    assert name == "table.csv"
    assert program in error.message
    assert "Timelapse" in error.cure


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("collars", "event-id,timestamp,location-long,location-lat\n1,2025-03-02,78.4,41.9\n"),
        ("list of pictures", "SourceFile,DateTimeOriginal,Model\na.jpg,2025:04:02 05:00:14,X\n"),
        ("stations and days", "Station,2025-04-01,2025-04-02,2025-04-03\nS1,1,1,NA\n"),
        ("votes of volunteers", "classification_id,annotations,subject_ids\n1,[],7\n"),
        ("detection history", "Station,o1,o2,o3\nS1,0,1,NA\n"),
    ],
)
def test_what_only_looks_like_records_is_refused_by_what_it_is(what, content):
    ((_, error),) = received({"table.csv": content}).refused
    assert what in error.message
    assert error.cure


def test_a_list_of_pictures_with_animals_is_not_refused():
    named = "SourceFile,DateTimeOriginal,Species\na.jpg,2025:04:02 05:00:14,Panthera uncia\n"
    assert not received({"table.csv": named}).refused


def test_every_format_says_where_it_comes_from_and_how_it_is_recognised(capsys):
    assert main(["formats"]) == 0
    said = capsys.readouterr().out
    for module in FORMATS.values():
        assert all(
            text in said
            for text in (module.ABOUT.title, module.ABOUT.comes_from, module.ABOUT.recognised_by)
        )
