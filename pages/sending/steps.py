"""The steps of sending something in: where one is, back and on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.shared import people
from pages.shared.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.wording import Words
    from pages.sending.state import Sending


def show(sending: Sending, names: Sequence[str], words: Words) -> None:
    """A bar, and the names of the steps with a mark on those behind."""
    _ = words._
    here, all_of_them = sending.step + 1, len(names)
    told = _("Step {n} of {all}: {name}").format(n=here, all=all_of_them, name=names[sending.step])
    st.progress(here / all_of_them, text=plain(told))
    marks = [
        f"**{place}. {plain(name)}**"
        if place == here
        else f"{'✓' if place < here else place}{'' if place < here else '.'} {plain(name)}"
        for place, name in enumerate(names, start=1)
    ]
    st.caption(" · ".join(marks))


def back_and_on(sending: Sending, words: Words, *, on: str = "", why_not: str = "") -> None:
    """The two buttons below a step.

    Parameters
    ----------
    on : str
        What the button on says; none where it is empty.
    why_not : str
        Why one cannot go on yet.
    """
    if why_not:
        st.info(plain(why_not))
    with st.container(horizontal=True):
        if sending.step:
            st.button(words._("Back"), on_click=go, args=(sending, -1), key="step-back")
        if on:
            st.button(
                on, on_click=go, args=(sending, 1), disabled=bool(why_not),
                key="step-on",
            )  # fmt: skip


def go(sending: Sending, by: int) -> None:
    """So many steps on, or back."""
    people.require_staff()
    sending.step += by
