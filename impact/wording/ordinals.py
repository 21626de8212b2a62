"""Turkmen ordinals: "2026-njy", "2024-nji"; the ending follows the last word of the number."""

from __future__ import annotations

# Numbers whose word has back vowels: alty, dokuz, on, otuz, kyrk, altmyş, togsan.
BACK_DIGITS = (6, 9)
BACK_TENS = (1, 3, 4, 6, 9)


def turkmen_ordinal(number: int) -> str:
    """A whole number as an ordinal.

    Parameters
    ----------
    number : int
        Of a year, or of anything that is counted in order; 0 or more.
    """
    tens, ones = divmod(number % 100, 10)
    back = ones in BACK_DIGITS if ones else tens in BACK_TENS
    return f"{number}-{'njy' if back else 'nji'}"
