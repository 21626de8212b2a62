"""The catalogue, numbers, dates and plurals of one language.

English words stand in the code; a language is a catalogue `locale/<language>/LC_MESSAGES/
impact.po`. It is compiled when it is first asked for, so that no compiled file can lag behind.

What a language does not have yet is said in the next one of `NEXT`, by whole sentences: `whole`
says all of a sentence, its names and dates too, in the first language that has all of it.
"""

from __future__ import annotations

import gettext
import math
from dataclasses import dataclass, replace
from functools import cache, cached_property
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
from impact.wording.ordinals import turkmen_ordinal
from impact.wording.other_language import InLanguage
from impact.wording.reviewing import forms, unreviewed

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel.messages.catalog import Catalog

    from impact.model.programme import Programme, Text

NAMES = {"en": "English", "ru": "Русский", "tk": "Türkmençe", "ky": "Кыргызча", "kk": "Қазақша"}
# Who reads Turkmen, Kyrgyz or Kazakh mostly reads Russian too.
NEXT = {"tk": "ru", "ky": "ru", "kk": "ru", "ru": "en"}
YEAR_FIRST = {"ky", "kk"}


def languages() -> tuple[str, ...]:
    """English, and every language that has a catalogue: to add one is to add its file."""
    there = files("impact.wording").joinpath("locale")
    return tuple(
        code
        for code in NAMES
        if code == "en" or there.joinpath(code, "LC_MESSAGES", "impact.po").is_file()
    )


def offered(programme: Programme) -> tuple[str, ...]:
    """The languages that a programme offers, as far as there is a catalogue."""
    return tuple(code for code in languages() if code in ("en", *programme.languages))


