"""Headings and words of field tables in English, Russian, Turkmen, Kyrgyz and Kazakh.

Patterns of whole headings as `key_of` writes them: letters and digits, without case. The first
heading of a table that fits a role has it; nobody but a person answers for what fits none.
"""

from __future__ import annotations

import re

HEADINGS = {
    "station": r"(?:номер|название|код|имя)?(?:станци[яи]|точк[аи]|фотоловушк[аи]|ловушк[аи])|"
    r"(?:camera)?station(?:id|no|name|number|code)?|site(?:id|name)?|cameratrap(?:id|no)?|"
    r"станция(?:нын|ның)?(?:номери|нөмірі|аты|атауы|коду|коды)?|бекет\w*|чекит\w*|нүкте\w*|"
    r"фото(?:тузак|капкан|тұзақ|қақпан)\w*|trapstation|кодстанции|"
    r"(?:stansiýa|duralga|nokat)(?:nyň)?(?:belgisi|ady|nomeri)?",
    "set": r"(?:дата|день)?(?:установк\w*|установлен\w*|постановк\w*|поставлен\w*|выставлен\w*)|"
    r"(?:дата)?начал[оа](?:работы|съемки)?|когдапостав\w*|поставили|deploymentdate|"
    r"(?:date)?(?:set|seton|setup|deployed|installed|installation|placed|start)(?:date|on)?|setdate|"
    r"(?:орнотул|коюл|орнотуу|коюу|башталыш|орнатыл|қойыл|орнату|қою|басталу)\w*|"
    r"(?:goýlan|oturdylan|gurlan|ornaşdyrylan|goýulan)\w*",
    "collected": r"(?:дата|день)?(?:снят\w*|сбора|забран\w*|демонтаж\w*)|когдасня\w*|сняли|"
    r"(?:дата)?(?:конец|конца|окончани[ея])(?:работы|съемки)?|pulled|"
    r"(?:date)?(?:collected|retrieved|removed|collection|retrieval|removal|takendown|pickedup|end)"
    r"(?:date|on)?|(?:алын|чечил|чогулт|жыйна|жыйноо|алуу|аягы|жинал|алып|аяқтал|соңы)\w*|"
    r"(?:aýrylan|alnan|ýygnalan|aýyrlan)\w*",
    "count": r"(?:колво|количество)(?!.*голов)\w*|число(?:особей|зверей|животных)|особей|"
    r"count|number|individuals|noofanimals|numberofanimals|groupsize|howmany|саны|канча|қанша|sany|сколько",
    "latitude": r"(?:северная|сев|с)?ш(?:ирота)?|широтасш|lat(?:itude)?n?|n|y|"
    r"(?:түндүк|солтүстік)?(?:кеңди(?:к|ги)|кендик|енді(?:к|гі))|(?:demirgazyk)?giňlik",
    "longitude": r"(?:восточная|вост|в)?д(?:олгота)?|долготавд|lon(?:g(?:itude)?)?e?|lng|e|x|"
    r"(?:чыгыш|шығыс)?(?:узундук|узундугу|бойлық|бойлығы|бойлык)|(?:gündogar)?(?:uzaklyk|uzynlyk)",
    "date": r"дата(?:съемки|регистрации|встречи|случая|происшествия|снимка)?|день|когда|"
    r"дата(?:и)?время(?:съемки|снимка)?|date(?:and)?time|timestamp|күнү?(?:жана|мен)?у[бқ]\w*|"
    r"(?:photo|report(?:ed)?|incident)date|dateof(?:the)?(?:photo|incident|record|event)|"
    r"date(?:reported|taken)|качан|қашан|(?:тартылган|сүрөт|окуя(?:нын)?|оқиға)(?:күнү?|күні|датасы)|"
    r"sene(?:si)?(?:we)?wagty?|"
    r"(?:event|incident|record)?date|day|when|күн[үі]?|дата(?:сы)?|күні|"
    r"кун[уи]|senesi|sene|güni|gün",
    "time": r"время(?:съемки|снимка)?|час|(?:photo)?time|timeof(?:the)?photo|hour|убакыт|убакты|"
    r"убактысы|убагы|саат[ы]?|саати|уақыт|уақыты|"
    r"сағат|wagt|wagty",
    "species": r"вид(?:животного|зверя)?|животное|зверь|species(?:name|seen)?|animalseen|"
    r"commonname|түр[үі]?|(?:жапайы)?(?:жаныбар|айбан)(?:дынтүрү)?|жануар(?:түрі)?|görnüşi?|haýwan|"
    r"jandar",
    "individual_id": r"особь|особи|кличка|idособи|номерособи|animal(?:id)?|individual(?:id)?|catid|"
    r"жеке(?:жаныбар)?|дарак|özi",
    "flank": r"бок|сторона|flank|side|каптал\w*|тарабы?|жағы?|бүйір\w*|gapdal\w*|tarapy?",
    "village": r"село|селение|аул|деревня|поселок|кишлак|нас(?:еленный)?пункт|группачабанов|чабаны|"
    r"стойбище|(?:чабанская)?стоянка|кочевье|village|settlement|community|(?:herders?)?camp|"
    r"herders?group|groupofherders|herders|(?:кайсы)?айыл(?:ы|да|дар|аты|дынаты)?|кыштак|малчылар\w*|"
    r"вкакомселе|какоесело|whichvillage|(?:қай)?ауыл(?:да|дар|атауы)?|шопандар\w*|oba(?:nyňady)?|çopanlar\w*",
    "district": r"район|участок|территория|урочище|ущелье|местность|место|заповедник|district|area|"
    r"valley|region|reserve|locality|place|район[уы]|айма[кг]\w*|жер[и]?|өрөөн\w*|капчыгай\w*|"
    r"аудан\w*|etrap\w*|sebit\w*",
    "happened": r"чтослучилось|чтопроизошло|происшествие|описание|событие|"
    r"(?:тип|вид)(?:случая|конфликта)|случай|инцидент|характер(?:случая)?|"
    r"what|whathappened|incident(?:type)?|event|description|details|conflict(?:type)?|"
    r"(?:type|kind)of(?:incident|conflict)|эмнебол\w*|(?:болгон)?окуя\w*|сыпаттама|неболды|"
    r"оқиға\w*|nämeboldy|waka\w*",
    "predator": r"(?:вид|предполагаемый|подозреваемый)?хищника?|кто?напал|виновник|"
    r"(?:suspected|which)?(?:predator|carnivore)|attacker|culprit|кимколсалды|"
    r"(?:кайсы|қай)?(?:жырткыч|жыртқыш)\w*|ýyrtyjy\w*",
    "livestock_type": r"скот|(?:вид|какой)скота?|домашниеживотные|livestock(?:type)?|stock|"
    r"(?:type|kind)oflivestock|(?:кайсы|қай)?мал|малдынтүрү|малтүр[үі]|"
    r"малдыңтүрі|mal|malgörnüşi",
    "livestock_killed": r"погибло\w*|убито\w*|потер\w*|пало\w*|задрано\w*|ущербголов|"
    r"(?:колво|количество|число)?(?:погибших|убитых)?голов|"
    r"(?:head|no|number|livestock|animals)?(?:killed|lost|dead)|"
    r"losses|өлгөн\w*|өлген\w*|өлүм\w*|(?:канча|қанша)?(?:мал)?(?:өлдү|өлді)|чыгым\w*|жогот\w*|жоголгон\w*|"
    r"шығын\w*|ölen\w*|heläk\w*",
    "livestock_injured": r"ранен\w*|(?:number|livestock)?(?:injured|wounded)|жарадар\w*|"
    r"жараланған\w*|ýaralanan\w*",
    "confirmed": r"(?:факт)?подтвержд\w*|проверен\w*|(?:confirmed|verified|checked)"
    r"(?:bystaff|onsite|inthefield)?|ырастал\w*|"
    r"тастыктал\w*|текшерил\w*|далилден\w*|бекитил\w*|растал\w*|тексеріл\w*|tassyk\w*",
    "note": r"прим(?:ечани\w*)?|заметк\w*|комментари\w*|notes?|remarks?|comments?|эскерт\w*|"
    r"кошумча\w*|"
    r"белги\w*|ескерту\w*|bellik\w*",
}  # fmt: skip
"""Role → the headings that have it."""
CAMERA = (
    r"(?:номер|код|имя)?камер[аы]|камера(?:нын|ның)(?:номери|нөмірі)|фл|код|капкан\w*|тузак\w*|point(?:id|no)?|"
    r"cam(?:era)?(?:id|no|name|number|code)?|trap(?:id|no)?|kamera\w*"
)
"""Headings of the station where no other column is called so."""
BOTH_COORDINATES = r"координат\w*|coord\w*|gps\w*|location|latlon\w*|koordinat\w*"
"""Headings of one column for latitude and longitude."""

