"""The versions of a store as the public may see them, for commands that look back."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from impact.disclosure import for_audience
from impact.disclosure.publication import publications
from impact.disclosure.rules import rules_for
from impact.handouts.carried import carried, claims_carried
from impact.versions.opening import version_of
from impact.versions.version import under_rules_of
from impact.wording import words_in

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.publication import Publication
    from impact.disclosure.selection import Selection
    from impact.handouts.carried import Carried
    from impact.versions import Store


class StoreHistory:
    """All versions of a store, under the rules of one view of it.

    Parameters
    ----------
    store : Store
    view : View
        Whose disclosure rules hold for all of them.
    """

    def __init__(self, store: Store, view: View) -> None:
        self._store, self._view = store, view
        self.publications: tuple[Publication, ...] = publications(store.history())
        self.carried = lru_cache(maxsize=None)(self._carried)
        self.claims = lru_cache(maxsize=None)(self._claims)
        # Each is asked for once a language and choice: to open it takes longer than to read it
        self.view_of = lru_cache(maxsize=16)(self._opened)

    def rules(self) -> set[str]:
        """Under which disclosure rules each version was handed out when it was new."""
        return {
            rules_for(version_of(self._store.open(one.number)), self._view.audience.id).fingerprint
            for one in self.publications
            if not one.withdrawn
        }

    def _opened(self, number: int) -> View:
        version = under_rules_of(version_of(self._store.open(number)), self._view.programme)
        return for_audience(version, self._view.audience.id)

    def _carried(self, number: int, language: str, selection: Selection) -> tuple[Carried, ...]:
        return carried(self.view_of(number), words_in(language), selection)

    def _claims(self, number: int, language: str) -> tuple[Carried, ...]:
        return claims_carried(self.view_of(number), words_in(language))
