"""A simulated survey of any size: the example data folder, and input for the timed runs.

    python benchmarks/simulate.py --out data/example --seed 7
    python benchmarks/simulate.py --out /tmp/large --seed 7 --observations 10000000

The first command writes every table of the example, the second only deployments and
detections, in chunks. The same seed writes the same bytes. Every place and every record is
invented; how many visits and incidents there are is set rather than drawn, so that each
verdict stays on the page whatever the seed.
"""

from __future__ import annotations

import argparse
import shutil
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

LEOPARD, SNOW_LEOPARD = "Panthera pardus tulliana", "Panthera uncia"
STATIONS, OBSERVATIONS = 61, 4000
FEWEST_STATIONS = 20  # fewer leave no single camera where one is needed
TEMPLATE = Path(__file__).with_name("example_programme.toml")
WORDS = Path(__file__).with_name("example_words.csv")
OFFSETS = {"TM": "+05:00", "KG": "+06:00", "KZ": "+05:00"}
# What the sources are called.
SURVEY = {"source_name": "Simulation", "source_name_ru": "Модельные данные"}
YEARBOOK = {"source_name": "Simulated yearbook", "source_name_ru": "Ежегодник (пример)"}
HOUR, DAY = np.timedelta64(1, "h"), np.timedelta64(1, "D")
LONGEST_VISIT = 3 * 3600  # seconds


def _rows(text: str) -> pd.DataFrame:
    """A table written down below: cells between bars, an indented line continues a row."""
    lines = text.strip().replace("\n ", " ").splitlines()
    table = pd.read_csv(StringIO("\n".join(lines)), sep="|", dtype="str", skipinitialspace=True)
    table.columns = table.columns.str.strip()
    table = table.apply(lambda column: column.str.strip())
    return table.replace("", np.nan)


DEPLOYMENT_COLUMNS = _rows("""
deployment_id | location_id | location_name | area_id | latitude | longitude |
 coordinate_uncertainty | deployment_start | deployment_end | utc_offset | camera_id
""").columns.tolist()
DETECTION_COLUMNS = _rows("""
observation_id | scientific_name | area_id | survey_id | deployment_id | observation_type |
 observation_level | event_id | event_start | event_end | utc_offset | date_precision | count |
 count_unit | individual_id | flank | individuals_note | individuals_note_ru |
 identification_verification_status | first_record | may_repeat | summary | summary_ru |
 published | attribution | recorded_by | recorded_by_ru
""").columns.tolist()

AREAS = _rows("""
area_id | parent_id | area_type | status | governance | area_km2 | established | overlaps |
 latitude | longitude | initiative | name | name_ru
TM |  | country | not designated |  |  |  |  | 39 | 59 |  | Turkmenistan | Туркменистан
KG |  | country | not designated |  |  |  |  | 41.5 | 74.5 |  | Kyrgyzstan | Кыргызстан
KZ |  | country | not designated |  |  |  |  | 48 | 67 |  | Kazakhstan | Казахстан
west-cluster | TM | cluster | not designated |  |  |  |  | 39 | 57 | protected-areas |
 Simulated Western Cluster | Западный кластер (пример)
inner-cluster | KG | cluster | not designated |  |  |  |  | 41.5 | 76.5 | protected-areas |
 Simulated Inner Cluster | Внутренний кластер (пример)
ridge-north | west-cluster | conservancy | established | community | 420 | 2021-06 |
 western-corridor | 39.4 | 56.8 | conservancies |
 Simulated Ridge North | Хребет Северный (пример)
ridge-south | west-cluster | protected area | established | state | 812 | 2014-03-20 |
 western-corridor | 38.8 | 57.2 | protected-areas |
 Simulated Ridge South | Хребет Южный (пример)
western-corridor | west-cluster | corridor | not designated |  | 300 |  |
 ridge-north; ridge-south | 39.1 | 57.0 | protected-areas |
 Simulated Western Corridor | Западный коридор (пример)
canyon | west-cluster | conservancy | in creation | community | 265 |  |  | 38.6 | 56.6 |
 conservancies | Simulated Canyon | Каньон (пример)
plain | west-cluster | locality | not designated |  |  |  |  | 39.0 | 56.4 | coexistence |
 Simulated Plain | Равнина (пример)
gorge | TM | protected area | proposed | state | 150 |  |  | 37.8 | 66.2 | protected-areas |
 Simulated Gorge | Ущелье (пример)
glacier | inner-cluster | protected area | established | state | 1340 | 1995 |  | 41.8 | 77.0 |
 protected-areas | Simulated Glacier Reserve | Ледниковый заповедник (пример)
high-valley | inner-cluster | conservancy | established | community | 610 | 2019-04 |  |
 41.3 | 76.0 | conservancies | Simulated High Valley | Высокая долина (пример)
green-valley | KG | conservancy | established | community | 240 | 2023-11 |  | 42.3 | 73.0 |
 conservancies | Simulated Green Valley | Зелёная долина (пример)
far-valley | KG | conservancy | established | community | 180 | 2022 |  |  |  | conservancies |
 Simulated Far Valley | Дальняя долина (пример)
plateau | KZ | protected area | established | state | 2230 | 1986-07-12 |  | 43.0 | 55.0 |
 protected-areas | Simulated Plateau | Плато (пример)
plateau-buffer | KZ | conservancy | established | state and community |  | 2023-05 |  |
 43.4 | 55.6 | conservancies | Simulated Plateau Buffer | Окрестности Плато (пример)
snow-range | KZ | protected area | established | state | 905 |  |  | 43.6 | 79.2 |
 protected-areas | Simulated Snow Range | Снежный хребет (пример)
""")

# Animals told by their coat: both flanks known, or only the left or the right one.
CAMERA_AREAS = _rows("""
area_id | scientific_name | stations | pairs | animals
ridge-north | Panthera pardus tulliana | 12 | 2 | BBBLRR
ridge-south | Panthera pardus tulliana | 10 | 0 | BBLR
glacier | Panthera uncia | 14 | 2 | BBBBLLR
high-valley | Panthera uncia | 9 | 1 | BBLRR
plateau | Panthera pardus tulliana | 8 | 0 | B
green-valley | Panthera uncia | 8 | 0 | BL
""").set_index("area_id")

# First month, length in months, and visits by a cat (detections at 30 minutes).
SEASONS = _rows("""
area_id | year | month | months | visits
ridge-north | 2022 | 4 | 5 | 18
ridge-north | 2023 | 4 | 6 | 20
ridge-north | 2024 | 4 | 6 | 34
ridge-north | 2025 | 4 | 7 | 52
ridge-south | 2022 | 3 | 8 | 26
ridge-south | 2023 | 3 | 8 | 30
ridge-south | 2024 | 3 | 6 | 22
ridge-south | 2025 | 5 | 5 | 18
glacier | 2022 | 5 | 5 | 30
glacier | 2023 | 5 | 5 | 34
glacier | 2024 | 5 | 5 | 36
glacier | 2025 | 5 | 5 | 41
high-valley | 2023 | 5 | 6 | 40
high-valley | 2024 | 5 | 6 | 27
high-valley | 2025 | 5 | 6 | 15
plateau | 2023 | 3 | 7 | 0
plateau | 2024 | 3 | 7 | 0
plateau | 2025 | 3 | 7 | 0
green-valley | 2024 | 4 | 7 | 6
green-valley | 2025 | 4 | 7 | 11
""").astype({"year": int, "month": int, "months": int, "visits": int})

