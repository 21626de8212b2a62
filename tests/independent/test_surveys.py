"""The program agrees with the independent calculation on random surveys."""

from __future__ import annotations

import pytest

from tests.independent.compare import differences
from tests.independent.crowded import crowded_survey
from tests.independent.program import answered
from tests.independent.surveys import random_survey
from tests.independent.villages import village_survey

FEW, ALL = 3, 150
FEW_CROWDED, ALL_CROWDED = 3, 50
FEW_OF_VILLAGES, ALL_OF_VILLAGES = 6, 60


@pytest.mark.parametrize("seed", range(FEW))
def test_a_random_survey_gives_the_same_numbers_twice(seed):
    survey = random_survey(seed)
    assert differences(survey, answered(survey)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(FEW, ALL))
def test_a_hundred_and_fifty_random_surveys_give_the_same_numbers_twice(seed):
    survey = random_survey(seed)
    assert differences(survey, answered(survey)) == []


@pytest.mark.parametrize("seed", range(FEW_CROWDED))
def test_a_survey_of_many_stations_gives_the_same_numbers_twice(seed):
    survey = crowded_survey(seed)
    assert differences(survey, answered(survey)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(FEW_CROWDED, ALL_CROWDED))
def test_fifty_surveys_of_many_stations_give_the_same_numbers_twice(seed):
    survey = crowded_survey(seed)
    assert differences(survey, answered(survey)) == []


@pytest.mark.parametrize("seed", range(FEW_OF_VILLAGES))
def test_a_survey_of_villages_gives_the_same_numbers_twice(seed):
    survey = village_survey(seed)
    assert differences(survey, answered(survey)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(FEW_OF_VILLAGES, ALL_OF_VILLAGES))
def test_sixty_surveys_of_villages_give_the_same_numbers_twice(seed):
    survey = village_survey(seed)
    assert differences(survey, answered(survey)) == []
