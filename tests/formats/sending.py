"""What the importers are tried with: areas with outlines, species with synonyms, files to send."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.known import Known, folded
from impact.formats.receiving import Received, receive
from impact.reading.choices import ALL_FILES, Choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from impact.reading.uploads import Upload

LEOPARD, SNOW_LEOPARD = "Panthera pardus tulliana", "Panthera uncia"

AREAS = pd.DataFrame(
    [
        ("TM", None, "Turkmenistan", "Туркменистан", "POLYGON ((52 35, 67 35, 67 43, 52 43, 52 35))"),
        ("ridge", "TM", "Ridge", "Хребет", "POLYGON ((54 39, 55 39, 55 40, 54 40, 54 39))"),
        ("valley", "TM", "Valley", "Долина", "POLYGON ((56 39, 57 39, 57 40, 56 40, 56 39))"),
        ("KG", None, "Kyrgyzstan", "Кыргызстан", None),
    ],
    columns=["area_id", "parent_id", "name", "name_ru", "outline"],
)  # fmt: skip

KNOWN = Known(
    species={
        folded(name): accepted
        for accepted, names in {
            LEOPARD: (
                LEOPARD,
                "Panthera pardus saxicolor",
                "Panthera pardus ciscaucasica",
                "Panthera pardus",
            ),
            SNOW_LEOPARD: (SNOW_LEOPARD, "Uncia uncia"),
        }.items()
        for name in names
    },
    common_names={
        "persian leopard": LEOPARD,
        "leopard": LEOPARD,
        "леопард": LEOPARD,
        "snow leopard": SNOW_LEOPARD,
        "снежный барс": SNOW_LEOPARD,
    },
    areas=AREAS,
    locations={"on-file": "valley"},
)
WITHOUT_OUTLINES = Known(KNOWN.species, KNOWN.common_names, AREAS.drop(columns="outline"))


def received(
    files: Mapping[str, str | bytes],
    answers: Mapping[str, str] | None = None,
    known: Known = KNOWN,
    **choices: object,
) -> Received:
    """Files that are sent at once."""
    contents = [(n, c.encode() if isinstance(c, str) else c) for n, c in files.items()]
    return receive(contents, {ALL_FILES: Choices(answers=answers or {}, **choices)}, known)


def only(files: Mapping[str, str | bytes], *args: object, **kwargs: object) -> Upload:
    """The one export in files that are sent at once."""
    (upload,) = received(files, *args, **kwargs).uploads
    return upload


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def suggested(upload: Upload) -> dict[str, str]:
    """The answers that confirm everything that is suggested."""
    return {question.id: question.suggested for question in upload.questions}


def rules(upload: Upload, table: str) -> list[tuple[str, int | None]]:
    """Rule and row of what an import itself says of a table."""
    return [(p.rule, p.row) for p in upload.texts[table].problems if p.rule.startswith("import.")]
