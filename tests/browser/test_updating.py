"""Staff put a table on the public page, in a real browser: sent, mended, rehearsed, undone."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from season import season
from staffed import click, publish, send, until_rehearsed
from walk import PATIENCE, WILDCATS, Visit, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.long

NAME = "сезон 2026.csv"
BEFORE = "11 leopard detections on Uly Balkan"
AFTER = "12 leopard detections on Uly Balkan"
AT_ONCE = 5_000  # milliseconds in which an open page shows what was published


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A dashboard with a store of its own: its address and its state folder."""
    state = tmp_path / "state"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMPACT_STATE", str(state))
        patch.setenv("IMPACT_STORE", str(tmp_path / "store"))
        with serving(WILDCATS, tmp_path / "log.txt") as server:
            yield server.url, state


@pytest.fixture
def staff(place: tuple[str, Path], visit: Callable[..., Visit]) -> Visit:
    """A session of somebody who is signed in, on the page that updates data."""
    return sign_in(place, visit, "Aida Nurova")


def sign_in(place: tuple[str, Path], visit: Callable[..., Visit], name: str) -> Visit:
    url, state = place
    code = (state / f"staff-code-{urlsplit(url).port}").read_text().strip()
    session = visit(f"{url}/sign-in")
    session.page.get_by_label("Your name").fill(name)
    session.page.get_by_label("Staff code").fill(code)
    session.page.get_by_role("button", name="Sign in").click()
    session.page.wait_for_url("**/sign-in?lang=*")
    session.page.goto(f"{url}/update")
    session.settle()
    return session


def restore(session: Visit, url: str, number: int) -> None:
    """Publish an old version again, on the page with the history."""
    page = session.page
    page.goto(f"{url}/history")
    page.get_by_role("heading", name="History").wait_for()
    session.settle()
    page.get_by_test_id("stExpander").filter(has_text=f"Version {number} ").first.click()
    page.locator(f".st-key-restore-{number} button").click()
    session.settle()
    page.get_by_label("Note for colleagues (needed)").fill("It was a trial")
    click(session, "Publish it again")
    page.get_by_text(f"Version {number} is published again").wait_for()


def words(session: Visit) -> str:
    """The words of a page, in whatever lines they stand: a number may have one of its own."""
    return " ".join(session.text().split())


def test_a_season_is_sent_mended_rehearsed_published_and_undone(place, staff, visit):
    url, _ = place
    public = visit(url)
    assert BEFORE in words(public)

    send(staff, season(area="A-TM-2", latitude="139.5"), NAME)
    click(staff, "Read the files", "Step 2 of 6")
    assert "CSV, Windows-1251, semicolons, decimal comma, dates day first" in staff.text()
    click(staff, "Check the rows", "Step 3 of 6")
    told = words(staff)
    assert "2 errors" in told
    assert f"{NAME} · row 3 · Территория · “A-TM-2”" in told
    assert "Did you mean A-TM-02?" in told
    assert f"{NAME} · row 3 · Широта · “139,5”" in told
    assert "Correct the number, or leave the cell empty if it is not known." in told
    assert staff.page.get_by_role("button", name="Bring them into the tables").is_disabled()
    with staff.page.expect_download() as download:
        staff.page.get_by_role("button", name=re.compile("with the problems marked")).click()
    sheet = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    assert sum(cell.comment is not None for cells in sheet for cell in cells) == 2

    click(staff, "Back", "Step 2 of 6")
    click(staff, "Back", "Step 1: Choose files")
    click(staff, "Take out", "Choose a file first.")
    send(staff, season(), NAME)
    until_rehearsed(staff)
    told = words(staff)
    assert "1 public claim changes" in told
    assert BEFORE in told
    assert AFTER in told
    assert "The programme has published 11; by the records it would be 12." in told
    assert BEFORE in words(visit(url))
    click(staff, "Show every page with it")
    draft = staff.page.locator("[data-testid=stCode]").inner_text().strip()
    with staff.page.context.expect_page() as opened:
        staff.page.evaluate("address => void window.open(address)", draft)
    opened.value.get_by_text(AFTER).first.wait_for(timeout=PATIENCE * 1000)
    opened.value.close()
    assert AFTER not in words(visit(draft))

    publish(staff, "The season of 2026", "Published as version 2.")
    public.page.get_by_text(AFTER).first.wait_for(timeout=AT_ONCE)
    assert BEFORE in words(visit(f"{url}/?version=1"))

    restore(staff, url, 1)
    public.page.get_by_text(BEFORE).first.wait_for(timeout=AT_ONCE)
    assert AFTER in words(visit(f"{url}/?version=2"))
    assert (staff.errors, staff.foreign) == ([], [])


def test_of_two_who_publish_at_once_one_is_told_and_loses_nothing(place, staff, visit):
    other = sign_in(place, visit, "Bek")
    for session, count in ((staff, "12"), (other, "13")):
        send(session, season(count=count), NAME)
        until_rehearsed(session)
    click(other, "Go on to publishing", "Step 6 of 6")
    publish(staff, "Twelve", "Published as version 2.")
    note = other.page.get_by_role("textbox", name="What is new, and why (needed)")
    note.fill("Thirteen, as Bek counted")
    click(other, "Publish now", "Nothing of yours was published.")
    told = words(other)
    assert "Nothing of yours was published." in told
    assert "Aida Nurova" in told
    assert "Twelve" in told
    click(other, "Bring the two together and rehearse again", "Step 5 of 6")
    told = words(other)
    assert "You and somebody else changed the same" in told
    assert other.page.get_by_role("button", name="Go on to publishing").is_disabled()
    other.page.get_by_text("Keep yours").click()
    on = other.page.get_by_role("button", name="Go on to publishing")
    expect(on).to_be_enabled(timeout=PATIENCE * 1000)
    other.settle()
    told = words(other)
    assert AFTER in told
    assert "13 leopard detections on Uly Balkan" in told
    click(other, "Go on to publishing", "Step 6 of 6")
    note = other.page.get_by_role("textbox", name="What is new, and why (needed)")
    assert note.input_value() == "Thirteen, as Bek counted"
    click(other, "Publish now", "Published as version 3.")
