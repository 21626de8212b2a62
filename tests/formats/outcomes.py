"""What comes of files that are sent: the evidence of every figure, and everything that was said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from impact.changes.prepare import Prepared
from impact.changes.submit import checked
from impact.checking.cells import type_table
from impact.checking.checks import check_tables
from impact.model.programme import read_programme
from impact.model.records import Records
from impact.reading.country_outlines import outline_of
from tests.formats.samples import Sample
from tests.formats.sending import KNOWN, received
from tests.reading.sample import PROGRAMME_TOML

TODAY = dt.date(2026, 1, 1)
PROGRAMME = read_programme(
    PROGRAMME_TOML
    + """
[[species]]
scientific_name = "Panthera uncia"
synonyms = []
name = {en = "Snow leopard"}
short = {en = "snow leopard"}
iucn_category = {en = "Vulnerable"}
iucn_source = "https://example.org/iucn"
"""
)
KNOWN_HERE = replace(KNOWN, countries=outline_of(["TM", "KG"]))
EVIDENCE = {
    "detections": ["scientific_name", "area_id", "deployment_id", "event_start", "event_end",
                   "count", "identification_verification_status"],
    "deployments": ["deployment_id", "location_id", "area_id", "latitude", "longitude",
                    "deployment_start", "deployment_end"],
    "failures": ["deployment_id", "failure_start", "failure_end"],
    "conflicts": ["scientific_name", "area_id", "event_start", "incident_type",
                  "livestock_killed", "verification"],
}  # fmt: skip
"""Table → the columns that figures are made of."""


@dataclass(frozen=True)
class Outcome:
    """What came of files: the evidence of all figures, and everything that was said."""

    evidence: Counter
    questions: frozenset[str]
    errors: frozenset[tuple]
    warnings: frozenset[tuple]
    aside: Counter
    unverified: frozenset[tuple]
    adds_up: bool


def outcome(files: dict[str, bytes], sample: Sample) -> Outcome:
    """Read and check files as they would be sent."""
    got = received(files, sample.answers, KNOWN_HERE)
    _, found = check_tables(got.texts, programme=PROGRAMME, today=TODAY)
    result = checked(got, Prepared(Records.of(), tuple(found), {}))
    told = {"error": set(), "warning": set()}
    for one in result.problems:
        if one.rule != "file.question":
            told[one.severity].add((one.file, one.row, one.rule))
    return Outcome(
        _evidence(got.texts, {(f, r) for f, r, _ in told["error"]}),
        frozenset(question.id for _, question in got.questions if not question.optional),
        frozenset(told["error"]),
        frozenset(told["warning"]),
        Counter({reason: n for a in result.accounts for reason, n in a.aside.items()}),
        frozenset(
            (note.code, *note.values.items())
            for upload in got.uploads
            for note in upload.account.notes
            if note.code.startswith("account.unverified")
        ),
        all(account.adds_up for account in result.accounts),
    )


def _evidence(texts: dict, bad: set) -> Counter:
    found = Counter()
    for table, text in texts.items():
        frame = type_table(text, table).frame
        columns = [column for column in EVIDENCE.get(table, ()) if column in frame]
        kept = frame[[(text.file, row) not in bad for row in frame["row"]]]
        cells = kept[columns].astype("object").map(lambda v: "" if pd.isna(v) else str(v))
        found.update((table, *line) for line in cells.itertuples(index=False, name=None))
    return found
