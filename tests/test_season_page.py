"""The four files of a season on one page: understood, answered by a claim, published."""

from __future__ import annotations

from tests.season_files import season
from tests.test_sending_pages import again, page, press, said, store  # noqa: F401


def drop(app, files: dict[str, bytes]):
    app.file_uploader[0].set_value([(name, content, "") for name, content in files.items()])
    return press(again(app), "step-on")


def test_a_season_is_understood_answered_by_a_claim_and_published(store):  # noqa: F811
    app = drop(page("update", "ru"), season(2025))
    asked = [one for one in app.selectbox if str(one.key).startswith("export-")]
    answers = [answer for one in asked for answer in one.options]
    assert "Хребет Малый Балхан" in answers
    assert not [answer for answer in answers if "A-TM-03" in answer]
    next(one for one in app.button if one.label == "Подтвердить").click()
    app = again(app)
    told = said(app)
    assert "14 станций, ловушко-суток: 1 568, 12 регистраций (леопард)" in told.replace("\xa0", " ")
    assert "Леопард: записей — 18, регистраций — 12." in told
    assert not [one for one in app.button if one.key == "publish-update"]  # not before a claim
    # The conflicts of this range count toward the claim of its country
    assert "эти записи меняют и другой вывод" in told
    assert "1 конфликт человека и леопарда в Туркменистане" in told
    app.radio[0].set_value("a-tm-03-detections")
    app = press(again(app), "publish-update")
    assert "Опубликовано как версия 2." in said(app)
    assert [one for one in app.button if one.key == "take-back-update"]
    claim = store.manifest(2).claims[-1]
    assert (claim["id"], claim["value"]) == ("a-tm-03-detections", 12)
    assert claim["effort"]["current"] == 1568
    app = again(app.switch_page("pages/staff/history.py"))
    app = again(app.switch_page("pages/staff/update.py"))  # it begins anew
    again_sent = drop(app, season(2025))
    assert "ничего нового для публикации нет" in said(again_sent)
    assert not [one for one in again_sent.button if one.key == "publish-update"]


def test_cameras_are_published_alone_and_what_was_confirmed_is_not_asked_again(store):  # noqa: F811
    app = drop(page("update", "ru"), season(2025))
    next(one for one in app.button if one.label == "Подтвердить").click()
    app = again(app)
    for name in ("сообщения 2025.xlsx", "обход 2025.xlsx"):
        app = press(app, f"take-out-season-{name}")
    assert not [one for one in app.button if one.label == "Подтвердить"]
    app.radio[0].set_value("a-tm-03-detections")
    press(again(app), "publish-update")
    newest, first = store.manifest(2), store.manifest(1)
    assert newest.tables["deployments"].rows == 14
    assert newest.tables["conflicts"] == first.tables["conflicts"]


def test_a_corrected_file_takes_the_place_of_the_one_before_and_one_step_leads_back(store):  # noqa: F811, ARG001
    app = page("update")
    app.file_uploader[0].set_value([("first.csv", b"a,b\n1,2\n", "text/csv")])
    app = again(app)
    sending = app.session_state["sending-update"]
    one = next(one for one in app.file_uploader if str(one.key).startswith("replace-choose-first"))
    one.set_value([("better.csv", b"a,b\n1,3\n", "text/csv")])
    app = again(app)
    assert sending.files == {"better.csv": b"a,b\n1,3\n"}
    app = press(app, "undo-choose-better.csv")
    assert app.session_state["sending-update"].files == {"first.csv": b"a,b\n1,2\n"}
