"""The commands of the command line: what each does, and the module that does it.

A module is imported when its command runs and no sooner, so that ``--help`` answers at once.
"""

from __future__ import annotations

COMMANDS = {
    "claims": ("claims", "print the claims of a data folder or a store"),
    "check": ("checking", "check files before they are published"),
    "formats": ("formats", "list which exports of other systems are read"),
    "publish": ("publishing", "check files and publish them"),
    "history": ("history", "list the versions"),
    "compare": ("comparing", "show what is different between two versions"),
    "restore": ("history", "publish an old version anew"),
    "revert": ("undoing", "take one published change back, and keep what came later"),
    "withdraw": ("history", "delete versions for good"),
    "backup": ("history", "write the whole store into one file"),
    "recover": ("history", "bring a backup back into an empty store"),
    "cube": ("cubing", "count the events of a survey of any size"),
    "export": ("exporting", "write the data in a form that others read"),
    "deck": ("packs", "write the slides as one HTML file that presents without internet"),
    "slides": ("packs", "write the slides as a file for PowerPoint and LibreOffice"),
    "report": ("packs", "write the report as HTML, or as PDF where OUT ends in .pdf"),
    "sheet": ("packs", "write one page about an area, to print and hang up"),
    "site": ("site", "write the public pages as a folder for any web host"),
    "digest": ("digest", "write a mail about what changed since a day"),
    "review-words": (
        "reviewing",
        "write words for a native reader, or take them back",
    ),
    "figures": ("packs", "write every chart and the map as PNG and SVG"),
}
"""Command → its module here, and what it does."""
