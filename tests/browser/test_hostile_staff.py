"""Hostile texts in what staff send, write and are called: nothing of them acts on a staff page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pandas as pd
import pytest

import hostile
from impact.model.schemas import schema
from staffed import click, enter, publish, send, served, until_rehearsed
from walk import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from staffed import Place

CALLED = '<img src=x onerror="hurt(1)"> **Aida** $x$'
FILE = "<img src=x onerror=hurt(1)>.csv"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    hostile.write(folder)
    return folder


@pytest.fixture(scope="module")
def place(data: Path) -> Iterator[Place]:
    environment = {"IMPACT_STORE": str(data.parent / "store")}
    with served(data.parent, environment, data=data) as place:
        yield place


@pytest.fixture(scope="module")
def staff(browser: Browser, place: Place) -> Iterator[Visit]:
    context = browser.new_context()
    context.add_init_script(hostile.HURT)
    context.add_init_script("delete window.showSaveFilePicker")  # nobody is there to answer it
    visit = Visit(context.new_page(), urlsplit(place.url).netloc)
    visit.listen()
    visit.page.goto(f"{place.url}/sign-in")
    visit.settle()
    enter(visit, place, name=CALLED)
    yield visit
    context.close()


def nothing_acts(staff: Visit) -> None:
    assert hostile.marks(staff.page) == []
    assert (staff.errors, staff.foreign) == ([], [])


def at(staff: Visit, place: Place, page: str) -> None:
    staff.page.goto(f"{place.url}/{page}")
    staff.settle()
    nothing_acts(staff)


def broken(table: str) -> bytes:
    """A table in which each cell is another attack, of the wrong kind where a column has one."""
    fields = [field.name for field in schema(table).fields]
    rows = [
        {name: hostile.TEXTS[(n + at) % len(hostile.TEXTS)] for at, name in enumerate(fields)}
        for n in range(3)
    ]
    return pd.DataFrame(rows).to_csv(index=False).encode("utf-8")


def test_what_is_wrong_with_a_hostile_file_is_told_as_text(staff, place):
    at(staff, place, "update")
    send(staff, broken("conflicts"), FILE)
    nothing_acts(staff)
    click(staff, "Read the files", "Step 2 of 6")
    nothing_acts(staff)
    # What is copied into a spreadsheet is no formula there.
    of_cell = "all => all.map((one) => one.lastChild.textContent.trim())"
    cells = staff.page.locator(".reading .lines span").evaluate_all(of_cell)
    assert sum(cell.startswith("'=") for cell in cells) > 1
    assert [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))] == []
    click(staff, "Check the rows", "Step 3 of 6")
    nothing_acts(staff)
    assert hostile.TEXTS[0] in staff.text()


@pytest.fixture(scope="module")
def rehearsed(staff: Visit, place: Place, data: Path) -> Visit:
    """Staff who have come as far as the last step with a hostile table."""
    at(staff, place, "update")
    table = pd.read_csv(data / "milestones.csv", dtype="str")
    table["title"] = hostile.TEXTS[len(table) - 1 :: -1]  # other ones than are on file
    send(staff, table.to_csv(index=False).encode("utf-8"), FILE)
    until_rehearsed(staff)
    return staff


@pytest.fixture(scope="module")
def published(rehearsed: Visit) -> Visit:
    publish(rehearsed, " ".join(hostile.TEXTS[:8]), "Published as version 2.")
    return rehearsed


def test_a_hostile_table_is_rehearsed_as_text(rehearsed):
    nothing_acts(rehearsed)


def test_a_hostile_table_is_published_as_text(published):
    nothing_acts(published)


def test_a_hostile_table_is_in_the_history_as_text(published, place):
    at(published, place, "history")
    published.page.get_by_test_id("stExpander").first.click()
    published.settle()
    nothing_acts(published)
    assert "onerror" in published.text()


@pytest.mark.parametrize("page", ["edit", "update"])
def test_what_was_published_of_a_hostile_table_is_edited_as_text(published, place, page):
    at(published, place, page)


@pytest.mark.usefixtures("staff")
def test_each_line_of_the_audit_log_is_one_event(place):
    assert CALLED.lower() in {person for _event, person in place.audit()}
    assert "Traceback" not in place.log.read_text("utf-8", errors="replace")
