"""Words of doubt and of absence, in Latin and in the languages of the programme.

Open nomenclature as botanists and zoologists write it (Sigovini et al. 2016, doi
10.1111/2041-210X.12594): ``cf.``, ``aff.``, ``nr``, ``?``. A name that is doubted is never a
verified identification, and a word of status that nobody knows is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_LATIN = r"cf|aff|nr|conf|inc|ident\.? ?inc|vel\.? ?aff|prox"
_WORDS = (
    # English
    r"probabl[ey]|possibl[ey]|likely|maybe|perhaps|presum(?:ed|ably)|suspected|apparent(?:ly)?|"
    r"tentative(?:ly)?|doubtful|dubious|uncertain|unsure|unconfirmed|unverified|unreviewed|"
    r"not (?:yet )?(?:sure|certain|confirmed|verified|reviewed)|questionable|"
    r"to be (?:confirmed|checked|verified|reviewed)|looks? like|similar to|resembles|"
    r"(?:low|poor) (?:confidence|certainty)|"
    # Russian
    r"возможн[а-я]*|вероятн[а-я]*|похож[а-я]*|предположительн[а-я]*|предполагаем[а-я]*|"
    r"предварительн[а-я]*|наверно[е]?|сомнительн[а-я]*|может быть|скорее всего|кажется|"
    r"не ?уверен[а-я]*|не ?точн[а-я]*|неясно|под вопросом|не подтвержд[её]н[а-я]*|"
    r"проверить|уточнить|на проверку|требует (?:проверки|уточнения)|"
    # Kyrgyz and Kazakh
    r"м[үу]мк[үиі]н|балким|бәлкім|ыктымал[а-я]*|ықтимал|окшош|ұқсас|сыяктуу|сияқты|шектүү|күмәнді|"
    r"күмөндүү|болжол[а-яіңғүұқөһ]*|(?:анык|анық|так|нақты) (?:эмес|емес)|текшерүү керек|"
    r"тексеру керек|"
    # Turkmen, and what neighbours write
    r"mümkin|belki|ähtimal|ehtimal|meňzeş|şübheli|çaklanýar|anyk däl|barlamaly|muhtemelen|"
    r"balki|mumkin"
)
_QUALIFIERS = rf"{_LATIN}|{_WORDS}"
_DOUBT = re.compile(rf"(?<!\w)(?:{_QUALIFIERS})(?!\w)\.?|\(\?\)|\?+", re.IGNORECASE)
_DOUBT_ALONE = re.compile(rf"(?:{_QUALIFIERS})\.?|\(\?\)|\?+", re.IGNORECASE)
_HYBRID = re.compile(
    r"\u00d7|(?<!\w)(?:[xх]|hybrid\w*|гибрид\w*|помес\w*|аргын\w*|будан\w*|melez\w*)(?!\w)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\s?[/|]\s?|(?<=\w|\))\s+(?:or|или|либо|же|немесе|ýa-da|ýa|veya|yoki)\s+(?=\w)", re.IGNORECASE
)
_GENUS_ALONE = re.compile(r"(?<!\w)(?:spp?|species|gen|indet)(?!\w)\.?(?! ?nov)", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u202f_]+")


@dataclass(frozen=True)
class Doubt:
    """What a written name says of itself.

    Attributes
    ----------
    names : tuple of str
        The name without its words of doubt; several, where it may be one or another.
    doubted : bool
    hybrid : bool
    genus_alone : bool
        ``Panthera sp.``: nobody said which species.
    """

    names: tuple[str, ...]
    doubted: bool = False
    hybrid: bool = False
    genus_alone: bool = False


@cache
def doubt_in(written: str) -> Doubt:
    """Take the words of doubt out of a name."""
    text = _BLANKS.sub(" ", written).strip()
    bare = _BLANKS.sub(" ", _DOUBT.sub(" ", text)).strip(" ,;:()-")
    doubted = bare != text.strip(" ,;:()-")
    names = tuple(name.strip(" ,;:") for name in _SEVERAL.split(bare) if name.strip(" ,;:"))
    if not doubted and len(names) <= 1:
        names = (text,)  # an author in brackets stays as it is
    return Doubt(
        names,
        doubted=doubted or len(names) > 1,
        hybrid=_HYBRID.search(text) is not None,
        genus_alone=all(_GENUS_ALONE.search(name) for name in names),
    )


_SURE = {
    *("certain", "sure", "absolutely certain", "definite", "high", "yes", "true", "1", "100%"),
    *("verified", "confirmed", "validated", "accepted", "expert", "reviewed"),
    "research",
    *("verified by human", "verified by expert", "validatedbyhuman", "human", "manual", "checked"),
    *("да", "истина", "точно", "уверен", "уверена", "уверенно", "достоверно", "достоверный"),
    *("высокая", "подтверждено", "подтвержден", "подтверждена", "проверено"),
    *("проверен", "проверена", "определено", "определен", "экспертом"),
    *("ооба", "так", "ишенимдүү", "такталган", "тастыкталган", "текшерилген", "иә", "сенімді"),
    *("расталған", "расталды", "тексерілген", "hawa", "anyk", "takyk", "tassyklanan", "barlanan"),
}  # fmt: skip
_EMPTY = {"", "-", "–", "—", "na", "n/a", "nan", "none", "null"}


def is_sure(word: str) -> bool:
    """Whether a word of certainty or verification says that the identification is sure."""
    return _tidy(word) in _SURE


def says_doubt(qualifier: str) -> bool:
    """Whether a cell of qualifiers or of certainty doubts: anything but a word of certainty."""
    word = _tidy(qualifier)
    return word not in _EMPTY and word not in _SURE


def is_doubt(word: str) -> bool:
    """Whether a cell is nothing but a word of doubt: "probable", "не подтверждено"."""
    return _DOUBT_ALONE.fullmatch(_tidy(word)) is not None


_REMARKED = re.compile(
    rf"(?<!\w)(?:{_WORDS}|(?<!no )(?<!without )(?<!beyond )doubts?|wrong (?:id|species|animal)|"
    r"mis-?identified|(?:check|confirm|verify|review) (?:the |this )?(?:id|identification|species)|"
    r"second opinion|needs? (?:id|review|checking)|not a (?:\w+ )?(?:leopard|cat)|"
    r"(?<!нет )(?<!без )сомнен[а-я]*+(?! нет)|сомнева[а-я]*|ошибочн[а-я]*|"
    r"не (?:снежный )?(?:барс|леопард|ирбис))(?!\w)|"
    r"^(?:\w+(?: \w+){0,3} ?)?\?+$",
    re.IGNORECASE,
)
_OF_OTHER_MATTERS = re.compile(
    r"(?<!\w)(?:sex|male|female|age|adult|sub-?adult|juvenile|cubs?|pregnan\w*|individuals?|same|"
    r"number|count|how many|time|clock|date|location|coordinates?|gps|weather|"
    r"пол|сам(?:ец|ца|ка|ки)|"
    r"возраст\w*|кот[её]н\w*|беремен\w*|особ[ьией]\w*|т(?:от|а) же|число|сколько|время|дата|часы|"
    r"координат\w*|погод\w*|ургаачы|эркек|ұрғашы|еркек|жаш\w*|urkaçy|erkek|ýaş\w*)(?!\w)",
    re.IGNORECASE,
)
_OF_OTHER_COLUMNS = re.compile(
    r"(?<!\w)(?:gender|(?:life )?stage|behaviou?r|collar|bait|marks?|markings|flank|side|young|"
    r"стадия|поведение|ошейник|приманка|метк[аи]|бок|жынысы?|jynsy?)(?!\w)",
    re.IGNORECASE,
)
_OF_THE_SPECIES = re.compile(
    r"(?<!\w)(?:species|id|identif\w*|animal|вид\w{0,2}|определен\w*|түр\w*|görnüş\w*)(?!\w)",
    re.IGNORECASE,
)


def is_of_another_matter(heading: str) -> bool:
    """Whether a column is about something else than which animal it was, such as its sex."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.]+", " ", heading)
    return bool(_OF_OTHER_MATTERS.search(words) or _OF_OTHER_COLUMNS.search(words))


