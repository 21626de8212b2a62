"""Two seasons of one area, as a field team keeps them in Excel: in five languages.

Counted by hand from `WORK`: 14 stations; 2025: 1,568 trap-nights, 18 photographs, 12 detections
at 7 stations; 2026: 1,585 trap-nights, 44 photographs, 27 detections at 12 stations.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace

import openpyxl

# Station → for each year: the day of March on which it was set, nights, detections, photographs.
WORK = {
    1: {2025: (5, 111, 0, 0), 2026: (2, 115, 3, 3)},
    2: {2025: (5, 107, 1, 2), 2026: (1, 112, 3, 5)},
    3: {2025: (2, 110, 0, 0), 2026: (5, 110, 0, 0)},
    4: {2025: (4, 111, 1, 1), 2026: (4, 115, 0, 0)},
    5: {2025: (2, 110, 0, 0), 2026: (4, 109, 3, 5)},
    6: {2025: (2, 116, 3, 4), 2026: (3, 115, 1, 2)},
    7: {2025: (2, 117, 1, 1), 2026: (1, 115, 3, 5)},
    8: {2025: (1, 114, 0, 0), 2026: (4, 114, 1, 2)},
    9: {2025: (2, 112, 2, 4), 2026: (2, 111, 2, 4)},
    10: {2025: (5, 110, 0, 0), 2026: (2, 112, 1, 2)},
    11: {2025: (2, 116, 0, 0), 2026: (1, 118, 3, 5)},
    12: {2025: (2, 112, 0, 0), 2026: (5, 114, 3, 3)},
    13: {2025: (5, 107, 1, 2), 2026: (3, 114, 3, 6)},
    14: {2025: (1, 115, 3, 4), 2026: (2, 111, 1, 2)},
}


@dataclass(frozen=True)
class Language:
    """What a team writes: headings, names, yes and no, and a title."""

    files: tuple[str, str, str, str]
    title: str
    prefix: str
    stations: tuple[str, ...]  # station, set, collected, latitude, longitude, who, note
    sightings: tuple[str, ...]  # station, date, time, species, number, note
    incidents: tuple[str, ...]
    happened: tuple[str, str, str]
    villages: tuple[str, ...]
    months: tuple[str, ...]
    species: tuple[str, str]
    other: str
    yes_no: tuple[str, str]
    total: str
    district: str
    south: float = 39.2  # degrees
    west: float = 54.8


RUSSIAN = Language(
    files=("станции {y}", "леопард {y}", "сообщения {y}", "обход {y}"),
    title="Фотоловушки, Малый Балхан, весна {y}",
    prefix="МБ",
    stations=("№ станции", "Дата установки", "Дата снятия", "Широта", "Долгота", "Кто ставил",
              "Примечание"),
    sightings=("Станция", "Дата", "Время", "Вид", "Кол-во", "Примечание"),
    incidents=("Дата", "Село", "Район", "Что случилось", "Скот", "Погибло голов", "Хищник",
               "Подтверждено", "Инспектор"),
    happened=("Нападение на овец", "Нападение на коз", "Видели у кошары"),
    villages=("Село", "Яглы", "Огланлы", "Порсыкуи"),
    months=("Янв", "Фев", "Мар", "Апр", "Май", "Июн"),
    species=("Леопард", "переднеазиатский леопард"),
    other="волк",
    yes_no=("да", "нет"),
    total="Итого",
    district="Малый Балхан",
)  # fmt: skip
ENGLISH = Language(
    files=("stations {y}", "snow leopards {y}", "conflicts {y}", "villages {y}"),
    title="Camera traps, Sarychat-Ertash, spring {y}",
    prefix="SE",
    stations=("Station", "Date set", "Date collected", "Lat", "Long", "Set by", "Notes"),
    sightings=("Station", "Date", "Time", "Species", "Number", "Notes"),
    incidents=("Date", "Village", "Area", "What happened", "Livestock", "Killed", "Predator",
               "Confirmed", "Ranger"),
    happened=("Attack on sheep", "Attack on goats", "Seen near the corral"),
    villages=("Village", "Ak-Shyirak", "Kara-Say", "Uch-Koshkon"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    species=("Snow leopard", "snow leopard"),
    other="wolf",
    yes_no=("yes", "no"),
    total="Total",
    district="Sarychat-Ertash",
    south=41.8,
    west=78.2,
)  # fmt: skip
KYRGYZ = Language(
    files=("станциялар {y}", "илбирс {y}", "кабарлар {y}", "айылдар {y}"),
    title="Фототузактар, Сарычат-Эрташ, {y}",
    prefix="СЭ",
    stations=("Станция", "Орнотулган күнү", "Алынган күнү", "Кеңдик", "Узундук", "Ким койду",
              "Эскертүү"),
    sightings=("Станция", "Күнү", "Убактысы", "Түрү", "Саны", "Эскертүү"),
    incidents=("Күнү", "Айыл", "Аймак", "Эмне болду", "Мал", "Өлгөнү", "Жырткыч", "Ырасталды",
               "Инспектор"),
    happened=("Койго кол салуу", "Эчкиге кол салуу", "Короонун жанында көрүндү"),
    villages=("Айыл", "Ак-Шыйрак", "Кара-Сай", "Үч-Кошкон"),
    months=("Январь", "Февраль", "Март", "Апрель", "Май", "Июнь"),
    species=("Илбирс", "илбирс"),
    other="карышкыр",
    yes_no=("ооба", "жок"),
    total="Жыйынтыгы",
    district="Сарычат-Эрташ",
    south=41.8,
    west=78.2,
)  # fmt: skip

TURKMEN = replace(
    RUSSIAN,
    files=("duralgalar {y}", "gaplaň {y}", "habarlar {y}", "obalar {y}"),
    title="Kiçi Balkan, {y}",
    prefix="KB",
    stations=("Duralga", "Goýlan senesi", "Aýrylan senesi", "Giňlik", "Uzynlyk", "Kim goýdy",
              "Bellik"),
    sightings=("Duralga", "Senesi", "Wagty", "Görnüşi", "Sany", "Bellik"),
    incidents=("Senesi", "Oba", "Etrap", "Näme boldy", "Mal", "Ölen", "Ýyrtyjy", "Tassyklandy",
               "Inspektor"),
    happened=("Goýunlara hüjüm", "Geçilere hüjüm", "Agylyň ýanynda göründi"),
    villages=("Oba", "Ýagly", "Oglanly", "Porsykuý"),
    months=("Ýanwar", "Fewral", "Mart", "Aprel", "Maý", "Iýun"),
    species=("Alajagaplaň", "alajagaplaň"),
    other="möjek",
    yes_no=("hawa", "ýok"),
    total="Jemi",
    district="Kiçi Balkan",
)  # fmt: skip
KAZAKH = replace(
    KYRGYZ,
    files=("станциялар {y}", "ілбіс {y}", "хабарлар {y}", "ауылдар {y}"),
    title="Фототұзақтар, Алтын-Эмель, {y}",
    prefix="АЭ",
    stations=("Станция", "Орнатылған күні", "Алынған күні", "Ендік", "Бойлық", "Кім қойды",
              "Ескерту"),
    sightings=("Станция", "Күні", "Уақыты", "Түрі", "Саны", "Ескерту"),
    incidents=("Күні", "Ауыл", "Аудан", "Не болды", "Мал", "Өлгені", "Жыртқыш", "Расталды",
               "Инспектор"),
    happened=("Қойға шабуыл", "Ешкіге шабуыл", "Қора жанында көрінді"),
    villages=("Ауыл", "Басши", "Қалқан", "Шыған"),
    months=("Қаңтар", "Ақпан", "Наурыз", "Сәуір", "Мамыр", "Маусым"),
    species=("Ілбіс", "ілбіс"),
    other="қасқыр",
    yes_no=("иә", "жоқ"),
    total="Барлығы",
    district="Алтын-Эмель",
    south=43.9,
    west=78.6,
)  # fmt: skip


def season(year: int, words: Language = RUSSIAN) -> dict[str, bytes]:
    """The four files of a season: name → content."""
    made = (stations, sightings, incidents, reporting)
    return {
        f"{name.format(y=year)}.xlsx": saved(make(year, words))
        for name, make in zip(words.files, made, strict=True)
    }


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def station(number: int, words: Language) -> str:
    return f"{words.prefix}-{number:02}"


def place(number: int, words: Language) -> tuple[float, float]:
    return round(words.south + 0.013 * number, 5), round(words.west + 0.021 * number, 5)


def stations(year: int, words: Language) -> openpyxl.Workbook:
    """A title, dates as text and as dates by turns, decimal commas, a total, an empty sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([words.title.format(y=year)])
    sheet.append([])
    sheet.append(list(words.stations))
    for number, years in WORK.items():
        first = dt.date(year, 3, years[year][0])
        days = (first, first + dt.timedelta(days=years[year][1]))
        cells = days if number % 2 else [f"{day:%d.%m.%Y}" for day in days]
        where = [str(degrees).replace(".", ",") for degrees in place(number, words)]
        sheet.append([station(number, words), *cells, *where, "N. N.", ""])
    sheet.append([words.total, *[""] * 5, f"{len(WORK)}"])
    book.create_sheet()
    return book


