"""The page of downloads offers what its reader may have, and says why there is no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from impact.disclosure import for_audience
from impact.handouts.exports import EXPORTS
from impact.handouts.offers import offers
from impact.wording import words_in
from tests.folders import WILDCATS, version_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def version():
    return version_of(WILDCATS)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_export_is_offered_in_words(version, language):
    made = offers(for_audience(version, "public"), words_in(language))
    assert {offer.id for offer in made} == {export.id for export in EXPORTS}
    assert all(offer.title and offer.what for offer in made)
    assert [offer.id for offer in made if offer.content is None] == ["camtrap-dp"]


def test_a_file_says_whose_it_is_and_for_whom(version):
    view = for_audience(version, "public")
    for offer in offers(view, words_in("en")):
        assert offer.file_name.startswith(f"wildcats-{view.fingerprint}-public-{offer.id}.")
        assert (offer.size == "") == (offer.content is None)


def test_the_page_offers_four_files_to_the_public(monkeypatch):
    app_test = pytest.importorskip("streamlit.testing.v1").AppTest
    monkeypatch.setenv("IMPACT_DATA", str(ROOT / "data" / "wildcats"))
    page = app_test.from_file(str(ROOT / "pages" / "public" / "downloads.py"), default_timeout=60)
    page.run()
    assert not page.exception
    assert len(page.header) == len(EXPORTS)
    assert len(page.get("download_button")) == len(EXPORTS) - 1
