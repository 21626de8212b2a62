"""A claim that rests on what others recorded says so wherever it stands, and is never green."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from impact.claims.agreement import whose_work
from impact.claims.model import Caveat, Evidence
from impact.disclosure.selection import Selection
from impact.figures import land_set_up, places, reports, wildlife
from impact.figures.style import LIGHT
from impact.handouts.carried import claims_carried
from impact.model.attribution import OTHERS, PROGRAMME
from impact.plain.site import plain_page
from impact.wording import words_in
from impact.wording.cause import cause_not_shown, context_words
from impact.wording.caveats import caveats
from impact.wording.headline import marks
from impact.wording.preview import LETTERS, in_a_preview, with_mark
from impact.wording.rows import evidence_rows
from impact.wording.sentences import title
from pages.shared.claims import about, tone
from tests.handouts.packs_of import view_of

EN = words_in("en")
THEIRS = Caveat("by_others")
SAID = "The work of others, not of the programme; not shown to be caused by it."


def of_others(claim):
    """The same claim, had others recorded what it rests on."""
    return replace(claim, caveats=(THEIRS, *claim.caveats))


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (["D-TM-01"], []),
        (["D-KG-12"], ["by_others"]),
        (["D-TM-01", "D-KG-12"], ["partly_by_others"]),
        ([], []),
    ],
)
def test_whose_work_a_claim_is_follows_its_rows(rows, codes):
    evidence = tuple(Evidence("detections", one) for one in rows)
    found = whose_work(view_of("wildcats").records, evidence)
    assert [one.code for one in found] == codes


def test_rows_of_the_programmes_own_files_say_nothing_of_others():
    theirs = [
        claim.id
        for claim in view_of("example").claims
        if {one.code for one in claim.caveats} & {"by_others", "partly_by_others"}
    ]
    assert theirs == ["gorge-first-record"]  # a published report of others


def test_a_rise_that_others_recorded_is_not_green():
    rise = view_of("example").claim("uly-balkan-detections")
    assert tone(rise) == "green"
    assert tone(of_others(rise)) == "gray"


def test_mark_limitations_and_foot_say_that_others_recorded_it():
    view = view_of("example")
    claim = of_others(view.claim("uly-balkan-detections"))
    assert marks(claim, EN) == ["Recorded by others, not by the programme"]
    assert caveats(view, claim, EN)[0] == (
        "Others recorded what this claim rests on: it is not the work of the programme."
    )
    assert cause_not_shown([claim], EN) == SAID
    assert "in part by others" in cause_not_shown([claim, *view.claims], EN)


def test_a_line_of_a_feed_or_a_mail_says_that_others_recorded_it():
    told = {one.id: one.text for one in claims_carried(view_of("example"), EN)}
    assert [name for name, text in told.items() if text.endswith(SAID)] == ["gorge-first-record"]


def test_what_a_chat_shows_of_a_link_says_first_whose_word_it_is():
    view = view_of("wildcats")
    shown = plain_page(view, "", EN).description
    assert shown == in_a_preview(view, view.claims[:3], EN)
    assert shown.startswith("Reported by the programme; not shown to be caused by it. 11 leopard")
    assert in_a_preview(view, (), EN) == ""


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
@pytest.mark.parametrize("name", ["wildcats", "example"])
def test_a_claim_in_a_preview_is_whole_and_has_its_mark(name, language):
    view, words = view_of(name), words_in(language)
    for claims in (view.claims, *([one] for one in view.claims)):
        shown = in_a_preview(view, claims, words)
        told = [with_mark(view, one, words) for one in claims]
        count = sum(one in shown for one in told)
        assert count >= 1
        assert shown == " ".join([cause_not_shown(claims[:count], words), *told[:count]])
        assert len(shown) <= LETTERS or count == 1
    assert "We do not know whether reports were collected." in with_mark(
        view_of("wildcats"), view_of("wildcats").claim("turkmenistan-conflicts"), EN
    )


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_a_preview_of_a_place_begins_with_who_set_it_up(language):
    view, words = view_of("wildcats"), words_in(language)
    named = view.records.areas.dropna(subset=["set_up_by"])
    assert len(named) > 9
    for row in named.iloc[::6].to_dict("records"):  # others' land and the programme's own
        shown = plain_page(view, f"places/{row['area_id']}", words).description
        first = words._("set up by: {who}").format(who=words.cell(row, "set_up_by"))
        begin = f"{words.cell(row, 'name')}. {first}"
        assert shown.casefold().startswith(begin.casefold())


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_a_preview_of_a_place_without_a_link_says_that_it_is_no_result_of_the_programme(language):
    view, words = view_of("wildcats"), words_in(language)
    assert plain_page(view, "places/KG-kemin", words).description.endswith(context_words(words))


def test_what_is_only_reported_to_be_the_first_is_not_called_so():
    view = view_of("wildcats")
    claim = view.claim("jashyl-oroon-first-record")
    assert title(view, claim, EN) == "First reported snow leopard in Jashyl-Oroon"


def test_a_row_behind_a_claim_says_who_recorded_it():
    view = view_of("wildcats")
    claim = view.claim("jashyl-oroon-first-record")
    assert [row["recorded"] for row in evidence_rows(view, claim, EN)] == [
        "Recorded by: not stated; published by the programme."
    ]


@pytest.mark.parametrize("whose", [PROGRAMME, OTHERS])
def test_every_report_says_who_recorded_it(whose):
    view, chosen = view_of("wildcats"), Selection(whose=whose)
    for make in (reports.of_cats, reports.of_incidents):
        table = make(view, chosen, EN, LIGHT).table
        assert table["Recorded by"].str.len().gt(0).all()


def test_no_sentence_counts_0_without_a_date():
    view, others = view_of("wildcats"), Selection(whose=OTHERS)
    dated = replace(others, area="A-KZ-01")
    for make in (wildlife.first_records, reports.of_cats):
        assert "without a date" not in make(view, dated, EN, LIGHT).sentence


def test_land_of_unknown_year_is_drawn_in_no_year():
    figure = places.protected_by_year(view_of("wildcats"), Selection(), EN, LIGHT).figure
    (said,) = (trace for trace in figure.data if trace.mode == "text")
    assert said.text[0].endswith(" km² · with areas of unknown year")
    assert [trace.name for trace in figure.data if trace.mode != "text"] == ["km² so far"]


def test_where_no_area_is_the_programmes_no_land_is_counted_as_0_since_it_began():
    shown = land_set_up.set_up_since(view_of("wildcats"), Selection("TM"), EN)
    assert shown.table.empty  # a sanctuary was created there in 2025, by others
    assert shown.sentence.startswith("The programme says of no established area on file here")
    assert "km²" not in shown.sentence


def test_on_a_phone_the_words_of_the_beginning_hide_no_curve():
    narrow = replace(LIGHT, narrow=True)
    figure = places.protected_by_year(view_of("wildcats"), Selection(), EN, narrow).figure
    assert figure.data[-1].name == "the programme was due to begin"
    assert not any("due" in note.text for note in figure.layout.annotations)


def test_where_the_work_of_others_is_chosen_only_claims_that_rest_on_it_are_shown():
    view = view_of("wildcats")
    first, *others = view.claims
    theirs = replace(view, claims=(of_others(first), *others))
    for whose, shown in ((PROGRAMME, 3), ("all", 3), (OTHERS, 1)):
        assert len(about(theirs, Selection(whose=whose))) == shown
    assert about(theirs, Selection(whose=OTHERS)) == (first.id,)
    assert not about(view, Selection(whose=OTHERS))


@pytest.mark.parametrize("whose", ["all", "others"])
def test_milestones_of_others_stand_apart_on_the_page_of_a_place(whose, monkeypatch):
    monkeypatch.setenv("IMPACT_DATA", "data/wildcats")
    app = AppTest.from_file("../dashboard.py", default_timeout=60)
    app.query_params["area"], app.query_params["records"] = "A-KZ-01", whose
    app.run()
    app.switch_page("pages/public/places.py").run()
    assert not app.exception
    headings = [one.value for one in app.header if "Milestones" in one.value]
    assert headings == ["Milestones", "Milestones of others"][whose == "others" :]
