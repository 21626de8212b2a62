"""Follow what is published: an open page shows a new version without a reload."""

from __future__ import annotations

import random
import threading
import time
from collections import OrderedDict
from enum import Enum

import streamlit as st

from impact.model.errors import ImpactError
from pages.shared import published
from pages.shared.cache import pages_in_line
from pages.shared.streamlit_compat import follow

ASKS_EVERY = (1.5, 2.0)  # seconds; with the look itself a new version is there within five
SHORT_LINE = 3  # pages; those who chose something wait behind no more that only follow
AT_MOST_EVERY = 0.02  # seconds, one that only follows: it is in the line a moment after it asked
MOST_OPEN = 5000  # pages whose looks are known; each look of another is a run of its script


def shown_key() -> tuple:
    """Changes when this session has to show something else."""
    try:
        return published.now().key
    except ImpactError:
        return ()


def begin() -> None:
    """A run of the page begins: the look that the run before it asked for is over.

    A browser may still send it, with what was chosen then, until it hears of this run. Streamlit
    would take that for choices made on the new page, and put them in its address.
    """
    if name := st.session_state.pop("look", None):
        _looks.end(name)


def watch(shown: tuple) -> None:
    """Follow what is published, without a reload. It draws nothing and takes no focus.

    It stands at the end of a page: the browser begins to ask when it has the rest.

    Parameters
    ----------
    shown : tuple
        The key of what was shown when this run of the page began.
    """

    def look(name: str) -> None:
        st.session_state["look"] = name
        _looks.remember(name, shown)
        if shown_key() != shown:
            st.rerun()

    # Not all look at the same moment, which they would after each publish.
    follow(look, random.uniform(*ASKS_EVERY))


class Answer(Enum):
    """What becomes of a look for news."""

    PASSED_OVER = "there is no news, or it is of a run that is over"
    LATER = "there is news, and others come first"
    WHOLE_PAGE = "there is news: the page runs at once, and not the look before it"
    NOW = "it runs"


class Looks:
    """What is shown in each open page, so that a look for news need not run the page's script."""

    def __init__(self) -> None:
        self._shown: OrderedDict[str, tuple | None] = OrderedDict()  # None: it is over
        self._writing = threading.Lock()
        self._last = 0.0

    def end(self, name: str) -> None:
        """Pass over whatever a browser still asks by this name."""
        self.remember(name, None)

    def remember(self, name: str, shown: tuple | None) -> None:
        """What is shown where a browser looks by this name."""
        with self._writing:
            self._shown[name] = shown
            if len(self._shown) > MOST_OPEN:
                self._shown.popitem(last=False)

    def answer_to(self, name: str) -> Answer:
        """Whether a look would find something, and may run.

        While pages are made nobody who chose something is to wait for all who only follow.
        """
        if name not in self._shown:
            return Answer.NOW
        shown, now = self._shown[name], published.seen()
        if shown is None or (now is not None and now.key == shown):
            return Answer.PASSED_OVER
        moment = time.monotonic()
        if pages_in_line() >= SHORT_LINE or moment < self._last + AT_MOST_EVERY:
            return Answer.LATER
        self._last = moment
        return Answer.WHOLE_PAGE if now is not None else Answer.NOW


_looks = Looks()
answer_to = _looks.answer_to
