"""What was published, as an Atom feed (RFC 4287): an entry a version in which a claim differs.

A version that was withdrawn keeps its entry, which says that alone: a reader that has kept the
entry as it was puts this one in its place.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from impact.plain.correction_pages import change_words, claim_steps, version_and_reason
from impact.wording.cause import cause_not_shown

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.publication import Publication
    from impact.plain.addresses import Addresses
    from impact.plain.standing import History, Step
    from impact.wording.language import Words

# What XML does not have: one of these would make the whole feed unreadable.
NO_LETTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(view: View, history: History, words: Words, at: Addresses) -> bytes:
    """The feed in one language, the newest entry first.

    Its ids are made of the programme's id and the number of the version, so that they stay what
    they are wherever the feed lies.
    """
    about, steps = view.programme.about, claim_steps(history, words.language)
    listed = [one for one in history.publications if one.withdrawn or steps.get(one.number)]
    listed.sort(key=lambda one: one.moment, reverse=True)
    newest = listed[0].moment if listed else _day(about.as_of)
    # In an old reader a prefix before each name is shown as it is
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed", {LANGUAGE: words.language})
    _add(root, "id", _id(about.id, words.language))
    _add(root, "title", words.of(about.name))
    _add(root, "subtitle", words._("What changed in the published claims"))
    _add(root, "updated", _moment(newest))
    _add(_add(root, "author"), "name", words.of(about.contact_name))
    _add(root, "link", rel="self", type="application/atom+xml", href=at.feed(words.language))
    page = at.page("corrections", words.language)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    for one in listed:
        _entry(root, about.id, one, steps.get(one.number, []), page, words)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(
    root: Xml.Element,
    programme: str,
    publication: Publication,
    steps: list[Step],
    page: str,
    words: Words,
) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", _id(programme, words.language, str(publication.number)))
    title = version_and_reason(publication, words)
    _add(entry, "title", title)
    _add(entry, "updated", _moment(publication.moment))
    _add(entry, "published", _moment(publication.published))
    here = publication.withdrawn or any(step.before for step in steps)
    anchor = f"#version-{publication.number}" if here else ""
    _add(entry, "link", rel="alternate", type="text/html", href=f"{page}{anchor}")
    listed = "".join(f"<li>{escape(change_words(step, words))}</li>" for step in steps)
    # An entry stays as it was written: it says what holds of any claim.
    beneath = escape(cause_not_shown((), words))
    content = f"<ul>{listed}</ul><p>{beneath}</p>" if listed else f"<p>{title}</p>"
    _add(entry, "content", content, type="html")


def _add(parent: Xml.Element, name: str, text: str = "", **given: str) -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{ATOM}}}{name}", given)
    made.text = NO_LETTER.sub("", text) or None
    return made


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("impact", *parts))).urn


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
