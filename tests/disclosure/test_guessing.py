"""What is public confirms no guess of what is not, and no clock switches the delay off."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from impact.changes import publishing
from impact.disclosure import for_audience
from impact.disclosure.places import opaque
from impact.model.records import Records
from impact.versions import Store
from impact.versions.opening import version_of
from impact.versions.version import fingerprint_of, make_version
from tests.tables import AREAS, PROGRAMME, event, programme, table

STATIONS = [f"s{n}" for n in range(4)]
CAMERAS = table(
    "deployments",
    *(
        {
            "deployment_id": f"d-{one}",
            "location_id": one,
            "area_id": "ridge",
            "deployment_start": "2026-01-01",
            "deployment_end": "2026-06-10",
        }
        for one in STATIONS
    ),
)


def records(when: str, comment: str = "") -> Records:
    rows = [
        event(
            f"r-{one}",
            f"2026-05-0{n + 1} 04:00:00",
            deployment_id=f"d-{one}",
            location_id=one,
            area_id="ridge",
            published=False,
        )
        for n, one in enumerate(STATIONS)
    ]
    rows[0] |= {"event_start": when, "event_end": when, "comments": comment}
    return Records.of(areas=AREAS, deployments=CAMERAS, detections=table("detections", *rows))


def seen(content: str, when: str, comment: str = "", audience: str = "public"):
    """A view of a version whose detections.csv had this content."""
    made = make_version(programme(), records(when, comment), {"detections.csv": content})
    return for_audience(
        dataclasses.replace(made, published=dt.datetime(2026, 7, 2, tzinfo=dt.UTC)), audience
    )


def test_the_fingerprint_of_the_public_is_the_same_whatever_the_hidden_rows_say():
    one = seen("a", "2026-05-01 04:00:00")
    other = seen("b", "2026-05-20 23:00:00", "den under the red rock")
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != fingerprint_of({"detections.csv": "a"})


def test_the_fingerprint_follows_what_is_shown():
    assert (
        seen("a", "2026-05-01 04:00:00").fingerprint != seen("a", "2025-05-01 04:00:00").fingerprint
    )


def test_staff_have_the_fingerprint_of_the_files():
    one = seen("a", "2026-05-01 04:00:00", audience="staff")
    assert one.fingerprint == fingerprint_of({"detections.csv": "a"})


@pytest.mark.parametrize("ahead", [dt.timedelta(0), dt.timedelta(days=400)])
def test_a_clock_that_is_ahead_does_not_switch_the_delay_off(tmp_path, ahead):
    store, now = Store.at(str(tmp_path)), dt.datetime(2026, 6, 12, tzinfo=dt.UTC)
    version = make_version(programme(), records("2026-05-01 04:00:00"), {})
    number = publishing.publish(
        store,
        PROGRAMME.encode(),
        version,
        author="A",
        note="n",
        now=now + ahead,
        expected=None,
    )
    view = for_audience(version_of(store.open(number), now=now), "public")
    assert str(view.held_from.date()) == "2026-05-01"
    assert view.summaries.detections.empty
    nights = view.summaries.effort["trap_nights"].sum()
    assert nights == pytest.approx(4 * (31 + 28 + 31 + 30))


def test_an_id_is_the_same_in_every_version_and_says_neither_order_nor_what_it_is_made_of():
    key, names = "a secret of sixteen", [f"camera-{n:02}" for n in range(30)]
    first = opaque(pd.Series(names), "location", key)
    later = opaque(pd.Series([*reversed(names), "camera-99"]), "location", key)
    assert list(later[:30]) == list(reversed(first))
    assert list(first) != sorted(first)
    assert not set(first) & set(opaque(pd.Series(names), "location", "another secret key"))
    assert not any(name in one for name, one in zip(names, first, strict=True))
