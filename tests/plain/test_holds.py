"""Who holds a handout finds out what became of each of its numbers, and nothing more."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from impact.disclosure import for_audience
from impact.disclosure.handout_id import handout_id, made_id, read_id
from impact.disclosure.selection import Selection
from impact.plain import holds_pages, site
from impact.plain.standing import NoHistory
from impact.wording import words_in
from pages.shared import published
from sent_bytes import unpacked
from serving.holds_routes import holds_routes
from serving.plain_routes import plain_routes
from tests.folders import WILDCATS
from tests.folders import version_of as folder_version
from tests.plain.ten_versions import of_the_claim, view_of

HEADING = {
    "en": "Leopard detections on Uly Balkan",
    "ru": "Регистрации леопарда на хребте Большой Балхан",
}


def page_of(now, history, code: str, language: str):
    return holds_pages.holds_page(now, history, code, words_in(language))


def said(page) -> str:
    return "\n".join(text for one in page.blocks for text in (one.heading, *one.texts) if text)


def test_each_kind_of_change_is_named_with_its_version_day_and_reason(store, now, history):
    page = page_of(now, history, handout_id(view_of(store, 1), "en"), "en")
    group, texts = of_the_claim(page, HEADING["en"])
    assert group == "changed"
    assert [text.partition("): ")[0] for text in texts[1:]] == [
        "Since version 2 of 11 January 2026 (new data",
        "Since version 4 of 31 January 2026 (new data",
        "Since version 5 of 10 February 2026 (mistake corrected",
        "Since version 6 of 20 February 2026 (method changed",
        "Since version 9 of 22 March 2026 (new data",
        "Since version 11 of 11 April 2026 (mistake corrected",
    ]
    assert texts[0].startswith("In this handout: 11 leopard detections on Uly Balkan, up from 5.")
    assert "conflict incidents on file" in said(page).lower()
    wrong = page_of(now, history, handout_id(view_of(store, 4), "en"), "en")
    assert of_the_claim(wrong, HEADING["en"])[0] == "corrected"
    newest = page_of(now, history, handout_id(now, "en"), "en")
    assert {block.anchor for block in newest.blocks if block.anchor} == {"still"}
    again = page_of(now, history, handout_id(view_of(store, 9), "en"), "en")
    (step,) = of_the_claim(again, HEADING["en"])[1][1:]
    assert step.endswith("(mistake corrected): 16 leopard detections on Uly Balkan, up from 5.")


def test_a_choice_is_read_from_the_code_and_limits_what_is_listed(store, now, history):
    chosen = Selection(area="A-KG-01")
    assert "A-KG-01" in set(now.records.areas["area_id"].astype("str"))
    page = page_of(now, history, handout_id(view_of(store, 10), "ru", chosen), "en")
    assert "Only this area and what lies in it: " in said(page)
    assert HEADING["en"] not in said(page)
    assert "Language of the handout: русский." in said(page)


def test_of_a_folder_that_is_served_nothing_older_can_be_known():
    view = for_audience(folder_version(WILDCATS), "public")
    page = page_of(view, NoHistory(), handout_id(view, "ru"), "en")
    assert "No version has been published yet." in said(page)
    for code in (made_id("wildcats", "version 3", "en", view.rules), "K7Q2-M4XA", "?", ""):
        assert page_of(view, NoHistory(), str(code), "en") is None


@pytest.fixture
def client(store_address, monkeypatch) -> TestClient:
    monkeypatch.setenv("IMPACT_STORE", store_address)
    monkeypatch.setattr(published, "LOOKS_EVERY", 0.0)
    routes = [*holds_routes(), *plain_routes()]
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def test_the_short_address_leads_to_the_page_in_the_language_of_the_handout(store, client):
    code = handout_id(view_of(store, 10), "ru")
    answer = client.get(f"/holds/{code.lower().replace('-', '')}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"http://testserver/plain/holds/{code}?lang=ru"
    page = client.get(f"/plain/holds/{code}?lang=ru")
    assert page.status_code == 200
    assert HEADING["ru"] in page.text
    assert client.get(f"/holds/{code}?lang=en").headers["location"].endswith("lang=en")
    for wrong in ("K7Q2-M4XA", "%3Cb%3Ealert(1)", "9" * 3000):
        for path in (f"/holds/{wrong}", f"/plain/holds/{wrong}"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert "No version published here has this code." in answer.text
            assert "alert" not in answer.text
            assert "'none'" in answer.headers["content-security-policy"]


def test_a_code_can_be_typed_or_pasted_and_is_never_said_again(store, client):
    empty = client.get("/plain/holds?lang=ru")
    assert empty.status_code == 200
    assert '<input name="code"' in empty.text
    assert "form-action 'self'" in empty.headers["content-security-policy"]
    code = handout_id(view_of(store, 10), "ru")
    for typed in (code, f"  {code.lower()}. ", f"https://elsewhere.example/holds/{code}"):
        for path in ("/plain/holds", "/plain/holds/K7Q2-M4XA", "/holds"):
            answer = client.get(path, params={"code": typed, "lang": "en"})
            assert answer.headers["location"].endswith(f"/plain/holds/{code}?lang=en"), typed
    wrong = client.get("/plain/holds", params={"code": "<b>alert(1)"})
    assert wrong.status_code == 404
    assert "alert" not in wrong.text


def test_the_folder_has_a_page_of_each_code(store, now, history):
    files = dict(site.folder(now, ("en",), history, history.rules()))
    for number in (1, 3, 11):
        for chosen in holds_pages.USUAL:
            code = handout_id(view_of(store, number), "en", chosen)
            assert f"en/holds/{code}.html" in files
            assert f"../../en/holds/{code}.html" in files[f"holds/{code}/index.html"].decode()
    inside = [part for one in files.values() for part in unpacked(one)]
    everything = b"\n".join(inside).decode("utf-8", "replace")
    for hidden in ("Somebody Secret", "a secret reason", "note 13", "99 leopard"):
        assert hidden not in everything
    assert read_id("") is None
