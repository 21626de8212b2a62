"""In Firefox too: the claims, and whatever else stands between the pages and their readers.

What it is served below a path and in frames is tested beside Chromium's, in test_below_a_path.
Firefox prints no foot of our own on a sheet (it knows no ``@bottom-left``), but its own, which
has the address and the day: that is for its reader to choose, and not tested.
"""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urljoin

import pytest
from pypdf import PdfReader

import firefox
from cut_numbers import CUT as CUT_NUMBERS
from cut_numbers import DRAWN_TO_FIT
from hindrances import CUT, HANGING, REFUSED, TRANSLATED
from test_pages import DRAWN_FOR
from walk import BROKEN_WORDS, EXAMPLE, IDLE, TOO_WIDE

FIREFOX = firefox.find()
pytestmark = pytest.mark.skipif(FIREFOX is None, reason="Firefox is not installed (firefox-esr)")
CLAIMS = (
    "11 leopard detections on Uly Balkan, up from 5",
    "None reported: human–leopard conflicts in Turkmenistan since early 2024",
    "1st snow leopard reported in Jashyl-Oroon",
)
MARKS = str.maketrans("", "", "\u2060\u00ad")  # of no width: they stop links, and break words
LED = "() => document.querySelector('#no-app a').href"
HERE = "() => location.pathname + location.search"
ARRIVED = "(address) => location.pathname + location.search === address"
BOXES = "[data-testid=stSelectbox] input"
# In any case: what plays the translator writes all letters large.
CHOSEN = """(label, option) => [...document.querySelectorAll("[data-testid=stSelectbox]")].some(
    (box) => box.textContent.toUpperCase().includes(label.toUpperCase())
        && box.querySelector("input").value === option)"""


@pytest.fixture(scope="module")
def fox(tmp_path_factory):
    """One Firefox for all tests that ask nothing special of it."""
    with firefox.firefox(FIREFOX, tmp_path_factory.mktemp("firefox")) as tab:
        yield tab


def test_firefox_shows_the_claims_in_the_app_and_on_the_plain_page(serve, fox):
    for address, last in (("/", "Three initiatives"), ("/plain/", "How to cite")):
        fox.goto(serve().url + address)
        text = fox.text_with(last).translate(MARKS)
        assert [claim for claim in CLAIMS if claim not in text] == []


@pytest.mark.long
@pytest.mark.parametrize("sockets", [REFUSED, HANGING], ids=["refused", "hanging"])
def test_firefox_whose_websockets_are_blocked_is_led_to_the_plain_page(serve, fox, sockets):
    home = serve().url
    with fox.anew(sockets) as tab:
        tab.goto(f"{home}/wildlife?lang=en")
        tab.text_with("The interactive pages have not loaded")
        assert tab.run(LED) == f"{home}/plain/wildlife?lang=en"


@pytest.mark.long
def test_firefox_without_scripts_has_the_first_words_and_the_plain_page(serve, tmp_path):
    with firefox.firefox(FIREFOX, tmp_path, javascript__enabled="false") as tab:
        tab.goto(serve().url)
        assert len(tab.elements("#first-words li")) == 3
        (link,) = tab.elements("noscript a")
        address = urljoin(f"{serve().url}/", link["value"]["attributes"]["href"])
        assert address == f"{serve().url}/plain/?lang=en"
        tab.goto(address)
        assert len(tab.elements("main h2")) > 3


@pytest.mark.long
def test_firefox_without_webgl_has_the_drawn_map_in_place_of_the_other(serve, tmp_path):
    with firefox.firefox(FIREFOX, tmp_path, webgl__disabled="true") as tab:
        tab.goto(f"{serve().url}/map?lang=en")
        tab.wait("() => { document.querySelector('.drawn-map')?.scrollIntoView(); return true; }")
        drawn = "document.querySelector('.drawn-map')"
        tab.wait(f"() => {drawn}?.naturalWidth > 500 && {drawn}.checkVisibility()")
        assert not tab.run("() => document.querySelector('.st-key-map').checkVisibility()")


@pytest.mark.long
def test_a_translated_number_never_stands_beside_the_words_of_another_claim(serve, fox):
    with fox.anew() as tab:
        tab.goto(f"{serve().url}/evidence?lang=en")
        tab.text_with("11 leopard detections")
        tab.wait(IDLE)
        tab.run(TRANSLATED)
        tab.text_with("LEOPARD DETECTIONS ON ULY BALKAN")
        choose(tab, "Claim", "Human–leopard conflicts in Turkmenistan")
        text = tab.text_with("C-TM-03").translate(MARKS)
        assert "None reported: human–leopard conflicts" in text
        assert "ULY BALKAN" not in text


def choose(tab: firefox.Tab, box: str, option: str) -> None:
    """Take an option of a box, and wait until the page rests."""
    tab.click(BOXES, box)
    tab.click("[role=option]", option)
    tab.wait(CHOSEN, box, option)
    tab.wait(IDLE)


