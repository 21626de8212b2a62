"""A dashboard with staff: where it is, how they enter, and what a forged upload is told."""

from __future__ import annotations

import http.client
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from signin.audit import NAME as AUDIT
from walk import PATIENCE, WILDCATS, Visit, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XSRF = "_streamlit_xsrf"
NOT_OURS = 400  # Streamlit's own answer to an upload for a session that does not exist


class Place(NamedTuple):
    """A server, its state folder and its log."""

    url: str
    state: Path
    log: Path

    def audit(self) -> list[tuple[str, str | None]]:
        lines = map(json.loads, (self.state / AUDIT).open())
        return [(line["event"], line["person"] or line["details"].get("who")) for line in lines]


@contextmanager
def served(
    folder: Path, environment: dict[str, str] | None = None, data: Path = WILDCATS
) -> Iterator[Place]:
    """The dashboard with a state folder of its own below this one."""
    state = folder / "state"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"IMPACT_STATE": str(state), **(environment or {})}.items():
            patch.setenv(name, value)
        with serving(data, folder / "log.txt") as server:
            yield Place(server.url, state, server.log)


def cookies_of(visit: Visit) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in visit.page.context.cookies()}


def upload(place: Place, cookies: dict[str, str]) -> int:
    """The status of an upload with these cookies, as Streamlit's own page would send it."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\na\r\n--x--\r\n'
    )
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Origin": place.url,
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-Xsrftoken": cookies.get(XSRF, ""),
    }
    connection = http.client.HTTPConnection(urlsplit(place.url).netloc)
    connection.request("PUT", "/_stcore/upload_file/no-session/file", body, headers)
    return connection.getresponse().status


def staff_code(place: Place) -> str:
    return (place.state / f"staff-code-{urlsplit(place.url).port}").read_text().strip()


def enter(visit: Visit, place: Place, code: str | None = None, name: str = "Aida Nurova") -> None:
    visit.page.get_by_label("Your name").fill(name)
    visit.page.get_by_label("Staff code").fill(staff_code(place) if code is None else code)
    visit.page.get_by_role("button", name="Sign in").click()
    visit.page.wait_for_url("**/sign-in?lang=*")
    visit.settle()


def click(session: Visit, name: str, then: str = "") -> None:
    """Click, and wait for the words that come of it."""
    session.page.get_by_role("button", name=name, exact=True).click()
    if then:
        session.page.get_by_text(then).first.wait_for(timeout=PATIENCE * 1000)
    session.settle()


def send(session: Visit, content: bytes, name: str) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    session.page.locator("input[type=file]").set_input_files(file)
    session.page.get_by_text(name).first.wait_for()
    session.settle()


def until_rehearsed(session: Visit) -> None:
    steps = ("Read the files", "Check the rows", "Bring them into the tables", "Rehearse")
    for number, step in enumerate(steps, start=2):
        click(session, step, f"Step {number} of 6")


def publish(session: Visit, note: str, then: str) -> None:
    click(session, "Go on to publishing", "Step 6 of 6")
    session.page.get_by_role("textbox", name="What is new, and why (needed)").fill(note)
    click(session, "Publish now", then)