OTHER_SURVEYS = _rows("""
survey_id | area_id | records | survey_order | event_start | event_end | date_precision |
 trap_nights | stations | name | name_ru
snow-range-2022 | snow-range | detections | 1 | 2022-05-01 | 2022-10-31 | range | 1900 | 15 |
 Simulated Snow Range, 2022 | Снежный хребет, 2022 (пример)
snow-range-2024 | snow-range | detections | 2 | 2024-05-01 | 2024-10-31 | range | 2050 | 15 |
 Simulated Snow Range, 2024 | Снежный хребет, 2024 (пример)
far-valley-1 | far-valley | detections | 1 |  |  | unknown |  |  |
 Simulated Far Valley, earlier survey | Дальняя долина, более ранний учёт (пример)
far-valley-2 | far-valley | detections | 2 |  |  | unknown |  |  |
 Simulated Far Valley, later survey | Дальняя долина, более поздний учёт (пример)
gorge-2024 | gorge | detections | 1 | 2024-03-01 | 2024-09-30 | range |  | 6 |
 Simulated Gorge, 2024 | Ущелье, 2024 (пример)
plateau-incidents-2022 | plateau | conflicts | 1 | 2022-01-01 | 2022-12-31 | range |  |  |
 Simulated incidents, Plateau, 2022 | Случаи, Плато, 2022 (пример)
plateau-incidents-2024 | plateau | conflicts | 2 | 2024-01-01 | 2024-12-31 | range |  |  |
 Simulated incidents, Plateau, 2024 | Случаи, Плато, 2024 (пример)
""")

# What others recorded, and who: the programme's own work is all the rest.
OF_OTHERS = ("gorge-shown", "gorge-undated", "far-valley-presence")
OTHER = ("a simulated newspaper", "газета (пример)")

# Published totals, animals counted, and reports whose date is coarse or not known.
REPORTS = _rows("""
observation_id | scientific_name | area_id | survey_id | event_start | event_end |
 date_precision | count | count_unit | first_record | may_repeat | summary | summary_ru
total-snow-range-2022 | Panthera uncia | snow-range | snow-range-2022 | 2022-05-01 | 2022-10-31 |
 range | 8 | detections |  |  | Simulated total of the season. | Итог сезона (пример).
total-snow-range-2024 | Panthera uncia | snow-range | snow-range-2024 | 2024-05-01 | 2024-10-31 |
 range | 27 | detections |  |  | Simulated total of the season. | Итог сезона (пример).
total-far-valley-1 | Panthera uncia | far-valley | far-valley-1 |  |  | unknown | 3 |
 detections |  |  | Simulated total, no period given. | Итог без указания периода (пример).
total-far-valley-2 | Panthera uncia | far-valley | far-valley-2 |  |  | unknown | 8 |
 detections |  |  | Simulated total, no period given. | Итог без указания периода (пример).
animals-ridge-north | Panthera pardus tulliana | ridge-north | ridge-north-2025 | 2025 | 2025 |
 year | 5 | individuals |  |  | Five animals told apart by their coats (simulated). |
 Пять особей, различённых по рисунку шкуры (пример).
animals-glacier | Panthera uncia | glacier |  | 2024 | 2024 | year | 6 | individuals |  |  |
 Six animals told apart by their coats (simulated). |
 Шесть особей, различённых по рисунку шкуры (пример).
gorge-shown | Panthera pardus tulliana | gorge |  |  | 2024-09-12 | published-by | 1 |
 first record | yes |  | A picture was shown; its day was not given (simulated). |
 Снимок показали, день съёмки не назван (пример).
gorge-undated | Panthera pardus tulliana | gorge |  |  |  | unknown |  |  | unclear | gorge-shown |
 Herders speak of a leopard; nothing more is known (simulated). |
 Пастухи говорят о леопарде; больше ничего не известно (пример).
canyon-2023-08 | Panthera pardus tulliana | canyon |  | 2023-08 | 2023-08 | month | 1 |
 detections |  |  | One record, of which the month is known (simulated). |
 Одна запись, известен только месяц (пример).
canyon-2023-08-again | Panthera pardus tulliana | canyon |  | 2023-08 | 2023-08 | month | 1 |
 detections |  | canyon-2023-08 | Perhaps the same record again (simulated). |
 Возможно, та же запись ещё раз (пример).
corridor-spring-2024 | Panthera pardus tulliana | western-corridor |  | 2024-03 | 2024-05 |
 season | 1 | detections | yes |  | One record of the spring of 2024 (simulated). |
 Одна запись весны 2024 года (пример).
ridge-south-2021 | Panthera pardus tulliana | ridge-south |  | 2021 | 2021 | year | 1 |
 detections | yes |  | Recorded before the cameras, in 2021 (simulated). |
 Отмечен до фотоловушек, в 2021 году (пример).
ridge-south-undated | Panthera pardus tulliana | ridge-south |  |  |  | unknown | 1 |
 detections |  |  | One record without a date (simulated). | Одна запись без даты (пример).
far-valley-presence | Panthera uncia | far-valley |  | 2023 | 2023 | year |  |  |  |  |
 Present; no number stated (simulated). | Обитает; число не названо (пример).
""").assign(
    published="no",
    attribution=lambda rows: np.where(
        rows["observation_id"].isin(OF_OTHERS), "others", "programme"
    ),
    recorded_by=lambda rows: np.where(rows["observation_id"].isin(OF_OTHERS), OTHER[0], None),
    recorded_by_ru=lambda rows: np.where(rows["observation_id"].isin(OF_OTHERS), OTHER[1], None),
)

# Counted incidents of each year.
INCIDENTS = _rows("""
area_id | scientific_name | 2022 | 2023 | 2024 | 2025
ridge-north | Panthera pardus tulliana | 7 | 9 | 5 | 3
ridge-south | Panthera pardus tulliana | 5 | 8 | 4 | 2
plain | Panthera pardus tulliana | 6 | 10 | 6 | 3
high-valley | Panthera uncia | 3 | 4 | 5 | 5
green-valley | Panthera uncia | 0 | 0 | 2 | 0
plateau-buffer | Panthera pardus tulliana | 3 | 1 | 0 | 0
""")

# `not_collected` months are on file with "no"; `not_on_file` months are unknown.
REPORTING = _rows("""
area_id | first | last | role | role_ru | not_collected | not_on_file
ridge-north | 2022-01 | 2025-12 | ranger | инспектор | 2024-02 2024-03 | 2022-03 2022-04
ridge-south | 2022-01 | 2025-12 | ranger | инспектор | 2023-01 2024-02 | 2022-03 2025-02
plain | 2022-01 | 2025-12 | herder | пастух | 2023-01 2024-02 2025-01 | 2022-04
high-valley | 2022-01 | 2025-12 | ranger | инспектор | 2023-02 2025-02 | 2022-12 2024-01
green-valley | 2024-04 | 2025-11 | herder | пастух | 2025-02 | 2025-08
plateau-buffer | 2022-01 | 2023-06 | ranger | инспектор | 2022-02 | 2022-11
""")

