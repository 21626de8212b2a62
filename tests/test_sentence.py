"""Sentences of the core, said in the language of whoever reads them."""

from __future__ import annotations

import copy

import pandas as pd

from impact.model.messages import Day, Sentence, together
from impact.wording import words_in

RU = words_in("ru")


def test_a_sentence_is_its_english_and_can_be_said_otherwise():
    sentence = Sentence("'{value}' is not {what}.", value="x", what=Sentence("a number"))
    assert sentence == "'x' is not a number."
    assert RU.said(sentence) == "«x» — это не число."
    assert words_in("en").said(sentence) == sentence


def test_values_are_never_translated_nor_taken_for_messages():
    assert RU.said("a number") == "a number"
    odd = Sentence("'{value}' is not {what}.", value="{what} {0}", what="a number")
    assert RU.said(odd) == "«{what} {0}» — это не a number."


def test_a_day_is_written_as_its_reader_writes_it():
    moment = pd.Timestamp("2023-02-03 10:30")
    assert Day(moment) == "3 Feb 2023"
    assert RU.said(Day(moment)) == "3 февр. 2023"
    assert RU.said(Day(moment, timed=True)) == "3 февр. 2023 10:30"


def test_parts_are_said_each_by_itself():
    both = together(Sentence("a record"), Sentence("an area"), between=", ")
    assert both == "a record, an area"
    assert RU.said(both) == "запись, территория"


def test_a_copy_can_still_be_said():
    sentence = Sentence("'{value}' is not {what}.", value="x", what=Sentence("a number"))
    assert RU.said(copy.deepcopy(sentence)) == RU.said(sentence)
