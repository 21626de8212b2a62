"""A corrected file takes the place of the one before; one step back leads to that again."""

from __future__ import annotations

import streamlit as st

from impact.wording import Words
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.text import plain


def replace_file(sending: Sending, name: str, words: Words, *, where: str) -> None:
    """Take a corrected file in place of one that was sent, whatever it is called.

    Parameters
    ----------
    sending : Sending
    name : str
        Of the file that was sent.
    words : Words
    where : str
        What tells apart the places of a page that offer it.
    """
    _ = words._
    with st.popover(_("Replace this file")):
        given = st.file_uploader(
            plain(_("The corrected file in place of {file}").format(file=name)),
            key=f"replace-{where}-{name}-{sending.times}",
        )
    if given is not None:
        people.require_staff()
        _put(sending, name, given.name, given.getvalue())
        st.rerun()
    if name in sending.replaced:
        st.button(
            _("Back to the file before"), key=f"undo-{where}-{name}", on_click=_back,
            args=(sending, name),
        )  # fmt: skip


def _put(sending: Sending, old: str, new: str, content: bytes) -> None:
    """The new file where the old one stood, with what was said about it."""
    before = sending.files[old]
    files = {new if name == old else name: kept for name, kept in sending.files.items()}
    sending.files = {**files, new: content}
    if old in sending.choices:
        sending.choices = {**sending.choices, new: sending.choices[old]}
    sending.replaced = {**sending.replaced, new: (old, before)}
    sending.times += 1  # an empty uploader for the next file


def _back(sending: Sending, name: str) -> None:
    people.require_staff()
    old, content = sending.replaced[name]
    _put(sending, name, old, content)
    sending.replaced = {new: one for new, one in sending.replaced.items() if new != old}
