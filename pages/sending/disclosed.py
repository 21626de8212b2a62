"""What staff learn, and are asked, before they publish: what may not be, what stays, what pictures
tell.
"""

from __future__ import annotations

import streamlit as st

from impact.disclosure import View, for_audience
from impact.model.errors import FileError
from impact.wording import Words
from impact.wording.older_figures import older_figures
from impact.wording.refusals import refusals
from pages.sending.state import Sending
from pages.shared import people, photographs
from pages.shared.cache import Same
from pages.shared.text import plain, show_error, subheading


def refused(change: Sending, after: View, words: Words) -> list[str]:
    """What may not be published, each with why and what to do."""
    version = change.after()
    lines = change.memory.once(
        "refused",
        (Same(version), words.language),
        lambda: refusals(version, after, words),
    )
    for line in lines:
        st.error(plain(line))
    return lines


def staying(change: Sending, after: View, words: Words) -> None:
    """The figures that the public goes on seeing as they were, until when, and why."""
    figures = change.after().figures.get(after.audience.id)
    lines = older_figures(figures, after, words) if figures is not None else []
    if lines:
        subheading(words._("Figures that do not move yet"))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def not_confirmed(change: Sending, words: Words) -> list[str]:
    """The new photographs of which nobody has said yet that they do not tell where they were taken.

    Each is shown as the public would see it, with a box to tick: what a ridge or a hut in the
    background gives away, people alone can see.
    """
    _ = words._
    known = {one.file for one in change.latest.version.programme.photographs}
    new = {p.file: p for p in change.after().programme.photographs if p.file not in known}
    if new:
        subheading(_("New photographs"))
    for file, photograph in new.items():
        try:
            photographs.show(change.after(), photograph, words)
        except FileError as error:
            show_error(error, words)
            continue
        key = f"photograph-{file}"
        st.session_state[key] = file in change.confirmed
        text = _(
            "{file}: nobody could tell from the background where it was taken (a ridge, a valley, "
            "a building, a road, a sign)"
        )
        st.checkbox(
            plain(text.format(file=words.of(photograph.alt))),
            key=key,
            on_change=_confirm,
            args=(change, file, key),
        )
    return [file for file in new if file not in change.confirmed]


def _confirm(change: Sending, file: str, key: str) -> None:
    people.require_staff()
    others = change.confirmed - {file}
    change.confirmed = others | {file} if st.session_state[key] else others


def views(change: Sending) -> tuple[View, View]:
    """As the public sees it now, and would see it."""
    base, after = change.latest.version, change.after()
    return change.memory.once(
        "views",
        (Same(base), Same(after)),
        lambda: (for_audience(base, "public"), for_audience(after, "public")),
    )
