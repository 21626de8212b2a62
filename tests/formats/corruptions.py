"""Every kind of corruption tried on every format: no figure may change without a word.

``python -m tests.formats.corruptions`` prints the table of docs/formats.md; ``--write`` puts it
there. With names of samples it makes their columns alone.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.formats.outcomes import Outcome, outcome
from tests.formats.sample import Sample
from tests.formats.samples import SAMPLES

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"
BEGIN, END = "<!-- corruptions: begin -->\n", "<!-- corruptions: end -->\n"

Table = list[list[str]]


@dataclass(frozen=True)
class Corruption:
    """What can happen to a file on its way.

    Attributes
    ----------
    name : str
    apply : callable
        Rows of cells and the sample → the rows as they come, or None where it cannot happen to
        this format.
    write : callable
        Rows and delimiter → the bytes of the file.
    """

    name: str
    apply: Callable[[Table, Sample], Table | None] = lambda rows, _: rows
    write: Callable[[Table, str], bytes] = lambda rows, mark: as_text(rows, mark).encode()


def as_text(rows: Table, delimiter: str, end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def cell(kind: str, change: Callable[[str], str], *, row: int | None = 1) -> Callable:
    """Change the cell of one row, or of all, in the column of a kind."""

    def apply(rows: Table, sample: Sample) -> Table | None:
        if kind not in sample.columns:
            return None
        place = rows[0].index(sample.columns[kind])
        chosen = range(1, len(rows)) if row is None else [row]
        return [
            [change(c) if n in chosen and p == place else c for p, c in enumerate(cells)]
            for n, cells in enumerate(rows)
        ]

    return apply


def heading(kind: str, change: Callable[[str], str]) -> Callable:
    return cell(kind, change, row=0)


def without_column(kind: str) -> Callable:
    def apply(rows: Table, sample: Sample) -> Table | None:
        if kind not in sample.columns:
            return None
        place = rows[0].index(sample.columns[kind])
        return [[c for p, c in enumerate(cells) if p != place] for cells in rows]

    return apply


def shifted(rows: Table, _: Sample) -> Table:
    """One row lacks a cell in its middle: what follows stands a column too far left."""
    place = len(rows[0]) // 2
    return [c if n != 1 else [*c[:place], *c[place + 1 :]] for n, c in enumerate(rows)]


def both_axes(rows: Table, sample: Sample) -> Table | None:
    if "latitude" not in sample.columns:
        return None
    y, x = (rows[0].index(sample.columns[axis]) for axis in ("latitude", "longitude"))
    swapped = [list(cells) for cells in rows]
    for old, new in zip(rows[1:], swapped[1:], strict=True):
        new[y], new[x] = old[x], old[y]
    return swapped


def all_of(*steps: Callable) -> Callable:
    def apply(rows: Table, sample: Sample) -> Table | None:
        for step in steps:
            rows = step(rows, sample) if rows is not None else None
        return rows

    return apply


def unquoted(rows: Table, delimiter: str) -> bytes:
    return "".join(delimiter.join(cells) + "\n" for cells in rows).encode()


def day_first(text: str) -> str:
    return f"{text[8:10]}.{text[5:7]}.{text[:4]}{text[10:19].replace('T', ' ')}"


CORRUPTIONS = (
    Corruption("columns in another order", lambda rows, _: [cells[::-1] for cells in rows]),
    Corruption("a column under another name", heading("name", lambda _: "Beast")),
    Corruption("a column under another case", heading("name", str.upper)),
    Corruption("a column cut", without_column("start")),
    Corruption("a row that lacks its last cell", lambda rows, _: [*rows[:-1], rows[-1][:-1]]),
    Corruption("a row that lacks a cell within", shifted),
    Corruption("a row with a cell too many", lambda rows, _: [rows[0], [*rows[1], "x"], *rows[2:]]),
    Corruption("a lone quotation mark", cell("text", lambda text: f'"{text} x'), unquoted),
    Corruption("two lone quotation marks",
               all_of(cell("text", lambda text: f'"{text} x'),
                      cell("text", lambda text: f'{text} y"', row=3)), unquoted),
    Corruption("UTF-16", write=lambda rows, mark: as_text(rows, mark).encode("utf-16")),
    Corruption("a mark of the byte order", write=lambda r, mark: as_text(r, mark).encode("utf-8-sig")),
    Corruption("NUL bytes", cell("name", lambda text: text + "\0")),
    Corruption("semicolons between cells", write=lambda rows, _: as_text(rows, ";").encode()),
    Corruption("tabs between cells", write=lambda rows, _: as_text(rows, "\t").encode()),
    Corruption("line breaks of another system",
               write=lambda rows, mark: as_text(rows, mark, "\r").encode()),
    Corruption("a title above", lambda rows, _: [["Survey of the ridge"], [], *rows]),
    Corruption("the header repeated within", lambda rows, _: [*rows[:3], rows[0], *rows[3:]]),
    Corruption("a row doubled", lambda rows, _: [*rows[:2], rows[1], *rows[2:]]),
    Corruption("a row of another cell twice by its id", lambda rows, s: _twice(rows, s)),
    Corruption("blank lines", lambda rows, _: [*rows[:2], [""] * len(rows[0]), *rows[2:]]),
    Corruption("cut off within a row", write=lambda rows, mark: as_text(rows, mark).encode()[:-9]),
    Corruption("days first", cell("start", day_first, row=None)),
    Corruption("a day that cannot be", cell("start", lambda text: text.replace("-0", "-4", 1))),
    Corruption("a day to come", cell("start", lambda text: f"2999{text[4:]}")),
    Corruption("a camera's clock reset", cell("start", lambda text: f"1970-01-01{text[10:]}")),
    Corruption("a count of 0", cell("count", lambda _: "0")),
    Corruption("a count in words", cell("count", lambda _: "several")),
    Corruption("losses in words", cell("losses", lambda _: "several")),
    Corruption("absence", cell("status", lambda _: "ABSENT")),
    Corruption("doubt in the name", cell("name", lambda text: text.replace(" ", " cf. ", 1) + "?")),
    Corruption("another animal", cell("name", lambda _: "Canis lupus")),
    Corruption("a place of 0, 0",
               all_of(cell("latitude", lambda _: "0"), cell("longitude", lambda _: "0"))),
    Corruption("axes swapped", both_axes),
    Corruption("a place in another country", cell("latitude", lambda _: "61.5")),
    Corruption("metres of a grid",
               all_of(cell("latitude", lambda _: "4373000", row=None),
                      cell("longitude", lambda _: "285000", row=None))),
    Corruption("a place known to 100 km", cell("uncertainty", lambda _: "100000")),
    Corruption("decimal commas",
               all_of(cell("latitude", lambda t: t.replace(".", ","), row=None),
                      cell("longitude", lambda t: t.replace(".", ","), row=None))),
)  # fmt: skip


def _twice(rows: Table, sample: Sample) -> Table:
    """The first row's id on the second row too: two records that say they are one."""
    place = rows[0].index(sample.columns["id"])
    second = [*rows[2][:place], rows[1][place], *rows[2][place + 1 :]]
    return [*rows[:2], second, *rows[3:]]


