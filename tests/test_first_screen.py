"""The first screen says each claim once, and its small charts show no more than is known."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from impact.claims import Verdict
from impact.disclosure.selection import Selection
from impact.figures.claim_charts import ClaimChart, claim_chart
from impact.figures.claim_drawing import claim_drawing
from impact.figures.drawing import Area, Disc, Label, Line, text_width
from impact.figures.first_screen import MAP, THUMB_MAP, in_words, small_chart, small_map
from impact.figures.map_clusters import HIDDEN
from impact.figures.map_picture import map_drawing
from impact.figures.maps import areas_on_file
from impact.figures.style import LIGHT
from impact.handouts.packs import map_names
from impact.model.attribution import PROGRAMME
from impact.wording import words_in
from impact.wording.cause import cause_not_shown
from impact.wording.headline import headline, in_few_words, second_source
from impact.wording.preview import to_pass_on
from impact.wording.sentences import sentence
from tests.handouts.packs_of import view_of

BOTH = pytest.mark.parametrize("language", ["en", "ru"])
COUNTRIES = ["Turkmenistan", "Kazakhstan", "Kyrgyzstan"]
FOLDERS = pytest.mark.parametrize("name", ["wildcats", "example"])
SERIES = ClaimChart(
    unit="Detections per 100 trap-nights",
    alt="A series",
    labels=("2021", "2022", "2024"),
    values=(1.0, 2.0, 3.0),
    low=(0.5, 1.0, 2.0),
    high=(2.0, 3.0, 4.0),
    role="detections",
    inner=((0.8, 1.2), (1.7, 2.3), (2.8, 3.2)),
    unknown=("2023",),
)


@BOTH
@FOLDERS
def test_the_parts_of_a_headline_are_the_sentence(name, language):
    view, words = view_of(name), words_in(language)
    for claim in view.claims:
        parts = headline(view, claim, words)
        whole = " ".join(part for part in (parts.number, parts.opening, parts.rest) if part)
        assert whole == sentence(view, claim, words)


@pytest.mark.parametrize(
    ("count", "number"), [(3, "3"), (1200, "1,200"), (12, "12")], ids=["3", "1200", "12"]
)
def test_the_large_number_is_the_whole_number(count, number):
    view, words = view_of("example"), words_in("en")
    claim = replace(
        view.claims[0], value=count, verdict=Verdict.COUNTS_ONLY, baseline=None, ratio=None
    )
    assert headline(view, claim, words).number == number


@BOTH
@FOLDERS
def test_a_caveat_in_a_few_words_is_short_and_not_the_sentence_again(name, language):
    view, words = view_of(name), words_in(language)
    for claim in view.claims:
        short = in_few_words(claim, words)
        assert 0 < len(short) <= 65
        assert short.casefold() not in sentence(view, claim, words).casefold()


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
@FOLDERS
def test_what_a_reader_passes_on_has_the_mark_of_each_claim_and_what_holds_of_all(name, language):
    view, words = view_of(name), words_in(language)
    first = view.claims[:3]
    told = to_pass_on(view, first, words)
    for claim in first:
        after = told.split(sentence(view, claim, words), 1)[1]
        assert after.lstrip(". ").startswith(in_few_words(claim, words))
    assert second_source(first, words) in told
    assert told.endswith(cause_not_shown(first, words))
    assert to_pass_on(view, [], words) == ""


def test_one_line_says_how_many_claims_have_no_second_source():
    words, three = words_in("en"), list(view_of("wildcats").claims)
    assert second_source(three, words).startswith("These are the programme's own figures")
    mixed = [three[0], *view_of("example").claims[:2]]
    assert second_source(mixed, words).startswith("1 of these is the programme's own figure")
    assert second_source(list(view_of("example").claims[:3]), words) == ""


def test_a_line_joins_neighbouring_years_and_stops_at_a_year_without_a_rate():
    shapes = claim_drawing(SERIES, words_in("en")).shapes
    joined = [shape for shape in shapes if isinstance(shape, Line) and shape.dashed]
    assert len(joined) == 1  # 2021 to 2022; nothing from 2022 to 2024
    marks = {shape.text: shape for shape in shapes if isinstance(shape, Label)}
    assert marks["2021"].x < marks["2022"].x < marks["?"].x < marks["2024"].x


def test_the_interval_of_half_the_chance_lies_within_that_of_95_percent():
    view, words = view_of("example"), words_in("en")
    charts = [claim_chart(view, claim, words) for claim in view.claims]
    series = [chart for chart in charts if chart is not None and chart.rates]
    assert series
    for chart in series:
        ends = zip(chart.low, chart.inner, chart.values, chart.high, strict=True)
        assert all(low <= half[0] <= half[1] <= high for low, half, _value, high in ends)


@BOTH
@FOLDERS
def test_every_small_chart_says_in_words_what_it_shows(name, language):
    view, words = view_of(name), words_in(language)
    drawn = [(claim, small_chart(view, claim, words)) for claim in view.claims]
    told = [in_words(view, claim, words, chart) for claim, chart in drawn if chart is not None]
    assert len(told) >= 3
    assert all(told)


def test_a_pair_is_told_by_its_two_bars():
    view, words = view_of("wildcats"), words_in("en")
    chart = small_chart(view, view.claims[0], words)
    told = in_words(view, view.claims[0], words, chart)
    assert told == "Uly Balkan, the earlier count: 5; Uly Balkan, the current count: 11"


def test_where_nobody_knows_whether_reports_were_collected_no_bar_and_no_0_is_drawn():
    view, words = view_of("wildcats"), words_in("en")
    claim = next(one for one in view.claims if one.verdict is Verdict.ZERO_EFFORT_UNKNOWN)
    shapes = small_chart(view, claim, words).shapes
    texts = {shape.text: shape.bold for shape in shapes if isinstance(shape, Label)}
    assert texts["8"] and not texts["none reported"] and "0" not in texts
    assert sum(isinstance(shape, Area | Line) for shape in shapes) == 1  # the bar of the 8
    assert in_words(view, claim, words, small_chart(view, claim, words)).endswith(": none reported")


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_words_in_place_of_a_bar_are_no_wider_than_the_chart(language):
    view, words = view_of("wildcats"), words_in(language)
    claim = next(one for one in view.claims if one.verdict is Verdict.ZERO_EFFORT_UNKNOWN)
    drawn = small_chart(view, claim, words)
    said = words._("none reported")
    (label,) = (one for one in drawn.shapes if isinstance(one, Label) and one.text == said)
    assert text_width(said, label.size) <= drawn.width


def test_a_first_record_without_a_date_stands_at_no_place_of_the_line_of_time():
    view, words = view_of("wildcats"), words_in("en")
    claim = next(one for one in view.claims if one.first is not None)
    shapes = small_chart(view, claim, words).shapes
    (line,) = (shape for shape in shapes if isinstance(shape, Line))
    discs = [shape for shape in shapes if isinstance(shape, Disc)]
    assert all(disc.x + disc.radius < line.points[0][0] for disc in discs)


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_each_country_of_the_programme_is_named_on_the_small_map(language):
    view, words = view_of("wildcats"), words_in(language)
    areas = areas_on_file(view, Selection(whose=PROGRAMME), words)
    own = areas[~areas["context"] & areas["latitude"].notna()]
    drawn = map_drawing(own, map_names(), words, "", **MAP).shapes
    names = map_names().query("kind == 'country' and name_en in @COUNTRIES")[f"name_{language}"]
    texts = {shape.text for shape in drawn if isinstance(shape, Label)}
    assert {name.upper() for name in names} <= texts


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_the_largest_circle_of_the_small_map_has_its_name(language):
    view, words = view_of("wildcats"), words_in(language)
    areas = areas_on_file(view, Selection(whose=PROGRAMME), words)
    areas.loc[areas["area_id"] == "A-TM-03", ["detections", "incidents"]] = [39, 2]
    own = areas[~areas["context"] & areas["latitude"].notna()]
    drawn = map_drawing(own, map_names(), words, "", **MAP).shapes
    discs = [shape for shape in drawn if isinstance(shape, Disc) and shape.says]
    name = max(discs, key=lambda disc: disc.radius).says.splitlines()[0]
    texts = " ".join(shape.text for shape in drawn if isinstance(shape, Label))
    assert name.split(" (")[0] in texts


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
def test_a_phones_map_names_an_area(language):
    for name in ("wildcats", "example"):
        view, words = view_of(name), words_in(language)
        areas = areas_on_file(view, Selection(whose=PROGRAMME), words)
        own = areas[~areas["context"] & areas["latitude"].notna()]
        drawn = map_drawing(own, map_names(), words, "", **THUMB_MAP).shapes
        labels = [shape for shape in drawn if isinstance(shape, Label)]
        assert any(label.bold for label in labels), name


@pytest.mark.parametrize("language", ["en", "ru", "tk", "ky", "kk"])
@pytest.mark.parametrize("wider", [1.0, 1.15])
def test_the_date_of_a_first_stands_whole_below_its_mark_on_a_phone(language, wider):
    """Also where a reader's letters are wider than those that are measured here."""
    view, words = view_of("example"), words_in(language)
    claim = next(claim for claim in view.claims if claim.first is not None)
    drawing = small_chart(view, claim, words, thumb=True)
    (label,) = (shape for shape in drawing.shapes if isinstance(shape, Label))
    half = text_width(label.text, label.size) * wider / 2
    assert label.x - half >= -0.1
    assert label.x + half <= drawing.width + 0.1


