"""What can be checked of a sentence by rule, in Russian, Turkmen, Kyrgyz and Kazakh."""

from __future__ import annotations

import re

from tests.wording.endings import wrong_endings
from tests.wording.situations import HOLLOW

# Names of methods, formats, programs and organisations stand in Latin letters in every language.
NAMED = re.compile(
    r"\bdoi \S+|\([A-Z][^)]*\d{4}[^)]*\)|lastIndependentRecord|rateratio\.test|programme\.toml|"
    r"media/\S*|\b(?:Agouti|Camtrap DP|CSV|Chromium|DP|Darwin Core|End|Enter|Excel|GBIF|"
    r"HTML|Field team|attribution|recordedBy|recorded_by|set_up_by|actors|programme(?= —)|"
    r"statements|status|surveys|"
    r"Holm|Home|IATI|IUCN|JavaScript|KB|LibreOffice|PDF|PNG|PowerPoint|SVG|TRAPPER|The team|USB|"
    r"UTC|XML|camtrapR|central|data|exactci|impact|zip)\b|[pd] = |\bp\b|v\d|\b[0-9a-f]{6,}\b|"
    r"Test\w*"
)
LATIN, CYRILLIC = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[а-яёөүңәғқұһі]{2,}", re.IGNORECASE)
# A number takes its word in the singular; these would be a plural behind it. A new sentence may
# begin with one.
PLURAL_AFTER_A_NUMBER = {
    "tk": re.compile(r"\d [a-zçäňöşüýž-]+(lar|ler)\b"),
    "ky": re.compile(r"\d [а-яөүң-]+(лар|лер|лор|лөр)\b"),
    "kk": re.compile(r"\d [а-яәғқңөұүһі-]+(лар|лер|дар|дер|(?<!гек)(?<!қаң)тар|тер)\b"),
}
# Turkmen has Latin letters too: English is told by letters that it has not, and by words.
ENGLISH = re.compile(
    r"\b\w*[cqvx]\w*\b|\b(?:the|of|and|are|was|were|not|with|from|by|that|this|for|have|before|"
    r"after|too|few|none|recorded|detections?|incidents?|conflicts?|stations?|leopards?|snow|years?)\b",
    re.IGNORECASE,
)
# What is left of a sentence that was put together: signs with nothing before, between or behind.
FRAGMENT = re.compile(r"^[,;:.)]|(?<=.)[,;:–—(]$|\(\s*\)|«\s*»|“\s*”|[,;:] ?[,;:.]|\( ")
# A unit of measure is written without a stop: 30 мин, 5 км.
STOP_OF_A_UNIT = re.compile(r"\b(?:мин|ч|км|м|га|кг)\. [а-яё]")
TURKMEN_YEAR = re.compile(r"\b(20\d\d)(?!\d|-nj[iy]|[–-]\d)")


def foreign(text: str, language: str) -> list[str]:
    """Runs of letters that the language does not write, but for names."""
    own = NAMED.sub("", text)
    rules = (CYRILLIC, ENGLISH) if language == "tk" else (LATIN,)
    return [found for rule in rules for found in rule.findall(own)]


def plural_behind_a_number(text: str, language: str) -> bool:
    """Whether a plural stands where these languages keep the singular."""
    rule = PLURAL_AFTER_A_NUMBER.get(language)
    return bool(rule and rule.search(text))


def broken(text: str, language: str) -> list[str]:
    """What is wrong with a sentence, in a word each."""
    found = {
        "hollow": HOLLOW.search(text),
        "two stops": re.search(r"(?<!\.)\.\.(?!\.)", text),
        "fragment": FRAGMENT.search(text),
        "blanks": "  " in text or text != text.strip() or re.search(r" [,.;:!?]", text),
        "foreign": foreign(text, language),
        "plural": plural_behind_a_number(text, language),
        "ending": wrong_endings(text, language),
        "unit": language == "ru" and STOP_OF_A_UNIT.search(text),
    }
    return [name for name, wrong in found.items() if wrong]
