"""All words on screen are translated, whole and well, and none stands outside the catalogues."""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from impact.model.schemas import TABLES, schema
from impact.wording.catalogues import calls, catalogues, messages, untranslated
from impact.wording.language import NAMES
from impact.wording.reviewing import forms, is_public
from tests.test_words_of_data import FOLDERS, programme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = sorted(catalogues())
WORD = re.compile(r"[^\W\d_]+")
# {species_of} is the genitive of {species}; only these modules fill it in.
KNOWS_GENITIVES = {
    "impact/wording/counted.py",
    "impact/wording/counted_rates.py",
    "impact/wording/sentences.py",
}
# These hand on what others have marked.
HANDS_ON = {
    "impact/wording/sentences.py",
    "impact/wording/language.py",
    "impact/wording/methods.py",
}


@pytest.fixture(scope="module")
def template() -> Catalog:
    return messages()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    text = catalogues()[request.param].read_bytes()
    return read_po(BytesIO(text), locale=request.param)


def translations(catalogue: Catalog) -> Iterator[tuple[Message, str, str]]:
    """Each message with each pair of what is said in English and in the other language."""
    for message in catalogue:
        if not message.id:
            continue
        if isinstance(message.id, str):
            said = [(message, message.id, message.string)]
        else:
            said = [(message, message.id[1], form) for form in message.string]
        yield from (one for one in said if one[2])


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


# --- the catalogues ---------------------------------------------------------------------------


def test_there_is_a_catalogue_for_each_language():
    assert {"en", *LANGUAGES} == set(NAMES)


def test_a_catalogue_has_all_messages_and_no_others(catalogue, template):
    assert {message.id for message in catalogue} == {message.id for message in template}
    assert list(catalogue.obsolete) == []


def test_every_message_is_translated_where_it_has_to_be(catalogue):
    """Russian has all of it; one that is offered has all that the public reads."""
    language = str(catalogue.locale)
    if language == "ru":
        assert untranslated(catalogue) == []
    elif any(language in programme(folder)["languages"] for folder in FOLDERS):
        assert untranslated(catalogue, public=True) == []


def test_staff_alone_read_what_no_other_language_needs(template):
    public = {message.id for message in template if message.id and is_public(message)}
    assert {"Overview", "Increase", "Download the numbers (CSV)"} <= public
    assert not {"Rehearse"} & public
    assert len(public) < len(template) / 2


def test_no_translation_is_a_guess(catalogue):
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_there_are_as_many_plural_forms_as_the_language_has(catalogue):
    wanted = get_plural(catalogue.locale).num_plurals
    counted = [message for message in catalogue if not isinstance(message.id, str)]
    assert counted
    assert [message.id for message in counted if len(message.string) != wanted] == []


def test_a_translation_fills_in_what_the_message_fills_in(catalogue, template):
    wrong = []
    for message, english, translation in translations(catalogue):
        used = placeholders(translation)
        files = {file for file, _line in template[message.id].locations}
        if files <= KNOWS_GENITIVES and "species" in placeholders(english):
            used = {"species" if name == "species_of" else name for name in used}
        # "In March 2024": some languages bend the year and the month apart.
        if used == {"year", "month_name"} and english == "in {month}":
            used = {"month"}
        if used != placeholders(english):
            wrong.append((english, translation))
    assert wrong == []


def test_no_message_and_no_translation_holds_html(catalogue):
    html = re.compile(r"<[A-Za-z/!]|&#?\w+;")
    found = [pair for _message, *pair in translations(catalogue) if html.search(" ".join(pair))]
    assert found == []


# "Was: 3 detections. Now: 5": what is filled in is a sentence of its own.
SENTENCES = re.compile(r"[.?!] |; |\{before\} |\{after\} |\{claim\}: ")


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_sentence_of_the_public_has_one_colon(language):
    """Counts that follow each other are parted by semicolons, what stands in brackets is apart."""
    locale = "ru" if language == "en" else language
    with catalogues()[locale].open("rb") as file:
        public = [one for one in read_po(file, locale=locale) if one.id and is_public(one)]
    said = {
        text
        for one in public
        for text in (
            forms(one) if language != "en" else [one.id] if isinstance(one.id, str) else one.id
        )
    }
    assert len(said) > 800
    apart = {text: SENTENCES.split(re.sub(r"\([^()]*\)", "", text)) for text in said}
    assert [text for text, parts in apart.items() if any(p.count(": ") > 1 for p in parts)] == []


# --- words outside the catalogues -------------------------------------------------------------

