"""What is remembered is shown to nobody for whom something else was made."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import pytest

from impact.disclosure import for_audience
from impact.disclosure.selection import Selection
from impact.figures.style import DARK, LIGHT
from impact.handouts import packs
from impact.wording import words_in
from pages.shared import cache
from pages.shared.packs import pack
from tests.shown.versions import changed

EN, RU = words_in("en"), words_in("ru")


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    version, _programme = changed("", "", tmp_path_factory.mktemp("data") / "wildcats")
    return for_audience(version, "public")


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(cache, "current_style", lambda: LIGHT)
    cache.forget_caches()


def of_page(file: str, text: str):
    """The function `story` of a page, which Streamlit runs as ``__main__``."""
    page = {"__name__": "__main__"}
    exec(compile(f"def story(view, words):\n    return {text!r}", file, "exec"), page)
    return page["story"]


def test_functions_of_one_name_on_two_pages_have_their_own_content(view):
    first = cache.cached_for_view(of_page("pages/public/overview.py", "of the overview"))
    second = cache.cached_for_view(of_page("pages/public/methods.py", "of the methods"))
    assert first(view, EN) == "of the overview"
    assert second(view, EN) == "of the methods"


def counting(view, words, *chosen):
    return (view.number, view.fingerprint, view.audience.id, view.rules, words.language, chosen)


OTHERS = {
    "version": {"number": 7},
    "draft": {"fingerprint": "another"},
    "rules": {"rules": "others"},
}


@pytest.mark.parametrize("field", OTHERS)
def test_another_version_draft_or_rule_is_made_anew(view, field):
    other = replace(view, **OTHERS[field])
    for remembered in (cache.cached_for_view(counting), partial(cache.made_for_view, counting)):
        assert remembered(view, EN) == counting(view, EN)
        assert remembered(other, EN) == counting(other, EN)


MADE = []


def noted(_view, words, *chosen):
    MADE.append((words.language, *chosen))


def test_another_language_theme_screen_or_choice_is_made_anew(view, monkeypatch):
    remembered = cache.cached_for_view(noted)
    MADE.clear()
    for words in (EN, RU, EN):
        remembered(view, words)
    for style in (DARK, replace(LIGHT, narrow=True), LIGHT):
        monkeypatch.setattr(cache, "current_style", lambda style=style: style)
        remembered(view, EN)
    remembered(view, EN, Selection(country="KZ"))
    remembered(view, EN, Selection(country="KG"))
    assert len(MADE) == 6


@pytest.mark.parametrize("chosen", [pd.DataFrame(), object(), partial(print)])
def test_what_does_not_say_all_that_it_is_makes_no_key(view, chosen):
    with pytest.raises(TypeError, match="key"):
        cache.made_for_view(counting, view, EN, chosen)


def test_a_function_that_holds_more_than_its_arguments_is_not_remembered():
    held = "what the key would not say"
    with pytest.raises(TypeError, match="held"):
        cache.cached_for_view(lambda _view, _words: held)


def test_a_pack_made_under_other_rules_of_disclosure_is_another(view, monkeypatch):
    monkeypatch.setattr(packs, "make", lambda _kind, view, *_, **__: view.rules.encode())
    looser = replace(view, rules="looser")
    choice = packs.Choice(dark=True)
    assert pack("deck", view, EN, choice) == view.rules.encode()
    assert pack("deck", looser, EN, choice) == b"looser"


def fails_once(*_given):
    MADE.append("tried")
    if len(MADE) == 1:
        raise OSError("broken")


@pytest.mark.parametrize(
    "remembered",
    [cache.cached_for_view(fails_once), partial(cache.made_for_view, fails_once)],
    ids=["drawn", "file"],
)
def test_what_failed_is_tried_again(view, remembered):
    MADE.clear()
    with pytest.raises(OSError, match="broken"):
        remembered(view, EN)
    for _ in range(2):
        remembered(view, EN)
    assert MADE == ["tried", "tried"]
