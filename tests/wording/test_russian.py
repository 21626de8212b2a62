"""How the Russian of the claims reads."""

from __future__ import annotations

import json

import pytest

from impact.__main__ import main
from impact.wording import words_in
from tests.commands.running import WILDCATS


def test_the_programmes_three_claims_in_russian(capsys):
    assert main(["claims", "--data", str(WILDCATS), "--language", "ru", "--json"]) == 0
    assert [claim["sentence"] for claim in json.loads(capsys.readouterr().out)] == [
        "11 регистраций леопарда на хребте Большой Балхан, было 5",
        "Сообщений нет: конфликты человека и леопарда в Туркменистане с начала 2024 года",
        (
            "Сообщается о первой регистрации снежного барса на территории Jashyl-Oroon — "
            "по словам программы, крупнейшей общинной природоохранной территории Кыргызстана"
        ),
    ]


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 регистраций"),
        (1, "1 регистрация"),
        (3, "3 регистрации"),
        (5, "5 регистраций"),
        (11, "11 регистраций"),
        (12, "12 регистраций"),
        (21, "21 регистрация"),
        (104, "104 регистрации"),
    ],
)
def test_russian_counts_in_three_forms(n, text):
    said = words_in("ru").ngettext("{n} detection", "{n} detections", n)
    assert said.format(n=n) == text
