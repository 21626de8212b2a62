"""How a handout carries its code: the one place that decides it, for pictures, slides and pages.

In words it is in `impact.wording.citation`: `source_line` and `citation` have it, so whatever is
handed out with either carries it too.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.figures.painting import png, svg
from impact.figures.scan_code import scan_code
from impact.figures.style import LIGHT
from impact.wording.citation import check_address, check_line

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.disclosure.selection import Selection
    from impact.figures.drawing import Drawing
    from impact.wording.language import Words


def code_svg(view: View, words: Words, selection: Selection | None = None) -> Markup:
    """The code to scan, for an HTML page; empty where the programme has no address."""
    drawn = code_drawing(view, words, selection)
    return Markup(svg(drawn, LIGHT)) if drawn else Markup("")


def code_address(view: View, words: Words, selection: Selection | None = None) -> str:
    """The same as an address that holds the whole picture, for a style sheet that repeats it."""
    drawn = code_svg(view, words, selection).encode()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}" if drawn else ""


def code_png(view: View, words: Words, selection: Selection | None = None) -> bytes:
    """The same as a picture; empty where the programme has no address."""
    drawn = code_drawing(view, words, selection)
    return png(drawn, LIGHT, scale=1) if drawn else b""


def code_drawing(
    view: View, words: Words, selection: Selection | None = None, *, one_module: float = 8
) -> Drawing | None:
    """The same as a drawing, to be set into another; None without an address."""
    address = check_address(view, words, selection)
    if not address:
        return None
    return scan_code(address, check_line(view, words, selection), one_module=one_module)
