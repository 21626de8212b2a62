"""How likely a letter is in the languages of the region, beside its neighbours.

A weight is the logarithm of a frequency, so that weights of letters add up. Frequencies of
Russian letters: Russian National Corpus (ruscorpora.ru). Those of Turkmen and Turkish are of
the letters beyond ASCII alone, rounded from running text: only their order matters.
"""

from __future__ import annotations

import math
import unicodedata

_RUSSIAN = {
    "о": 11.0, "е": 8.5, "а": 8.0, "и": 7.4, "н": 6.7, "т": 6.3, "с": 5.5, "р": 4.7, "в": 4.5,
    "л": 4.4, "к": 3.5, "м": 3.2, "д": 3.0, "п": 2.8, "у": 2.6, "я": 2.0, "ы": 1.9, "ь": 1.7,
    "г": 1.7, "з": 1.7, "б": 1.6, "ч": 1.4, "й": 1.2, "х": 1.0, "ж": 0.9, "ш": 0.7, "ю": 0.6,
    "ц": 0.5, "щ": 0.4, "э": 0.3, "ф": 0.3, "ъ": 0.04, "ё": 0.2,
}  # fmt: skip
_KYRGYZ_AND_KAZAKH = dict.fromkeys("өүңқғәіұһ", 1.5)
_NEIGHBOURS_CYRILLIC = dict.fromkeys("їєґўҳҷӣӯ", 0.02)
_TURKMEN = {"ä": 4.0, "ý": 3.5, "ň": 3.5, "ş": 2.0, "ü": 3.0, "ö": 2.0, "ž": 0.3, "ç": 1.2}
_TURKISH = {"ı": 3.0, "ğ": 1.2, "İ": 0.5}
_WESTERN = dict.fromkeys("éèêëáàâãåíìîïóòôõúùûñßæøœ", 0.06)
_CENTRAL = dict.fromkeys("čćěęąłńńřšśťůűőžźżďđľôŕ", 0.035)
_SIGNS = dict.fromkeys("\u00a0\u202f°«»–—“”‘’„…№", 2.0)
_RARER_SIGNS = dict.fromkeys("§©®™±×·•²³µ½¼¾€", 0.2)

FREQUENCY: dict[str, float] = {
    **_CENTRAL,
    **_WESTERN,
    **_NEIGHBOURS_CYRILLIC,
    **_KYRGYZ_AND_KAZAKH,
    **_RUSSIAN,
    **_TURKMEN,
    **_TURKISH,
    **_SIGNS,
    **_RARER_SIGNS,
}
_STRANGE = math.log(0.0001)
"""What is in none of these: another alphabet, a box, a control character."""
_CONTROL = -20.0
_MIXED = -8.0
"""A Latin letter beside a Cyrillic one, or a small letter before a capital, is hardly a word."""
_WITHIN = "’‘·–—\u00a0\u202f"
_BEFORE = "«“‘„№"
_VOWELS = frozenset("aeiouäöü")


def weight(letter: str, before: str, after: str) -> float:
    """The weight of a letter beyond ASCII with its neighbours.

    Parameters
    ----------
    letter, before, after : str
        One character each; neighbours may be empty.

    Returns
    -------
    float
        About -3 for a common letter, less for a rarer one, -9 for a strange one, and less
        still where the neighbours do not suit it.
    """
    if unicodedata.category(letter)[0] == "C" and letter not in "\u200e\u200f\u200b\ufeff":
        return _CONTROL
    frequency = FREQUENCY.get(letter, FREQUENCY.get(letter.lower()))
    found = _STRANGE if frequency is None else math.log(frequency / 100)
    if not letter.isalpha() or letter in "ªº":
        return found + _beside_letters(letter, before, after)
    for beside in (before, after):
        if beside.isalpha() and _is_cyrillic(beside) != _is_cyrillic(letter):
            found += _MIXED
    if before.islower() and letter.isupper():
        found += _MIXED
    return found + _beside_vowels(letter, before, after)


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def _beside_letters(sign: str, before: str, after: str) -> float:
    """A sign within a word, or stuck to its front, is more likely a letter written otherwise."""
    if before.isalpha() and after.isalpha():
        return 0.0 if sign in _WITHIN else -4.0
    if not after.isalpha() or sign in _WITHIN:
        return 0.0
    # A quotation opens before a name; the small letter after it was a word's second.
    return 0.0 if sign in _BEFORE and after.isupper() else -4.0


def _beside_vowels(letter: str, before: str, after: str) -> float:
    """ý is a consonant and stands beside a vowel; ı is a vowel and does not.

    y is a vowel in Turkmen and a consonant in Turkish, so beside it alone both are possible.
    """
    if letter not in "ýÝıİ":
        return 0.0
    beside = {before.lower(), after.lower()}
    if beside & _VOWELS:
        return 0.0 if letter in "ýÝ" else -5.0
    if "y" in beside:
        return -1.0
    return -5.0 if letter in "ýÝ" else 0.0


def score(words: list[bytes], codec: str) -> float | None:
    """How likely the words are in that encoding: the sum of their letters' weights.

    Returns
    -------
    float or None
        None where a byte stands for nothing.
    """
    total = 0.0
    for word in words:
        try:
            text = word.decode(codec)
        except UnicodeDecodeError:
            return None
        around = f" {text} "
        total += sum(
            weight(letter, around[place], around[place + 2])
            for place, letter in enumerate(text)
            if not letter.isascii()
        )
    return total
