"""A cat that people killed is never counted as livestock that a cat took."""

from __future__ import annotations

import pytest

from impact.formats.common.season_words import type_of_incident
from impact.formats.common.suggesting import suggested_incident
from impact.metrics.one_incident import TYPES


@pytest.mark.parametrize(
    "text",
    [
        "убит леопард",
        "Застрелили барса",
        "леопард найден в капкане, погиб",
        "leopard killed by people",
        "snow leopard found dead",
        "илбирсти өлтүрүштү",
        "gaplaň öldürildi",
    ],
)
@pytest.mark.parametrize("with_livestock", [True, False])
def test_what_happened_to_a_cat_is_asked_whatever_the_row_counts(text, with_livestock):
    assert type_of_incident(text, with_livestock=with_livestock) == ""


@pytest.mark.parametrize(
    "text",
    ["леопард убил овцу", "leopard killed 3 goats", "Нападение леопарда на коз", "зарезал овец"],
)
def test_what_a_cat_did_to_livestock_is_known(text):
    assert type_of_incident(text, with_livestock=False) == "livestock depredation"


@pytest.mark.parametrize("text", ["убит леопард", "застрелили барса", "леопард убит"])
def test_retaliation_is_suggested(text):
    assert suggested_incident(text) == "retaliatory killing"


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_in_our_own_words_is_suggested_as_itself(kind):
    assert suggested_incident(kind) == kind
