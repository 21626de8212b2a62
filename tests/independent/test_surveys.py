"""The program agrees with the independent calculation on random surveys."""

from __future__ import annotations

import pytest

from tests.independent.compare import differences
from tests.independent.program import answered
from tests.independent.surveys import random_survey

FEW, ALL = 5, 200


@pytest.mark.parametrize("seed", range(FEW))
def test_a_random_survey_gives_the_same_numbers_twice(seed):
    survey = random_survey(seed)
    assert differences(survey, answered(survey)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(FEW, ALL))
def test_two_hundred_random_surveys_give_the_same_numbers_twice(seed):
    survey = random_survey(seed)
    assert differences(survey, answered(survey)) == []
