"""What a chat shows of a link: the right name, sentence and picture, of each page and version."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from impact.disclosure.selection import Selection
from impact.wording import words_in
from impact.wording.preview import with_mark
from pages.shared.view import live_view
from serving.handout_routes import handout_routes
from serving.plain_routes import plain_routes
from serving.shell import shell_routes
from tests.plain.ten_versions import counted, programme_text
from tests.shown.versions import publish, shown

HOME = "https://impact.example.org"
CLAIM = "uly-balkan-detections"
LANGUAGES = ("en", "ru", "tk", "ky", "kk")


class Head(HTMLParser):
    """The title of a page and what its tags say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.says: dict[str, str] = {}
        self._in_title = False
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        self._in_title = tag == "title"
        if tag == "meta" and "content" in given:
            self.says[given.get("name") or given.get("property")] = given["content"]
        if tag == "link" and given["rel"] == "canonical":
            self.says["canonical"] = given["href"]

    def handle_data(self, data) -> None:
        if self._in_title:
            self.says["title"] = data
            self._in_title = False


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A dashboard with two versions: 11 detections, then 13."""
    with pytest.MonkeyPatch.context() as patch:
        store = shown(tmp_path_factory.mktemp("previews") / "store", patch)
        for count in (11, 13):
            publish(store, counted(count), programme_text())
        app = Starlette(routes=[*shell_routes(), *handout_routes(), *plain_routes()])
        yield TestClient(app, base_url=HOME, follow_redirects=False)


def shown_of(client: TestClient, link: str) -> dict[str, str]:
    """What a chat reads of a link; it takes the name and sentence that the page has as well."""
    answer = client.get(link)
    assert answer.status_code == 200
    says = Head(answer.text).says
    assert says["og:title"] == says["title"]
    assert says["og:description"] == says["description"]
    assert says["og:url"].startswith(HOME)
    return says


def picture(client: TestClient, says: dict[str, str]) -> tuple[str, bytes]:
    """The id of the picture and the picture, as wide as chats want it large."""
    address = says["og:image"].removeprefix(HOME)
    answer = client.get(address)
    if answer.status_code == 307:
        assert answer.headers["location"].endswith("/app/static/drawings/preview.png")
    else:
        assert Image.open(io.BytesIO(answer.content)).width >= 600
        assert len(answer.content) < 600_000  # or some chats show none
    return re.search(r"[?&]id=([\w-]+)", address)[1], answer.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_named_after_the_programme_and_says_its_claims(client, language):
    says = shown_of(client, f"/?lang={language}")
    words, view = words_in(language), live_view()
    assert says["title"] == words.of(view.programme.about.name)
    assert re.search(r"\b13\b", says["description"])
    assert says["og:locale"] == language
    assert picture(client, says)[0] == "preview"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_has_its_sentence_and_its_picture_in_the_language_of_the_link(client, language):
    says = shown_of(client, f"/evidence?claim={CLAIM}&lang={language}")
    assert words_in(language)._("How we know") in says["title"]
    assert re.search(r"\b13\b", says["description"])
    assert picture(client, says)[0] == f"claim-{CLAIM}"


def test_a_link_to_a_place_says_first_who_set_it_up(client):
    says = shown_of(client, "/places?area=A-KG-03")
    begin = "Khan-Tengri (Khan-Teniri) State Nature Park. Set up by: Government of Kyrgyzstan. "
    assert says["description"].startswith(begin)
    nowhere = shown_of(client, "/places?area=nowhere")["description"]
    assert re.search(r"\b13\b", nowhere)
    assert "Set up" not in nowhere


def test_a_link_to_a_place_says_what_is_claimed_of_it_and_of_no_other(client):
    view, words = live_view(), words_in("en")
    for area in view.records.areas["area_id"]:
        says = shown_of(client, f"/places?area={area}")["description"]
        inside = set(Selection(area=area).area_ids(view))
        for claim in view.claims:
            of_it = bool(inside & set(claim.indicator.areas))
            assert of_it or with_mark(view, claim, words) not in says, area
        if area in ("A-KZ-02", "A-TM-01"):  # one without a claim, one with a claim
            plain = Head(client.get(f"/plain/places/{area}?lang=en").text).says
            assert plain["description"] == says
    said = shown_of(client, "/places?area=A-KZ-02")["description"]
    assert "Set up by: Government of Kazakhstan. Relation to the programme: site of BRCC's" in said


@pytest.mark.parametrize("page", ["wildlife", "coexistence"])
def test_a_link_to_a_page_of_its_own_claims_says_these_alone(client, page):
    says = shown_of(client, f"/{page}")["description"]
    assert says == Head(client.get(f"/plain/{page}?lang=en").text).says["description"]
    view, words = live_view(), words_in("en")
    for claim in view.claims:
        told = with_mark(view, claim, words) in says
        assert told == ((claim.kind == "conflict_incidents") == (page == "coexistence")), claim.id


@pytest.mark.parametrize("page", ["/wildlife", "/coexistence", "/places", "/map"])
def test_a_link_to_the_work_of_others_tells_no_claim_of_the_programme(client, page):
    said = shown_of(client, f"{page}?records=others")["description"]
    assert said.startswith("Not a result of the programme")
    place = shown_of(client, f"{page}?records=others&area=A-KG-03")["description"]
    assert place.startswith("Khan-Tengri (Khan-Teniri) State Nature Park. Not a result")
    for query, own in (("records=others", False), ("records=all", True)):
        first = client.get(f"{page}?{query}").text.partition('id="first-words"')[2]
        first = first.partition("</main>")[0]
        assert ("leopard detections on Uly Balkan" in first) == own
        assert ("Not a result of the programme" in first) != own


def test_an_old_version_is_shown_with_its_own_numbers_and_picture(client):
    now, old = (shown_of(client, f"/evidence?claim={CLAIM}{v}") for v in ("", "&version=1"))
    assert re.search(r"\b11\b", old["description"])
    assert not re.search(r"\b13\b", old["description"])
    assert "version=1" in old["og:url"]
    assert "version=1" in old["canonical"]
    assert picture(client, old)[1] != picture(client, now)[1]
    assert re.search(r"\b11\b", shown_of(client, "/?version=1")["description"])


def test_a_version_that_is_not_there_shows_no_number(client):
    for asked in ("/?version=9", "/?version=0", f"/evidence?claim={CLAIM}&version=x"):
        says = shown_of(client, asked)
        assert says["description"] == "There is no such version."
        assert says["title"].endswith(words_in("en").of(live_view().programme.about.name))
        assert picture(client, says)[0] == "preview"


def test_the_map_shows_the_map_and_the_presentation_its_own_name(client):
    assert picture(client, shown_of(client, "/map"))[0] == "map"
    for language in ("en", "ru"):
        says = shown_of(client, f"/deck?lang={language}&version=1")
        words, view = words_in(language), live_view()
        name = words.of(view.programme.about.name)
        assert says["title"] == words._("{name}: presentation").format(name=name)
        assert re.search(r"\b11\b", says["description"])


def test_a_plain_page_says_its_claims_as_carefully_as_the_others(client):
    for path in ("", "wildlife", "coexistence"):
        says = Head(client.get(f"/plain/{path}?lang=en").text).says
        assert "not shown to be caused by it" in says["og:description"] == says["description"]
        assert says["og:title"] == says["title"]


def test_who_shares_a_choice_shares_that_choice(client):
    says = shown_of(client, "/wildlife?lang=ru&country=KZ&see=staff")
    assert says["og:url"] == f"{HOME}/wildlife?lang=ru&country=KZ"
    assert says["canonical"] == f"{HOME}/wildlife?lang=ru"
