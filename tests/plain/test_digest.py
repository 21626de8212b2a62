"""The mail about what changed: worked out by hand beside the ten versions."""

from __future__ import annotations

import datetime as dt
import email
import re
from dataclasses import replace
from email.policy import default
from html import unescape
from io import BytesIO

import pandas as pd
import pytest
from PIL import Image

from impact.__main__ import main
from impact.changes.difference import between
from impact.plain.digest import digest, parts_of
from impact.wording import words_in
from impact.wording.preview import with_mark
from tests.plain.ten_versions import day_of
from tests.plain.test_corrections import BENEATH

SINCE, NOW = dt.date(2026, 2, 10), day_of(11)


def step(before: int, after: int) -> str:
    was, now = (f"{n} leopard detections on Uly Balkan, up from 5." for n in (before, after))
    return f"Was: {was} Now: {now} {BENEATH}"


def test_what_changed_is_what_was_published_since_that_day(now, history):
    changed, new, context, needed = parts_of(
        now, history, words_in("en"), since=SINCE, until=NOW.date()
    )
    stood = "The wrong figure stood for"
    assert changed.lines == (
        f"Version 5 of 10 February 2026: Mistake corrected. {step(31, 13)} {stood} 10 days.",
        f"Version 6 of 20 February 2026: Method changed. {step(13, 14)}",
        "Version 7 was withdrawn.",
        f"Version 9 of 22 March 2026: New data. {step(14, 15)}",
        f"Version 11 of 11 April 2026: Mistake corrected. {step(15, 16)} {stood} at least 20 days.",
    )
    assert (new.heading, context.heading) == (
        "The work of the programme and its partners",
        "Context: the region and the work of others",
    )
    assert not {*new.lines} & {*context.lines}
    # Version 7 is of 2 March; that it was withdrawn, on the 12th, is news of the days after it.
    later = parts_of(now, history, words_in("en"), since=dt.date(2026, 3, 5), until=NOW.date())
    assert later[0].lines[0] == "Version 7 was withdrawn."
    # The effort of neither count is published: a claim of a change waits for it.
    assert any("trap-nights of both periods" in line for line in needed.lines)


def test_a_record_in_the_mail_says_who_recorded_it_and_where_that_stands(now, history):
    words, start = words_in("en"), dt.date(2018, 1, 1)
    _changed, new, context, _needed = parts_of(
        now, history, words, since=start, until=dt.date(2026, 6, 1)
    )
    told = [*new.lines, *context.lines]
    assert all(line.endswith(")") for line in told)  # its source
    rows = now.records.detections.dropna(subset=["recorded_by", "event_start"])
    rows = rows[rows["event_start"] >= pd.Timestamp(start)]
    assert len(rows)
    for row in rows.to_dict("records"):
        # Who published it need not be said where its source stands behind the line.
        who = f"Recorded by: {row['recorded_by'].partition('; published by ')[0]}"
        ends = [line for line in told if line.endswith(f". ({row['source_name']})")]
        assert any(who in line for line in ends), row["observation_id"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_text_and_html_say_the_same_and_the_pictures_are_inside(now, history, language):
    words = words_in(language)
    content = digest(now, history, words, since=SINCE, now=NOW)
    assert content == digest(now, history, words, since=SINCE, now=NOW)
    mail = email.message_from_bytes(content, policy=default)
    plain = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for part in parts_of(now, history, words, since=SINCE, until=NOW.date()):
        for line in part.lines:
            assert line in plain
            assert line in unescape(html)
    pictures = {
        part["Content-ID"].strip("<>"): part.get_content()
        for part in mail.walk()
        if part.get_content_type() == "image/png"
    }
    assert set(re.findall(r'src="cid:([^"]+)"', html)) == set(pictures) != set()
    assert all(Image.open(BytesIO(one)).width > 300 for one in pictures.values())
    assert not re.search(r'(src|href)="(?!cid:)', html)
    assert "<script" not in html
    assert "ecret" not in plain + html


def test_a_line_break_in_a_name_makes_no_header(now, history):
    name = {"en": "Cats\r\nBcc: everybody@example.org"}
    about = now.programme.about.model_copy(update={"short_name": name})
    programme = now.programme.model_copy(update={"about": about})
    view = replace(now, programme=programme)
    content = digest(view, history, words_in("en"), since=SINCE, now=NOW)
    assert email.message_from_bytes(content, policy=default)["Bcc"] is None


def test_the_command_writes_a_mail_and_says_what_is_wrong_with_a_day(tmp_path, capsys):
    out = tmp_path / "news.eml"
    assert main(["digest", "--since", "2026-01-01", "--language", "ru", str(out)]) == 0
    mail = email.message_from_bytes(out.read_bytes(), policy=default)
    assert "Ни одной версии ещё не опубликовано" in mail.get_body(("plain",)).get_content()
    with pytest.raises(SystemExit):
        main(["digest", "--since", "2999-01-01", str(out)])
    assert "2999-01-01 is still to come." in capsys.readouterr().err


def test_the_mail_says_what_it_cannot_tell_and_how_sure_each_figure_is(now, history):
    words, until = words_in("en"), dt.date(2026, 11, 30)
    _changed, new, context, needed = parts_of(now, history, words, since=SINCE, until=until)
    found = between(now, pd.Timestamp(SINCE), pd.Timestamp(until))
    undated, theirs = found.of(own=True).undated, found.of(own=False).undated
    assert min(undated, theirs) > 1
    assert undated + theirs == found.undated
    assert new.note == (
        "Records were gathered by 23 November 2026; nothing later is on file. "
        f"{undated} records have no published date; some may belong here."
    )
    assert context.note.startswith("Not a result of the programme")
    assert f" {theirs} records have no published date;" in context.note
    lines = " ".join(needed.lines)
    assert all(f"{with_mark(now, one, words)} Needed: " in lines for one in now.claims)
    assert digest(now, history, words, since=SINCE, now=NOW).count(b"Not a result of") == 2