def remark_doubts(remark: str) -> bool:
    """Whether a remark, or one of several tags, doubts which animal it was.

    A remark may doubt something else: whether it was a female, or the same animal as before.
    """
    text = _BLANKS.sub(" ", remark).strip(" .!")
    if any(is_doubt(tag) for tag in re.split(r"[|;,]", text)):
        return True
    if _OF_OTHER_MATTERS.search(text) and not _OF_THE_SPECIES.search(text):
        return False
    return _REMARKED.search(text) is not None


_PRESENT = {
    *("present", "presence", "detected", "observed", "seen", "found", "recorded", "yes", "true"),
    *("common", "rare", "irregular", "occasional", "positive", "+"),
    *("присутствует", "присутствие", "обнаружен", "обнаружена", "обнаружено", "отмечен"),
    *("отмечена", "отмечено", "найден", "встречен", "встречена", "есть", "да", "зарегистрирован"),
    *("бар", "табылды", "табылган", "байкалды", "катталды", "ооба", "анықталды", "тіркелді", "иә"),
    *("bar", "tapyldy", "görüldi", "hasaba alyndy", "hawa"),
}  # fmt: skip
_RUSSIAN_FINDING = (
    r"(?:обнаруж|найд|отмеч|встреч|зафиксир|зарегистр|выявл|присутств|наблюда|замеч|виде[лн]|видн|"
    r"был[аои]?\b)"
)
_NO_FINDING = re.compile(
    rf"(?<!\w)(?:not? (?:detected|found|seen|observed|recorded|present)|не {_RUSSIAN_FINDING}|"
    r"отсутств\w*|absent|жок|жоқ|ýok|yok|(?:tapyl|görül|görün|duş gel)m[ae]\w*)|"
    r"^(?:no|нет)\s|(?:көрүн|көрін|табыл|байкал|катта?л|кездес)[мбп][аеөы]\w*",
    re.IGNORECASE,
)
_TURKIC_FINDING = r"(?:табыл|байкал|көрүн|көрін|каттал|тіркел|анықтал|аныктал|кездес)"
_ABSENT = re.compile(
    r"absent|absence|no|none|nil|zero|0|false|negative|excluded|undetected|no detections?|"
    r"(?:was |were )?not (?:detected|found|seen|observed|recorded|present)|"
    rf"нет|ложь|отсутств\w*|не {_RUSSIAN_FINDING}[\w ]*|"
    rf"жок|жоқ|{_TURKIC_FINDING}\w* (?:жок|жоқ|эмес|емес)|{_TURKIC_FINDING}[мбп][аеы]\w*|"
    r"ýok|yok|yoq|(?:tapyl|görül|bellenil|hasaba alyn|duş gel)m[ae]\w*|tapylan däl|"
    r"bulunmadı|görülmedi|topilmadi",
    re.IGNORECASE,
)


