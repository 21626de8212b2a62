"""The steps of sending something in: where one is, back and on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from impact.wording import Words
from pages.sending import outcome, state
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.text import plain


class Step(NamedTuple):
    """One step of sending something in.

    Attributes
    ----------
    show : callable
        Draws it for the change and the words; says why one cannot go on yet, or nothing.
    on : str
        What the button to the next step says; empty where there is none.
    """

    name: str
    show: Callable[[Sending, Words], str | None]
    on: str = ""


def walk(
    name: str,
    title: str,
    steps: Sequence[Step] | Callable[[Sending], Sequence[Step]],
    words: Words,
) -> Sending:
    """The page of a change: where one is, the step itself, and the way back and on.

    Parameters
    ----------
    name : str
        By which the session knows the change.
    steps : sequence of Step, or callable
        What makes them of the change, where they depend on it.
    """
    people.require_staff()
    outcome.leave_behind(state.current(name), name)
    change = state.current(name)
    known = not callable(steps) or change.step > 0
    steps = steps(change) if callable(steps) else steps
    change.step = min(change.step, len(steps) - 1)
    st.title(title, anchor=False)
    with st.container(key="where-one-is"):
        if known:
            show(change, [step.name for step in steps], words)
        else:
            begin(steps[0].name, words)
    step = steps[change.step]
    # It moves while a step takes more than a moment, and says for how long it has
    with st.spinner(plain(words._("{step}: at work…").format(step=step.name)), show_time=True):
        missing = step.show(change, words)
    if change.published is None:
        back_and_on(change, words, on=step.on, why_not=missing)
    return change


def begin(name: str, words: Words) -> None:
    """The first step, where what comes next is not known yet."""
    _ = words._
    st.progress(0.0, text=plain(_("Step 1: {name}").format(name=name)))
    st.caption(plain(_(
        "What comes next depends on the files: what they leave open is asked, and all that would "
        "change is shown before anything is public."
    )))  # fmt: skip


def show(sending: Sending, names: Sequence[str], words: Words) -> None:
    """A bar, and the names of the steps with a mark on those behind."""
    _ = words._
    done = sending.published is not None
    here, all_of_them = sending.step + 1, len(names)
    text = _("Step {n} of {all}: {name}").format(n=here, all=all_of_them, name=names[sending.step])
    st.progress((here - (not done)) / all_of_them, text=plain(_("Published") if done else text))
    marks = [
        f"**{place}. {plain(name)}**"
        if place == here and not done
        else f"{'✓' if place < here or done else f'{place}.'} {plain(name)}"
        for place, name in enumerate(names, start=1)
    ]
    st.caption(" · ".join(marks))


def back_and_on(
    sending: Sending, words: Words, *, on: str = "", why_not: str | None = None
) -> None:
    """The two buttons below a step.

    Parameters
    ----------
    on : str
        What the button on says; none where it is empty.
    why_not : str or None
        Why one cannot go on yet.
    """
    if why_not:
        st.info(plain(why_not))
    with st.container(horizontal=True):
        if sending.step:
            st.button(
                words._("Back"), on_click=go, args=(sending, sending.step - 1), key="step-back"
            )
        if on:
            st.button(
                on, on_click=go, args=(sending, sending.step + 1), disabled=bool(why_not),
                key="step-on", type="primary",
            )  # fmt: skip


def go(sending: Sending, step: int) -> None:
    """To a step, from 0: a second click while a slow file is read leads no further."""
    people.require_staff()
    sending.step = step
