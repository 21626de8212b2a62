"""The file for IATI passes the standard's ruleset, and says what it lacks before it is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from lxml import etree

from impact.changes.iati_edit import iati_values, with_iati
from impact.disclosure import for_audience
from impact.handouts.iati import iati_results
from impact.model.errors import HandoutError, ProgrammeError
from impact.model.iati import Iati, equal_shares
from impact.wording import words_in
from impact.wording.cause import cause_not_shown
from impact.wording.preview import with_mark
from tests.handouts.iati_rules import broken_rules
from tests.handouts.opened import ROOT, STANDARDS, WORDS

DATA = ROOT / "data"
TODAY = dt.date(2026, 12, 31)


def _views(version, published, audience="public"):
    return [for_audience(one, audience) for one in (version, published)]


@pytest.fixture(scope="module")
def content(version):
    return iati_results(for_audience(version, "public"), WORDS, "XI-IATI-1")


def _with(version, iati):
    programme = version.programme.model_copy(update={"iati": iati})
    return for_audience(replace(version, programme=programme), "public")


@pytest.mark.parametrize("audience", ["public", "staff"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_data_folder_passes_the_schema_and_the_ruleset(version, published, audience, language):
    schema = etree.XMLSchema(etree.parse(STANDARDS / "iati-2.03/iati-activities-schema.xsd"))
    for view in _views(version, published, audience):
        document = etree.fromstring(iati_results(view, words_in(language), "XI-IATI-1"))
        schema.assertValid(document)
        assert set(broken_rules(document, TODAY)) == set()
        assert len(document.findall("iati-activity/result")) == len(view.claims)


def test_that_no_source_bears_the_status_out_is_a_description_of_its_own(version, published):
    """A code bears no words, and at the end of a long text nobody would find them."""
    for view in _views(version, published):
        activity = etree.fromstring(iati_results(view, WORDS)).find("iati-activity")
        told = activity.findall("description[@type='4']/narrative")
        assert told[0].text.endswith("code 2 (implementation) rests on no source.")
        assert activity.find("activity-status").get("code") == "2"
        general = activity.find("description[@type='1']/narrative").text
        assert "rests on no source" not in general


def test_a_result_says_itself_how_sure_it_is_and_that_no_cause_is_shown(version, published):
    """A title is shown alone, and whoever reads the result may not open its indicator."""
    for view in _views(version, published):
        document = etree.fromstring(iati_results(view, WORDS))
        for result, claim in zip(document.iter("result"), view.claims, strict=True):
            assert result.find("title/narrative").text == with_mark(view, claim, WORDS)
            described = result.find("description/narrative").text
            assert described.endswith(cause_not_shown([claim], WORDS))


def test_each_partner_whose_role_is_said_takes_part_under_its_code_and_no_other(version, published):
    for view in _views(version, published):
        document = etree.fromstring(iati_results(view, WORDS, "XI-IATI-1"))
        (own, *others) = document.findall("iati-activity/participating-org")
        assert own.get("ref") == "XI-IATI-1"
        assert [(one.findtext("narrative"), one.get("role")) for one in others] == [
            (WORDS.of(one.names) or one.name, one.iati_role)
            for one in view.programme.partners
            if one.iati_role
        ]


def test_who_only_funds_is_not_said_to_carry_the_programme_out(published):
    partners = for_audience(published, "public").programme.partners
    gives = ("Funder of ", "Supported ")
    assert {one.iati_role for one in partners} == {"1", "4"}
    assert all((one.iati_role == "1") == one.role["en"].startswith(gives) for one in partners)


def test_without_the_publishers_identifier_nothing_but_warnings_about_it_is_left(version):
    broken = set(
        broken_rules(etree.fromstring(iati_results(for_audience(version, "public"), WORDS)), TODAY)
    )
    assert {rule for rule, _ in broken} <= {"1.1.21", "1.14.13"}
    assert {severity for _, severity in broken} == {"warning"}


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        (b'percentage="40"', b'percentage="41"', "3.1.2"),
        (b' percentage="40"', b"", "3.1.1"),
        (b'<sector vocabulary="1" code="41030" />', b"", "6.2.2"),
        (b'type="2" iso-date', b'type="4" iso-date', "6.11.1"),
        (b'xml:lang="en"', b"", "4.1.1"),
        (b'iso-date="2', b'iso-date="3', "11.1.4"),
    ],
)
def test_the_rules_find_what_is_wrong(content, was, becomes, rule):
    assert was in content
    document = etree.fromstring(content.replace(was, becomes))
    assert rule in {found for found, _ in broken_rules(document, TODAY)}


def test_what_is_missing_is_said_before_anything_is_written(version):
    # The example has claims in three countries.
    with pytest.raises(HandoutError, match="sector of the programme") as lacking:
        iati_results(_with(version, None), WORDS)
    assert "shares of the countries" in str(lacking.value)
    with pytest.raises(HandoutError, match="No share is stated for KZ, TM"):
        iati_results(_with(version, Iati(sector="41030", countries={"KG": 100})), WORDS)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"countries": {"KG": 60, "TM": 30}}, "add up to 90"),
        ({"countries": {"KG": 100}, "region": "619"}, "not both"),
        ({"countries": {"KG": 100, "TM": 0}}, "more than 0"),
        ({"sector": "cats"}, "sector"),
        ({"organisation_type": "1"}, "organisation_type"),
        ({"organisation": "a b"}, "organisation"),
    ],
)
def test_what_cannot_be_valid_is_refused_where_it_is_written_down(keys, said):
    text = (DATA / "example" / "programme.toml").read_bytes()
    values = {"sector": "41030", **keys}
    with pytest.raises(ProgrammeError, match=said):
        with_iati(text, values)


def test_what_is_filled_in_stands_in_the_programme_and_the_rest_stays():
    text = (DATA / "wildcats" / "programme.toml").read_bytes()
    values = {"sector": "41040", "countries": equal_shares(["KG", "KZ", "TM"])}
    made = with_iati(text, values)
    assert iati_values(made) == {
        "sector": "41040",
        "countries": {"KG": 33.34, "KZ": 33.33, "TM": 33.33},
    }
    kept = [line for line in text.decode().splitlines() if line.startswith("#")]
    assert [line for line in made.decode().splitlines() if line.startswith("#")] == kept
    assert with_iati(made, iati_values(made)) == made


@pytest.mark.parametrize("count", range(1, 12))
def test_equal_shares_always_add_up(count):
    codes = [f"C{n}" for n in range(count)]
    assert Iati(sector="41030", countries=equal_shares(codes)).total == "100"
