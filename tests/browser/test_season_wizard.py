"""Two seasons of a field team's own Excel files become a public comparison, in a real browser."""

from __future__ import annotations

import pytest

from staffed import click
from test_updating import place, sign_in, staff  # noqa: F401
from tests.season_files import ENGLISH, KYRGYZ, RUSSIAN, season
from walk import PATIENCE, Visit

pytestmark = pytest.mark.long


class Decisions:
    """Somebody who sends a season in; every click after the files were dropped is counted."""

    def __init__(self, session: Visit) -> None:
        self.session, self.made = session, 0

    def drop(self, files: dict[str, bytes]) -> None:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        sent = [{"name": n, "mimeType": kind, "buffer": c} for n, c in files.items()]
        self.session.page.locator("input[type=file]").set_input_files(sent)
        self.session.page.get_by_text(list(files)[-1]).first.wait_for(timeout=PATIENCE * 1000)
        self.session.settle()

    def press(self, name: str, then: str) -> None:
        click(self.session, name, then)
        self.made += 1

    def choose(self, words: str, then: str) -> None:
        self.session.page.locator("label").filter(has_text=words).first.click()
        self.session.page.get_by_text(then).first.wait_for(timeout=PATIENCE * 1000)
        self.session.settle()
        self.made += 1


def published(session: Visit, files: dict[str, bytes], *, new: bool, version: int) -> int:
    """Send a season in as far as it is public; how many decisions that took."""
    one = Decisions(session)
    one.drop(files)
    if new:
        one.press("Read the files", "Look at what is suggested")
        one.press("Confirm", "What shall the public page say about this season?")
    else:
        one.press("Read the files", "What shall the public page say about this season?")
    one.choose("A new claim" if new else "The claim becomes", "As it would be counted")
    one.press("Publish now", f"Published as version {version}.")
    return one.made


def test_russian_files_of_two_seasons_become_27_against_12(place, staff, visit):  # noqa: F811
    url, _ = place
    assert published(staff, season(2025, RUSSIAN), new=True, version=2) <= 12
    click(staff, "Send in something else", "Choose a file first.")
    assert published(staff, season(2026, RUSSIAN), new=False, version=3) <= 3
    told = visit(f"{url}/evidence?claim=a-tm-03-detections").text()
    for words in ("27", "up from 12", "No clear change", "from 0.99 to 7.56 times as many"):
        assert words in told
    click(staff, "Undo what was just published", "Only what version 3 changed is taken back.")
    staff.page.get_by_label("Note for colleagues (needed)").fill("A trial")
    click(staff, "Undo this change", "What version 3 changed is undone, in version 4.")
    old = visit(f"{url}/evidence?claim=a-tm-03-detections&version=3").text()
    assert "What this version changed was undone in version 4." in old
    told = visit(f"{url}/evidence?claim=a-tm-03-detections").text()
    assert "0.77 detections per 100 trap-nights" in told
    assert "Stations with a detection: 7 of 14." in told
    assert (staff.errors, staff.foreign) == ([], [])


def test_an_english_season_becomes_a_claim(place, staff, visit):  # noqa: F811
    url, _ = place
    assert published(staff, season(2025, ENGLISH), new=True, version=2) <= 12
    told = visit(f"{url}/evidence?claim=a-kg-04-detections").text()
    for words in ("12", "snow leopard detections", "1,568 trap-nights"):
        assert words in told


def test_a_kyrgyz_season_becomes_a_claim_on_pages_in_kyrgyz(place, staff, visit):  # noqa: F811
    url, _ = place
    staff.page.goto(f"{url}/update?lang=ky")
    staff.settle()
    Decisions(staff).drop(season(2025, KYRGYZ))
    for button in (".st-key-step-on button", "[data-testid=stFormSubmitButton] button"):
        staff.page.locator(button).click()
        staff.settle()
    staff.page.locator("[data-testid=stRadio] label:has(input)").first.click()
    staff.page.locator(".st-key-publish-update button").click()
    staff.page.locator(".st-key-anew-update").wait_for(timeout=PATIENCE * 1000)
    told = visit(f"{url}/evidence?claim=a-kg-04-detections&lang=ky").text()
    for words in ("коругу» аймагында", "ак илбирс 12 жолу катталган"):
        assert words in told.replace("\xa0", " ")