# In one area villages report: the rows above speak for all that are then listed, these for one.
VILLAGES = "high-valley"
SINCE_2022 = 7  # villages; one more came later
LISTED = "; ".join(f"Aul {number}" for number in range(1, SINCE_2022 + 1))
LISTED += "; Aul 8 2024-06/"
LISTED_RU = LISTED.replace("Aul", "Аул")
VILLAGE_REPORTING = _rows("""
area_id | unit | month | active
high-valley | Aul 2 | 2024-09 | no
high-valley | Aul 3 | 2025-02 | yes
high-valley | Aul 5 | 2025-11 | no
""")
UNNAMED = "2024-12"  # the month of an incident that names no village

# Incidents that the months above do not carry, and published totals.
OTHER_INCIDENTS = _rows("""
incident_id | area_id | survey_id | event_start | event_end | date_precision | scientific_name |
 incident_type | verification | count | summary | summary_ru
month-not-collected | plain |  | 2024-02-11 |  | day | Panthera pardus tulliana |
 livestock depredation | confirmed |  | In a month without collection (simulated). |
 В месяце без сбора сообщений (пример).
month-not-on-file | plain |  | 2022-04-09 |  | day | Panthera pardus tulliana |
 livestock depredation | probable |  | In a month that is not on file (simulated). |
 В месяце, которого нет в данных (пример).
month-only | ridge-south |  | 2024-07 | 2024-07 | month | Panthera pardus tulliana |
 livestock depredation | confirmed |  | Only the month is known (simulated). |
 Известен только месяц (пример).
wolf-not-leopard | ridge-north |  | 2024-08-19 |  | day |  | person killed | rejected |  |
 Judged not to be a cat: the cause is not known (simulated). |
 Признано, что это не кошка: причина неизвестна (пример).
total-plateau-2022 | plateau | plateau-incidents-2022 | 2022 | 2022 | year |
 Panthera pardus tulliana |  | probable | 4 | Simulated total of the year. |
 Итог года (пример).
total-plateau-2024 | plateau | plateau-incidents-2024 | 2024 | 2024 | year |
 Panthera pardus tulliana |  | probable | 2 | Simulated total of the year. |
 Итог года (пример).
""")

MILESTONES = _rows("""
milestone_id | event_start | event_end | date_precision | category | country_codes | area_id |
 attribution | initiative | title | title_ru
sim-m-01 | 2019-04 |  | month | community | KG | high-valley | programme | conservancies |
 Simulated High Valley becomes a conservancy |
 Высокая долина становится общинной природоохранной территорией (пример)
sim-m-02 | 2021-06 |  | month | community | TM | ridge-north | programme | conservancies |
 Simulated Ridge North becomes a conservancy |
 Хребет Северный становится общинной природоохранной территорией (пример)
sim-m-03 | 2022-03-04 |  | day | monitoring | TM; KG |  | programme | monitoring |
 First simulated cameras are set | Поставлены первые фотоловушки (пример)
sim-m-04 | 2023 |  | year | SMART | TM | ridge-south | others | protected-areas |
 Rangers begin to use SMART (simulated) | Инспекторы начинают работать в SMART (пример)
sim-m-05 | 2023-11 |  | month | community | KG | green-valley | programme | conservancies |
 Simulated Green Valley becomes a conservancy |
 Зелёная долина становится общинной природоохранной территорией (пример)
sim-m-06 |  | 2024-02-20 | published-by | protected areas | TM | canyon | programme |
 conservancies |
 Simulated Canyon is announced | Объявлено о создании Каньона (пример)
sim-m-07 | 2024-09-12 |  | day | record | TM | gorge | others | monitoring |
 A picture from the simulated Gorge is shown | Показан снимок из Ущелья (пример)
sim-m-08 | 2025 |  | year | funding | KZ | plateau | others | protected-areas |
 Simulated grant for the Plateau | Грант для Плато (пример)
sim-m-09 |  |  | unknown | meeting | TM; KG; KZ |  | others | protected-areas |
 Simulated meeting of three countries | Встреча трёх стран (пример)
""")

STATUS = _rows("""
status_id | scientific_name | area_id | metric | value | best | low | high | year | use | scope |
 scope_ru | note | note_ru
sim-s-01 | Panthera pardus tulliana | TM | population | 40–55 |  | 40 | 55 | 2024 | beside |
 Turkmenistan, simulated | Туркменистан, пример | First of two competing estimates |
 Первая из двух расходящихся оценок
sim-s-02 | Panthera pardus tulliana | TM | population | 70 (60–80) | 70 | 60 | 80 | 2024 | beside |
 Turkmenistan, simulated | Туркменистан, пример | Second of two competing estimates |
 Вторая из двух расходящихся оценок
sim-s-03 | Panthera pardus tulliana | TM | population | 30 | 30 |  |  | 2010 | history |
 Turkmenistan, simulated | Туркменистан, пример | Method not stated | Метод не указан
sim-s-04 | Panthera uncia | KG | population | 150 (120–190) | 150 | 120 | 190 | 2024 | main |
 Kyrgyzstan, simulated | Кыргызстан, пример |  |
sim-s-05 | Panthera uncia | KG | population | 300 | 300 |  |  | 2024 | beside |
 Kyrgyzstan, simulated | Кыргызстан, пример | No interval given | Интервал не указан
sim-s-06 | Panthera uncia | KZ | mature individuals | 60-90 |  | 60 | 90 | 2023 | hidden |
 Kazakhstan, simulated | Казахстан, пример |  |
sim-s-07 | Panthera pardus tulliana | ridge-north | individuals confirmed | 5 | 5 |  |  | 2025 |
 main | Simulated Ridge North | Хребет Северный (пример) |  |
""")

# The figures in braces come from the plan above; `own` marks the survey as the only source.
STATEMENTS = _rows("""
statement_id | value | baseline | unit | own | sentence | sentence_ru
uly-balkan-detections | {north} | {north_before} | detections |  |
 {north} leopard detections on simulated Ridge North, up from {north_before} |
 Регистраций леопарда на хребте Северный: {north}, было {north_before} (пример)
turkmenistan-conflicts | {conflicts_told} | {conflicts_before} | incidents |  |
 Conflict incidents in Turkmenistan down to {conflicts_told} from {conflicts_before} (simulated) |
 Конфликтных случаев в Туркменистане: {conflicts_told}, было {conflicts_before} (пример)
jashyl-oroon-first-record | 1 |  | first record |  |
 The first snow leopard record in the simulated Green Valley |
 Первая регистрация снежного барса в Зелёной долине (пример)
ridge-south-detections | {south} | {south_before} | detections | yes |
 {south} leopard detections on simulated Ridge South, after {south_before} |
 Регистраций леопарда на хребте Южный: {south}, ранее {south_before} (пример)
far-valley-detections | 8 | 3 | detections | yes |
 8 snow leopard detections in the simulated Far Valley, up from 3 |
 Регистраций снежного барса в Дальней долине: 8, было 3 (пример)
gorge-detections | 4 |  | detections |  |
 4 leopard detections in the simulated Gorge | Регистраций леопарда в Ущелье: 4 (пример)
""")