# The first argument of these is read by people, and so are these arguments of any call.
SHOWING = """
    badge button caption checkbox date_input day download_button error expander feedback
    file_uploader form_submit_button header info link_button markdown metric multiselect
    number_input pills popover radio segmented_control select select_slider selectbox slider
    spinner status subheader success text text_area text_input title toast toggle warning
    write
"""
SHOWN = {"label", "title", "help", "placeholder", "alt", "caption"}
# What acts in markdown and is not read: :red[…], :green-badge[…], :material/map:
MARKUP = re.compile(r":[\w\0-]+\[|:material/\w+:")
# Asked in all languages at once, for whoever cannot read the page.
IN_ALL_LANGUAGES = {"Language · Язык"}


def shown_literals(source: str) -> list[str]:
    """The words in a page that are shown as they stand in the code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "")
            shown = [word.value for word in node.keywords if word.arg in SHOWN]
            shown += node.args[:1] if name in SHOWING.split() else []
            found += [MARKUP.sub("", literal(argument)) for argument in shown]
    return [text for text in found if WORD.search(text) and text not in IN_ALL_LANGUAGES]


def literal(node: ast.AST) -> str:
    """The plain words in an expression; what is looked up or computed stands as a NUL."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else "\0"
    if isinstance(node, ast.Call):  # "…".format(…), plain("…"), but not _("…")
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        inside = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        inside += node.args if name == "plain" else []
    elif isinstance(node, ast.JoinedStr | ast.FormattedValue | ast.BinOp | ast.IfExp | ast.BoolOp):
        inside = list(ast.iter_child_nodes(node))
    else:
        inside = []
    return "".join(map(literal, inside)) or "\0"


def pages() -> list[Path]:
    return [ROOT / "dashboard.py", *sorted(ROOT.glob("pages/**/*.py"))]


@pytest.mark.parametrize("file", pages(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_page_shows_words_that_stand_in_the_code(file):
    assert shown_literals(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'st.title("Wildlife")',
        'left.metric("Detections", 11)',
        'st.info(f"{n} cameras")',
        'st.markdown(f"**Status**: {text}")',
        'st.write("Year " + year)',
        'st.caption("since {}".format(year))',
        'st.error(plain("Nothing"))',
        'st.header(_("Yes") if one else "No")',
        'st.page_link(PAGE, label="Open")',
        'st.Page(file, title="Map")',
    ],
)
def test_words_that_stand_in_the_code_are_caught(source):
    assert shown_literals(source)


@pytest.mark.parametrize(
    "source",
    [
        'st.title(_("Wildlife"))',
        'st.header(words.ngettext("{n} error", "{n} errors", n).format(n=n), anchor="errors")',
        "st.markdown(f\"**{_('Status')}**: {plain(text)}\")",
        'st.markdown(f":{tone}-badge[{plain(text)}] 11 · –")',
        "st.page_link(PAGE, label=f\":primary[**{plain(_('Open'))} →**]\")",
        'st.markdown(" · ".join(names))',
        'st.image(drawing("ridge"), alt="")',
    ],
)
def test_words_of_a_catalogue_are_left_in_peace(source):
    assert shown_literals(source) == []


def test_no_template_shows_words_that_stand_in_it():
    files = sorted(ROOT.glob("impact/handouts/templates/*.j2"))
    assert files
    for file in files:
        text = re.sub(r"(?s)<style>.*?</style>|\{\{.*?\}\}|\{%.*?%\}", "", file.read_text("utf-8"))
        assert WORD.findall(re.sub(r"(?s)<[^>]*>", "", text)) == [], file.name


def test_only_plain_text_is_marked_as_a_message():
    """`_(f"…")` and `_(text)` are in no catalogue, so they would stay English."""
    files = [*ROOT.glob("*.py"), *ROOT.glob("impact/**/*.py"), *ROOT.glob("pages/**/*.py")]
    names = {file.relative_to(ROOT).as_posix(): file for file in files}
    wrong = []
    for name in names.keys() - HANDS_ON:
        for line, function, words, _ in calls(
            BytesIO(names[name].read_bytes()), DEFAULT_KEYWORDS, (), {}
        ):
            if None in words[: 2 if function == "ngettext" else 1]:
                wrong.append((name, line))
    assert wrong == []


# --- the data ---------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_label_in_every_language(table):
    texts = [schema(table).title, *(field.labels for field in schema(table).fields)]
    for text in texts:
        assert all(text.get(language) for language in ("en", "ru")), text