def presence_of(word: str) -> bool | None:
    """Whether a word of status says present (True) or absent (False); None where it is unknown."""
    tidy = _tidy(word)
    if _ABSENT.fullmatch(tidy):
        return False
    return True if tidy in _PRESENT else None


_BARE = {
    *("no", "none", "nil", "zero", "0", "false", "negative", "excluded"),
    *("нет", "ложь", "жок", "жоқ", "ýok", "yok", "yoq"),
}  # fmt: skip


def says_not_found(word: str) -> bool:
    """Whether a cell says by itself that the animal was not there; a bare "no" does not."""
    return presence_of(word) is False and _tidy(word) not in _BARE


def says_absence(name: str) -> bool:
    """Whether a cell for a species says that it was not there: "нет", "leopard not seen"."""
    return presence_of(name) is False or _NO_FINDING.search(_tidy(name)) is not None


_MACHINE = re.compile(
    r"computer vision|(?<!\w)(?:ai|cv|ml|ии|нейросет\w*|машин\w*|автомат\w*|машина)(?!\w)|machine|"
    r"mega ?detector|species ?net|deepfaune|addax|zamba|wildlife insights|trap ?tagger|mewc|"
    r"conservation ai|classifier|neural|model|algorithm|automatic|yolo|wpsnet|bioclip|"
    r"predicted ?by ?machine",
    re.IGNORECASE,
)


def is_machine(name: str) -> bool:
    """Whether what identified is a program, by what it is called."""
    return _MACHINE.search(name) is not None


def _tidy(word: str) -> str:
    return _BLANKS.sub(" ", word).strip(" .!").casefold().replace("ё", "е")