@pytest.mark.long
def test_a_link_as_a_chat_sends_it_opens_what_was_meant_or_says_what_is_not_here(serve, fox):
    home = serve().url
    fox.goto(f"{home}/Evidence?claim=Turkmenistan-Conflicts&amp;lang=RU-ru).")
    fox.text_with("C-TM-03")
    assert fox.run(HERE) == "/evidence?claim=turkmenistan-conflicts&lang=ru"
    fox.goto(f"{home}/places?area=atlantis.&lang=en")
    fox.wait(
        "() => document.querySelector('[data-testid=stAlert]')?.textContent.includes('tlantis')"
    )


@pytest.mark.long
def test_back_takes_one_choice_back_at_a_time_also_to_the_page_before(serve, fox):
    with fox.anew() as tab:
        tab.goto(f"{serve().url}/wildlife")
        tab.wait(CHOSEN, "Country", "All countries")
        choose(tab, "Language", "Русский")
        tab.wait(ARRIVED, "/wildlife?lang=ru")  # a box shows a choice before the server hears of it
        choose(tab, "Страна", "Казахстан")
        tab.wait(ARRIVED, "/wildlife?lang=ru&country=KZ")
        tab.click("a", "Сосуществование")
        tab.wait(ARRIVED, "/coexistence?lang=ru&country=KZ")
        tab.wait(IDLE)
        choose(tab, "Страна", "Туркменистан")
        tab.wait(ARRIVED, "/coexistence?lang=ru&country=TM")
        for address, box, chosen in (
            ("/coexistence?lang=ru&country=KZ", "Страна", "Казахстан"),
            ("/wildlife?lang=ru&country=KZ", "Страна", "Казахстан"),
            ("/wildlife?lang=ru", "Страна", "Все страны"),
            ("/wildlife", "Country", "All countries"),
        ):
            tab.back()
            tab.wait(ARRIVED, address)
            tab.wait(CHOSEN, box, chosen)


@pytest.mark.long
def test_a_connection_cut_for_20_seconds_is_named_and_the_view_comes_back(serve, fox):
    with fox.anew(CUT) as tab:
        tab.goto(f"{serve().url}/wildlife?lang=ru&country=TM")
        tab.wait(CHOSEN, "Страна", "Туркменистан")
        tab.run("() => { isCut(true); isCut.since = performance.now(); }")
        tab.wait("() => document.querySelector('#lost').textContent.includes('Связь прервалась')")
        tab.wait("() => performance.now() - isCut.since > 20_000")
        assert tab.run("() => document.querySelector('#lost').checkVisibility()")
        tab.run("() => isCut(false)")
        tab.wait("() => document.querySelector('#lost').hidden")
        tab.wait(CHOSEN, "Страна", "Туркменистан")
        assert tab.run(HERE) == "/wildlife?lang=ru&country=TM"


# What is wrong with a page that rests at a width: its last finding, if it does not go in 10 s.
PROBLEMS = f"""async () => {{
    let problems;
    for (let look = 0; look < 100; look += 1) {{
        problems = [...({TOO_WIDE})(), ...({BROKEN_WORDS})(), ...({CUT_NUMBERS})()].map(String);
        if (!problems.length) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }}
    return problems;
}}"""


@pytest.mark.long
@pytest.mark.parametrize("path", ["/", "/map", "/wildlife"])
def test_a_page_fits_every_width_of_a_window_and_cuts_no_number(serve, fox, path):
    with fox.anew() as tab:
        tab.goto(f"{serve(EXAMPLE).url}{path}?lang=ru")
        for width, room in DRAWN_FOR.items():
            tab.resize(width, 900)
            tab.wait(
                "(room) => document.querySelector('.st-key-drawn-for [data-selected]')"
                "?.textContent === room",
                str(room),
            )
            tab.wait(DRAWN_TO_FIT)
            tab.wait(IDLE)
            assert tab.run(PROBLEMS) == [], width


@pytest.mark.long
@pytest.mark.parametrize("path", ["/", "/wildlife"])
def test_paper_has_what_the_page_says_one_below_the_other(serve, tmp_path, path):
    # Firefox prints letters of a page's own fonts as drawings, which cannot be read again.
    with firefox.firefox(FIREFOX, tmp_path, gfx__downloadable_fonts__enabled="false") as tab:
        tab.goto(f"{serve().url}{path}?lang=en")
        tab.text_with("Check code")
        tab.wait(IDLE)
        lines = printed_lines(tab.printed())
    text = " ".join(line for _place, line in lines)
    assert "leopard detections on" in text
    assert "Language" not in text
    # Below each chart its source, and only then what comes after it.
    order = [
        line[:8] for _place, line in sorted(lines) if line.startswith(("Wildcats. ", "How this"))
    ]
    assert order == ["Wildcats", "How this"] * (len(order) // 2)


def printed_lines(pdf: bytes) -> list[tuple[tuple[int, float], str]]:
    """The texts of a PDF, each with its sheet and how far down it stands there."""
    lines = []
    for number, sheet in enumerate(PdfReader(BytesIO(pdf)).pages):
        sheet.extract_text(
            visitor_text=lambda text, base, at, *_font, number=number: lines.append(
                ((number, -(base[1] * at[4] + base[3] * at[5] + base[5])), text.strip())
            )
        )
    return lines