_PERSON = (
    r"кто\w*|ктим|ким\w*|кім\w*|kim\w*|\w+by|установил\w*|снял\w*|поставил\w*|"
    r"ответственн\w*|who|койгонадам|кызматкер\w*|байкоочу\w*|қызметкер\w*|бақылаушы\w*|"
    r"жооптуу\w*|жауапты\w*|jogapkär\w*"
)
TOTAL = (
    r""
    r"(?:итого|всего|сумма|total|totals|sum|grandtotal|жыйынтыгы?|жалпы|баары|барлығы|жиыны|қорытынды|"
    r"jemi|hemmesi)\w*"
)
UNKNOWN = (
    r"[?–-]+|не ?(?:известн\w+|известен|ясно|знаю|знают|определен\w*|установлен\w*)|"
    r"unknown|unidentified|not known|unsure|белгисиз|билинбейт|билбейм|белгісіз|näbelli"
)
"""What is written for an animal that nobody knows."""
YES = frozenset({
    "+", "1", "1.0", "да", "yes", "y", "true", "x", "х", "v", "✓", "✔", "ооба", "бар", "иә", "hawa",
    "истина", "confirmed", "подтверждено", "подтвержден", "подтверждён", "подтверждена",
    "подтвердилось", "подтвердился", "подтвердилась", "ырасталды", "тастыкталды", "расталды",
    "tassyklandy",
})  # fmt: skip
NO = frozenset({
    "-", "–", "—", "−", "0", "0.0", "нет", "no", "n", "false", "жок", "жоқ", "ýok", "ложь",
    "not confirmed", "unconfirmed", "не подтверждено", "не подтвержден", "не подтверждён",
    "не подтверждена", "не подтвердилось", "не подтвердился", "не подтвердилась", "ырасталган жок",
    "тастыкталган жок", "расталмады", "tassyklanmady",
})  # fmt: skip
FLANKS = {
    "left": {"l", "left", "л", "лев", "левый", "сол", "çep"},
    "right": {"r", "right", "п", "прав", "правый", "оң", "оӊ", "sag"},
    "both": {"both", "lr", "rl", "l+r", "оба", "лп", "эки", "эки жагы", "екі", "iki"},
}
_ANIMALS = (
    r"волк\w*|wol(?:f|ves)|карышкыр\w*|бөрү|қасқыр\w*|möjek\w*|gurt|"
    r"собак\w*|dogs?|ит(?:тер)?|it(?:ler)?|"
    r"лис\w*|fox(?:es)?|түлкү|түлкі|tilki|шакал\w*|jackals?|şagal|чөө|медвед\w*|bears?|аюу?|aýy|"
    r"рыс[ьи]|lynx|сүлөөсүн|сілеусін|кабан\w*|(?:wild )?boars?|доңуз|қабан|каман|ýekegapan|"
    r"козерог\w*|тэк|тау-?теке|ibex|тоо теке|эчки|таутеке|архар\w*|аргали|argali|муфлон\w*|urial|"
    r"джейран\w*|gazelles?|барсук\w*|badgers?|за(?:яц|йц\w*)|hares?|кекл\w*|манул\w*|беркут\w*|"
    r"eagles?|гиен\w*|hy(?:a)?enas?|дикобраз\w*|porcupines?|суслик\w*|сур(?:ок|к\w*)|marmots?|суур"
)
_CATS = (
    r"леопард|барс|ирбис|илбирс|ілбіс|leopard|panthera|uncia|gaplaň|alajagaplaň|гаплан|кабылан|"
    r"жолбарс|қабылан|caracal|каракал"
)
_ATTACK = (
    r"напад|напал|задр|зарез|загрыз|убит|убил|унес|утащ|погиб|attack|kill|depredat|took|taken|prey|"
    r"кол сал|чаап|чапты|жарып|жарды|жеп|жеди|жеген|өлтүр|тартып|алып кет|"
    r"шабуыл|жеді|шапты|өлтір|hüjüm|öldür|iýdi|çapdy"
)
_LIVESTOCK = (
    r"овц|овец|баран|ягн|коз|козл|скот|коров|теля|телен|лошад|жереб|верблю|"
    r"осл|стад|отар|загон|кошар|"
    r"sheep|lamb|goat|cattle|cow|calf|calves|horse|foal|yak|camel|donkey|"
    r"livestock|herd|flock|corral|"
    r"\bкой|козу|эчки|\bуй|жылк|топоз|\bмал(?:дар\w*|ды|га|ға|ын|ы)?\b|қой|ешкі|сиыр|түйе|goýun|geçi|sygyr|\bmal(?:lar\w*|y|a)?\b|düýe|ýylky"
)
_KILLED = (
    r"убит|убил|убий|застрел|отстрел|отравл|капкан|петл|погиб|наш[её]?л\w* мертв|"
    r"kill|shot|poison|snare|trapped|dead|өлтүр|атып|өлүк|өлтір|өлі|öldür|atyp|öli"
)
_PEOPLE = (
    r"челов|люд|чабана|пастуха|ребен|женщин|мужчин|person|people|\bman\b|woman|child|herder|"
    r"киши|адам|чабан|адам|шопан|adam|çopan"
)
_SEEN = (
    r"видел|замеч|встре[тч]|подход|подош|след|seen|saw|sight|encounter|near|tracks|"
    r"көрүн|көрүп|көрдү|көрүш|байка|көрді|көрін|байқа|gördi|görül|göründi|duş gel"
)

