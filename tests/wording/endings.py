"""The ending behind a number follows its last word as it is spoken: "8-iniň", "5ке", "20-дан"."""

from __future__ import annotations

import re

# From nol to dokuz, from on to togsan, then the hundred, the thousand, % and km².
SPOKEN = {
    "tk": "nol bir iki üç dört bäş alty ýedi sekiz dokuz on ýigrimi otuz kyrk elli altmyş ýetmiş "
    "segsen togsan ýüz müň göterim kilometr",
    "ky": "нөл бир эки үч төрт беш алты жети сегиз тогуз он жыйырма отуз кырк элүү алтымыш "
    "жетимиш сексен токсон жүз миң пайыз километр",
    "kk": "нөл бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс "
    "сексен тоқсан жүз мың пайыз километр",
}
HUNDRED, THOUSAND, PERCENT, SQUARE = 19, 20, 21, 22
NUMBER = r"(?<![\w.-])(\d[\d\xa0,]*)([ \xa0]?(?:%|[kк][mм]²))?"
# Whole words may stand behind a hyphen too ("1980-жылдар"): these alone are endings.
HUNG = {
    "tk": re.compile(
        rf"{NUMBER}-(nj[iy]|d[ae]n|d[aä]k[iy]|d[ae]|s[iy](?:n\w+)?|n[iy]ň?|[iyuü]ň|[iy](?:n\w+)?|[aeä])\b"
    ),
    "ky": re.compile(
        rf"{NUMBER}([дт][аеоө](?:н|г[ыиуү]\w*)?|[гк][аеоө]|[дтн][ыиуү]н?|с?[ыиуү](?:н\w*)?)\b"
    ),
    "kk": re.compile(
        rf"{NUMBER}-([дтн][ае](?:н|[ғг][ыі]\w*)?|[ғгқк][ае]|[дтн][ыі]ң?|с?[ыі](?:н\w*)?|ш[ыі])\b"
    ),
}
# The vowels that an ending may have after the last vowel of the word.
HARMONY = {
    "tk": [("aouy", "ayu"), ("eäiöü", "eäiü")],
    "ky": [("аы", "аы"), ("у", "ау"), ("о", "оу"), ("еэи", "еи"), ("өү", "өү")],
    "kk": [("аоұы", "аы"), ("еәиіөү", "еі")],
}
# How an ending may begin: after a vowel, after a voiceless consonant, after another consonant.
BEGINS = {
    "tk": ("ndsaä", "ndeaiyuü", "ndeaiyuü"),
    "ky": ("дгнс", "ткыиуү", "дгыиуү"),
    "kk": ("дғгнсш", "тқкшыі", "дғгншыі"),
}


def spoken(number: str, unit: str, language: str) -> str:
    """The last word of a number; that of 1,5 is that of the 5."""
    words = SPOKEN[language].split()
    if unit:
        return words[PERCENT if "%" in unit else SQUARE]
    figures = int(re.sub(r"\D", "", number.rstrip(",\xa0").rpartition(",")[2]))
    tens, ones = divmod(figures % 100, 10)
    if ones or not figures:
        return words[ones]
    return words[9 + tens if tens else HUNDRED if figures % 1000 else THOUSAND]


def fits(word: str, ending: str, language: str) -> bool:
    """Whether an ending has the vowel and the first letter that the word asks for."""
    after = {last: allowed for each, allowed in HARMONY[language] for last in each}
    heard = [letter for letter in word if letter in after]
    vowel = next(letter for letter in ending if letter in "".join(after.values()))
    begins = BEGINS[language][0 if word[-1] in (*after, "у") else 1 if word[-1] in "кқпстчш" else 2]
    if ending[0] in "нn" and not ending.startswith("nj"):  # -nji is for all
        begins = begins if word[-1] in (*after, "у", *("нң" if language == "kk" else "")) else ""
    return vowel in after[heard[-1]] and ending[0] in begins


def wrong_endings(text: str, language: str) -> list[str]:
    """Numbers with an ending that is not theirs."""
    return [
        f"{number}{unit}-{ending}"
        for number, unit, ending in (HUNG[language].findall(text) if language in HUNG else ())
        if not fits(spoken(number, unit, language), ending, language)
    ]
