"""The program asked for the same tables: the only module here that uses it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from impact.checking.checks import check_tables
from impact.claims import answer_all
from impact.metrics.cube import build_cube
from impact.metrics.events import with_location
from impact.metrics.summaries import summarise
from impact.model.programme import read_programme
from impact.reading.text_tables import read_csv_text
from tests.reading.sample import PROGRAMME_TOML

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.metrics.cube import Cube
    from impact.metrics.summaries import Summaries
    from impact.model.programme import Programme
    from impact.model.records import Records
    from tests.independent.rows import Row, Survey


@dataclass(frozen=True)
class Answer:
    """What the program makes of a survey."""

    cube: Cube
    summaries: Summaries
    claims: tuple[Claim, ...] = ()


def tables_of(programme: Programme, records: Records) -> Answer:
    located = with_location(records.detections, records.deployments)
    rule = programme.events
    cube = build_cube(
        located,
        records.deployments,
        records.failures,
        threshold_minutes=rule.threshold_minutes,
        rule=rule.rule,
    )
    summaries = summarise(records, located, cube, rule)
    return Answer(cube, summaries)


def read_survey(survey: Survey) -> tuple[Programme, Records]:
    """The programme and the records of a survey that was made here."""
    texts = {
        name: read_csv_text(_csv(rows), f"{name}.csv")
        for name, rows in survey.tables.items()
        if rows
    }
    records, _ = check_tables(texts)
    return _programme(survey), records


def answered(survey: Survey) -> Answer:
    """The program's answer to a survey that was made here."""
    programme, records = read_survey(survey)
    return replace(tables_of(programme, records), claims=answer_all(records, programme))


def _csv(rows: list[Row]) -> bytes:
    names = dict.fromkeys(name for row in rows for name in row)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(names), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _programme(survey: Survey) -> Programme:
    head, _, rest = PROGRAMME_TOML.partition("[[indicators]]")
    species = head[head.index("[[species]]") :]
    head = head.replace(
        species,
        "".join(
            species.replace("Panthera pardus tulliana", name).replace(
                'synonyms = ["Panthera pardus saxicolor"]', "synonyms = []"
            )
            for name in ("Panthera uncia", "Panthera pardus tulliana")
        ),
    )
    rest = rest[rest.index("[[initiatives]]") :]
    events = survey.programme["events"]
    lines = [head, rest, "[events]", f"threshold_minutes = {events['threshold_minutes']}"]
    lines.append(f'rule = "{events["rule"]}"')
    return read_programme("\n".join([*lines, *map(_indicator, survey.programme["indicators"])]))


def _indicator(one: dict) -> str:
    windows = [
        f"{name} = {{start = {one[name]['start']}, end = {one[name]['end']}}}"
        for name in ("current", "baseline")
    ]
    plain = [f"{name} = {json.dumps(one[name])}" for name in ("id", "kind", "species", "areas")]
    return "\n".join(
        ["[[indicators]]", *plain, 'place = {en = "there"}', 'basis = "records"', *windows]
    )
