"""The catalogue, numbers, dates and plurals of one language.

English words stand in the code; a language is a catalogue `locale/<language>/LC_MESSAGES/
impact.po`. It is compiled when it is first asked for, so that no compiled file can lag behind.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import babel
import pandas as pd
from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from impact.model.errors import LanguageError
from impact.model.messages import Day, Sentence

if TYPE_CHECKING:
    from impact.model.programme import Text

NAMES = {"en": "English", "ru": "Русский", "tk": "Türkmençe", "ky": "Кыргызча", "kk": "Қазақша"}


def languages() -> tuple[str, ...]:
    """English, and every language that has a catalogue: to add one is to add its file."""
    there = files("impact.wording").joinpath("locale")
    return tuple(
        code
        for code in NAMES
        if code == "en" or there.joinpath(code, "LC_MESSAGES", "impact.po").is_file()
    )


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark words for translation that are looked up later."""
    return message


@dataclass(frozen=True)
class Words:
    """How one language says things."""

    language: str
    catalogue: gettext.NullTranslations

    def _(self, message: str) -> str:
        """The words in this language."""
        return self.catalogue.gettext(message)

    def said(self, text: str) -> str:
        """A sentence of the core in this language; other text as it is."""
        if isinstance(text, Day):
            pattern = "d MMM y HH:mm" if text.timed else "d MMM y"
            return dates.format_datetime(text.moment, pattern, locale=self._locale)
        if not isinstance(text, Sentence):
            return text
        values = {name: self._value(value) for name, value in text.values.items()}
        message = self._(text.message)
        return message.format_map(values) if values else message

    def _value(self, value: object) -> object:
        return self.said(value) if isinstance(value, str) else value

    def ngettext(self, one: str, many: str, number: float) -> str:
        """The words for so many."""
        return self.catalogue.ngettext(one, many, int(number))

    def of(self, text: Text | None) -> str:
        """Words that come from programme.toml; English where nobody has translated them."""
        text = text or {}
        return text.get(self.language) or text.get("en", "")

    def cell(self, row, column: str) -> str:
        """A text cell of a table, from its sibling in this language where that is filled."""
        translated = row.get(f"{column}_{self.language}")
        value = translated if _filled(translated) else row.get(column)
        return str(value) if _filled(value) else ""

    def number(self, value: float, digits: int = 0) -> str:
        """A number with this language's separators, to so many decimals at the most."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return numbers.format_decimal(value, format=pattern, locale=self._locale)

    def ratio(self, value: float) -> str:
        """A number to three figures, as far as two decimals: 0.02, 2.20, 12.4, 108."""
        # 9.999 is 10.0, and not 10.00: what it is rounded to counts.
        digits = 2 if round(abs(value), 2) < 10 else 1 if round(abs(value), 1) < 100 else 0
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return numbers.format_decimal(value, format=pattern, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share as a percentage; what is not 0 is never printed as 0%."""
        if share and abs(share) < 0.005:
            return numbers.format_percent(share, format="#,##0.##%", locale=self._locale)
        return numbers.format_percent(share, locale=self._locale)

    def date(self, day: pd.Timestamp, precision: str = "day", *, inside: bool = False) -> str:
        """A date, no more exactly than it is known.

        `inside` a sentence, after a word such as "since", some languages bend the month.
        """
        if precision == "year":
            return dates.format_skeleton("y", day, locale=self._locale)
        if precision in ("month", "season"):
            pattern = self._locale.datetime_skeletons["yMMMM"].pattern
            bent = pattern.replace("L", "M") if inside else pattern
            return dates.format_date(day, bent, locale=self._locale)
        return dates.format_date(day, format="long", locale=self._locale)

    @property
    def _locale(self) -> babel.Locale:
        # English dates are read from Ashgabat to Almaty: the day comes before the month.
        return babel.Locale.parse("en_GB" if self.language == "en" else self.language)


def _filled(value: object) -> bool:
    return value is not None and not pd.isna(value) and value != ""


@cache
def words_in(language: str) -> Words:
    """The words of a language.

    Raises
    ------
    LanguageError
        There is no catalogue for it.
    """
    if language == "en":
        return Words("en", gettext.NullTranslations())
    path = files("impact.wording").joinpath("locale", language, "LC_MESSAGES", "impact.po")
    if language not in NAMES or not path.is_file():
        raise LanguageError(
            f"There is no catalogue for the language “{language}”.",
            f"Add locale/{language}/LC_MESSAGES/impact.po to impact/wording, or choose another.",
        )
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes()), locale=language))
    compiled.seek(0)
    return Words(language, gettext.GNUTranslations(compiled))
