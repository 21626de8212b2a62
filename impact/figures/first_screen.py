"""What the first screen draws: a small chart of each claim, and a small map of the places."""

from __future__ import annotations

import base64
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from impact.disclosure.selection import Selection
from impact.figures import maps
from impact.figures.claim_charts import claim_chart
from impact.figures.claim_drawing import claim_drawing, first_drawing
from impact.figures.map_picture import map_drawing
from impact.figures.map_words import colour_words, map_sentence
from impact.figures.painting import svg, webp
from impact.model.attribution import PROGRAMME

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.figures.drawing import Drawing
    from impact.figures.style import Style
    from impact.wording.language import Words

ABREAST = 3  # claims in a row; as many stand at the head of a page about something else
CHART = {"width": 250.0, "height": 100.0, "size": 12.5}
THUMB = {"width": 96.0, "height": 68.0, "size": 10.0}  # beside the words on a phone
MAP = {"width": 560.0, "height": 230.0, "size": 15.0}
THUMB_MAP = {"width": 200.0, "height": 84.0, "size": 10.5}  # beside the ways on, on a phone


def small_chart(view: View, claim: Claim, words: Words, *, thumb: bool = False) -> Drawing | None:
    """The chart of a claim for a card, or as large as a thumb; None where there is none to draw."""
    size = THUMB if thumb else CHART
    if claim.first is not None:
        start = claim.first.start
        dated = start is not None and start == start
        when = words.date(start, claim.first.precision) if dated else ""
        title = words._("One mark on a line of time: {when}").format(
            when=when or words._("its date is not published")
        )
        return first_drawing(when, title, **size)
    chart = claim_chart(view, claim, words)
    if chart is None:
        return None
    # What is counted stands in the words beside it; of a rate, per what it is.
    chart = replace(chart, unit=chart.unit if chart.rates and not thumb else "")
    if thumb and not chart.rates:
        chart = replace(chart, labels=(words._("earlier"), words._("later")))  # a thumb is narrow
    return claim_drawing(chart, words, **size)


def in_words(view: View, claim: Claim, words: Words, drawing: Drawing) -> str:
    """What a small chart shows: each bar with its number, or the series in a sentence."""
    chart = claim_chart(view, claim, words)
    if chart is None or chart.rates:
        return drawing.title
    pairs = zip(chart.labels, chart.values, strict=True)
    return "; ".join(f"{label}: {chart.shown(value, words)}" for label, value in pairs)


def small_map(
    view: View, words: Words, style: Style, named: pd.DataFrame, *, thumb: bool = False
) -> tuple[bytes, str, str] | None:
    """The places of the programme as a picture (WebP), what it shows, and what its marks mean.

    None where no place is known.

    Parameters
    ----------
    named : DataFrame
        The map's own names, as for `maps.deck`.
    thumb : bool
        As small as on the first screen of a phone.
    """
    selection = Selection(whose=PROGRAMME)
    areas = maps.areas_on_file(view, selection, words)
    own = areas[~areas["context"] & areas["latitude"].notna()]
    if own.empty:
        return None
    told = map_sentence(view, selection, areas[~areas["context"]], words)
    marks = [words._("Circle: an area. A bigger circle means more records.")]
    marks += [text for _colour, text in colour_words(own, words, brief=True)]
    if (own["incidents"].fillna(0) > 0).any():
        marks.append(words._("Ring: some of the records are conflict incidents."))
    beside = areas[areas["latitude"].isna() & areas["area_id"].isin(_claimed(view))]
    if len(beside):
        marks.append(
            words._("Not on the map, as no place is published: {names}.").format(
                names=", ".join(beside["name"])
            )
        )
    size = THUMB_MAP if thumb else MAP
    if thumb:  # where one name has room, that of another country would be read as the place's
        ours = named["iso_a2"].isin(view.records.areas["country_code"])
        named = named[ours | (named["kind"] != "country")]
    drawing = map_drawing(own, named, words, told, **size, foremost=_claimed(view))
    return webp(drawing, style), told, " ".join(marks)


def _claimed(view: View) -> set[str]:
    """The areas that the first claims are about."""
    return {area for claim in view.claims[:ABREAST] for area in claim.indicator.areas}


def as_image(content: bytes | Drawing, style: Style, alt: str, *, shown: str = "") -> str:
    """A picture as an HTML element that asks nobody for anything; `shown` is its class."""
    if isinstance(content, bytes):
        kind = "webp"
    else:
        kind, content = "svg+xml", svg(content, style, described=False).encode("utf-8")
    data = base64.b64encode(content).decode("ascii")
    source = f"data:image/{kind};base64,{data}"
    ground = f"max-width:100%;background:{style.paper}"
    return f'<img class="{shown}" style="{ground}" src="{source}" alt="{escape(alt)}">'
