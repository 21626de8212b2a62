"""The list of formats stands in one place: what each module says of itself."""

from __future__ import annotations

import json

from impact.__main__ import main
from impact.formats.recognition import MODULES
from tests.formats.formats_list import BEGIN, DOCUMENT, END, as_markdown


def test_the_document_lists_the_formats_that_are_read():
    text = DOCUMENT.read_text(encoding="utf-8")
    listed = text.partition(BEGIN)[2].partition(END)[0]
    assert listed == as_markdown(), "python -m tests.formats.formats_list writes it anew"


def test_the_command_gives_one_list(capsys):
    assert main(["formats", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len({one["id"] for one in listed}) == len(MODULES)
    assert all(one["comes_from"] and one["recognised_by"] for one in listed)
