"""The pages there are: the address of each and its name, in the order of the menu."""

from copy import copy
from functools import cache

import streamlit as st

from impact.wording import Words

QUICK = ("", "evidence", "wildlife", "coexistence", "places", "map")
"""Pages of figures. The others make files, compare versions or do the work of staff."""


def public_pages(words: Words) -> dict[str, str]:
    """The pages for everybody."""
    _ = words._
    return {
        "": _("Overview"),
        "evidence": _("How we know"),
        "wildlife": _("Wildlife"),
        "coexistence": _("Coexistence"),
        "places": _("Places"),
        "map": _("Map"),
        "changes": _("What changed"),
        "methods": _("Methods"),
        "meeting-pack": _("Meeting pack"),
        "downloads": _("Downloads"),
    }


def staff_pages(words: Words) -> dict[str, str]:
    """The pages for staff alone."""
    _ = words._
    return {
        "update": _("Update data"),
        "edit": _("Edit in place"),
        "history": _("History"),
        "activity": _("Activity"),
    }


def page_of(path: str, title: str, url_path: str, *, hidden: bool = False) -> st.Page:
    """A page for the menu of one run, from its file.

    Streamlit looks for the file each time that a page is made, and marks a page as it runs: so
    one is made of each, and each run gets a copy.
    """
    return copy(_page_of(path, title, url_path, hidden))


@cache
def _page_of(path: str, title: str, url_path: str, hidden: bool) -> st.Page:
    return st.Page(
        path,
        title=title,
        url_path=url_path,
        default=not url_path,
        visibility="hidden" if hidden else "visible",
    )
