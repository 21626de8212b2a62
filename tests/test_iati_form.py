"""What a file for IATI needs is asked once in a form, and kept in programme.toml."""

from __future__ import annotations

import pytest

from impact.changes.iati_edit import iati_values
from tests.test_claim_forms import choose
from tests.test_sending_pages import again, page, said, store  # noqa: F401

pytestmark = pytest.mark.usefixtures("store")


def _kept(app) -> dict:
    next(one for one in app.button if one.label == "Keep these changes").click()
    app = again(app)
    change = app.session_state["sending-edit"]
    return iati_values(change.programme_text or change.base.programme_text)


def test_shares_that_do_not_add_up_are_refused_and_equal_ones_only_by_choice():
    app = choose(page("edit"), "What is to be edited", "iati")
    (ways,) = app.radio
    assert ways.value == "region"  # as it stands in the folder
    ways.set_value("shares")
    app = again(app)
    app.number_input(key="iati-share-KG").set_value(60.0)
    app.number_input(key="iati-share-TM").set_value(30.0)
    assert _kept(app)["region"] == "619"
    assert "add up to 90" in said(app)
    app.radio[0].set_value("equal")
    assert _kept(again(app)) == {"sector": "41030", "countries": {"KG": 50, "TM": 50},
                                 "organisation_type": "90"}  # fmt: skip
