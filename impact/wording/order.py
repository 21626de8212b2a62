"""Names in the order of a language's alphabet.

The order of letters is that of the collations of CLDR 46. In Russian the letter ё counts as е; in
Turkmen, Kyrgyz and Kazakh each letter of the alphabet has a place of its own. What another
alphabet writes comes after, as CLDR puts it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from impact.wording.language import Words

    Item = TypeVar("Item")

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "tk": "abcçdeäfghijžklmnňoöpqrsştuüvwxyýz",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
}
_BLANK, _DIGIT, _OWN, _FOREIGN = range(4)


def alphabetical(text: str, language: str) -> tuple[list[tuple[int, int]], str]:
    """What a name is sorted by.

    Parameters
    ----------
    text : str
        The name. Marks such as « and “ do not count; a hyphen counts as a space.
    language : str
        en, ru, tk, ky or kk.
    """
    composed = unicodedata.normalize("NFC", text)
    ranks = (_rank(letter, ALPHABETS[language]) for letter in composed.casefold())
    return [rank for rank in ranks if rank], composed


def _rank(letter: str, alphabet: str) -> tuple[int, int] | None:
    if letter.isspace() or letter in "-‐‑–—":
        return _BLANK, 0
    if letter.isdecimal():
        return _DIGIT, int(letter)
    if letter in alphabet:
        return _OWN, alphabet.index(letter)
    if not letter.isalpha():
        return None
    base = unicodedata.normalize("NFD", letter)[0]  # é is an e, and in Russian ё an е
    return (_OWN, alphabet.index(base)) if base in alphabet else (_FOREIGN, ord(base))


def in_order(items: Iterable[Item], words: Words, name: Callable[[Item], str] = str) -> list[Item]:
    """Items by their names, in the order of the reader's alphabet."""
    return sorted(items, key=lambda item: alphabetical(name(item), words.language))


def rows_in_order(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The rows of a table that are named, such as areas, in the order of the reader's alphabet."""
    names = [words.cell(row, "name") for row in rows.to_dict("records")]
    return rows.iloc[in_order(range(len(rows)), words, names.__getitem__)]


def area_names(areas: pd.DataFrame, words: Words) -> dict[str, str]:
    """What each area is called, ``{area_id: name}``, in the order of the reader's alphabet."""
    rows = rows_in_order(areas, words).to_dict("records")
    return {str(row["area_id"]): words.cell(row, "name") for row in rows}
