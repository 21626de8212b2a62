"""Feed the intake 10,000 damaged files: each is read right, asked about, or refused.

    python benchmarks/soak/damaged_files.py [--files 10000] [--seed 7]

None may crash, take more than 10 s, use more than 1 GB, or give another value without a word;
the exit status is 1 where one does.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # to be run from anywhere

import pandas as pd

from benchmarks.soak.damage import (
    ALL_NAMES,
    NAMES,
    File,
    Rows,
    bomb,
    damaged_sheet,
    flipped,
    formulas,
    invisible_marks,
    line_ends,
    merged_headings,
    mixed_delimiters,
    noise,
    nulls,
    open_quotation,
    other_name,
    ten_thousand_columns,
    truncated,
    wrong_encoding,
)
from impact.checking.cells import read_cells
from impact.model.errors import FileError
from impact.model.schemas import schema
from impact.reading.uploads import Upload, read_upload
from tests.reading.forms import (
    DATE_STYLES,
    ENCODINGS,
    GROUPS,
    HEADINGS,
    Form,
    as_text_file,
    as_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Callable


MOST_SECONDS = 10
MOST_MEGABYTES = 1_000


def sound(random: Random) -> File:
    """A file without damage, in any form."""
    encoding = random.choice(ENCODINGS)
    form = Form(
        encoding=encoding,
        delimiter=random.choice([",", ";", "\t"]),
        decimal=random.choice([".", ","]),
        group=random.choice(GROUPS),
        dates=random.choice([style for style in DATE_STYLES if style not in ("slashes", "us")]),
        headings=random.choice(HEADINGS if "125" not in encoding else HEADINGS[:3]),
        language="en",
        above=random.randrange(3),
    )
    rows = [
        {
            "area_id": f"a-{place}",
            "name": random.choice(NAMES.get(encoding, ALL_NAMES)),
            "country_code": "KZ",
            "area_type": "locality",
            "status": "proposed",
            "area_km2": f"{random.randrange(1, 10**7) / 10:.1f}",
            "established": f"{random.randrange(1960, 2024)}-0{random.randrange(1, 9)}-25",
            "latitude": f"{random.randrange(30, 50)}.{random.randrange(10**4)}1",
            "source": "report; p. 5, 6",
        }
        for place in range(random.randrange(1, 40))
    ]
    if random.random() < 0.3:
        content = as_workbook("areas", rows, form, at=(random.randrange(6), random.randrange(3)))
        return File("areas.xlsx", content, None, rows)
    return File("areas.csv", as_text_file("areas", rows, form), form, rows)


DAMAGE: tuple[Callable[[File, Random], File], ...] = (
    truncated,
    flipped,
    wrong_encoding,
    mixed_delimiters,
    merged_headings,
    open_quotation,
    formulas,
    nulls,
    invisible_marks,
    line_ends,
    other_name,
    ten_thousand_columns,
    bomb,
    damaged_sheet,
    noise,
)


# ── The verdict ──────────────────────────────────────────────────────────────────────────
def outcome(file: File) -> str:
    """What the intake made of a file: ``read``, ``told of``, ``asked`` or ``refused``.

    Raises
    ------
    AssertionError
        It gave another value than was written, without a word.
    """
    try:
        upload = read_upload(file.content, file.name)
    except FileError as error:
        assert error.message
        assert error.cure
        return "refused"
    changed = silently_changed(upload, file.rows) if file.rows else []
    assert not changed, (file.name, changed[:3])
    if upload.questions:
        return "asked"
    return "told of" if any(each.text.problems for each in upload.tables) else "read"


def silently_changed(upload: Upload, rows: Rows) -> list[tuple[int, str, str]]:
    """Cells (row, column, value) that nobody wrote, and of which nothing is said."""
    written = {row["area_id"]: row for row in rows}
    found = []
    for each in upload.tables:
        told = {problem.row for problem in each.text.problems}
        if not each.table or None in told or each.header_row in told:
            continue  # the file as a whole is doubted: a question, or a heading that is unknown
        for row in each.text.frame.to_dict("records"):
            truth = written.get(row["area_id"], {})
            for column, value in row.items():
                if column == "row" or row["row"] in told or pd.isna(value):
                    continue
                if not _is_the_same(value, truth.get(column, ""), column):
                    found.append((row["row"], column, value))
    return found


def _is_the_same(value: str, truth: str, column: str) -> bool:
    """Whether a cell is what was written, or will be told of when the cells are checked."""
    value, truth = value.replace('"', ""), truth.replace('"', "")
    field = schema("areas").field(column)
    limits = field.constraints
    if not truth or value == truth or read_cells(pd.Series([value]), field).isna().all():
        return True
    if value not in limits.get("enum", [value]) or not re.match(limits.get("pattern", ""), value):
        return True
    return field.kind in ("number", "integer") and float(value) == float(truth)


def main() -> int:
    """Run it, and print what came of each kind of damage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    random = Random(chosen.seed)
    counts: dict[str, Counter] = {damage.__name__: Counter() for damage in DAMAGE}
    slowest, failed = 0.0, 0
    for number in range(chosen.files):
        damage = DAMAGE[number % len(DAMAGE)]
        seed = random.getrandbits(64)
        own = Random(seed)
        file = damage(sound(own), own)
        start = time.perf_counter()
        try:
            result = outcome(file)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            result, failed = "FAILED", failed + 1
            print(f"{damage.__name__}, seed {seed}: {type(error).__name__}: {error}")
        counts[damage.__name__][result] += 1
        slowest = max(slowest, time.perf_counter() - start)
    for name, of in counts.items():
        print(f"{name:22}", ", ".join(f"{times} {what}" for what, times in sorted(of.items())))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{chosen.files} files, {failed} failed")
    print(f"slowest {slowest:.1f} s, at most {megabytes:.0f} MB")
    return int(failed > 0 or slowest > MOST_SECONDS or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
