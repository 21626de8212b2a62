"""The pages there are: the address of each and its name, in the order of the menu."""

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
