"""Claims and surveys written in the browser are those that a hand would write."""

from __future__ import annotations

import json

import pytest

from impact.changes.claim_edit import with_indicator
from impact.changes.claim_preview import preview
from impact.model.programme import Indicator, read_programme
from impact.model.schemas import schema
from impact.wording import words_in
from impact.wording.claims_json import claims_json
from tests.test_sending_pages import WILDCATS, again, page, press, said, store  # noqa: F401

WITHOUT_A_FIELD: dict[str, str] = {}
"""Keys of indicators and surveys without a field in a form, each with the reason."""

BY_HAND = """
[[indicators]]
id = "ustyurt-2024"
kind = "detections"
species = "Panthera pardus tulliana"
areas = ["A-KZ-01"]
place = { en = "in Ustyurt", ru = "на Устюрте" }
current = { survey = "ustyurt-2024-autumn" }
good = "fewer"
basis = "records"
initiative = "smart"
"""

pytestmark = pytest.mark.usefixtures("store")


def choose(app, label: str, value: str):
    next(one for one in app.selectbox if one.label == label).select(value)
    return again(app)


def field(app, name: str):
    return next(one for kind in (app.selectbox, app.text_input, app.multiselect, app.text_area)
                for one in kind if str(one.key).endswith(f"-{name}"))  # fmt: skip


def new_claim(app):
    next(one for one in app.selectbox if one.label == "Claim").select("")
    return again(app)


def test_a_claim_made_in_the_browser_equals_the_one_written_by_hand():
    app = new_claim(page("edit"))
    field(app, "areas").set_value(["A-KZ-01"])
    app = again(app)
    field(app, "current").select("ustyurt-2024-autumn")
    field(app, "good").select("fewer")
    app = again(app)
    assert "leopard detection" in said(app)  # its sentence, before anything is kept
    field(app, "place-en").input("in Ustyurt")
    field(app, "place-ru").input("на Устюрте")
    field(app, "initiative").select("smart")
    field(app, "id").input("ustyurt-2024")
    app = press(again(app), "keep-claim")
    change = app.session_state["sending-edit"]
    before = change.base.programme_text
    by_hand = before + BY_HAND.encode()
    version = change.base.version
    jsons = [
        json.loads(claims_json(preview(version, text, "ustyurt-2024"), words_in("en")))
        for text in (by_hand, change.programme_text)
    ]
    assert jsons[0] == jsons[1]
    assert read_programme(by_hand.decode()) == read_programme(change.programme_text.decode())


def test_a_claim_is_retired_and_moved():
    app = page("edit")
    app = press(app, "claim-down")
    change = app.session_state["sending-edit"]
    ids = [one.id for one in read_programme(change.programme_text.decode()).indicators]
    assert ids[:2] == ["turkmenistan-conflicts", "uly-balkan-detections"]
    press(app, "claim-retire")
    ids = [one.id for one in read_programme(change.programme_text.decode()).indicators]
    assert "uly-balkan-detections" not in ids


def test_every_key_of_an_indicator_and_of_a_survey_has_a_field():
    app = new_claim(page("edit"))
    kinds = (app.selectbox, app.text_input, app.multiselect, app.number_input)
    keys = {str(one.key) for kind in kinds for one in kind}
    fields = {key.removeprefix("claim-0-new-").split("-")[0] for key in keys}
    app = choose(app, "What is to be edited", "surveys")
    kinds = (app.selectbox, app.text_input, app.text_area)
    keys = {str(one.key) for kind in kinds for one in kind}
    of_surveys = {key.removeprefix("surveys-new-") for key in keys}
    missing = {*Indicator.model_fields} - fields | {*schema("surveys").names} - of_surveys
    assert missing == set(WITHOUT_A_FIELD)


def test_a_survey_made_in_the_browser_is_a_row_of_the_table():
    app = choose(page("edit"), "What is to be edited", "surveys")
    field(app, "new-survey_id").input("spring")
    for name, code in {"area_id": "A-TM-03", "records": "detections",
                       "date_precision": "unknown"}.items():  # fmt: skip
        field(app, f"new-{name}").select(code)
    for name, text in {"name": "Spring", "name-ru": "Весна", "source": "Team"}.items():
        field(app, f"new-{name}").input(text)
    next(one for one in app.button if one.label == "Keep these changes").click()
    app = again(app)
    change = app.session_state["sending-edit"]
    assert not change.change().prepared.errors
    row = change.change().prepared.records.surveys.set_index("survey_id").loc["spring"]
    assert row[["area_id", "name_ru", "records"]].tolist() == ["A-TM-03", "Весна", "detections"]


def test_a_form_keeps_every_line_of_the_programme():
    text = (WILDCATS / "programme.toml").read_bytes()
    values = Indicator.model_validate(
        {"id": "a", "kind": "first_record", "species": "Panthera uncia", "areas": ["KG"],
         "place": {"en": "there"}, "basis": "records"}
    ).model_dump(exclude_defaults=True)  # fmt: skip
    lines = with_indicator(text, values).decode().splitlines()
    assert set(text.decode().splitlines()) <= set(lines)
