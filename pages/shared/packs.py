"""The files of a meeting pack for a session: made once, then kept as long as they are true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from impact.disclosure import View
from impact.handouts import packs
from impact.handouts.packs import Choice
from impact.wording import Words
from pages.shared.view import data_folder, keep_file, kept_file


def pack(
    kind: str,
    view: View,
    words: Words,
    choice: Choice,
    *,
    before: View | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> bytes:
    """A file of the pack, from what is kept where it was made before.

    It is kept by version, language, audience and choice. Made from a version of the store, the
    usual one lies beside that version, and goes with it when it is withdrawn.
    """
    key = repr((kind, *_seen(view), words.language, choice, before and _seen(before)))
    found = _memory().get(key)
    if found is None:
        found = _made(kind, view, words, choice, before, on_wait)
        _memory().put(key, found)
    return found


def _seen(view: View) -> tuple:
    return (view.fingerprint, view.number, view.audience.model_dump_json())


def _made(
    kind: str,
    view: View,
    words: Words,
    choice: Choice,
    before: View | None,
    on_wait: Callable[[], None],
) -> bytes:
    """From beside its version in the store, where it is the usual one; else made now."""
    usual = choice.usual and before is None
    name = packs.kept_name(kind, view, words)
    found = kept_file(view, name) if usual else None
    if found is None:
        logo = logo_of(view)
        found = packs.make(kind, view, words, choice, before=before, logo=logo, on_wait=on_wait)
        if usual:
            keep_file(view, name, found)
    return found


def logo_of(view: View) -> bytes:
    """The programme's logo from the data folder's `media/`; empty where there is none."""
    name = view.programme.look.logo
    path = Path(data_folder(), "media", name)
    return path.read_bytes() if name and path.is_file() else b""


class _Memory:
    """The last few files, the oldest out first."""

    MOST = 24

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        self._kept[key] = content
        for old in list(self._kept)[: -self.MOST]:
            self._kept.pop(old, None)


@st.cache_resource(show_spinner=False)
def _memory() -> _Memory:
    return _Memory()
