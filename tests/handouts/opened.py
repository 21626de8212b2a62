"""What a handout holds, taken out of its archive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd

from impact.wording import words_in

ROOT = Path(__file__).parents[2]
STANDARDS = Path(__file__).parent / "standards"
WORDS = words_in("en")


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def csv_in(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)
