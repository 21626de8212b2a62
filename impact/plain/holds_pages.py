"""Does this still hold? What became of each number of a handout, found by the code on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.disclosure.handout_id import (
    Choices,
    made_id,
    read_id,
    rules_differ,
    state_of,
)
from impact.disclosure.selection import Selection
from impact.plain.blocks import Block, PlainPage
from impact.plain.standing import State, editions, standings
from impact.wording.chosen import chosen_parts
from impact.wording.language import NAMES, languages
from impact.wording.reasons import reasons
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from impact.disclosure import View
    from impact.disclosure.handout_id import HandoutId
    from impact.disclosure.publication import Publication
    from impact.plain.standing import History, Standing, Step
    from impact.wording.language import Words

USUAL = (Selection(), Selection(whose="programme"))
"""What is chosen where nobody has chosen: for tables and citations; for packs and pictures."""


@dataclass(frozen=True)
class Found:
    """What a handout was made of; no publication where it is the folder that is served."""

    publication: Publication | None
    language: str


def find(view: View, history: History, asked: HandoutId) -> Found | None:
    """The version and language of an id, by trying each; None where none gives it.

    Parameters
    ----------
    view : View
        What is shown now.
    history : History
    asked : HandoutId
    """
    programme = view.programme.about.id
    for language in languages():
        for one in history.publications:
            if asked.is_of(programme, state_of(one.number, ""), language):
                return Found(one, language)
        if asked.is_of(programme, state_of(view.number, view.fingerprint), language):
            return Found(None, language)
    return None


def holds_page(view: View, history: History, text: str, words: Words) -> PlainPage | None:
    """What became of what a handout says; None where no version here has its code.

    Parameters
    ----------
    view : View
        What is shown now.
    history : History
    text : str
        The code, as it was typed.
    words : Words
        Of the reader; a handout in another language is of the same numbers.
    """
    asked = read_id(text)
    found = find(view, history, asked) if asked else None
    if asked is None or found is None:
        return None
    if found.publication is None:
        return _page(asked, words, _of_a_folder(view, asked, found.language, words))
    if found.publication.withdrawn:
        return _page(asked, words, [_withdrawn(found.publication, words)])
    blocks = _of_a_version(view, history, asked, found.publication, found.language, words)
    return _page(asked, words, blocks)


def codes(view: View, history: History, rules: Collection[str], spoken: Sequence[str]) -> set[str]:
    """The codes of all that is usually handed out of each version: a folder has a page of each.

    Parameters
    ----------
    rules : sequence of str
        Hashes of the disclosure rules under which handouts may have been made.
    spoken : sequence of str
        The languages that handouts were made in.
    """
    programme, choices = view.programme.about.id, Choices(view)
    states = {state_of(view.number, view.fingerprint)}
    states |= {state_of(one.number, "") for one in history.publications}
    return {
        str(made_id(programme, state, language, one, choices.written(chosen)))
        for state in states
        for language in spoken
        for one in rules
        for chosen in USUAL
    }


def _page(asked: HandoutId, words: Words, blocks: list[Block]) -> PlainPage:
    title = words._("Does this still hold?")
    code = words._("Check code {code}.").format(code=asked)
    first = next((text for one in blocks for text in one.texts), "")
    return PlainPage(f"holds/{asked}", title, f"{code} {first}", (Block(texts=(code,)), *blocks))


def _withdrawn(publication: Publication, words: Words) -> Block:
    text = words._(
        "It was made from version {n}. That version was withdrawn: its numbers no longer hold."
    ).format(n=words.number(publication.number))
    return Block(texts=(text,), links=((words._("What is published now"), ""),))


def _of_a_folder(view: View, asked: HandoutId, language: str, words: Words) -> list[Block]:
    _ = words._
    texts = [
        _("It was made from the data shown here now: all its numbers still read the same."),
        _(
            "No version has been published yet. Earlier states of this data are not kept, "
            "so we cannot look up what an older handout said."
        ),
        *_made_as(view, asked, language, words),
    ]
    return [Block(texts=tuple(texts), links=((_("What is published now"), ""),))]


def _of_a_version(
    view: View,
    history: History,
    asked: HandoutId,
    one: Publication,
    language: str,
    words: Words,
) -> list[Block]:
    _ = words._
    chosen = Choices(view).read(asked.chosen)
    since = editions(history, words.language, chosen, since=one.number)
    all_of_them = standings(since, history.publications)
    still = [each for each in all_of_them if each.state is State.STILL]
    newest = since[-1].publication
    texts = [
        one_stop(
            _("It was made from {version}; what is published now is {newest}.").format(
                version=version_of(one, words), newest=version_of(newest, words)
            )
        ),
        words.ngettext(
            "{still} of {n} number still reads the same.",
            "{still} of {n} numbers still read the same.",
            len(still),
        ).format(still=words.number(len(still)), n=words.number(len(all_of_them))),
        *_made_as(view, asked, language, words),
    ]
    head = Block(texts=tuple(texts), links=((_("What is published now"), ""),))
    groups = (
        (State.CORRECTED, _("Corrected")),
        (State.CHANGED, _("Changed")),
        (State.GONE, _("No longer shown")),
        (State.STILL, _("Still so")),
    )
    return [head, *(block for group in groups for block in _group(*group, all_of_them, words))]


def _group(state: State, heading: str, found: list[Standing], words: Words) -> list[Block]:
    own = [one for one in found if one.state is state]
    if not own:
        return []
    title = words._("{what} ({n})").format(what=heading, n=words.number(len(own)))
    return [Block(heading=title, anchor=str(state)), *(_number(one, words) for one in own)]


def _number(one: Standing, words: Words) -> Block:
    _ = words._
    texts = [_("In this handout: {text}").format(text=one.number.text)]
    if not one.steps:
        texts = [one.number.text]
    texts += [step_words(step, words) for step in one.steps]
    return Block(heading=one.number.title, level=3, texts=tuple(texts))


def step_words(step: Step, words: Words) -> str:
    """In which version a number reads otherwise, why, and how."""
    _ = words._
    version, why = version_of(step.publication, words), reasons(words).get(step.publication.reason)
    why = why and why[:1].lower() + why[1:]  # it stands within a sentence
    if step.after is None:
        return one_stop(_("It has not been shown since {version}.").format(version=version))
    same = step.before is not None and step.before.text == step.after.text
    if same and why:
        text = _(
            "Numbers in its table have differed since {version} ({why}); its sentence has not."
        )
    elif same:
        text = _("Numbers in its table have differed since {version}; its sentence has not.")
    elif why:
        text = _("Since {version} ({why}): {text}")
    else:
        text = _("Since {version}: {text}")
    return one_stop(text.format(version=version, why=why, text=step.after.text))


def version_of(publication: Publication, words: Words) -> str:
    """A version with its day."""
    return words._("version {n} of {day}").format(
        n=words.number(publication.number),
        day=words.date(pd.Timestamp(publication.published.date())),
    )


def _made_as(view: View, asked: HandoutId, language: str, words: Words) -> list[str]:
    """What was chosen, in which language, and whether other disclosure rules were in force."""
    _, chosen = words._, Choices(view).read(asked.chosen)
    name = (
        NAMES[language] if language == "en" else NAMES[language].lower()
    )  # of five, one is a name
    texts = [_("Language of the handout: {language}.").format(language=name)]
    texts += chosen_parts(view, chosen, words)
    if rules_differ(asked, view):
        texts.append(
            _(
                "The rules on what may be shown were different then; the numbers are "
                "compared under today's rules."
            )
        )
    return texts
