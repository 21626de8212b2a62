"""Exports of two systems dropped together reach the rehearsal; the next month's asks nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from test_updating import click, place, staff
from walk import Visit

__all__ = ["place", "staff"]
pytestmark = pytest.mark.long

DEPLOYMENTS = """\
deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd,areaID
d1,l1,39.65,54.40,2026-03-01T10:00:00+05:00,2026-05-01T10:00:00+05:00,A-TM-02
"""
OBSERVATIONS = """\
observationID,deploymentID,eventStart,eventEnd,observationLevel,observationType,scientificName,count
o1,d1,2026-03-05T23:10:00+05:00,2026-03-05T23:10:00+05:00,media,animal,Panthera pardus saxicolor,1
o2,d1,2026-03-06T23:10:00+05:00,2026-03-06T23:10:00+05:00,media,human,,1
"""
SMART = (
    "Conservation Area ID,Conservation Area Name,Waypoint ID,Waypoint Date,Waypoint Time,X,Y,"
    "Comment,Observer,Observation Category 0,Observation Category 1,Predator Species,"
    "Livestock Type,Number Killed,Phone Number\n"
    'TM1,Turkmenistan,1,"Mar 3, 2026",3:04:05 PM,54.40,39.65,call,Aman,Conflict,Livestock killed,'
    "Leopard,sheep,2,+993 65 123456\n"
    'TM1,Turkmenistan,2,"Mar 4, 2026",3:04:05 PM,54.40,39.65,,Aman,Position,,,,,\n'
)
QUESTION = "What kind of incident is"


def package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("balkan/datapackage.json", '{"resources": [], "title": "Balkan 2026"}')
        target.writestr("balkan/deployments.csv", DEPLOYMENTS)
        target.writestr("balkan/observations.csv", OBSERVATIONS)
    return out.getvalue()


def send(session: Visit, **files: bytes) -> None:
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files.items()
    ]
    session.page.locator("input[type=file]").set_input_files(given)
    for name in files:
        session.page.get_by_text(name).first.wait_for()
    session.settle()
    click(session, "Read the files", "Step 2 of 6")


def test_a_package_and_a_query_are_rehearsed_together_and_next_month_asks_nothing(staff):
    send(staff, **{"balkan.zip": package(), "march.csv": SMART.encode()})
    told = staff.text()
    assert "Camtrap DP" in told
    assert "SMART" in told
    assert QUESTION in told
    assert "Set aside, people: 1 rows" in told
    click(staff, "Confirm")  # once, for everything
    assert QUESTION not in staff.text()
    assert "+993" not in staff.text()
    for number, step in enumerate(("Check the rows", "Bring them into the tables", "Rehearse"), 3):
        click(staff, step, f"Step {number} of 6")
    assert staff.page.get_by_role("button", name="Go on to publishing").is_enabled()

    staff.page.reload()
    staff.settle()
    april = SMART.replace("Mar ", "Apr ").encode()
    send(staff, **{"april.csv": april})
    assert QUESTION not in staff.text()
    assert staff.page.get_by_role("button", name="Check the rows").is_enabled()
    assert (staff.errors, staff.foreign) == ([], [])
