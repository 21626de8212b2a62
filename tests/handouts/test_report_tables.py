"""The tables of the report: what is not stated is said once, not in every cell."""

from __future__ import annotations

import pandas as pd

from impact.disclosure.selection import Selection
from impact.handouts.asks import Ask, asks, lacking, who_once
from impact.handouts.packs import map_names
from impact.handouts.report import nothing_twice, report_html
from impact.handouts.report_front import front_of
from impact.handouts.report_parts import ReportPart, set_table
from impact.wording import words_in
from impact.wording.evidence import effort_words
from impact.wording.rows import grouped_rows
from impact.wording.state import contradictions
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
    assert "leopard detections on Uly Balkan" in first.why


def test_an_ask_says_who_can_help_and_once_where_it_is_the_same_for_all():
    view = view_of("example")
    assert (
        asks(view, [], WORDS)[0].terms
        == "Who can help with this: donors · Needed by: September 2026"
    )
    view = view_of("wildcats")
    found = lacking(view, view.claims, WORDS)
    assert {one.who for one in found} == {"Who can help with this: Conservation X Labs"}
    without, who = who_once(found)
    assert (who, {one.terms for one in without}) == (
        "Who can help with this: Conservation X Labs",
        {""},
    )
    two = [Ask("a", "", "Who can help: A"), Ask("b", "", "Who can help: B")]
    assert who_once(two) == (two, "")


def test_the_first_page_says_that_no_second_source_confirms_and_what_sources_say_otherwise():
    view = view_of("wildcats")
    front = front_of(view, Selection(), view.claims, WORDS)
    assert front.own.startswith("These are the programme's own figures")
    assert [len(one.marks) for one in front.claims] == [1, 1, 1]  # said once, of all of them
    assert "moved to the Ustyurt" in front.claims[0].disputed
    assert front.claims[1].disputed == ""


def test_a_long_table_of_few_short_columns_is_set_in_two_columns():
    rows = pd.DataFrame({"Month": ["May 2024"] * 13, "Incidents": ["1"] * 13})
    assert set_table(rows, WORDS).narrow
    assert not set_table(rows.head(12), WORDS).narrow
    assert not set_table(rows.assign(What="A long text about what happened " * 3), WORDS).narrow


def test_on_paper_a_long_text_of_many_columns_stands_below_its_row():
    short = {f"Column {letter}": ["x", "x"] for letter in "ABCDE"}
    told = "A herder shot a leopard and was fined; whether it was attacking his sheep is not said"
    table = pd.DataFrame({"Row": [told, "two"], **short, "What": [told, None],
                          "Source": ["https://example.org/" + "a" * 60, None]})  # fmt: skip
    made = set_table(table, WORDS, paper=True)
    assert made.names == ("Row", *short, "Source")  # the first names the row, an address is short
    assert made.below == ((("What", told),), ())
    assert set_table(table, WORDS).names == tuple(table.columns)  # a screen has room
    few = table[["Row", "What"]]
    assert set_table(few, WORDS, paper=True).names == ("Row", "What")


def test_a_caveat_and_a_table_stand_in_the_report_once():
    def part(name: str, number: int, *caveats: str) -> ReportPart:
        return ReportPart(name, name, "", pd.DataFrame({"Detections": [number]}), caveats)

    chapters = {
        "Wildlife": [part("a", 1, "one", "two"), part("b", 1, "two", "three")],
        "Places": [part("c", 2, "three")],
    }
    once = [one for parts in nothing_twice(chapters, {"one"}).values() for one in parts]
    assert [one.caveats for one in once] == [("two",), ("three",), ()]
    assert [len(one.table) for one in once] == [1, 0, 1]


def test_the_effort_of_a_species_that_cameras_did_not_record_is_what_they_ran():
    view = view_of("example")
    (claim,) = [one for one in view.claims if one.kind == "first_record" and one.first is None]
    assert effort_words(claim, WORDS) == "Trap-nights: 8,114."


def test_a_report_of_a_place_without_a_claim_does_not_say_that_there_is_none_at_all():
    view, place = view_of("wildcats"), Selection(whose="programme", area="A-KG-06")
    report = report_html(view, WORDS, map_names(), selection=place)
    assert view.claims
    assert "No claim of the programme is about this place." in report
    assert "names no indicator" not in report


def test_of_published_totals_the_rows_are_counted_not_what_they_tell_of():
    view = view_of("example")
    total, each = view.claim("snow-range-detections"), view.claim("glacier-detections")
    assert "Records" in grouped_rows(view, total, WORDS)  # a row that tells of 27 detections
    assert "Detections" in grouped_rows(view, each, WORDS)


def test_what_the_note_on_the_data_says_is_not_said_again_below_it():
    view = view_of("wildcats")
    note = WORDS.of(view.programme.about.data_note)
    assert note in list(view.records.caveats["sentence"])
    assert note not in [told for _name, rows in contradictions(view, WORDS) for told, *_ in rows]
