"""One figure as a small page of its own, to be shown inside another page. No script is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from impact.figures.painting import svg
from impact.figures.style import LIGHT
from impact.handouts.offline import TEMPLATES, fonts_css, with_policy
from impact.handouts.packs import map_names
from impact.handouts.pictures import drawn_picture

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words


def figure_html(view: View, words: Words, figure_id: str) -> str | None:
    """A page with the map or the chart of a claim; None where there is no such figure."""
    picture = drawn_picture(view, words, map_names(), figure_id)
    if picture is None:
        return None
    html = TEMPLATES.get_template("figure.html.j2").render(
        words=words,
        title=picture.title,
        fonts=fonts_css(),
        drawn=Markup(svg(picture.drawing, LIGHT)),
        paper=LIGHT.paper,
    )
    return with_policy(html)
