"""A story, a photograph and a logo are changed in a real browser, seen by all, and taken back."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from impact.disclosure import for_audience
from impact.handouts.packs import Choice, make
from impact.versions import Store
from impact.versions.opening import version_of
from impact.wording import words_in
from staffed import click, enter, served
from walk import PATIENCE, Visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.long

STORY = "Snow leopards walk along the ridges at dusk, and herders hear them."
ALT = "A snow leopard rests on a stone"
AT_ONCE = 5_000  # milliseconds in which an open page shows what was published


def picture(colour: tuple[int, int, int], size: tuple[int, int]) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "PNG")
    return kept.getvalue()


def choose(session: Visit, label: str, option: str) -> None:
    """Choose in a list as people do: write the first words, press Enter."""
    box = session.page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    session.page.get_by_role("option", name=option).first.click()
    session.settle()


def fill(session: Visit, label: str, text: str) -> None:
    session.page.get_by_label(label, exact=True).first.fill(text)
    session.page.keyboard.press("Tab")


def send(session: Visit, content: bytes, name: str) -> None:
    file = {"name": name, "mimeType": "image/png", "buffer": content}
    session.page.locator("input[type=file]").set_input_files(file)
    session.page.get_by_text(name).first.wait_for()
    session.settle()


def edit_all(staff: Visit) -> None:
    """The first paragraph, a new photograph, and the logo; each kept."""
    choose(staff, "What is to be edited", "The programme: story")
    fill(staff, "Paragraph (English)", STORY)
    click(staff, "Keep these changes", "Changes are kept in")
    choose(staff, "What is to be edited", "The programme: photographs")
    send(staff, picture((120, 110, 100), (640, 480)), "Шелек.png")
    fill(staff, "What is to be seen (English)", ALT)
    fill(staff, "Who took it (needed)", "Aida Nurova")
    fill(staff, "Licence (needed)", "CC BY 4.0")
    click(staff, "Keep these changes")
    choose(staff, "What is to be edited", "The programme: logo")
    send(staff, picture((11, 92, 102), (300, 120)), "logo.png")
    click(staff, "Keep these changes")


def handed_out(store: Path) -> dict[str, str]:
    """The deck, the slides and the report of what the public sees now, as text."""
    place = Store.at(str(store))
    view = for_audience(version_of(place.open(place.latest() or 0)), "public")
    made = {
        kind: make(kind, view, words_in("en"), Choice()) for kind in ("deck", "slides", "report")
    }
    with zipfile.ZipFile(io.BytesIO(made["slides"])) as slides:
        parts = [slides.read(name).decode() for name in slides.namelist() if name.endswith("xml")]
    return {
        **{kind: made[kind].decode() for kind in ("deck", "report")},
        "slides": "\n".join(parts),
    }


def test_a_story_a_photograph_and_a_logo_are_published_and_undone(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    store = tmp_path / "store"
    with served(tmp_path, {"IMPACT_STORE": str(store)}) as place:
        public, staff = visit(place.url), visit(f"{place.url}/sign-in")
        before = public.page.locator(".st-key-masthead img").count()
        enter(staff, place)
        staff.page.goto(f"{place.url}/edit")
        staff.settle()
        edit_all(staff)
        click(staff, "Check the changes", "Step 2 of 4")
        click(staff, "Rehearse", "Step 3 of 4")
        staff.page.get_by_text("nobody could tell from the background").click()
        staff.settle()
        click(staff, "Show every page with it", "Every page as the public would see it")
        draft = staff.page.locator("[data-testid=stCode]").inner_text().strip()
        assert STORY not in public.text()
        click(staff, "Go on to publishing", "Step 4 of 4")
        staff.page.get_by_role("textbox", name="What is new, and why (needed)").fill("Pictures")
        click(staff, "Publish now", "Published as version 2.")
        public.page.get_by_text(STORY).first.wait_for(timeout=AT_ONCE)
        public.page.locator(f'.st-key-masthead img[alt="{ALT}"]').wait_for()
        assert public.page.locator(".st-key-masthead img").count() == before + 1  # and the logo
        made = handed_out(store)
        assert all(STORY in made[kind] for kind in ("deck", "slides", "report"))
        assert all(ALT in made[kind] for kind in ("deck", "slides", "report"))
        assert all("CC BY 4.0" in made[kind] for kind in ("deck", "slides", "report"))
        assert made["report"].count('class="logo"') == 1
        staff.page.goto(draft)
        staff.page.get_by_text(STORY).first.wait_for(timeout=PATIENCE * 1000)
        undo(staff, place.url)
        public.page.get_by_text(STORY).first.wait_for(state="hidden", timeout=AT_ONCE)
        assert public.page.locator(f'img[alt="{ALT}"]').count() == 0
        assert not any(ALT in text or STORY in text for text in handed_out(store).values())
        assert (staff.errors, staff.foreign, public.errors, public.failed) == ([], [], [], [])


def undo(staff: Visit, url: str) -> None:
    """Publish the version before again, on the page with the history."""
    staff.page.goto(f"{url}/history")
    staff.page.get_by_role("heading", name="History").wait_for()
    staff.settle()
    staff.page.get_by_test_id("stExpander").filter(has_text="Version 1 ").first.click()
    staff.page.locator(".st-key-restore-1 button").click()
    staff.settle()
    staff.page.get_by_label("Note for colleagues (needed)").fill("A trial")
    click(staff, "Publish it again")
    staff.page.get_by_text("Version 1 is published again").wait_for()
