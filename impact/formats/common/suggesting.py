"""What categories, columns and animals of other systems likely mean: a suggestion, never more.

Words of English, Russian, Kyrgyz, Kazakh and Turkmen, as field systems use them; where none fits,
nothing is suggested and everything is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.formats.common.known import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from impact.formats.common.known import Known

_PERSON = (
    r"human|person|people|villager|herder|челове|люд|житель|жител|пастух|"
    r"чабан|шопан|адам|киши|adam|çopan"
)
_ALSO = dict.fromkeys(("ирбис", "irbis", "илбирс", "ілбіс", "ilbirs"), "panthera uncia")
"""Names that stand for one species wherever the programme follows it."""
_LIVESTOCK = (
    r"livestock|depredat|predation|cattle|sheep|goat|domestic|corral|"
    r"скот|домашн|овц|овец|коз|лошад|загон|задра|зарез|"
    r"\bмал(?:дын|дың|га|ға)?\b|\bкой\b|\bкойлор|эчки|\bқой|ешкі|goýun|geçi|\bmal\b"
)
# What systems call the whole chapter says nothing of what happened.
_OF_ALL = re.compile(
    r"human[- –]*(?:wildlife|animal|carnivore|predator)(?: conflict| interaction)?|\bhwc\b|"
    r"\bконфликт\w* (?:с |между )?(?:человек\w*|люд\w*)(?: (?:и|с) )?"
)
_DEATH = "гибел|погиб|смерт|убит"
_RETALIATION = (
    r"retaliat|poison|snare|snaring|(?:cat|leopard|predator)s? killed|"
    r"отравл|капкан|петл|отстрел|застрел|мест[ьи]\b|убийств.{0,80}(?:барс|леопард|хищник)|"
    r"уби(?:т|ли|л)[а-я]{0,3} (?:[а-я]{1,20} )?(?:барс|леопард|ирбис|илбирс|хищник)|"
    r"(?:барс|леопард|ирбис|илбирс|хищник)[а-я]{0,3} убит"
)
_INCIDENTS = (
    ("person killed", rf"^(?s:(?=.*(?:{_PERSON}))(?=.*(?:kill|death|dead|fatal|{_DEATH})))"),
    ("person injured", rf"^(?s:(?=.*(?:{_PERSON}))(?=.*(?:injur|attack|wound|ранен|напад|травм)))"),
    ("cat harmed", r"\bcat harmed\b|motive not (?:told|known)|мотив не "),
    ("retaliatory killing", _RETALIATION),
    ("livestock depredation", _LIVESTOCK),
    ("property damage", r"property|damage|имуществ|ущерб|порча"),
    ("close encounter", r"encounter|sighting|near (?:village|people)|встреч|заход|вблизи"),
)
_SPECIES = (
    r"^(?:predator|wildlife|animal|cat)?[ _]?species|^species|predator|carnivore|"
    r"^вид (?:хищник|живот|звер)|хищник|^вид$|жырткыч|жыртқыш|ýyrtyjy|"
    r"(?:what|which) (?:kind of )?(?:animal|cat)\b|animal (?:that )?attack|attacking animal|"
    r"кто напал|как(?:ой зверь|ое животное)|напавш|"
    r"(?:кайсы|қандай|қай) (?:жаныбар|жануар|аң)|ким кол сал|haýsy haýwan"
)
_LIVESTOCK_TYPE = (
    r"livestock|domestic|скот|домашн|\bмал(?:дын|дың)?\b|\bmal\b|"
    r"(?:what|which)(?: \w+)? (?:was|were) (?:lost|killed|taken|attacked)"
)
_KILLED = (
    r"kill|dead|died|lost|убит|погиб|пало|задран|сколько голов|"
    r"өлгөн|өлдү|канча баш|өлген|өлді|қанша бас|ölen|näçe baş"
)
_OF_OTHERS = r"date|human|people|cause|дата|люд"
_ATTRIBUTES = {
    "species": (_SPECIES, r"livestock|domestic|скот|домашн"),
    "livestock_type": (_LIVESTOCK_TYPE, r"$^"),
    "livestock_killed": (
        _KILLED,
        _OF_OTHERS,
    ),
    "livestock_injured": (r"injur|wound|ранен|жарадар|жаралан|ýaralan", _OF_OTHERS),
}


def suggested_incident(category: str) -> str:
    """The type of incident that a category sounds like; empty for none."""
    levels = [_OF_ALL.sub("", folded(level)) for level in category.split(" / ")]
    # The finest level says most: "Human-Wildlife Conflict / Livestock killed" is of livestock.
    for text in (levels[-1], " ".join(levels)):
        for kind, words in _INCIDENTS:
            if re.search(words, text):
                return kind
    return ""


def suggested_attribute(name: str, headings: Sequence[str], numbers: Collection[str] = ()) -> str:
    """The heading that sounds like the attribute; empty for none.

    `numbers` are the headings under which there are only numbers.
    """
    wanted, unwanted = _ATTRIBUTES[name]
    counts = name.endswith(("killed", "injured"))
    fits = [
        heading
        for heading in headings
        if (heading in numbers) == counts
        and re.search(wanted, text := folded(heading.replace("_", " ")))
        and not re.search(unwanted, text)
    ]
    return fits[0] if fits else ""


def suggested_species(value: str, known: Known) -> str:
    """The species of the programme that a value names; empty for none."""
    text = folded(value.replace("_", " "))
    names = {**known.common_names, **known.species}
    names |= {also: names[name] for also, name in _ALSO.items() if name in names}
    if text in names:
        return names[text]
    # The longest name wins: a snow leopard is no leopard.
    inside = [name for name in names if re.search(rf"\b{re.escape(name)}", text)]
    if inside:
        return names[max(inside, key=len)]
    # A part of one species' name and of no other's: "илбирс" of "ак илбирс".
    whole = {species for name, species in names.items() if text in name.split()}
    return whole.pop() if len(whole) == 1 else ""
