"""The archive has what GBIF asks for: https://www.gbif.org/data-quality-requirements-occurrences."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pandas as pd
import pytest
from babel import Locale

from impact.disclosure import for_audience
from impact.formats.common.known import known_to
from impact.formats.receiving import receive
from impact.handouts.darwin_core import REQUIRED, darwin_core
from tests.handouts.opened import WORDS, csv_in, unzipped

BASES = {
    "MachineObservation",
    "HumanObservation",
    "Occurrence",
}  # of GBIF's list, those that occur here
_TIME = r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_MOMENT = rf"[12][0-9]{{3}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:{_TIME})?)?)?"
DATE = rf"(?:{_MOMENT}(?:/{_MOMENT})?)?"  # empty where nobody knows when it was
CHECKS = {
    "occurrenceID": lambda c: c.is_unique and c.ne("").all(),
    "basisOfRecord": lambda c: set(c) <= BASES,
    "scientificName": lambda c: c.str.match(r"[A-Z][a-z]+ [a-z]+").all(),
    "eventDate": lambda c: c.str.fullmatch(DATE).all(),
    "occurrenceStatus": lambda c: set(c) == {"present"},
    "taxonRank": lambda c: set(c) <= {"species", "subspecies"},
    "kingdom": lambda c: set(c) == {"Animalia"},
    "countryCode": lambda c: set(c) - {""} <= set(Locale("en").territories),
    "decimalLatitude": lambda c: pd.to_numeric(c[c != ""]).between(-90, 90).all(),
    "decimalLongitude": lambda c: pd.to_numeric(c[c != ""]).between(-180, 180).all(),
    "geodeticDatum": lambda c: set(c) <= {"", "WGS84"},
    "coordinateUncertaintyInMeters": lambda c: (pd.to_numeric(c[c != ""]) > 0).all(),
    "individualCount": lambda c: c[c != ""].str.fullmatch("[1-9][0-9]*").all(),
}
"""Term → what GBIF checks of its column, as far as it publishes that."""


def _lines(version, audience: str) -> pd.DataFrame:
    files = unzipped(darwin_core(for_audience(version, audience), WORDS))
    meta = Xml.fromstring(files["meta.xml"])
    assert meta.find("{*}core/{*}id").get("index") == "0"
    return csv_in(files["occurrence.csv"])


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_each_column_holds_what_gbif_checks(version, published, audience):
    for one in (version, published) if audience == "staff" else (published,):
        lines = _lines(one, audience)
        assert set(REQUIRED) <= set(lines)
        failed = [
            term for term, holds in CHECKS.items() if term in lines and not holds(lines[term])
        ]
        assert failed == []


def test_a_place_has_its_datum_and_both_of_its_axes(version):
    lines = _lines(version, "staff")
    placed = lines["decimalLatitude"] != ""
    assert placed.any()
    assert (placed == (lines["decimalLongitude"] != "")).all()
    assert (placed == (lines["geodeticDatum"] != "")).all()


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_a_record_is_verified_only_where_its_own_row_says_so(version, published, audience):
    for one in (version, published) if audience == "staff" else (published,):
        lines = _lines(one, audience)
        rows = one.records.detections.set_index("observation_id")
        own = rows["identification_verification_status"].astype("str").fillna("")
        own = own.reindex(lines["occurrenceID"].to_numpy())
        said = lines.get("identificationVerificationStatus", pd.Series("", index=lines.index))
        assert said.tolist() == own.tolist()


def test_a_record_comes_in_again_with_the_word_that_it_went_out_with(published):
    """Nobody's check is on file of a published report: it is no doubt, and no check either."""
    content = darwin_core(for_audience(published, "public"), WORDS)
    known = known_to(published.programme, published.records)
    (table,) = receive([("out.zip", content)], {}, known).texts.values()
    assert "identification_verification_status" not in table.frame
    lines = csv_in(unzipped(content)["occurrence.csv"]).drop(columns="dynamicProperties")
    others = lines.to_csv(index=False).encode()
    (table,) = receive([("theirs.csv", others)], {}, known).texts.values()
    assert set(table.frame["identification_verification_status"]) == {"unverified"}


def test_the_metadata_names_title_creator_provider_contact_and_what_it_is(version):
    files = unzipped(darwin_core(for_audience(version, "staff"), WORDS))
    dataset = Xml.fromstring(files["eml.xml"]).find("dataset")
    order = [one.tag for one in dataset]
    assert order == [
        "title", "creator", "metadataProvider", "pubDate", "language", "abstract", "contact",
    ]  # fmt: skip
