"""What the public may see of a simulated survey of any size, and a server that shows it.

    python -m benchmarks.surveys VIEW --server.port 8600

The rows are made in memory, typed as the intake leaves them: reading ten million rows is timed
elsewhere, and pages never see them. Everything but cameras and their records is data/example.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.web import cli

from benchmarks.simulate import STATIONS, _deployment_table, _large_deployments, _large_records
from impact.checking.folder import read_folder
from impact.disclosure import View, for_audience
from impact.model.records import empty_table
from impact.versions.version import Version, make_version
from pages.shared import view

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "data" / "example"
CHUNK = 250_000
SEED = 7


def public_view(observations: int) -> View:
    """What the public may see of a survey with so many camera records."""
    return for_audience(large_version(observations), "public")


def large_version(observations: int) -> Version:
    """A survey with so many camera records.

    Parameters
    ----------
    observations : int
        Records of cats at cameras, in six areas over four years. Ten million take some ten
        minutes and 10 GB of memory.
    """
    stations = max(STATIONS, observations // 5000)
    cameras = np.random.default_rng([SEED, 10])
    stays = _large_deployments(cameras, stations)
    parts = [
        _typed(
            "detections",
            _large_records(
                np.random.default_rng([SEED, 11, number]),
                stays,
                first + 1,
                min(CHUNK, observations - first),
            ),
        )
        for number, first in enumerate(range(0, observations, CHUNK))
    ]
    example = read_folder(EXAMPLE)
    records = example.records.with_tables(
        deployments=_typed("deployments", _deployment_table(cameras, stays, None)),
        failures=empty_table("failures"),
        detections=_together(parts),
    )
    return make_version(example.programme, records, {"simulated": str(observations)})


def _typed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Text as a file holds it, as the columns and dtypes of its table."""
    rows = rows.assign(source=f"Simulated survey (seed {SEED})")
    if name == "detections":
        rows = rows.assign(event_end=rows["event_start"])
    columns = {}
    for column, dtype in empty_table(name).dtypes.items():
        if column == "row":
            columns[column] = rows.index + 2
        elif column not in rows:
            columns[column] = pd.Series(index=rows.index, dtype=dtype)
        elif dtype == "boolean":
            columns[column] = rows[column].eq("yes").astype(dtype)
        else:
            columns[column] = rows[column].astype("category" if dtype == "category" else dtype)
    return pd.DataFrame(columns)


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """One table of several; a category that not all of them know is known to the whole."""
    rows = pd.concat(parts, ignore_index=True)
    dtypes = parts[0].dtypes
    categories = [column for column in dtypes.index if dtypes[column] == "category"]
    return rows.astype(dict.fromkeys(categories, "category"))


def main() -> None:
    """Serve a view from a file in place of the data folder."""
    file, *options = sys.argv[1:]
    shown = pickle.loads(Path(file).read_bytes())
    view.current_view = lambda: shown
    sys.argv = ["streamlit", "run", "server.py", *options]
    cli.main()


if __name__ == "__main__":
    main()