class _Untranslated(Exception):  # noqa: N818 - it ends an attempt, and is no error
    """A sentence needs words that its language does not have."""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark words for translation that are looked up later."""
    return message


@dataclass(frozen=True)
class Words:
    """How one language says things."""

    language: str
    catalogue: gettext.NullTranslations
    known: frozenset[str] = frozenset()  # the messages that are translated
    after: Words | None = None  # says what this language does not have
    unreviewed: bool = False  # whether the public reads words that no native reader reviewed
    strict: bool = False  # whether a word that is missing ends the sentence

    def _(self, message: str) -> str:
        """The words in this language."""
        self._must(message in self.known)
        return self.catalogue.gettext(message)

    def _must(self, there: bool) -> None:
        if self.strict and self.after is not None and not there:
            raise _Untranslated

    def whole(self, make: Callable[[Words], str]) -> str:
        """A sentence, wholly in this language, or wholly in the next one that has all of it.

        Parameters
        ----------
        make : callable
            Words → the sentence. A message or a name that a language does not have ends the
            attempt in it; English has everything.
        """
        text, language = self.whole_in(make)
        return text if language == self.language else InLanguage(text, language)

    def whole_in(self, make: Callable[[Words], str]) -> tuple[str, str]:
        """The same, and the language that it is in."""
        if self.strict:
            return make(self), self.language
        try:
            return make(replace(self, strict=True)), self.language
        except _Untranslated:
            assert self.after is not None  # only a language that has a next one gives up
            return self.after.whole_in(make)

    def said(self, text: str) -> str:
        """A sentence of the core in this language; other text as it is."""
        if isinstance(text, Day):
            return self._day(text)
        if not isinstance(text, Sentence):
            return text
        speaker = self._knowing(text.message)
        if speaker is not self:
            self._must(False)
            return speaker.said(text)
        values = {name: self._value(value) for name, value in text.values.items()}
        # Parts in a row are no message: each is said by itself.
        message = self.catalogue.gettext(text.message)
        return message.format_map(values) if values else message

    def _knowing(self, message: str) -> Words:
        """The first language from this one on that has a message; this one where none has it."""
        one = self
        while message not in one.known and one.after is not None:
            one = one.after
        return one if one.after is not None else self

    def _day(self, day: Day) -> str:
        clock = f" {day.moment:%H:%M}" if day.timed else ""
        if self.language in YEAR_FIRST:
            written = dates.format_skeleton("yMMMd", day.moment, locale=self.locale)
        else:
            written = dates.format_date(day.moment, "d MMM y", locale=self.locale)
        return drawn(f"{written}{clock}")

    def _value(self, value: object) -> object:
        return self.said(value) if isinstance(value, str) else value

    def ngettext(self, one: str, many: str, number: float) -> str:
        """The words for so many; a fraction takes those of two ("1.5 days", "1,5 дня")."""
        self._must(one in self.known)
        return self.catalogue.ngettext(one, many, int(number) if number == int(number) else 2)

    def of(self, text: Text | None) -> str:
        """Words that come from programme.toml; of the next language where nobody has them.

        They say so then, as a cell does.
        """
        text = text or {}
        self._must(bool(text.get(self.language)) or not any(text.values()))
        own = text.get(self.language)
        if own or self.after is None:
            return own or ""
        found = self.after.of(text)
        told = isinstance(found, InLanguage) or not found
        return found if told else InLanguage(found, self.after.language)

    def cell(self, row, column: str) -> str:
        """A text cell of a table, from its sibling in this language where that is filled.

        Else it is that of the next language, and says so; a column without siblings has none.
        """
        names = self.columns(column)
        filled = next((at for at, name in enumerate(names) if _filled(row.get(name))), None)
        if filled is None:
            return ""
        text = str(row[names[filled]])
        alone = not any(name in row for name in names[:-1])
        if filled == 0 or alone or not any(map(str.isalpha, text)):  # "7–10" is in no language
            return text
        self._must(False)
        return InLanguage(text, names[filled].removeprefix(column).removeprefix("_") or "en")

    def columns(self, column: str) -> list[str]:
        """The columns that a text may stand in, the one in this language first."""
        if self.after is None:
            return [column]
        return [f"{column}_{self.language}", *self.after.columns(column)]

    def number(self, value: float, digits: int = 0) -> str:
        """A number with this language's separators, to so many decimals at the most.

        What is not 0 is never printed as 0: 0.003.
        """
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        pattern = "@" if 0 < abs(value) <= 0.5 / 10**digits else pattern
        return numbers.format_decimal(value, format=pattern, locale=self.locale)

    def ratio(self, value: float) -> str:
        """A number to three figures, as far as two decimals: 0.02, 2.20, 12.4, 108.

        What is not 0 is never printed as 0: 0.003.
        """
        if 0 < abs(value) <= 0.005:
            return self.number(value, 2)
        # 9.999 is 10.0, and not 10.00: what it is rounded to counts.
        digits = 2 if round(abs(value), 2) < 10 else 1 if round(abs(value), 1) < 100 else 0
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return numbers.format_decimal(value, format=pattern, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share as a percentage: never 0% where it is not 0, nor 100% where it is less."""
        if 0.99 < abs(share) < 1:
            nearly = self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.#")
            share = math.trunc(share * 1000) / 1000
            return numbers.format_percent(share, format=nearly, locale=self.locale)
        if 0 < abs(share) < 0.01:
            few = self.locale.percent_formats[None].pattern.replace("#,##0", "@#")
            return numbers.format_percent(share, format=few, locale=self.locale)
        return numbers.format_percent(share, locale=self.locale)

    def date(self, day: pd.Timestamp, precision: str = "day", *, inside: bool = False) -> str:
        """A date, no more exactly than it is known.

        `inside` a sentence, after a word such as "since", some languages bend the month.
        """
        if precision == "year":
            return drawn(dates.format_skeleton("y", day, locale=self.locale))
        if precision in ("month", "season"):
            pattern = self.locale.datetime_skeletons["yMMMM"].pattern
            bent = pattern.replace("L", "M") if inside else pattern
            return drawn(dates.format_date(day, bent, locale=self.locale))
        return drawn(dates.format_date(day, format="long", locale=self.locale))

    def year(self, year: int) -> str:
        """A year as a word: Turkmen says "the 2026th year", and the ending follows the number."""
        return turkmen_ordinal(year) if self.language == "tk" else str(year)

    def month(self, day: pd.Timestamp) -> dict[str, str]:
        """A month for a sentence: whole, and its two parts for languages that bend one of them."""
        return {
            "month": self.date(day, "month"),
            "month_name": dates.format_date(day, "MMMM", locale=self.locale),
            "year": self.year(day.year),
        }

    @cached_property
    def locale(self) -> babel.Locale:
        # English dates are read from Ashgabat to Almaty: the day comes before the month.
        return babel.Locale.parse("en_GB" if self.language == "en" else self.language)


def drawn(text: str) -> str:
    """A date with blanks that every font has: Kazakh ones have a narrow one."""
    return text.replace("\u202f", "\u00a0")


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
    catalogue = _translated(read_po(BytesIO(path.read_bytes()), locale=language))
    after = words_in(NEXT[language])
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    said = gettext.GNUTranslations(compiled)
    said.add_fallback(after.catalogue)
    known = frozenset(one.id if isinstance(one.id, str) else one.id[0] for one in catalogue)
    return Words(language, said, known, after, unreviewed(catalogue, language))


def _translated(catalogue: Catalog) -> Catalog:
    """A catalogue without the messages that nobody has translated: they would be said as blanks."""
    for message in list(catalogue):
        if message.id and not all(forms(message)):
            catalogue.delete(message.id, message.context)
    return catalogue
