"""Bringing a catalogue up to date with the words of the code."""

from __future__ import annotations

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from impact.wording.catalogues import messages, untranslated, updated

PO = """
msgid ""
msgstr ""
"PO-Revision-Date: 2026-11-23 12:00+0000\\n"
"Language: ru\\n"

msgid "Gone"
msgstr "Ушло"

msgid "Stays"
msgstr "Осталось"
"""


def test_words_that_are_used_no_more_go_out_and_new_ones_come_in_untranslated():
    now = Catalog()
    now.add("Stays", locations=[("impact/a.py", None)])
    now.add("Stay", locations=[("impact/a.py", None)])
    text = updated(PO.encode(), "ru", now)
    found = read_po(BytesIO(text), locale="ru")
    assert {m.id: m.string for m in found if m.id} == {"Stays": "Осталось", "Stay": ""}
    assert untranslated(found) == ["Stay"]
    assert "Ушло" not in text.decode()
    assert not any(message.fuzzy for message in found)


def test_the_same_words_give_the_same_text():
    template = messages()
    once = updated(PO.encode(), "ru", template)
    assert updated(once, "ru", template) == once
    assert b"2026-11-23 12:00" in once


def test_a_line_that_moves_in_the_code_moves_nothing_in_a_catalogue(tmp_path):
    code = tmp_path / "dashboard.py"
    code.write_text("def f(_):\n    return _('Here'), _('There')\n")
    before = updated(PO.encode(), "ru", messages(tmp_path))
    code.write_text("\n\ndef f(_):\n    return _('There'), _('Here')\n")
    assert updated(PO.encode(), "ru", messages(tmp_path)) == before


def test_words_are_found_wherever_they_stand(tmp_path):
    page, note = tmp_path / "pages/public/a.py", tmp_path / "impact/handouts/templates/a.html.j2"
    for file in (page, note):
        file.parent.mkdir(parents=True)
    page.write_text("st.markdown(f\"**{_('In an f-string')}**\")\nw.ngettext('one', 'many', 3)\n")
    note.write_text("<p>{{ _('In a template') }}</p>")
    found = {message.id for message in messages(tmp_path)}
    assert {"In an f-string", ("one", "many"), "In a template"} <= found