def verdict(sample: Sample, corruption: Corruption) -> tuple[str, Outcome] | None:
    """What became of a corruption; None where it cannot happen to the format.

    Returns
    -------
    str
        ``same``, or how it was noticed: ``asked``, ``error``, ``warning``, ``set aside``,
        ``unverified``; else ``SILENT``.
    """
    rows = corruption.apply(sample.files[sample.target], sample)
    if rows is None:
        return None
    files = {n: as_text(r, sample.delimiter).encode() for n, r in sample.files.items()}
    before = _sound(sample.format, sample.target)
    after = outcome(files | {sample.target: corruption.write(rows, sample.delimiter)}, sample)
    if after.evidence == before.evidence:
        return "same", after
    for word in ("asked", "error", "warning", "set aside", "unverified"):
        if _said(word, after) - _said(word, before):
            return word, after
    return "SILENT", after


@cache
def _sound(format_id: str, target: str) -> Outcome:
    """The outcome of a sample as it is."""
    (sample,) = (s for s in SAMPLES.values() if (s.format, s.target) == (format_id, target))
    files = {n: as_text(r, sample.delimiter).encode() for n, r in sample.files.items()}
    return outcome(files, sample)


def _said(word: str, of: Outcome) -> frozenset | Counter:
    return {
        "asked": of.questions,
        "error": of.errors,
        "warning": of.warnings,
        "set aside": of.aside,
        "unverified": of.unverified,
    }[word]


def table(names: Collection[str]) -> str:
    """The outcome of each corruption on each format, as Markdown.

    Of formats that are not among `names` it is what the document has, so that a new format adds its
    column in a minute or two.
    """
    kept = {} if set(names) == set(SAMPLES) else _in_the_document()
    lines = ["| | " + " | ".join(SAMPLES) + " |", "|---" * (len(SAMPLES) + 1) + "|"]
    for corruption in CORRUPTIONS:
        words = []
        for name, sample in SAMPLES.items():
            word = "" if name in names else kept.get((corruption.name, name), "")
            found = None if word else verdict(sample, corruption)
            words.append(word or ("–" if found is None else found[0]))
        lines.append(f"| {corruption.name} | {' | '.join(words)} |")
    return "\n".join(lines) + "\n"


def _in_the_document() -> dict[tuple[str, str], str]:
    """Corruption and format → what the document says of them."""
    text = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    head, _, *rows = ([c.strip() for c in ln.split("|")[1:-1]] for ln in text.strip().splitlines())
    return {(row[0], name): word for row in rows for name, word in zip(head, row, strict=True)}


if __name__ == "__main__":
    asked = [argument for argument in sys.argv[1:] if argument != "--write"]
    made = table(asked or SAMPLES)
    if "--write" in sys.argv:
        before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        DOCUMENT.write_text(before + BEGIN + made + END + after, encoding="utf-8")
    sys.stdout.write(made)