CAVEATS = _rows("""
caveat_id | kind | about | sentence | sentence_ru
sim-conflicts-told | contradiction | turkmenistan-conflicts |
 The simulated yearbook gives one incident fewer than the records. |
 В ежегоднике (пример) на один случай меньше, чем в записях.
sim-gorge-date | gap | gorge-first-record; gorge-shown |
 The day of the picture from the simulated Gorge is not published. |
 День съёмки в Ущелье (пример) не опубликован.
sim-gorge-rows | gap | gorge-detections; gorge |
 No table supports the figure for the simulated Gorge. |
 Число по Ущелью (пример) не подтверждено таблицей.
sim-buffer-reports | gap | plateau-buffer-conflicts; plateau-buffer |
 Reports around the simulated Plateau end in June 2023. |
 Сообщения из окрестностей Плато (пример) заканчиваются в июне 2023 года.
sim-far-valley-periods | gap | far-valley-detections; total-far-valley-1; total-far-valley-2 |
 The periods of both totals are not published. | Периоды обоих итогов не опубликованы.
sim-population | contradiction | sim-s-01; sim-s-02 |
 Two simulated estimates for one year do not overlap. |
 Две оценки (пример) за один год не пересекаются.
sim-detection | definition | uly-balkan-detections; glacier-detections |
 The simulated yearbook counts every picture; here one visit counts once. |
 В ежегоднике (пример) считают каждый снимок; здесь одно появление зверя считают один раз.
""")

DESIGNATIONS = {
    "cluster": (
        "cluster of protected areas (simulated)",
        "кластер охраняемых территорий (пример)",
    ),
    "protected area": ("reserve (simulated)", "заповедник (пример)"),
    "conservancy": ("conservancy (simulated)", "общинная природоохранная территория (пример)"),
    "corridor": ("corridor (simulated)", "коридор (пример)"),
}
LIVESTOCK = (
    ("sheep", "овцы"),
    ("goats", "козы"),
    ("horses", "лошади"),
    ("cattle", "крупный рогатый скот"),
)
# What became of the cat, by what happened, and how often.
OUTCOMES = {
    "livestock depredation": (
        ("left", "not known", "released", "captive care"),
        (0.58, 0.22, 0.1, 0.1),
    ),
    "retaliatory killing": (("dead", "injured"), (0.7, 0.3)),
    "person injured": (("left", "not known"), (0.5, 0.5)),
    "property damage": (("left", "not known"), (0.8, 0.2)),
    "close encounter": (("left",), (1.0,)),
}
HARM = ("livestock depredation", "property damage", "person injured", "retaliatory killing")
HARM_SHARES = (0.74, 0.1, 0.06, 0.1)


def bursts(rng: np.random.Generator, visits: int) -> tuple[np.ndarray, np.ndarray]:
    """Photographs of visits: a cat that passes, wanders about, or rests before the camera.

    Parameters
    ----------
    rng : numpy.random.Generator
    visits : int
        How many visits.

    Returns
    -------
    visit, seconds : numpy.ndarray
        One entry a photograph: which visit it is of, and how long after the visit's start.
        Gaps within a visit stay below 30 minutes, and the whole below three hours; some are
        of seconds, some above 1 and some above 15 minutes, so that the thresholds differ.
    """
    visit = np.repeat(np.arange(visits), np.minimum(rng.geometric(0.12, visits), 24))
    pace = rng.choice(3, size=visits, p=(0.7, 0.2, 0.1))[visit]
    gaps = rng.integers(np.array([2, 60, 900])[pace], np.array([45, 840, 1790])[pace])
    starts = np.diff(visit, prepend=-1) > 0
    gaps[starts] = 0
    elapsed = np.cumsum(gaps)
    seconds = elapsed - elapsed[starts][visit]
    kept = seconds <= LONGEST_VISIT
    return visit[kept], seconds[kept]


def _share(stations: int) -> dict[str, int]:
    """Stations among the camera areas, in the proportions of the table above."""
    wanted = CAMERA_AREAS["stations"].astype(float)
    shared = np.maximum(1, np.round(wanted * stations / wanted.sum())).astype(int)
    return dict(zip(CAMERA_AREAS.index, shared, strict=True))


def _cards(rng: np.random.Generator, season) -> list[tuple[np.datetime64, np.datetime64]]:
    """The stays of one camera in one season: its card is swapped every third month or so."""
    first = np.datetime64(f"{season.year}-{season.month:02d}", "M")
    last = (first + season.months).astype("M8[D]")
    cards = (season.months + 1) // 3
    start = first.astype("M8[D]") + rng.integers(0, 5)
    length = (last - rng.integers(1, 6) - start) // cards
    swaps = [start + length * k + rng.integers(-5, 6) for k in range(1, cards)]
    # People come by day.
    days = np.array([start, *swaps, start + length * cards]).astype("M8[m]")
    visits = days + 9 * HOUR + rng.integers(0, 300, len(days)).astype("m8[m]")
    collected = visits[1:] - rng.integers(8, 20, cards).astype("m8[m]")
    return list(zip(visits[:-1], collected, strict=True))


def _deployments(rng: np.random.Generator, stations: int) -> pd.DataFrame:
    """Deployments with their station's number, `side` "a" or "b" (the facing camera)."""
    shared, rows = _share(stations), []
    for season in SEASONS.itertuples():
        pairs = int(CAMERA_AREAS.loc[season.area_id, "pairs"])
        for number in range(1, shared[season.area_id] + 1):
            for part, (start, end) in enumerate(_cards(rng, season), 1):
                location = f"{season.area_id}-{number:02d}"
                for side in "ab" if number <= pairs else "a":
                    name = f"{location}-{season.year}-{part}{side if side == 'b' else ''}"
                    camera = f"cam-{season.area_id}-{number:02d}{side}"
                    rows.append((name, location, season.area_id, season.year, start, end, camera))
    names = ("deployment_id", "location_id", "area_id", "year", "start", "end", "camera_id")
    table = pd.DataFrame(rows, columns=names)
    table["side"] = table["camera_id"].str[-1]
    table["paired"] = table.groupby("location_id")["side"].transform("nunique") > 1
    return table