KYRGYZ_MONTHS = (
    "үчтүнайы", "бирдинайы", "жалганкуран", "чынкуран", "бугу", "кулжа", "теке", "башоона",
    "аякоона", "тогуздунайы", "жетининайы", "бештинайы",
)  # fmt: skip
"""The months by their own Kyrgyz names, beside those that the calendars of computers know."""


def role_of(key: str) -> str:
    """The role of a heading, by its key; empty for none."""
    bare = re.sub(r"^(?:no)(?=[^a-z])", "", key)
    return next((role for role, words in HEADINGS.items() if re.fullmatch(words, bare)), "")


def names_a_person(key: str) -> bool:
    """Whether a heading asks who did something."""
    return re.fullmatch(_PERSON, key) is not None


def is_cat(name: str) -> bool:
    """Whether a name is that of a big cat of the region, in any of its languages."""
    return re.search(_CATS, name.casefold()) is not None


def is_other_animal(name: str) -> bool:
    """Whether a name is that of a common animal, whether the programme follows it or not."""
    return re.fullmatch(_ANIMALS, name.casefold()) is not None


def is_livestock(text: str) -> bool:
    """Whether a text names livestock."""
    return re.search(_LIVESTOCK, text.casefold()) is not None


def says_harm(heading: str) -> bool:
    """Whether a heading is of what was lost or killed: "Sheep killed"."""
    said = heading.casefold().replace("ё", "е")
    lost = is_livestock(said) and not is_other_animal(said)
    return lost or re.search(f"{_ATTACK}|{_KILLED}", said) is not None


def type_of_incident(text: str, *, with_livestock: bool) -> str:
    """What happened, where the words leave no doubt; else empty.

    Parameters
    ----------
    text : str
    with_livestock : bool
        Whether the row names livestock or counts what was lost.
    """
    said = text.casefold().replace("ё", "е")
    # A cat that was killed is no attack of one: where no livestock is named, a person says which.
    if re.search(_KILLED, said) and is_cat(said) and not re.search(_LIVESTOCK, said):
        return ""
    if re.search(_ATTACK, said):
        of_livestock = with_livestock or re.search(_LIVESTOCK, said)
        return "livestock depredation" if of_livestock and not re.search(_PEOPLE, said) else ""
    return "close encounter" if re.search(_SEEN, said) and not with_livestock else ""
