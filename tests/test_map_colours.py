"""What is blue on a map need not be the programme's own: every map with such a mark says so."""

from __future__ import annotations

import ast
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from lxml import html as markup

from impact.disclosure.selection import ALL, Selection
from impact.figures.drawing import Disc, Label
from impact.figures.first_screen import small_map
from impact.figures.map_clusters import clustered
from impact.figures.map_frame import frame_around
from impact.figures.map_layers import of_both
from impact.figures.map_words import colour_words, map_legend
from impact.figures.maps import LARGEST, SMALLEST, area_marks, areas_on_file
from impact.figures.style import LIGHT
from impact.handouts.outline import outline
from impact.handouts.packs import map_names
from impact.handouts.pictures import drawn_picture
from impact.handouts.report import report_html
from impact.handouts.sheet import sheet_html
from impact.handouts.slide_content import MapBody
from impact.handouts.slide_covers import opening_map
from impact.model.attribution import OTHERS, PROGRAMME
from impact.plain.figure_pages import map_page
from impact.wording import words_in
from tests.handouts.packs_of import view_of

EN, RU = words_in("en"), words_in("ru")
BLUE, GREY = "Blue: linked with the programme", "Grey: the work of others"
AROUND = "Grey around blue: records of others there."
ROOT = Path(__file__).parents[1]
SHORT = "Blue: linked with the programme; others may have set it up."


def areas(*context: bool) -> pd.DataFrame:
    """Areas on the map, and one beside it that has the other colour."""
    rows = [(one, 40.0) for one in context] + [(not context[0], float("nan"))]
    return pd.DataFrame(rows, columns=["context", "latitude"]).assign(of_others=0)


@pytest.mark.parametrize(
    ("context", "colours"),
    [((False,), ["blue"]), ((True,), ["gray"]), ((False, True), ["blue", "gray"])],
)
def test_a_colour_is_explained_where_a_mark_has_it_and_only_there(context, colours):
    assert [colour for colour, _text in colour_words(areas(*context), EN)] == colours


def test_no_more_of_a_mark_is_blue_than_the_programme_recorded():
    view = view_of("wildcats")
    # Ustyurt: 1 record of the programme, beside a total of 4 that is none, and 11 of others,
    # Kyzylsai: 0 and 6, Badhyz: 1 and 4.
    table = areas_on_file(view, Selection(), EN).set_index("area_id")
    told = table.loc[["A-KZ-01", "A-KZ-02", "A-TM-05"], ["reports", "of_others"]]
    assert told.to_numpy().tolist() == [[12, 11], [6, 6], [5, 4]]
    marks = {one["area_id"]: one for one in area_marks(table.reset_index(), EN)}
    most, larger = marks["A-KZ-01"], SMALLEST + LARGEST
    assert (most["radius"], most["own"]) == (larger, round(SMALLEST + LARGEST * (1 / 12) ** 0.5, 1))
    below, above = of_both(marks["A-KZ-02"])
    assert (below["context"], above["context"], above["radius"]) == (True, False, SMALLEST)
    assert len(of_both(marks["A-KG-03"])) == 1  # grey altogether
    assert AROUND in map_legend(areas_on_file(view, Selection(), EN), EN)


@pytest.mark.parametrize("whose", [ALL, OTHERS])
def test_the_drawn_map_has_as_many_discs_of_both_as_areas_in_which_others_recorded(whose):
    view, chosen = view_of("wildcats"), Selection(whose=whose)
    table = areas_on_file(view, chosen, EN).dropna(subset=["latitude"])
    marks = area_marks(table, EN)
    both = sum(len(of_both(mark)) - 1 for mark in marks)
    assert both == ((table["of_others"] > 0) & ~table["context"]).sum() > 2
    drawn = drawn_picture(view, EN, map_names(), "map", chosen).drawing
    grey = [one for one in drawn.shapes if isinstance(one, Disc) and one.fill == "muted"]
    assert len(grey) >= table["context"].sum() + 2


@pytest.mark.parametrize(("recorded_by_others", "discs"), [(True, 2), (False, 1)])
def test_a_mark_of_several_areas_is_grey_around_where_others_recorded_in_one(
    recorded_by_others, discs
):
    known = {"position": [54.0, 39.0], "context": False, "incidents": 0, "radius": 6.0}
    two = [{**known, "area_id": name, "name": name, "own": 6.0} for name in ("a", "b")]
    two[1]["own"] = 5.0 if recorded_by_others else 6.0
    _alone, (both,) = clustered(frame_around([[54.0, 39.0]], 900, 500), two, EN)
    assert len(of_both(both)) == discs


def test_the_map_of_the_programmes_records_is_as_it_was():
    table = areas_on_file(view_of("wildcats"), Selection(whose=PROGRAMME), EN)
    marks = area_marks(table.dropna(subset=["latitude"]), EN)
    assert all(mark["own"] == mark["radius"] for mark in marks)
    assert AROUND not in map_legend(table, EN)


def drawers() -> set[str]:
    """The modules that draw a map of areas."""
    found = set()
    for path in (ROOT / "impact").rglob("*.py"):
        calls = [one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call)]
        if any(getattr(one.func, "id", "") == "map_drawing" for one in calls):
            found.add(path.stem)
    return found


def words_beside(name: str, words) -> list[str]:
    """What stands beside each map that a module draws, or in it."""
    view, named = view_of("wildcats"), map_names()
    slides = outline(view, words)
    beside = {
        "first_screen": lambda: [small_map(view, words, LIGHT, named)[2]],
        "figure_pages": lambda: [" ".join(map_page(view, named, words).blocks[0].texts)],
        "pictures": lambda: [
            labels(drawn_picture(view, words, named, "map").drawing),
        ],
        "report": lambda: [text_of(report_html(view, words, named))],
        "sheet_places": lambda: sheets(view, words),
        "slide_covers": lambda: [labels(opening_map(slides[0].body, named, words))],
        "slide_file": lambda: legends(slides),
        "deck": lambda: legends(slides),
    }
    return beside[name]()


def labels(drawing) -> str:
    return " ".join(one.text for one in drawing.shapes if isinstance(one, Label))


def legends(slides) -> list[str]:
    return [one.body.legend for one in slides if isinstance(one.body, MapBody)]


def text_of(content: str) -> str:
    return markup.fromstring(content).text_content()


def sheets(view, words) -> list[str]:
    """The words of the sheets with a map on which some mark is blue."""
    found = []
    for area in ("A-TM-02", "A-TM-05", "TM", "KG"):
        shown = areas_on_file(view, Selection(area=area, whose=PROGRAMME), words)
        assert (~shown.loc[shown["latitude"].notna(), "context"]).any()
        found.append(text_of(sheet_html(view, words, area, map_names(), size="A3")))
    return found


@pytest.mark.parametrize("name", sorted(drawers()))
@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
def test_every_drawn_map_with_blue_marks_says_what_blue_is(name, words):
    told = words._(SHORT).partition(":")[0]
    beside = words_beside(name, words)
    assert beside
    for text in beside:
        assert f"{told}:" in unescape(text)


def test_a_map_of_the_programmes_places_alone_says_nothing_of_grey():
    assert GREY not in words_beside("first_screen", EN)[0]
    assert GREY not in words_beside("slide_covers", EN)[0]
    assert GREY in words_beside("slide_file", EN)[0]