def _failures(rng: np.random.Generator, deployments: pd.DataFrame) -> pd.DataFrame:
    """Some cameras fail for days, some until they are collected; one facing camera does too.

    A station that has two cameras keeps the first one working, so that a failure of the
    second takes nothing off its effort.
    """
    single = deployments[~deployments["paired"]]
    broken = single.loc[np.sort(rng.choice(single.index, len(single) // 12, replace=False))]
    facing = deployments[deployments["side"] == "b"].head(1)
    rows = []
    for row in pd.concat([broken, facing]).itertuples():
        start = (row.start + pd.Timedelta(days=int(rng.integers(5, 20)))).floor("h")
        until = row.end if rng.random() < 0.4 else start + pd.Timedelta(days=9)
        rows.append((row.deployment_id, start, min(until, row.end)))
    return pd.DataFrame(rows, columns=["deployment_id", "start", "end"])


def _nights(deployments: pd.DataFrame, failures: pd.DataFrame) -> pd.DataFrame:
    """Every noon-to-noon in which a first camera worked throughout."""
    first = deployments[deployments["side"] == "a"]
    failed = {row.deployment_id: row for row in failures.itertuples()}
    names, parts = [], []
    stays = first[["deployment_id", "start", "end"]]
    for name, start, end in stays.itertuples(index=False):
        noon = (start.ceil("D") + pd.Timedelta(hours=12)).to_datetime64().astype("M8[s]")
        noons = np.arange(noon, end.to_datetime64().astype("M8[s]") - DAY, DAY)
        if name in failed:
            failure = failed[name]
            before = noons + DAY <= failure.start.to_datetime64()
            noons = noons[before | (noons >= failure.end.to_datetime64())]
        parts.append(noons)
        names += [name] * len(noons)
    nights = pd.DataFrame({"deployment_id": names, "noon": np.concatenate(parts)})
    about = ["deployment_id", "location_id", "area_id", "year", "paired"]
    return nights.merge(first[about], on="deployment_id")


def _season_visits(
    rng: np.random.Generator, nights: pd.DataFrame, liked: pd.Series, planned: int
) -> pd.DataFrame:
    """Visits of one area and year, on different nights at any one station.

    `returns` marks a cat that comes back 32 to 58 minutes later: one visit more at 30
    minutes, the same one at 60. Some visits are of doubtful species, the season's earliest
    among them, so that a first record has to look past it.
    """
    returning, doubtful = planned // 8, max(1, round(planned * 0.06))
    chosen = planned - returning + doubtful
    if chosen > len(nights):
        raise ValueError(f"{chosen} visits need as many nights of work: ask for more stations.")
    weights = liked[nights["location_id"]].to_numpy()
    picked = rng.choice(len(nights), chosen, replace=False, p=weights / weights.sum())
    visits = nights.iloc[np.sort(picked)].sort_values(["noon", "location_id"], kind="stable")
    # Cats walk at dusk and before dawn.
    dusk = rng.random(chosen) < 0.6
    hours = np.clip(np.where(dusk, rng.normal(7.5, 1.5, chosen), rng.normal(14, 1, chosen)), 4, 15)
    starts = visits["noon"].to_numpy() + (hours * 3600).astype(int).astype("m8[s]")
    doubts = np.append(0, rng.choice(np.arange(1, chosen), doubtful - 1, replace=False))
    visits = visits.assign(start=starts, verified=True, returns=False)
    visits.iloc[doubts.astype(int), visits.columns.get_loc("verified")] = False
    sure = np.flatnonzero(visits["verified"])
    back = rng.choice(sure, returning, replace=False)
    visits.iloc[back, visits.columns.get_loc("returns")] = True
    return visits


def _visits(rng: np.random.Generator, nights: pd.DataFrame, scale: float) -> pd.DataFrame:
    """All visits on the nights; one of Ridge North 2024 is kept for the swap of a card."""
    locations = nights["location_id"].unique()
    liked = pd.Series(rng.gamma(1.2, size=len(locations)) + 0.05, index=locations)
    by_season = dict(list(nights.groupby(["area_id", "year"])))
    parts = []
    for season in SEASONS.itertuples():
        key = (season.area_id, season.year)
        planned = _planned(*key, scale) - (key == ("ridge-north", 2024))
        parts.append(_season_visits(rng, by_season[key], liked, planned))
    return pd.concat(parts, ignore_index=True)


def _planned(area_id: str, year: int, scale: float) -> int:
    """How many visits are planned for an area and year: its detections at 30 minutes."""
    season = SEASONS[(SEASONS["area_id"] == area_id) & (SEASONS["year"] == year)]
    return round(int(season["visits"].iloc[0]) * scale)


def _photographs(
    rng: np.random.Generator, visits: pd.DataFrame, failures: pd.DataFrame, swap: pd.DataFrame
) -> pd.DataFrame:
    """One row a photograph, with its visit's columns; those of facing cameras come last."""
    about = ["deployment_id", "location_id", "area_id", "paired", "verified"]
    visit, seconds = bursts(rng, len(visits))
    first = (
        visits[about]
        .iloc[visit]
        .assign(visit=visit, time=visits["start"].to_numpy()[visit] + seconds.astype("m8[s]"))
    )
    back = np.flatnonzero(visits["returns"])
    ends = first.groupby("visit")["time"].max().to_numpy()[back]
    again, later = bursts(rng, len(back))
    starts = ends + rng.integers(1920, 3480, len(back)).astype("m8[s]")
    second = (
        visits[about]
        .iloc[back[again]]
        .assign(visit=len(visits) + again, time=starts[again] + later.astype("m8[s]"))
    )
    photos = pd.concat([first, second, swap.assign(visit=len(visits) + len(back))])
    facing = _facing(rng, photos, failures)
    return pd.concat([photos.assign(facing=False), facing.assign(facing=True)], ignore_index=True)


def _facing(rng: np.random.Generator, photos: pd.DataFrame, failures: pd.DataFrame) -> pd.DataFrame:
    """What the second camera of a pair saw of it, seconds later, while it worked."""
    facing = photos[photos["paired"] & (rng.random(len(photos)) < 0.6)].copy()
    facing["deployment_id"] += "b"
    facing["time"] += rng.integers(1, 5, len(facing)).astype("m8[s]")
    for failure in failures.itertuples():
        failed = facing["time"].between(failure.start, failure.end)
        facing = facing[~(failed & (facing["deployment_id"] == failure.deployment_id))]
    return facing


def _over_a_swap(deployments: pd.DataFrame, failures: pd.DataFrame) -> pd.DataFrame:
    """One visit that begins on the old card and goes on, within minutes, on the new one."""
    there = (deployments["area_id"] == "ridge-north") & (deployments["year"] == 2024)
    working = ~deployments["deployment_id"].isin(failures["deployment_id"])
    single = deployments[there & working & ~deployments["paired"]]
    swapped = single[single.groupby("location_id")["start"].transform("size") > 1]
    old, new = swapped.iloc[0], swapped.iloc[1]
    before = [old["end"] - pd.Timedelta(seconds=s) for s in (300, 210, 60)]
    after = [new["start"] + pd.Timedelta(seconds=s) for s in (30, 150)]
    return pd.DataFrame(
        {
            "deployment_id": [old["deployment_id"]] * 3 + [new["deployment_id"]] * 2,
            "location_id": old["location_id"],
            "area_id": old["area_id"],
            "paired": False,
            "verified": True,
            "time": before + after,
        }
    )


def _with_animals(rng: np.random.Generator, photos: pd.DataFrame) -> pd.DataFrame:
    """Name the animal and its flank in somewhat over half of the sure visits.

    A facing camera sees the other flank; of an animal known from one side only, the other
    side tells nothing, and the record stays without a name.
    """
    visits = photos.drop_duplicates("visit").set_index("visit")
    names, flanks = {}, {}
    for visit, row in visits[visits["verified"]].iterrows():
        known = CAMERA_AREAS.loc[row["area_id"], "animals"]
        if rng.random() < 0.55:
            number = int(rng.integers(len(known)))
            names[visit] = f"{row['area_id']}-animal-{number + 1}"
            flanks[visit] = {"L": "left", "R": "right"}.get(
                known[number], ("left", "right")[int(rng.integers(2))]
            )
    name, flank = photos["visit"].map(names), photos["visit"].map(flanks)
    number = name.str.rsplit("-", n=1).str[-1].fillna("1").astype(int) - 1
    coats = photos["area_id"].map(CAMERA_AREAS["animals"])
    kinds = [known[n] for known, n in zip(coats, number, strict=True)]
    other = flank.map({"left": "right", "right": "left"})
    lost = photos["facing"] & (np.array(kinds) != "B")
    flank = flank.where(~photos["facing"], other)
    return photos.assign(individual_id=name.mask(lost), flank=flank.mask(lost))


def _offsets(areas: pd.Series) -> pd.Series:
    """The offset of the clocks in the country of each area."""
    above = AREAS.set_index("area_id")["parent_id"].to_dict()
    countries = areas.copy()
    while not (there := countries.isin(OFFSETS)).all():
        countries = countries.where(there, countries.map(above))
    return countries.map(OFFSETS)


def _as_records(photos: pd.DataFrame) -> pd.DataFrame:
    """Photographs as rows of the detections table, in the order of their times."""
    rows = photos.assign(
        scientific_name=photos["area_id"].map(CAMERA_AREAS["scientific_name"]),
        observation_level="media",
        event_start=_iso(photos["time"]),
        utc_offset=_offsets(photos["area_id"]),
        identification_verification_status=np.where(photos["verified"], "verified", "unverified"),
    )
    rows = rows.assign(event_id=_event_ids(rows))
    rows = pd.concat([rows, _event_rows(rows)], ignore_index=True)
    rows = rows.sort_values(["time", "deployment_id", "observation_level"], kind="stable")
    rows["observation_id"] = [f"sim-{number:05d}" for number in range(1, len(rows) + 1)]
    # A camera record has its area from its deployment.
    rows = rows.drop(columns="area_id")
    return rows.assign(
        observation_type="animal", date_precision="day", published="no", attribution="programme"
    )


def _event_ids(rows: pd.DataFrame) -> pd.Series:
    """Events of the one Glacier deployment that somebody has sorted; missing elsewhere."""
    sure = rows[(rows["area_id"] == "glacier") & ~rows["paired"] & rows["verified"]]
    chosen = sure.groupby("deployment_id")["visit"].nunique().idxmax()
    visits = sure.loc[sure["deployment_id"] == chosen, "visit"].unique()
    names = {visit: f"ev-{number:03d}" for number, visit in enumerate(visits, 1)}
    return rows["visit"].map(names).where(rows["deployment_id"] == chosen)


def _event_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The sorted events as rows of their own, beside their photographs.

    The first has two rows, a mother and her cub: one detection.
    """
    media = rows[rows["event_id"].notna()]
    events = media.drop_duplicates("event_id").assign(observation_level="event")
    events["event_end"] = _iso(events["event_id"].map(media.groupby("event_id")["time"].max()))
    cub = events.head(1).assign(
        individual_id=np.nan,
        flank=np.nan,
        individuals_note="Simulated cub",
        individuals_note_ru="Детёныш (пример)",
    )
    # An animal with a known coat was seen from both sides in the course of its event.
    animals = CAMERA_AREAS.loc["glacier", "animals"]
    both = [f"glacier-animal-{n}" for n, kind in enumerate(animals, 1) if kind == "B"]
    events.loc[events["individual_id"].isin(both), "flank"] = "both"
    return pd.concat([events, cub])


def _iso(times: pd.Series) -> pd.Series:
    return times.dt.strftime("%Y-%m-%dT%H:%M:%S")


def _places(rng: np.random.Generator, locations: pd.Series, areas: pd.Series) -> pd.DataFrame:
    """A point for each location, some kilometres around the rounded middle of its area."""
    middles = AREAS.set_index("area_id")[["latitude", "longitude"]].astype(float)
    one = pd.DataFrame({"location_id": locations, "area_id": areas}).drop_duplicates()
    points = middles.loc[one["area_id"]].to_numpy() + rng.normal(0, 0.06, (len(one), 2))
    return pd.DataFrame(
        points.round(4), columns=["latitude", "longitude"], index=one["location_id"].to_numpy()
    )


def _deployment_table(
    rng: np.random.Generator, deployments: pd.DataFrame, open_ended: str | None
) -> pd.DataFrame:
    places = _places(rng, deployments["location_id"], deployments["area_id"])
    ends = _iso(deployments["end"])
    return deployments.assign(
        location_name="Simulated spring " + deployments["location_id"].str.rsplit("-", n=1).str[1],
        latitude=places["latitude"].loc[deployments["location_id"]].to_numpy(),
        longitude=places["longitude"].loc[deployments["location_id"]].to_numpy(),
        coordinate_uncertainty=30,
        deployment_start=_iso(deployments["start"]),
        utc_offset=_offsets(deployments["area_id"]),
        deployment_end=ends.mask(deployments["deployment_id"] == open_ended),
    )[DEPLOYMENT_COLUMNS]


def _camera_surveys(stations: int) -> pd.DataFrame:
    """A survey for each area and year of cameras, whose effort is that of its deployments."""
    first = pd.to_datetime(SEASONS[["year", "month"]].assign(day=1))
    last = [
        start + pd.DateOffset(months=months, days=-1)
        for start, months in zip(first, SEASONS["months"], strict=True)
    ]
    names = AREAS.set_index("area_id").loc[SEASONS["area_id"]]
    year = SEASONS["year"].astype("str").to_numpy()
    return pd.DataFrame(
        {
            "survey_id": SEASONS["area_id"] + "-" + year,
            "area_id": SEASONS["area_id"],
            "records": "detections",
            "survey_order": SEASONS.groupby("area_id").cumcount() + 1,
            "event_start": first.dt.strftime("%Y-%m-%d"),
            "event_end": [day.strftime("%Y-%m-%d") for day in last],
            "date_precision": "range",
            "stations": SEASONS["area_id"].map(_share(stations)),
            "name": names["name"].to_numpy() + ", " + year,
            "name_ru": names["name_ru"].to_numpy() + ", " + year,
        }
    )


def _survey_table(stations: int) -> pd.DataFrame:
    table = pd.concat([_camera_surveys(stations), OTHER_SURVEYS], ignore_index=True)
    seen = table["records"] == "detections"
    table["method"] = np.where(seen, "camera trap", "reports of herders")
    return table.assign(method_ru=np.where(seen, "фотоловушка", "сообщения пастухов"))


def _reporting_table(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for area in REPORTING.itertuples():
        skipped, lost = area.not_collected.split(), area.not_on_file.split()
        for month in pd.period_range(area.first, area.last, freq="M").astype("str"):
            active = month not in skipped
            households, visits = int(rng.integers(15, 60)), int(rng.integers(1, 5))
            if month not in lost:
                asked = (households, visits) if active else (None, None)
                roles = (area.role, area.role_ru) if active else (None, None)
                rows.append((area.area_id, month, "yes" if active else "no", *asked, *roles))
    names = ("area_id", "month", "active", "households_covered", "visits")
    table = pd.DataFrame(rows, columns=[*names, "reported_by_role", "reported_by_role_ru"])
    table.insert(1, "unit", None)
    whole = {"households_covered": "Int64", "visits": "Int64"}
    return pd.concat([table, VILLAGE_REPORTING], ignore_index=True).astype(whole)


def _incident_days(rng: np.random.Generator, months: list[str], wanted: int) -> list[str]:
    """Different days of the months in which reports were collected."""
    periods = pd.PeriodIndex(months, freq="M")
    days = [f"{m}-{day:02d}" for m in periods for day in range(1, m.days_in_month + 1)]
    return list(rng.choice(days, wanted, replace=False))


def _incident(rng: np.random.Generator, kind: str, species: str) -> dict:
    """What happened in one incident; `kind` is counted, encounter, unverified or rejected."""
    type_ = str(rng.choice(HARM, p=HARM_SHARES)) if kind == "counted" else "livestock depredation"
    type_ = "close encounter" if kind == "encounter" else type_
    sure = str(rng.choice(("confirmed", "probable"), p=(0.65, 0.35)))
    cats, shares = OUTCOMES[type_]
    animal = {LEOPARD: ("leopard", "леопард"), SNOW_LEOPARD: ("snow leopard", "снежный барс")}
    row = {
        "incident_type": type_,
        "verification": kind if kind in ("unverified", "rejected") else sure,
        "species_suspected": animal[species][0],
        "species_suspected_ru": animal[species][1],
        "people_injured": 1 if type_ == "person injured" else 0,
        "people_killed": 0,
    }
    if kind == "rejected":
        why = ("Tracks of wolves (simulated)", "Следы волков (пример)")
        return row | {"verification_note": why[0], "verification_note_ru": why[1]}
    row |= {"scientific_name": species, "outcome_for_cat": str(rng.choice(cats, p=shares))}
    if type_ == "livestock depredation":
        stock = LIVESTOCK[int(rng.choice(4, p=(0.5, 0.3, 0.1, 0.1)))]
        row |= {"livestock_type": stock[0], "livestock_type_ru": stock[1]}
        # Every fifth report does not say how many: that stays empty.
        if rng.random() > 0.2:
            row |= {
                "livestock_killed": int(rng.geometric(0.35)),
                "livestock_injured": int(rng.integers(0, 3)),
            }
    return row


def _drawn_incidents(rng: np.random.Generator, reporting: pd.DataFrame) -> pd.DataFrame:
    """As many counted incidents as planned, in months of reporting, and some of other kinds."""
    active, rows = reporting[reporting["active"] == "yes"], []
    for area in INCIDENTS.to_dict("records"):
        own = active.loc[active["area_id"] == area["area_id"], "month"]
        for year in ("2022", "2023", "2024", "2025"):
            months = list(own[own.str.startswith(year)])
            if not months:
                continue
            kinds = ["counted"] * int(area[year])
            kinds += [k for k in ("encounter", "unverified", "rejected") if rng.random() < 0.6]
            days = _incident_days(rng, months, len(kinds))
            for day, kind in zip(days, kinds, strict=True):
                where = {"area_id": area["area_id"], "event_start": day, "date_precision": "day"}
                rows.append(where | _incident(rng, kind, area["scientific_name"]))
    return pd.DataFrame(rows).sort_values(["event_start", "area_id"], kind="stable")


def _conflict_table(rng: np.random.Generator, reporting: pd.DataFrame) -> pd.DataFrame:
    """Incidents in the months of reporting, then those that do not fit into them."""
    table = _drawn_incidents(rng, reporting)
    table["incident_id"] = [f"sim-inc-{number:03d}" for number in range(1, len(table) + 1)]
    place = rng.integers(1, 7, len(table)).astype("str").astype(object)
    table["locality"] = "Simulated pasture " + place
    table["locality_ru"] = "Пастбище " + place + " (пример)"
    middles = AREAS.set_index("area_id")[["latitude", "longitude"]].astype(float)
    points = middles.loc[table["area_id"]].to_numpy() + rng.normal(0, 0.08, (len(table), 2))
    table[["latitude", "longitude"]] = points.round(3)
    whole = ["people_injured", "people_killed", "livestock_killed", "livestock_injured"]
    table = table.astype(dict.fromkeys(whole, "Int64"))
    table.insert(0, "incident_id", table.pop("incident_id"))
    table.insert(3, "unit", _villages_of(table))
    return pd.concat([table, OTHER_INCIDENTS], ignore_index=True).assign(published="no")


def _villages_of(incidents: pd.DataFrame) -> pd.Series:
    """The village of each incident where villages report, one after the other."""
    there = incidents["area_id"].eq(VILLAGES)
    number = incidents.groupby("area_id").cumcount() % SINCE_2022 + 1
    named = "Aul " + number.astype("str")
    return named.where(there & ~incidents["event_start"].str.startswith(UNNAMED))


def _area_table() -> pd.DataFrame:
    country = AREAS["area_type"] == "country"
    parents = AREAS.set_index("area_id")["parent_id"]
    code = AREAS["area_id"]
    for _ in range(3):  # an area lies in a cluster, the cluster in a country
        code = code.map(parents).fillna(code)
    has_place = AREAS["latitude"].notna()
    where = np.where(country, "middle of the country, rounded", "simulated point, rounded")
    where_ru = np.where(country, "середина страны, округлённо", "вымышленная точка, округлённо")
    words = AREAS["area_type"].map(DESIGNATIONS)
    of_villages = AREAS["area_id"].eq(VILLAGES)
    return AREAS.assign(
        country_code=code,
        designation=words.str[0],
        designation_ru=words.str[1],
        location_note=pd.Series(where).where(has_place),
        location_note_ru=pd.Series(where_ru).where(has_place),
        reporting_units=pd.Series(LISTED, AREAS.index).where(of_villages),
        reporting_units_ru=pd.Series(LISTED_RU, AREAS.index).where(of_villages),
        **_set_up(AREAS),
    )


def _set_up(areas: pd.DataFrame) -> dict[str, object]:
    """Who set each area up; the programme works in all that lie below a country."""
    own = areas["area_type"].eq("conservancy")
    state = areas["area_type"].eq("protected area")
    by = ("its community, with the simulated programme", "the simulated government")
    by_ru = ("община вместе с программой (пример)", "правительство (пример)")
    return {
        "attribution": np.where(own, "programme", "others"),
        "set_up_by": np.select([own, state], by, None),
        "set_up_by_ru": np.select([own, state], by_ru, None),
        "programme_since": np.where(areas["area_type"].eq("country"), None, "2022-03"),
    }


def _statement_table(scale: float, source: str) -> pd.DataFrame:
    """What the simulated programme has said: the plan's own figures, one of them wrong."""
    country = AREAS[AREAS["parent_id"].isin(["TM", "west-cluster"])]["area_id"]
    turkmen = INCIDENTS[INCIDENTS["area_id"].isin(country)]
    figures = {
        "north": _planned("ridge-north", 2025, scale),
        "north_before": _planned("ridge-north", 2023, scale),
        "south": _planned("ridge-south", 2025, scale),
        "south_before": _planned("ridge-south", 2023, scale),
        "conflicts_told": turkmen["2025"].astype(int).sum() - 1,
        "conflicts_before": turkmen["2023"].astype(int).sum(),
    }
    table = STATEMENTS.map(lambda text: text.format(**figures), na_action="ignore")
    own = table["own"] == "yes"
    table["source"] = np.where(own, source, source.replace("survey", "yearbook"))
    for column, name in SURVEY.items():
        table[column] = np.where(own, name, YEARBOOK[column])
    return table.drop(columns="own")


def _camera_tables(seed: int, stations: int, scale: float) -> dict[str, pd.DataFrame]:
    """Deployments, failures and detections; the reports of others stand among the last."""
    cameras, cats = (np.random.default_rng([seed, part]) for part in range(2))
    stays = _deployments(cameras, stations)
    failed = _failures(cameras, stays)
    visits = _visits(cats, _nights(stays, failed), scale)
    photos = _photographs(cats, visits, failed, _over_a_swap(stays, failed))
    records = _as_records(_with_animals(cats, photos))
    # The last camera that took a sure picture in Green Valley has not been collected yet.
    last = photos[(photos["area_id"] == "green-valley") & photos["verified"]]
    still_out = last.sort_values("time")["deployment_id"].iloc[-1]
    failures = failed.assign(failure_start=_iso(failed["start"]), failure_end=_iso(failed["end"]))
    return {
        "deployments": _deployment_table(cameras, stays, still_out),
        "failures": failures[["deployment_id", "failure_start", "failure_end"]],
        "detections": pd.concat([records, REPORTS], ignore_index=True)[DETECTION_COLUMNS],
    }


def simulate(
    seed: int = 7, *, stations: int = STATIONS, observations: int = OBSERVATIONS
) -> dict[str, pd.DataFrame]:
    """Make every table of a simulated data set.

    Parameters
    ----------
    seed : int
        The same seed makes the same tables.
    stations : int
        Camera locations, shared among the six camera areas; 20 at least.
    observations : int
        About how many camera records.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables by name, with the columns of their schemas that hold anything. Dates are
        text as a file holds them; what is not known is missing.

    Raises
    ------
    ValueError
        There are too few stations, or they work for too few nights to hold so many visits.
    """
    if stations < FEWEST_STATIONS:
        raise ValueError(f"{stations} stations are too few: ask for {FEWEST_STATIONS} or more.")
    source, scale = f"Simulated survey (seed {seed})", observations / OBSERVATIONS
    people = np.random.default_rng([seed, 2])
    reporting = _reporting_table(people)
    tables = {
        "areas": _area_table(),
        "surveys": _survey_table(stations),
        **_camera_tables(seed, stations, scale),
        "conflicts": _conflict_table(people, reporting),
        "reporting": reporting,
        "milestones": MILESTONES,
        "status": STATUS,
        "statements": _statement_table(scale, source),
        "caveats": CAVEATS,
    }
    unread = {"deployments", "failures"}  # no page names the source of one
    return {
        name: table
        if "source" in table
        else table.assign(source=source, **({} if name in unread else SURVEY))
        for name, table in tables.items()
    }


def _write(table: pd.DataFrame, path: Path, *, append: bool = False) -> None:
    """Write a table as UTF-8 with LF, or add its rows to the file."""
    with path.open("a" if append else "w", encoding="utf-8", newline="") as file:
        table.to_csv(file, index=False, header=not append, lineterminator="\n")


def in_every_language(table: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The table with each text in the languages of `said` too, beside its Russian.

    Parameters
    ----------
    table : DataFrame
    said : DataFrame
        By the English text, one column a language.
    """
    columns = {}
    for column in table:
        columns[column] = table[column]
        base = column.removesuffix("_ru")
        if base != column:
            columns |= {f"{base}_{code}": table[base].map(said[code]) for code in said}
    return pd.DataFrame(columns)


def write_example(
    out: Path, seed: int = 7, *, stations: int = STATIONS, observations: int = OBSERVATIONS
) -> None:
    """Write `simulate`'s tables and programme.toml into a folder, as a data set."""
    out.mkdir(parents=True, exist_ok=True)
    tables = simulate(seed, stations=stations, observations=observations)
    said = pd.read_csv(WORDS, index_col="en", dtype="str")
    for name, table in tables.items():
        _write(in_every_language(table, said), out / f"{name}.csv")
    shutil.copyfile(TEMPLATE, out / "programme.toml")


def _large_deployments(rng: np.random.Generator, stations: int) -> pd.DataFrame:
    """Four years at each station, the card swapped every quarter; `start` and `end` too."""
    quarters = np.arange("2022-01", "2026-04", 3, dtype="M8[M]").astype("M8[s]")
    numbers = np.arange(1, stations + 1)
    areas = CAMERA_AREAS.index.to_numpy(dtype=object)[numbers % len(CAMERA_AREAS)]
    shift = rng.integers(0, 20 * 86400, (stations, 1)).astype("m8[s]")
    edges = quarters[None, :] + shift
    per_station = len(quarters) - 1
    location = np.array([f"large-{number:06d}" for number in numbers], dtype=object)
    table = pd.DataFrame(
        {
            "location_id": np.repeat(location, per_station),
            "area_id": np.repeat(areas, per_station),
            "start": edges[:, :-1].ravel(),
            "end": edges[:, 1:].ravel() - np.timedelta64(900, "s"),
        }
    )
    part = table.groupby("location_id").cumcount() + 1
    table["deployment_id"] = table["location_id"] + "-" + part.astype("str")
    table["camera_id"] = "cam-" + table["location_id"]
    return table


def _some_bursts(rng: np.random.Generator, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Bursts with exactly so many photographs; the last one may be cut short."""
    visits = rows // 6 + 100
    visit, seconds = bursts(rng, visits)
    while len(visit) < rows:
        visits *= 2
        visit, seconds = bursts(rng, visits)
    return visit[:rows], seconds[:rows]


def _large_records(
    rng: np.random.Generator, deployments: pd.DataFrame, first: int, rows: int
) -> pd.DataFrame:
    """Exactly so many camera records, numbered from `first`, grouped by deployment."""
    visit, seconds = _some_bursts(rng, rows)
    visits = visit[-1] + 1
    which = np.sort(rng.integers(len(deployments), size=visits))
    starts = deployments["start"].to_numpy()[which]
    room = (deployments["end"].to_numpy()[which] - starts).astype(int) - LONGEST_VISIT
    times = (starts + (rng.random(visits) * room).astype("m8[s]"))[visit] + seconds.astype("m8[s]")
    area = deployments["area_id"].to_numpy()[which]
    names = area + "-animal-" + rng.integers(1, 21, visits).astype("str").astype(object)
    named = rng.random(visits) < 0.4
    flanks = np.array(["left", "right"], dtype=object)[rng.integers(2, size=visits)]
    status = np.where(rng.random(visits) < 0.06, "unverified", "verified")
    table = pd.DataFrame(
        {
            "observation_id": [f"sim-{number:09d}" for number in range(first, first + rows)],
            "scientific_name": pd.Series(area).map(CAMERA_AREAS["scientific_name"]).array[visit],
            "deployment_id": deployments["deployment_id"].array[which][visit],
            "event_start": np.datetime_as_string(times, unit="s"),
            "individual_id": np.where(named, names, None)[visit],
            "flank": np.where(named, flanks, None)[visit],
            "identification_verification_status": status[visit],
        }
    )
    return table.assign(
        observation_type="animal",
        observation_level="media",
        date_precision="day",
        published="no",
        attribution="programme",
    )


def write_large(
    out: Path,
    seed: int = 7,
    *,
    observations: int,
    stations: int | None = None,
    chunk: int = 250_000,
) -> None:
    """Write deployments.csv and detections.csv of any size, chunk by chunk.

    Parameters
    ----------
    out : Path
        The folder.
    seed : int
        The same seed and chunk write the same bytes.
    observations : int
        Exactly how many camera records.
    stations : int, optional
        Camera locations; one for every 5,000 records where not given.
    chunk : int
        Records held in memory at a time.
    """
    out.mkdir(parents=True, exist_ok=True)
    source = f"Simulated survey (seed {seed})"
    stations = stations or max(STATIONS, observations // 5000)
    rng = np.random.default_rng([seed, 10])
    stays = _large_deployments(rng, stations)
    _write(_deployment_table(rng, stays, None).assign(source=source), out / "deployments.csv")
    for number, first in enumerate(range(0, observations, chunk)):
        part = np.random.default_rng([seed, 11, number])
        table = _large_records(part, stays, first + 1, min(chunk, observations - first))
        table["source"] = source
        _write(table, out / "detections.csv", append=number > 0)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--stations", type=int, help="camera locations")
    parser.add_argument(
        "--observations",
        type=int,
        help="write only deployments and this many detections; the whole example without it",
    )
    chosen = parser.parse_args(arguments)
    if chosen.observations is None:
        write_example(chosen.out, chosen.seed, stations=chosen.stations or STATIONS)
    else:
        write_large(
            chosen.out, chosen.seed, observations=chosen.observations, stations=chosen.stations
        )


if __name__ == "__main__":
    main()
