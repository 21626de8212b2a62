"""How to cite the dashboard, and what state of the data it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact import __version__

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def version_words(view: View, words: Words) -> str:
    """The version, as a number where it was published, else as its fingerprint."""
    if view.number is not None:
        return words._("version {number}").format(number=view.number)
    return words._("data {fingerprint}").format(fingerprint=view.fingerprint)


def data_state(view: View, words: Words) -> str:
    """The day that the records were gathered, and the versions of data and program."""
    about = view.programme.about
    return words._("Records gathered by {date}; {version}; program {program}.").format(
        date=words.date(pd.Timestamp(about.as_of)),
        version=version_words(view, words),
        program=__version__,
    )


def citation(view: View, words: Words) -> str:
    """How to cite the dashboard as it stands."""
    about = view.programme.about
    return words._("{contact}: {name}, impact dashboard. {state}").format(
        contact=words.of(about.contact_name),
        name=words.of(about.name),
        state=data_state(view, words),
    )


def source_line(view: View, words: Words) -> str:
    """The line below every picture: whose data, of which day, which version; or simulated."""
    about = view.programme.about
    text = words._("{name}. {state}").format(
        name=words.of(about.short_name), state=data_state(view, words)
    )
    if about.simulated:
        return words._("SIMULATED data, no survey. {text}").format(text=text)
    return text
