"""How to cite the dashboard, and what state of the data it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact import __version__
from impact.disclosure.handout_id import handout_id

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.wording.language import Words


def version_words(view: View, words: Words) -> str:
    """The version, as a number where it was published, else as its fingerprint."""
    if view.number is not None:
        return words._("version {number}").format(number=view.number)
    return words._("data {fingerprint}").format(fingerprint=view.fingerprint)


def data_state(view: View, words: Words) -> str:
    """The day that the records were gathered, and the versions of data and program."""
    about = view.programme.about
    return words._("Records gathered by {date}; {version}; dashboard version {program}.").format(
        date=words.date(pd.Timestamp(about.as_of)),
        version=version_words(view, words),
        program=__version__,
    )


def check_address(view: View, words: Words, selection: Selection | None = None) -> str:
    """Where somebody can look whether a handout still holds; empty without an own address."""
    site = view.programme.about.address
    return f"{site}/holds/{handout_id(view, words.language, selection)}" if site else ""


def check_line(view: View, words: Words, selection: Selection | None = None) -> str:
    """By what a handout in words alone can be looked up: the address, or the code alone."""
    address = check_address(view, words, selection)
    if address:
        return words._("Does this still hold? {address}").format(address=address)
    return words._("Check code {code}.").format(code=handout_id(view, words.language, selection))


def citation(view: View, words: Words, selection: Selection | None = None) -> str:
    """How to cite the dashboard as it stands, and where to look whether it still does."""
    about = view.programme.about
    text = words._("{contact}: {name}, impact dashboard. {state}").format(
        contact=words.of(about.contact_name),
        name=words.of(about.name),
        state=data_state(view, words),
    )
    return f"{text} {check_line(view, words, selection)}"


def source_line(view: View, words: Words, selection: Selection | None = None) -> str:
    """The line below every picture: whose data, of which day, which version; or simulated.

    Every handout has it, and with it the code by which it is looked up.
    """
    about = view.programme.about
    state = words._("Check code {code}. {state}").format(
        state=data_state(view, words), code=handout_id(view, words.language, selection)
    )
    text = words._("{name}. {state}").format(name=words.of(about.short_name), state=state)
    if words.unreviewed:
        text = words._("{text} Translation not reviewed yet.").format(text=text)
    if about.simulated:
        return words._("SIMULATED data, not a survey. {text}").format(text=text)
    return text
