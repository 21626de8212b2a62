"""The files of a meeting pack for a session: made once, then kept as long as they are true."""

from __future__ import annotations

from collections.abc import Callable

from impact.disclosure import View
from impact.handouts import packs
from impact.handouts.packs import Choice
from impact.wording import Words
from pages.shared.cache import made_for_view
from pages.shared.view import keep_file, kept_file


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
    return made_for_view(_made, view, words, kind, choice, before, on_wait=on_wait)


def _made(
    view: View,
    words: Words,
    kind: str,
    choice: Choice,
    before: View | None,
    *,
    on_wait: Callable[[], None],
) -> bytes:
    """From beside its version in the store, where it is the usual one; else made now."""
    usual = choice.usual and before is None
    name = packs.kept_name(kind, view, words)
    existing = kept_file(view, name) if usual else None
    if existing is not None:
        return existing
    content = packs.make(kind, view, words, choice, before=before, on_wait=on_wait)
    if usual:
        keep_file(view, name, content)
    return content