def sightings(year: int, words: Language) -> openpyxl.Workbook:
    """An explanation first, merged cells of stations, date and time apart, a total."""
    book = openpyxl.Workbook()
    book.active.append(["Notes of the season"])
    sheet = book.create_sheet(words.species[0])
    sheet.append(list(words.sightings))
    for number, years in WORK.items():
        start, rows = sheet.max_row + 1, photographs(year, number, years[year])
        for at, moment in enumerate(rows):
            sheet.append([station(number, words), moment.date(), moment.time(),
                          words.species[at % 2], 1, ""])  # fmt: skip
        if len(rows) > 1:
            sheet.merge_cells(f"A{start}:A{sheet.max_row}")
    sheet.append([words.total, "", "", "", sheet.max_row - 1])
    return book


def photographs(year: int, number: int, work: tuple[int, int, int, int]) -> list[dt.datetime]:
    """Each detection eleven days after the one before; further photographs five minutes later."""
    day, _nights, detections, photos = work
    first = dt.datetime(year, 3, day, (5 + number) % 24, 3)
    moments = [first + dt.timedelta(days=3 + 11 * n) for n in range(detections)]
    again = [moment + dt.timedelta(minutes=5) for moment in moments[: photos - detections]]
    return sorted([*moments, *again])


def incidents(year: int, words: Language) -> openpyxl.Workbook:
    """One that is counted, one of another animal, one that nobody is sure of."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(words.incidents))
    _title, one, two, _three = words.villages
    yes, no = words.yes_no
    cat, area = words.species[0], words.district
    short = f"{year % 100:02}"
    for row in (
        (f"14.04.{short}", one, area, words.happened[0], "", 2, cat, yes, "N. N."),
        (f"19.05.{short}", two, area, words.happened[1], "", 1, words.other, yes, "N. N."),
        (f"22.06.{short}", one, area, words.happened[2], "", "", f"{cat}?", no, "N. N."),
    ):
        sheet.append(list(row))
    return book


def reporting(_year: int, words: Language) -> openpyxl.Workbook:
    """Three villages by six months: of one month one village said nothing, in one another no."""
    book = openpyxl.Workbook()
    sheet = book.active
    title, *villages = words.villages
    sheet.append([title, *words.months])
    for village, cells in zip(villages, ("++++++", "+++++-", "+ ++++"), strict=True):
        sheet.append([village, *(cell.strip() for cell in cells)])
    return book