@FOLDERS
def test_the_small_map_is_small_and_shows_the_programmes_places_alone(name):
    content, told, legend = small_map(view_of(name), words_in("en"), LIGHT, map_names())
    assert content[:4] == b"RIFF"
    assert len(content) < 60_000
    assert told
    assert ("Ring" in legend) == (name == "example")  # it has conflict incidents
    assert ("no place is published: Jashyl-Oroon" in legend) == (name == "wildcats")


@FOLDERS
def test_no_disc_of_the_drawn_map_stands_on_another_and_looks_like_a_ring(name):
    areas = areas_on_file(view_of(name), Selection(), words_in("en"))
    drawn = map_drawing(areas, map_names(), words_in("en"), "", **MAP).shapes
    discs = [shape for shape in drawn if isinstance(shape, Disc) and not shape.hollow]
    assert len(discs) > 3
    for number, one in enumerate(discs):
        for other in discs[:number]:
            apart = math.hypot(one.x - other.x, one.y - other.y)
            same = one.says == other.says  # blue on grey: what the programme recorded of it all
            assert same or apart >= HIDDEN * max(one.radius, other.radius)


def test_an_earlier_count_is_hollow_in_the_colour_of_the_later_and_no_work_of_others():
    counts = replace(SERIES, values=(5.0, 11.0), labels=("before", "now"), low=(), high=())
    shapes = claim_drawing(counts, words_in("en")).shapes
    assert [one.stroke for one in shapes if isinstance(one, Line)] == [counts.role]
    assert [one.fill for one in shapes if isinstance(one, Area)] == [counts.role]
