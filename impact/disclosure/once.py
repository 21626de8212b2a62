"""What is worked out of a view is worked out once: a view never changes."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.disclosure.view import View

P = ParamSpec("P")
T = TypeVar("T")
MOST = 500  # that a view keeps: of a page and of the few choices before it


def once(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Keep with a view what is made of it; whoever takes it may not change it.

    What else it is made of has to be such as a dict can have for a key.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(view: View, *asked: P.args, **more: P.kwargs) -> T:
        key = (name, *asked, *more.items())
        try:
            return view.kept[key]
        except KeyError:
            found = make(view, *asked, **more)
        # Another thread may clear what is kept meanwhile: what was found is not read again.
        if len(view.kept) >= MOST:
            view.kept.clear()
        view.kept[key] = found
        return found

    return made
