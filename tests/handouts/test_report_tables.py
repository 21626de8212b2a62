"""The tables of the report: what is not stated is said once, not in every cell."""

from __future__ import annotations

import pandas as pd

from impact.handouts.asks import asks
from impact.handouts.report_parts import set_table
from impact.wording import words_in
from tests.handouts.packs_of import view_of

WORDS = words_in("en")


def test_a_column_of_which_nothing_is_stated_is_named_once():
    table = pd.DataFrame({"Area": ["Ridge", "Valley"], "km²": [140.0, None], "Note": [None, ""]})
    made = set_table(table, WORDS)
    assert made.names == ("Area", "km²")
    assert made.rows == (("Ridge", "140"), ("Valley", "–"))
    assert made.empty == "Not stated in any row: Note."
    assert made.dashes


def test_a_whole_table_has_no_dash_and_no_note():
    made = set_table(pd.DataFrame({"Year": ["2023"], "Incidents": [0]}), WORDS)
    assert made.rows == (("2023", "0"),)
    assert (made.empty, made.dashes) == ("", False)


def test_what_is_needed_is_what_the_programme_asks_and_what_claims_lack_each_once():
    view = view_of("example")
    found = asks(view, view.claims, WORDS)
    assert found[0].what == "Twelve more cameras for the simulated Gorge"
    assert found[0].by == "Needed by: September 2026"
    whats = [one.what for one in found]
    assert len(whats) == len(set(whats)) > 3


def test_a_programme_that_asks_for_nothing_still_says_what_its_claims_lack():
    view = view_of("wildcats")
    first = asks(view, view.claims, WORDS)[0]
    assert first.what == "The first and the last day of each period."
    assert "Leopard detections on Uly Balkan" in first.why
